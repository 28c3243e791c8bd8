"""Tables that a person or a spreadsheet has changed come in as that change; what is damaged is told with its cell."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from cli_support import PLAN
from exchange.test_round_trip import EXAMPLES, brought_in, written
from openpyxl.worksheet.worksheet import Worksheet

from plantrack.errors import PlanError
from plantrack.exchange.composing import composed
from plantrack.exchange.fields import names_in, scalar
from plantrack.exchange.plan_text import plan_text
from plantrack.exchange.reading import entries_of
from plantrack.exchange.record_tables import TAKEN as KEEPING
from plantrack.exchange.record_tables import table
from plantrack.exchange.records import Record
from plantrack.planfile.node_parsing import parse_nodes
from plantrack.render.formats import Format

Rows = list[dict[str, str]]
BEFORE = plan_text(EXAMPLES["fairs"]()).splitlines()


def changes(content: bytes) -> list[str]:
    """Return the lines of plan.yaml that are gone and those that came, in the plan of a changed export."""
    after = plan_text(brought_in(content)).splitlines()
    gone = [f"-{line.strip()}" for line in BEFORE if line not in after]
    return [*gone, *(f"+{line.strip()}" for line in after if line not in BEFORE)]


def edited(change: Callable[[Rows], None], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Return an export of the plan of the fairs as CSV, as a person saves it who has changed its rows."""
    assert PLAN
    rows = list(csv.DictReader(StringIO(written(EXAMPLES["fairs"](), Format.CSV).decode("utf-8-sig"))))
    change(rows)
    file = StringIO()
    out = csv.DictWriter(file, dict.fromkeys(name for row in rows for name in row), delimiter=delimiter)
    out.writeheader()
    out.writerows(rows)
    return file.getvalue().encode(encoding)


def of(rows: Rows, ref: str) -> dict[str, str]:
    """Return the row of a reference."""
    return next(row for row in rows if row["ref"] == ref)


