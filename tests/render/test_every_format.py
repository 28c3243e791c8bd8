"""Every format lays out the same sections: the same numbers in each, and a new section in all of them at once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx.table import Table
from docx_fixtures import opened
from htmltree import tree
from msgspec.structs import replace
from showcase import UPDATES, W46, ZONE, ctx, shown_report
from support import journal, plan
from workbooks import shown_rows

from plantrack.errors import message
from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.amounts import Quantity
from plantrack.model.history import History
from plantrack.model.plan import Text
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import Chart, ChartView
from plantrack.render.context import RenderContext
from plantrack.render.formats import REPORT, Format
from plantrack.render.text.charts import chart
from plantrack.render.text.overview import listing as text_list
from plantrack.render.text.overview import status
from plantrack.reports import cells
from plantrack.reports.cells import ReportCell, ReportSection
from plantrack.reports.chart_data import chart_data
from plantrack.reports.links import short_address
from plantrack.reports.listing import TaskFilter, listing
from plantrack.reports.overview import overview
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections import section_table
from plantrack.reports.sections.columns import column, table
from plantrack.reports.sections.details import all_indicators
from plantrack.reports.sections.section_table import report_sections
from plantrack.reports.shape import Shape

Rows = list[list[str]]
DAY = date(2024, 11, 17)
KINDS: dict[str, ReportCell | None] = {
    "text": cells.TextCell(Text("原话", "own words")),
    "statement": cells.StatementCell("缺人", DAY),
    "day": cells.DayCell(DAY, "document", cells.DayCell(date(2024, 10, 31))),
    "spelled_day": cells.SpelledDay(DAY),
    "percent": cells.PercentCell(60.5),
    "count": cells.CountCell(2, 3),
    "change": cells.ChangeCell(-1.5, "points"),
    "amount": cells.AmountCell(Quantity(24700, "家", "超"), "超2.47万家", period="2024"),
    "references": cells.ReferencesCell(("1.1", "1.2", "1.3")),
    "light": cells.LightCell(Light(Meaning.DONE)),
    "units": cells.UnitsCell(("stic",), "assumed"),
    "person": cells.PersonCell("刘洋"),
    "link": cells.LinkCell("https://example.org/x"),
    "update": cells.UpdateCell(UPDATES[3]),
    "transition": cells.TransitionCell(None, cells.DayCell(DAY)),
    "list": cells.ListCell(("1.1", Text("甲", "A")), "name"),
    "unknown": None,
}
"""A cell of every kind, by its name."""


def extra(_: PeriodicReport) -> ReportSection:
    """Return a section with a row for each kind of cell."""
    rows = ((name, cell) for name, cell in KINDS.items())
    return table("extra", message("Case"), (column("name", "Kind"), column("value", "Value")), rows)


def of_text(written: Any, title: str, _: str) -> Rows:
    """Return the rows of a table in plain text: what stands below the rule, parted by two blanks."""
    lines = written.split(f"\n{title}\n")[1].split("\n\n")[0].split("\n")
    rule = next(number for number, line in enumerate(lines) if set(line) == {"─"})
    return [re.split(r" {2,}", line.strip()) for line in lines[rule + 1 :] if line]


def of_markdown(written: Any, title: str, _: str) -> Rows:
    """Return the rows of a table in Markdown, as they are shown; a link by its address."""
    lines = [line for line in written.split(f"# {title}\n")[1].split("\n#")[0].split("\n") if line.startswith("| ")]
    linked = (re.sub(r"\[[^\]]*\]\(<([^>]*)>\)", r"\1", line) for line in lines[1:])
    plain = (re.sub(r"\\(.)(?:<!-- -->)?", r"\1", html.unescape(line)) for line in linked)
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in plain]


def of_html(written: Any, _: str, key: str) -> Rows:
    """Return the rows of a table of the page; of a link its address."""
    part = next(node for node in tree(written).walk("section", "details") if node.attributes.get("id") == f"en-{key}")
    for link in part.walk("a"):
        link.inside = [link.attributes["href"]]
    return [row.texts("td", "th") for row in part.one("tbody").walk("tr")]


def of_docx(written: Any, title: str, _: str) -> Rows:
    """Return the rows of the table that follows a heading of the document."""
    blocks = list(opened(written).iter_inner_content())
    start = next(n for n, one in enumerate(blocks) if not isinstance(one, Table) and one.text.endswith(f". {title}"))
    found = next(one for one in blocks[start:] if isinstance(one, Table))
    return [[cell.text.replace("\u200b", "") for cell in row.cells] for row in found.rows[1:]]


def of_xlsx(written: Any, title: str, _: str) -> Rows:
    """Return the rows below a heading of the workbook, as a program shows them; what is empty there is a dash."""
    for rows in shown_rows(written).values():
        heads = [number for number, row in enumerate(rows) if row and row[0] == title and not any(row[1:])]
        body = rows[heads[-1] + 1 :] if heads else []
        start = next((number for number, row in enumerate(body, 1) if sum(map(bool, row)) > 1), None)
        if start:
            ends = next((n for n, row in enumerate(body[start:]) if not any(row)), len(body))
            return [[cell or "–" for cell in row] for row in body[start : start + ends]]
    raise AssertionError(title)


READERS: dict[Format, Callable[[Any, str, str], Rows]] = {
    Format.TEXT: of_text, Format.MARKDOWN: of_markdown, Format.HTML: of_html, Format.DOCX: of_docx,
    Format.XLSX: of_xlsx,
}  # fmt: skip


def said(section: ReportSection, on: RenderContext) -> Rows:
    """Return the rows of a section in words."""
    return [[cell_words(cell, on) for cell in row] for row in section.rows]


def linked(word: str, form: Format) -> str:
    """Return a word as a format shows it: an address by its host, where the format has links.

    The narrow columns of a document have no room for the year of a day of this year.
    """
    if form is Format.DOCX:
        word = word.replace("缺人 (2024-11-17)", "缺人 (17 November)")
    return short_address(word) if form in (Format.XLSX, Format.DOCX) else word


def plain(rows: Rows, width: int) -> Rows:
    """Return rows of so many cells without the signs of lights."""
    return [[re.sub(r"^[✓●▲✗?·] ", "", cell) for cell in row[:width]] for row in rows]


@pytest.mark.parametrize("form", READERS)
def test_a_new_section_is_one_function(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put into the table of sections, it stands in every format, with a cell of every kind."""
    monkeypatch.setattr(section_table, "SECTIONS", dict([*section_table.SECTIONS.items(), ("extra", extra)]))
    view, on = replace(shown_report(), shape=Shape(full=True)), ctx("en")
    found = READERS[form](REPORT[form](view, on), "Case", "extra")
    assert plain(found, 2) == [[linked(word, form) for word in row] for row in said(extra(view), on)]


