"""What recurs: its rule, and its first and last day in the plan's period."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from plantrack.dates.periods import Period
from plantrack.dates.recurring import Coming, coming, recurring
from plantrack.dates.spans import DateContext, Expression, Precision, one_day
from plantrack.dates.workdays import Calendar
from plantrack.errors import InputError

YEAR = DateContext(date(2024, 11, 17), Period(date(2024, 1, 1), date(2024, 12, 31)))
YEAR_START, YEAR_END = datetime(2024, 1, 1), datetime(2024, 12, 31)  # noqa: DTZ001 - days of a calendar


@pytest.mark.parametrize(
    ("said", "first", "last", "rule"),
    [
        ("每周5", "2024-01-05", "2024-12-27", "FREQ=WEEKLY;BYDAY=FR"),
        ("每月25日", "2024-01-25", "2024-12-25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("every friday", "2024-01-05", "2024-12-27", "FREQ=WEEKLY;BYDAY=FR"),
    ],
)
def test_a_rule_with_its_first_and_last_day(said: str, first: str, last: str, rule: str) -> None:
    """The rule read by the standard's own reader gives these days."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert recurring(said, YEAR) == Expression(*days, Precision.DAY, rule)
    there = rrulestr(rule, dtstart=YEAR_START).between(YEAR_START, YEAR_END, inc=True)
    assert (there[0].date(), there[-1].date()) == days


@pytest.mark.parametrize("said", ["每天8点", "3季度", ""])
def test_what_does_not_recur_is_nothing_here(said: str) -> None:
    """Other readers may know it."""
    assert recurring(said, YEAR) is None


def test_a_day_that_some_months_do_not_have_is_refused() -> None:
    """Whether the 31st of every month means its end, nobody can know."""
    with pytest.raises(InputError, match="not every month has a day 31; write end of every month"):
        recurring("每月31日", YEAR)


def next_of(said: str, today: str, calendar: Calendar = Calendar()) -> Coming | None:  # noqa: B008 - frozen
    """Return the next day of what recurs in the plan of 2024."""
    found = recurring(said, YEAR)
    assert found is not None
    return coming(found, date.fromisoformat(today), calendar)


@pytest.mark.parametrize(
    ("said", "today", "there"),
    [
        ("每周5", "2024-09-20", date(2024, 9, 20)),
        ("每周5", "2024-09-21", date(2024, 9, 27)),
        ("每周5", "2023-03-03", date(2024, 1, 5)),
        ("every other friday", "2024-11-23", date(2024, 12, 6)),
        ("每季度末", "2024-10-01", date(2024, 12, 31)),
    ],
)
def test_the_next_day_on_or_after_today(said: str, today: str, there: date) -> None:
    """A working day stays."""
    assert next_of(said, today) == Coming(there, None, provisional=False)


def test_a_report_due_on_a_day_off_moves() -> None:
    """4 October 2024 is a holiday: by default to the second working day after it; the office may say another."""
    friday = date(2024, 10, 4)
    assert next_of("每周5", "2024-10-01") == Coming(friday, date(2024, 10, 9), provisional=False)
    first = Calendar(reporting_moves=1)
    assert next_of("每周5", "2024-10-01", first) == Coming(friday, date(2024, 10, 8), provisional=False)
    assert next_of("每周5", "2024-10-01", Calendar(reporting_moves=0)) == Coming(friday, None, provisional=False)


def test_a_year_without_a_notice_is_provisional() -> None:
    """Nobody knows yet whether that day is worked."""
    frame = DateContext(date(2031, 3, 3), Period(date(2031, 1, 1), date(2031, 12, 31)))
    found = recurring("每月25日", frame)
    assert found is not None
    assert coming(found, date(2031, 3, 3)) == Coming(date(2031, 3, 25), None, provisional=True)


def test_nothing_comes_after_the_last_day_or_of_what_does_not_recur() -> None:
    """The last such day of the plan still comes on its day."""
    assert next_of("每周5", "2024-12-27") == Coming(date(2024, 12, 27), None, provisional=False)
    assert next_of("每周5", "2024-12-28") is None
    assert coming(one_day(date(2024, 11, 17)), date(2024, 11, 17)) is None


def test_working_days_are_those_of_the_calendar() -> None:
    """Holidays are none, make-up workdays are; the last of September is a Monday, and the office may be off."""
    assert next_of("每个工作日", "2024-09-28") == Coming(date(2024, 9, 29), None, provisional=False)
    assert next_of("每个工作日", "2024-10-01") == Coming(date(2024, 10, 8), None, provisional=False)
    assert next_of("每月最后1个工作日", "2024-09-01") == Coming(date(2024, 9, 30), None, provisional=False)
    off = Calendar(holidays=(date(2024, 9, 30),))
    assert next_of("每月最后1个工作日", "2024-09-01", off) == Coming(date(2024, 9, 29), None, provisional=False)
    assert next_of("每季度第1个工作日", "2024-10-09") is None
