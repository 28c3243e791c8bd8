"""Names of the periods that reports answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import day

from plantrack.dates.periods import period, period_of
from plantrack.model.period_names import last_day


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("2024-02", "2024-02-29"), ("2024-12", "2024-12-31"), ("2024-Q1", "2024-03-31"), ("2024-Q4", "2024-12-31"),
        ("2024-W01", "2024-01-07"), ("2026-W53", "2027-01-03"), ("2024-99", None), ("2024-00", None),
        ("2024-W53", None), ("2024-W00", None), ("0000-01", None), ("9999-12", None),
    ],
)  # fmt: skip
def test_the_last_day(name: str, last: str | None) -> None:
    """Of a week, a month or a quarter; none where no period has that name, or where time ends."""
    assert last_day(name) == (last and day(last))


@given(on=st.dates(day("1900-01-01"), day("2999-12-31")), length=st.sampled_from(("week", "month", "quarter")))
def test_a_period_and_its_name(on: date, length: str) -> None:
    """The name means the same here and where dates are read."""
    found = period_of(on, length)
    if found.last < day("2999-12-31") and found.first - timedelta(days=7) >= day("1900-01-01"):
        assert last_day(found.label) == found.last == period(found.label).last
