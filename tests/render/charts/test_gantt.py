"""The Gantt chart: bars in time, progress on a scale of its own, what was promised first, and milestones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from drawn import DAY, EMPTY, PLAN, SVG, boxes, data_of, drawn, page_of, place, told
from support import day

from plantrack.evaluation.evaluate import leaves
from plantrack.render.charts import Chart
from plantrack.render.charts.gantt import BEYOND, chart_axis
from plantrack.reports.chart_data import bars

CURVED = """
tasks:
- {ref: "1", title: 一, kind: deliverable, start: 2024-02-01, due: 2024-11-30, curve: {04-30: 80}}
- {ref: "2", title: 二, kind: deliverable, start: 2024-02-01, due: 2024-11-30, curve: {09-30: 10}}
"""
SAID = '{{"kind": "report", "on": "{on}", "ref": "{ref}", "status": "in-progress", "percent": {percent}}}'


@pytest.mark.parametrize("percent", [0, 1, 50, 99])
def test_a_bar_in_time_says_nothing_of_progress(percent: int) -> None:
    """It lasts from the start to the due date however much is done, so that what is done is never read as time."""
    said = SAID.format(on="2024-06-30", ref="1", percent=percent)
    svg = drawn(Chart.GANTT, data_of(CURVED, said, day("2024-06-30"))).svg
    assert {days_of(svg, place(bar)) for bar in told(svg, "rect", "1 ")} == {("2024-02-01", "2024-12-01")}


def days_of(svg: str, place: tuple[float, float]) -> tuple[str, ...]:
    """Return the days that begin where something starts and ends on the axis of 2024."""
    first, last = (float(line.attrib["x1"]) for line in _grid(svg))
    return tuple(str(date(2024, 1, 1) + timedelta(round((x - first) * 366 / (last - first)))) for x in place)


def test_a_bar_ends_on_its_day() -> None:
    """And starts on that of the task, on the axis of the months."""
    svg = drawn(Chart.GANTT, data_of()).svg
    whole, *_ = told(svg, "rect", "2 ")
    assert days_of(svg, place(whole)) == ("2024-03-01", "2024-12-21")


def _grid(svg: str) -> list[ET.Element]:
    """Return the first and the last upright line of the axis."""
    lines = [e for e in ET.fromstring(svg).iter(f"{SVG}line") if e.attrib["x1"] == e.attrib["x2"]]  # noqa: S314
    grid = [e for e in lines if e.attrib["class"] == "pt-grid-line"]
    return [min(grid, key=lambda e: float(e.attrib["x1"])), max(grid, key=lambda e: float(e.attrib["x1"]))]


def test_an_extension_stretches_no_neighbour() -> None:
    """A task without a due date lasts to the end of the plan, however far the axis goes."""
    said = '{"kind": "reschedule", "on": "2024-10-20", "ref": "2", "step": "approve", "due": "2025-06-30"}'
    found = bars(data_of().plan, tuple(leaves(data_of(PLAN, said).rows)))
    assert [(bar.facts.task.ref, str(bar.end), bar.open) for bar in found] == [
        ("1.1", "2024-11-16", False), ("1.2", "2024-12-31", True), ("2", "2025-06-30", False),
        ("3", "2024-06-30", False),
    ]  # fmt: skip


def test_an_item_shows_the_lights_of_all_its_tasks() -> None:
    """With a sign and a number each, and a bar in none of their colours; a task has the name of its light."""
    svg = drawn(Chart.GANTT, data_of()).svg
    shown = [box.words for box in boxes(svg)]
    assert shown[shown.index("1") :].count("1") >= 3
    assert {"off track", "done"} <= {*shown}
    assert [bar["fill"] for bar in told(svg, "rect", "1 ")] == ["#ffffff"]
    assert [bar["fill"] for bar in told(svg, "rect", "2 ")] == ["#ffffff", "#c62828"]


def test_today_and_the_end_of_the_plan_have_their_lines() -> None:
    """With their days below."""
    svg = drawn(Chart.GANTT, data_of()).svg
    assert {"as of 2024-11-17", "plan ends on 2024-12-31"} <= {box.words for box in boxes(svg)}
    now, end = (
        next(float(e.attrib["x1"]) for e in ET.fromstring(svg).iter(f"{SVG}line") if e.attrib["class"] == name)  # noqa: S314
        for name in ("pt-blue-line", "pt-ink-line")
    )
    first, last = (float(e.attrib["x1"]) for e in _grid(svg))
    assert (round((now - first) / (last - first), 2), end) == (round(322 / 366, 2), last)


def test_what_is_due_after_the_plan_lengthens_it() -> None:
    """But not without end: what is due in the far future ends at the edge."""
    said = '{"kind": "reschedule", "on": "2024-10-20", "ref": "2", "step": "approve", "due": "2025-03-31"}'
    last = data_of().plan.period.last
    for text, end in ((said, day("2025-03-31")), (said.replace("2025-03", "9999-12"), last + BEYOND)):
        shown = data_of(PLAN, text)
        assert chart_axis(shown.plan, bars(shown.plan, shown.rows), 0, 100).last == end


def test_a_plan_at_the_ends_of_time() -> None:
    """Has an axis that ends there."""
    shown = data_of(f"period: {{first: 1900-01-01, last: 2999-12-31}}\n{EMPTY}", "")
    axis = chart_axis(shown.plan, (), 0, 100)
    assert (str(axis.first), str(axis.last)) == ("1900-01-01", "2999-12-31")
    assert page_of(shown.plan).as_of == DAY
