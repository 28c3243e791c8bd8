"""Days in numbers whose order is not said: 10/31/25, 31.10.2025, 25/10/31, 9/30.

The plan's period and the column decide.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from plantrack.dates.periods import Period
from plantrack.tables.sheet import Cell

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_HOUR = r"(?:,? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?)?"
_DAY = re.compile(
    rf"{_WEEKDAY}(?P<a>[0-9]{{1,2}})(?P<sep>[-/.])(?P<b>[0-9]{{1,2}})(?P=sep)(?P<c>[0-9]{{4}}|[0-9]{{2}}){_HOUR}",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})")
"""A month and a day in either order, in the only year of the period in which they lie."""
_CENTURY = 2000


class Order(StrEnum):
    """In which order year, month and day stand."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


def numeric_day(text: str, within: Period, order: Order | None = None) -> date | None:
    """Return the day that numbers name, if only one in the period can be meant, or the order of the column is known."""
    found = _readings(text, within)
    if order and order in found:
        return found[order]
    days = {*found.values()}
    return days.pop() if len(days) == 1 else None


def order_of(cells: Iterable[Cell], within: Period) -> Order | None:
    """Return the one order in which every day in numbers of a column lies within the period."""
    found = [readings for cell in cells if isinstance(cell, str) and (readings := _readings(cell, within))]
    fitting = [order for order in Order if all(order in readings for readings in found)]
    return fitting[0] if found and len(fitting) == 1 else None


def _readings(text: str, within: Period) -> Mapping[Order, date]:
    plain = " ".join(text.split())
    if short := _SHORT.fullmatch(plain):
        return _in_year(int(short["a"]), int(short["b"]), within)
    match = _DAY.fullmatch(plain)
    if match is None:
        return {}
    parts = [int(match[name]) for name in "abc"]
    days = ((order, _day(dict(zip(order, parts, strict=True)))) for order in Order)
    return {order: day for order, day in days if day is not None and day in within}


def _in_year(one: int, other: int, within: Period) -> Mapping[Order, date]:
    """Return the days that a month and a day may be, where they lie in one year of the period alone."""
    found: dict[Order, date] = {}
    for order, month, day in ((Order.MONTH_FIRST, one, other), (Order.DAY_FIRST, other, one)):
        years = range(within.first.year, within.last.year + 1)
        days = [_day({"y": year, "m": month, "d": day}) for year in years]
        fitting = [one for one in days if one and one in within]
        if len(fitting) == 1:
            found[order] = fitting[0]
    return found


def _day(parts: Mapping[str, int]) -> date | None:
    year = parts["y"] + (_CENTURY if parts["y"] < 100 else 0)  # noqa: PLR2004 - two digits
    try:
        return date(year, parts["m"], parts["d"])
    except ValueError:
        return None
