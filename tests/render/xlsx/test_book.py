"""A workbook being written: names of sheets, texts that are too long, and each cell of its type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import day
from workbooks import part, sheets

from plantrack.render.xlsx.book import Book, Column, Form, Row, Sheet, fitting, sheet_name
from plantrack.render.xlsx.fit import Cell

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


def cell(of: Cell, form: Form) -> tuple[object, str]:
    """Return a cell as it is read back, and the XML of its row."""
    book = Book(AS_OF)
    Sheet(book, "x", "en").table([Column("Head", 9, form), Column("Next", 9)], [Row((of, "x"))])
    made = book.close()
    return sheets(made)["x"][1][0], part(made, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("of", "form", "read"),
    [
        ("text", Form.TEXT, "text"),
        ("1.10", Form.NAME, "1.10"),
        ("=1", Form.NUMBER, "=1"),
        ("x" * 40000, Form.TEXT, "x" * 32766 + "…"),
        (AS_OF, Form.DAY, AS_OF),
        (AS_OF, Form.TEXT, AS_OF),
        (day("1899-12-31"), Form.DAY, "1899-12-31"),
        (7, Form.NUMBER, 7.0),
        (7.25, Form.NUMBER, 7.25),
        (-3, Form.SHIFT, -3.0),
        (40, Form.SHARE, 0.4),
        (0, Form.SHARE, 0.0),
        (None, Form.SHARE, ""),
        ("", Form.TEXT, ""),
    ],
)
def test_types_of_cells(of: Cell, form: Form, read: object) -> None:
    """Texts are texts, days are days, percentages are shares of one, and nothing is empty; a zero is a zero."""
    found, xml = cell(of, form)
    assert found == read
    assert type(found) is type(read)
    assert "<f>" not in xml


def test_an_empty_table() -> None:
    """A table without rows has its head."""
    book = Book(AS_OF)
    sheet = Sheet(book, "x", "zh")
    sheet.title("Title", "sentence")
    first, last = sheet.table([Column("A", 9), Column("B", 9)], [])
    sheet.frame(2, last, 2, frozen=1)
    assert (first, last) == (3, 2)
    assert sheets(book.close())["x"] == [["Title", ""], ["sentence", ""], ["A", "B"]]
