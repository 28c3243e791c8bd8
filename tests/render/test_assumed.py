"""A plan whose leads and due dates are mostly assumed: each view says so once, and notes what is not assumed."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from functools import partial

import pytest
from docx_fixtures import told
from htmltree import tree
from showcase import AS_OF, W46, ZONE, ctx
from support import history, plan
from syrupy.assertion import SnapshotAssertion
from workbooks import shown_rows

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.plan import Plan
from plantrack.render.charts import Chart, ChartView, as_svg, chart_name
from plantrack.render.context import RenderContext
from plantrack.render.formats import REPORT, Format
from plantrack.render.text import explanation, overview, task
from plantrack.render.text.charts import chart
from plantrack.reports.chart_data import chart_data
from plantrack.reports.explanation import explain
from plantrack.reports.listing import TaskFilter, listing, milestones
from plantrack.reports.overview import overview as overview_of
from plantrack.reports.overview import task_view
from plantrack.reports.periodic import PeriodicReport, periodic_report

NOTE = {"zh": "除注明外，牵头单位和时限均为推定。", "en": "Leads and due dates are assumed unless noted."}
ASSUMED_MARK = {"zh": "（推定）", "en": " (assumed)"}
OTHER_MARKS = {"zh": ("（计划）", "（原文）", "（公开）"), "en": (" (as planned)", " (document)", " (published)")}
ASSUMED: Plan = plan("""
    title: {zh: 科技创新计划, en: Innovation plan}
    tasks:
    - ref: "1"
      title: {zh: 壮大企业, en: Grow firms}
      lead: [stic]
      basis: {lead: assumed}
      tasks:
      - ref: "1.1"
        title: {zh: 办展, en: Run the fair}
        kind: deliverable
        due: 2024-11-30
        basis: {due: assumed}
        milestones:
        - {ref: "1.1.1", title: {zh: 筹备, en: Prepared}, due: 2024-11-20, basis: assumed}
        - {ref: "1.1.2", title: {zh: 布展, en: Set up}, due: 2024-11-29, basis: assumed}
      - ref: "1.2"
        title: {zh: 总结, en: Sum up}
        kind: deliverable
        support: [fund]
        due: 2024-12-10
        basis: {due: document}
        milestones: [{ref: "1.2.1", title: {zh: 起草, en: Drafted}, due: 2024-11-20, basis: document}]
      - ref: "1.3"
        title: {zh: 印发办法, en: Issue the measures}
        kind: deliverable
        lead: [smart]
        due: 2024-12-20
        milestones: [{ref: "1.3.1", title: {zh: 送审, en: Sent}, due: 2024-11-20, basis: {public: "https://example.org"}}]
      - {ref: "1.4", title: {zh: 招商, en: Win exhibitors}, kind: ongoing}
""")
HISTORY = history("""
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"lead": ["stic"]}, "1.1": {"due": "2024-11-30"}, "1.1.1": {"due": "2024-11-20"}, "1.1.2": {"due": "2024-11-29"}, "1.2": {"due": "2024-12-10"}, "1.2.1": {"due": "2024-11-20"}, "1.3": {"due": "2024-12-20", "lead": ["smart"]}, "1.3.1": {"due": "2024-11-20"}, "1.4": {}}}
    {"kind": "assign", "on": "2024-10-08", "ref": "1.4", "lead": ["fund"], "by": "张敏"}
    {"kind": "reschedule", "on": "2024-10-20", "ref": "1.1", "step": "ask", "due": "2024-12-15", "reason": "场馆未定"}
    {"kind": "reschedule", "on": "2024-10-21", "ref": "1.1", "step": "approve", "due": "2024-12-15", "ask": "u03", "by": "王强"}
