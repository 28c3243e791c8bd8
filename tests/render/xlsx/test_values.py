"""What a cell is in a workbook: its value, and the format that shows the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from showcase import ctx

from plantrack.model.amounts import Quantity
from plantrack.model.basis import Public
from plantrack.render.cells import cell_words
from plantrack.render.xlsx.values import HIGHEST, SheetCell, cells, height, quoted, sheet_cell, width
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


def texts(*words: str) -> list[SheetCell]:
    """Return cells of text."""
    return [SheetCell(said, said) for said in words]


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("深圳", 4), ("第26届", 6), ("–", 2), ("😀", 1)])
def test_cells(text: str, wide: int) -> None:
    """A Chinese character is as wide as two others."""
    assert cells(text) == wide


def test_width() -> None:
    """A column is as wide as its widest line needs, and no wider than it may be."""
    assert width(40, "No.", texts("深圳", "a\n深圳市科技创新局", "")) == 18
    assert width(10, "No.", texts("深圳市科技创新局")) == 10


def test_width_of_numbers() -> None:
    """A number that is cut shows nothing but hashes, so a column has room for all of its words."""
    assert width(10, "No.", [SheetCell("超1,007,200,000,000元", 1_007_200_000_000), *texts("深圳市科技创新局")]) == 23


def test_width_of_a_column_without_cells() -> None:
    """Its head has room on two lines without a broken word, and it is never too narrow to be seen."""
    assert width(40, "连续未报期数", []) == 8
    assert width(40, "A", []) == 6
    assert width(7, "Problem", []) == pytest.approx(9.7)


def test_height() -> None:
    """A row is as high as the text with most lines."""
    assert height(["一", "", "7"], [10, 10, 10]) == height([""], [10])
    assert [height([text], [10]) for text in ("深圳", "深圳市科技创新", "深\n圳\n市")] == [
        17.5,
        32.0,
        46.5,
    ]


def test_height_in_bold() -> None:
    """Bold letters are wider, so a line may end before it would otherwise."""
    assert (height(["深圳市科"], [9]), height(["深圳市科"], [9], bold=True)) == (17.5, 32.0)


def test_height_of_an_endless_text() -> None:
    """No program shows a row that is higher than a page."""
    assert height(["深" * 9999], [10]) == HIGHEST
