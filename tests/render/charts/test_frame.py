"""The frame: legends and labels within their room, and the axis of time."""

from __future__ import annotations

import pytest
from drawn import boxes, data_of, misplaced, page_of
from support import day, plan

from plantrack.render.charts import Chart
from plantrack.render.charts.frame import Axis, ChartFrame, month_labels

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
    frame.columns(axis, frame.y, frame.y + 50)
    assert misplaced(frame.picture([]).svg) == []


def test_a_legend_goes_on_below() -> None:
    """It takes as many lines as it needs, and shortens what no line holds."""
    frame = ChartFrame(Chart.GANTT, "t", PAGE)
    frame.legend([(lambda x, y: None, "一个很长的图例" * 5) for _ in range(6)] + [(lambda x, y: None, "长" * 500)])
    svg = frame.picture(["t"]).svg
    assert misplaced(svg) == []
    assert sum("图例" in box.words for box in boxes(svg)) == 6


def test_rows_are_as_high_as_their_titles() -> None:
    """Up to three lines of them."""
    frame = ChartFrame(Chart.GANTT, "t", PAGE)
    top = frame.y
    middles = frame.rows([("短", 40), ("长" * 40, 40), ("长" * 400, 40)], 200)
    highs = (middles[0] - top, middles[1] - top - 40, frame.y - middles[2])
    assert [round(2 * high) for high in highs] == [40, 61, 61]


def test_a_sentence() -> None:
    """It stands across the picture, in up to three lines."""
    frame = ChartFrame(Chart.GANTT, "t" * 300, page_of(data_of().plan))
    frame.sentences(["这里没有内容可绘。" * 50])
    assert misplaced(frame.picture([]).svg) == []
