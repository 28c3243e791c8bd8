"""Percentages: exact where they are computed, rounded where they are shown. Every view shows the digits given here."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from fractions import Fraction

Exact = Union[int, "Fraction"]
"""A number as it is computed. Fractions are loaded where there is one."""
Number = Union[float, "Fraction"]
"""A number as it is computed, or as somebody wrote it."""

WHOLE = 100


def exact(number: Number) -> Exact:
    """Return a number as it was written: 33.3 is 333/10, not the binary fraction nearest to it."""
    if not isinstance(number, float):
        return number
    return int(number) if number.is_integer() else _as_written(number)


@lru_cache(maxsize=4096)
def _as_written(number: float) -> Fraction:
    """Return a fraction; there are few of them, as most have one decimal."""
    from fractions import Fraction

    return Fraction(str(number))


def share(part: Exact, whole: Exact) -> Exact:
    """Return a part of a whole in percent."""
    from fractions import Fraction

    found = Fraction(WHOLE * part, whole)
    return found.numerator if found.denominator == 1 else found


def rounded_percent(percent: Number) -> float | int:
    """Return a percentage as every view shows it: at most one decimal, half up; 0 and 100 only where exact."""
    number = exact(percent)
    if number.denominator == 1:
        return number.numerator
    tenths = (20 * number.numerator + number.denominator) // (2 * number.denominator)
    if tenths in (0, 10 * WHOLE):
        tenths = 1 if tenths == 0 else 10 * WHOLE - 1
    return tenths / 10 if tenths % 10 else tenths // 10


def percent_text(percent: Number) -> str:
    """Return a percentage with its sign, in the digits that every view shows."""
    return f"{rounded_percent(percent):g}%"


def rounded_points(now: Number, before: Number) -> float | int:
    """Return the difference of two percentages in points: that of the digits shown."""
    return round(rounded_percent(now) - rounded_percent(before), 1)
