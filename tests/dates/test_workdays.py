"""Working days against the State Council's notices of 2004–2026, an office's calendar, and what is not known yet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import day

from plantrack.dates.workdays import (
    Calendar,
    WorkdayCount,
    add_workdays,
    any_provisional,
    days_off,
    is_provisional,
    is_workday,
    reporting_day,
    workdays_between,
    workdays_to,
)
from plantrack.errors import InputError

NOTICES = {
    int(line[:4]): line.split(";")[1:]
    for line in (Path(__file__).parent / "notices.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
}
"""By year: the days off, and the Saturdays and Sundays that are worked."""
UNKNOWN = {date(2005, 12, 31)}
"""Worked by the notice for 2006, which chinesecalendar has as a day off."""
PLAIN = {"2023-06-26": True, "2024-02-09": True, "2024-11-16": False, "2024-11-18": True, "2025-12-31": True}
DAYS = st.dates(date(2003, 1, 1), date(2032, 12, 31))


def year(number: int) -> list[date]:
    """Return the days of a year."""
    return [date(number, 1, 1) + timedelta(n) for n in range((date(number + 1, 1, 1) - date(number, 1, 1)).days)]


def days_of(number: int, runs: str) -> set[date]:
    """Return the days of a year in runs such as `10-01/10-07`."""
    ends = [run.partition("/") for run in runs.split()]
    return {on for on in year(number) for first, _, last in ends if first <= f"{on:%m-%d}" <= (last or first)}


@pytest.mark.parametrize("number", NOTICES)
def test_every_day_of_the_notices(number: int) -> None:
    """A day off is no working day though it falls on a weekday, and a make-up day is one though it falls on none."""
    off, worked = (days_of(number, runs) - UNKNOWN for runs in NOTICES[number])
    expected = [on for on in year(number) if on in worked or (on.weekday() < 5 and on not in off)]
    assert [on for on in year(number) if is_workday(on)] == expected
    assert {on.weekday() for on in off} & {0, 1, 2, 3, 4}
    assert {on.weekday() for on in worked} <= {5, 6}


@pytest.mark.parametrize("on", PLAIN)
def test_any_other_day_goes_by_its_weekday(on: str) -> None:
    """Such as the eve of the Spring Festival of 2024."""
    assert is_workday(day(on)) is PLAIN[on]


@pytest.mark.parametrize(
    ("first", "number", "expected"),
    [
        ("2024-02-08", 1, "2024-02-09"),
        ("2024-02-09", 1, "2024-02-18"),
        ("2024-09-30", 2, "2024-10-09"),
        ("2024-10-08", -1, "2024-09-30"),
        ("2024-11-17", 5, "2024-11-22"),
        ("2024-11-17", 0, "2024-11-17"),
        ("2024-11-18", -5, "2024-11-11"),
        ("2025-01-27", 5, "2025-02-10"),
    ],
)
def test_working_days_are_counted_over_days_off(first: str, number: int, expected: str) -> None:
    """Forwards and backwards; the day itself is not counted."""
    assert add_workdays(day(first), number) == WorkdayCount(day(expected))


def test_too_many_to_count() -> None:
    """Nobody plans for a century."""
    with pytest.raises(InputError, match="30000 working days are too many to be counted"):
        add_workdays(day("2024-11-17"), -30000)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-10-01", "2024-10-07", 0),
        ("2024-09-30", "2024-10-08", 2),
        ("2024-02-04", "2024-02-18", 7),
        ("2024-01-01", "2024-12-31", 251),
        ("2023-01-01", "2023-12-31", 249),
        ("2025-01-01", "2025-12-31", 248),
        ("2024-11-18", "2024-11-17", 0),
    ],
)
def test_working_days_of_a_run(first: str, last: str, expected: int) -> None:
    """Both ends are part of it."""
    assert workdays_between(day(first), day(last)) == expected


@given(on=DAYS, number=st.integers(1, 60))
def test_counting_and_adding_agree(on: date, number: int) -> None:
    """So many working days after a day are so many working days."""
    there = add_workdays(on, number)
    assert workdays_between(on + timedelta(1), there.day) == number
    assert is_workday(there.day)


@given(
    first=DAYS,
    number=st.integers(-40, 900),
    holidays=st.lists(DAYS, max_size=5),
    workdays=st.lists(DAYS, max_size=5),
)
def test_counting_is_counting_day_by_day(first: date, number: int, holidays: list[date], workdays: list[date]) -> None:
    """Over the ends of years, known and unknown, and with an office's own days; the other way round there are none."""
    office = Calendar(holidays=tuple(holidays), workdays=tuple(workdays))
    days = [first + timedelta(n) for n in range(number + 1)]
    expected = sum(is_workday(on, office) for on in days)
    assert workdays_between(first, first + timedelta(number), office) == expected


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "0005-03-01"), ("9990-06-01", "9999-12-31")])
def test_counting_reaches_the_ends_of_the_calendar(first: str, last: str) -> None:
    """Years of which nothing is published come again and again: the same as counted day by day."""
    days = [day(first) + timedelta(n) for n in range((day(last) - day(first)).days + 1)]
    assert workdays_between(day(first), day(last)) == sum(map(is_workday, days))
    assert any_provisional(day(first), day(last))
    office = Calendar(holidays=(day(last) - timedelta(1), day(last) - timedelta(2)))
    assert workdays_between(day(first), day(last), office) == sum(is_workday(on, office) for on in days)


