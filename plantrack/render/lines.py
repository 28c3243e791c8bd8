"""Plain lines: findings, problems, and what a command recorded. Imports nothing heavy: gates and updates run often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plantrack.acts import Amendment
from plantrack.checks import Checked, Finding
from plantrack.errors import Message, Problem
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
from plantrack.render.words import translator

MANY = 5


def plain(said: Message, language: str) -> str:
    """Return a message in a language, where no plan is at hand; its facts are safe to show."""
    facts = {name: plain(v, language) if isinstance(v, Message) else safe(v) for name, v in said.facts.items()}
    return translator(language)(said.template).format(**facts)


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


def check(view: Checked, page: Page) -> str:
    """Return the findings, one per line, and a last line that counts them."""
    lines = [_finding(found, page) for found in view.findings]
    counts = [(rule, sum(f.rule == rule for f in view.findings)) for rule in view.rules]
    told = page.listed(f"{rule} {count}" for rule, count in counts if count)
    if not lines:
        return page.say("nothing found as of {day}", day=page.as_of) + "\n"
    return (
        "\n".join([*lines, page.say("findings as of {day}: {n} ({told})", n=len(lines), day=page.as_of, told=told)])
        + "\n"
    )


def _finding(found: Finding, page: Page) -> str:
    place = ":".join(str(part) for part in (visible(found.file or ""), found.line) if part)
    ref = f" {found.ref}" if found.ref else ""
    return f"{place}: {found.severity} [{found.rule}]{ref} {page.tell(found.message)}"


def written(updates: Sequence[AnyUpdate], page: Page, *, dry_run: bool, taken: Sequence[AnyUpdate] = ()) -> str:
    """Return the one line that says what was recorded; for a retract, what it takes away or restores."""
    told = [page.say("{what}: {words}", what=_name(u, page), words=said(u, page)) for u in taken or updates]
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


def said(update: AnyUpdate, page: Page) -> str:  # noqa: PLR0911 - one line per kind of update
    """Return what an update says, without whom or what it speaks of."""
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
        return _reschedule(update, page)
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


def _reschedule(update: Reschedule, page: Page) -> str:
    reason = _aside(update.reason, page)
    if update.step == "ask":
        return page.say("asks for {due}, request {id}", due=update.due, id=short(update)) + reason
    if update.step == "approve":
        return page.say("approved: now due {due}", due=update.due) + reason
    return page.say("refused: the date stays") + reason


def _aside(words: str | None, page: Page) -> str:
    return page.say(" ({note})", note=words) if words else ""


def amendments(changes: Iterable[Amendment], page: Page) -> str:
    """Return what an adoption changes, one line each: reference, field, old → new."""
    return "".join(f"{visible(change.ref)} {_change(change, page)}\n" for change in changes)


def _change(change: Amendment, page: Page) -> str:
    if change.field is None:
        return page.say("is new" if change.new else "is dropped")
    words = f"{_value(change.old, page)} → {_value(change.new, page)}"
    return page.say("{what}: {words}", what=page.say(change.field), words=words)


def _value(value: object, page: Page) -> str:
    if isinstance(value, tuple):
        return page.units(value) or "–"
    return "–" if value is None else visible(str(value))
