"""The days that an English plan is for."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.documents.english.period import plan_period, previous


@pytest.mark.parametrize(
    ("heading", "first", "last"),
    [
        ("Annual Delivery Plan 2026/27", "2026-04-01", "2027-03-31"),
        ("Plan 2026–27", "2026-04-01", "2027-03-31"),
        ("Priorities for 2026", "2026-01-01", "2026-12-31"),
        ("Strategic plan 2026–2028", "2026-01-01", "2028-12-31"),
        ("Business plan: 1 July 2026 to 30 June 2027", "2026-07-01", "2027-06-30"),
        ("April 2026 – March 2027", "2026-04-01", "2027-03-31"),
    ],
)
def test_periods(heading: str, first: str, last: str) -> None:
    """A year, a financial year, several years, or two days."""
    plain = folded(heading)
    assert plan_period(plain, [plain], [plain]) == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_named_years() -> None:
    """A line at the head may name the year; an academic one begins in September."""
    head = ["School plan", "Academic year 2026—27 | Version 2"]
    assert plan_period("", head, head[:1]) == Period(date(2026, 9, 1), date(2027, 8, 31))
    assert plan_period("", ["Council year: 2026/27"], ["Plan"]) == Period(date(2026, 4, 1), date(2027, 3, 31))


def test_own_year() -> None:
    """A document may say when its financial year begins; nothing is taken from a text without a year."""
    text = "Our fiscal year begins on 1 July."
    assert plan_period(text, [], ["Plan FY2027"]) == Period(date(2026, 7, 1), date(2027, 6, 30))
    told = "FY2027 runs from 1 February 2026 to 31 January 2027."
    assert plan_period(told, [], ["OKRs FY2027"]) == Period(date(2026, 2, 1), date(2027, 1, 31))
    assert plan_period(text, [], ["Roadmap for £2026"]) is None


def test_previous() -> None:
    """The year before is as long."""
    assert previous(Period(date(2026, 4, 1), date(2027, 3, 31))) == Period(date(2025, 4, 1), date(2026, 3, 31))
    assert previous(Period(date(2026, 1, 1), date(2028, 12, 31))) == Period(date(2025, 1, 1), date(2025, 12, 31))