def book(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return an export as a workbook after a change."""
    found, file = openpyxl.load_workbook(BytesIO(written(EXAMPLES["fairs"](), Format.XLSX))), BytesIO()
    change(found)
    found.save(file)
    return file.getvalue()


def sheet(found: openpyxl.Workbook, name: str) -> Worksheet:
    """Return a sheet of a workbook."""
    page = found[name]
    assert isinstance(page, Worksheet)
    return page


def test_numbers_without_decimals() -> None:
    """A weight that the file gives as 3 is written as 3, though it is held as 3.0."""
    assert [scalar(number) for number in (3, 3.0, 2.5, 1e22)] == ["3", "3", "2.5", "1" + "0" * 22]


def test_nothing_changed() -> None:
    """Saved again in any of the ways of spreadsheets, it is the same plan."""

    def habits(rows: Rows) -> None:
        for row in rows:
            row["due"] = row["due"].replace("-", "/").replace("/0", "/")
            row["headline"] = row.get("headline", "").upper()

    assert changes(edited(lambda _: None)) == []
    assert changes(edited(habits, "gb18030", ";")) == []
    assert changes(edited(habits, "utf-16", "\t")) == []
    assert changes(book(lambda _: None)) == []


def test_cells_that_changed() -> None:
    """A title in one language or both, a day in any digits, a unit more, however the list is written."""

    def change(rows: Rows) -> None:
        of(rows, "1.1").update({"title.zh": "办好第26届高交会", "due": "2024年11月15日", "support": "fund、stic"})
        of(rows, "2").update({"title.zh": "", "lead": "stic，fund"})
        of(rows, "1.1.1")["due"] = ""
        of(rows, "1.1.1")["due"] = "2024.10.5"

    assert changes(edited(change)) == [
        '-title: {zh: "办好高交会", en: "Hold the Hi-Tech Fair"}',
        "-due: 2024-11-16",
        "-due: 2024-10-15",
        '-title: {zh: "出台措施", en: "Issue measures"}',
        '+title: {zh: "办好第26届高交会", en: "Hold the Hi-Tech Fair"}',
        "+support: [fund, stic]",
        "+due: 2024-11-15",
        "+due: 2024-10-05",
        '+title: "Issue measures"',
        "+lead: [stic, fund]",
    ]


def test_rows_that_came_and_went() -> None:
    """A new row without a reference or a kind of record stands below what the row above it does."""

    def change(rows: Rows) -> None:
        place = rows.index(of(rows, "1.2"))
        rows[place : place + 1] = [
            {"record": "task", "title.zh": "新任务", "kind": "ongoing"},
            {"title.zh": "又一项", "kind": "deliverable", "due": "2024-6-30"},
        ]

    plan = brought_in(edited(change))
    assert [(task.ref, task.title.zh) for task in plan.tasks[0].tasks] == [
        ("1.1", "办好高交会"), ("1.2", "新任务"), ("1.3", "又一项"),
    ]  # fmt: skip


def test_a_column_that_is_gone() -> None:
    """Its field is as if it had never been written; tasks stand where their numbers say."""

    def change(rows: Rows) -> None:
        for row in rows:
            for name in ("parent", "basis.lead", "basis.due", "basis"):
                row.pop(name, None)

    assert {line for line in changes(edited(change)) if line[0] == "-"} == {
        "-basis: {lead: assumed}", "-basis: {due: assumed}", "-basis: {lead: assumed, due: assumed}", "-basis: assumed",
    }  # fmt: skip


def test_a_workbook_that_was_edited() -> None:
    """With days and numbers where texts were, sheets of other names, an added sheet, and a row at the end."""

    def change(found: openpyxl.Workbook) -> None:
        tasks = sheet(found, "task")
        heads = {str(cell.value): cell.column or 0 for cell in tasks[1]}
        tasks.cell(3, heads["due"]).value = datetime(2024, 11, 15)  # noqa: DTZ001
        tasks.cell(3, heads["due"]).number_format = "yyyy/m/d"
        tasks.append({heads["ref"]: 3, heads["title.zh"]: "新任务", heads["kind"]: "ongoing"})
        tasks.title = "任务"
        found.create_sheet("备注").append(["随便写写"])

    assert changes(book(change)) == ["-due: 2024-11-16", "+due: 2024-11-15", '+- ref: "3"', '+title: "新任务"',
                                     "+kind: ongoing"]  # fmt: skip


WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "a day": ("task", "1.1", "due", "2024-02-30", "the day 2024-02-30 does not exist in the calendar; correct it"),
    "a unit": ("task", "2", "lead", "stic, fonds",
               "no unit is called fonds; add it under `units:` or correct the name"),
    "a kind": ("task", "2", "kind", "ongoin", "'ongoin' is no value of this key; did you mean 'ongoing'?"),
    "above": ("milestone", "1.1.1", "parent", "7", "no task has the reference 7; correct it or add the task"),
    "a ring": ("task", "1", "parent", "1.1", "1 is below itself; correct `parent`"),
    "a field": ("plan", "", "issuer", "", "the key 'issuer' is missing; add it here"),
    "a number": ("indicator", "", "tasks", "9", "no task has the reference 9; correct it or add the task"),
}  # fmt: skip
"""What is wrong: the sheet, the row by its reference (else the first), the column, what stands there; what is told."""


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_workbook(case: str) -> None:
    """Is told with its sheet and cell; what is missing, with its row."""
    name, ref, column, value, said = WRONG[case]
    places = []

    def change(found: openpyxl.Workbook) -> None:
        page = sheet(found, name)
        heads = {str(cell.value): cell.column or 0 for cell in page[1]}
        row = next(n for n in range(2, 99) if not ref or page.cell(n, heads["ref"]).value == ref)
        cell = page.cell(row, heads[column])
        cell.value = value or None
        places.append(cell.coordinate if value and case != "a ring" else f"A{row}")

    assert told(book(change), "x.xlsx")[0] == f"x.xlsx#{name}!{places[0]}: {said}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("task,1,", "tusk,1,", "x.csv:11:1: 'tusk' is no value of this key; write one of plan, unit, section, "),
        ("basis.lead", "basis.leed", "x.csv:11:15: unknown key 'leed'; did you mean 'lead'?"),
        ("basis.lead", "due", "x.csv:1:15: due stands there twice; keep one of the two"),
        ("basis.lead", "", "x.csv:11:15: the first row names no field here; name it, or empty the cell"),
        ("basis.lead", "parent.x", "x.csv:14:15: parent.x stands there twice; keep one of the two"),
        ("basis.lead", "a..b[", "x.csv:11:15: unknown key 'a..b['; known here: "),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_text(old: str, new: str, said: str) -> None:
    """Is told with its row and column."""
    text = written(EXAMPLES["fairs"](), Format.CSV).decode()
    assert text.count(old) == 1
    assert said in told(text.replace(old, new).encode(), "x.csv")[0]


def told(content: bytes, file: str) -> list[str]:
    """Return what is wrong in an export."""
    try:
        entries = entries_of(content, file)
        assert entries is not None
        found = composed(entries, file, "fairs")
        return [one.text() for one in (*found.problems, *parse_nodes(found.root, "fairs", file)[2])]
    except PlanError as error:
        return [one.text() for one in error.problems] or [error.message.text()]


TAKEN = (
    "=1+1", "@x", "＋1", "-1-2", "+86 10", "'x", "6.10", "007", "1e5", "1.5E+3", "3-4", "2023-12", "1/2/2024", "TRUE",
    "123456789012", "7.5%", "85 %", "1,234", "1,234.5", "12:30", "¥5", "$1.5",
)  # fmt: skip
"""Texts that a spreadsheet would run, or save otherwise than they were written."""


def test_what_a_spreadsheet_would_change() -> None:
    """Has an apostrophe before it, so that it comes back as it was; other texts and plain numbers have none."""
    kept = ("6.2", "7", "-3.5", "2023", "超2.47万家", "5 km", "a-b", "2023-H1", "12%左右", "1:x", "Q4")
    rows = [Record("unit", {"id": "a", "zh": text, "en": "x"}) for text in (*TAKEN, *kept)]
    assert [row[2] for row in table(rows, KEEPING).rows] == [*(f"'{text}" for text in TAKEN), *kept]


def test_a_list_of_names_without_end() -> None:
    """Is parted once, however many blanks stand in it."""
    assert names_in("a" + " " * 500_000 + "b ,  c\n;d") == ["a" + " " * 500_000 + "b", "c", "d"]
