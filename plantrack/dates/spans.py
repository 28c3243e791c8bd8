"""Days and periods with a place in a year: 11月17日, 三季度, mid-October. Those relative to today are in `relative`.

A missing year is the plan's, if that is unambiguous.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from plantrack.dates.periods import Length, Period, period_of
from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import InputError


class Precision(StrEnum):
    """The precision of an expression; `range` is any other range of days."""

    DAY = "day"
    WEEK = "week"
    DEKAD = "dekad"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class Expression(Struct, frozen=True):
    """What was read: first and last day, both included, precision, and the rule (RFC 5545) of a recurring day.

    A recurring one runs from its first to its last day in the plan's period. `provisional`: working days were
    counted in a year whose days off are not published yet.
    """

    first: date
    last: date
    precision: Precision
    rule: str | None = None
    text: str = ""
    provisional: bool = False


class DateContext(Struct, frozen=True):
    """The context for reading an expression: today, the plan's period, and the office's calendar."""

    today: date
    within: Period
    calendar: Calendar = NONE


Value = TypeVar("Value")
Found = re.Match[str]
Build = Callable[[int], Expression]
SpanRule = Callable[[Found, DateContext], Expression]
Table = tuple[tuple[re.Pattern[str], Value], ...]


def compiled(*rows: tuple[str, Value]) -> Table[Value]:
    """Return a table of compiled patterns."""
    return tuple((re.compile(pattern), value) for pattern, value in rows)


def first_match(table: Table[Value], text: str) -> tuple[Found, Value] | None:
    """Return the match of the first row that matches the whole text, with its value, or None."""
    return next(((found, value) for pattern, value in table if (found := pattern.fullmatch(text))), None)


YEAR = r"(?:(?P<year>[0-9]{4})年(?:度)?的?|(?P<rel>今年|本年|当年|明年|去年)度?的?)?"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
OF_YEAR = r"(?:,? ?(?:of )?(?:(?P<year>[0-9]{4})|(?P<rel>(?:this|next|last) year)))?"
THIRD = "(?P<third>上中|中下|[上中下])旬"
END, BEFORE, WITHIN = "[底末]", "(?:之|以)?前", "(?:之|以)?内"
"""Modifiers after a day or period: its last day, up to it, inside it."""
_MONTH = r"(?P<month>[0-9]{1,2})月"
_DAY = r"(?P<day>[0-9]{1,2})"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_SHIFTS = {"今": 0, "本": 0, "当": 0, "明": 1, "去": -1, "th": 0, "ne": 1, "la": -1, "这": 0, "下": 1, "上": -1}
_SHIFTS = {"下下": 2, "上上": -2} | _SHIFTS


def shift_of(word: str) -> int:
    """Return 1 for 下, 明 and `next`, -1 for 上, 去 and `last`, 0 for 本, 今 and `this`."""
    return next(n for start, n in _SHIFTS.items() if word.startswith(start))


def in_year(found: Found, frame: DateContext, build: Build) -> Expression:
    """Return what `build` makes of the year written, or else of the plan's year."""
    given = found.groupdict()
    if given.get("rel"):
        return build(_relative_year(given["rel"], frame))
    return build(int(given["year"])) if given.get("year") else _in_plan(frame.within, build)


def _relative_year(word: str, frame: DateContext) -> int:
    if not frame.within.first.year <= frame.today.year <= frame.within.last.year:
        raise InputError("the plan is of another year than today; write the year as a number")
    return frame.today.year + shift_of(word)


def _in_plan(within: Period, build: Build) -> Expression:
    found = []
    for year in range(within.first.year, within.last.year + 1):
        with suppress(ValueError):
            found.append(build(year))
    fitting = [span for span in found if span.first <= within.last and span.last >= within.first]
    if not found:
        raise ValueError(within.label)
    if len(fitting) != 1:
        raise InputError("the plan runs from {first} to {last}; write the year with it",
                         first=within.first, last=within.last)  # fmt: skip
    return fitting[0]


def one_day(day: date) -> Expression:
    """Return a single day."""
    return Expression(day, day, Precision.DAY)


def until(last: date, frame: DateContext) -> Expression:
    """Return the range up to a day, from the plan's first day, or the year's if the plan begins later."""
    first = frame.within.first
    return Expression(first if first <= last else last.replace(month=1, day=1), last, Precision.RANGE)


