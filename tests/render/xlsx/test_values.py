"""What a cell is in a workbook: its value, and the format that shows the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from showcase import ctx
from support import journal

from plantrack.evaluation.facts import Colour, Light, Meaning, Reason
from plantrack.model.amounts import Quantity
from plantrack.model.basis import Attribution
from plantrack.model.plan import Text
from plantrack.render.cells import cell_words
from plantrack.render.xlsx.values import SheetCell, cells, quoted, sheet_cell
from plantrack.reports.cells import (
    AmountCell,
    ChangeCell,
    CountCell,
    DayCell,
    LightCell,
    LinkCell,
    ListCell,
    PercentCell,
    ReferencesCell,
    ReportCell,
    TextCell,
    UnitsCell,
    UpdateCell,
)

DAY = date(2024, 11, 17)
DONE = '{"kind": "report", "on": "2024-11-12", "ref": "1", "status": "done", "source": "https://www.example.org/a"}'
TWICE = f'{DONE[:-1]}, "evidence": [{{"name": "http://example.com/b"}}]}}'
FIRMS = Quantity(24700, "家", "超")


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        (DayCell(DAY), DAY, "yyyy-mm-dd"),
        (DayCell(DAY, Attribution("https://example.org")), DAY, 'yyyy-mm-dd" (published)"'),
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
        TextCell("=1+1"), UnitsCell(("stic",)), DayCell(date(1899, 12, 31)),
        AmountCell(Quantity(5, "%", value_to=6)), AmountCell(FIRMS, period="x" * 60),
        AmountCell(FIRMS, period="x" * 300),
    ],
)  # fmt: skip
def test_everything_else_is_text(cell: ReportCell) -> None:
    """So are ranges, days before the calendar of workbooks, and numbers within words too long for a line."""
    words = cell_words(cell, ctx("en"))
    assert sheet_cell(cell, ctx("en")) == SheetCell(words, words)


def test_references_stand_in_the_middle() -> None:
    """They are texts, so that 1.10 is not 1.1."""
    assert sheet_cell(ReferencesCell(("1.10",)), ctx("en")) == SheetCell("1.10", "1.10", centred=True)


def test_a_light_has_its_sign_and_colour() -> None:
    """Its name alone stands on its colour, an office's own words and colour as well."""
    light = Light(Meaning.OFF_TRACK, (Reason("behind", 20),))
    assert sheet_cell(LightCell(light, "name"), ctx("zh")) == SheetCell(
        "✗ 滞后", "✗ 滞后", shade=Colour.RED, centred=True
    )
    own = Light(Meaning.OFF_TRACK, colour=Colour.PURPLE, words=Text("紫灯", "purple"))
    assert sheet_cell(LightCell(own, "name"), ctx("en")) == SheetCell(
        "✗ purple", "✗ purple", shade=Colour.PURPLE, centred=True
    )


def test_a_light_with_its_reasons() -> None:
    """The name has its colour, the reasons have none."""
    light = Light(Meaning.OFF_TRACK, (Reason("behind", 20),))
    words = "✗ 滞后：落后20个百分点"
    pieces = (("✗ 滞后", Colour.RED), ("：落后20个百分点", None))
    assert sheet_cell(LightCell(light), ctx("zh")) == SheetCell(words, words, pieces=pieces)
    assert sheet_cell(LightCell(light, "reasons"), ctx("zh")) == SheetCell("落后20个百分点", "落后20个百分点")
    done = Light(Meaning.DONE)
    assert sheet_cell(LightCell(done), ctx("zh")) == SheetCell("✓ 完成", "✓ 完成", pieces=(("✓ 完成", Colour.GREEN),))


def test_the_lights_of_several_tasks() -> None:
    """Each light with its sign and number, in its own colour, the worst first."""
    light = Light(Meaning.OFF_TRACK, counts=((Meaning.DONE, 3), (Meaning.OFF_TRACK, 1)))
    words = "✗ off track 1, ✓ done 3"
    pieces = (("✗ off track 1", Colour.RED), (", ", None), ("✓ done 3", Colour.GREEN))
    assert sheet_cell(LightCell(light), ctx("en")) == SheetCell(words, words, pieces=pieces)


PAGE, OTHER = "https://www.example.org/a", "http://example.com/b"


@pytest.mark.parametrize(
    ("cell", "words", "link"),
    [
        (LinkCell(PAGE), "example.org", PAGE),
        (LinkCell(PAGE, "The plan"), "The plan", PAGE),
        (LinkCell("深科〔2024〕1号"), "深科〔2024〕1号", ""),
        (LinkCell("javascript:alert(1)"), "javascript:alert(1)", ""),
        (ListCell((LinkCell(PAGE),), "lines"), "example.org", PAGE),
        (ListCell((LinkCell("letter"), LinkCell(OTHER), LinkCell(PAGE)), "lines"), f"letter\n{OTHER}\n{PAGE}", OTHER),
        (UpdateCell(journal(DONE)[0]), "done [example.org]", PAGE),
        (UpdateCell(journal(TWICE)[0]), f"done [{PAGE}] [{OTHER}]", PAGE),
        (TextCell(PAGE), PAGE, ""),
    ],
)
def test_addresses_of_web_pages_are_links(cell: ReportCell, words: str, link: str) -> None:
    """One is shown by its host, several are shown whole; what is no source stays text."""
    assert sheet_cell(cell, ctx("en")) == SheetCell(words, words, link=link)


def test_what_is_not_known_is_empty() -> None:
    """And no dash, which would be counted as a text."""
    assert sheet_cell(None, ctx("en")) == SheetCell("", None)


def test_words_in_a_format_are_shown_as_they_are() -> None:
    """Quotes and codes of the format itself."""
    assert [quoted(words) for words in ("", "m²", 'a "b"; 0%')] == ["", '"m²"', '"a "\\""b"\\""; 0%"']


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("深圳", 4), ("第26届", 6), ("–", 2), ("😀", 1)])
def test_cells(text: str, wide: int) -> None:
    """A Chinese character is as wide as two others."""
    assert cells(text) == wide
