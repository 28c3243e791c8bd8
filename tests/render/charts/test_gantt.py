"""The Gantt chart: bars by percent and light, what was promised first, and milestones."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from drawn import DAY, EMPTY, PLAN, SVG, boxes, data_of, drawn, page_of
from support import day

from plantrack.render.charts import Chart
from plantrack.render.charts.gantt import BEYOND, chart_axis
from plantrack.reports.chart_data import bars


def told(svg: str, shape: str, of: str) -> list[dict[str, str]]:
    """Return the attributes of the shapes that tell about a reference where they are pointed at."""
    found = ET.fromstring(svg).iter(f"{SVG}{shape}")  # noqa: S314 - it was made here
    return [e.attrib for e in found if (e.findtext(f"{SVG}title") or "").startswith(f"{of} ")]


def test_a_bar_is_filled_to_its_percent() -> None:
    """In the colour of its light, on a faint one from its start to its due date."""
    whole, filled = told(drawn(Chart.GANTT, data_of()).svg, "rect", "2")
    assert "fill-opacity" in whole
    assert (whole["fill"], filled["fill"]) == ("#c62828", "#c62828")
    assert round(float(filled["width"]) / float(whole["width"]), 2) == 0.55


def test_what_nobody_reported_is_not_filled() -> None:
    """And what has no day is drawn with an open, dashed line."""
    svg = drawn(Chart.GANTT, data_of(ref="1")).svg
    assert [("stroke-dasharray" in bar) for bar in told(svg, "rect", "1.2")] == [True]


def test_milestones_tell_what_became_of_them() -> None:
    """Filled where reached, on the day of it; red where missed; else outlined."""
    svg = drawn(Chart.GANTT, data_of(as_of=day("2024-11-14"))).svg
    found = [told(svg, "path", ref)[0]["class"] for ref in ("1.1.1", "1.1.2", "1.1.3")]
    assert found == ["pt-paper pt-red-line", "pt-ink pt-paper-line", "pt-paper pt-ink-line"]


def test_a_missed_milestone_is_seen_on_a_red_bar() -> None:
    """A white rim sets every milestone off from its bar, and a cross says missed to those who see no red."""
    shapes = list(ET.fromstring(drawn(Chart.GANTT, data_of(as_of=day("2024-11-14"))).svg).iter(f"{SVG}path"))  # noqa: S314 - it was made here
    place = next(n for n, e in enumerate(shapes) if (e.findtext(f"{SVG}title") or "").startswith("1.1.1 "))
    assert [e.get("class") for e in shapes[place - 1 : place + 3]] == [
        "pt-paper pt-paper-line", "pt-paper pt-red-line", "pt-red-line", "pt-red-line",
    ]  # fmt: skip


def test_the_legend_has_only_what_the_chart_has() -> None:
    """No word for what nobody sees."""
    shown = [box.words for box in boxes(drawn(Chart.GANTT, data_of()).svg)]
    assert {"milestone reached", "milestone missed", "date promised first", "as of"} <= {*shown}
    assert "milestone open" not in shown


def test_what_is_due_after_the_plan_lengthens_it() -> None:
    """But not without end: what is due in the far future ends at the edge."""
    said = '{"kind": "reschedule", "on": "2024-10-20", "ref": "2", "step": "approve", "due": "2025-03-31"}'
    last = data_of().plan.period.last
    for text, end in ((said, day("2025-03-31")), (said.replace("2025-03", "9999-12"), last + BEYOND)):
        shown = data_of(PLAN, text)
        assert chart_axis(shown.plan, bars(shown.rows), 0, 100).last == end


def test_a_plan_at_the_ends_of_time() -> None:
    """Has an axis that ends there."""
    shown = data_of(f"period: {{first: 0001-01-01, last: 9999-12-31}}\n{EMPTY}", "")
    axis = chart_axis(shown.plan, (), 0, 100)
    assert (str(axis.first), str(axis.last)) == ("0001-01-01", "9999-12-31")
    assert page_of(shown.plan).as_of == DAY
