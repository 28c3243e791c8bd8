"""The ledger of the page: what its filters and its search find, and the tasks that share a row."""

from __future__ import annotations

import pytest
from htmltree import Node
from pages import place, rows, shown
from showcase import W46, ZONE
from support import journal, plan

from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report

GROUPED = plan("""
    title: 计划
    report_every: week
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - {ref: "1.1", title: 甲, kind: ongoing, lead: [stic, smart]}
      - {ref: "1.2", title: <乙>, kind: ongoing, lead: [smart]}
      - {ref: "1.3", title: 丙, kind: ongoing, lead: [smart]}
      - {ref: "1.4", title: 丁, tasks: [{ref: "1.4.1", title: 戊, kind: deliverable, due: 2024-12-31}]}
    - {ref: "2", title: 己, kind: deliverable, due: 2024-11-30}
""")
SPOKEN = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1.1": {}, "1.2": {}, "1.3": {}, "1.4.1": {"due": "2024-12-31"}, "2": {"due": "2024-11-30"}}}
    {"kind": "report", "on": "2024-11-12", "ref": "2", "status": "blocked", "percent": 80, "problem": "缺人"}
    {"kind": "report", "on": "2024-11-13", "ref": "1.4.1", "percent": 90}
"""  # noqa: E501


@pytest.fixture(scope="module")
def ledger() -> Node:
    """Return the ledger of a plan of three levels, with tasks that share a row."""
    view = periodic_report(GROUPED, History(journal(SPOKEN)), W46, zone=ZONE)
    return place(shown("en", view), "ledger")


def test_the_ledger(ledger: Node) -> None:
    """A row for each task below its item; a row of several holds their titles."""
    assert [row[:3] for row in rows(ledger)] == [
        ["1", "一", "–"], ["1.1", "甲", "STI Bureau, SMART"],
        ["1.2, 1.3", "2 tasks, never reported on1.2 <乙>1.3 丙", "SMART"], ["1.4", "丁", "–"],
        ["1.4.1", "戊", "nobody"], ["2", "己", "nobody"],
    ]  # fmt: skip
    lines = ledger.one("details", **{"class": "lines"})
    assert (lines.one("summary").text, lines.texts("div")[1:]) == ("2 tasks, never reported on", ["1.2 <乙>", "1.3 丙"])
    headings = [row.attributes.get("class") for row in ledger.one("tbody").walk("tr")]
    assert headings == ["heading", None, None, "heading", None, None]
    assert [row.attributes["data-level"] for row in ledger.one("tbody").walk("tr")] == ["0", "1", "1", "1", "2", "0"]


def test_filters(ledger: Node) -> None:
    """A search, and a choice of every light, lead and item there is, the worst light first; each row names its own."""
    form = ledger.one("form")
    assert (form.attributes["hidden"], form.one("input").attributes) == ("", {"type": "search", "name": "search"})
    choices = {choice.attributes["name"]: choice.texts("option") for choice in form.walk("select")}
    assert choices == {
        "light": ["all", "? unreported", "▲ attention", "● on track"],
        "lead": ["all", "STI Bureau", "SMART", "nobody"],
        "item": ["all", "1 一", "2 己"],
    }
    named = [
        [[choices[name][int(place) + 1] for place in row.attributes[f"data-{name}"].split()] for name in choices]
        for row in ledger.one("tbody").walk("tr")
        if row.attributes.get("class") != "heading"
    ]
    assert named == [
        [["? unreported"], ["STI Bureau", "SMART"], ["1 一"]], [["? unreported"], ["SMART"], ["1 一"]],
        [["● on track"], ["nobody"], ["1 一"]], [["▲ attention"], ["nobody"], ["2 己"]],
    ]  # fmt: skip
    assert ledger.one("p", role="status").text == "Tasks shown: 5 / 5"


def test_each_light_of_an_item_has_its_own_colour(ledger: Node) -> None:
    """A colour means one thing: of "unreported 3, on track 1" each part has its own, as has each end of a change."""
    marks = [[(mark.attributes["class"], mark.text) for mark in row.walk("b")] for row in ledger.walk("tr")]
    assert marks[1:] == [
        [("purple", "? unreported 3 (up to 8 periods in a row)"), ("green", "● on track 1")],
        [("purple", "? unreported")], [("purple", "? unreported")], [("green", "● on track 1")],
        [("purple", "? unreported"), ("green", "● on track")], [("purple", "? unreported"), ("yellow", "▲ attention")],
    ]  # fmt: skip
