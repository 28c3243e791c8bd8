"""The agenda: what is to be done and reported by when, and what awaits an answer, the most urgent first.

Which reports are due is `evaluation.owing`'s; who is told of them, and when, is the reminders'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from plantrack.dates.periods import Period, period
from plantrack.dates.workdays import workdays_to
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.evaluation.facts import OpenDate, TaskFacts
from plantrack.evaluation.owing import deadline
from plantrack.evaluation.progress import Progress
from plantrack.model.basis import Basis
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.updates import Request

DAYS = 30
"""How many days ahead an agenda reaches unless it is said."""
MOST_DAYS = 3660
"""How many days ahead it reaches at most, some ten years."""


class AgendaKind(StrEnum):
    """What an entry is about: a request to answer, or what is due on a day."""

    ANSWER = "answer"
    TASK = "task"
    MILESTONE = "milestone"
    REPORT = "report"


class AgendaEntry(Struct, frozen=True, kw_only=True):
    """One thing to do. `refs` are one task or milestone, or the tasks that one report day is about.

    `day` is when it is due; of a request when it was made, as nobody says by when it is answered. `workdays` are left
    until then, negative where it has passed. `units` are those that have to do it: who leads, or the issuer who
    answers. A report that is missing names the latest period, and `since` the first of the `missed` ones in a row.
    """

    kind: AgendaKind
    day: date
    workdays: int
    refs: tuple[str, ...]
    units: tuple[str, ...]
    overdue: bool = False
    basis: Basis | None = None
    period: Period | None = None
    since: str | None = None
    missed: int = 0
    request: Request | None = None


class Agenda(Struct, frozen=True):
    """The entries up to a day: overdue ones, requests to answer, and then what is to come by its days."""

    plan: Plan
    until: date
    units: tuple[str, ...]
    adopted: bool
    overdue: tuple[AgendaEntry, ...]
    answers: tuple[AgendaEntry, ...]
    coming: tuple[AgendaEntry, ...]

    @property
    def entries(self) -> tuple[AgendaEntry, ...]:
        """Return all entries in their order."""
        return (*self.overdue, *self.answers, *self.coming)


def agenda(
    plan: Plan, state: State, as_of: date, until: date, units: Sequence[str] = (), *, judging: JudgingPolicy
) -> Agenda:
    """Return what is to be done by a day, as of the end of another one; of `units`, if any, what these have to do.

    That is what they lead or support, the reports on what they lead, and the answers that are the issuer's.
    """
    found = _Finder(plan, state, as_of, until, judging)
    mine = set(units)
    dated = [one for one, support in found.dates() if not mine or not mine.isdisjoint((*one.units, *support))]
    own = [*dated, *(one for one in found.reports() if not mine or not mine.isdisjoint(one.units))]
    answers = found.answers() if not mine or not mine.isdisjoint(found.issuer) else ()
    own.sort(key=lambda one: (one.day, [*AgendaKind].index(one.kind)))
    return Agenda(
        plan,
        until,
        tuple(units),
        adopted=any(facts.adopted for facts in found.every),
        overdue=tuple(one for one in own if one.overdue),
        answers=tuple(answers),
        coming=tuple(one for one in own if not one.overdue),
    )


class _Finder:
    """Finds the entries of one plan in one state."""

    def __init__(self, plan: Plan, state: State, as_of: date, until: date, judging: JudgingPolicy) -> None:
        self._plan, self._as_of, self._until, self._calendar = plan, as_of, until, judging.calendar
        self._progress = Progress(plan, state, as_of, grace=judging.grace, calendar=judging.calendar, over=judging.over)
        self.every = [facts for task in plan.tasks for facts in _walk(self._progress.facts(task))]
        self.issuer = plan.acting((plan.issuer,), as_of)

    def dates(self) -> Iterator[tuple[AgendaEntry, tuple[str, ...]]]:
        """Yield the dates of tasks and milestones that are open, each with the units that support the task."""
        for facts in self.every:
            for one in facts.own_open_dates():
                if one.day <= self._until:
                    yield self._dated(one, facts), facts.support

    def _dated(self, one: OpenDate, facts: TaskFacts) -> AgendaEntry:
        return AgendaEntry(
            kind=AgendaKind.MILESTONE if one.milestone else AgendaKind.TASK,
            day=one.day,
            workdays=self._workdays(one.day),
            refs=(one.item.ref,),
            units=facts.lead,
            overdue=one.overdue,
            basis=one.basis,
        )

    def _workdays(self, day: date) -> int:
        return workdays_to(day, self._as_of, self._calendar)

    def reports(self) -> Iterator[AgendaEntry]:
        """Yield the reports that are missing or still to come, those of a unit for a period together."""
        groups: dict[_Due, list[str]] = {}
        for facts in self.every:
            for due in () if facts.children else self._due(facts):
                groups.setdefault(due, []).append(facts.task.ref)
        for due, refs in groups.items():
            yield AgendaEntry(
                kind=AgendaKind.REPORT,
                workdays=self._workdays(due.day),
                refs=tuple(refs),
                overdue=bool(due.missed),
                **asdict(due),
            )

    def _due(self, facts: TaskFacts) -> Iterator[_Due]:
        if facts.owes and facts.missed_since:
            since = deadline(self._plan, facts.task.ref, period(facts.missed_since), self._calendar)
            yield _Due(facts.lead, since, period(facts.owes), facts.missed_since, facts.missed)
        for one in self._progress.reporting.coming(facts.task, self._until):
            yield _Due(facts.lead, one.due, one.period)

    def answers(self) -> Iterator[AgendaEntry]:
        """Yield the requests that await an answer, the oldest first."""
        pending = (asked for facts in self.every for asked in facts.pending)
        for asked in sorted(pending, key=lambda asked: asked.key):
            yield AgendaEntry(
                kind=AgendaKind.ANSWER,
                day=asked.on,
                workdays=self._workdays(asked.on),
                refs=(asked.ref,),
                units=self.issuer,
                request=asked,
            )


class _Due(Struct, frozen=True):
    """What the reports have in common that are told as one."""

    units: tuple[str, ...]
    day: date
    period: Period
    since: str | None = None
    missed: int = 0


def _walk(facts: TaskFacts) -> Iterator[TaskFacts]:
    yield facts
    for child in facts.children:
        yield from _walk(child)
