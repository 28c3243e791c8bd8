"""The frame: legends, rows and labels within their room, beside their rows or above them."""

from __future__ import annotations

import pytest
from drawn import boxes, data_of, misplaced, page_of
from support import plan

from plantrack.render.charts import PHONE, SCREEN, Canvas, Chart
from plantrack.render.charts.frame import ChartFrame, RowLabel
from plantrack.render.charts.svg import BAND, PAPER

PAGE = page_of(plan("tasks: []"))


def test_a_legend_goes_on_below() -> None:
    """It takes as many lines as it needs, and shortens what no line holds."""
    frame = ChartFrame(Chart.GANTT, "t", PAGE)
    frame.legend([(lambda x, y: None, "一个很长的图例" * 5) for _ in range(6)] + [(lambda x, y: None, "长" * 500)])
    svg = frame.picture(["t"]).svg
    assert misplaced(svg) == []
    assert sum("图例" in box.words for box in boxes(svg)) == 6


def test_rows_are_as_high_as_their_titles() -> None:
    """Up to four lines of them, and those of a note; every other row has another ground."""
    frame = ChartFrame(Chart.GANTT, "t", PAGE)
    top = frame.y
    rows = frame.rows([RowLabel("短"), RowLabel("长" * 40), RowLabel("长" * 400, note="注" * 400)], 200)
    assert [round(row.bottom - row.top) for row in rows] == [46, 57, 104]
    assert (round(rows[0].top, 6), rows[-1].bottom) == (round(top, 6), frame.y)
    assert [row.paper for row in rows] == [BAND, PAPER, BAND]


def test_labels_stand_above_the_rows_of_a_narrow_picture() -> None:
    """Where the content starts at the left."""
    wide, narrow = (ChartFrame(Chart.GANTT, "t", PAGE, canvas) for canvas in (SCREEN, PHONE))
    for frame in (wide, narrow):
        top = frame.y
        (row,) = frame.rows([RowLabel("一项工作", "1", "科创局")], 200)
        label = next(box for box in boxes(frame.picture([]).svg) if box.words == "一项工作")
        assert (label.bottom <= row.top, row.top > top) == (frame is narrow, frame is narrow)
        assert row.bottom - row.top == 46
    assert (wide.beside(200), narrow.beside(200)) == (224, 18)


@pytest.mark.parametrize(("height", "rows"), [(None, 9), (10000, 9), (400, 4), (100, 1)])
def test_rows_that_fit(height: float | None, rows: int) -> None:
    """As many as the canvas has room for, and at least one."""
    frame = ChartFrame(Chart.GANTT, "t", PAGE, Canvas(960, height))
    assert frame.fitting([RowLabel("短")] * 9, 200, 50) == rows


def test_a_sentence() -> None:
    """It stands across the picture, in up to three lines."""
    frame = ChartFrame(Chart.GANTT, "t" * 300, page_of(data_of().plan))
    frame.sentences(["这里没有内容可绘。" * 50])
    assert misplaced(frame.picture([]).svg) == []
