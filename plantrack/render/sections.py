"""The periodic report as sections: headings, sentences and rows in the reader's language, for formats to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.model.plan import Milestone, Task
from plantrack.model.update import short
from plantrack.render.bulletin import paragraph
from plantrack.render.context import RenderContext, visible
from plantrack.render.differences import changed_section, grounds_section, restated_section
from plantrack.render.phrases import (
    NOTHING,
    baseline_year,
    basis_words,
    change_words,
    day_words,
    deadline_words,
    figure_words,
    lead_words,
    measured_words,
    percent_words,
    period_words,
    promised_words,
    ranges,
    target_words,
)
from plantrack.render.section import Section
from plantrack.render.update_text import amendment_words, number, said
from plantrack.reports.amendments import Amended
from plantrack.reports.extensions import Extension, UnitRequests
from plantrack.reports.indicators import IndicatorProgress
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import DueItem, LoggedUpdate, MissingReport, PeriodicReport

APART = ("tasks", "percent", "expected")
"""What of a summary is told in a line of its own."""


def report_title(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report's title."""
    title = ctx.say("{plan}: report on {period}", plan=view.plan.title, period=period_words(view.period, ctx))
    if view.unit:
        return ctx.say("{title} ({what})", title=title, what=ctx.units([view.unit]))
    task = view.plan.by_ref.get(view.ref) if view.ref else None
    return ctx.say("{title} ({what})", title=title, what=f"{task.ref} {ctx.title(task.title)}") if task else title


