"""Recurring days: 每周五, 每两周周五, 每月25日, 每季度末, every month on the 25th; as rules of RFC 5545.

A rule needs a day: 每月 alone is none, and a day that not every month has is refused. 每月5日前 is the day itself, by
which the work is due. Every second week is counted from the next such day in the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.dates.relative import WEEKDAY, ZH_WEEK, weekday_of
from plantrack.dates.spans import (
    MONTH_NAME,
    DateContext,
    Expression,
    Found,
    Precision,
    Table,
    compiled,
    first_match,
    month_of,
)
from plantrack.dates.workdays import NONE, Calendar, reporting_day
from plantrack.errors import InputError

if TYPE_CHECKING:
    from dateutil.rrule import rrule

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_SURE = 28
QUARTERS, FIRSTS, HALVES = "BYMONTH=3,6,9,12;", "BYMONTH=1,4,7,10;", "BYMONTH=6,12;"
_AND = "(?:[、,和与及]每?)"
_AND_EN = "(?: and |, and |, | )(?:(?:every|each|on) )?"
_DAY = r"(?P<day>[0-9]{1,2})"
_DAYS = rf"(?P<days>(?:[0-9]{{1,2}}[日号]?{_AND}月?)*[0-9]{{1,2}}[日号])"
_NTHS = r"(?P<days>[0-9]{1,2}(?:st|nd|rd|th)?(?: and [0-9]{1,2}(?:st|nd|rd|th)?)*)"
_NTH_DAY = rf"第?(?P<nth>[1-4]|最后1)个?{ZH_WEEK}(?P<weekday>[1-6日天])"
_NTH_DAY_EN = rf"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) {WEEKDAY}"
_NTHS_OF = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "最后1": -1}
_WEEKDAYS = rf"(?P<weekdays>[1-6日天](?:{_AND}{ZH_WEEK}?[1-6日天])*)"
_WEEKDAY = WEEKDAY.replace("?P<weekday>", "?:")
_WEEKDAYS_EN = rf"(?:on )?(?P<weekdays>{_WEEKDAY}(?:{_AND_EN}{_WEEKDAY})*)"
_END = r"月?[底末]"
_BY = "(?:(?:之|以)?前)?"
_BY_EN = "(?:by )?"
_EVERY = "(?:every|each)"


def _weekly(found: Found, interval: str = "") -> str:
    words = re.findall(rf"[1-6日天]|{_WEEKDAY}", found["weekdays"])
    days = sorted({weekday_of(word) for word in words})
    return f"FREQ=WEEKLY;{interval}BYDAY={','.join(BYDAY[day] for day in days)}"


def day_of_every_month(day: int) -> int:
    """Return a day of the month that every month has. Raises InputError for others."""
    if not 1 <= day <= LAST_SURE:
        raise InputError("not every month has a day {day}; write 每月底 or end of every month", day=day)
    return day


def _monthly(found: Found, months: str = "") -> str:
    days = sorted({day_of_every_month(int(day)) for day in re.findall("[0-9]+", found["days"])})
    return f"FREQ=MONTHLY;{months}BYMONTHDAY={','.join(map(str, days))}"


def _nth_weekday(found: Found) -> str:
    nth = _NTHS_OF.get(found["nth"]) or int(found["nth"][0])
    return f"FREQ=MONTHLY;BYDAY={nth}{BYDAY[weekday_of(found['weekday'])]}"


def _at_end(_: Found, months: str = "") -> str:
    return f"FREQ=MONTHLY;{months}BYMONTHDAY=-1"


def _yearly(found: Found) -> str:
    month, day = month_of(found), int(found["day"] or -1)
    if day > 0:
        date(2023, month, day)  # 29 February is not in every year
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


_TABLE: Table[Callable[[Found], str]] = compiled(
    (rf"每[天日]|{_EVERY} day|daily", lambda _: "FREQ=DAILY"),
    (rf"(?:每逢?个?|逢){ZH_WEEK}的?{ZH_WEEK}?{_WEEKDAYS}{_BY}", _weekly),
    (rf"每个?{ZH_WEEK}1[至到-]{ZH_WEEK}?5", lambda _: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    (rf"(?:每2个?|每?隔1?个?){ZH_WEEK}的?{ZH_WEEK}{_WEEKDAYS}{_BY}", partial(_weekly, interval="INTERVAL=2;")),
    (rf"每个?月{_DAYS}{_BY}", _monthly),
    (rf"每个?月(?:{_END}|的?最后1[天日]){_BY}", _at_end),
    (rf"每个?月的?{_NTH_DAY}{_BY}", _nth_weekday),
    (rf"每个?季度?{_END}{_BY}", partial(_at_end, months=QUARTERS)),
    (rf"每个?季度?的?(?:首月|第1个月){_DAYS}{_BY}", partial(_monthly, months=FIRSTS)),
    (rf"每个?季度?的?(?:末月|最后1个月){_DAYS}{_BY}", partial(_monthly, months=QUARTERS)),
    (rf"每半年{_END}{_BY}", partial(_at_end, months=HALVES)),
    (
        rf"每年年?[底末]{_BY}|{_BY_EN}end of {_EVERY} year|{_EVERY} year[ -]end",
        lambda _: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    ),
    (rf"每年(?P<month>[0-9]{{1,2}})月(?:{_DAY}[日号]|份?[底末]){_BY}", _yearly),
    (rf"(?:{_EVERY}(?: week)?|weekly) {_WEEKDAYS_EN}", _weekly),
    (rf"(?:every other(?: week)?|every 2 weeks) {_WEEKDAYS_EN}", partial(_weekly, interval="INTERVAL=2;")),
    (rf"(?:{_EVERY} month|monthly) on {_NTHS}", _monthly),
    (rf"(?:on |by )?{_NTHS} of {_EVERY} month", _monthly),
    (rf"(?:on |by )?{_NTH_DAY_EN} of {_EVERY} month", _nth_weekday),
    (rf"(?:{_EVERY} month|monthly) on {_NTH_DAY_EN}", _nth_weekday),
    (rf"{_BY_EN}end of {_EVERY} month|{_EVERY} month[ -]end|{_EVERY} month on last day", _at_end),
    (rf"{_BY_EN}end of {_EVERY} quarter|{_EVERY} quarter[ -]end", partial(_at_end, months=QUARTERS)),
    (rf"{_EVERY} year on {MONTH_NAME} {_DAY}(?:st|nd|rd|th)?", _yearly),
)


def recurring(said: str, frame: DateContext) -> Expression | None:
    """Return the first and last such day in the plan's period, with the rule; None if nothing recurs."""
    match = first_match(_TABLE, said)
    return match and _bounded(match[1](match[0]), frame)


