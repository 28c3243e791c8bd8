"""Cells: how numbers are rounded once, before any format sees them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.errors import message
from plantrack.model.percentages import exact, rounded_percent
from plantrack.reports.cells import (
    ChangeCell,
    PercentCell,
    ReportColumn,
    ReportSection,
    percent_cell,
    points_cell,
)


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (0, 0), (40, 40), (46.65, 46.7), (46.64, 46.6), (60.45, 60.5), (0.1 + 0.2, 0.3), (99.96, 99.9), (0.04, 0.1),
        (100, 100), (99.9999999999, 99.9), (3e-12, 0.1), (Fraction(200, 3), 66.7), (Fraction(5, 2), 2.5),
        (Fraction(9995, 100), 99.9), (Fraction(605, 10), 60.5), (Fraction(6045, 100), 60.5),
    ],
)  # fmt: skip
def test_a_percentage_is_rounded_half_up_and_is_whole_only_where_it_is(percent: float, shown: float) -> None:
    """At most one decimal; neither 0 nor 100 before it is exact."""
    assert rounded_percent(percent) == shown


@given(st.floats(0, 100))
def test_rounding_moves_a_percentage_by_less_than_a_tenth(percent: float) -> None:
    """And what was rounded stays as it is."""
    shown = rounded_percent(percent)
    assert abs(shown - percent) <= 0.1
    assert rounded_percent(shown) == shown


def test_a_change_in_points_is_that_of_the_numbers_shown() -> None:
    """So that a reader who subtracts gets the same; what is not known has no change."""
    assert (percent_cell(exact(46.65), exact(97.96)), percent_cell(exact(13.33))) == (
        PercentCell(46.7, 98),
        PercentCell(13.3),
    )
    assert points_cell(exact(46.65), exact(13.33)) == ChangeCell(33.4, "points")
    assert (percent_cell(None), points_cell(None, 1), points_cell(1, None)) == (None, None, None)


def test_a_column_is_found_by_its_key() -> None:
    """Never by its place or its heading."""
    columns = ReportColumn("ref", message("No.")), ReportColumn("due", message("Due"))
    assert ReportSection("late", message("Late"), columns=columns).column("due") == 1
