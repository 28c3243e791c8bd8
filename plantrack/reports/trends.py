"""Trends: the plan in numbers and its lights on many days, replayed one after the other."""

from __future__ import annotations

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
"""So many lights of single tasks are worked out for a trend at most, so that a large plan does not take seconds."""
MOST = 120
"""So many days are followed at most."""
SUNDAY = 6
STEPS = (1, 2, 3, 6, 12)
"""So many months from one day to the next, where there is no room for weeks."""


class Snapshot(Struct, frozen=True):
    """The plan at the end of a day: its numbers, and the light of each top-level task by its reference."""

    day: date
    summary: Summary
    lights: tuple[tuple[str, Light], ...]


def trends(
    plan: Plan,
    history: History,
    days: Iterable[date],
    *,
    judging: JudgingPolicy = DEFAULT_JUDGING,
    last: date = date.max,
    known_at: datetime | None = None,
) -> tuple[Snapshot, ...]:
    """Return the plan at the end of each day, the earliest first.

    Updates after `last` count as not made: a day after it shows what is expected by then.
    """
    found = []
    for day in sorted(set(days)):
        roots = evaluate(plan, history.at(min(day, last), known_at), day, judging)
        found.append(Snapshot(day, summarise(roots), tuple((top.ref, top.light) for top in roots)))
    return tuple(found)


def days_of(plan: Plan, as_of: date) -> tuple[date, ...]:
    """Return the days on which a plan is followed: the ends of its weeks, and as-of where it lies in the period.

    The ends of its months, or of every second, third, … where the plan is large or long. Its last day is one of them.
    """
    first, last = plan.period.first, plan.period.last
    room = min(MOST, ROOM // max(sum(1 for _ in plan.leaves()), 1))
    weeks = range(first.toordinal() + SUNDAY - first.weekday(), last.toordinal(), SUNDAY + 1)
    days = [date.fromordinal(day) for day in weeks] if len(weeks) <= room else _ends(first, last, room)
    return tuple(sorted({*days, last, *([as_of] if first <= as_of <= last else [])}))


def _ends(first: date, last: date, room: int) -> list[date]:
    """Return the ends of months, of every so many of them that there is room for all."""
    months: list[date] = []
    month = period_of(first, Length.MONTH)
    while month.last < last:
        months.append(month.last)
        month = month.next()
    choices = [[day for day in months if day.month % step == 0] for step in STEPS]
    return next((days for days in choices if len(days) <= room), choices[-1][:room])