def test_a_new_section_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells are values that name their kind, words are in both languages."""
    monkeypatch.setattr(section_table, "SECTIONS", dict([*section_table.SECTIONS.items(), ("extra", extra)]))
    written = json.loads(REPORT[Format.JSON](shown_report(), ctx("en")))["sections"][-1]
    assert (written["key"], written["title"]) == ("extra", {"zh": "Case", "en": "Case"})
    assert [column["key"] for column in written["columns"]] == ["name", "value"]
    found = {row["name"]["text"]: row["value"] for row in written["rows"]}
    assert {name: value and value["kind"] for name, value in found.items()} == {
        **{k: k for k in KINDS},
        "unknown": None,
    }
    assert found["percent"] == {"kind": "percent", "percent": 60.5, "expected": None}
    assert found["day"]["promised"]["day"] == "2024-10-31"
    assert (found["day"]["basis"], found["text"]["text"]["zh"]) == ("document", "原话")
    assert found["amount"]["quantity"] == {"value": 24700, "unit": "家", "qualifier": "超", "value_to": None}


HALVES = plan("""
    baseline:
      year: 2023
      figures:
      - {id: f, label: 产值, text: 1580.25亿元, value: 158025000000, unit: 元, kind: measure, period: "2023",
         section: 0}
    sections: {0: 总述}
    indicators: [{id: n, label: 产值, unit: 元, baseline: [f]}]
    tasks:
    - {ref: "1", title: 一, tasks: [{ref: "1.1", title: 甲, kind: deliverable, due: 2024-12-31},
                                    {ref: "1.2", title: 乙, kind: deliverable, due: 2024-12-31}]}
