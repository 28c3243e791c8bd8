"""Deadlines in English texts."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.dates.periods import Period
from plantrack.documents.english.dates import DateReading, calendar_of, day_named, deadlines, fiscal_year, rhythm_in
from plantrack.documents.parsed_document import Rhythm

FISCAL = Period(date(2026, 4, 1), date(2027, 3, 31))
PLAN = DateReading(FISCAL)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 31 October 2026", date(2026, 10, 31)), ("October 31, 2026", date(2026, 10, 31)), ("by March 2027", date(2027, 3, 31)),
        ("31 March", date(2027, 3, 31)), ("Q3 2026", date(2026, 9, 30)), ("by the end of Q2", date(2026, 9, 30)),
        ("Q4", date(2027, 3, 31)), ("H1", date(2026, 9, 30)), ("before Q3 ends", date(2026, 12, 31)),
        ("first quarter of the financial year", date(2026, 6, 30)),
        ("end of June", date(2026, 6, 30)), ("before the end of May", date(2026, 5, 31)), ("mid-October", date(2026, 10, 15)),
        ("by W40", date(2026, 10, 4)), ("31/03/2027", date(2027, 3, 31)), ("12/31/2026", date(2026, 12, 31)),
        ("by end 2026", date(2026, 12, 31)), ("by 30/09/26", date(2026, 9, 30)), ("March '27", date(2027, 3, 31)),
        ("Q3 2026/27", date(2026, 12, 31)), ("by the end of 2026/27", date(2027, 3, 31)), ("H1 2026/27", date(2026, 9, 30)),
        ("end of the financial year", date(2027, 3, 31)), ("before 1 September 2026", date(2026, 9, 1)),
        ("05/06/2026", None), ("by the end of the year", None), ("spring 2027", None),
        ("by mid-year", date(2026, 9, 30)), ("by the end of the calendar year", date(2026, 12, 31)), ("within 6 months", None),
    ],
)  # fmt: skip
def test_days(words: str, day: date | None) -> None:
    """A date is its last day; what is not clear is left to a person."""
    assert day_named(words, PLAN) == day


def test_financial_years() -> None:
    """2026/27 begins in April and FY2027 in October, unless the plan's own year begins in another month."""
    july = Period(date(2026, 7, 1), date(2027, 6, 30))
    assert fiscal_year("Plan 2026—27", None) == FISCAL
    assert fiscal_year("FY2027", None) == Period(date(2026, 10, 1), date(2027, 9, 30))
    assert fiscal_year("FY27", july) == july
    assert fiscal_year("2026-27", july) == july
    assert fiscal_year("2026-28", None) is None


def test_order() -> None:
    """The days of a document in numbers tell the order of the ambiguous ones among them."""
    text = "from 05/06/2026 to 30/09/2026"
    assert day_named("05/06/2026", calendar_of(text, FISCAL)) == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Build homes by March 2027", [("by March 2027", date(2027, 3, 31))]),
        ("v1.0 (Q2 2026): stable file format", [("Q2 2026", date(2026, 6, 30))]),
        ("Q2 2026: stable file format", [("Q2 2026", date(2026, 6, 30))]),
        ("Consult on the budget, 5 November 2026", [("5 November 2026", date(2026, 11, 5))]),
        ("Open in June 2026 or within 6 months", [("in June 2026", date(2026, 6, 30)), ("within 6 months", None)]),
        ("Run it from 1 June to 30 June 2026", [("from 1 June to 30 June 2026", date(2026, 6, 30))]),
        ("Build on the June 2026 survey, since 1 May 2026, in 2026, agreed in June 2025", []),
        ("It may help to march on by all means", []),
    ],
)
def test_deadlines(text: str, found: list[tuple[str, date | None]]) -> None:
    """By when something is to be done is a deadline; what a thing is of, a beginning, and what is past are none."""
    assert [(one.text, one.due) for one in deadlines(text, text, 0, len(text), PLAN)] == found


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("every month", Rhythm.MONTH), ("quarterly", Rhythm.QUARTER), ("annually", Rhythm.YEAR), ("each week", Rhythm.WEEK),
        ("twice a year", Rhythm.HALF), ("the annual plan", None),
    ],
)  # fmt: skip
def test_rhythm(words: str, rhythm: Rhythm | None) -> None:
    """What comes back is told by words such as `every`."""
    assert rhythm_in(words) is rhythm
