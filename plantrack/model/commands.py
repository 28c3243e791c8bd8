"""Acts: what a person asks to record, checked against plan and state and made into updates. All or nothing.

Pure: ids and the moment come from the caller's `stamp`; keeping the updates is the journal's.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from plantrack.errors import InputError, NotFoundError
from plantrack.model.amount_reader import parse_quantity
from plantrack.model.history import History
from plantrack.model.lookup import find_indicator, find_reference, find_unit
from plantrack.model.plan import Plan, Task
from plantrack.model.promises import Amendment, differences, due_in_force, promises, unadopted
from plantrack.model.state import CLOSED, Promise, State, Status
from plantrack.model.updates import (
    Adoption,
    AnyUpdate,
    Assignment,
    Measurement,
    MilestoneUpdate,
    Report,
    Reschedule,
    Retraction,
    UnitName,
    Update,
)

Record = TypeVar("Record", bound=Update)
Stamp = Callable[[], dict[str, Any]]
"""Returns id, act, at, by and on of the next update."""


class ReportInput(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody says about one reference; also one line of a file of reports."""

    ref: str
    status: Status | None = None
    percent: float | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    source: str | None = None
    on: date | None = None


def say(plan: Plan, state: Callable[[], State], entries: Sequence[ReportInput], stamp: Stamp) -> list[AnyUpdate]:
    """Return the updates for reports. `state` is called only when a parent is to be closed.

    Raises NotFoundError for a reference and InputError for anything that cannot be reported about it.
    """
    found = [(find_reference(plan, entry.ref), entry) for entry in entries]
    closing = {ref for ref, entry in found if entry.status in CLOSED}
    for ref, entry in found:
        _check(plan, ref, entry, state, closing)
    return [_update(plan, ref, entry, stamp) for ref, entry in found]


def _check(plan: Plan, ref: str, entry: ReportInput, state: Callable[[], State], closing: set[str]) -> None:
    if all(v is None or v == "" for v in (entry.status, entry.percent, entry.note, entry.problem, entry.next)):
        raise InputError("nothing is said about {ref}; give a status, a percentage or a note", ref=ref)
    if entry.status is Status.DONE and entry.percent not in (None, 100):
        raise InputError("what is done is at 100 percent; leave the percentage of {ref} out", ref=ref)
    if entry.percent is not None and not 0 <= entry.percent <= 100:  # noqa: PLR2004 - percent
        raise InputError("{percent:g} is not a percentage; write a number from 0 to 100", percent=entry.percent)
    if ref in plan.milestones:
        if entry.percent is not None or entry.problem or entry.next or entry.status not in (None, *_STEPS):
            raise InputError("{ref} is a milestone: it can be reached (`done`) or open again (`in-progress`)", ref=ref)
        if entry.status is None:
            task = plan.milestones[ref][0].ref
            raise InputError("{ref} is a milestone; a note alone belongs to its task {task}", ref=ref, task=task)
    elif plan.by_ref[ref].tasks:
        _check_parent(plan.by_ref[ref], entry, state, closing)


_STEPS: dict[Any, Any] = {Status.DONE: "reached", Status.IN_PROGRESS: "reopened", Status.NOT_STARTED: "reopened"}


def _check_parent(task: Task, entry: ReportInput, state: Callable[[], State], closing: set[str]) -> None:
    ref, below = task.ref, ", ".join(child.ref for child in task.tasks)
    if entry.percent is not None or entry.status not in (None, *CLOSED):
        raise InputError("{ref} says nothing of its own; report on what is below it: {below}", ref=ref, below=below)
    if entry.status in CLOSED:
        now = state()
        below_it = (t.ref for t in task.walk() if not t.tasks and t.ref not in closing)
        still = [leaf for leaf in below_it if now.of(leaf).status.value not in CLOSED]
        if still:
            raise InputError("{ref} is not finished: still open are {still}", ref=ref, still=", ".join(still))


def _update(plan: Plan, ref: str, entry: ReportInput, stamp: Stamp) -> AnyUpdate:
    head = stamp() | ({} if entry.on is None else {"on": entry.on}) | {"ref": ref, "source": entry.source}
    if ref in plan.milestones and entry.status:
        return MilestoneUpdate(**head, state=_STEPS[entry.status], note=entry.note)
    return Report(
        **head, status=entry.status, percent=entry.percent, progress=entry.note, problem=entry.problem, next=entry.next
    )


def measure(
    plan: Plan, indicator: str, text: str, stamp: Stamp, *, period: str | None = None, published: date | None = None,
    comparable: bool = True, note: str | None = None, source: str | None = None,
) -> list[AnyUpdate]:  # fmt: skip
    """Return the measurement of an indicator, in its unit; `text` is the amount as people write it.

    Raises NotFoundError or InputError.
    """
    found = plan.indicator_by_id[find_indicator(plan, indicator)]
    amount = parse_quantity(text, found.unit)
    head = stamp() | {"ref": found.id, "value": amount.value, "unit": amount.unit, "qualifier": amount.qualifier}
    head |= {"text": text, "period": period, "published": published, "comparable": comparable}
    return [Measurement(**head, note=note, source=source)]


