"""The curve: where a task should be at the end of a day, over working days and through the points of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import day

from plantrack.dates.workdays import NONE, Calendar, is_workday
from plantrack.evaluation.curve import Curve, Point, Stretch, curve, day_of

BEGIN, END = date(2024, 1, 1), date(2025, 12, 31)
DAYS = st.dates(BEGIN, END)


def straight(start: str, due: str, points: Mapping[str, float] | None = None, calendar: Calendar = NONE) -> Curve:
    """Return the curve between two days, through points by day."""
    return curve(day(start), day(due), {day(d): p for d, p in (points or {}).items()}, calendar)


@pytest.mark.parametrize(
    ("as_of", "percent"),
    [
        ("2024-03-01", 0),
        ("2024-03-03", 0),
        ("2024-03-04", 10),
        ("2024-03-08", 50),
        ("2024-03-09", 50),
        ("2024-03-10", 50),
        ("2024-03-11", 60),
        ("2024-03-14", 90),
        ("2024-03-15", 100),
        ("2024-03-16", 100),
        ("2025-01-01", 100),
    ],
)
def test_it_grows_by_the_working_day(as_of: str, percent: float) -> None:
    """Two weeks of five days, from a Monday to a Friday: a tenth at the end of each, nothing over the weekend."""
    assert straight("2024-03-04", "2024-03-15").at(day(as_of)) == percent


@pytest.mark.parametrize(
    ("as_of", "percent"), [("2024-09-30", 25), ("2024-10-07", 25), ("2024-10-08", 50), ("2024-10-10", 100)]
)
def test_holidays_do_not_count(as_of: str, percent: float) -> None:
    """The seven days off of October: four days are worked between 30 September and 10 October."""
    assert straight("2024-09-30", "2024-10-10").at(day(as_of)) == percent


@pytest.mark.parametrize(("as_of", "percent"), [("2024-02-17", 50), ("2024-02-18", 75), ("2024-02-19", 100)])
def test_make_up_days_count(as_of: str, percent: float) -> None:
    """A Sunday that is worked after the Spring Festival."""
    assert straight("2024-02-08", "2024-02-19").at(day(as_of)) == percent


def test_an_offices_own_calendar_counts() -> None:
    """A Wednesday that the office has off, and a Saturday that it works."""
    office = Calendar(holidays=(day("2024-03-06"),), workdays=(day("2024-03-09"),))
    found = straight("2024-03-04", "2024-03-09", calendar=office)
    assert [found.at(day(f"2024-03-0{n}")) for n in range(4, 10)] == [20, 40, 40, 60, 80, 100]


POINTS = {"2024-03-08": 20, "2024-03-15": 80}


@pytest.mark.parametrize(
    ("as_of", "percent"),
    [
        ("2024-03-04", 4),
        ("2024-03-08", 20),
        ("2024-03-11", 32),
        ("2024-03-15", 80),
        ("2024-03-17", 80),
        ("2024-03-18", 84),
        ("2024-03-22", 100),
    ],
)
def test_it_goes_through_the_points(as_of: str, percent: float) -> None:
    """Straight from each to the next, from 0 before the start and to 100 at the date."""
    assert straight("2024-03-04", "2024-03-22", POINTS).at(day(as_of)) == percent


def test_a_stretch_tells_how_its_percent_came_about() -> None:
    """Between which points a day lies, and how many of the working days between them are over."""
    found = straight("2024-03-04", "2024-03-22", POINTS)
    since, until = Point(day("2024-03-08"), 20), Point(day("2024-03-15"), 80)
    assert found.stretch(day("2024-03-12")) == Stretch(since, until, 2, 5)
    assert found.stretch(day("2024-03-08")) == Stretch(since, until, 0, 5)
    assert found.stretch(day("2024-03-12")).percent == 44
    first, last = Point(day("2024-03-03"), 0), Point(day("2024-03-22"), 100)
    assert found.stretch(day("2024-03-03")) == Stretch(first, first, 0, 0)
    assert found.stretch(day("2024-04-01")) == Stretch(last, last, 0, 0)


def test_points_outside_do_not_count() -> None:
    """Those on or after the date would hold it back, those before the start say nothing of it."""
    points = {"2024-03-02": 90.0, "2024-03-03": 90.0, "2024-03-08": 50.0, "2024-03-22": 60.0, "2024-04-01": 70.0}
    found = straight("2024-03-04", "2024-03-22", points)
    assert [point.day for point in found.points] == [day("2024-03-03"), day("2024-03-08"), day("2024-03-22")]
    assert found.points[-1].percent == 100


def test_a_stretch_without_a_working_day_stays_until_its_end() -> None:
    """Between a Friday and the Sunday after it nothing is expected, until Sunday's point."""
    found = straight("2024-03-04", "2024-03-22", {"2024-03-08": 50, "2024-03-10": 60})
    assert [found.at(day(f"2024-03-{n}")) for n in ("08", "09", "10")] == [50, 50, 60]
    assert found.stretch(day("2024-03-09")) == Stretch(Point(day("2024-03-08"), 50), Point(day("2024-03-10"), 60), 0, 0)


