"""Working days: public holidays and make-up workdays (调休) of China, and the day a report is due when it is a day off.

Days off come from the State Council's notices through chinesecalendar, which is imported only when a day is asked
for; an office's own calendar overrides and extends them. No files are read here: `planfile.calendar` does.
"""

from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import Annotated

from msgspec import Meta, Struct

from plantrack.errors import InputError

DAY = timedelta(days=1)
SATURDAY = 5
MOST_DAYS = 20_000
"""Maximum number of working days that are counted, about eighty years."""
AGAIN = 400
"""After this many years weekdays and dates repeat, so unpublished years are counted once."""
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""Month and day of the public holidays that every year has on the same date (2024 wording of the State Council)."""


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """An office's days: days off, days worked, and the working day to which a report due on a day off moves."""

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    reporting_moves: Annotated[int, Meta(ge=0, le=250)] = 2


NONE = Calendar()
"""No calendar of the office's own."""


class WorkdayCount(Struct, frozen=True):
    """The day reached by counting; `provisional` if the days off of a year on the way are not published yet."""

    day: date
    provisional: bool = False


def is_workday(day: date, calendar: Calendar = NONE) -> bool:
    """Tell whether a day is worked: the office's calendar first, then the notices, then weekdays and fixed holidays."""
    holidays, workdays = _notices()
    if day in calendar.workdays or day in calendar.holidays:
        return day in calendar.workdays
    if day in workdays or day in holidays:
        return day in workdays
    return day.weekday() < SATURDAY and (_published(day.year) or (day.month, day.day) not in FIXED)


def is_provisional(year: int, calendar: Calendar = NONE) -> bool:
    """Tell whether a year's days off are unknown: no notice is at hand, and the office's calendar names none."""
    return not _published(year) and not any(day.year == year for day in calendar.holidays)


def any_provisional(first: date, last: date, calendar: Calendar = NONE) -> bool:
    """Tell whether the days off of a year between two days are unknown."""
    return any(is_provisional(year, calendar) for year in range(first.year, last.year + 1))


def add_workdays(day: date, number: int, calendar: Calendar = NONE) -> WorkdayCount:
    """Return the working day that lies `number` working days after a day, or before it where negative; 0: itself.

    Raises InputError if that is too far away to be counted.
    """
    if abs(number) > MOST_DAYS:
        raise InputError("{n} working days are too many to be counted", n=number)
    found, left, step = day, abs(number), DAY if number > 0 else -DAY
    while left:
        found += step
        left -= is_workday(found, calendar)
    return WorkdayCount(found, any_provisional(min(day, found), max(day, found), calendar))


@lru_cache(maxsize=4096)
def workdays_between(first: date, last: date, calendar: Calendar = NONE) -> int:
    """Return the number of working days from `first` to `last`, both included; 0 if `last` is earlier."""
    if last < first:
        return 0
    whole = sum(_worked(year, calendar)[-1] for year in range(first.year, last.year))
    into, before = _day_of_year(last), _day_of_year(first) - 1
    return whole + _worked(last.year, calendar)[into] - _worked(first.year, calendar)[before]


def workdays_to(day: date, today: date, calendar: Calendar = NONE) -> int:
    """Return the working days from today on, which does not count, to a day; negative where that has passed."""
    first, last = sorted((today, day))
    days = workdays_between(first, last, calendar) - is_workday(first, calendar)
    return days if last == day else -days


def _worked(year: int, calendar: Calendar) -> tuple[int, ...]:
    """Return the running count of working days of a year, by day of the year; the first entry is 0."""
    named = _published(year) or any(day.year == year for day in (*calendar.holidays, *calendar.workdays))
    return _counted(year, calendar) if named else _counted(AGAIN + year % AGAIN, NONE)


@lru_cache(maxsize=512)
def _counted(year: int, calendar: Calendar) -> tuple[int, ...]:
    days = (date(year, 1, 1) + timedelta(n) for n in range(_day_of_year(date(year, 12, 31))))
    return (0, *accumulate(is_workday(day, calendar) for day in days))


def _day_of_year(day: date) -> int:
    return (day - date(day.year, 1, 1)).days + 1


def reporting_day(day: date, calendar: Calendar = NONE) -> WorkdayCount:
    """Return the day on which a report due on `day` is owed: from a day off it moves to a working day after it.

    The office says to which; by default it is the second. With `reporting_moves: 0` it stays.
    """
    if is_workday(day, calendar):
        return WorkdayCount(day, is_provisional(day.year, calendar))
    return add_workdays(day, calendar.reporting_moves, calendar)


def days_off(feast: str, year: int) -> tuple[date, date]:
    """Return the first and last day off for a holiday, such as Spring Festival, as published for a year.

    Raises InputError if that is not published, or the holiday has no days of its own in that year.
    """
    holidays, _ = _notices()
    first, last = _own_days(feast, year)
    while first - DAY in holidays:  # feasts that follow each other are one holiday
        first -= DAY
    while last + DAY in holidays:
        last += DAY
    return first, last


def first_day_off(feast: str, year: int) -> date:
    """Return the first day off for a holiday.

    Raises InputError if that is not published, or falls within another holiday's days off.
    """
    first, _ = _own_days(feast, year)
    if first - DAY in _notices()[0]:
        raise InputError("its days off of {year} are joined with another holiday's; write the date", year=year)
    return first


def _own_days(feast: str, year: int) -> tuple[date, date]:
    holidays, _ = _notices()
    found = sorted(day for day, name in holidays.items() if day.year == year and name == feast)
    if not found:
        raise InputError("the days off of {year} are not known; write the date", year=year)
    return found[0], found[-1]


@cache
def _published(year: int) -> bool:
    holidays, _ = _notices()
    return min(holidays).year <= year <= max(holidays).year


def _notices() -> tuple[dict[date, str], dict[date, str]]:
    """Return the days off and the make-up workdays, each with its holiday."""
    from chinese_calendar.constants import holidays, workdays

    return holidays, workdays
