"""Plain lines: problems, and what a command recorded. Imports nothing heavy: gates and updates run often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantrack.errors import Message, Problem
from plantrack.model.update import (
    SHORT,
    Adopt,
    AnyUpdate,
    Assign,
    Measure,
    MilestoneUpdate,
    Report,
    Reschedule,
    Retract,
    short,
)
from plantrack.render.context import RenderContext, visible
from plantrack.render.context import plain as plain  # noqa: PLC0414 - the commands import it from here
from plantrack.render.i18n import translator

if TYPE_CHECKING:
    pass

MANY = 5


def problem_line(problem: Problem, language: str) -> str:
    """Return `file:line:column: message`."""
    place = ":".join([visible(problem.file), *(str(n) for n in (problem.line, problem.column) if n)])
    mark = translator(language)("warning: {said}").format(said="") if problem.warning else ""
    return f"{place}: {mark}{plain(problem.message, language)}"


def validation(problems: Sequence[Problem], file: str, language: str) -> str:
    """Return all problems of a plan's files, one per line, and a last line that sums up."""
    lines = [problem_line(problem, language) for problem in problems]
    errors = sum(not problem.warning for problem in problems)
    said = Message(
        "{file}: errors {errors}, warnings {warnings}",
        {"file": file, "errors": errors, "warnings": len(problems) - errors},
    )
    if not problems:
        said = Message("{file}: no problems", {"file": file})
    return "\n".join([*lines, plain(said, language)]) + "\n"


def written(
    updates: Sequence[AnyUpdate],
    ctx: RenderContext,
    *,
    dry_run: bool,
    taken: Sequence[AnyUpdate] = (),
    late: bool = False,
) -> str:
    """Return the one line that says what was recorded; for a retract, what it takes away or restores."""
    told = [ctx.say("{what}: {words}", what=_name(u, ctx), words=said(u, ctx, late=late)) for u in taken or updates]
    more = [ctx.say("and {n} more", n=len(told) - MANY)] if len(told) > MANY else []
    what = ctx.say("; ").join([*told[:MANY], *more])
    if taken:
        what = ctx.say("undo: {what}", what=what)
    on = updates[0].on
    when = ctx.say(", on {day}", day=on) if on else ""
    if dry_run:
        return ctx.say("would record: {what}{when}, by {by}", what=what, when=when, by=updates[0].by)
    return ctx.say(
        "recorded: {what}{when}, by {by} (id {id})", what=what, when=when, by=updates[0].by, id=short(updates[0])
    )


def _name(update: AnyUpdate, ctx: RenderContext) -> str:
    if isinstance(update, Adopt):
        return ctx.title(ctx.plan.title)
    if isinstance(update, Retract):
        return ctx.say("undo")
    title = ctx.plan.title_of(update.ref)
    return f"{visible(update.ref)} {ctx.title(title)}" if title else visible(update.ref)


def number(update: AnyUpdate, ctx: RenderContext) -> str:
    """Return the reference that an update stands under: of a measurement, its task's; a dash for the plan as a whole."""
    task = ctx.plan.task_of(update.ref) if isinstance(update, Measure) else None
    return visible(task.ref if task else update.ref or "–")


def said(update: AnyUpdate, ctx: RenderContext, *, late: bool = False) -> str:  # noqa: PLR0911 - one line per kind of update
    """Return what an update says, without whom or what it speaks of; `late` is an extension asked for too late."""
    if isinstance(update, Report):
        return _report(update, ctx)
    if isinstance(update, MilestoneUpdate):
        return ctx.say(update.state) + _aside(update.note, ctx)
    if isinstance(update, Measure):
        return _measure(update, ctx)
    if isinstance(update, Assign):
        roles = [
            ctx.say(f"{role}: {{units}}", units=ctx.units(units))
            for role, units in (("lead", update.lead), ("support", update.support))
            if units is not None
        ]
        return ctx.say("; ").join(roles)
    if isinstance(update, Reschedule):
        return _reschedule(update, ctx, late=late)
    if isinstance(update, Adopt):
        return ctx.say("adopted, references: {n}", n=len(update.promises)) + _aside(update.reason, ctx)
    return ctx.say("takes back {target}", target=update.target[-SHORT:])


def _report(update: Report, ctx: RenderContext) -> str:
    parts = [ctx.say(f"status {update.status}")] if update.status else []
    parts += [f"{update.percent:g}%"] if update.percent is not None else []
    parts += [visible(update.progress)] if update.progress else []
    parts += [ctx.say("problem: {text}", text=update.problem)] if update.problem else []
    parts += [ctx.say("next: {text}", text=update.next)] if update.next else []
    return ctx.say(", ").join(parts)


def _measure(update: Measure, ctx: RenderContext) -> str:
    notes = [update.period, None if update.comparable else ctx.say("not comparable"), update.note]
    return visible(update.text) + _aside(ctx.say(", ").join(filter(None, notes)), ctx)


def _reschedule(update: Reschedule, ctx: RenderContext, *, late: bool) -> str:
    reason = _aside(update.reason, ctx)
    if update.step == "ask":
        words = ctx.say("asks for {due}, request {id}", due=update.due, id=short(update))
        return words + (ctx.say(", late") if late else "") + reason
    if update.step == "approve":
        return ctx.say("approved: now due {due}", due=update.due) + reason
    return ctx.say("refused: the date stays") + reason


def _aside(words: str | None, ctx: RenderContext) -> str:
    return ctx.say(" ({note})", note=words) if words else ""
