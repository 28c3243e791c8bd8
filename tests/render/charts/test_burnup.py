"""The burn-up: two lines, and a sentence where one of them cannot be drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawn import PLAN, SVG, boxes, data_of, drawn, misplaced
from support import day, shown

from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.render.charts.burnup import curves, latest

ADOPTED = '{"kind": "adopt", "on": "2024-01-05", "promises": {"2": {"due": "2024-10-31"}}}'


def lines(svg: str, name: str, thick: str) -> int:
    """Return how many lines of a colour and thickness a picture has."""
    found = ET.fromstring(svg).iter(f"{SVG}path")  # noqa: S314 - it was made here
    return sum(e.attrib["class"] == f"pt-{name}-line" and e.attrib["stroke-width"] == thick for e in found)


def test_two_lines() -> None:
    """What is expected goes to the end of the plan, what was reported to as-of."""
    expected, reported = curves(data_of())
    assert [(run[0][0], run[-1][0]) for run in expected] == [(day("2024-01-07"), day("2024-12-31"))]
    assert [(run[0][0], run[-1][0]) for run in reported] == [(day("2024-04-14"), day("2024-11-17"))]
    assert tuple(map(shown, latest(data_of()))) == (95.9, 51.7)
    svg = drawn(Chart.BURNUP, data_of()).svg
    assert (lines(svg, "ink", "2"), lines(svg, "green", "3")) == (1, 1)


@pytest.mark.parametrize("canvas", [SCREEN, PHONE, PRINT], ids=["screen", "phone", "print"])
def test_both_ends_and_the_gap_are_labelled(canvas: Canvas) -> None:
    """Beside today's line, on the side that has room: the gap by as many points as the digits shown differ."""
    for as_of, words in (
        ("2024-11-17", ["expected: 95.9%", "reported: 51.7%", "44.2 points behind"]),
        ("2024-06-30", ["expected: 68.5%", "reported: 33.3%", "35.2 points behind"]),
    ):
        svg = drawn(Chart.BURNUP, data_of(as_of=day(as_of)), canvas=canvas).svg
        assert [box.words for box in boxes(svg)][-3:] == words
        assert lines(svg, "red", "4") == 1
        assert misplaced(svg) == []


@pytest.mark.parametrize("as_of", ["2024-01-07", "2024-06-30", "2024-11-14", "2024-12-31"])
def test_what_is_reported_ends_at_today(as_of: str) -> None:
    """And lies below what is expected exactly where it is behind."""
    shown_data = data_of(as_of=day(as_of))
    svg = drawn(Chart.BURNUP, shown_data).svg
    lines = [e.attrib for e in ET.fromstring(svg).iter(f"{SVG}line")]  # noqa: S314 - it was made here
    (now,) = (float(line["x1"]) for line in lines if line["class"] == "pt-blue-line")
    ends = [point for path in paths(svg, "green", "3") for point in path]
    assert all(x <= now + 0.1 for x, _ in ends)
    expected, percent = latest(shown_data)
    gap = paths(svg, "red", "4")
    assert len(gap) == (percent is not None and expected is not None and percent < expected)
    assert all(lower[1] > upper[1] for upper, lower in gap)


def paths(svg: str, name: str, thick: str) -> list[list[tuple[float, float]]]:
    """Return the points of the lines of a colour and thickness."""
    found = ET.fromstring(svg).iter(f"{SVG}path")  # noqa: S314 - it was made here
    drawn_as = [e for e in found if e.attrib["class"] == f"pt-{name}-line" and e.attrib["stroke-width"] == thick]
    return [
        [(float(x), float(y)) for x, y in (point.split() for point in e.attrib["d"].removeprefix("M").split("L"))]
        for e in drawn_as
    ]


def test_ahead_of_what_is_expected() -> None:
    """The gap is green; where there is none, none is drawn."""
    text = "tasks: [{ref: '1', title: 一, kind: deliverable, start: 2024-01-01, due: 2024-12-31, curve: {06-30: 50}}]"
    said = '{{"kind": "report", "on": "2024-06-30", "ref": "1", "status": "in-progress", "percent": {}}}'
    for percent, words, drawn_gap in ((60, "10 points ahead", 1), (50, "reported: 50%", 0)):
        svg = drawn(Chart.BURNUP, data_of(text, said.format(percent), day("2024-06-30"))).svg
        assert (boxes(svg)[-1].words, lines(svg, "green", "4")) == (words, drawn_gap)


def test_nobody_reported() -> None:
    """The line is absent, and a sentence says so."""
    found = drawn(Chart.BURNUP, data_of(PLAN, ADOPTED))
    assert lines(found.svg, "green", "3") == 0
    assert found.alternative.splitlines()[0] == (
        "Nobody reported how far the work is by 2024-11-17, so there is no line for it."
    )


def test_nothing_is_expected() -> None:
    """Of a plan of ongoing tasks alone nothing says where they should be."""
    found = drawn(Chart.BURNUP, data_of('tasks: [{ref: "1", title: 一, kind: ongoing}]', ""), "zh")
    assert found.alternative.splitlines()[0] == "没有依据可知各任务何时应达何种进度。"
    assert latest(data_of('tasks: [{ref: "1", title: 一, kind: ongoing}]', "", day("2023-01-01"))) == (None, None)


def test_the_text_tells_a_day_a_month() -> None:
    """The last one of each, and as-of; after that only what is expected."""
    told = drawn(Chart.BURNUP, data_of()).alternative.splitlines()
    assert told[-4:] == [
        "2024-10-27: expected 91.2%, reported 51.7%",
        "2024-11-17: expected 95.9%, reported 51.7%",
        "2024-11-24: expected 96.7%",
        "2024-12-31: expected 100%",
    ]
    assert len(told) == 13
