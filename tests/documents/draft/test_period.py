"""The period of a draft: what suggests it, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.draft.period import deadlines, period_of
from plantrack.documents.parsed_document import ParsedDocument
from plantrack.errors import UsageError

NO_YEAR = replace(HARBOUR, year=None)
NO_DATES = replace(NO_YEAR, items=())


@pytest.mark.parametrize(
    ("reading", "first", "last", "asked"),
    [
        (HARBOUR, 2026, 2026, None),
        (replace(HARBOUR, year_first=2024), 2024, 2026, None),
        (NO_YEAR, 2026, 2027, "these are the years of its dates"),
        (NO_DATES, 2026, 2026, "this is the year of publication"),
        (replace(NO_DATES, published=None), 2026, 2026, "this follows that of the figures"),
    ],
)
def test_period(reading: ParsedDocument, first: int, last: int, asked: str | None) -> None:
    """The year of the plan; else of its dates, of its publication, or the one after the figures', as a question."""
    begin, end, doubt = period_of(reading, "a.txt")
    assert (begin, end) == (date(first, 1, 1), date(last, 12, 31))
    assert (asked or "") in str(doubt) if asked else doubt is None


def test_no_year_at_all() -> None:
    """Somebody must say it."""
    with pytest.raises(UsageError, match=r"a.txt does not say which year the plan is for"):
        period_of(replace(NO_DATES, published=None, figures=()), "a.txt")


def test_deadlines() -> None:
    """Those of the clauses, too."""
    assert [str(one.due) for one in deadlines(HARBOUR)] == ["2026-09-30", "2027-12-31"]
