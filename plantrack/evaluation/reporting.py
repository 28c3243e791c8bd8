"""Reporting: what counts as reports on a task of a plan, and which reports it owes, as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.inherited import Inheritance, Inherited
from plantrack.evaluation.owing import DueReport, OwedPeriod, Owing, answered
from plantrack.model.plan import Plan, Task
from plantrack.model.state import CLOSED, ReferenceState, State


class Reporting:
    """Works out which reports the tasks of one plan owe in one state, as of one day."""

    def __init__(
        self, plan: Plan, state: State, as_of: date, calendar: Calendar = NONE, *, over: date = date.max
    ) -> None:
        """Take what to look at. `over` is the last day that is over now; by default every day is."""
        self.plan, self.state = plan, state
        self.inheritance = Inheritance(plan, state, as_of)
        self._owing = Owing(plan, as_of, calendar, over=over)
        self._indicators_of = plan.indicators_of

    def heard(self, task: Task, said: ReferenceState) -> tuple[ReferenceState, ...]:
        """Return whose reports count for a task: its own, those on its milestones and on its indicators."""
        indicators = self._indicators_of.get(task.ref, ())
        if not (task.milestones or indicators):
            return (said,)
        return (said, *[self.state.of(stone.ref) for stone in task.milestones],
                *[self.state.of(indicator.id) for indicator in indicators])  # fmt: skip

    def since(self, task: Task) -> date | None:
        """Return the day from which on the periods that begin are owed: of adoption or of the start, if that is later.

        None for a task that nobody adopted.
        """
        return _since(self.state.of(task.ref), self.inheritance.of(task.ref))

    def missed(self, task: Task) -> Sequence[OwedPeriod]:
        """Return the periods in a row without a report that a leaf owes, counted back from the latest."""
        said = self.state.of(task.ref)
        heard, terms = self.heard(task, said), self.inheritance.of(task.ref)
        return self.of(task, heard, terms, closed=said.status.value in CLOSED)[1]

    def coming(self, task: Task, until: date) -> list[DueReport]:
        """Return the reports that a leaf has still to give and that are due by a day, beside those that it missed."""
        said, terms = self.state.of(task.ref), self.inheritance.of(task.ref)
        since = None if said.status.value in CLOSED else _since(said, terms)
        if since is None:
            return []
        given = self._given(task)
        coming = self._owing.coming(task.kind, terms.every, terms.report_due, since, until)
        return [one for one in coming if not any(day in one.period for day in given)]

    def through_the_plan(self, task: Task) -> Iterator[tuple[DueReport, bool]]:
        """Yield what a leaf owes for the plan's periods if it is never closed, and whether each was given."""
        since, terms = self.since(task), self.inheritance.of(task.ref)
        if since is None:
            return
        given = self._given(task)
        for due in self._owing.periods(terms.every, terms.report_due):
            if due.period.first >= since:
                yield due, any(day in due.period for day in given)

    def _given(self, task: Task) -> set[date]:
        return set[date]().union(*self._answered_days(task, self.heard(task, self.state.of(task.ref))))

    def of(
        self, task: Task, heard: Sequence[ReferenceState], terms: Inherited, *, closed: bool
    ) -> tuple[bool, Sequence[OwedPeriod], date | None]:
        """Return whether a leaf owes a report that is due for some period, and the periods that it missed in a row.

        The third is the first day of the latest period whose report is due, owed or not, unless that is known to be
        given. `heard` begins with what was recorded about the task itself.
        """
        latest = self._owing.latest(terms.every, terms.report_due)
        since = None if closed else _since(heard[0], terms)
        owed = self._owing.owed(task.kind, latest, since) if since else None
        missed = self._owing.missed(owed, since, self._answered_days(task, heard)) if owed and since else ()
        return owed is not None, missed, latest.first if owed is not latest or missed else None

    def _answered_days(self, task: Task, heard: Sequence[ReferenceState]) -> list[AbstractSet[date]]:
        """Return days of the periods that were reported on: of a report for an earlier period, that period's first.

        What had not begun on the day of the report is not answered by it, nor is a period of another length.
        """
        found = [said.report_days for said in heard]
        for said in heard:
            for day, name in said.answers:
                period = answered(self.plan, task.ref, name)
                if period and period.first <= day:
                    found.append({period.first})
        return found


def _since(said: ReferenceState, terms: Inherited) -> date | None:
    adopted = said.adopted_on
    return adopted and max(adopted, terms.start)