def assign(
    plan: Plan, ref: str, units: Sequence[str], stamp: Stamp, *, support: bool, source: str | None
) -> list[AnyUpdate]:
    """Return the assignment of a task to units, as lead or as support. Raises NotFoundError."""
    task = find_reference(plan, ref, milestones=False)
    named, head = tuple(dict.fromkeys(find_unit(plan, unit) for unit in units)), stamp()
    for unit in named:
        if (ended := plan.units[unit].until) and head["on"] > ended:
            acting = plan.acting((unit,), head["on"])[0]
            raise InputError("{unit} ended on {day}; assign {acting}", unit=unit, day=ended, acting=acting)
    role = {"support" if support else "lead": named}
    return [Assignment(**head, ref=task, source=source, **role)]  # type: ignore[arg-type]


def ask(
    plan: Plan, state: State, ref: str, day: date, stamp: Stamp, *, reason: str | None, source: str | None
) -> tuple[list[AnyUpdate], date | None]:
    """Return the request to move a due date, and that date where it has passed: the request is late.

    Raises InputError without a reason, or where there is no date to move.
    """
    found = find_reference(plan, ref)
    if not (reason or "").strip():
        raise InputError("give a reason why the date of {ref} should move", ref=found)
    current = due_in_force(plan, state, found)
    if current is None:
        raise InputError("{ref} has no due date that could move", ref=found)
    if day == current:
        raise InputError("{ref} is due on {day} already", ref=found, day=day)
    asked = Reschedule(**stamp(), ref=found, step="ask", due=day, reason=reason, source=source)
    return [asked], current if asked.on > current else None


def answer(
    state: State, ask_id: str, stamp: Stamp, *, approve: bool, reason: str | None, source: str | None
) -> list[AnyUpdate]:
    """Return the answer to a request. Raises NotFoundError for no such request, InputError for one answered already."""
    steps = sorted(state.all_kept(Reschedule), key=lambda step: step.key)
    asked = _by_id(ask_id, [step for step in steps if step.step == "ask"])
    done = next((step for step in steps if step.ask == asked.id), None)
    if done is not None:
        raise InputError("this request was answered on {on} by {by}: {step}", on=done.on, by=done.by, step=done.step)
    head = {**stamp(), "ref": asked.ref, "ask": asked.id, "reason": reason, "source": source}
    return [Reschedule(**head, step="approve", due=asked.due) if approve else Reschedule(**head, step="refuse")]


def _by_id(typed: str, among: Sequence[Record]) -> Record:
    """Return the update whose id or act is, or else ends in, what was typed. Raises NotFoundError, with candidates."""
    end = typed.upper()
    exact = [u for u in among if end in (u.id.upper(), u.act.upper())]
    fitting = exact or [u for u in among if u.id.upper().endswith(end) or u.act.upper().endswith(end)]
    if not typed or not fitting:
        raise NotFoundError("no such record: {typed!r}", typed=typed)
    acts = {u.act: f"{u.at:%Y-%m-%d %H:%M}Z {u.by}" for u in fitting}
    if len(acts) > 1:
        raise NotFoundError("{typed!r} fits several; choose one", typed=typed, candidates=tuple(acts.items()))
    return fitting[0]


def adopt(plan: Plan, state: State, stamp: Stamp, *, reason: str | None) -> tuple[list[AnyUpdate], list[Amendment]]:
    """Return the adoption of what the plan says and nobody adopted yet, and each change as old and new.

    The first adoption names the whole plan; a further one only what differs, and says why.
    """
    first = not state.adopted()
    changes = unadopted(plan, state)
    if not changes:
        return [], []
    if not first and not (reason or "").strip():
        raise InputError("the plan was adopted before; give a reason why it changes")
    named = {change.ref for change in changes}
    new = {
        ref: promise if promise.dropped else Promise(**{k: v for k, (_, v) in differences(state, ref, promise).items()})
        for ref, promise in promises(plan, state).items()
        if ref in named
    }
    leads = (unit for one in new.values() for units in (one.lead, one.support) if units for unit in units)
    names = {unit: UnitName(known.zh, known.en) for unit in leads if (known := plan.units.get(unit))}
    return [Adoption(**stamp(), promises=new, units=names, reason=reason)], [] if first else changes


def undo(history: History, stamp: Stamp, by: str, typed: str | None) -> tuple[list[AnyUpdate], list[AnyUpdate]]:
    """Return the retract of an act, and what it takes away or restores.

    Without an id: the latest act of `by` that is in force and is no retract. Raises NotFoundError when there is none.
    """
    if typed is None:
        mine = [u for u in history.in_force() if u.by == by]
        if not mine:
            raise NotFoundError("nothing of {by} is in force that could be undone", by=by)
        target = max(mine, key=lambda u: (u.at, u.act)).act
    else:
        found = _by_id(typed, history.updates)
        target = found.act
        if not history.retracted().isdisjoint((found.id, target)):
            raise InputError("{typed} is undone already; undo its undo to restore it", typed=typed)
    _may_undo(history, target)
    head = stamp()
    head.pop("on", None)
    return [Retraction(**head, target=target)], [u for u in history.updates if target in (u.id, u.act)]


def _may_undo(history: History, target: str) -> None:
    """Refuse to take back a request whose approval would go on to move the date."""
    steps = list(history.at().all_kept(Reschedule))
    asked = {step.id for step in steps if step.act == target and step.step == "ask"}
    for found in steps:
        if found.step == "approve" and found.ask in asked:
            facts = {"on": found.on, "by": found.by, "id": found.short}
            raise InputError("the request was approved on {on} by {by}; undo the approval {id} first", **facts)
