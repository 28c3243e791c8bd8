"""Deadlines of reports: rules relative to the end of the period reported on, such as 每周五, 次月5日, 10天内.

What recurs is read by `recurring`: 每周五 is the Friday of the week in which the period ends, 每月25日 the 25th of the
month in which it ends. What is counted starts after the period's last day. A deadline on a day off moves as
`reporting_day` says, unless the rule speaks of working days.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from plantrack.dates.periods import DAY, Length, Period, period_of
from plantrack.dates.recurring import day_of_every_month, in_workdays, recurring
from plantrack.dates.relative import WEEK, weekday_of
from plantrack.dates.spans import (
    BEFORE,
    NTH,
    WEEKDAY,
    WITHIN,
    ZH_WEEK,
    ZH_WEEKDAY,
    DateContext,
    Expression,
    Found,
    Table,
    compiled,
    first_match,
)
from plantrack.dates.spelling import LONGEST, one_spelling
from plantrack.dates.workdays import NONE, Calendar, add_workdays, reporting_day
from plantrack.errors import InputError

_SAMPLE = Period(date(2024, 1, 1), date(2024, 12, 31))
"""A period in which every rule has a day."""


def check_report_rule(rule: str) -> None:
    """Raise InputError, which says how to write it, for a rule that `report_deadline` cannot read."""
    report_deadline(rule, _SAMPLE)


@lru_cache(maxsize=4096)
def report_deadline(rule: str, period: Period, calendar: Calendar = NONE) -> date:
    """Return the day by whose end the report on a period must be in.

    Raises InputError for a rule that cannot be read, or whose day some months do not have.
    """
    said = re.sub("^(?:[于在]|不[晚迟]于)", "", one_spelling(rule)) if len(rule) <= LONGEST else ""
    if worked := first_match(_IN_WORKDAYS, said):
        return worked[1](worked[0], period.last, calendar)
    if counted := first_match(_IN_DAYS, said):
        return reporting_day(counted[1](counted[0], period.last), calendar).day
    if found := _recurring(said, period.last, calendar):
        return found.last if in_workdays(found.rule or "") else reporting_day(found.last, calendar).day
    raise InputError("{text!r} is no deadline of reports; write every Friday, 25th of every month, 5th of "
                     "next month or in 3 working days", text=rule)  # fmt: skip


_HAS_ONE_IN = (
    (re.compile("FREQ=WEEKLY;BYDAY=.*"), Length.WEEK),
    (re.compile("FREQ=MONTHLY;BY(?:MONTH)?DAY=.*"), Length.MONTH),
    (re.compile("FREQ=MONTHLY;BYMONTH=3,6,9,12;.*"), Length.QUARTER),
    (re.compile("FREQ=MONTHLY;BYMONTH=6,12;.*"), Length.HALF),
)
"""Recurrence rules that have a day in every week, month, quarter or half-year."""


def _recurring(said: str, end: date, calendar: Calendar) -> Expression | None:
    """Return such days of the week, month, quarter or half-year in which a period ends."""
    every = re.sub(rf"^(?={ZH_WEEKDAY})", "每", re.sub(rf"^(?={WEEKDAY}$)", "every ", said))
    every = re.sub("(?<=day of )(?=month|quarter)", "every ", every)
    found = recurring(every, DateContext(_SAMPLE.first, _SAMPLE))
    match = found and first_match(_HAS_ONE_IN, found.rule or "")
    return match and recurring(every, DateContext(end, period_of(end, match[1]), calendar))


def _month_end(day: date) -> date:
    return period_of(day, Length.MONTH).last


def _workdays_after(found: Found, end: date, calendar: Calendar) -> date:
    return add_workdays(end, int(found["n"]), calendar).day


def _workday_of_next_month(found: Found, end: date, calendar: Calendar) -> date:
    return _workdays_after(found, _month_end(end), calendar)


def _days_after(found: Found, end: date) -> date:
    return end + int(found["n"]) * (WEEK if found["unit"] in ("周", "星期", "week") else DAY)


def _day_of_next_month(found: Found, end: date) -> date:
    return (_month_end(end) + DAY).replace(day=day_of_every_month(int(found["day"])))


def _end_of_next_month(_: Found, end: date) -> date:
    return _month_end(_month_end(end) + DAY)


def _day_of_next_week(found: Found, end: date) -> date:
    return period_of(end, Length.WEEK).next().first + timedelta(weekday_of(found["weekday"]))


_N = "(?P<n>[1-9][0-9]{0,2})"
_BY, _BY_EN = f"(?:{BEFORE})?", "(?:by |on |no later than )?"
_NEXT = "(?:次|翌|下1?个?)"
_AFTER = "(?:(?:报告)?(?:期|周期?|月度?|季度?|半年度?|年度?)(?:满|末|终了|结束)?(?:之|以)?后的?|(?=.*内$))"
"""季后10日前 is counted as 季后10日内; 3个工作日前 alone is not."""
_INSIDE = f"(?:{WITHIN}|{BEFORE})"
_PERIOD = "(?:period|week|month|quarter|half-year|year)"
_AFTER_EN = f"(?: (?:of|after|from) (?:end of (?:each |every )?)?{_PERIOD}(?:[ -]end)?)?"
_IN = "(?:(?:in|within) )?"
_WORKING = "(?:working|business) day"
_IN_WORKDAYS: Table[Callable[[Found, date, Calendar], date]] = compiled(
    (rf"{_AFTER}{_N}个?工作日{_INSIDE}", _workdays_after),
    (rf"{_IN}{_N} {_WORKING}s?{_AFTER_EN}", _workdays_after),
    (rf"{_NEXT}月第?{_N}个?工作日{_BY}", _workday_of_next_month),
    (rf"{_BY_EN}{_N}{NTH} {_WORKING} of next month", _workday_of_next_month),
)
_IN_DAYS: Table[Callable[[Found, date], date]] = compiled(
    (rf"{_AFTER}{_N}个?(?P<unit>自然日|[天日]|周|星期){_INSIDE}", _days_after),
    (rf"{_IN}{_N} (?:calendar )?(?P<unit>day|week)s?{_AFTER_EN}", _days_after),
    (rf"{_NEXT}月(?P<day>[0-9]{{1,2}})[日号]{_BY}", _day_of_next_month),
    (rf"{_BY_EN}(?P<day>[0-9]{{1,2}}){NTH} of next month", _day_of_next_month),
    (rf"{_NEXT}月月?[底末]{_BY}|(?:by )?end of next month", _end_of_next_month),
    (rf"{_NEXT}{ZH_WEEK}{ZH_WEEK}?(?P<weekday>[1-6日天]){_BY}", _day_of_next_week),
    (rf"{_BY_EN}{WEEKDAY} (?:of )?next week", _day_of_next_week),
    (rf"{_BY_EN}next {WEEKDAY}", _day_of_next_week),
)
