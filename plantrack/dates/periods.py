"""Periods: weeks, months, quarters, half-years, years and ranges, by name (2024-W46, 2024-11, 2024-Q4, 2024-H2, 2024).

Both ends of a period are included. Weeks are ISO weeks and begin on Monday.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from plantrack.errors import InputError, message

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Days and periods that a person names lie within these years, so that their neighbours exist, too."""


class Length(StrEnum):
    """How long a period is; `range` is any other run of days."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class Period(Struct, frozen=True):
    """The days from `first` to `last`, both included."""

    first: date
    last: date
    length: Length = Length.RANGE

    @property
    def label(self) -> str:
        """Return the period's name: 2024-W46, 2024-11, 2024-Q4, 2024, or its two days."""
        if self.length is Length.RANGE:
            return f"{self.first}/{self.last}"
        if self.length is Length.YEAR:
            return f"{self.first.year:04}"
        if self.length in (Length.QUARTER, Length.HALF):
            return f"{self.first.year}-{self.length[0].upper()}{(self.first.month - 1) // _MONTHS[self.length] + 1}"
        return self.first.strftime("%G-W%V" if self.length is Length.WEEK else "%Y-%m")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def next(self) -> Period:
        """Return the period of the same length that follows."""
        if self.length is Length.RANGE:
            return Period(self.last + DAY, self.last + DAY + (self.last - self.first))
        return period_of(self.last + DAY, self.length)

    def previous(self) -> Period:
        """Return the period of the same length that comes before."""
        if self.length is Length.RANGE:
            return Period(self.first - DAY - (self.last - self.first), self.first - DAY)
        return period_of(self.first - DAY, self.length)


@lru_cache(maxsize=1024)
def period_of(day: date, length: str) -> Period:
    """Return the week, month, quarter, half-year or year in which `day` lies."""
    size = Length(length)
    if size is Length.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), size)
    if size not in _MONTHS:
        raise ValueError(length)
    month = (day.month - 1) // _MONTHS[size] * _MONTHS[size] + 1
    return Period(date(day.year, month, 1), _month_end(day.year, month + _MONTHS[size] - 1), size)


def complete_by(day: date, length: str) -> Period:
    """Return the latest period of that length that is over at the end of `day`."""
    period = period_of(day, length)
    return period if period.last == day else period.previous()


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - DAY if (year, month) < (9999, 12) else date.max


ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def parse_day(text: str) -> date:
    """Read a day written as 2024-11-17, from 1900 to 2999. Raises InputError for anything else."""
    if re.fullmatch(ISO_DAY, text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise InputError("{text!r} is not a day; write it as YYYY-MM-DD", text=text)


_MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.HALF: 6, Length.YEAR: 12}
_SHAPES = {
    Length.WEEK: (r"([0-9]{4})-?[Ww]([0-9]{1,2})", "{}-W46"),
    Length.MONTH: (r"([0-9]{4})-([0-9]{1,2})", "{}-11"),
    Length.QUARTER: (r"([0-9]{4})-?[Qq]([1-4])", "{}-Q4"),
    Length.HALF: (r"([0-9]{4})-?[Hh]([12])", "{}-H2"),
    Length.YEAR: (r"([0-9]{4})()", "{}"),
}
"""The names of periods, each with an example."""


def period(name: str) -> Period:
    """Return the week, month, quarter, half-year or year of that name: 2024-W46. Raises InputError for others."""
    lengths = (length for length, (shape, _) in _SHAPES.items() if re.fullmatch(shape, name))
    return _by_name(name, next(lengths, Length.WEEK))


def period_length(name: str) -> Length | None:
    """Return how long the period of that name is; None where no period has it (2024-99)."""
    try:
        return period(name).length
    except InputError:
        return None


def parse_period(text: str, length: Length, today: date, year: int | None = None) -> Period:
    """Read `this`, `last` (the latest complete one) or a name such as 2024-W46 as a period of that length.

    Raises InputError for anything else, with an example of that `year`, by default the present one.
    """
    if text in ("this", "last"):
        current = period_of(today, length)
        return current if text == "this" else current.previous()
    return _by_name(text, length, year or today.year)


def _by_name(text: str, length: Length, example_year: int | str = "YYYY") -> Period:
    shape, example = _SHAPES[length]
    found, months = re.fullmatch(shape, text), _MONTHS.get(length)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        year, number = int(found[1]), int(found[2] or 1)
        with suppress(ValueError):
            first = date(year, (number - 1) * months + 1, 1) if months else date.fromisocalendar(year, number, 1)
            return period_of(first, length)
    raise InputError("{text!r} is not a {length}; write this, last or a name such as {example}",
                     text=text, length=message(length.value), example=example.format(example_year))  # fmt: skip


# spans: what a number covers

_LONGEST_FIRST = (Length.YEAR, Length.HALF, Length.QUARTER, Length.MONTH, Length.WEEK)


def span_label(days: Period) -> str:
    """Return the name of what a number covers: 2024, 2024-H1, 2024-Q3, 2024-11, 2024-W46, 2024-01/2024-05 or two days.

    The same days have one name, however they were written.
    """
    for length in _LONGEST_FIRST:
        named = period_of(days.first, length)
        if (named.first, named.last) == (days.first, days.last):
            return named.label
    for length in (Length.YEAR, Length.MONTH):
        first, last = period_of(days.first, length), period_of(days.last, length)
        if (first.first, last.last) == (days.first, days.last):
            return f"{first.label}/{last.label}"
    return f"{days.first}/{days.last}"


@lru_cache(maxsize=1024)
def parse_span(text: str) -> Period | None:
    """Return the days of such a name, also of one that is not the shortest; None for any other text."""
    try:
        ends = [parse_day(side) if re.fullmatch(ISO_DAY, side) else period(side) for side in text.split("/")]
    except InputError:
        return None
    first, last = ends[0], ends[-1]
    found = Period(first if isinstance(first, date) else first.first, last if isinstance(last, date) else last.last)
    return found if len(ends) <= len(("first", "last")) and found.first <= found.last else None
