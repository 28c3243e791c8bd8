"""The burn-up: two lines, and a sentence where one of them cannot be drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from drawn import PLAN, SVG, data_of, drawn
from support import day, shown

from plantrack.render.charts import Chart
from plantrack.render.charts.burnup import curves, latest

ADOPTED = '{"kind": "adopt", "on": "2024-01-05", "promises": {"2": {"due": "2024-10-31"}}}'


def lines(svg: str, name: str) -> int:
    """Return how many lines of a colour and thickness a picture has, the legend's aside."""
    found = ET.fromstring(svg).iter(f"{SVG}path")  # noqa: S314 - it was made here
    return sum(e.attrib["class"] == f"pt-{name}-line" for e in found) - 1


def test_two_lines() -> None:
    """What is expected goes to the end of the plan, what was reported to as-of."""
    expected, reported = curves(data_of())
    assert [(run[0][0], run[-1][0]) for run in expected] == [(day("2024-01-07"), day("2024-12-31"))]
    assert [(run[0][0], run[-1][0]) for run in reported] == [(day("2024-04-14"), day("2024-11-17"))]
    assert tuple(map(shown, latest(data_of()))) == (95.9, 51.7)
    svg = drawn(Chart.BURNUP, data_of()).svg
    assert (lines(svg, "ink"), lines(svg, "green")) == (1, 1)


def test_nobody_reported() -> None:
    """The line is absent, and a sentence says so."""
    found = drawn(Chart.BURNUP, data_of(PLAN, ADOPTED))
    assert lines(found.svg, "green") == -1
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
