"""What recurs: its rule, and its first and last day in the plan's period."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from plantrack.dates.periods import Period
from plantrack.dates.recurring import recurring
from plantrack.dates.spans import UnclearError

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
YEAR_START, YEAR_END = datetime(2024, 1, 1), datetime(2024, 12, 31)  # noqa: DTZ001 - days of a calendar


@pytest.mark.parametrize(
    ("said", "first", "last", "rule"),
    [
        ("每周5", "2024-01-05", "2024-12-27", "FREQ=WEEKLY;BYDAY=FR"),
        ("每月25日", "2024-01-25", "2024-12-25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("every friday", "2024-01-05", "2024-12-27", "FREQ=WEEKLY;BYDAY=FR"),
    ],
)
def test_a_rule_with_its_first_and_last_day(said: str, first: str, last: str, rule: str) -> None:
    """The rule read by the standard's own reader gives these days."""
    assert recurring(said, YEAR) == (date.fromisoformat(first), date.fromisoformat(last), rule)
    days = rrulestr(rule, dtstart=YEAR_START).between(YEAR_START, YEAR_END, inc=True)
    assert (str(days[0].date()), str(days[-1].date())) == (first, last)


@pytest.mark.parametrize("said", ["每天8点", "3季度", ""])
def test_what_does_not_recur_is_nothing_here(said: str) -> None:
    """Other readers may know it."""
    assert recurring(said, YEAR) is None


def test_a_day_that_some_months_do_not_have_is_refused() -> None:
    """Whether the 31st of every month means its end, nobody can know."""
    with pytest.raises(UnclearError, match="not every month has a day 31; write 每月底 or end of every month"):
        recurring("每月31日", YEAR)
