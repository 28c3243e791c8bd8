"""A workbook being written: names of sheets, texts that are too long, and each cell of its type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from showcase import ctx
from support import day
from workbooks import part, sheets

from plantrack.errors import message
from plantrack.model.amounts import Quantity
from plantrack.render.xlsx.book import FORMATS, Book, Sheet, fitting, sheet_name
from plantrack.reports.cells import (
    AmountCell,
    ChangeCell,
    CountCell,
    DayCell,
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
    assert [sheet_name(name) for name in ("台账", "a/b: c?", "'x'", "x" * 40)] == ["台账", "a b  c", "x", "x" * 31]


def test_texts_that_are_too_long() -> None:
    """A text that no cell can hold is cut, with a mark at the end; one that just fits is not."""
    assert fitting("深" * 32767) == "深" * 32767
    assert [fitting(mark * 32768) for mark in "x深"] == ["x" * 32766 + "…", "深" * 32766 + "…"]


def test_no_character_is_halved() -> None:
    """Characters that count two are kept whole."""
    assert fitting("😀" * 20000) == "😀" * 16383 + "…"


def section(*cells: ReportCell | None) -> ReportSection:
    """Return a section with one row."""
    columns = tuple(ReportColumn(f"c{number}", message("What")) for number in range(len(cells)))
    return ReportSection("x", message("What"), columns=columns, rows=(cells,) if any(cells) else ())


def cell(of: ReportCell) -> tuple[object, str]:
    """Return a cell as it is read back, and the XML of its row."""
    book = Book(AS_OF)
    Sheet(book, "x", "en").table(section(of), ctx("en"))
    made = book.close()
    return sheets(made)["x"][1][0], part(made, "xl/worksheets/sheet1.xml")


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
    sheet = Sheet(book, "x", "en")
    rows = tuple((AmountCell(Quantity(1, "家"), period=str(number)),) for number in range(FORMATS + 1))
    sheet.table(replace(section(None), rows=rows), ctx("en"))
    found = [row[0] for row in sheets(book.close())["x"][1:]]
    assert found == [1.0] * FORMATS + [f"1 ({FORMATS})"]


def test_an_empty_table() -> None:
    """A table without rows has its head."""
    book = Book(AS_OF)
    sheet = Sheet(book, "x", "en")
    sheet.title("Title", "sentence")
    place = sheet.table(section(None, None), ctx("en"))
    sheet.frame(place, frozen=1)
    assert (place.first, place.last, place.columns) == (3, 2, {"c0": 0, "c1": 1})
    assert sheets(book.close())["x"] == [["Title", ""], ["sentence", ""], ["What", "What"]]
