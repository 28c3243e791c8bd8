"""The axis: days from left to right, names of columns, and the lines of today and of the end of the plan."""

from __future__ import annotations

import pytest
from drawn import boxes, misplaced, page_of
from support import day, plan

from plantrack.render.charts import Chart
from plantrack.render.charts.axis import Axis, columns, marked_days, month_labels
from plantrack.render.charts.frame import ChartFrame

QUARTERS = ["Apr", "Jul", "Oct"]
PAGE = page_of(plan("tasks: []"))


def test_an_axis_holds_the_whole_of_both_ends() -> None:
    """A day begins where the one before it ends; days beyond lie on the ends."""
    axis = Axis(day("2024-01-01"), day("2024-01-10"), 100, 200)
    assert [axis.at(day("2024-01-01")), axis.at(day("2024-01-01"), end=True), axis.at(day("2024-01-02"))] == [
        100,
        110,
        110,
    ]
    assert [axis.at(day("2023-12-01")), axis.at(day("2024-01-10"), end=True), axis.at(day("2024-03-01"))] == [
        100,
        200,
        200,
    ]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2024-01-01", "2024-03-31", ["Jan", "Feb", "Mar"]),
        ("2024-11-15", "2025-02-10", ["Nov", "Dec", "2025", "Feb"]),
        ("2023-01-01", "2025-12-31", ["2023", *QUARTERS, "2024", *QUARTERS, "2025", *QUARTERS]),
        ("2000-01-01", "2009-12-31", [str(year) for year in range(2000, 2010)]),
        ("1900-01-01", "2999-12-31", [str(year) for year in range(1900, 3000, 100)]),
    ],
)  # fmt: skip
def test_names_of_columns(first: str, last: str, names: list[str]) -> None:
    """Months; quarters or years where months have no room. In a plan of several years January is its year."""
    axis = Axis(day(first), day(last), 0, 600)
    assert [words for _, _, words in month_labels(axis, PAGE)] == names
    frame = ChartFrame(Chart.GANTT, "t", PAGE)
    columns(frame, axis, frame.y, [(frame.y + 24, frame.y + 50)])
    assert misplaced(frame.picture([]).svg) == []


@pytest.mark.parametrize(
    ("as_of", "lines"), [("2024-03-31", 1), ("2024-11-17", 2), ("2024-12-31", 2), ("2025-06-01", 0), ("2023-06-01", 0)]
)
def test_the_days_of_the_lines_are_told_below(as_of: str, lines: int) -> None:
    """On one line, or on two where they would overlap; a day that is not on the axis has none."""
    frame, axis = ChartFrame(Chart.GANTT, "t", PAGE), Axis(day("2024-01-01"), day("2024-12-31"), 600, 936)
    marked_days(frame, axis, [(frame.y, frame.y)], day(as_of), "!")
    svg = frame.picture([]).svg
    found = [box for box in boxes(svg) if box.words in (f"as of {as_of}!", "plan ends on 2024-12-31")]
    assert len({box.top for box in found}) == max(lines, 1)
    assert len(found) == 1 + bool(lines)
    assert misplaced(svg) == []


def test_a_line_goes_through_what_touches() -> None:
    """And not through what stands between."""
    frame, axis = ChartFrame(Chart.GANTT, "t", PAGE), Axis(day("2024-01-01"), day("2024-12-31"), 100, 900)
    marked_days(frame, axis, [(100, 150), (150, 200), (300, 350)], day("2024-05-01"))
    svg = frame.picture([]).svg
    assert [svg.count(f'y1="{top}" x2') + svg.count(f'y2="{top}"') for top in (100, 150, 200, 300)] == [2, 0, 2, 2]
