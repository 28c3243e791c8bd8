"""Days in numbers whose order is not said."""

from __future__ import annotations

from datetime import date

from differences import differing

from plantrack.dates.periods import Period
from plantrack.tables.numeric_days import Order, numeric_day, order_of

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
_LAST, _FEB = date(2025, 10, 31), date(2025, 2, 28)
DAYS = {
    "10/31/25": _LAST, "31.10.2025": _LAST, "25/10/31": _LAST, "5-5-25": date(2025, 5, 5), "Fri 2/28/25": _FEB,
    "2/28/2025 9:30 AM": _FEB, "01/06/25": None, "10/31/24": None, "13/13/25": None, "1/2": None,
    "9/30": date(2025, 9, 30), "30/9": date(2025, 9, 30), "5/5": date(2025, 5, 5), "13/13": None, "10/31-25": None,
}  # fmt: skip


def test_days() -> None:
    """Only what names one day of the period, in whatever order, is read."""
    assert differing(DAYS, lambda text: numeric_day(text, YEAR), DAYS.__getitem__) == {}


def test_order_of_a_column() -> None:
    """One day that fits in one order only says how the others are meant."""
    assert order_of(["01/06/25", "10/31/25", None, 3.0, "June"], YEAR) is Order.MONTH_FIRST
    assert order_of(["01/06/25", "31/10/25"], YEAR) is Order.DAY_FIRST
    assert [order_of(cells, YEAR) for cells in ([], ["01/06/25"], ["10/31/25", "31/10/25"])] == [None] * 3
    assert numeric_day("01/06/25", YEAR, Order.MONTH_FIRST) == date(2025, 1, 6)
    assert numeric_day("31/10/25", YEAR, Order.MONTH_FIRST) == date(2025, 10, 31)