def whole(there: Period) -> Expression:
    """Return a week, month, quarter or half-year."""
    return Expression(there.first, there.last, Precision(there.length.value))


def month_of(found: Found) -> int:
    """Return the number of the month that was written as a number or a name."""
    return MONTHS.index(found["name"][:3]) + 1 if "name" in found.re.groupindex else int(found["month"])


_DEKADS = {"上": 0, "中": 1, "下": 2, "early": 0, "mid": 1, "late": 2}


def third_of(month: Expression, word: str) -> Expression:
    """Return the dekad of a month: its first ten days, its second ten, or the rest; or two of them (中下)."""
    words = (word,) if word in _DEKADS else tuple(word)
    begin, end = _DEKADS[words[0]], _DEKADS[words[-1]]
    first = month.first.replace(day=begin * 10 + 1)
    last = month.last if end == _DEKADS["下"] else month.first.replace(day=end * 10 + 10)
    return Expression(first, last, Precision.DEKAD if begin == end else Precision.RANGE)


def _rule(build: Callable[[int, Found], Expression]) -> SpanRule:
    """Return the rule that builds an expression from the year and what was matched."""
    return lambda found, frame: in_year(found, frame, lambda year: build(year, found))


_month_day = _rule(lambda year, found: one_day(date(year, month_of(found), int(found["day"]))))
_month = _rule(lambda year, found: whole(period_of(date(year, month_of(found), 1), Length.MONTH)))
_quarter = _rule(lambda year, found: whole(period_of(date(year, int(found["n"]) * 3, 1), Length.QUARTER)))
_half = _rule(lambda year, found: whole(period_of(date(year, 1 if found["n"] in "1上" else 7, 1), Length.HALF)))
_week = _rule(lambda year, found: whole(period_of(date.fromisocalendar(year, int(found["n"]), 1), Length.WEEK)))
_year = _rule(lambda year, _: Expression(date(year, 1, 1), date(year, 12, 31), Precision.YEAR))
_quarters = _rule(
    lambda year, found: Expression(
        date(year, 1, 1), period_of(date(year, int(found["n"]) * 3, 1), Length.QUARTER).last, Precision.RANGE
    )
)


def _dekad(found: Found, frame: DateContext) -> Expression:
    return third_of(_month(found, frame), found["third"])


_ISO_DAY = (
    r"(?P<year>[0-9]{4})(?=-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
)
IN_TEXT: Table[SpanRule] = compiled(
    (_ISO_DAY, _month_day),
    (r"(?P<year>[0-9]{4})-?q(?P<n>[1-4])(?![0-9a-z])", _quarter),
    (rf"{YEAR}{_MONTH}{_DAY}[日号]", _month_day),
    (rf"{YEAR}{_MONTH}份?{THIRD}", _dekad),
    (rf"{YEAR}{_MONTH}份?", _month),
    (rf"{YEAR}(?:第?(?=[1-4]季)|(?<![a-z])q)(?P<n>[1-4])(?![0-9a-z])(?:季度?)?", _quarter),
    (rf"{YEAR}前(?P<n>[23])个?季度", _quarters),
    (rf"{YEAR}(?P<n>[上下])半年", _half),
    (r"(?P<year>[0-9]{4})-?h(?P<n>[12])(?![0-9a-z])", _half),
)
"""The days and periods that `mentions` also finds inside running text, where a longer one comes first."""
SPANS: Table[SpanRule] = IN_TEXT + compiled(
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _month_day),
    (r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})", _month),
    (r"(?:(?P<year>[0-9]{4})-?)?w(?P<n>[0-9]{1,2})", _week),
    (r"(?P<year>[0-9]{4})(?:年度?(?:全年)?)?|(?P<rel>今年|本年|当年|明年|去年|(?:this|next|last) year)度?|全年", _year),
    (rf"{MONTH_NAME} {_NTH}{OF_YEAR}", _month_day),
    (rf"{_NTH} (?:of )?{MONTH_NAME}{OF_YEAR}", _month_day),
    (rf"{MONTH_NAME}{OF_YEAR}", _month),
    (rf"(?P<third>early|mid|late)[- ]{MONTH_NAME}{OF_YEAR}", _dekad),
    (rf"q(?P<n>[1-4]){OF_YEAR}", _quarter),
    (rf"h(?P<n>[12])(?: of year|{OF_YEAR})", _half),
)
"""Every day and period with a place in a year. The patterns exclude each other."""
