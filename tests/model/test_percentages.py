"""Percentages: exact numbers, and the digits that every view shows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plantrack.model.percentages import Exact, exact, percent_text, rounded_points, share


@pytest.mark.parametrize(
    ("number", "found"),
    [(40, 40), (40.0, 40), (33.3, Fraction(333, 10)), (0.1, Fraction(1, 10)), (Fraction(1, 3), Fraction(1, 3))],
)
def test_a_number_as_it_was_written(number: float, found: Exact) -> None:
    """Not as the binary fraction that is nearest to it."""
    assert exact(number) == found
    assert isinstance(exact(number), int) == isinstance(found, int)


@pytest.mark.parametrize(("part", "whole", "found"), [(1, 3, Fraction(100, 3)), (0, 7, 0), (7, 7, 100)])
def test_a_share(part: int, whole: int, found: Exact) -> None:
    """In percent, exactly; a whole number where it is one."""
    assert share(part, whole) == found


@pytest.mark.parametrize(
    ("percent", "shown"), [(0, "0%"), (0.01, "0.1%"), (46.65, "46.7%"), (Fraction(9996, 100), "99.9%"), (100, "100%")]
)
def test_the_text_of_a_percentage(percent: Exact | float, shown: str) -> None:
    """At most one decimal, half up; all and nothing only where it is exactly that."""
    assert percent_text(percent) == shown


def test_points_are_the_difference_of_the_digits_shown() -> None:
    """So that a reader who subtracts gets the same."""
    assert rounded_points(Fraction(9796, 100), 46.65) == 51.3
    assert rounded_points(10, Fraction(1, 100)) == 9.9
