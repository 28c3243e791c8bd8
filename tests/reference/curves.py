"""Where a task should be: its curve, linear over working days between points, in fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from reference.days import DAY, workdays
from reference.tasks import Cut, Task, due, exact, measured_by_milestones, milestones, nearest, start

Point = tuple[date, Fraction]


def points_given(cut: Cut, task: Task) -> dict[date, Fraction]:
    """Return the points that the plan gives a task: its own, those of the nearest above, for deliverables the plan's.

    A month and day is that of the plan's first year, or of the second where it would come before the plan.
    """
    given = nearest(cut.plan, task["ref"], "curve") or {}
    if not given and task.get("kind") == "deliverable":
        given = cut.plan.get("curve", {})
    return {point_day(name, cut.plan["period"]["first"]): exact(percent) for name, percent in given.items()}


def point_day(name: str, first: date) -> date:
    """Return the day of a point, written as 2026-06-30 or as 06-30."""
    if len(name) > len("06-30"):
        return date.fromisoformat(name)
    this, following = (date.fromisoformat(f"{year}-{name}") for year in (first.year, first.year + 1))
    return this if this >= first else following


def has_curve(cut: Cut, task: Task) -> bool:
    """Tell whether a leaf counts in progress and expected: every deliverable, and an ongoing task given a curve."""
    return task["kind"] == "deliverable" or bool(points_given(cut, task)) or measured_by_milestones(task)


def expected(cut: Cut, task: Task) -> Fraction | None:
    """Return where a leaf should be at the end of the day, from 0 to 100; nothing for what has no curve.

    On its due date it is expected at 100: a point on or after the date of the plan file holds back no task that moved.
    """
    if measured_by_milestones(task):
        stones = milestones(cut, task)
        over = sum((stone["weight"] for stone in stones if cut.as_of > stone["due"]), Fraction(0))
        whole: Fraction = 100 * over / sum(stone["weight"] for stone in stones)
        return whole
    day = due(cut, task["ref"], task.get("due"))
    given = points_given(cut, task)
    if task["kind"] == "ongoing" and not given:
        return None
    end = day or cut.plan["period"]["last"]
    holding = {point: percent for point, percent in given.items() if point < (task.get("due") or end)}
    return along(points(start(cut, task["ref"]), end, holding), cut)


def points(begin: date, end: date, given: dict[date, Fraction]) -> list[Point]:
    """Return the points of a curve: 0 before the task begins, those between, 100 on its date."""
    before = min(begin, end) - DAY
    between = [(day, percent) for day, percent in sorted(given.items()) if before < day < end]
    return [(before, Fraction(0)), *between, (end, Fraction(100))]


def along(curve: list[Point], cut: Cut) -> Fraction:
    """Return the percentage of a day on a curve: by the share of the working days between two points that are over."""
    if cut.as_of <= curve[0][0]:
        return curve[0][1]
    for (since, low), (until, high) in pairwise(curve):
        if since <= cut.as_of < until:
            worked = workdays(since + DAY, cut.as_of, cut.calendar)
            in_all = workdays(since + DAY, until, cut.calendar)
            return low + (high - low) * Fraction(worked, in_all) if in_all else low
    return curve[-1][1]