@pytest.mark.parametrize("due", ["2024-03-09", "2024-03-08"])
def test_a_task_of_one_day(due: str) -> None:
    """0 the day before, 100 on it, worked or not."""
    found = straight(due, due)
    assert [found.at(day(due) + timedelta(n)) for n in (-1, 0, 1)] == [0, 100, 100]


def test_a_date_before_the_start() -> None:
    """A plan that contradicts itself has its curve on the day it is due."""
    found = straight("2024-06-01", "2024-03-08")
    assert [found.at(day(d)) for d in ("2024-03-07", "2024-03-08", "2024-06-01")] == [0, 100, 100]


def test_the_first_day_of_all() -> None:
    """There is no day before it, so it counts as over."""
    assert straight("0001-01-01", "0001-01-05").points[0] == Point(date.min, 0)
    assert straight("0001-01-01", "9999-12-31").at(date.max) == 100


def test_days_off_that_are_not_published_are_marked() -> None:
    """Where a year without notice lies on the stretch."""
    found = straight("2026-11-02", "2031-02-03", {"2026-12-01": 50})
    assert [found.stretch(day(d)).provisional for d in ("2026-11-11", "2026-12-01", "2031-02-03")] == [
        False, True, False,
    ]  # fmt: skip


@given(start=DAYS, due=DAYS, points=st.dictionaries(DAYS, st.floats(0, 100), max_size=4), on=DAYS)
def test_any_curve_grows_from_0_to_100(start: date, due: date, points: dict[date, float], on: date) -> None:
    """Points that never fall make a curve that never falls, and moves on working days and at points only."""
    never_falling = dict(zip(sorted(points), sorted(points.values()), strict=True))
    found = curve(start, due, never_falling)
    before, now = found.at(on - timedelta(1)), found.at(on)
    assert 0 <= before <= now <= 100
    assert before == now or is_workday(on) or on in (*never_falling, due)
    assert (found.at(min(start, due) - timedelta(1)), found.at(due)) == (0, 100)


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("06-30", "2024-01-01", "2024-06-30"),
        ("01-01", "2024-01-01", "2024-01-01"),
        ("2024-06-30", "2024-01-01", "2024-06-30"),
        ("2025-06-30", "2024-01-01", "2025-06-30"),
        ("08-31", "2024-09-01", "2025-08-31"),
        ("09-01", "2024-09-01", "2024-09-01"),
        ("02-29", "2024-01-01", "2024-02-29"),
        ("02-29", "2023-06-01", "2024-02-29"),
        ("02-29", "2024-03-01", None),
        ("02-30", "2024-01-01", None),
        ("2024-02-30", "2024-01-01", None),
        ("01-02", "0005-01-01", "0005-01-02"),
        ("01-02", "9999-06-01", None),
    ],
)
def test_the_day_of_a_point(name: str, first: str, expected: str | None) -> None:
    """Month and day come once in the plan's year, which may begin in autumn; a day that is none is none."""
    assert day_of(name, day(first)) == (expected and day(expected))
