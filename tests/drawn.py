"""What tests of pictures share: a small plan with something of everything, and the boxes in which text stands."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from itertools import combinations
from typing import NamedTuple

from support import journal, plan

from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render.charts import SCREEN, Canvas, Chart, Picture, picture
from plantrack.render.charts.measure import width
from plantrack.render.context import RenderContext
from plantrack.reports.chart_data import ChartData, chart_data

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 11, 17)
PLAN = """
id: p
title: {zh: 会展计划, en: Plan of the fairs}
baseline:
  year: 2023
  figures:
    - {id: hnte, label: {zh: 高企数, en: High-tech firms}, text: 超2.47万家, value: 24700, unit: 家, qualifier: 超,
       kind: measure, period: "2023", section: 1}
    - {id: rank, label: {zh: 排名, en: Rank}, text: 全球第二, value: 2, unit: 位,
       kind: rank, period: "2023", section: 1}
indicators:
  - {id: hnte-count, label: {zh: 高企数量, en: High-tech firms}, unit: 家, tasks: ["2"], baseline: [hnte],
     headline: true, target: {text: 3万家以上, value: 30000, unit: 家, qualifier: 以上, basis: document}}
  - {id: world-rank, label: {zh: 全球排名, en: World rank}, unit: 位, tasks: ["2"], baseline: [rank], headline: true}
tasks:
  - ref: "1"
    title: {zh: 办好展会, en: Hold the fairs}
    lead: [stic]
    tasks:
      - ref: "1.1"
        title: {zh: 办好高交会, en: Hold the Hi-Tech Fair}
        kind: deliverable
        due: 2024-11-16
        milestones:
          - {ref: "1.1.1", title: {zh: 方案印发, en: Programme issued}, due: 2024-10-15}
          - {ref: "1.1.2", title: {zh: 开幕, en: Opened}, due: 2024-11-14}
          - {ref: "1.1.3", title: {zh: 总结, en: Reviewed}, due: 2024-11-16}
      - {ref: "1.2", title: {zh: 高交会招商, en: Win exhibitors}, kind: ongoing, lead: [fund]}
  - {ref: "2", title: {zh: 出台措施, en: Issue measures}, kind: deliverable, start: 2024-03-01, due: 2024-10-31,
     lead: [stic]}
  - {ref: "3", title: {zh: 培育企业, en: Foster firms}, kind: deliverable, due: 2024-06-30, lead: [stic, fund]}
"""
JOURNAL = """
{"kind": "adopt", "on": "2024-01-05", "promises": {"1.1": {"due": "2024-11-16"}, "1.1.1": {"due": "2024-10-15"}, "1.2": {}, "2": {"due": "2024-10-31"}, "3": {"due": "2024-06-30"}}}
{"kind": "report", "on": "2024-04-10", "ref": "3", "status": "in-progress", "percent": 40}
{"kind": "report", "on": "2024-06-28", "ref": "3", "status": "done"}
{"kind": "milestone", "on": "2024-11-13", "ref": "1.1.2", "state": "reached"}
{"kind": "reschedule", "on": "2024-10-20", "ref": "2", "step": "approve", "due": "2024-12-20"}
{"kind": "report", "on": "2024-10-20", "ref": "2", "status": "in-progress", "percent": 55}
{"kind": "measure", "on": "2024-11-01", "ref": "hnte-count", "value": 26000, "unit": "家", "text": "2.6万家", "period": "2024"}
"""  # noqa: E501 - one record per line
EMPTY = "tasks: []"
ANCHORS = {"start": 0, "middle": 0.5, "end": 1}
"""How much of a text lies before its place."""


@cache
def data_of(text: str = PLAN, said: str = JOURNAL, as_of: date = DAY, ref: str | None = None) -> ChartData:
    """Return the chart data of a short plan and its journal."""
    return chart_data(plan(text), History(journal(said)), as_of, ref)


def page_of(known: Plan, language: str = "en", as_of: date = DAY) -> RenderContext:
    """Return a page to draw on."""
    return RenderContext(known, language, as_of=as_of)


def drawn(name: Chart, shown: ChartData, language: str = "en", canvas: Canvas = SCREEN) -> Picture:
    """Return a picture of chart data."""
    return picture(name, shown, page_of(shown.plan, language, shown.as_of), canvas)


class Box(NamedTuple):
    """Where a line of text stands, and what it says."""

    left: float
    top: float
    right: float
    bottom: float
    words: str

    def meets(self, other: Box) -> bool:
        """Tell whether two texts lie over each other."""
        return (
            self.left < other.right - 0.2
            and other.left < self.right - 0.2
            and self.top < other.bottom - 0.2
            and other.top < self.bottom - 0.2
        )


def told(svg: str, shape: str, of: str) -> list[dict[str, str]]:
    """Return the attributes of the shapes that tell about something where they are pointed at."""
    found = ET.fromstring(svg).iter(f"{SVG}{shape}")  # noqa: S314 - it was made here
    return [e.attrib for e in found if (e.findtext(f"{SVG}title") or "").startswith(of)]


def place(of: dict[str, str]) -> tuple[float, float]:
    """Return where a rectangle starts and ends, from left to right."""
    return float(of["x"]), float(of["x"]) + float(of["width"])


def cut_off(svg: str) -> list[str]:
    """Return the texts that are shortened."""
    return [box.words for box in boxes(svg) if box.words.endswith("…")]


NUMBERS = re.compile(r"-?[0-9.]+")


def outside(svg: str) -> list[str]:
    """Return the shapes that leave the picture."""
    root = ET.fromstring(svg)  # noqa: S314 - it was made here
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    return [
        ET.tostring(e, "unicode")
        for e in root
        for x, y in _corners(e)
        if not (-0.1 <= x <= wide + 0.1 and -0.1 <= y <= high + 0.1)
    ]


def _corners(shape: ET.Element) -> list[tuple[float, float]]:
    """Return the points between which a shape lies."""
    given = shape.attrib
    if "d" in given:
        numbers = [float(number) for number in NUMBERS.findall(given["d"])]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    if "x1" in given:
        return [(float(given["x1"]), float(given["y1"])), (float(given["x2"]), float(given["y2"]))]
    if "width" in given and "x" in given:
        x, y, wide, high = (float(given[name]) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + wide, y + high)]
    return []


def words_of(element: ET.Element) -> str:
    """Return what a text shows, without what is told where it is pointed at."""
    title = element.find(f"{SVG}title")
    return (element.text or "") if title is None else (title.tail or "")


def boxes(svg: str) -> list[Box]:
    """Return the boxes of all texts of a picture."""
    found = []
    for text in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - it was made here
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        words = words_of(text)
        x -= width(words, size) * ANCHORS[text.get("text-anchor", "start")]
        found.append(Box(x, y - 0.85 * size, x + width(words, size), y + 0.22 * size, words))
    return found


def misplaced(svg: str) -> list[str]:
    """Return the texts that lie over each other, or leave the picture."""
    _, _, wide, high = map(float, ET.fromstring(svg).attrib["viewBox"].split())  # noqa: S314
    found = boxes(svg)
    outside = [b.words for b in found if b.left < 0 or b.top < 0 or b.right > wide + 0.1 or b.bottom > high]
    return outside + [f"{one.words} / {other.words}" for one, other in combinations(found, 2) if one.meets(other)]
