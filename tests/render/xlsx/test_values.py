"""What a cell is in a workbook: its value, and the format that shows the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from showcase import ctx

from plantrack.model.amounts import Quantity
from plantrack.model.plan import Public
from plantrack.render.cells import cell_words
from plantrack.render.xlsx.values import SheetCell, quoted, sheet_cell
from plantrack.reports.cells import (
    AmountCell,
    ChangeCell,
    CountCell,
    DayCell,
    PercentCell,
    ReferencesCell,
    ReportCell,
    TextCell,
    UnitsCell,
)

DAY = date(2024, 11, 17)
FIRMS = Quantity(24700, "家", "超")


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        (DayCell(DAY), DAY, "yyyy-mm-dd"),
        (DayCell(DAY, Public("https://example.org")), DAY, 'yyyy-mm-dd" (published)"'),
        (PercentCell(40), 0.4, "0%"),
        (PercentCell(60.5), 0.605, "0.0%"),
        (CountCell(7), 7, "#,##0"),
        (CountCell(7.25), 7.25, "#,##0.######"),
        (CountCell(1, 2), 1, '#,##0"/2"'),
        (ChangeCell(-3), -3, '+0;-0;"="'),
        (ChangeCell(0), 0, '+0;-0;"="'),
        (ChangeCell(33.4, "points"), 33.4, '+0.0" points";-0.0" points";"="'),
        (ChangeCell(1.2, "percent", approximate=True), 1.2, '"about "+0.0"%";"about "-0.0"%";"="'),
        (AmountCell(FIRMS, "超2.47万家", period="2024"), 24700.0, '"over "#,##0" (2024)"'),
        (AmountCell(Quantity(158025000000, "元")), 158.025, '"CNY "0.000" billion"'),
    ],
)
def test_numbers_and_days_are_values(cell: ReportCell, value: object, form: str) -> None:
    """They can be calculated with, and read as they do everywhere."""
    assert sheet_cell(cell, ctx("en")) == SheetCell(cell_words(cell, ctx("en")), value, form)  # type: ignore[arg-type]


def test_an_amount_reads_in_chinese_as_people_write_it() -> None:
    """Number, magnitude and unit; one whose own words have another number stands as text."""
    assert sheet_cell(AmountCell(FIRMS, "超2.47万家"), ctx("zh")) == SheetCell("超2.47万家", 2.47, '"超"0.00"万家"')
    other = AmountCell(Quantity(26, "届"), "第二十六届")
    assert sheet_cell(other, ctx("zh")) == SheetCell("第二十六届", "第二十六届")


@pytest.mark.parametrize(
    "cell",
    [
        TextCell("=1+1"), ReferencesCell(("1.10",)), UnitsCell(("stic",)), DayCell(date(1899, 12, 31)),
        AmountCell(Quantity(5, "%", value_to=6)), AmountCell(FIRMS, period="x" * 300),
    ],
)  # fmt: skip
def test_everything_else_is_text(cell: ReportCell) -> None:
    """So are ranges, days before the calendar of workbooks, and words too long for a format."""
    words = cell_words(cell, ctx("en"))
    assert sheet_cell(cell, ctx("en")) == SheetCell(words, words)


def test_what_is_not_known_is_empty() -> None:
    """And no dash, which would be counted as a text."""
    assert sheet_cell(None, ctx("en")) == SheetCell("", None)


def test_words_in_a_format_are_shown_as_they_are() -> None:
    """Quotes and codes of the format itself."""
    assert [quoted(words) for words in ("", "m²", 'a "b"; 0%')] == ["", '"m²"', '"a "\\""b"\\""; 0%"']
