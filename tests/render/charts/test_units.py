"""The units: a segment per light, with its count where there is room."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from drawn import SVG, boxes, data_of, drawn

from plantrack.render.charts import Chart


def test_segments() -> None:
    """As long as they have tasks; what a narrow one counts is told where it is pointed at."""
    svg = drawn(Chart.UNITS, data_of()).svg
    found = [e for e in ET.fromstring(svg).iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]  # noqa: S314
    assert [(e.findtext(f"{SVG}title"), round(float(e.attrib["width"]))) for e in found] == [
        ("done 1", 173), ("off track 2", 347), ("done 1", 173), ("unreported 1", 173),
    ]  # fmt: skip


def test_a_segment_too_narrow_for_its_count() -> None:
    """Keeps its colour only; the unit's line tells the count."""
    leaves = "".join(f'- {{ref: "{n}", title: 任务, kind: ongoing, lead: [stic]}}\n' for n in range(1, 80))
    one = '{"kind": "report", "on": "2024-06-30", "ref": "1", "status": "done"}'
    found = drawn(Chart.UNITS, data_of(f"tasks:\n{leaves}", one))
    assert [box.words for box in boxes(found.svg)][-2:] == ["STI Bureau", "78"]
    assert found.alternative == "STI Bureau: 79 tasks (done 1, not due 78), owing a report: 0"


def test_nobody_leads() -> None:
    """Tasks without a unit are shown, too."""
    found = drawn(Chart.UNITS, data_of('tasks: [{ref: "1", title: 一, kind: ongoing}]', ""), "zh")
    assert found.alternative == "无：1项任务（未到期 1），应报未报：0"
