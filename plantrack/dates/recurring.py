"""Recurring days: 每周五, 每两周周五, 每月25日, 每季度末, every month on the 25th; as rules of RFC 5545.

A rule needs a day: 每月 alone is none, and a day that not every month has is refused. 每月5日前 is the day itself, by
which the work is due. Every second week is counted from the next such day in the plan.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from msgspec import Struct

from plantrack.dates.parts import NTH_WEEKDAY, NTH_WEEKDAY_EN, NTH_WORKDAY, NTH_WORKDAY_EN, nth_of, nth_workday
from plantrack.dates.periods import Length, period_of
from plantrack.dates.relative import WEEK, weekday_of
from plantrack.dates.spans import (
    BEFORE,
    MONTH_NAME,
    WEEKDAY,
    ZH_WEEK,
    DateContext,
    Expression,
    Found,
    Precision,
    Table,
    compiled,
    first_match,
    month_of,
)
from plantrack.dates.workdays import NONE, Calendar, is_provisional, is_workday, reporting_day
from plantrack.errors import InputError

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_SURE = 28
_WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
QUARTERS, FIRSTS, HALVES = "BYMONTH=3,6,9,12;", "BYMONTH=1,4,7,10;", "BYMONTH=6,12;"
_AND = "(?:[、,和与及]每?)"
_AND_EN = "(?: and |, and |, | )(?:(?:every|each|on) )?"
_DAY = r"(?P<day>[0-9]{1,2})"
_DAYS = rf"(?P<days>(?:[0-9]{{1,2}}[日号]?{_AND}月?)*[0-9]{{1,2}}[日号])"
_NTHS = r"(?P<days>[0-9]{1,2}(?:st|nd|rd|th)?(?: and [0-9]{1,2}(?:st|nd|rd|th)?)*)"
_NTH_WEEKDAY, _NTH_WEEKDAY_EN = (one.replace("1-5", "1-4") for one in (NTH_WEEKDAY, NTH_WEEKDAY_EN))
"""Not every month has a fifth."""
_WEEKDAYS = rf"(?P<weekdays>[1-6日天](?:{_AND}{ZH_WEEK}?[1-6日天])*)"
_WEEKDAY = WEEKDAY.replace("?P<weekday>", "?:")
_WEEKDAYS_EN = rf"(?:on )?(?P<weekdays>{_WEEKDAY}(?:{_AND_EN}{_WEEKDAY})*)"
_END = r"月?[底末]"
_BY = f"(?:{BEFORE})?"
_BY_EN = "(?:by )?"
_EVERY = "(?:every|each)"


def _weekly(found: Found, interval: str = "") -> str:
    words = re.findall(rf"[1-6日天]|{_WEEKDAY}", found["weekdays"])
    days = sorted({weekday_of(word) for word in words})
    return f"FREQ=WEEKLY;{interval}BYDAY={','.join(BYDAY[day] for day in days)}"


def day_of_every_month(day: int) -> int:
    """Return a day of the month that every month has. Raises InputError for others."""
    if not 1 <= day <= LAST_SURE:
        raise InputError("not every month has a day {day}; write end of every month", day=day)
    return day


def _monthly(found: Found, months: str = "") -> str:
    days = sorted({day_of_every_month(int(day)) for day in re.findall("[0-9]+", found["days"])})
    return f"FREQ=MONTHLY;{months}BYMONTHDAY={','.join(map(str, days))}"


def _nth_weekday(found: Found) -> str:
    return f"FREQ=MONTHLY;BYDAY={nth_of(found['nth'])}{BYDAY[weekday_of(found['weekday'])]}"


def _nth_workday(found: Found) -> str:
    return f"FREQ=MONTHLY;{_WORKDAYS};BYSETPOS={nth_of(found['nth'])}"


def _nth_workday_of_quarter(found: Found) -> str:
    nth = nth_of(found["nth"])
    return f"FREQ=MONTHLY;{QUARTERS if nth < 0 else FIRSTS}{_WORKDAYS};BYSETPOS={nth}"


def _at_end(_: Found, months: str = "") -> str:
    return f"FREQ=MONTHLY;{months}BYMONTHDAY=-1"


def _yearly(found: Found) -> str:
    month, day = month_of(found), int(found["day"] or -1)
    if day > 0:
        date(2023, month, day)  # 29 February is not in every year
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


_TABLE: Table[Callable[[Found], str]] = compiled(
    (rf"每[天日]{_BY}|{_EVERY} day|daily", lambda _: "FREQ=DAILY"),
    (rf"(?:每逢?个?|逢){ZH_WEEK}的?{ZH_WEEK}?{_WEEKDAYS}{_BY}", _weekly),
    (rf"每个?{ZH_WEEK}1[至到-]{ZH_WEEK}?5", lambda _: f"FREQ=WEEKLY;{_WORKDAYS}"),
    (r"每个?工作日", lambda _: f"FREQ=DAILY;{_WORKDAYS}"),
    (rf"(?:每2个?|每?隔1?个?){ZH_WEEK}的?{ZH_WEEK}{_WEEKDAYS}{_BY}", partial(_weekly, interval="INTERVAL=2;")),
    (rf"每个?月{_DAYS}{_BY}", _monthly),
    (rf"每个?月(?:{_END}|的?最后1[天日]){_BY}", _at_end),
    (rf"每个?月的?{_NTH_WEEKDAY}{_BY}", _nth_weekday),
    (rf"每个?月的?{NTH_WORKDAY}{_BY}", _nth_workday),
    (rf"每个?季度?的?{NTH_WORKDAY}{_BY}", _nth_workday_of_quarter),
    (rf"每个?季度?{_END}{_BY}", partial(_at_end, months=QUARTERS)),
    (rf"每个?季度?的?(?:首月|第1个月){_DAYS}{_BY}", partial(_monthly, months=FIRSTS)),
    (rf"每个?季度?的?(?:末月|最后1个月){_DAYS}{_BY}", partial(_monthly, months=QUARTERS)),
    (rf"每半年{_END}{_BY}", partial(_at_end, months=HALVES)),
    (
        rf"每年年?[底末]{_BY}|{_BY_EN}(?:end|last day) of {_EVERY} year|{_EVERY} year[ -]end",
        lambda _: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    ),
    (rf"每年(?P<month>[0-9]{{1,2}})月(?:{_DAY}[日号]|份?[底末]){_BY}", _yearly),
    (rf"{_EVERY} week ?day", lambda _: f"FREQ=WEEKLY;{_WORKDAYS}"),
    (rf"{_EVERY} (?:working|business) day", lambda _: f"FREQ=DAILY;{_WORKDAYS}"),
    (rf"(?:{_EVERY}(?: week)?|weekly) {_WEEKDAYS_EN}", _weekly),
    (rf"(?:every other(?: week)?|every 2 weeks) {_WEEKDAYS_EN}", partial(_weekly, interval="INTERVAL=2;")),
    (rf"(?:{_EVERY} month|monthly) on {_NTHS}", _monthly),
    (rf"(?:on |by )?{_NTHS} of {_EVERY} month", _monthly),
    (rf"(?:on |by )?{_NTH_WEEKDAY_EN} of {_EVERY} month", _nth_weekday),
    (rf"(?:{_EVERY} month|monthly) on {_NTH_WEEKDAY_EN}", _nth_weekday),
    (rf"{_BY_EN}(?:end|last day) of {_EVERY} month|{_EVERY} month(?:[ -]end| on last day)", _at_end),
    (rf"(?:on |by )?{NTH_WORKDAY_EN} of {_EVERY} month", _nth_workday),
    (rf"(?:{_EVERY} month|monthly) on {NTH_WORKDAY_EN}", _nth_workday),
    (rf"(?:on |by )?{NTH_WORKDAY_EN} of {_EVERY} quarter", _nth_workday_of_quarter),
    (rf"{_BY_EN}(?:end|last day) of {_EVERY} quarter|{_EVERY} quarter[ -]end", partial(_at_end, months=QUARTERS)),
    (rf"{_EVERY} year on {MONTH_NAME} {_DAY}(?:st|nd|rd|th)?", _yearly),
)


def recurring(said: str, frame: DateContext) -> Expression | None:
    """Return the first and last such day in the plan's period, with the rule; None if nothing recurs."""
    match = first_match(_TABLE, said)
    return match and _bounded(match[1](match[0]), frame)


