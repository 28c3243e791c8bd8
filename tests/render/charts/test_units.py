"""The units: a part per light, each with its number, in it or at the end of its bar."""

from __future__ import annotations

import pytest
from drawn import boxes, data_of, drawn, told

from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.reports.chart_data import loads

MANY = "".join(f'- {{ref: "{n}", title: 任务, kind: ongoing, lead: [stic]}}\n' for n in range(1, 80))
ONE = '{"kind": "report", "on": "2024-06-30", "ref": "1", "status": "done"}'


def test_parts_are_as_long_as_they_have_tasks() -> None:
    """All tasks first, then each unit, the one with the most in a bad light before the others."""
    svg = drawn(Chart.UNITS, data_of()).svg
    whole = told(svg, "rect", "done 1 (25%)") + told(svg, "rect", "unreported 1") + told(svg, "rect", "off track 2")
    assert [round(float(part["width"])) for part in whole] == [227, 227, 455]
    units = [part for count in "12" for part in told(svg, "rect", count)]
    assert sorted(round(float(part["width"])) for part in units) == [192, 192, 192, 385]


def test_units_are_ordered_by_what_matters() -> None:
    """How many tasks are off track, then unreported, then how many need attention."""
    assert [(load.unit, load.tasks) for load in loads(data_of().rows)] == [("stic", 3), ("fund", 2)]
    most = f"tasks:\n{MANY}- {{ref: '99', title: 任务, kind: deliverable, due: 2024-02-01, lead: [fund]}}"
    assert [load.unit for load in loads(data_of(most, "").rows)] == ["fund", "stic"]


@pytest.mark.parametrize("canvas", [SCREEN, PHONE, PRINT], ids=["screen", "phone", "print"])
def test_every_part_is_numbered(canvas: Canvas) -> None:
    """One too narrow for its number has it with its sign at the end of the bar; all are named once above."""
    found = drawn(Chart.UNITS, data_of(f"tasks:\n{MANY}", ONE), canvas=canvas)
    words = [box.words for box in boxes(found.svg)]
    assert words[words.index("STI Bureau") :] == ["STI Bureau", "79 tasks", "78", "1"]
    assert words.count("done 1 (1.3%)") == words.count("not due 78 (98.7%)") == 1
    assert found.alternative == "STI Bureau: 79 tasks (done 1, not due 78), owing a report: 0"


def test_nobody_leads() -> None:
    """Tasks without a unit are shown, too."""
    found = drawn(Chart.UNITS, data_of('tasks: [{ref: "1", title: 一, kind: ongoing}]', ""), "zh")
    assert found.alternative == "无：1项任务（未到期 1），欠报：0"
