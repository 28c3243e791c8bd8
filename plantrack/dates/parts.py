"""Days and periods told by another: 下周周五, first friday of july, 本月最后一个工作日, week of december 2.

A weekday beside a day (11月17日（星期日）) is checked.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from plantrack.dates.periods import DAY, Length, period_of
from plantrack.dates.relative import EN_FAR, far, weekday_of
from plantrack.dates.spans import (
    NTH,
    THIRD,
    WEEKDAY,
    ZH_WEEKDAY,
    DateContext,
    Expression,
    Found,
    Precision,
    Table,
    compiled,
    one_day,
    part_of_month,
    whole,
)
from plantrack.dates.workdays import Calendar, WorkdayCount, add_workdays
from plantrack.errors import InputError, message

Part = tuple[frozenset[Precision], Callable[[Found, Expression, DateContext], Expression]]
"""The precisions that a base may have, and what is made of it."""

NTH_WEEKDAY = rf"第?(?P<nth>[1-5]|最后1)个?{ZH_WEEKDAY}"
NTH_WEEKDAY_EN = rf"(?P<nth>[1-5]{NTH}|last) {WEEKDAY}"
NTH_WORKDAY = "(?:第?(?P<nth>[1-9][0-9]?|最后1)个?)工作日"
NTH_WORKDAY_EN = rf"(?P<nth>[1-9][0-9]?{NTH}|last) (?:working|business) day"


def nth_of(word: str) -> int:
    """Return 3 for `3` and `3rd`, -1 for 最后1 and `last`."""
    return -1 if word in ("last", "最后1") else int(re.sub("[a-z第]", "", word))


def nth_workday(first: date, last: date, nth: int, calendar: Calendar) -> WorkdayCount:
    """Return the nth working day of some days, or their last for -1. Raises ValueError if there is none."""
    found = add_workdays(first - DAY if nth > 0 else last + DAY, nth, calendar)
    if not first <= found.day <= last:
        raise ValueError(nth)
    return found


def _days(one: Expression) -> list[date]:
    return [one.first + timedelta(n) for n in range((one.last - one.first).days + 1)]


def _nth_day(found: Found, one: Expression, _: DateContext) -> Expression:
    return one_day(one.first if nth_of(found["nth"]) == 1 else one.last)


def _nth_weekday(found: Found, one: Expression, _: DateContext) -> Expression:
    days = [day for day in _days(one) if day.weekday() == weekday_of(found["weekday"])]
    nth = nth_of(found["nth"])
    if nth > len(days):
        raise ValueError(found[0])
    return one_day(days[nth - (nth > 0)])


def _nth_workday(found: Found, one: Expression, frame: DateContext) -> Expression:
    there = nth_workday(one.first, one.last, nth_of(found["nth"]), frame.calendar)
    return replace(one_day(there.day), provisional=there.provisional)


def _day(found: Found, one: Expression, _: DateContext) -> Expression:
    return one_day(one.first.replace(day=int(found["day"])))


def _part_of_month(found: Found, one: Expression, _: DateContext) -> Expression:
    return part_of_month(one, found["third"])


def _from(found: Found, one: Expression, frame: DateContext) -> Expression:
    return far(found, DateContext(one.first, frame.within, frame.calendar), -1 if found["way"] == "before" else 1)


def _week_of(_: Found, one: Expression, __: DateContext) -> Expression:
    return whole(period_of(one.first, Length.WEEK))


def _week_between(found: Found, one: Expression, frame: DateContext) -> Expression:
    week = _week_of(found, one, frame)
    if one.first != (week.last if found["edge"] == "ending" else week.first):
        raise InputError("weeks run from Monday to Sunday; write week of {day}", day=one.first)
    return week


_WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)


def _weekday(found: Found, one: Expression, _: DateContext) -> Expression:
    """Return that day of a week, or the day itself if it is that day of the week."""
    weekday = weekday_of(found["weekday"])
    day = one.first if one.precision is Precision.DAY else one.first + timedelta(weekday)
    if day.weekday() != weekday:
        raise InputError("{day} is a {weekday}, not a {said}; write the date alone", day=day,
                         weekday=_WEEKDAYS[day.weekday()], said=_WEEKDAYS[weekday])  # fmt: skip
    return one_day(day)


_OF_DAY, _OF_MONTH, _OF_WEEK = (frozenset({one}) for one in (Precision.DAY, Precision.MONTH, Precision.WEEK))
_OF_ANY = _OF_MONTH | _OF_WEEK | {Precision.QUARTER, Precision.HALF, Precision.YEAR}
_BASE, _OF_BASE = "(?P<base>.+?)", "(?:of|in) (?P<base>.+)"
PARTS: Table[Part] = compiled(
    (r"(?P<base>.+月份?)的?(?P<day>[0-9]{1,2})[日号]", (_OF_MONTH, _day)),
    (rf"{_BASE}的?{THIRD}", (_OF_MONTH, _part_of_month)),
    (rf"{_BASE}的?{NTH_WEEKDAY}", (_OF_MONTH, _nth_weekday)),
    (rf"{_BASE}的?{NTH_WORKDAY}", (_OF_ANY, _nth_workday)),
    (rf"{_BASE}的?(?P<nth>第1|最后1)[天日]", (_OF_ANY, _nth_day)),
    (rf"{_BASE}(?:那1?个?|当|所在的?1?)周", (_OF_DAY, _week_of)),
    (rf"(?P<day>[0-9]{{1,2}}){NTH} (?:of )?{_BASE}", (_OF_MONTH, _day)),
    (rf"{_BASE} on (?P<day>[0-9]{{1,2}}){NTH}", (_OF_MONTH, _day)),
    (rf"h(?P<third>[12]) {_OF_BASE}", (_OF_MONTH, _part_of_month)),
    (rf"{NTH_WEEKDAY_EN} {_OF_BASE}", (_OF_MONTH, _nth_weekday)),
    (rf"{NTH_WORKDAY_EN} {_OF_BASE}", (_OF_ANY, _nth_workday)),
    (rf"(?P<nth>1st|last) day {_OF_BASE}", (_OF_ANY, _nth_day)),
    (rf"week of {_BASE}", (_OF_DAY, _week_of)),
    (rf"week (?P<edge>beginning|commencing|starting|ending)(?: on)? {_BASE}", (_OF_DAY, _week_between)),
    (rf"{EN_FAR} (?P<way>from|after|before) {_BASE}", (_OF_DAY, _from)),
)
"""What is told by a day or period, its base."""
WEEKDAYS: Table[Part] = compiled(
    (rf"{_BASE}的{ZH_WEEKDAY}", (_OF_WEEK, _weekday)),
    (rf"{_BASE}{ZH_WEEKDAY}", (_OF_DAY | _OF_WEEK, _weekday)),
    (rf"{ZH_WEEKDAY},{_BASE}", (_OF_DAY, _weekday)),
    (rf"{WEEKDAY} (?:of )?{_BASE}", (_OF_DAY | _OF_WEEK, _weekday)),
    (rf"{_BASE} (?:on )?{WEEKDAY}", (_OF_DAY | _OF_WEEK, _weekday)),
)
"""A day of a week, or a day with its weekday; the base may be one of `PARTS`."""
