"""Plain lines: problems, and what a command recorded. Imports nothing heavy: checks and updates run often."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from plantrack.errors import Message, Problem, message
from plantrack.evaluation.owing import days_late
from plantrack.model.amounts import Kind
from plantrack.model.state import ReferenceState
from plantrack.model.updates import AnyUpdate, Changing, Measurement, Notice, Retraction, UnitIds, day_in
from plantrack.render.context import RenderContext, plain, unended, visible
from plantrack.render.i18n import translator

MANY = 5


def problem_line(problem: Problem, language: str) -> str:
    """Return `file:line:column: message`."""
    place = ":".join([visible(problem.file), *(str(n) for n in (problem.line, problem.column) if n)])
    mark = translator(language)("warning: {said}").format(said="") if problem.warning else ""
    return f"{place}: {mark}{plain(problem.message, language)}"


def validation(problems: Sequence[Problem], file: str, language: str) -> str:
    """Return all problems of a plan's files, one per line, and a last line that sums up."""
    lines = [problem_line(problem, language) for problem in problems]
    warnings = sum(problem.warning for problem in problems)
    counts = {"file": file, "errors": len(problems) - warnings, "warnings": warnings}
    total = Message("{file}: errors {errors}, warnings {warnings}" if problems else "{file}: no problems", counts)
    return "\n".join([*lines, plain(total, language)]) + "\n"


def written(
    updates: Sequence[AnyUpdate],
    ctx: RenderContext,
    *,
    dry_run: bool,
    taken: Sequence[AnyUpdate] = (),
    back: bool = False,
    late: bool = False,
    before: Mapping[str, ReferenceState] = MappingProxyType({}),
) -> str:
    """Return the one line that says what was recorded; for a retract, what it takes away or brings `back`.

    `before` has what was known before of what an update is about, by the id of the update.
    """
    told = [
        ctx.say("{what}: {words}", what=about(u, ctx), words=said(u, ctx, late=late, before=before.get(u.id)))
        for u in _final(taken or updates)
    ]
    more = [ctx.say("and {n} more", n=len(told) - MANY)] if len(told) > MANY else []
    what = unended(ctx.joined([*told[:MANY], *more], ctx.say("; ")))
    if taken:
        what = ctx.say("restored: {what}" if back else "undone: {what}", what=what)
    first, days = updates[0], sorted({update.on for update in updates if update.on})
    span = ctx.say("{first} to {last}", first=days[0], last=days[-1]) if len(days) > 1 else first.on
    when = ctx.say(", on {day}", day=span) if days else ""
    return ctx.say(
        "would record: {what}{when}, by {by}" if dry_run else "recorded: {what}{when}, by {by} (id {id})",
        what=what, when=when, by=first.by, id=first.short,
    )  # fmt: skip


def _final(updates: Sequence[AnyUpdate]) -> list[AnyUpdate]:
    """Return the updates without notices that were being sent, where they stand as sent as well."""
    sent = {_message(one) for one in updates if isinstance(one, Notice) and one.state == "sent"}
    return [
        one for one in updates
        if not (isinstance(one, Notice) and one.state == "sending" and _message(one) in sent)
    ]  # fmt: skip


def _message(notice: Notice) -> tuple[str, str, str, str]:
    return notice.act, notice.unit, notice.level, notice.channel


def about(update: AnyUpdate, ctx: RenderContext) -> str:
    """Return what an update speaks of: the number and title of its reference, or the plan."""
    if update.ref is None:
        return ctx.say("undo") if isinstance(update, Retraction) else ctx.title(ctx.plan.title)
    return ctx.reference(update.ref)


def number(update: AnyUpdate, ctx: RenderContext) -> str:
    """Return the reference that an update is listed under: a measurement under its task, what belongs to none under a dash."""
    if update.ref in ctx.plan.indicator_by_id:
        task = ctx.plan.task_of(update.ref)
        return visible(task.ref) if task else "–"
    return visible(update.ref or "–")


def said(update: AnyUpdate, ctx: RenderContext, *, late: bool = False, before: ReferenceState | None = None) -> str:
    """Return what an update says, without whom or what it speaks of; `late` is an extension asked for too late."""
    if isinstance(update, Measurement):
        words = visible(update.quantity.text(ctx.language, _kind(update, ctx)))
    else:
        saying = update.words(before) if isinstance(update, Changing) else update.words()
        words = ctx.joined((_told(one, ctx) for one in saying), ctx.say(", "))
    told = (*update.remarks(), *_lateness(update, ctx), *(_recording(update, ctx) if late else ()))
    remarks = ctx.joined((_told(one, ctx) for one in told), ctx.say(", "))
    more = (ctx.say(", late") if late else "") + (ctx.say(" ({note})", note=unended(remarks)) if remarks else "")
    return unended(words) + more if more else words


def _kind(update: Measurement, ctx: RenderContext) -> Kind:
    """Return what sort of number a measurement is: what last year's figure says."""
    found, baseline = ctx.plan.indicator_by_id.get(update.ref), ctx.plan.baseline
    kinds = {figure.id: figure.kind for figure in baseline.figures} if baseline else {}
    return next((kinds[name] for name in (found.baseline if found else ()) if name in kinds), Kind.MEASURE)


def _lateness(update: AnyUpdate, ctx: RenderContext) -> list[Message]:
    """Return by how many days a report for an earlier period came after it was due."""
    days = days_late(ctx.plan, update, ctx.calendar)
    return [message("{days} days late", days=days)] if days else []


def _recording(update: AnyUpdate, ctx: RenderContext) -> list[Message]:
    """Return on which day a request was recorded, where that is another than the day that it names."""
    day = day_in(update.at, ctx.plan.zone)
    return [] if update.on == day else [message("recorded on {day}", day=day)]


def _told(said: Message, ctx: RenderContext) -> str:
    return plain(Message(said.template, {name: _fact(fact, ctx) for name, fact in said.facts.items()}), ctx.language)


def _fact(fact: object, ctx: RenderContext) -> object:
    """Return a fact of a message with units by their names."""
    if isinstance(fact, UnitIds):
        return ctx.units(fact.ids) or "–"
    return _told(fact, ctx) if isinstance(fact, Message) else fact
