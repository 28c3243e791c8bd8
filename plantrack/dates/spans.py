"""Days and periods with a place in a year: 11月17日, 三季度, mid-October. Those relative to today are in `relative`.

A missing year is the plan's, if that is unambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from plantrack.dates.periods import Length, Period, period, period_of
from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import InputError, Message, message

DAY = timedelta(days=1)


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


Found = re.Match[str]
Build = Callable[[int], Expression]
SpanRule = Callable[[Found, DateContext], Expression]
SpanTable = tuple[tuple[re.Pattern[str], SpanRule], ...]


class UnclearError(Exception):
    """The expression is unclear; carries what to write instead."""

    def __init__(self, said: Message) -> None:
        self.said = said
        super().__init__(said.text())


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
        raise UnclearError(message("the plan is of another year than today; write the year as a number"))
    return frame.today.year + shift_of(word)


def _in_plan(within: Period, build: Build) -> Expression:
    made = list(_made(build, range(within.first.year, within.last.year + 1)))
    fitting = [span for span in made if span.first <= within.last and span.last >= within.first]
    if not made:
        raise ValueError(within.label)
    if len(fitting) != 1:
        raise UnclearError(
            message(
                "the plan runs from {first} to {last}; write the year with it", first=within.first, last=within.last
            )
        )
    return fitting[0]


def _made(build: Build, years: range) -> Iterator[Expression]:
    for year in years:
        try:
            yield build(year)
        except ValueError:
            continue


def one_day(day: date) -> Expression:
    """Return a single day."""
    return Expression(day, day, Precision.DAY)


def until(last: date, frame: DateContext) -> Expression:
    """Return the range up to a day, from the plan's first day, or the year's if the plan begins later."""
    first = frame.within.first
    return Expression(first if first <= last else last.replace(month=1, day=1), last, Precision.RANGE)


def _months(year: int, first: int, last: int, precision: Precision) -> Expression:
    begin = period_of(date(year, first, 1), Length.MONTH)
    return Expression(begin.first, period_of(date(year, last, 1), Length.MONTH).last, precision)


def month_of(found: Found) -> int:
    """Return the number of the month that was written as a number or a name."""
    return MONTHS.index(found["name"][:3]) + 1 if "name" in found.re.groupindex else int(found["month"])


def _of(length: Precision, size: int) -> SpanRule:
    """Return the rule for quarters or halves, which are numbered through the year."""
    return lambda found, frame: in_year(
        found, frame, lambda y: _months(y, int(found["n"]) * size - size + 1, int(found["n"]) * size, length)
    )


def _month_day(found: Found, frame: DateContext) -> Expression:
    return in_year(found, frame, lambda year: one_day(date(year, month_of(found), int(found["day"]))))


def _month(found: Found, frame: DateContext) -> Expression:
    return in_year(found, frame, lambda year: _months(year, month_of(found), month_of(found), Precision.MONTH))


_DEKADS = {"上": 0, "中": 1, "下": 2, "early": 0, "mid": 1, "late": 2}


def third_of(month: Expression, word: str) -> Expression:
    """Return the dekad of a month: its first ten days, its second ten, or the rest; or two of them (中下)."""
    words = (word,) if word in _DEKADS else tuple(word)
    begin, end = _DEKADS[words[0]], _DEKADS[words[-1]]
    first = month.first.replace(day=begin * 10 + 1)
    last = month.last if end == _DEKADS["下"] else month.first.replace(day=end * 10 + 10)
    return Expression(first, last, Precision.DEKAD if begin == end else Precision.RANGE)


def _dekad(found: Found, frame: DateContext) -> Expression:
    return third_of(_month(found, frame), found["third"])


def _half(found: Found, frame: DateContext) -> Expression:
    first = 1 if found["half"] == "上" else 7
    return in_year(found, frame, lambda year: _months(year, first, first + 5, Precision.HALF))


def _year(found: Found, frame: DateContext) -> Expression:
    return in_year(found, frame, lambda year: _months(year, 1, 12, Precision.YEAR))


def _first_quarters(found: Found, frame: DateContext) -> Expression:
    return in_year(found, frame, lambda year: _months(year, 1, int(found["n"]) * 3, Precision.RANGE))


def _iso_day(found: Found, frame: DateContext) -> Expression:
    return one_day(date(*map(int, re.findall("[0-9]+", found[0]))))


def _compact_day(found: Found, frame: DateContext) -> Expression:
    return one_day(date.fromisoformat(found[0]))


def _iso_month(found: Found, frame: DateContext) -> Expression:
    year, month = map(int, re.findall("[0-9]+", found[0]))
    return _months(year, month, month, Precision.MONTH)


def _iso_week(found: Found, frame: DateContext) -> Expression:
    def week(year: int) -> Expression:
        monday = date.fromisocalendar(year, int(found["n"]), 1)
        return Expression(monday, monday + 6 * DAY, Precision.WEEK)

    return in_year(found, frame, week)


def _named(found: Found, frame: DateContext) -> Expression:
    try:
        span = period(found[0])
    except InputError:
        raise ValueError(found[0]) from None
    return Expression(span.first, span.last, Precision(span.length.value))


def span_table(*rows: tuple[str, SpanRule]) -> SpanTable:
    """Return a table of compiled patterns."""
    return tuple((re.compile(pattern), rule) for pattern, rule in rows)


def first_match(table: SpanTable, said: str, frame: DateContext) -> Expression | None:
    """Return the result of the first matching rule of a table, or None."""
    for pattern, rule in table:
        if found := pattern.fullmatch(said):
            return rule(found, frame)
    return None


_quarter = _of(Precision.QUARTER, 3)
_half_year = _of(Precision.HALF, 6)
IN_TEXT = span_table(
    (r"[0-9]{4}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{1,2}", _iso_day),
    (r"[0-9]{4}-?q[1-4](?![0-9a-z])", _named),
    (rf"{YEAR}{_MONTH}{_DAY}[日号]", _month_day),
    (rf"{YEAR}{_MONTH}份?{THIRD}", _dekad),
    (rf"{YEAR}{_MONTH}份?", _month),
    (rf"{YEAR}(?:第?(?=[1-4]季)|(?<![a-z])q)(?P<n>[1-4])(?![0-9a-z])(?:季度?)?", _quarter),
    (rf"{YEAR}前(?P<n>[23])个?季度", _first_quarters),
    (rf"{YEAR}(?P<half>[上下])半年", _half),
    (r"(?P<year>[0-9]{4})-?h(?P<n>[12])(?![0-9a-z])", _half_year),
)
"""The days and periods that `mentions` also finds inside running text, where a longer one comes first."""
SPANS = IN_TEXT + span_table(
    (r"[0-9]{8}", _compact_day),
    (r"[0-9]{4}[-/.][0-9]{1,2}", _iso_month),
    (r"(?:(?P<year>[0-9]{4})-?)?w(?P<n>[0-9]{1,2})", _iso_week),
    (r"(?P<year>[0-9]{4})(?:年度?(?:全年)?)?|(?P<rel>今年|本年|当年|明年|去年|(?:this|next|last) year)度?|全年", _year),
    (rf"{MONTH_NAME} {_NTH}{OF_YEAR}", _month_day),
    (rf"{_NTH} (?:of )?{MONTH_NAME}{OF_YEAR}", _month_day),
    (rf"{MONTH_NAME}{OF_YEAR}", _month),
    (rf"(?P<third>early|mid|late)[- ]{MONTH_NAME}{OF_YEAR}", _dekad),
    (rf"q(?P<n>[1-4]){OF_YEAR}", _quarter),
    (rf"h(?P<n>[12])(?: of year|{OF_YEAR})", _half_year),
)
"""Every day and period with a place in a year. The patterns exclude each other."""
