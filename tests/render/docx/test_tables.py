"""Tables: their heads, rows and lights, in one language and in two."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from docx.table import Table
from docx_fixtures import LANGUAGES, opened, written
from msgspec.structs import replace
from showcase import ctx, shown_report
from support import day

from plantrack.errors import message
from plantrack.evaluation.facts import Colour
from plantrack.render.docx.blocks import paragraph, run
from plantrack.render.docx.tables import COLOURS, MANY, beside, table
from plantrack.render.phrases import light_words
from plantrack.reports.cells import (
    ChangeCell,
    CountCell,
    PercentCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    StatementCell,
    TextCell,
    TransitionCell,
)
from plantrack.reports.sections.section_table import all_sections

ROOM = 9000


def drawn(found: ReportSection, language: str = "zh") -> Table:
    """Return a section's table as another's reader sees it."""
    return opened(written(table(found, ctx(language).pages, ROOM) + paragraph("End"))).tables[0]


def rows(*cells: tuple[ReportCell | None, ...], levels: tuple[int, ...] = ()) -> ReportSection:
    """Return a section of rows; its last column has numbers."""
    columns = tuple(ReportColumn(f"c{n}", message("What"), number=n == len(cells[0]) - 1) for n in range(len(cells[0])))
    return ReportSection("x", message("What"), columns=columns, rows=cells, levels=levels)


def kept(found: Table) -> list[bool]:
    """Tell of each row whether it stays on the page of the next."""
    paragraphs = (row.cells[0].paragraphs[0] for row in found.rows)
    return [bool(one.paragraph_format.keep_with_next) for one in paragraphs]


def test_heads_repeat_and_rows_stay_whole() -> None:
    """Only the first row of a table is its head."""
    forms = [row._tr.trPr for row in drawn(rows(*[(TextCell("一"), CountCell(1))] * 5)).rows]  # noqa: SLF001
    assert all(form.find(qn("w:cantSplit")) is not None for form in forms)
    assert [form.find(qn("w:tblHeader")) is not None for form in forms] == [True] + [False] * 5


def test_no_row_is_left_over() -> None:
    """The last but one stays with the last, and what has parts with the first of them."""
    assert kept(drawn(rows(*[(TextCell("一"), CountCell(1))] * 4))) == [False, False, False, True, False]
    found = rows(*[(TextCell("一"), CountCell(1))] * 5, levels=(0, 1, 0, 1, 1))
    assert kept(drawn(found)) == [False, True, False, True, True, False]


def test_the_end_stays_with_what_follows() -> None:
    """Where that is asked for: two rows."""
    found = table(rows(*[(TextCell("一"), CountCell(1))] * 4), (ctx("zh"),), ROOM, kept=True)
    assert kept(opened(written(found + paragraph("End"))).tables[0]) == [False, False, False, True, True]


def test_numbers_stand_on_the_right() -> None:
    """As the section says; what is no number stands on the left. Long tables are set in smaller type."""
    for count, name in ((3, "Table"), (MANY + 1, "Long Table")):
        found = drawn(rows(*[(TextCell("一"), CountCell(1))] * count))
        styles = [[p.style.name for cell in row.cells for p in cell.paragraphs if p.style] for row in found.rows]
        assert styles == [[f"{name} Head"] * 2, *[[f"{name} Text", f"{name} Number"]] * count]


@LANGUAGES
def test_lights_have_colour_and_words(language: str) -> None:
    """A dot in the light's colour, and beside it its name and reasons: colour is never the only sign."""
    view, on = shown_report(), ctx(language)
    found = all_sections(view)["problems"]
    cells = [row.cells[found.column("light")].paragraphs[0] for row in drawn(found, language).rows[1:]]
    lights = [row[found.column("light")] for row in found.rows]
    shown = [(str(cell.runs[0].font.color.rgb), cell.text) for cell in cells]
    expected = [(COLOURS[one.light.shade], f"● {light_words(one.light, on)}") for one in lights]  # type: ignore[union-attr]
    assert len(shown) == 2
    assert [colour for colour, _ in shown] == [colour for colour, _ in expected]
    assert all(
        ours.startswith(said) or said.startswith(ours) for (_, ours), (_, said) in zip(shown, expected, strict=True)
    )


def test_the_lights_of_an_item_stand_with_its_title() -> None:
    """Each has its own colour; they take the columns between, which an item leaves empty."""
    found = all_sections(shown_report())["ledger"]
    row = drawn(found).rows[1]
    across = [cell._tc.grid_span for cell in row.cells]  # noqa: SLF001
    assert row.cells[1].text.startswith("壮大企业　● ")
    assert across[1] == found.column("light") - found.column("task") + 1
    colours = {str(one.font.color.rgb) for one in row.cells[1].paragraphs[0].runs if one.text == "●"}
    assert len(colours) == row.cells[1].text.count("●") > 1


def test_every_colour() -> None:
    """Each has its own."""
    assert COLOURS.keys() == set(Colour)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_both_languages_in_one_cell() -> None:
    """What they tell alike stands once: numbers, percentages and what somebody typed, with its day."""
    change = TransitionCell(PercentCell(30), PercentCell(55), ChangeCell(25, "points"))
    found = rows((TextCell(message("light done")), StatementCell("已完成", day("2024-11-12")), change))
    assert [cell.text for cell in drawn(found, "both").rows[1].cells] == [
        "完成　done", "已完成（2024-11-12）", "30% → 55%（+25）",
    ]  # fmt: skip


def test_days_of_this_year_have_none() -> None:
    """In one language; a day of another year tells it."""
    found = rows((StatementCell("甲", day("2024-11-12")), StatementCell("乙", day("2023-11-12"))))
    assert [cell.text for cell in drawn(found).rows[1].cells] == ["甲（11月12日）", "乙（2023-11-12）"]
    assert drawn(found, "en").rows[1].cells[0].text == "甲 (12 November)"


def test_tables_are_as_wide_as_the_room() -> None:
    """The columns together fill it to the twip, and none is without width."""
    found = drawn(rows(*[(TextCell("名" * 80), TextCell("Supercalifragilistic"), CountCell(1))] * 5))
    widths = [int(column.width.twips) for column in found.columns if column.width]
    assert sum(widths) == ROOM
    assert min(widths) > 400


def test_nothing_known_is_a_dash() -> None:
    """An empty cell says so."""
    text = table(replace(rows((None, CountCell(1)))), (ctx("zh"),), ROOM)
    assert re.findall("<w:t [^>]*>(.*?)</w:t>", text)[2:] == ["–", "1"]


def test_blocks_side_by_side() -> None:
    """In a row without rules, which stays on one page."""
    found = opened(written(beside([paragraph("Picture", run("甲")), paragraph("Picture", run("乙"))], 4000))).tables[0]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["甲", "乙"]]
    assert [int(column.width.twips) for column in found.columns if column.width] == [4000, 4000]
    assert len(list(found.rows[0]._tr.iter(qn("w:cantSplit")))) == 1  # noqa: SLF001