""")
LINES = """
    {"kind": "report", "ref": "1.1", "on": "2024-11-06", "percent": 50}
    {"kind": "report", "ref": "1.1", "on": "2024-11-12", "percent": 60}
    {"kind": "report", "ref": "1.2", "on": "2024-11-12", "percent": 61}
    {"kind": "measure", "ref": "n", "on": "2024-11-12", "value": 16e10, "unit": "元", "period": "2024", "text": "…"}
"""
NUMBERS = replace(periodic_report(HALVES, History(journal(LINES)), W46, zone=ZONE), shape=Shape(full=True))


@pytest.mark.parametrize("key", ["summary", "items", "indicators"])
@pytest.mark.parametrize("language", ["en"])
@pytest.mark.parametrize("form", READERS)
def test_numbers_are_the_same_in_every_format(form: Format, language: str, key: str) -> None:
    """A mean of 60.5 is 60.5% everywhere, not 60% in one format and 61% in another; so are amounts and changes."""
    on = ctx(language, of=HALVES)
    section = next(found for found in report_sections(NUMBERS) if found.key == key)
    title = all_indicators(NUMBERS).title if (form, key) == (Format.XLSX, "indicators") else section.title
    found = READERS[form](REPORT[form](NUMBERS, on), message_words(title, on), key)
    assert plain(found, len(section.columns)) == said(section, on)


def test_those_numbers() -> None:
    """As they are in words and as values."""
    written = json.loads(REPORT[Format.JSON](NUMBERS, ctx("en", of=HALVES)))["sections"]
    found = {section["key"]: section["rows"] for section in written}
    assert found["summary"][-2]["number"]["percent"] == found["items"][0]["percent"]["percent"] == 60.5
    assert found["summary"][-2]["change"] == {"kind": "change", "amount": 35.5, "unit": "points", "approximate": False}
    words = said(next(s for s in report_sections(NUMBERS) if s.key == "indicators"), ctx("en", of=HALVES))
    assert words == [["产值", "CNY 158.025 billion", "CNY 160 billion (2024)", "+1.2%"]]


ONE_DAY = plan("""
    report_every: week
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - {ref: "1.1", title: 甲, kind: deliverable, due: 2024-11-01, lead: [stic],
         milestones: [{ref: "1.1.1", title: 稿, due: 2024-10-10}, {ref: "1.1.2", title: 定, due: 2024-10-20}]}
      - {ref: "1.2", title: 乙, kind: deliverable, due: 2024-11-14, lead: [stic]}
      - {ref: "1.3", title: 丙, kind: ongoing, lead: [stic], curve: {12-31: 100}}
    - ref: "2"
      title: 二
      tasks:
      - {ref: "2.1", title: 丁, kind: deliverable, due: 2024-11-20, lead: [stic]}
      - {ref: "2.2", title: 戊, kind: deliverable, due: 2024-11-30, lead: [stic]}
      - {ref: "2.3", title: 己, kind: ongoing, lead: [stic]}
