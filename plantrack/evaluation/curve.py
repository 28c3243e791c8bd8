"""The curve: where a task should be at the end of a day. Linear over working days, through the points the plan gives.

What was reported, and how far behind the curve that is, is `progress`'s.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from plantrack.dates.workdays import DAY, NONE, Calendar, any_provisional, workdays_between
from plantrack.model.percentages import WHOLE, Exact, exact


class Point(Struct, frozen=True):
    """Where a task should be at the end of a day, in percent."""

    day: date
    percent: float


class Stretch(Struct, frozen=True):
    """The piece of a curve on which a day lies: between two points, `passed` of its `workdays` are over.

    `provisional` where the days off of a year in it are not published yet.
    """

    since: Point
    until: Point
    passed: int
    workdays: int
    provisional: bool = False

    @property
    def percent(self) -> Exact:
        """Return where the task should be, 0–100."""
        low, high = exact(self.since.percent), exact(self.until.percent)
        if not self.workdays:
            return low
        return Fraction(low * (self.workdays - self.passed) + high * self.passed, self.workdays)


class Curve(Struct, frozen=True):
    """The points of a task in order, from the day before its start at 0 to its due date at 100."""

    points: tuple[Point, ...]
    calendar: Calendar = NONE

    def stretch(self, day: date) -> Stretch:
        """Return the piece on which the end of a day lies; before the first point and after the last, that point."""
        first, last = self.points[0], self.points[-1]
        if not first.day < day < last.day:
            end = first if day <= first.day else last
            return Stretch(end, end, 0, 0)
        since, until = next(pair for pair in pairwise(self.points) if day < pair[1].day)
        begin = since.day + DAY
        passed, whole = (workdays_between(begin, to, self.calendar) for to in (day, until.day))
        return Stretch(since, until, passed, whole, any_provisional(begin, until.day, self.calendar))

    def at(self, day: date) -> Exact:
        """Return where the task should be at the end of a day, 0–100."""
        return self.stretch(day).percent


Points = tuple[tuple[date, float], ...]
"""By which day how much should be done, in the order of the days."""


def curve(start: date, due: date, points: Mapping[date, float], calendar: Calendar = NONE) -> Curve:
    """Return the curve from 0 before `start` to 100 at `due`, through the points that lie between the two."""
    begin = max(min(start, due), date.min + DAY) - DAY
    between = tuple(Point(day, percent) for day, percent in sorted(points.items()) if begin < day < due)
    return Curve((Point(begin, 0), *between, Point(due, WHOLE)), calendar)


def points_of(shares: Mapping[str, float], first: date) -> Points:
    """Return the points that a plan which begins on `first` gives; a day that the calendar does not have is none."""
    days = {day_of(name, first): share for name, share in shares.items()}
    return tuple(sorted((day, share) for day, share in days.items() if day))


def day_of(name: str, first: date) -> date | None:
    """Return the day of a point: a whole date, or month and day as they first come in a plan that begins on `first`.

    None for a day that the calendar does not have.
    """
    whole = len(name) > len("06-30")
    for text in [name] if whole else [f"{year:04}-{name}" for year in (first.year, first.year + 1)]:
        with suppress(ValueError):
            day = date.fromisoformat(text)
            if whole or day >= first:
                return day
    return None
