"""Last year, now and the target: bars where numbers can stand on one scale, and words where they cannot."""

from __future__ import annotations

import pytest
from drawn import EMPTY, boxes, data_of, drawn, page_of

from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.render.charts.baseline import parts
from plantrack.reports.chart_data import compared


def test_bars_and_words() -> None:
    """A rank is told, and what was not measured yet says so; qualified numbers are marked."""
    shown = data_of()
    first, rank = compared(shown.numbers)
    assert list(parts(first, page_of(shown.plan, "zh"))) == [
        (0, "超2.47万家", 24700 / 30000, True),
        (1, "2.6万家（2024）（约+5.3%）", 26000 / 30000, False),
        (2, "3万家以上（原文），距目标还差4000家", 1, True),
    ]
    assert list(parts(rank, page_of(shown.plan))) == [(0, "no. 2", None, False), (1, "not measured", None, False)]


def test_a_plan_without_figures_of_last_year() -> None:
    """Its indicators are drawn, and a sentence says what is missing."""
    found = drawn(Chart.BASELINE, data_of(f"{EMPTY}\nindicators: [{{id: i, label: 数, unit: 家, headline: true}}]", ""))
    assert (found.title, found.alternative) == (
        "0 of 1 indicators measured", "The plan has no figures of last year.\n数: now: not measured",
    )  # fmt: skip
    words = [box.words for box in boxes(found.svg)]
    assert words[1] == "Indicators · 计划 · as of 2024-11-17"
    assert "each indicator on its own scale" not in words


@pytest.mark.parametrize("canvas", [SCREEN, PHONE, PRINT], ids=["screen", "phone", "print"])
def test_words_at_the_ends_of_bars_are_whole(canvas: Canvas) -> None:
    """Bars are shorter where these are long; beside them stand the names of the bars."""
    words = [box.words for box in boxes(drawn(Chart.BASELINE, data_of(), "zh", canvas).svg)]
    assert "".join(words).endswith(
        "高企数量全球排名2023超2.47万家最新2.6万家（2024）（约+5.3%）目标3万家以上（原文），距目标还差4000家"
        "2023全球第二最新尚无数据"
    )
    assert "各指标自为比例；末端虚线为超、近、约等非精确数" in words
