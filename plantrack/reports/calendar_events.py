"""A plan as the events of a calendar: due dates of tasks and milestones, and the report days of each unit.

An event keeps its name for good; how often its date moved says which of two copies is the newer one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.evaluation.owing import DueReport
from plantrack.evaluation.reporting import Reporting
from plantrack.model.basis import Basis
from plantrack.model.history import History
from plantrack.model.plan import Plan, Task
from plantrack.model.state import CLOSED, UNWRITTEN, ReferenceState, State, Status
from plantrack.model.updates import Adoption
from plantrack.reports.due_moves import MovesByReference


class EventKind(StrEnum):
    """What is due on the day of an event."""

    TASK = "task"
    MILESTONE = "milestone"
    REPORT = "report"


class EventState(StrEnum):
    """Whether there is still something to do."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class CalendarEvent(Struct, frozen=True, kw_only=True):
    """What is due on a day. `name` is stable within the plan, whatever becomes of the date.

    `refs` are the task or milestone, or the tasks that the units have still to report on for `period`. `moves` counts
    how often the date changed, and `changed` is when the latest record on it was made, None where there is none.
    """

    kind: EventKind
    name: str
    day: date
    refs: tuple[str, ...]
    units: tuple[str, ...]
    state: EventState
    basis: Basis | None = None
    promised: date | None = None
    period: Period | None = None
    moves: int = 0
    changed: datetime | None = None


class Cut(Struct, frozen=True):
    """Which records count: those that took effect by the end of a day, recorded up to a moment or all."""

    as_of: date
    known_at: datetime | None = None


def calendar_events(
    plan: Plan,
    roots: Sequence[TaskEvaluation],
    history: History,
    cut: Cut,
    *,
    units: Container[str] = (),
    calendar: Calendar = NONE,
) -> Iterator[CalendarEvent]:
    """Yield the events of a plan, or of a part of one whose whole was evaluated; of `units`, if any, the report days.

    A date that is assumed says so by its basis. Reports that nobody leads have no event.
    """
    state = history.at(cut.as_of, cut.known_at)
    moves = MovesByReference(history, cut.as_of, cut.known_at)
    facts = {one.ref: one.facts for one in walk(roots)}
    for task in plan.walk():
        yield from _dates(facts[task.ref], state, moves)
    yield from _report_days(plan, facts, Reporting(plan, state, cut.as_of, calendar), units, _adopted(history, cut))


def _dates(facts: TaskFacts, state: State, moves: MovesByReference) -> Iterator[CalendarEvent]:
    for point in facts.checkpoints:
        yield _milestone(point, facts, state, moves)
    if facts.due:
        closed = {Status.DONE: EventState.DONE, Status.CANCELLED: EventState.CANCELLED}
        moved = moves.of(facts.task.ref)
        yield CalendarEvent(
            kind=EventKind.TASK,
            name=f"task-{facts.task.ref}",
            day=facts.due,
            refs=(facts.task.ref,),
            units=facts.lead,
            state=closed.get(facts.status, EventState.OPEN) if facts.status else EventState.OPEN,
            basis=facts.due_basis,
            promised=facts.promised_due,
            moves=moved.number,
            changed=_latest(moved.at, facts.said),
        )


def _milestone(point: Checkpoint, facts: TaskFacts, state: State, moves: MovesByReference) -> CalendarEvent:
    ref = point.milestone.ref
    moved, open_ = moves.of(ref), EventState.CANCELLED if facts.closed else EventState.OPEN
    return CalendarEvent(
        kind=EventKind.MILESTONE,
        name=f"milestone-{ref}",
        day=point.due,
        refs=(ref,),
        units=facts.lead,
        state=EventState.DONE if point.done else open_,
        basis=point.basis,
        promised=point.promised_due,
        moves=moved.number,
        changed=_latest(moved.at, state.of(ref), facts.said),
    )


def _latest(moved: datetime | None, *said: ReferenceState) -> datetime | None:
    """Return when the latest record on a date, or on whether it is still open, was made."""
    keys = [key for one in said for key in (one.status.key, one.reopened, *one.finished) if key != UNWRITTEN.key]
    return max([*(key[2] for key in keys), *filter(None, (moved,))], default=None)


class _Adopted(Struct, frozen=True):
    """How many amendments were adopted, and when the latest record was made: a report day rests on all of them."""

    amendments: int
    latest: datetime | None


def _adopted(history: History, cut: Cut) -> _Adopted:
    known = [one for one in history.updates if cut.known_at is None or one.at <= cut.known_at]
    adoptions = sum(isinstance(one, Adoption) and one.on <= cut.as_of for one in known)
    return _Adopted(max(adoptions - 1, 0), max((one.at for one in known), default=None))


def _report_days(
    plan: Plan, facts: dict[str, TaskFacts], reporting: Reporting, units: Container[str], adopted: _Adopted
) -> Iterator[CalendarEvent]:
    """Yield the days by which each unit has to report on its tasks."""
    found: dict[tuple[str, DueReport], list[tuple[Task, bool]]] = {}
    for task in plan.leaves():
        lead = [unit for unit in facts[task.ref].lead if not units or unit in units]
        for due, given in reporting.through_the_plan(task) if lead else ():
            for unit in lead:
                found.setdefault((unit, due), []).append((task, given))
    for (unit, due), owed in found.items():
        left = [task for task, given in owed if not given]
        open_ = [task for task in left if facts[task.ref].status not in CLOSED]
        state = EventState.OPEN if open_ else EventState.CANCELLED if left else EventState.DONE
        yield CalendarEvent(
            kind=EventKind.REPORT,
            name=f"report-{unit}-{due.period.label}",
            day=due.due,
            refs=tuple(task.ref for task in open_ or left or [task for task, _ in owed]),
            units=(unit,),
            state=state,
            period=due.period,
            moves=adopted.amendments,
            changed=adopted.latest,
        )
