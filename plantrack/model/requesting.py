"""Requests and answers: what may be asked for and approved, made into updates. All or nothing.

Pure, as `commands` is. Judged by everything that was recorded, whatever day a record names.
"""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Any

from msgspec import Struct

from plantrack.errors import InputError, message
from plantrack.model.approvals import pending
from plantrack.model.history import History
from plantrack.model.lookup import find_record, find_reference
from plantrack.model.plan import Plan
from plantrack.model.policy import Approval, Approvals
from plantrack.model.promises import due_in_force
from plantrack.model.state import CLOSED, State, Status
from plantrack.model.text import given_text
from plantrack.model.updates import Answer, AnyUpdate, Request, Stamp, Verdict, What, day_in


class Guard(Struct, frozen=True):
    """Who has to approve that a task closes, and everything that was recorded so far."""

    policy: Approvals
    known: State


def guard(plan: Plan, history: History) -> Guard:
    """Return who has to approve what now: as adopted last, else as the plan file says."""
    return Guard(history.approvals() or plan.policy.approval, history.at())


def request(
    plan: Plan, guard: Guard, ref: str, what: What, stamp: Stamp,
    *, due: date | None = None, reason: str | None, source: str | None = None,
) -> list[AnyUpdate]:  # fmt: skip
    """Return the request for an extension or a cancellation; where that needs no approval, with its approval.

    Raises InputError without a reason, for a date that does not go forward, for what is closed or reached, and while a
    request for the same awaits an answer. All records count, whatever day they name.
    """
    found, head = find_reference(plan, ref, milestones=what == "extend"), stamp()
    if not given_text(reason):
        raise InputError(_NO_REASON[what], ref=found)
    if what == "cancel" and (below := plan.by_ref[found].tasks):
        names = tuple(task.ref for task in below)
        raise InputError("{ref} is not reported on itself; cancel its sub-tasks: {below}", ref=found, below=names)
    check_open(plan, guard.known, found)
    if what == "extend":
        _check_day(plan, guard.known, found, due, head["on"])
    check_alone(guard.known, found, what)
    asked = Request(**head, ref=found, what=what, due=due, reason=reason, source=source)
    free = guard.policy.of(what) is Approval.NONE
    return [asked, _answer(asked, "approve", stamp())] if free else [asked]


_NO_REASON = {
    "extend": "give a reason why the date of {ref} should move",
    "cancel": "give a reason why {ref} should be cancelled",
}


def _check_day(plan: Plan, known: State, ref: str, day: date | None, on: date) -> None:
    """Refuse a date that is none, does not go forward, or was over when it was asked for."""
    current = due_in_force(plan, known, ref)
    if current is None or day is None:
        raise InputError("{ref} has no due date to extend", ref=ref)
    if day == current:
        raise InputError("{ref} is due on {day} already", ref=ref, day=day)
    _check_forward(plan, known, ref, day)
    if day < on:
        raise InputError("{day} is before {on}, the day of the request; ask for a later day", day=day, on=on)


def _check_forward(plan: Plan, known: State, ref: str, day: date) -> None:
    current = due_in_force(plan, known, ref)
    if current and day < current:
        raise InputError("{ref} is due on {current}; an extension goes forward, not back to {day}",
                         ref=ref, current=current, day=day)  # fmt: skip


def check_open(plan: Plan, known: State, ref: str) -> None:
    """Refuse what is asked about a task that is closed, all that is below it, or a milestone reached.

    Raises InputError.
    """
    if ref in plan.milestones and (reached := known.of(ref).done_since):
        raise InputError("{ref} was reached on {day}", ref=ref, day=reached)
    task = plan.task_of(ref)
    said = [known.of(leaf.ref).status.value for leaf in task.walk() if not leaf.tasks] if task else []
    if task and all(one in CLOSED for one in said):
        status = Status.DONE if Status.DONE in said else Status.CANCELLED
        raise InputError("{ref} is closed already: {status}", ref=task.ref, status=message(f"status {status}"))


