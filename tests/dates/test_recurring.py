"""What recurs: its rule, and its first and last day in the plan's period."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rrulestr
from dateutil.rrule import weekdays as days_of_week
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from reference.days import after_workdays, is_workday

from plantrack.dates.periods import Period
from plantrack.dates.recurring import Coming, coming, recurring
from plantrack.dates.spans import DateContext, Expression, Precision, one_day
from plantrack.dates.workdays import Calendar
from plantrack.errors import InputError

ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ENDINGS = ("", "1st", "2nd", "3rd", "4th")
MONTHS = ("january", "april", "june", "december")
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


@st.composite
def said_and_meant(draw: DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw what recurs in words of either language, and the arguments of dateutil's rule that mean it."""
    days = sorted(draw(st.sets(st.integers(1, 28), min_size=1, max_size=3)))
    weekdays = sorted(draw(st.sets(st.integers(0, 5), min_size=1, max_size=3)))
    nth, weekday, month = draw(st.integers(1, 4)), draw(st.integers(0, 6)), draw(st.integers(1, 12))
    by_days = "、".join(f"{one}日" for one in days)
    weekly: dict[str, Any] = {"freq": WEEKLY, "byweekday": weekdays}
    nth_weekday: dict[str, Any] = {"freq": MONTHLY, "byweekday": days_of_week[weekday](nth)}
    said: list[tuple[str, dict[str, Any]]] = [
        ("每天", {"freq": DAILY}),
        ("每周" + "、".join(str(one + 1) for one in weekdays), weekly),
        ("every " + " and ".join(ENGLISH[one] for one in weekdays), weekly),
        (f"每月{by_days}前", {"freq": MONTHLY, "bymonthday": days}),
        (f"each month on {' and '.join(map(str, days))}", {"freq": MONTHLY, "bymonthday": days}),
        ("每月底", {"freq": MONTHLY, "bymonthday": -1}),
        (f"每月第{nth}个周{'123456日'[weekday]}", nth_weekday),
        (f"on the {ENDINGS[nth]} {ENGLISH[weekday]} of every month".replace("the ", ""), nth_weekday),
        ("每季度末", {"freq": MONTHLY, "bymonth": (3, 6, 9, 12), "bymonthday": -1}),
        (f"每季度首月{days[0]}日", {"freq": MONTHLY, "bymonth": (1, 4, 7, 10), "bymonthday": days[0]}),
        (f"每季度末月{days[0]}日", {"freq": MONTHLY, "bymonth": (3, 6, 9, 12), "bymonthday": days[0]}),
        ("每半年末", {"freq": MONTHLY, "bymonth": (6, 12), "bymonthday": -1}),
        ("每年底", {"freq": YEARLY, "bymonth": 12, "bymonthday": -1}),
        (f"每年{month}月{days[0]}日", {"freq": YEARLY, "bymonth": month, "bymonthday": days[0]}),
        (f"每年{month}月底", {"freq": YEARLY, "bymonth": month, "bymonthday": -1}),
        (f"every year on {MONTHS[nth - 1]} {days[0]}",
         {"freq": YEARLY, "bymonth": (1, 4, 6, 12)[nth - 1], "bymonthday": days[0]}),
    ]  # fmt: skip
    return said[draw(st.integers(0, len(said) - 1))]


@st.composite
def frames(draw: DrawFn) -> DateContext:
    """Draw a day of today and a plan of up to two years."""
    first = draw(st.dates(date(2018, 1, 1), date(2026, 1, 1)))
    last = first + timedelta(draw(st.integers(0, 730)))
    return DateContext(draw(st.dates(date(2017, 6, 1), date(2028, 6, 1))), Period(first, last))


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days of a calendar


@given(said=said_and_meant(), frame=frames(), moves=st.integers(0, 3))
def test_the_days_are_those_that_dateutil_counts(
    said: tuple[str, dict[str, Any]], frame: DateContext, moves: int
) -> None:
    """In the whole plan, and from today on; the report then due on a day off moves by so many working days."""
    words, meant = said
    begin, end = midnight(frame.within.first), midnight(frame.within.last)
    days = [found.date() for found in rrule(**meant, dtstart=begin, until=end)]
    if not days:
        with pytest.raises(InputError, match="no such day between"):
            recurring(words, frame)
        return
    found = recurring(words, frame)
    assert found is not None
    assert (found.first, found.last) == (days[0], days[-1])
    ahead = [day for day in days if day >= frame.today]
    there = coming(found, frame.today, Calendar(reporting_moves=moves))
    assert (there and there.day) == (ahead[0] if ahead else None)
    if there:
        due = there.day if is_workday(there.day, {}) else after_workdays(there.day, moves, {})
        assert (there.moved or there.day) == due


@given(frame=frames(), weekday=st.integers(0, 6))
def test_every_second_week_begins_with_the_next_such_day(frame: DateContext, weekday: int) -> None:
    """That is the first on or after today and the plan's first day; the last of them lies in the plan."""
    start = max(frame.today, frame.within.first)
    until = midnight(frame.within.last)
    days = [found.date() for found in rrule(WEEKLY, midnight(start), byweekday=weekday, until=until)]
    said = f"every other {ENGLISH[weekday]}"
    if not days:
        with pytest.raises(InputError):
            recurring(said, frame)
        return
    found = recurring(said, frame)
    assert found is not None
    assert (found.first, found.last) == (days[0], days[::2][-1])


@given(frame=frames(), nth=st.integers(1, 12))
def test_working_days_are_counted_one_by_one(frame: DateContext, nth: int) -> None:
    """The nth of each month, wherever it has so many, as the slow reference counts them."""
    months = rrule(MONTHLY, midnight(frame.within.first.replace(day=1)), until=midnight(frame.within.last))
    days = [after_workdays(month.date() - timedelta(1), nth, {}) for month in months]
    inside = [day for day in days if day in frame.within]
    if not inside:
        with pytest.raises(InputError, match="no such day between"):
            recurring(f"每月第{nth}个工作日", frame)
        return
    found = recurring(f"每月第{nth}个工作日", frame)
    assert found is not None
    assert (found.first, found.last) == (inside[0], inside[-1])
