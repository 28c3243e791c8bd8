"""What changed, what is known otherwise now, and what the report rests on, as sections."""

from __future__ import annotations

from collections.abc import Iterable

from plantrack.model.plan import Task
from plantrack.model.update import AnyUpdate
from plantrack.render.context import RenderContext, visible
from plantrack.render.phrases import NOTHING, period_words, ranges
from plantrack.render.section import Section
from plantrack.render.update_text import said
from plantrack.reports.changes import FieldChange, RestatedTask, TaskChange, Trend
from plantrack.reports.periodic import PeriodicReport

SHARES = {"percent": "Progress of deliverables", "expected": "Expected of deliverables"}
"""The numbers of a summary that are percentages."""
RECORDS = 3
"""So many records are told of as the cause of one restatement."""


def value_words(difference: FieldChange, value: object, ctx: RenderContext) -> str:
    """Return one side of a difference in words."""
    if difference.field == "status":
        return ctx.say(f"status {value}") if value else ctx.say("nobody reported")
    if difference.field == "light":
        return ctx.say(f"light {value}")
    if difference.field == "percent":
        return _share(value if isinstance(value, int | float) else None)
    if isinstance(value, tuple):
        return ctx.units(value) or ctx.say("nobody")
    return NOTHING if value is None else visible(str(value))


def changed_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what is different about each task since the period before, and where its light went."""
    say = ctx.say
    title = say("Changed since {period}", period=period_words(view.period.previous(), ctx))
    if not view.changed:
        return Section(title, (say("Nothing changed."),))
    columns = (say("No."), say("Task"), say("What"), say("Before"), say("Now"), say("Direction"))
    return Section(title, (), columns, tuple(row for entry in view.changed for row in _changes(entry, ctx)))


def _changes(entry: TaskChange, ctx: RenderContext) -> Iterable[tuple[str, ...]]:
    """Yield a row for each difference; beside a light stands where it went, and nothing where it is no better or worse."""
    for difference in entry.differences:
        went = difference.field == "light" and entry.direction is not Trend.SAME
        where = ctx.say(f"direction {entry.direction}") if went else NOTHING
        yield (*_named(entry.task, ctx), *_sides(difference, ctx), where)


def _named(task: Task, ctx: RenderContext) -> tuple[str, str]:
    return task.ref, ctx.title(task.title)


def _sides(difference: FieldChange, ctx: RenderContext) -> tuple[str, str, str]:
    return (
        ctx.say(f"field {difference.field}"),
        value_words(difference, difference.old, ctx),
        value_words(difference, difference.new, ctx),
    )


def restated_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what is known otherwise now about the period before, with the records that say so."""
    say, found = ctx.say, view.restated
    title = say("Restated: {period}", period=period_words(view.period.previous(), ctx))
    if not found.numbers and not found.tasks:
        return Section(
            title, (say("The period before is known today as it was known on {day}.", day=view.period.first),)
        )
    sentence = say(
        "On {day} the period before was known otherwise; what was recorded since then says:", day=view.period.first
    )
    columns = (say("No."), say("What"), say("As known then"), say("As known now"), say("Recorded since"))
    numbers = (
        (
            say("overall"),
            _number_name(number.field, ctx),
            _amount(number, number.old),
            _amount(number, number.new),
            NOTHING,
        )
        for number in found.numbers
    )
    return Section(title, (sentence,), columns, (*numbers, *_restated(found.tasks, ctx)))


def _number_name(name: str, ctx: RenderContext) -> str:
    names = {"tasks": "Tasks", **SHARES}
    return ctx.say(names[name]) if name in names else ctx.say(f"summary {name}")


def _amount(number: FieldChange, value: float | None) -> str:
    return _share(value) if number.field in SHARES or value is None else f"{value:g}"


def _share(value: float | None) -> str:
    """Return a percentage so closely that a small difference is seen."""
    return NOTHING if value is None else f"{round(value, 1):g}%"


def _restated(entries: Iterable[RestatedTask], ctx: RenderContext) -> Iterable[tuple[str, ...]]:
    """Return a row for each difference; tasks of which the same is said for the same reason share one."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        why = _why(entry.records, ctx)
        for difference in entry.differences:
            rows.setdefault((*_sides(difference, ctx), why), []).append(entry.task.ref)
    return ((ctx.listed(ranges(refs)), *row) for row, refs in rows.items())


def _why(records: Iterable[AnyUpdate], ctx: RenderContext) -> str:
    told = [ctx.say("{words}, by {by} on {day}", words=said(u, ctx), by=u.by, day=f"{u.at:%Y-%m-%d}") for u in records]
    more = [ctx.say("and {n} more", n=len(told) - RECORDS)] if len(told) > RECORDS else []
    return ctx.say("; ").join([*told[:RECORDS], *more]) or NOTHING


def grounds_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what the report rests on, so that anybody can make it again."""
    say, provenance = ctx.say, view.provenance
    rows = [(say("Plan"), view.plan.id + (f" (sha256 {provenance.plan})" if provenance else ""))]
    rows += [(say("Journal"), f"sha256 {provenance.journal}")] if provenance else []
    rows += [
        (say("As of"), str(view.as_of)),
        (say("Known at"), str(ctx.known_at) if ctx.known_at else say("everything recorded")),
    ]
    rows += [(say("Light rules"), ctx.rules.id)] if ctx.rules else []
    rows += [(say("Version"), f"plantrack {provenance.version}")] if provenance else []
    return Section(say("What this report rests on"), (), (say("Ground"), say("Content")), tuple(rows))
