"""A workbook being written: names of sheets, texts that are too long, and each cell of its type."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from showcase import ctx
from support import day
from workbooks import attributes, part, sheets

from plantrack.errors import message
from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.amounts import Quantity
from plantrack.render.xlsx.book import FORMATS, LARGE, Book, ReportSheet, fitting, sheet_name
from plantrack.render.xlsx.dimensions import A4
from plantrack.render.xlsx.grid import grid
from plantrack.reports.cells import (
    AmountCell,
    ChangeCell,
    CountCell,
    DayCell,
    LightCell,
    LinkCell,
    PercentCell,
    ReferencesCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TextCell,
)

AS_OF = day("2024-11-17")


@given(st.text())
def test_names_of_sheets(text: str) -> None:
    """At most 31 characters, none of those that a reference cannot have, and no quote at an end."""
    name = sheet_name(text)
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name.strip("'") == name


def test_a_name_that_fits_stays() -> None:
    """What needs no change is not changed; what does keeps its words."""
    assert [sheet_name(name) for name in ("台账", "a/b: c?", "'x'")] == ["台账", "a b c", "x"]


@given(st.lists(st.text("[]'?hH", max_size=40) | st.sampled_from(["History", "hISTORY", "''", "[?]"]), max_size=6))
def test_names_in_a_book(texts: list[str]) -> None:
    """Each sheet has a name that Excel takes: one that is not empty, not its own, and no other's in any case."""
    book = Book(AS_OF)
    names = [book.sheet_name(text) for text in texts]
    assert all(name and len(name) <= 31 and name.strip("' ") == name for name in names)
    assert len({"history", *(name.lower() for name in names)}) == len(names) + 1


def test_where_nothing_is_left() -> None:
    """The sheet has a name all the same, and another where Excel keeps it."""
    book = Book(AS_OF)
    assert [book.sheet_name(text) for text in ("[?]", "''", "History")] == ["–", "– 2", "History 2"]


def test_a_name_that_is_too_long_is_cut_at_a_word() -> None:
    """Or anywhere, where it has no words."""
    long = ("Arrived late for an earlier period", "x" * 40)
    assert [sheet_name(name) for name in long] == ["Arrived late for an earlier…", "x" * 30 + "…"]


def test_texts_that_are_too_long() -> None:
    """A text that no cell can hold is cut, with a mark at the end; one that just fits is not."""
    assert fitting("深" * 32767) == "深" * 32767
    assert [fitting(mark * 32768) for mark in "x深"] == ["x" * 32766 + "…", "深" * 32766 + "…"]


def test_no_character_is_halved() -> None:
    """Characters that count two are kept whole."""
    assert fitting("😀" * 20000) == "😀" * 16383 + "…"


def section(*cells: ReportCell | None, rows: int = 1) -> ReportSection:
    """Return a section with so many rows of these cells."""
    columns = tuple(ReportColumn(f"c{number}", message("What")) for number in range(len(cells)))
    return ReportSection("x", message("What"), columns=columns, rows=(cells,) * rows)


def sheet(found: ReportSection, book: Book, shown: tuple[str, ...] = ()) -> ReportSheet:
    """Return a sheet with the table of a section, below a title."""
    made, table = ReportSheet(book, "x", ctx("en")), grid(found, ctx("en"), A4, shown)
    made.fit(table)
    made.line("Title", size=LARGE)
    made.freeze(made.table(table, "table_x"), 1)
    return made