def dates_words(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the days that a report is about, and the day on which things stand as it says."""
    first, last, day = (day_words(one, ctx) for one in (view.period.first, view.period.last, view.as_of))
    return ctx.say("{first} to {last}, as of {day}", first=first, last=last, day=day)


def report_sections(view: PeriodicReport, ctx: RenderContext) -> tuple[Section, ...]:
    """Return the report's sections in their order; one with nothing to say says so in a sentence."""
    return (
        _summary(view, ctx),
        _items(view, ctx),
        changed_section(view, ctx),
        reached_section(view, ctx),
        reported_section(view, ctx),
        _late(view.late, ctx),
        amendments_section(view, ctx),
        *extension_sections(view, ctx),
        _at_risk(view.at_risk, ctx),
        _unreported(view.unreported, ctx),
        _due_next(view, ctx),
        _indicators(view.indicators, ctx),
        arrived_section(view, ctx),
        restated_section(view, ctx),
        assumed_section(view, ctx),
        grounds_section(view, ctx),
    )


def _summary(view: PeriodicReport, ctx: RenderContext) -> Section:
    say, before = ctx.say, view.previous
    sentences = [dates_words(view, ctx)]
    ended = (view.as_of - view.plan.period.last).days
    if ended > 0:
        sentences.append(
            say("the plan ended {n} days ago, on {day}", n=ended, day=day_words(view.plan.period.last, ctx))
        )
    sentences.append(paragraph(view, ctx))
    rows = [(say("Tasks"), str(view.summary.tasks), _shift(view.summary.tasks, before.tasks))]
    rows += [(say(f"summary {name}"), str(now), _shift(now, then)) for name, now, then in counts(view)]
    rows += [
        (say("Progress of deliverables"), *_share(view.summary.percent, before.percent, ctx)),
        (say("Expected of deliverables"), *_share(view.summary.expected, before.expected, ctx)),
    ]
    columns = (say("What"), say("Number"), say("Change"))
    return Section(say("In numbers"), tuple(sentences), columns, tuple(rows), (1, 2))


def counts(view: PeriodicReport) -> Iterator[tuple[str, int, int]]:
    """Yield the counts of the summary with their names, now and in the period before; those cancelled if there are any."""
    for name in Summary.__struct_fields__:
        now, then = getattr(view.summary, name), getattr(view.previous, name)
        if name not in APART and (name != "cancelled" or now or then):
            yield name, now, then


def _share(now: float | None, before: float | None, ctx: RenderContext) -> tuple[str, str]:
    return percent_words(now), _points(now, before, ctx)


def _shift(now: int, before: int) -> str:
    return f"{now - before:+}" if now != before else "="


def _points(now: float | None, before: float | None, ctx: RenderContext) -> str:
    if now is None or before is None:
        return NOTHING
    shift = _shift(round(now), round(before))
    return shift if shift == "=" else ctx.say("{n} points", n=shift)


def _items(view: PeriodicReport, ctx: RenderContext) -> Section:
    say = ctx.say
    rows = tuple(
        (
            top.ref, ctx.title(top.facts.task.title), percent_words(top.facts.percent), percent_words(top.facts.expected),
            f"{top.facts.reported[0]}/{top.facts.reported[1]}", top.light, deadline_words(top.facts.next_due, ctx),
        )
        for top in view.roots
    )  # fmt: skip
    columns = (
        say("No."),
        say("Item"),
        say("Progress"),
        say("Expected"),
        say("Reported"),
        say("Light"),
        say("Next due"),
    )
    return Section(say("Item by item"), () if rows else (say("Nothing."),), columns, rows, (2, 3, 4))


def _name(task: Task, milestone: Milestone | None, ctx: RenderContext) -> str:
    if milestone is None:
        return ctx.title(task.title)
    return ctx.say("{stone} ({task})", stone=milestone.title, task=task.title)


def _due(entry: DueItem, ctx: RenderContext) -> str:
    words = f"{entry.day}{basis_words(entry.basis, ctx)}"
    moved = entry.promised not in (None, entry.day)
    return (
        words + ctx.say(", promised for {day}", day=promised_words(entry.promised, entry.milestone or entry.task, ctx))
        if moved
        else words
    )


def reached_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what was reached in the period."""
    say, entries = ctx.say, view.reached
    rows = tuple(
        (str(e.day), e.ref, _name(e.task, e.milestone, ctx), promised_words(e.promised, e.milestone or e.task, ctx))
        for e in entries
    )
    if not rows:
        return Section(say("Reached in this period"), (say("Nothing was reported as reached."),))
    return Section(say("Reached in this period"), (), (say("On"), say("No."), say("What"), say("Promised")), rows)


def reported_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what was reported in the period."""
    say, entries = ctx.say, view.reported
    if not entries:
        return Section(say("Reported in this period"), (say("Nobody reported anything."),))
    rows = tuple(_told(entry, ctx) for entry in entries)
    return Section(
        say("Reported in this period"), (), (say("On"), say("No."), say("What"), say("Reported"), say("By")), rows
    )


def _told(entry: LoggedUpdate, ctx: RenderContext) -> tuple[str, ...]:
    update = entry.update
    ref = update.ref
    title = ctx.plan.title_of(ref) if ref else None
    source = getattr(update, "source", None)
    words = said(update, ctx) + (ctx.say(" [{note}]", note=source) if source else "")
    return (str(update.on), number(update, ctx), ctx.title(title) if title else "–", words, visible(update.by))


def _late(entries: Sequence[DueItem], ctx: RenderContext) -> Section:
    say = ctx.say
    if not entries:
        return Section(say("Late"), (say("Nothing is past its date."),))
    rows = tuple(
        (e.ref, _name(e.task, e.milestone, ctx), _due(e, ctx), str(e.days), lead_words(e.lead, e.lead_basis, ctx))
        for e in entries
    )
    return Section(say("Late"), (), (say("No."), say("What"), say("Due"), say("Days late"), say("Lead")), rows, (3,))


def amendments_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what was adopted otherwise in the period, old and new."""
    say, entries = ctx.say, view.amendments
    if not entries:
        return Section(say("Amendments"), (say("Nothing that was adopted was changed in this period."),))
    columns = (say("On"), say("No."), say("What"), say("Amended"), say("Old → new"), say("Reason"), say("By"))
    return Section(say("Amendments"), (), columns, tuple(row for entry in entries for row in _amended(entry, ctx)))


def _amended(entry: Amended, ctx: RenderContext) -> Iterator[tuple[str, ...]]:
    day, reason, by = str(entry.update.on), visible(entry.update.reason or NOTHING), visible(entry.update.by)
    for change in entry.changes:
        title = ctx.plan.title_of(change.ref)
        what, words = amendment_words(change, ctx)
        yield (day, visible(change.ref), ctx.title(title) if title else NOTHING, what, words or NOTHING, reason, by)


def extension_sections(view: PeriodicReport, ctx: RenderContext) -> Iterator[Section]:
    """Yield a row for each request with its answer, and then a row for each unit; one sentence where there are none."""
    say, asked, units = ctx.say, view.extensions, view.extensions_by_unit
    if not asked:
        yield Section(say("Extensions"), (say("Nobody asked for an extension."),))
        return
    now = sum(entry.within(view.period) for entry in asked)
    told = say(
        "Requests: {n}; asked for or answered in this period, and first in the list: {now}.", n=len(asked), now=now
    )
    columns = (say("No."), say("What"), say("Promised"), say("Due → asked"), say("Days"), say("Request"), say("Answer"))
    yield Section(say("Extensions"), (told,), columns, tuple(_extension(entry, ctx) for entry in asked), (4,))
    of_units = (say("Unit"), say("Asked"), say("Asked late"), say("Days granted"), say("Answers"), say("Reasons"))
    yield Section(say("Extensions, by unit"), (), of_units, tuple(_asking(entry, ctx) for entry in units), (1, 2, 3))


def _extension(entry: Extension, ctx: RenderContext) -> tuple[str, ...]:
    ask, task = entry.ask, entry.task
    return (
        visible(ask.ref),
        _name(task, entry.milestone, ctx) if task else NOTHING,
        promised_words(entry.promised, entry.milestone or task, ctx),
        f"{entry.old or NOTHING} → {entry.granted or ask.due or NOTHING}",
        NOTHING if entry.days is None else str(entry.days),
        request_words(entry, ctx),
        answer_words(entry, ctx),
    )


def request_words(entry: Extension, ctx: RenderContext) -> str:
    """Return when, why and by whom an extension was asked for."""
    asked = f"{entry.ask.on}{ctx.say(', late') if entry.late else ''}"
    words = ctx.say("{what}: {words}", what=asked, words=entry.ask.reason or NOTHING)
    return words + ctx.say(" ({note})", note=entry.ask.by)


def answer_words(entry: Extension, ctx: RenderContext) -> str:
    """Return how an extension was answered, by whom and why."""
    reply = entry.reply
    if reply is None:
        return ctx.say("pending, request {id}", id=short(entry.ask))
    approved = entry.answer == "approved"
    words = ctx.say("approved on {day} by {by}" if approved else "refused on {day} by {by}", day=reply.on, by=reply.by)
    return words + (ctx.say(" ({note})", note=reply.reason) if reply.reason else "")


def _asking(entry: UnitRequests, ctx: RenderContext) -> tuple[str, ...]:
    answers = (
        ctx.say("{n} approved", n=entry.approved) if entry.approved else "",
        ctx.say("{n} refused", n=entry.refused) if entry.refused else "",
        ctx.say("{n} pending", n=entry.pending) if entry.pending else "",
    )
    return (
        ctx.say("nobody") if entry.unit is None else ctx.units([entry.unit]),
        str(entry.asked),
        str(entry.late),
        str(entry.days),
        ctx.listed(filter(None, answers)),
        ctx.say("; ").join(map(visible, entry.reasons)) or NOTHING,
    )


def _at_risk(entries: Sequence[TaskEvaluation], ctx: RenderContext) -> Section:
    say = ctx.say
    if not entries:
        return Section(say("At risk"), (say("Beside what is late or unreported, nothing is known to be at risk."),))
    rows = tuple(
        (
            s.ref,
            ctx.title(s.facts.task.title),
            s.light,
            deadline_words(s.facts.next_due, ctx),
            lead_words(s.facts.lead, s.facts.lead_basis, ctx),
        )
        for s in entries
    )
    return Section(say("At risk"), (), (say("No."), say("Task"), say("Light"), say("Next due"), say("Lead")), rows)


def _unreported(entries: Sequence[MissingReport], ctx: RenderContext) -> Section:
    say = ctx.say
    if not entries:
        return Section(say("Owing a report, by unit"), (say("No task owes a report."),))
    rows = tuple(
        (
            ctx.units([e.unit]) if e.unit else say("nobody"),
            str(len(e.tasks)),
            ctx.listed(ranges([s.ref for s in e.tasks])),
        )
        for e in entries
    )
    return Section(say("Owing a report, by unit"), (), (say("Unit"), say("Count"), say("References")), rows, (1,))


def _due_next(view: PeriodicReport, ctx: RenderContext) -> Section:
    title = ctx.say("Due in {period}", period=period_words(view.next_period, ctx))
    if not view.due_next:
        return Section(title, (ctx.say("Nothing falls due."),))
    rows = tuple(
        (_due(e, ctx), e.ref, _name(e.task, e.milestone, ctx), lead_words(e.lead, e.lead_basis, ctx))
        for e in view.due_next
    )
    return Section(title, (), (ctx.say("Due"), ctx.say("No."), ctx.say("What"), ctx.say("Lead")), rows)


def _indicators(lines: Sequence[IndicatorProgress], ctx: RenderContext) -> Section:
    """Return what was measured, stands at the head of the plan or has a target; the rest is only counted."""
    say = ctx.say
    year = baseline_year(ctx.plan)
    shown = [line for line in lines if line.latest or line.indicator.headline or line.indicator.target]
    rows = tuple(
        (
            ctx.title(line.indicator.label), figure_words(line.figure, ctx), measured_words(line.latest, ctx, line),
            change_words(line, ctx), target_words(line, ctx) or "–",
        )
        for line in shown
    )  # fmt: skip
    rest = len(lines) - len(shown)
    sentences = (say("Indicators not measured, and not listed here: {n}.", n=rest),) if rest else ()
    title = say("Indicators beside {year}", year=year) if ctx.plan.baseline else say("Indicators")
    columns = (say("Indicator"), year, say("Latest"), say("Change"), say("Target"))
    return Section(title, sentences if lines else (say("Nothing."),), columns, rows, (1, 2, 3))


def arrived_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return what was recorded in the period about an earlier one."""
    say, entries = ctx.say, view.arrived_late
    if not entries:
        return Section(say("Arrived late for an earlier period"), (say("Nothing."),))
    columns = (say("On"), say("No."), say("What"), say("Reported"), say("By"))
    return Section(say("Arrived late for an earlier period"), (), columns, tuple(_told(e, ctx) for e in entries))


def assumed_section(view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return which leads and dates somebody here set."""
    say, found = ctx.say, view.assumed
    rows = tuple(
        (name, str(len(refs)), ctx.listed(ranges(refs)))
        for name, refs in (
            (say("Lead"), found.lead), (say("Due date"), found.due), (say("Milestone dates"), found.milestones),
        )
        if refs
    )  # fmt: skip
    if not rows:
        return Section(say("What rests on assumption"), (say("Nothing."),))
    sentence = say("Neither the document nor a published source says these; somebody here set them.")
    columns = (say("What"), say("Count"), say("References"))
    return Section(say("What rests on assumption"), (sentence,), columns, rows, (1,))
