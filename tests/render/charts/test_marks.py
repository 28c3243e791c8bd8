"""Marks: milestones, what was promised first, and a label for each sort."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawn import JOURNAL, SVG, boxes, data_of, drawn, told
from support import day

from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.reports.chart_data import bars


def test_milestones_tell_what_became_of_them() -> None:
    """Filled where reached, on the day of it; red where missed; else outlined."""
    svg = drawn(Chart.GANTT, data_of(as_of=day("2024-11-14"))).svg
    found = [told(svg, "path", f"{ref} ")[0]["class"] for ref in ("1.1.1", "1.1.2", "1.1.3")]
    assert found == ["pt-paper pt-red-line", "pt-ink pt-paper-line", "pt-paper pt-ink-line"]


def test_a_missed_milestone_is_seen_on_a_red_bar() -> None:
    """A white rim sets every milestone off from its bar, and a cross says missed to those who see no red."""
    shapes = list(ET.fromstring(drawn(Chart.GANTT, data_of(as_of=day("2024-11-14"))).svg).iter(f"{SVG}path"))  # noqa: S314 - it was made here
    place = next(n for n, e in enumerate(shapes) if (e.findtext(f"{SVG}title") or "").startswith("1.1.1 "))
    assert [e.get("class") for e in shapes[place - 1 : place + 3]] == [
        "pt-paper pt-paper-line", "pt-paper pt-red-line", "pt-red-line", "pt-red-line",
    ]  # fmt: skip


def test_what_a_closed_task_left_open_is_no_milestone() -> None:
    """Neither missed nor open: only what was reached is shown."""
    done = JOURNAL + '{"kind": "report", "on": "2024-11-16", "ref": "1.1", "status": "done"}'
    found = bars(data_of().plan, data_of(said=done).rows)
    assert [point.milestone.ref for bar in found for point in bar.points] == ["1.1.2"]
    assert "missed" not in drawn(Chart.GANTT, data_of(said=done)).svg


@pytest.mark.parametrize("canvas", [SCREEN, PHONE, PRINT], ids=["screen", "phone", "print"])
def test_each_sort_of_mark_has_its_words_once(canvas: Canvas) -> None:
    """Beside a mark, or in a legend where no mark has room; and none for what nobody sees."""
    shown = [box.words for box in boxes(drawn(Chart.GANTT, data_of(), canvas=canvas).svg)]
    for words in (
        ("missed", "milestone missed"),
        ("reached", "milestone reached"),
        ("promised first", "date promised first"),
    ):
        assert sum(map(shown.count, words)) == 1, words
    assert not {"not yet reached", "milestone open"} & {*shown}