def cell(of: ReportCell) -> tuple[object, str]:
    """Return a cell as it is read back, and the XML of its sheet."""
    book = Book(AS_OF)
    sheet(section(of), book)
    made = book.close()
    return sheets(made)["x"][2][0], part(made, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("of", "read"),
    [
        (TextCell("text"), "text"),
        (ReferencesCell(("1.10",)), "1.10"),
        (TextCell("=1"), "=1"),
        (TextCell("x" * 40000), "x" * 32766 + "…"),
        (DayCell(AS_OF), AS_OF),
        (DayCell(AS_OF, "assumed"), AS_OF),
        (DayCell(day("1899-12-31")), "1899-12-31"),
        (CountCell(7), 7.0),
        (CountCell(7.25), 7.25),
        (CountCell(1, 2), 1.0),
        (ChangeCell(-3), -3.0),
        (PercentCell(40), 0.4),
        (PercentCell(0), 0.0),
        (LightCell(Light(Meaning.DONE), "name"), "✓ done"),
        (LinkCell("https://example.org/x"), "example.org"),
    ],
)
def test_types_of_cells(of: ReportCell, read: object) -> None:
    """Texts are texts, days are days, percentages are shares of one, and nothing is empty; a zero is a zero."""
    found, xml = cell(of)
    assert found == read
    assert type(found) is type(read)
    assert "<f>" not in xml


def test_formats_are_few() -> None:
    """A workbook that needed more number formats than programs open has its last amounts as texts."""
    book = Book(AS_OF)
    rows = tuple((AmountCell(Quantity(1, "家"), period=str(number)),) for number in range(FORMATS + 1))
    sheet(replace(section(None), rows=rows), book)
    found = [row[0] for row in sheets(book.close())["x"][2:]]
    assert found == [1.0] * FORMATS + [f"1 ({FORMATS})"]


def test_links() -> None:
    """An address opens its page; one that is longer than a link may be is shown whole instead."""
    long = "https://example.org/" + "x" * 3000
    book = Book(AS_OF)
    sheet(section(LinkCell("https://example.org/a?b=c&d#e"), LinkCell(long)), book)
    made = book.close()
    targets = attributes(part(made, "xl/worksheets/_rels/sheet1.xml.rels"), "Relationship")
    assert [unescape(one["Target"]) for one in targets if "hyperlink" in one["Type"]] == ["https://example.org/a?b=c&d"]
    assert attributes(part(made, "xl/worksheets/sheet1.xml"), "hyperlink")[0]["location"] == "e"
    assert sheets(made)["x"][2][:2] == ["example.org", f"example.org {long}"]


