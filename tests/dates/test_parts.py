"""Days told by a day or period; which words are read stands in the tests of expressions."""

from datetime import date

import pytest

from plantrack.dates.expressions import read
from plantrack.dates.parts import nth_of, nth_workday
from plantrack.dates.periods import Period
from plantrack.dates.workdays import NONE, Calendar, WorkdayCount


@pytest.mark.parametrize(("word", "number"), [("3", 3), ("21st", 21), ("第1", 1), ("last", -1), ("最后1", -1)])
def test_the_place_of_a_day(word: str, number: int) -> None:
    """From the first, 1; the last is -1."""
    assert nth_of(word) == number


def test_the_nth_working_day() -> None:
    """October 2024 begins with a week off and has a Saturday that is worked."""
    october = date(2024, 10, 1), date(2024, 10, 31)
    days = [nth_workday(*october, nth, NONE).day.day for nth in (1, 5, -1)]
    assert days == [8, 12, 31]
    assert nth_workday(*october, 1, Calendar(holidays=(date(2024, 10, 8),))) == WorkdayCount(date(2024, 10, 9))
    with pytest.raises(ValueError, match="30"):
        nth_workday(*october, 30, NONE)


def test_a_working_day_of_a_year_without_a_notice_is_provisional() -> None:
    """Its days off are not published yet."""
    plan = Period(date(2031, 1, 1), date(2031, 12, 31))
    found = read("6月最后一个工作日", plan.first, plan)
    assert (found.last, found.provisional) == (date(2031, 6, 30), True)
