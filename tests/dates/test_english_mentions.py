"""Dates inside English running text."""

from __future__ import annotations

import pytest

from plantrack.characters.folding import folded
from plantrack.dates.english_mentions import find_english_dates
from plantrack.dates.mentions import DateForm

BOUNDED = (
    "by 31 October 2026; before the end of May; end of June 2026; by mid-October 2026; by year end; by 2030;"
    " no later than the close of Q2; by summer 2026; by the end of the financial year"
)
BARE = (
    "31/03/2027; October 31, 2026; Friday 5 June 2026; 2026-10-03; Q3 2026; Q3 2026/27; 2026-Q3; June–July 2026;"
    " in June; from 1 April to 30 June 2026; W40; spring 2027; 1st of May; Sept. 2026; second quarter of 2026; FY27 Q3"
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (BOUNDED, DateForm.BOUNDED),
        ("within 6 months; in five working days", DateForm.COUNTED),
        (BARE, DateForm.BARE),
        ("in 2025; Since 2020; 2026/27; FY2027", DateForm.YEAR),
    ],
)
def test_found(text: str, form: DateForm) -> None:
    """Each date is found whole, with the word before it that says how it is meant."""
    plain = folded(text)
    mentions = [*find_english_dates(plain)]
    assert [plain[one.first : one.last] for one in mentions] == plain.split("; ")
    assert {one.form for one in mentions} == {form}


def test_others() -> None:
    """Other numbers, and words that only look like months, are no dates."""
    assert [*find_english_dates("it may march on; 1,240 trees; £2026; 24/7; v2026.1; item 2.1; May be; Q5")] == []
