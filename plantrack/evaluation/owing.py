"""Owing: the periods on which tasks owe a report, the day by which it must be in, and those that are missing.

A period is owed if it begins on or after adoption and the task's start, has a working day, and is over. Its report is
due by the day that `report_due` says, else by the period's last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from msgspec import Struct

from plantrack.dates.periods import DAY, FIRST_YEAR, Length, Period, complete_by, period_length, period_of
from plantrack.dates.periods import period as period_named
from plantrack.dates.workdays import NONE, Calendar, workdays_between
from plantrack.errors import InputError, Message, message
from plantrack.model.plan import Frequency, Plan, Task, TaskKind
from plantrack.model.updates import AnyUpdate, Report

_FIRST_DAY = date(FIRST_YEAR, 1, 1)
_EARLY = timedelta(days=31)
"""How long before a period's last day its report is due at most, as every week and month has its day."""


def deadline(plan: Plan, ref: str, period: Period, calendar: Calendar = NONE) -> date:
    """Return the day by whose end the report on a period must be in; a rule that cannot be read does not count."""
    return due_day(plan.report_due_of(ref), period, calendar)


def due_day(rule: str | None, period: Period, calendar: Calendar = NONE) -> date:
    """Return the day by whose end the report on a period must be in by a rule; without one its last day."""
    if rule is None:
        return period.last
    from plantrack.dates.deadlines import report_deadline  # the grammar of dates takes its time to load

    try:
        return report_deadline(rule, period, calendar)
    except InputError:
        return period.last


def is_worked(period: Period, calendar: Calendar = NONE) -> bool:
    """Tell whether a period has a working day. A month or quarter has, whatever the notices of its year say."""
    if period.length in (Length.MONTH, Length.QUARTER) and not calendar.holidays:
        return True  # the notices take their time to load
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


class OwedPeriod(Struct, frozen=True):
    """A period on which a report is owed: its name and its days."""

    label: str
    days: frozenset[date]


class DueReport(Struct, frozen=True):
    """A period, and the day by which the report on it must be in."""

    period: Period
    due: date


def missing(latest: str | None, number: int, since: str | None) -> Message | str | None:
    """Return the latest period whose report is missing, and how many are in a row where there are several."""
    if number > 1:
        return message("{period} ({n} periods in a row, since {since})", period=latest, n=number, since=since)
    return latest


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
        self._periods: dict[Period, OwedPeriod] = {}
        self._rows: dict[tuple[date, date, date], tuple[OwedPeriod, ...]] = {}
        self._periods_of_plan: dict[tuple[str, str | None], tuple[DueReport, ...]] = {}
        self._coming: dict[tuple[str, str | None, date], tuple[DueReport, ...]] = {}

    def latest(self, every: Frequency, rule: str | None) -> Period:
        """Return the latest period with a working day that is over and was due by now: by a rhythm and a due rule."""
        found = self._latest.get((every, rule))
        if found is None:
            found = _worked_by(complete_by(self._ended, every), self.calendar)
            while due_day(rule, found, self.calendar) > self._due_by:
                found = _worked_by(found.previous(), self.calendar)
            self._latest[every, rule] = found
        return found

    def owed(self, kind: TaskKind | None, latest: Period, since: date) -> Period | None:
        """Return the period for which a task of a kind owes a report: `latest`, unless it begins before `since`.

        An ongoing task owes up to the plan's last period.
        """
        period = latest
        if kind is not TaskKind.DELIVERABLE and period.first > self.plan.period.last:
            period = _worked_by(period_of(self.plan.period.last, period.length), self.calendar)
        return period if period.first >= since else None

    def missed(self, latest: Period, since: date, answered: Iterable[AbstractSet[date]]) -> Sequence[OwedPeriod]:
        """Return the owed periods in a row without a report, counted back from the latest.

        `answered` are sets with a day of each period that was reported on.
        """
        ends = (latest.first, latest.last, since)
        row = self._rows.get(ends)
        if row is None:
            row = self._rows[ends] = tuple(self._back(latest, max(since, _FIRST_DAY)))
        given = [days for days in answered if days]
        for number, one in enumerate(row if given else ()):
            for days in given:
                if not one.days.isdisjoint(days):
                    return row[:number]
        return row

    def coming(
        self, kind: TaskKind | None, every: Frequency, rule: str | None, since: date, until: date
    ) -> Iterator[DueReport]:
        """Yield what a task of a kind owes after `latest`, due by a day. An ongoing task owes up to the plan's end."""
        found = self._coming.get((every, rule, until))
        if found is None:
            found = self._coming[every, rule, until] = tuple(self._after(self.latest(every, rule), rule, until))
        last = date.max if kind is TaskKind.DELIVERABLE else self.plan.period.last
        return (one for one in found if since <= one.period.first <= last)

    def periods(self, every: Frequency, rule: str | None) -> tuple[DueReport, ...]:
        """Return every period of a rhythm that begins within the plan and has a working day."""
        found = self._periods_of_plan.get((every, rule))
        if found is None:
            first = period_of(self.plan.period.first, every).previous()
            last = complete_by(self.plan.period.last, every).next()
            until = due_day(rule, last, self.calendar)
            found = tuple(one for one in self._after(first, rule, until) if one.period.first <= self.plan.period.last)
            self._periods_of_plan[every, rule] = found
        return found

    def _after(self, period: Period, rule: str | None, until: date) -> Iterator[DueReport]:
        """Yield the periods with a working day that follow one and are due by a day."""
        while (due := due_day(rule, period := period.next(), self.calendar)) <= until:
            if is_worked(period, self.calendar):
                yield DueReport(period, due)

    def _back(self, period: Period, since: date) -> Iterator[OwedPeriod]:
        """Yield the periods with a working day from one back to a day."""
        while period.first >= since:
            found = self._periods.get(period)
            if found is None:
                days = frozenset(period.first + n * DAY for n in range((period.last - period.first).days + 1))
                found = self._periods[period] = OwedPeriod(period.label, days)
            yield found
            period = _worked_by(period.previous(), self.calendar)


def _worked_by(period: Period, calendar: Calendar) -> Period:
    """Return the period, or the latest one before it that has a working day."""
    while not is_worked(period, calendar):
        period = period.previous()
    return period
