"""Days that are told from today."""

from __future__ import annotations

import pytest

from plantrack.dates.relative import weekday_of


@pytest.mark.parametrize(
    ("word", "number"),
    [("1", 0), ("5", 4), ("6", 5), ("日", 6), ("天", 6), ("mon", 0), ("fri", 4), ("friday", 4), ("sunday", 6)],
)
def test_the_number_of_a_day_of_the_week(word: str, number: int) -> None:
    """From Monday, 0; Sunday has two names in Chinese."""
    assert weekday_of(word) == number
