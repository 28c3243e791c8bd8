"""The document: its sections and annexes in their order, and who signs it."""

from __future__ import annotations

import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from docx_fixtures import made, many, opened, told, viewed
from msgspec.structs import replace
from section_fixtures import said_sections
from showcase import SHOWN, ctx, shown_report
from support import journal, plan

from plantrack.evaluation.lights.packaged import packaged
from plantrack.render.context import RenderContext
from plantrack.render.docx.document import numbered, report
from plantrack.render.docx.layout import STYLES
from plantrack.reports.periodic import Provenance

pytestmark = pytest.mark.slow  # whole documents


def test_every_section_of_the_report_is_there() -> None:
    """Whatever sections the report has, they stand here in their order, with all their rows."""
    view = viewed(many(60), [])
    lines = told(report(view, ctx("zh", of=view.plan)))
    sections = said_sections(view, ctx("zh", of=view.plan)).values()
    heads = [line.partition("、")[2] for line in lines if line.startswith("[Heading 1]")]
    assert heads == [section.title for section in sections]
    rows = [row for section in sections for row in section.rows]
    shown = [line.replace("\u200b", "").replace("● ", "") for line in lines]
    assert [row for row in rows if row not in shown] == []


def test_a_colon_before_a_table_stays_alone() -> None:
    """What leads over to a table has no stop after its colon."""
    early = journal(
        '{"kind": "report", "ref": "1", "on": "2024-11-09", "percent": 5, "at": "2024-11-14T04:00:00.000Z"}'
    )
    found = viewed(plan('tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]'), early)
    lines = told(report(found, ctx("zh", of=found.plan)))
    assert [line for line in lines if "改变了上期情况" in line] == ["[Body Text] 2024-11-11以后的记录改变了上期情况："]


def test_long_tables_are_annexes() -> None:
    """Where they would stand is where they are; the annexes are listed above the issuer, and each begins a page."""
    lines = told(made(many(60), []))
    named = [line for line in lines if line.startswith(("[Annex", "[Signature]")) or "详见" in line]
    assert named == [
        "[Body Text] 共60条，详见附件1。",
        "[Body Text] 共60条，详见附件2。",
        "[Annex List] 附件：\t1.\t各事项进展",
        "[Annex List] \t2.\t超期",
        "[Annex List] \t3.\t图表",
        "[Signature] 科创局",
        "[Signature] 2024年11月17日",
        "[Annex] 附件1",
        "[Annex Title] 各事项进展",
        "[Annex] 附件2",
        "[Annex Title] 超期",
        "[Annex] 附件3",
        "[Annex Title] 图表",
    ]
    (annex,) = [style for style in STYLES if style.name == "Annex"]
    assert "<w:pageBreakBefore/>" in annex.form


def test_a_single_annex_has_no_number() -> None:
    """It is called annex, and nothing else; in a short report that is the one with the pictures."""
    lines = told(made(many(2), [], week="2024-W40"))
    assert [line for line in lines if "附件" in line] == ["[Annex List] 附件：\t图表", "[Annex] 附件"]


def test_a_tall_annex_lies_on_its_side() -> None:
    """Bound above, with the page number below, where rows would be too tall on a standing sheet."""
    of = many(30, "一项名称很长的重点工作任务" * 6)
    sections = opened(made(of, [])).sections
    lying = [sheet for sheet in sections if sheet.orientation == WD_ORIENT.LANDSCAPE]
    assert lying
    assert {round(length.mm) for sheet in lying for length in (sheet.page_width,) if length} == {297}
    assert {round(length.mm) for sheet in lying for length in (sheet.top_margin,) if length} == {28}


def test_numbers_of_headings() -> None:
    """Chinese numerals in Chinese."""
    page_of = {language: RenderContext(SHOWN, language) for language in ("zh", "en")}
    assert [numbered(n, page_of["zh"]) for n in (1, 9, 10, 11, 19, 20, 21, 99)] == [
        "一、", "九、", "十、", "十一、", "十九、", "二十、", "二十一、", "九十九、",
    ]  # fmt: skip
    assert numbered(12, page_of["en"]) == "12. "


@pytest.mark.parametrize(
    ("issuer", "after"),
    [
        ("办公室", (8, 2)),
        ("科技创新局办", (5, 2)),
        ("科技创新局办公", (2, 0)),
        ("深圳市科技创新局", (2, 1)),
        ("局" * 26, (2, 2)),
    ],
)
def test_issuer_and_date(issuer: str, after: tuple[int, int]) -> None:
    """The date begins two characters right of the issuer's beginning; a longer date ends two before the edge."""
    of = plan(f"units: {{stic: {{zh: {issuer}, en: Office}}}}")
    signed = [p for p in opened(made(of, [])).paragraphs if p.style and p.style.name == "Signature"]
    assert [p.text for p in signed] == [issuer, "2024年11月17日"]
    assert tuple((p.paragraph_format.right_indent or Mm(0)).pt / 16 for p in signed) == after


def test_the_issuer_never_stands_alone_on_a_page() -> None:
    """What the report rests on, all of it, stays with the lines that close the text."""
    view, on = shown_report(), replace(ctx("zh"), rules=packaged("default"))
    view = replace(view, provenance=Provenance("aa" * 8, "bb" * 8, "0.1.0"))
    last = opened(report(view, on)).tables[-1]
    assert len(last.rows) == 9
    assert all(
        p.paragraph_format.keep_with_next for row in last.rows[1:] for cell in row.cells for p in cell.paragraphs
    )