""")
HAPPENED = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1.1": {"due": "2024-11-01"}, "1.1.1": {"due": "2024-10-10"}, "1.1.2": {"due": "2024-10-20"}, "1.2": {"due": "2024-11-10"}, "1.3": {}, "2.1": {}, "2.2": {}, "2.3": {}}}
    {"kind": "milestone", "ref": "1.1.1", "on": "2024-10-27", "state": "reached"}
    {"kind": "report", "ref": "1.2", "on": "2024-11-13", "status": "done"}
    {"kind": "report", "ref": "1.3", "on": "2024-11-13", "percent": 99.96}
    {"kind": "report", "ref": "2.1", "on": "2024-11-13", "percent": 92.5}
    {"kind": "report", "ref": "2.2", "on": "2024-11-13", "status": "cancelled"}
"""  # noqa: E501
LIGHTS = {"done": 1, "on-track": 1, "attention": 1, "off-track": 1, "unreported": 1, "not-due": 0, "cancelled": 1}
BESIDES = {"owed": 2, "owed_off_track": 1, "overdue_tasks": 1, "missed_milestones": 1, "past_promise": 2}
SENTENCES = (
    (
        "As of 17 November 2024, of 6 tasks: done 1 (16.7%), on track 1 (16.7%), attention 1 (16.7%), off track 1"
        " (16.7%), unreported 1 (16.7%), cancelled 1 (16.7%); lights against the period before: 3 better."
    ),
    (
        "Progress averages 73.1%, 23.4 points behind the 96.5% expected (4 of 5 tasks ever reported on); reached in"
        " this period: 1 task, namely 1.2 乙, after the promise."
    ),
    (
        "Longest overdue, by 28 days: 1.1.2 定 (甲), led by STI Bureau; in addition: reports owed on 2, 1 of them on a"
        " task that is off track; 1 task overdue; 1 milestone missed; 2 tasks past the date promised."
    ),
)
ROWS = {
    "summary": [
        ["Tasks", "6"], ["Done", "1"], ["On track", "1"], ["Attention", "1"], ["Off track", "1"], ["Unreported", "1"],
        ["Not due yet", "0"], ["Cancelled", "1"], ["Besides: reports owed", "2"],
        ["Besides: reports owed, under another light", "1"], ["Besides: tasks overdue", "1"],
        ["Besides: milestones missed", "1"], ["Besides: tasks past the date promised", "2"],
        ["Ever reported on", "4/5"], ["Progress", "73.1%"], ["Expected", "96.5%"],
    ],
    "items": [
        ["1", "一", "66.7%", "95.8%", "3/3"],
        ["2", "二", "92.5%", "98.6%", "1/2"],
    ],
    "reached": [["2024-11-13", "1.2", "乙", "2024-11-10", "3"]],
    "past_promise": [
        ["1.1", "甲", "2024-11-01", "–", "2024-11-01", "16"],
        ["1.2", "乙", "2024-11-10", "2024-11-13", "–", "3"],
    ],
}  # fmt: skip
"""What one day of that plan comes to, counted by hand: the numbers that every view and format must show."""


@pytest.fixture(scope="module")
def one_day() -> PeriodicReport:
    """Return the report on the week."""
    found = periodic_report(ONE_DAY, History(journal(HAPPENED)), W46, zone=ZONE)
    return replace(found, shape=Shape(full=True))


@pytest.mark.parametrize("key", ROWS)
@pytest.mark.parametrize("form", READERS)
def test_numbers_of_one_day(form: Format, key: str, one_day: PeriodicReport) -> None:
    """Read back out of text, Markdown, HTML, Word and Excel, they are those counted by hand."""
    on = ctx("en", of=ONE_DAY)
    title = next(message_words(found.title, on) for found in report_sections(one_day) if found.key == key)
    found = READERS[form](REPORT[form](one_day, on), title, key)
    assert plain(found, len(ROWS[key][0])) == ROWS[key]


def test_numbers_of_one_day_in_sentences_and_json(one_day: PeriodicReport) -> None:
    """The sentences, JSON and its sections."""
    on = ctx("en", of=ONE_DAY)
    assert " ".join(SENTENCES) in str(REPORT[Format.TEXT](one_day, on))
    page = REPORT[Format.HTML](one_day, on)
    assert isinstance(page, str)
    assert [words for words in SENTENCES if words not in page] == []
    written = json.loads(REPORT[Format.JSON](one_day, on))
    assert (written["summary"]["total"], written["summary"]["lights"]) == (sum(LIGHTS.values()), LIGHTS)
    assert {name: written["summary"][name] for name in BESIDES} == BESIDES
    assert [written["summary"][name] for name in ("tasks", "reported", "percent", "expected")] == [5, 4, 73.1, 96.5]
    assert [(task["percent"], task["expected"]) for task in written["tasks"]] == [(66.7, 95.8), (92.5, 98.6)]
    assert [task["percent"] for task in written["tasks"][0]["children"]] == [None, 100, 99.9]
    assert [entry["days_late"] for entry in written["reached"]] == [3]
    assert [(entry["ref"], entry["days_late"]) for entry in written["past_promise"]] == [("1.1", 16), ("1.2", 3)]


