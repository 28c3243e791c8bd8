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


_REL = "今年|本年|当年|明年|次年|翌年|去年"
YEAR = rf"(?:(?P<year>[0-9]{{4}})年(?:度)?的?|(?P<rel>{_REL})度?的?)?"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
OF_YEAR = r"(?:,? ?(?:of )?(?:(?P<year>[0-9]{4})|(?P<rel>(?:this|next|last) year)))?"
THIRD = "(?P<third>(?:上中|中下|[上中下])旬|[上下]半月)"
"""A dekad of a month, two of them, or a half."""
END, BEFORE, WITHIN = "[底末]", "(?:之|以)?前", "(?:之|以)?内"
"""Modifiers after a day or period: its last day, up to it, inside it."""
ITSELF = r"\(含(?:[当本该][日天])?\)"
INCLUDING = rf"(?:[及或]{BEFORE}|{ITSELF}(?:{BEFORE})?|{BEFORE}{ITSELF})"
"""A modifier that says that it is up to the end of a day or period."""
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
ZH_WEEK = r"(?:周|星期|礼拜)"
ZH_WEEKDAY = rf"{ZH_WEEK}(?P<weekday>[1-6日天])"
_MONTH = r"(?P<month>[0-9]{1,2})月"
_DAY = r"(?P<day>[0-9]{1,2})"
NTH = "(?:st|nd|rd|th)"
_DAY_EN = rf"{_DAY}{NTH}?"
_SHIFTS = {"今": 0, "本": 0, "当": 0, "明": 1, "去": -1, "th": 0, "ne": 1, "la": -1, "这": 0, "下": 1, "上": -1}
_SHIFTS = {"下下": 2, "上上": -2} | _SHIFTS | {"次": 1, "翌": 1}


def shift_of(word: str) -> int:
    """Return 1 for 下, 次, 明 and `next`, -1 for 上, 去 and `last`, 0 for 本, 今 and `this`."""
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


_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
_PARTS |= {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS |= {"上半月": (1, 15), "下半月": (16, 31), "1": (1, 15), "2": (16, 31)}
"""The parts of a month, with their first and last day: dekads, two of them, and halves (`1` and `2` in English)."""


def part_of_month(month: Expression, word: str) -> Expression:
    """Return the part of a month that a word names: its first ten days, its second ten, the rest, or a half."""
    first, last = _PARTS[word]
    end = min(last, month.last.day)
    precision = Precision.DEKAD if last - first in (9, 10) else Precision.RANGE
    return Expression(month.first.replace(day=first), month.first.replace(day=end), precision)


def _rule(build: Callable[[int, Found], Expression]) -> SpanRule:
    """Return the rule that builds an expression from the year and what was matched."""
    return lambda found, frame: in_year(found, frame, lambda year: build(year, found))


_month_day = _rule(lambda year, found: one_day(date(year, month_of(found), int(found["day"]))))
_month = _rule(lambda year, found: whole(period_of(date(year, month_of(found), 1), Length.MONTH)))
_quarter = _rule(lambda year, found: whole(period_of(date(year, int(found["n"]) * 3, 1), Length.QUARTER)))
_half = _rule(lambda year, found: whole(period_of(date(year, 1 if found["n"] in "1上" else 7, 1), Length.HALF)))
_week = _rule(lambda year, found: whole(period_of(date.fromisocalendar(year, int(found["n"]), 1), Length.WEEK)))
_year = _rule(lambda year, _: Expression(date(year, 1, 1), date(year, 12, 31), Precision.YEAR))


def _first_months(size: int) -> SpanRule:
    """Return the rule for the first `n` months, or blocks of so many months, of a year."""
    return _rule(
        lambda year, found: Expression(
            date(year, 1, 1), period_of(date(year, int(found["n"]) * size, 1), Length.MONTH).last, Precision.RANGE
        )
    )


_mid_year = _rule(lambda year, _: one_day(date(year, 6, 30)))


def _two_years(found: Found, frame: DateContext) -> Expression:
    first, last = (_relative_year(found[name], frame) for name in ("one", "other"))
    if last != first + 1:
        raise ValueError(found[0])
    return Expression(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)


def _part_of_month(found: Found, frame: DateContext) -> Expression:
    return part_of_month(_month(found, frame), found["third"])


_ISO_DAY = (
    r"(?P<year>[0-9]{4})(?=-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
)
IN_TEXT: Table[SpanRule] = compiled(
    (_ISO_DAY, _month_day),
    (r"(?P<year>[0-9]{4})-?q(?P<n>[1-4])(?![0-9a-z])", _quarter),
    (rf"{YEAR}{_MONTH}{_DAY}[日号]", _month_day),
    (rf"{YEAR}{_MONTH}份?{THIRD}", _part_of_month),
    (rf"{YEAR}{_MONTH}份?", _month),
    (rf"{YEAR}(?:第?(?=[1-4]季)|(?<![a-z])q)(?P<n>[1-4])(?![0-9a-z])(?:季度?)?", _quarter),
    (rf"{YEAR}前(?P<n>[23])个?季度", _first_months(3)),
    (rf"{YEAR}前(?![1一]个)(?P<n>[23]|[0-9]{{1,2}})个月", _first_months(1)),
    (rf"{YEAR}(?P<n>[上下])半年", _half),
    (r"(?P<year>[0-9]{4})-?h(?P<n>[12])(?![0-9a-z])", _half),
    (rf"(?:(?<![\u4e00-\u9fff])|(?<=[于在到至争保划])){YEAR}年?(?<=年)中(?![央国医小学高等共期考部层心秋])", _mid_year),
)
"""The days and periods that `mentions` also finds inside running text, where a longer one comes first."""
SPANS: Table[SpanRule] = IN_TEXT + compiled(
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _month_day),
    (r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})(?:月份?)?", _month),
    (r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})", _month),
    (r"(?P<year>[0-9]{4})-?w(?P<n>[0-9]{1,2})", _week),
    (rf"w(?P<n>[0-9]{{1,2}}){OF_YEAR}", _week),
    (rf"{YEAR}第(?P<n>[0-9]{{1,2}}){ZH_WEEK}", _week),
    (rf"1st (?P<n>[0-9]{{1,2}}) months{OF_YEAR}", _first_months(1)),
    ("(?P<one>[今去])年?[、和]?(?P<other>[明今])2?年", _two_years),
    ("(?P<one>this|last) year and (?P<other>next|this)(?: year)?", _two_years),
    (rf"(?P<year>[0-9]{{4}})(?:年度?(?:全年)?)?|(?P<rel>{_REL}|(?:this|next|last) year)度?|全年", _year),
    (rf"{MONTH_NAME} {_DAY_EN}{OF_YEAR}", _month_day),
    (rf"{_DAY_EN} (?:of )?{MONTH_NAME}{OF_YEAR}", _month_day),
    (rf"{MONTH_NAME}{OF_YEAR}", _month),
    (rf"(?P<third>early|mid|late)[- ]{MONTH_NAME}{OF_YEAR}", _part_of_month),
    (rf"q(?P<n>[1-4]){OF_YEAR}", _quarter),
    (rf"h(?P<n>[12])(?: of year|{OF_YEAR})", _half),
)
"""Every day and period with a place in a year. The patterns exclude each other."""
