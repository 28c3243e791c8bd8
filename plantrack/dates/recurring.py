"""Days that come again: 每周五, 每月25日, 每季度末, every month on the 25th; as rules of RFC 5545.

A rule needs its day: 每月 alone is none, and a day that not every month has is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from plantrack.dates.periods import Period
from plantrack.dates.relative import WEEKDAY, ZH_WEEK, weekday_of
from plantrack.dates.spans import MONTH_NAME, Found, UnclearError, month_of
from plantrack.errors import message

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_SURE = 28
QUARTERS, FIRSTS, HALVES = "3,6,9,12", "1,4,7,10", "6,12"
_DAY = r"(?P<day>[0-9]{1,2})"
_END = r"月?[底末]"
_BY = "(?:(?:之|以)?前)?"
_EVERY = "(?:every|each)"


def _weekly(found: Found) -> str:
    return f"FREQ=WEEKLY;BYDAY={BYDAY[weekday_of(found['weekday'])]}"


def _monthly(months: str = "") -> Callable[[Found], str]:
    def rule(found: Found) -> str:
        day = int(found["day"])
        if not 1 <= day <= LAST_SURE:
            raise UnclearError(message("not every month has a day {day}; write 每月底 or end of every month", day=day))
        return f"FREQ=MONTHLY;{months and f'BYMONTH={months};'}BYMONTHDAY={day}"

    return rule


def _at_end(months: str = "") -> Callable[[Found], str]:
    return lambda _: f"FREQ=MONTHLY;{months and f'BYMONTH={months};'}BYMONTHDAY=-1"


def _yearly(found: Found) -> str:
    month, day = month_of(found), int(found["day"])
    date(2023, month, day)  # 29 February is not in every year
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def _yearly_end(found: Found) -> str:
    return f"FREQ=YEARLY;BYMONTH={month_of(found)};BYMONTHDAY=-1"


_TABLE: tuple[tuple[re.Pattern[str], Callable[[Found], str]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"每[天日]|{_EVERY} day|daily", lambda _: "FREQ=DAILY"),
        (rf"每个?{ZH_WEEK}(?P<weekday>[1-6日天]){_BY}", _weekly),
        (rf"每个?月{_DAY}[日号]{_BY}", _monthly()),
        (rf"每个?月{_END}{_BY}", _at_end()),
        (rf"每个?季度?{_END}{_BY}", _at_end(QUARTERS)),
        (rf"每个?季度首月{_DAY}[日号]{_BY}", _monthly(FIRSTS)),
        (rf"每半年{_END}{_BY}", _at_end(HALVES)),
        (rf"每年年?[底末]{_BY}|end of {_EVERY} year|{_EVERY} year[ -]end", lambda _: _YEAR_END),
        (rf"每年(?P<month>[0-9]{{1,2}})月{_DAY}[日号]{_BY}", _yearly),
        (rf"每年(?P<month>[0-9]{{1,2}})月[底末]{_BY}", _yearly_end),
        (rf"{_EVERY} {WEEKDAY}", _weekly),
        (rf"{_EVERY} month on {_DAY}(?:st|nd|rd|th)?", _monthly()),
        (rf"(?:on )?{_DAY}(?:st|nd|rd|th)? of {_EVERY} month", _monthly()),
        (rf"end of {_EVERY} month|{_EVERY} month[ -]end|{_EVERY} month on last day", _at_end()),
        (rf"end of {_EVERY} quarter|{_EVERY} quarter[ -]end", _at_end(QUARTERS)),
        (rf"{_EVERY} year on {MONTH_NAME} {_DAY}(?:st|nd|rd|th)?", _yearly),
    )
)
_YEAR_END = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"


def recurring(said: str, within: Period) -> tuple[date, date, str] | None:
    """Return the first and the last such day within the plan's period, and the rule; None where nothing recurs."""
    for pattern, rule in _TABLE:
        if found := pattern.fullmatch(said):
            return _bounded(rule(found), within)
    return None


def _bounded(rule: str, within: Period) -> tuple[date, date, str]:
    from dateutil.rrule import rrule, rrulestr

    begin, end = (datetime(day.year, day.month, day.day) for day in (within.first, within.last))  # noqa: DTZ001
    days = rrulestr(rule, dtstart=begin)
    assert isinstance(days, rrule)  # noqa: S101
    first, last = days.after(begin, inc=True), days.before(end, inc=True)
    if first is None or last is None or first > last:
        raise UnclearError(
            message("no such day between {first} and {last}, the plan's days", first=within.first, last=within.last)
        )
    return first.date(), last.date(), str(days).partition("RRULE:")[2]
