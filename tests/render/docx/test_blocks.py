"""Paragraphs and tables: how they look, and that whatever was typed is one run of text."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from docx_fixtures import LANGUAGES, made, many, opened
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from showcase import HOSTILE, ctx, shown_report
from support import day

from plantrack.errors import message
from plantrack.evaluation.facts import Colour
from plantrack.render.context import visible
from plantrack.render.docx.blocks import COLOURS, paragraph, run, table
from plantrack.render.docx.document import report
from plantrack.render.docx.package import Package
from plantrack.render.phrases import light_words
from plantrack.reports.cells import ReferencesCell, ReportColumn, ReportSection, TextCell

pytestmark = pytest.mark.slow  # whole documents


@pytest.mark.parametrize(("language", "bold"), [("zh", None), ("en", True)])
def test_headings(language: str, bold: bool | None) -> None:  # noqa: FBT001 - as the library says it
    """In Chinese a font of their own sets them off, in English they are bold; so are the heads of columns."""
    document = opened(report(shown_report(), ctx(language)))
    heads = [p for p in document.paragraphs if p.style and p.style.name in ("Title", "Heading 1")]
    heads += [p for found in document.tables for cell in found.rows[0].cells for p in cell.paragraphs]
    assert {found.bold for p in heads for found in p.runs if found.text.strip()} == {bold}
    assert len(heads) > 60


def test_heads_repeat_and_rows_stay_whole() -> None:
    """Only the first row of a table is its head."""
    for found in opened(made(many(60), [])).tables:
        rows = [row._tr.trPr for row in found.rows]  # noqa: SLF001
        assert all(form.find(qn("w:cantSplit")) is not None for form in rows)
        assert [form.find(qn("w:tblHeader")) is not None for form in rows] == [True] + [False] * (len(rows) - 1)


def test_numbers_stand_on_the_right() -> None:
    """As the section says; what is no number stands on the left."""
    found = opened(report(shown_report(), ctx("zh"))).tables[0]
    styles = [[p.style.name for cell in row.cells for p in cell.paragraphs if p.style] for row in found.rows]
    assert styles[0] == ["Table Head"] * 4
    assert styles[1:] == [["Table Text", *["Table Number"] * 3]] * (len(styles) - 1)


@LANGUAGES
def test_lights_have_colour_and_words(language: str) -> None:
    """A dot in the light's colour, and beside it its name and reasons: colour is never the only sign."""
    view, on = shown_report(), ctx(language)
    found = opened(report(view, on)).tables[1]
    cells = [row.cells[5].paragraphs[0] for row in found.rows[1:]]
    shown = [(str(cell.runs[0].font.color.rgb), cell.text) for cell in cells]
    assert shown == [(COLOURS[top.light.shade], f"● {light_words(top.light, on)}") for top in view.roots]
    assert len(shown) == 2


def test_every_colour() -> None:
    """Each has its own."""
    assert COLOURS.keys() == set(Colour)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_lines_may_end_between_references() -> None:
    """Some programs break 1.1 after its point otherwise; words are left as they are."""
    found = ReportSection("x", message("What"), columns=(ReportColumn("a", message("What")),) * 2)
    cells = (ReferencesCell(("1.1", "2.1", "2.2", "2.3", "10.4")), TextCell("第1、2项"))
    drawn = re.findall("<w:t [^>]*>(.*?)</w:t>", table(replace(found, rows=(cells,)), ctx("zh"), 9000))
    assert drawn[-2:] == ["1.1、\u200b2.1–2.3、\u200b10.4", "第1、2项"]


@given(typed=st.text())
@example(HOSTILE)
@example("]]></w:t> &amp; \x00 \ud800 \ufffe \t\n")
def test_text_stays_text(typed: str) -> None:
    """Whatever was typed is one run of visible text."""
    package = Package()
    sheet = paragraph("End", form="<w:sectPr/>")
    document = opened(package.written(paragraph("Body Text", run(typed)) + sheet, "t", "a", ["zh"], day("2024-11-17")))
    first = document.paragraphs[0]
    assert [r.text for r in first.runs] == [visible(typed)]
    assert len(document.paragraphs) == 2


def test_tables_are_as_wide_as_the_text() -> None:
    """The columns together fill the area to the twip, and none is without width."""
    document = opened(made(many(60, "名" * 80), []))
    for each in document.tables:
        widths = [int(column.width.twips) for column in each.columns if column.width]
        assert sum(widths) in {Mm(156).twips, Mm(225).twips}
        assert min(widths) > 400
