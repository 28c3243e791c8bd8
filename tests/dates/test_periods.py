"""Periods: weeks, months, quarters and other runs of days, and their names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import MO, relativedelta
from hypothesis import given
from hypothesis import strategies as st
from support import day

from plantrack.dates import periods
from plantrack.dates.periods import DAY, Length, Period, complete_by, parse_day, parse_period, period_of
from plantrack.errors import InputError

TODAY = day("2024-11-17")
DAYS = st.dates(date(1000, 2, 1), date(9998, 12, 31))
LENGTHS: dict[Length, tuple[Callable[[date], relativedelta], relativedelta]] = {
    Length.WEEK: (lambda _: relativedelta(weekday=MO(-1)), relativedelta(weeks=1)),
    Length.MONTH: (lambda _: relativedelta(day=1), relativedelta(months=1)),
    Length.QUARTER: (lambda on: relativedelta(months=-((on.month - 1) % 3), day=1), relativedelta(months=3)),
    Length.HALF: (lambda on: relativedelta(months=-((on.month - 1) % 6), day=1), relativedelta(months=6)),
    Length.YEAR: (lambda _: relativedelta(month=1, day=1), relativedelta(years=1)),
}
"""How the first day of a period is found by dateutil, and how long it is."""
NAMED = st.sampled_from([Length.WEEK, Length.MONTH, Length.QUARTER])


def period(first: str, last: str, length: Length = Length.RANGE) -> Period:
    return Period(day(first), day(last), length)


@pytest.mark.parametrize(
    ("on", "length", "expected", "label"),
    [
        ("2024-11-17", "week", ("2024-11-11", "2024-11-17"), "2024-W46"),
        ("2024-11-18", "week", ("2024-11-18", "2024-11-24"), "2024-W47"),
        ("2024-12-31", "week", ("2024-12-30", "2025-01-05"), "2025-W01"),
        ("2021-01-03", "week", ("2020-12-28", "2021-01-03"), "2020-W53"),
        ("2024-02-29", "month", ("2024-02-01", "2024-02-29"), "2024-02"),
        ("2023-02-01", "month", ("2023-02-01", "2023-02-28"), "2023-02"),
        ("2024-12-31", "month", ("2024-12-01", "2024-12-31"), "2024-12"),
        ("2024-01-01", "quarter", ("2024-01-01", "2024-03-31"), "2024-Q1"),
        ("2024-06-30", "quarter", ("2024-04-01", "2024-06-30"), "2024-Q2"),
        ("2024-08-15", "quarter", ("2024-07-01", "2024-09-30"), "2024-Q3"),
        ("2024-12-31", "quarter", ("2024-10-01", "2024-12-31"), "2024-Q4"),
        ("9999-12-31", "month", ("9999-12-01", "9999-12-31"), "9999-12"),
        ("9999-12-31", "quarter", ("9999-10-01", "9999-12-31"), "9999-Q4"),
    ],
)
def test_a_day_lies_in_its_week_month_and_quarter(on: str, length: str, expected: tuple[str, str], label: str) -> None:
    """Weeks are ISO weeks, begin on Monday and belong to the year of their Thursday."""
    found = period_of(day(on), length)
    assert (found, found.label) == (period(*expected, Length(length)), label)


@pytest.mark.parametrize("length", ["range", "decade"])
def test_only_weeks_months_and_quarters_have_days_to_be_found_by(length: str) -> None:
    """A range is made of its two days, and there is no other length."""
    with pytest.raises(ValueError, match=length):
        period_of(TODAY, length)


def test_a_range_is_named_by_its_two_days() -> None:
    """Any run of days is a period too, of which both ends are part."""
    found = period("2024-11-01", "2024-11-10")
    assert found.label == "2024-11-01/2024-11-10"
    assert [day(d) in found for d in ("2024-10-31", "2024-11-01", "2024-11-10", "2024-11-11")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_range_after_a_range_is_as_long() -> None:
    """Ten days are followed and preceded by ten days."""
    found = period("2024-11-01", "2024-11-10")
    assert found.next() == period("2024-11-11", "2024-11-20")
    assert found.previous() == period("2024-10-22", "2024-10-31")


@given(on=DAYS, length=NAMED)
def test_periods_follow_each_other_without_gap(on: date, length: Length) -> None:
    """Every day lies in exactly one period of a length, and next and previous undo each other."""
    found = period_of(on, length)
    assert on in found
    assert found.next().first == found.last + timedelta(days=1)
    assert (found.next().previous(), found.previous().next()) == (found, found)
    assert {period_of(found.first, length), period_of(found.last, length)} == {found}


@given(on=st.dates(date(1900, 1, 1), date(2999, 12, 29)), length=NAMED)
def test_a_name_is_read_back_as_its_period(on: date, length: Length) -> None:
    """What `label` writes `parse_period` reads."""
    found = period_of(on, length)
    assert parse_period(found.label, length, TODAY) == found


@pytest.mark.parametrize(
    ("on", "length", "label"),
    [
        ("2024-11-17", "week", "2024-W45"),
        ("2024-11-18", "week", "2024-W46"),
        ("2024-11-30", "month", "2024-10"),
        ("2024-12-01", "month", "2024-11"),
        ("2024-12-31", "quarter", "2024-Q3"),
        ("2025-01-01", "quarter", "2024-Q4"),
    ],
)
def test_a_period_is_complete_on_the_day_after_its_last(on: str, length: str, label: str) -> None:
    """On its own last day a period still runs."""
    assert complete_by(day(on) - DAY, length).label == label
    assert period_of(day(on), length).previous().label == label


@pytest.mark.parametrize(
    ("text", "length", "label"),
    [
        ("this", Length.WEEK, "2024-W46"),
        ("last", Length.WEEK, "2024-W45"),
        ("2024-W46", Length.WEEK, "2024-W46"),
        ("2024W46", Length.WEEK, "2024-W46"),
        ("2024-w6", Length.WEEK, "2024-W06"),
        ("this", Length.MONTH, "2024-11"),
        ("last", Length.MONTH, "2024-10"),
        ("2024-3", Length.MONTH, "2024-03"),
        ("last", Length.QUARTER, "2024-Q3"),
        ("2024q4", Length.QUARTER, "2024-Q4"),
    ],
)
def test_periods_are_read_as_people_name_them(text: str, length: Length, label: str) -> None:
    """`this` is the running one, `last` the latest complete one; names are read generously."""
    assert parse_period(text, length, TODAY).label == label


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2024-W54", Length.WEEK),
        ("2024-W53", Length.WEEK),
        ("2024-W00", Length.WEEK),
        ("9999-W52", Length.WEEK),
        ("0000-W01", Length.WEEK),
        ("0001-W01", Length.WEEK),
        ("1899-W52", Length.WEEK),
        ("3000-01", Length.MONTH),
        ("2024-11", Length.WEEK),
        ("2024-13", Length.MONTH),
        ("2024-00", Length.MONTH),
        ("0000-01", Length.MONTH),
        ("2024-W46", Length.MONTH),
        ("2024-Q5", Length.QUARTER),
        ("2024-Q0", Length.QUARTER),
        ("next", Length.QUARTER),
        ("", Length.WEEK),
        ("2024-11\n", Length.MONTH),
        ("２０２４-11", Length.MONTH),
    ],
)
def test_what_is_no_period_is_refused_with_an_example(text: str, length: Length) -> None:
    """The message says what was typed and how to write it."""
    example = {"week": "2024-W46", "month": "2024-11", "quarter": "2024-Q4"}[length.value]
    with pytest.raises(InputError) as refused:
        parse_period(text, length, TODAY)
    assert str(refused.value) == f"{text!r} is not a {length.value}; write this, last or a name such as {example}"


def test_the_example_is_of_the_plan_s_year() -> None:
    """Of the year that is given, else of the present one."""
    for year, example in ((None, "2024-11"), (2026, "2026-11")):
        with pytest.raises(InputError, match=f"such as {example}$"):
            parse_period("foo", Length.MONTH, TODAY, year)


@pytest.mark.parametrize("name", ["2024-W46", "2024-11", "2024-Q4"])
def test_a_name_alone_tells_how_long_a_period_is(name: str) -> None:
    """Weeks, months and quarters are written differently."""
    assert periods.period(name).label == name


@pytest.mark.parametrize("name", ["this", "last", "24", "2024-13", "2024-W54", "2024-Q5", "0001-01", "9999-W52", ""])
def test_what_is_no_name_of_a_period_is_refused(name: str) -> None:
    """Without a day to count from there is neither this nor last."""
    with pytest.raises(InputError, match=r"is not a (week|month|quarter)"):
        periods.period(name)


@given(text=st.from_regex(r"[0-9]{4}-?[WQ]?[0-9]{1,2}", fullmatch=True), length=NAMED)
def test_every_name_is_a_period_or_refused(text: str, length: Length) -> None:
    """No name, however odd its numbers, is a fault of ours."""
    try:
        found = parse_period(text, length, TODAY)
    except InputError as refused:
        assert repr(text) in str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert period_of(found.first, length) == found


@given(day=st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    """Days are written as 2024-11-17."""
    assert parse_day(str(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2024-2-3",
        "20241117",
        "2024-W46-1",
        "17.11.2024",
        "today",
        "",
        "2024-11-17 ",
        "0000-01-01",
        "1899-12-31",
        "3000-01-01",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """Nothing is guessed about a day."""
    with pytest.raises(InputError) as refused:
        parse_day(text)
    assert str(refused.value) == f"{text!r} is not a day; write it as YYYY-MM-DD"


@given(on=DAYS, length=st.sampled_from([*LENGTHS]))
def test_periods_begin_and_end_as_dateutil_counts(on: date, length: Length) -> None:
    """And the one before and the one after are as long."""
    begin, size = LENGTHS[length]
    first = on + begin(on)
    found = period_of(on, length)
    assert (found.first, found.last) == (first, first + size - DAY)
    assert (found.next().first, found.previous().first) == (first + size, first - size)
