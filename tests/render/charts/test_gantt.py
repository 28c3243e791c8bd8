"""The Gantt chart: bars in time, progress on a scale of its own, what was promised first, and milestones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, SVG, boxes, data_of, drawn, page_of, place, told
from hypothesis import given
from hypothesis import strategies as st
from support import day

from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Colour
from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.render.charts.gantt import BEYOND, chart_axis
from plantrack.reports.chart_data import bars

CURVED = """
tasks:
- {ref: "1", title: 一, kind: deliverable, start: 2024-02-01, due: 2024-11-30, curve: {04-30: 80}}
- {ref: "2", title: 二, kind: deliverable, start: 2024-02-01, due: 2024-11-30, curve: {09-30: 10}}
"""
SAID = '{{"kind": "report", "on": "{on}", "ref": "{ref}", "status": "in-progress", "percent": {percent}}}'


def ticks(svg: str) -> list[float]:
    """Return where progress should be by today, row by row."""
    blue = f"pt-{Colour.BLUE}-line"
    paths = [e.attrib["d"] for e in ET.fromstring(svg).iter(f"{SVG}path") if e.attrib["class"] == blue]  # noqa: S314
    return [float(path[1:].split()[0]) for path in paths]


@given(
    canvas=st.sampled_from([SCREEN, PHONE, PRINT]),
    percent=st.integers(0, 99),
    on=st.dates(date(2024, 2, 2), date(2024, 12, 31)),
    ref=st.sampled_from("12"),
)
def test_the_fill_ends_before_today_where_progress_is_behind(canvas: Canvas, percent: int, on: date, ref: str) -> None:
    """Whatever the curve: it passes the tick of what is expected today only where progress is ahead of that."""
    shown = data_of(CURVED, SAID.format(on=on, ref=ref, percent=percent), on)
    facts = shown.rows[int(ref) - 1].facts
    assert facts.expected is not None
    svg = drawn(Chart.GANTT, shown, canvas=canvas).svg
    scale, *fill = told(svg, "rect", f"{percent}%")
    assert len(fill) == (percent > 0)
    tick, end = ticks(svg)[int(ref) - 1], place(fill[0])[1] if fill else place(scale)[0]
    assert place(scale)[0] <= tick <= place(scale)[1] + 0.1
    assert (end < tick + 0.1) if percent < facts.expected else (end > tick - 0.1)


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


def test_what_a_closed_task_left_open_is_no_milestone() -> None:
    """Neither missed nor open: only what was reached is shown."""
    done = JOURNAL + '{"kind": "report", "on": "2024-11-16", "ref": "1.1", "status": "done"}'
    found = bars(data_of().plan, data_of(said=done).rows)
    assert [point.milestone.ref for bar in found for point in bar.points] == ["1.1.2"]
    assert "missed" not in drawn(Chart.GANTT, data_of(said=done)).svg


def test_an_item_shows_the_lights_of_all_its_tasks() -> None:
    """With a sign and a number each, and a bar in none of their colours; a task has the name of its light."""
    svg = drawn(Chart.GANTT, data_of()).svg
    shown = [box.words for box in boxes(svg)]
    assert shown[shown.index("1") :].count("1") >= 3
    assert {"off track", "done"} <= {*shown}
    assert [bar["fill"] for bar in told(svg, "rect", "1 ")] == ["#ffffff"]
    assert [bar["fill"] for bar in told(svg, "rect", "2 ")] == ["#ffffff", "#c62828"]


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
    shown = data_of(f"period: {{first: 0001-01-01, last: 9999-12-31}}\n{EMPTY}", "")
    axis = chart_axis(shown.plan, (), 0, 100)
    assert (str(axis.first), str(axis.last)) == ("0001-01-01", "9999-12-31")
    assert page_of(shown.plan).as_of == DAY