""")  # noqa: E501
STATE = HISTORY.at(AS_OF)


VIEW: PeriodicReport = periodic_report(ASSUMED, HISTORY, W46, zone=ZONE)


def status(on: RenderContext) -> str:
    """Return the plan at a glance."""
    return overview.status(overview_of(ASSUMED, STATE, AS_OF), on)


def tasks(on: RenderContext) -> str:
    """Return the list of tasks."""
    return overview.listing(listing(ASSUMED, STATE, AS_OF, TaskFilter(), judging=DEFAULT_JUDGING), on)


def stones(on: RenderContext) -> str:
    """Return the list of milestones."""
    return task.milestones(milestones(ASSUMED, STATE, AS_OF, TaskFilter(), judging=DEFAULT_JUDGING), on)


def whole(ref: str, on: RenderContext) -> str:
    """Return one task whole."""
    return task.show(task_view(ASSUMED, HISTORY, ref, AS_OF, judging=DEFAULT_JUDGING), on)


def why(ref: str, on: RenderContext) -> str:
    """Return the explanation of a light."""
    return explanation.explain(explain(ASSUMED, STATE, AS_OF, ref, judging=DEFAULT_JUDGING), on)


VIEWS: dict[str, Callable[[RenderContext], str]] = {
    "status": status, "list": tasks, "milestones": stones,
    "show 1.1": partial(whole, "1.1"), "show 1.3": partial(whole, "1.3"),
    "explain 1.1": partial(why, "1.1"), "explain 1.3": partial(why, "1.3"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    """The note stands once; what the plan, the document or a publication says and what somebody decided is marked."""
    shown = VIEWS[name](ctx(language, of=ASSUMED))
    assert shown == snapshot
    assert (shown.count(NOTE[language]), ASSUMED_MARK[language] in shown) == (1, False)


def test_an_empty_list_has_no_note() -> None:
    """It shows no lead and no date."""
    assert overview.listing((), ctx("en", of=ASSUMED)) == "no task fits, as of 2024-11-17\n"


@pytest.mark.parametrize("name", Chart)
def test_a_chart(name: Chart) -> None:
    """It has no room to note what is not assumed; one that shows leads or dates says that most are."""
    view = ChartView(name, chart_data(ASSUMED, HISTORY, AS_OF))
    on = ctx("en", of=ASSUMED)
    note = " · most leads and due dates are assumed" if name in (Chart.GANTT, Chart.UNITS) else ""
    said = f"{chart_name(name, on)} · Innovation plan · as of 2024-11-17{note}"
    assert [chart(view, on).splitlines()[1], said in html.unescape(as_svg(view, on))] == [said, True]


def lines(form: Format, language: str) -> list[str]:
    """Return the lines that a report says in a format."""
    written = REPORT[form](VIEW, ctx(language, of=ASSUMED))
    if form is Format.DOCX:
        return told(written)  # type: ignore[arg-type]
    if form is Format.XLSX:
        return [" | ".join(row) for rows in shown_rows(written).values() for row in rows]  # type: ignore[arg-type]
    return [tree(written).text] if form is Format.HTML else str(written).splitlines()  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.XLSX])
def test_a_report(form: Format, language: str) -> None:
    """The note stands once, and there is no other mark of what is assumed; what is not has one."""
    found = "\n".join(lines(form, language))
    assert ASSUMED_MARK[language] not in found
    assert form is Format.XLSX or found.count(NOTE[language]) == 1
    assert [mark for mark in OTHER_MARKS[language] if mark not in found] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_sheet_that_needs_the_note_has_it_once(language: str) -> None:
    """As a sheet may be printed alone; the first one has it, too."""
    book = shown_rows(REPORT[Format.XLSX](VIEW, ctx(language, of=ASSUMED)))  # type: ignore[arg-type]
    needed = {"牵头单位", "完成时限", "Lead", "Due"}
    heads = [next(row for row in rows if sum(map(bool, row)) > 1) for rows in book.values()]
    times = [sum(row[0] == NOTE[language] for row in rows) for rows in book.values()]
    assert times == [1, *(int(bool(needed & set(row))) for row in heads[1:])]
    assert 1 < sum(times) < len(book)


def test_the_ledger_names_each_basis() -> None:
    """Beside the leads and dates, and in a column of its own."""
    rows = shown_rows(REPORT[Format.XLSX](VIEW, ctx("en", of=ASSUMED)))["Ledger"]  # type: ignore[arg-type]
    heads = next(row for row in rows if "No." in row)
    names = ("No.", "Lead", "Support", "Due, before", "Due", "Basis of the date")
    places = [heads.index(name) for name in names]
    assert [[row[place] for place in places] for row in rows[rows.index(heads) + 1 :]] == [
        ["1", "STI Bureau", "", "", "", ""],
        ["1.1", "STI Bureau", "", "2024-11-30", "2024-12-15 (approved)", "approved\n王强\n2024-10-21"],
        ["1.2", "STI Bureau", "NSF", "", "2024-12-10 (document)", "document"],
        ["1.3", "SMART (as planned)", "", "", "2024-12-20 (as planned)", "as planned"],
        ["1.4", "NSF (assigned)", "", "", "", ""],
    ]


def test_json_keeps_each_basis() -> None:
    """Nothing is left out there."""
    written = json.loads(str(REPORT[Format.JSON](VIEW, ctx("en", of=ASSUMED))))
    assert {found["ref"]: found["basis"] for found in written["tasks"][0]["children"]} == {
        "1.1": {"lead": "assumed", "due": "approved"},
        "1.2": {"lead": "assumed", "due": "document"},
        "1.3": {"lead": None, "due": None},
        "1.4": {"lead": "assigned", "due": None},
    }
    due = next(found for found in written["sections"] if found["key"] == "due_next")["rows"]
    assert [(row["due"]["basis"], row["lead"]["basis"]) for row in due] == [
        ("assumed", "assumed"), ("document", "assumed"), ("public", None),
    ]  # fmt: skip