def test_numbers_of_one_day_in_other_views() -> None:
    """The head of the status, the foot of the list and the charts: the same counts and digits; 99.96 is no full bar."""
    history, on = History(journal(HAPPENED)), replace(ctx("en", of=ONE_DAY), as_of=DAY)
    state = history.at(DAY)
    counts = "6 tasks: done 1, on track 1, attention 1, off track 1, unreported 1, cancelled 1"
    besides = (
        "besides: reports owed on 2, 1 of them on a task that is off track; 1 task overdue; 1 milestone missed;"
        " 2 tasks past the date promised"
    )
    glance = overview(ONE_DAY, state, DAY)
    assert status(glance, on).splitlines()[1:3] == [f"as of 2024-11-17 · {counts}", besides]
    chosen = listing(ONE_DAY, state, DAY, TaskFilter(), judging=DEFAULT_JUDGING)
    assert text_list(chosen, on).splitlines()[-2:] == [f"as of 2024-11-17 · {counts}", besides]
    assert next(line for line in text_list(chosen, on).splitlines() if line.startswith("1.3")).count("█") == 7
    data = chart_data(ONE_DAY, history, DAY)
    drawn = {name: chart(ChartView(name, data), on) for name in (Chart.UNITS, Chart.BURNUP, Chart.GANTT)}
    assert "expected: 96.5%  ● reported: 73.1%" in " ".join(drawn[Chart.BURNUP].split("\n"))
    assert re.search(r"STI Bureau: 6 tasks \(.*\), owing a report: 2", drawn[Chart.UNITS])
    assert re.findall(r"[\d.]+%", drawn[Chart.GANTT]) == ["66.7%", "92.5%"]


SAID = """
    {"kind": "report", "ref": "1.1", "on": "2024-11-14", "status": "blocked", "problem": "缺人", "next": "招人"}
    {"kind": "report", "ref": "2.3", "on": "2024-10-10", "progress": "在推进", "problem": "缺钱", "next": "申请"}
    {"kind": "report", "ref": "2.1", "on": "2024-11-14", "for": "2024-W45", "percent": 20, "progress": "补上周"}
"""
LATE = "off track 16 days past its date, blocked, milestone 1.1.2 missed, nobody said how far it is"
OWING = "unreported no report for 2024-W46 (5 periods in a row, since 2024-W42), nobody said how it stands"
BULLETIN = {
    "problems": [
        ["1.1", "甲", "STI Bureau", LATE, "28", "缺人 (2024-11-14)"],
        ["2.3", "己", "STI Bureau", OWING, "–", "缺钱 (2024-10-10)"],
    ],
    "next": [["2024-11-20", "2.1", "丁", "STI Bureau", "–"], ["–", "1.1", "甲", "STI Bureau", "招人 (2024-11-14)"]],
}
"""What the report shows without any choice of parts, counted by hand: problems and next steps with their days."""


@pytest.fixture(scope="module")
def bulletin() -> PeriodicReport:
    """Return the report on the week as it is without any choice of its parts."""
    return periodic_report(ONE_DAY, History(journal(HAPPENED + SAID)), W46, zone=ZONE)


SENTENCES_OF_IT = (
    "2.1 丁, led by STI Bureau: 13 November: progress 92.5%; 14 November: 补上周 (for 2024-W45, 4 days late).",
    "Past the date promised: 1.1 (16 days), 1.2 (3 days).",
)
"""Sentences of it: a late answer beside the percentage in force, and the tasks past their promise."""


def as_in_tables(rows: Rows) -> Rows:
    """Return rows as tables of text have them: a document spells days, and puts a colon behind a light."""
    words = [[re.sub(r"^(off track|unreported): ", r"\1 ", cell) for cell in row] for row in rows]
    return [
        [cell.replace("14 November", "2024-11-14").replace("10 October", "2024-10-10") for cell in row] for row in words
    ]


@pytest.mark.parametrize("key", BULLETIN)
@pytest.mark.parametrize("form", READERS)
def test_the_bulletin_of_one_day(form: Format, key: str, bulletin: PeriodicReport) -> None:
    """Its body says the same in every format."""
    on = ctx("en", of=ONE_DAY)
    title = next(message_words(found.title, on) for found in report_sections(bulletin) if found.key == key)
    found = READERS[form](REPORT[form](bulletin, on), title, key)
    assert as_in_tables(plain(found, len(BULLETIN[key][0]))) == BULLETIN[key]


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX])
def test_sentences_of_the_bulletin(form: Format, bulletin: PeriodicReport) -> None:
    """They stand in every format that has sentences."""
    written: Any = REPORT[form](bulletin, ctx("en", of=ONE_DAY))
    if form is Format.DOCX:
        written = "\n".join(paragraph.text for paragraph in opened(written).paragraphs)
    shown = re.sub(r"\\(.)", r"\1", html.unescape(re.sub(r"<[^>]*>", "", written)))
    assert [words for words in SENTENCES_OF_IT if words not in shown] == []