def test_more_links_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those beyond are texts, and none is lost."""
    monkeypatch.setattr("plantrack.render.xlsx.book.LINKS", 2)
    book = Book(AS_OF)
    sheet(section(LinkCell("https://example.org/"), rows=3), book)
    made = book.close()
    assert len(attributes(part(made, "xl/worksheets/sheet1.xml"), "hyperlink")) == 2
    assert [row[0] for row in sheets(made)["x"][2:]] == [
        "example.org",
        "example.org",
        "example.org https://example.org/",
    ]


def test_parts_in_their_colours() -> None:
    """Each light of several tasks has its own colour; a single one as well."""
    book = Book(AS_OF)
    counts = ((Meaning.DONE, 3), (Meaning.OFF_TRACK, 1))
    lights = (Light(Meaning.OFF_TRACK, counts=counts[start:]) for start in (0, 1))
    sheet(section(*map(LightCell, lights)), book)
    made = book.close()
    runs = re.findall(r'<color rgb="FF(\w+)"/>.*?<t[^>]*>([^<]*)<', part(made, "xl/sharedStrings.xml"))
    assert runs == [("9C0006", "✗ off track 1"), ("222222", ", "), ("006100", "✓ done 3")]
    assert sheets(made)["x"][2][:2] == ["✗ off track 1, ✓ done 3", "✗ off track 1"]
    assert '<color rgb="FF9C0006"/>' in part(made, "xl/styles.xml")


def test_a_table_of_its_own() -> None:
    """A table has a name, a filter, and heads that its cells repeat; the head stays in sight and on every page."""
    book = Book(AS_OF)
    sheet(section(TextCell("a"), TextCell("b"), rows=2), book)
    made = book.close()
    xml = part(made, "xl/tables/table1.xml")
    (table,) = attributes(xml, "table")
    assert (table["displayName"], table["ref"]) == ("table_x", "A2:B4")
    assert attributes(xml, "autoFilter") == [{"ref": "A2:B4"}]
    assert (
        [column["name"] for column in attributes(xml, "tableColumn")] == sheets(made)["x"][1][:2] == ["What", "What 2"]
    )
    assert attributes(part(made, "xl/worksheets/sheet1.xml"), "pane")[0]["topLeftCell"] == "B3"
    assert '_xlnm.Print_Titles" localSheetId="0">x!$2:$2<' in part(made, "xl/workbook.xml")


def test_hidden_columns() -> None:
    """What is grouped away is opened at the column before it; an empty column is hidden."""
    book = Book(AS_OF)
    sheet(section(TextCell("a"), TextCell("b"), TextCell("c"), None), book, ("c0",))
    columns = attributes(part(book.close(), "xl/worksheets/sheet1.xml"), "col")
    looks = [(c["min"], c["max"], c.get("hidden"), c.get("outlineLevel"), c.get("collapsed")) for c in columns[:3]]
    assert looks == [("1", "1", None, None, "1"), ("2", "3", "1", "1", None), ("4", "4", "1", None, None)]


def test_an_empty_table() -> None:
    """A table without rows has its head, and an empty row, as no table is without."""
    book = Book(AS_OF)
    made, table = ReportSheet(book, "x", ctx("en")), grid(section(None, None, rows=0), ctx("en"), A4)
    made.fit(table)
    place = made.table(table, "x")
    assert (place.first, place.last, place.columns) == (1, 0, {"c0": 0, "c1": 1})
    assert attributes(part(book.close(), "xl/tables/table1.xml"), "table")[0]["ref"] == "A1:B2"


@pytest.mark.parametrize(("words", "merged"), [("short", []), ("a long sentence " * 15, ["A1:P1"])])
def test_lines_across_the_page(words: str, merged: list[str]) -> None:
    """A sentence that is longer than the page wraps, and its row is as high as that takes; a short one does not."""
    book = Book(AS_OF)
    made = ReportSheet(book, "x", ctx("en"))
    made.fit(grid(section(TextCell("a")), ctx("en"), A4))
    made.line(words)
    xml = part(book.close(), "xl/worksheets/sheet1.xml")
    assert [one["ref"] for one in attributes(xml, "mergeCell")] == merged
    assert float(attributes(xml, "row")[0]["ht"]) == (30.0 if merged else 15.75)


def test_a_sheet_opens_others() -> None:
    """By links in two columns, whatever their names."""
    book = Book(AS_OF)
    first, *others = (ReportSheet(book, name, ctx("en")) for name in ("x", "it's", "b c", "深圳"))
    first.opens(others)
    links = attributes(part(book.close(), "xl/worksheets/sheet1.xml"), "hyperlink")
    assert [(link["ref"], unescape(link["location"])) for link in links] == [
        ("A1", "'it''s'!A1"), ("C1", "'深圳'!A1"), ("A2", "'b c'!A1"),
    ]  # fmt: skip


def test_names_of_sheets_that_are_the_same() -> None:
    """The second has a number behind it, whatever its case and length."""
    book = Book(AS_OF)
    found = [ReportSheet(book, name, ctx("en")).name for name in ("Units", "UNITS", "x" * 40, "x" * 40)]
    assert found == ["Units", "UNITS 2", "x" * 30 + "…", "x" * 29 + " 2"]


def test_a_chart_is_as_wide_as_its_columns() -> None:
    """From its own column on to the edge of the page."""
    book = Book(AS_OF)
    made, table = ReportSheet(book, "x", ctx("en")), grid(section(TextCell("a"), CountCell(1)), ctx("en"), A4)
    made.fit(table, beside=True)
    place = made.table(table, "x")
    chart = book.file.add_chart({"type": "bar"})
    chart.add_series({"values": ["x", place.first, 1, place.last, 1]})
    made.chart(chart, (0, made.beside), 100)
    columns = re.findall("<xdr:col>(.*?)<", part(book.close(), "xl/drawings/drawing1.xml"))
    assert columns == ["3", "3"]