def _bounded(text: str, frame: DateContext) -> Expression:
    begin, end = frame.within.first, frame.within.last
    days = _days(text, begin)
    if "INTERVAL" in text:
        begin = max(begin, frame.today)
        if begin > end:
            raise InputError("every second week is counted from today, and the plan ended on {last}", last=end)
        days = days.replace(dtstart=days.replace(interval=1).after(_midnight(begin), inc=True))
    first, last = days.after(_midnight(begin), inc=True), days.before(_midnight(end), inc=True)
    if first is None or last is None or first > last:
        raise InputError("no such day between {first} and {last}, the plan's days", first=begin, last=end)
    return Expression(first.date(), last.date(), Precision.DAY, text)


def _days(text: str, begin: date) -> rrule:
    from dateutil.rrule import rrule, rrulestr

    days = rrulestr(text, dtstart=_midnight(begin))
    assert isinstance(days, rrule)  # noqa: S101
    return days


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days of a calendar


class Coming(Struct, frozen=True):
    """The next occurrence, the working day to which a report due then moves, and whether that may change."""

    day: date
    moved: date | None
    provisional: bool


def coming(found: Expression, today: date, calendar: Calendar = NONE) -> Coming | None:
    """Return the next occurrence in the plan, from today on; None if there is none."""
    if found.rule is None or today > found.last:
        return None
    there = _days(found.rule, found.first).after(_midnight(max(today, found.first)), inc=True)
    if there is None:
        return None
    due = reporting_day(there.date(), calendar)
    return Coming(there.date(), due.day if due.day != there.date() else None, due.provisional)
