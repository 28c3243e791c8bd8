"""Plain lines: problems, and what a command recorded. Imports nothing heavy: gates and updates run often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from plantrack.errors import Message, Problem
from plantrack.model.promises import Amendment
from plantrack.model.quantity import Quantity
from plantrack.model.update import (
    SHORT,
    Adopt,
    AnyUpdate,
    Assign,
    Measure,
    Milestone,
    Report,
    Reschedule,
    Retract,
    short,
)
from plantrack.render.page import Page, safe, visible
from plantrack.render.words import counted, translator

if TYPE_CHECKING:
    from plantrack.model.promises import Amendment

MANY = 5


def plain(said: Message, language: str) -> str:
    """Return a message in a language, where no plan is at hand; its facts are safe to show."""
    facts = {name: plain(v, language) if isinstance(v, Message) else safe(v) for name, v in said.facts.items()}
    return counted(language, said.template, facts).format(**facts)


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
    updates: Sequence[AnyUpdate], page: Page, *, dry_run: bool, taken: Sequence[AnyUpdate] = (), late: bool = False
) -> str:
    """Return the one line that says what was recorded; for a retract, what it takes away or restores."""
    told = [page.say("{what}: {words}", what=_name(u, page), words=said(u, page, late=late)) for u in taken or updates]
    more = [page.say("and {n} more", n=len(told) - MANY)] if len(told) > MANY else []
    what = page.say("; ").join([*told[:MANY], *more])
    if taken:
        what = page.say("undo: {what}", what=what)
    on = getattr(updates[0], "on", None)
    when = page.say(", on {day}", day=on) if on else ""
    if dry_run:
        return page.say("would record: {what}{when}, by {by}", what=what, when=when, by=updates[0].by)
    return page.say(
        "recorded: {what}{when}, by {by} (id {id})", what=what, when=when, by=updates[0].by, id=short(updates[0])
    )


def _name(update: AnyUpdate, page: Page) -> str:
    if isinstance(update, Adopt):
        return page.title(page.plan.title)
    if isinstance(update, Retract):
        return page.say("undo")
    title = page.plan.title_of(update.ref)
    return f"{visible(update.ref)} {page.title(title)}" if title else visible(update.ref)


def number(update: AnyUpdate, page: Page) -> str:
    """Return the reference that an update stands under: of a measurement, its task's; a dash for the plan as a whole."""
    task = page.plan.task_of(update.ref) if isinstance(update, Measure) else None
    return visible(task.ref if task else getattr(update, "ref", "–"))


def said(update: AnyUpdate, page: Page, *, late: bool = False) -> str:  # noqa: PLR0911 - one line per kind of update
    """Return what an update says, without whom or what it speaks of; `late` is an extension asked for too late."""
    if isinstance(update, Report):
        return _report(update, page)
    if isinstance(update, Milestone):
        return page.say(update.state) + _aside(update.note, page)
    if isinstance(update, Measure):
        return _measure(update, page)
    if isinstance(update, Assign):
        roles = [
            page.say(f"{role}: {{units}}", units=page.units(units))
            for role, units in (("lead", update.lead), ("support", update.support))
            if units is not None
        ]
        return page.say("; ").join(roles)
    if isinstance(update, Reschedule):
        return _reschedule(update, page, late=late)
    if isinstance(update, Adopt):
        return page.say("adopted, references: {n}", n=len(update.promises)) + _aside(update.reason, page)
    return page.say("takes back {target}", target=update.target[-SHORT:])


def _report(update: Report, page: Page) -> str:
    parts = [page.say(f"status {update.status}")] if update.status else []
    parts += [f"{update.percent:g}%"] if update.percent is not None else []
    parts += [visible(update.progress)] if update.progress else []
    parts += [page.say("problem: {text}", text=update.problem)] if update.problem else []
    parts += [page.say("next: {text}", text=update.next)] if update.next else []
    return page.say(", ").join(parts)


def _measure(update: Measure, page: Page) -> str:
    notes = [update.period, None if update.comparable else page.say("not comparable"), update.note]
    return visible(update.text) + _aside(page.say(", ").join(filter(None, notes)), page)


def _reschedule(update: Reschedule, page: Page, *, late: bool) -> str:
    reason = _aside(update.reason, page)
    if update.step == "ask":
        words = page.say("asks for {due}, request {id}", due=update.due, id=short(update))
        return words + (page.say(", late") if late else "") + reason
    if update.step == "approve":
        return page.say("approved: now due {due}", due=update.due) + reason
    return page.say("refused: the date stays") + reason


def _aside(words: str | None, page: Page) -> str:
    return page.say(" ({note})", note=words) if words else ""


def amendments(changes: Iterable[Amendment], page: Page) -> str:
    """Return what an adoption changes, one line each: reference, field, old → new."""
    return "".join(f"{visible(change.ref)} {_change(*amendment_words(change, page), page)}\n" for change in changes)


def _change(what: str, words: str, page: Page) -> str:
    return page.say("{what}: {words}", what=what, words=words) if words else what


def amendment_words(change: Amendment, page: Page) -> tuple[str, str]:
    """Return a field and its old → new; where a reference is new or dropped as a whole, that and nothing."""
    if change.field is None:
        return page.say("is new" if change.new else "is dropped"), ""
    return page.say(change.field), f"{_value(change, change.old, page)} → {_value(change, change.new, page)}"


def _value(change: Amendment, value: object, page: Page) -> str:
    indicator = page.plan.indicator_by_id.get(change.ref)
    if indicator and isinstance(value, int | float):
        return visible(Quantity(value, indicator.unit).text(page.language))
    if isinstance(value, tuple):
        return page.units(value) or "–"
    return "–" if value is None else visible(str(value))