def _bounded(text: str, frame: DateContext) -> Expression:
    begin, end = frame.within.first, frame.within.last
    start = begin
    if "INTERVAL" in text:
        begin = max(begin, frame.today)
        if begin > end:
            raise InputError("every second week is counted from today, and the plan ended on {last}", last=end)
        start = _days(text.replace("INTERVAL=2;", ""), begin, begin + WEEK)[0]
    days = _working_days(text, start, end, frame.calendar) if in_workdays(text) else _days(text, start, end)
    if not days:
        raise InputError("no such day between {first} and {last}, the plan's days", first=begin, last=end)
    return Expression(days[0], days[-1], Precision.DAY, text)


def in_workdays(rule: str) -> bool:
    """Tell whether the days from Monday to Friday in a rule stand for the working days of the calendar."""
    return "BYSETPOS" in rule or rule.startswith("FREQ=DAILY;BYDAY")


def _working_days(rule: str, begin: date, end: date, calendar: Calendar) -> list[date]:
    """Return the working days from `begin` to `end`, or of each month in the rule the one at its place."""
    if "BYSETPOS" not in rule:
        return [day for day in _days("FREQ=DAILY", begin, end) if is_workday(day, calendar)]
    nth, first, last = int(rule.rsplit("=", 1)[1]), period_of(begin, Length.MONTH), period_of(end, Length.MONTH)
    months = (period_of(day, Length.MONTH) for day in _days(rule, first.first, last.last))
    days = (nth_workday(month.first, month.last, nth, calendar).day for month in months)
    return [day for day in days if begin <= day <= end]


def _days(rule: str, begin: date, end: date) -> list[date]:
    from dateutil.rrule import rrule, rrulestr

    days = rrulestr(rule, dtstart=_midnight(begin))
    assert isinstance(days, rrule)  # noqa: S101
    return [day.date() for day in days.between(_midnight(begin), _midnight(end), inc=True)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days of a calendar


class Coming(Struct, frozen=True):
    """The next occurrence, the working day to which a report due then moves, and whether that may change."""

    day: date
    moved: date | None
    provisional: bool


def coming(found: Expression, today: date, calendar: Calendar = NONE) -> Coming | None:
    """Return the next occurrence in the plan, from today on; None if there is none."""
    if found.rule is None:
        return None
    if in_workdays(found.rule):
        days = _working_days(found.rule, max(today, found.first), found.last, calendar)
        return Coming(days[0], None, is_provisional(days[0].year, calendar)) if days else None
    ahead = [day for day in _days(found.rule, found.first, found.last) if day >= today]
    if not ahead:
        return None
    due = reporting_day(ahead[0], calendar)
    return Coming(ahead[0], due.day if due.day != ahead[0] else None, due.provisional)
