"""Trends: the plan in numbers and its lights on a series of days."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from plantrack.dates.periods import Length, period_of
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, evaluate
from plantrack.evaluation.facts import Light
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.reports.overview import Summary, summarise

ROOM = 7000
"""Maximum number of tasks times days evaluated for a trend, so that a large plan does not take seconds."""
MOST = 120
"""Maximum number of days of a trend."""
SUNDAY = 6
STEPS = (1, 2, 3, 6, 12)
"""Months between two days, if there are too many weeks."""


class Snapshot(Struct, frozen=True):
    """The plan at the end of a day: its numbers, and the light of each top-level task by its reference."""

    day: date
    summary: Summary
    lights: tuple[tuple[str, Light], ...]


def trends(
    plan: Plan, history: History, days: Iterable[date], *,
    judging: JudgingPolicy = DEFAULT_JUDGING, last: date = date.max, known_at: datetime | None = None,
) -> tuple[Snapshot, ...]:  # fmt: skip
    """Return the plan at the end of each day, in order; updates after `last` are ignored: later days are forecasts."""
    found = []
    for day in sorted(set(days)):
        roots = evaluate(plan, history.at(min(day, last), known_at), day, judging)
        found.append(Snapshot(day, summarise(roots), tuple((top.ref, top.light) for top in roots)))
    return tuple(found)


def days_of(plan: Plan, as_of: date, latest: int | None = None) -> tuple[date, ...]:
    """Return the days of a trend: the ends of weeks, the last day of the plan, and as-of if it lies in the period.

    For a large or long plan the ends of months, or of every second, third, … month. With `latest`, only that many days
    up to as-of.
    """
    first, last = plan.period.first, plan.period.last
    room = min(MOST, ROOM // max(sum(1 for _ in plan.leaves()), 1))
    weeks = range(first.toordinal() + SUNDAY - first.weekday(), last.toordinal(), SUNDAY + 1)
    days = [date.fromordinal(day) for day in weeks] if len(weeks) <= room else _month_ends(first, last, room)
    found = sorted({*days, last, *([as_of] if first <= as_of <= last else [])})
    return tuple(found if latest is None else [day for day in found if day <= as_of][-latest:])


def _month_ends(first: date, last: date, room: int) -> list[date]:
    """Return the ends of every n-th month, with the smallest step that fits."""
    months: list[date] = []
    month = period_of(first, Length.MONTH)
    while month.last < last:
        months.append(month.last)
        month = month.next()
    choices = [[day for day in months if day.month % step == 0] for step in STEPS]
    return next((days for days in choices if len(days) <= room), choices[-1][:room])
