"""Owing: the periods on which tasks owe a report, the day by which it must be in, and those that are missing.

A period is owed if it begins on or after adoption and the task's start, has a working day, and is over. Its report is
due by the day that `report_due` says, else by the period's last day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date, timedelta

from plantrack.dates.periods import DAY, FIRST_YEAR, Length, Period, complete_by, period_length, period_of
from plantrack.dates.periods import period as period_named
from plantrack.dates.workdays import NONE, Calendar, workdays_between
from plantrack.errors import InputError
from plantrack.model.plan import Plan, Task, TaskKind
from plantrack.model.updates import AnyUpdate, Report

_FIRST_DAY = date(FIRST_YEAR, 1, 1)
_EARLY = timedelta(days=31)
"""How long before a period's last day its report is due at most, as every week and month has its day."""


def deadline(plan: Plan, ref: str, period: Period, calendar: Calendar = NONE) -> date:
    """Return the day by whose end the report on a period must be in; a rule that cannot be read does not count."""
    rule = plan.report_due_of(ref)
    if rule is None:
        return period.last
    from plantrack.dates.deadlines import report_deadline  # the grammar of dates takes its time to load

    try:
        return report_deadline(rule, period, calendar)
    except InputError:
        return period.last


def is_worked(period: Period, calendar: Calendar = NONE) -> bool:
    """Tell whether a period has a working day."""
    return workdays_between(period.first, period.last, calendar) > 0


def check_answer(
    plan: Plan, task: Task, period: Period, *, on: date, since: date | None, calendar: Calendar = NONE
) -> None:
    """Raise InputError where a report of the day `on` cannot answer a period: one that is not over, or is not owed.

    `since` is the day from which on the periods that begin are owed; None where nobody adopted the task.
    """
    facts = {"ref": task.ref, "period": period.label, "day": on, "since": since}
    if period.last >= on:
        raise InputError("{period} is not over on {day}; leave it out: a report answers the period of its day", **facts)
    if since is None:
        raise InputError("{ref} owes no report for {period}: it was not adopted by {day}", **facts)
    if period.first < since:
        raise InputError("{ref} owes no report for {period}, which begins before {since}", **facts)
    if task.kind is not TaskKind.DELIVERABLE and period.first > plan.period.last:
        raise InputError("{ref} owes no report for {period}, which begins after the plan", **facts)
    if not is_worked(period, calendar):
        raise InputError("{ref} owes no report for {period}, which has no working day", **facts)


def days_late(plan: Plan, update: AnyUpdate, calendar: Calendar = NONE) -> int | None:
    """Return by how many days a report for an earlier period came after it was due; None for any other update."""
    if not isinstance(update, Report) or update.period is None:
        return None
    period = answered(plan, update.ref, update.period)
    return max((update.on - deadline(plan, update.ref, period, calendar)).days, 0) if period else None


def answered(plan: Plan, ref: str, name: str) -> Period | None:
    """Return the period of a name, which a report on `ref` answers; None for no period, or one of another length."""
    return period_named(name) if period_length(name) is Length(plan.every(ref)) else None


class Owing:
    """The reports that the tasks of one plan owe as of a day: of periods that are over by then, and due by now.

    `over` is the last day that is over now. The day after it still runs, so a view of that day ends with `over`; a view
    of a later day is a projection, to the end of that day.
    """

    def __init__(self, plan: Plan, as_of: date, calendar: Calendar = NONE, *, over: date = date.max) -> None:
        self.plan, self.calendar = plan, calendar
        self._due_by = min(as_of, over)
        ended = over if as_of - over == DAY else as_of
        self._ended = self._due_by + _EARLY if ended - self._due_by > _EARLY else ended
        self._latest: dict[tuple[str, str | None], Period] = {}
        self._worked: dict[Period, Period] = {}

    def latest(self, ref: str) -> Period:
        """Return the latest period with a working day, of a task's length, that is over and was due by now."""
        terms = (self.plan.every(ref), self.plan.report_due_of(ref))
        if terms not in self._latest:
            period = self._worked_by(complete_by(self._ended, terms[0]))
            while deadline(self.plan, ref, period, self.calendar) > self._due_by:
                period = self._worked_by(period.previous())
            self._latest[terms] = period
        return self._latest[terms]

    def owed(self, task: Task, latest: Period, since: date) -> Period | None:
        """Return the period for which a task owes a report: `latest`, unless it begins before `since`.

        An ongoing task owes up to the plan's last period.
        """
        period = latest
        if task.kind is not TaskKind.DELIVERABLE and period.first > self.plan.period.last:
            period = self._worked_by(period_of(self.plan.period.last, period.length))
        return period if period.first >= since else None

    def missed(self, latest: Period, since: date, answered: Collection[date]) -> list[Period]:
        """Return the owed periods in a row without a report, counted back from the latest.

        `answered` has a day of each period that was reported on.
        """
        found, period, since, days = [], latest, max(since, _FIRST_DAY), sorted(answered)
        while period.first >= since and bisect_left(days, period.first) == bisect_right(days, period.last):
            found.append(period)
            period = self._worked_by(period.previous())
        return found

    def _worked_by(self, period: Period) -> Period:
        """Return the period, or the latest one before it that has a working day."""
        found = self._worked.get(period)
        if found is None:
            found = period
            while not is_worked(found, self.calendar):
                found = found.previous()
            self._worked[period] = found
        return found
