"""Days and periods with a place in a year."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.dates.periods import Period
from plantrack.dates.spans import DateContext, Expression, Precision, one_day, shift_of, until

YEAR = DateContext(date(2024, 11, 12), Period(date(2024, 1, 1), date(2024, 12, 31)))


def test_one_day() -> None:
    """It is its own first and last."""
    assert one_day(date(2024, 11, 17)) == Expression(date(2024, 11, 17), date(2024, 11, 17), Precision.DAY)


def test_until_a_day_begins_with_the_plan() -> None:
    """What is done by a day may be done on any day of the plan up to it."""
    found = until(date(2024, 9, 30), YEAR)
    assert (found.first, found.last, found.precision) == (date(2024, 1, 1), date(2024, 9, 30), Precision.RANGE)


@pytest.mark.parametrize(("word", "shift"), [("本", 0), ("下", 1), ("上", -1), ("this", 0), ("next", 1), ("last", -1)])
def test_words_that_turn_the_calendar(word: str, shift: int) -> None:
    """This, the next or the last one."""
    assert shift_of(word) == shift
