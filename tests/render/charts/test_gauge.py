"""Progress on a scale of its own: the fill beside a tick at what is expected, and both in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from drawn import SVG, boxes, data_of, drawn, place, told
from hypothesis import given
from hypothesis import strategies as st

from plantrack.evaluation.facts import Colour
from plantrack.render.charts import PHONE, PRINT, SCREEN, Canvas, Chart

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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (SAID.format(on="2024-06-30", ref="1", percent=33.3), ["33.3%", "expected 87%"]),
        ("", ["nobody reported", "expected 87%"]),
    ],
)
def test_its_words(said: str, words: list[str]) -> None:
    """What is done, and what is expected; that nobody said anything is said."""
    shown = [box.words for box in boxes(drawn(Chart.GANTT, data_of(CURVED, said, date(2024, 7, 15))).svg)]
    assert shown[shown.index(words[0]) :][:2] == words


def test_a_task_without_a_curve() -> None:
    """Has a scale once somebody said how far it is, and never a tick."""
    text = "tasks: [{ref: '1', title: 一, kind: ongoing}]"
    said = SAID.format(on="2024-06-30", ref="1", percent=40)
    bare, filled = (drawn(Chart.GANTT, data_of(text, records)).svg for records in ("", said))
    assert (told(bare, "rect", "–"), len(told(filled, "rect", "40%"))) == ([], 2)
    assert (ticks(bare), ticks(filled)) == ([], [])