def check_alone(known: State, ref: str, what: What) -> None:
    """Refuse a request while another one for the same awaits an answer. Raises InputError."""
    for asked in pending(known, ref):
        if asked.what == what:
            raise InputError("{ref}: {by} asked for the same on {on}; answer that request first: {id}",
                             ref=ref, on=asked.on, by=asked.by, id=asked.name)  # fmt: skip


def late_for(plan: Plan, guard: Guard, asked: AnyUpdate) -> date | None:
    """Return the due date that a request was to move, where it had passed when that was asked for or recorded."""
    current, on = due_in_force(plan, guard.known, asked.ref or ""), asked.on or date.max
    return current if is_late(on, day_in(asked.at, plan.zone), current) else None


def is_late(on: date, recorded: date, due: date | None) -> bool:
    """Tell whether a request to move a due date came after it: an earlier day of effect does not make it timely."""
    return due is not None and max(on, recorded) > due


def answer(
    plan: Plan, guard: Guard, typed: Sequence[str], verdict: Verdict, stamp: Stamp,
    *, reason: str | None, source: str | None,
) -> list[Answer]:  # fmt: skip
    """Return the answers to requests; the id of an act stands for all of its requests that await one.

    Raises NotFoundError for no such request, and InputError for one answered already, for a day before the request, for
    an approval by who asked where the policy wants another person, and for one of what is closed or reached. All
    records count, whatever day they name, and of an act each answer after the one before.
    """
    every = sorted(guard.known.all_kept(Request), key=lambda asked: asked.key)
    waiting = list(
        dict.fromkeys(asked for one in typed for asked in _waiting(guard.known, _named(one, every, plan.zone)))
    )
    made = [(asked, _answer(asked, verdict, stamp(), reason=reason, source=source)) for asked in waiting]
    known = guard.known.copy()
    for asked, found in made:
        _check_answer(plan, Guard(guard.policy, known), asked, found)
        found.apply(known)
    return [found for _, found in made]


def _waiting(known: State, named: Sequence[Request]) -> list[Request]:
    answers = {found.request: found for found in known.all_kept(Answer)}
    waiting = [asked for asked in named if asked.id not in answers]
    if not waiting:
        done = answers[named[0].id]
        raise InputError("this request was answered on {on} by {by}: {verdict}",
                         on=done.on, by=done.by, verdict=message(done.verdict))  # fmt: skip
    return waiting


def self_approved(guard: Guard, answers: Sequence[Answer]) -> bool:
    """Tell whether somebody approves what the same person asked for."""
    askers = {asked.id: asked.by for asked in guard.known.all_kept(Request)}
    return any(found.verdict == "approve" and askers.get(found.request or "") == found.by for found in answers)


def _check_answer(plan: Plan, guard: Guard, asked: Request, found: Answer) -> None:
    if found.on < asked.on:
        raise InputError("{ref} was asked about on {asked}; an answer cannot be dated {on}, before it",
                         ref=asked.ref, asked=asked.on, on=found.on)  # fmt: skip
    if found.verdict == "refuse":
        return
    if asked.by == found.by and guard.policy.of(asked.what) is Approval.OTHER_PERSON:
        raise InputError("{by} asked for this; the policy wants another person to approve it", by=asked.by)
    check_open(plan, guard.known, asked.ref)
    if asked.due:
        _check_forward(plan, guard.known, asked.ref, asked.due)


def _answer(
    asked: Request, verdict: Verdict, head: dict[str, Any], *, reason: str | None = None, source: str | None = None
) -> Answer:
    head |= {"ref": asked.ref, "request": asked.id, "what": asked.what}
    due = asked.due if verdict == "approve" else None
    return Answer(**head, verdict=verdict, due=due, reason=reason, source=source)


def _named(typed: str, every: Sequence[Request], zone: tzinfo) -> list[Request]:
    """Return the request that is meant, or all of its act where that is meant. Raises NotFoundError."""
    found, end = find_record(typed, every, zone), typed.upper()
    beside = [asked for asked in every if asked.act == found.act]
    return [asked for asked in beside if asked.id.upper().endswith(end)] or beside