def test_whole_centuries_repeat() -> None:
    """Two runs of four centuries each that no notice reaches hold the same number of working days."""
    one, other = (workdays_between(date(year, 3, 1), date(year + 400, 2, 28)) for year in (2100, 9500 - 400))
    assert one == other
    assert workdays_between(date(1, 1, 1), date.max) > 2_000_000


@pytest.mark.parametrize(
    ("on", "moves", "expected"),
    [
        ("2024-10-08", 2, "2024-10-08"),
        ("2024-10-01", 2, "2024-10-09"),
        ("2024-10-05", 2, "2024-10-09"),
        ("2024-10-05", 1, "2024-10-08"),
        ("2024-10-05", 0, "2024-10-05"),
        ("2024-02-10", 2, "2024-02-19"),
        ("2024-11-16", 2, "2024-11-19"),
        ("2024-02-04", 2, "2024-02-04"),
    ],
)
def test_a_reporting_day_moves_from_a_day_off(on: str, moves: int, expected: str) -> None:
    """To the second working day after it, or as the office says; from a weekend too, never from a make-up workday."""
    assert reporting_day(day(on), Calendar(reporting_moves=moves)) == WorkdayCount(day(expected))


def test_the_offices_calendar_goes_before_the_notices() -> None:
    """It takes days off away, and adds some of its own."""
    office = Calendar(holidays=(day("2024-11-20"), day("2024-02-04")), workdays=(day("2024-10-07"),))
    days = ["2024-11-20", "2024-02-04", "2024-10-07", "2024-10-06"]
    assert [is_workday(day(d), office) for d in days] == [False, False, True, False]
    assert add_workdays(day("2024-11-19"), 1, office) == WorkdayCount(day("2024-11-21"))


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2031-01-01", False), ("2031-05-01", False), ("2031-05-02", False), ("2031-10-03", False), ("2031-10-04", False),
     ("2031-10-06", True), ("2031-03-03", True), ("2031-03-02", False)],
)  # fmt: skip
def test_beyond_the_notices_weekdays_and_fixed_holidays_decide(on: str, expected: bool) -> None:  # noqa: FBT001
    """Spring Festival and make-up workdays are not known yet."""
    assert is_workday(day(on)) is expected


def test_what_is_not_known_yet_is_marked() -> None:
    """Wherever a year without a notice is on the way; a year whose days off the office names is known."""
    office = Calendar(holidays=(day("2031-01-23"),))
    assert [is_provisional(year) for year in (2003, 2004, 2026, 2031)] == [True, False, False, True]
    assert not is_provisional(2031, office)
    assert add_workdays(day("2031-01-22"), 1) == WorkdayCount(day("2031-01-23"), provisional=True)
    assert add_workdays(day("2031-01-22"), 1, office) == WorkdayCount(day("2031-01-24"))
    assert any_provisional(day("2026-12-31"), day("2031-01-05"))
    assert not any_provisional(day("2025-12-31"), day("2026-01-05"))
    assert reporting_day(day("2031-03-03")).provisional


def test_days_off_of_a_feast() -> None:
    """As published for a year; what is not published is refused."""
    assert days_off("Spring Festival", 2024) == (day("2024-02-10"), day("2024-02-17"))
    with pytest.raises(InputError, match="the days off of 2099 are not known; write the date"):
        days_off("Spring Festival", 2099)


@pytest.mark.parametrize(
    ("to", "expected"),
    [("2024-11-15", 0), ("2024-11-18", 1), ("2024-11-22", 5), ("2024-11-24", 5), ("2024-11-17", 0), ("2024-11-14", -1),
     ("2024-11-08", -5)],
)  # fmt: skip
def test_how_far_a_day_is(to: str, expected: int) -> None:
    """From Friday 15 November, which does not count: the working days up to a day, negative back to it."""
    assert workdays_to(day(to), day("2024-11-15")) == expected
