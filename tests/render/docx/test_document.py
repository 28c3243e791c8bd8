"""The document: its sections, its annex, and what it rests on, in one language and in both."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx_fixtures import LANGUAGES, made, many, opened, told, viewed
from msgspec.structs import replace
from section_fixtures import said_section
from showcase import SHOWN, ctx, shown_report
from support import journal, plan

from plantrack.model.section_keys import SectionKey
from plantrack.render.charts import POINT, SMALL, SMALLEST, printed
from plantrack.render.context import RenderContext
from plantrack.render.docx.document import MOST, numbered, report
from plantrack.reports.sections.section_table import report_sections
from plantrack.reports.shape import Shape

pytestmark = pytest.mark.slow  # whole documents


def heads(lines: list[str]) -> list[str]:
    """Return the headings, and where the annex and the small type begin."""
    names = ("[Heading", "[Annex", "[Signature", "[Small Print")
    return [line[:30] for line in lines if line.startswith(names)]


@LANGUAGES
@pytest.mark.parametrize("shape", [Shape(), Shape(full=True), Shape(brief=True)], ids=["usual", "full", "brief"])
def test_every_section_is_there(language: str, shape: Shape) -> None:
    """Whatever sections the report has stand here in their order: the body, the annex, and in small type the rest."""
    view, on = replace(shown_report(), shape=shape), ctx(language)
    sections = report_sections(view)
    titles = [
        said_section(found, on).title for part in ("body", "annex", "foot") for found in sections if found.part == part
    ]
    lines = told(report(view, on))
    shown = [line for line in lines if line.startswith(("[Heading", "[Compact Heading", "[Small Print"))]
    assert len(shown) == len(titles) > 1
    assert [title for title, line in zip(titles, shown, strict=True) if title not in line] == []
    assert any(line.startswith("[Annex]") for line in lines) == any(found.part == "annex" for found in sections)


def test_chosen_sections() -> None:
    """In the order that was chosen, and without an annex or small type where there is none."""
    view = replace(shown_report(), shape=Shape((SectionKey.NEXT, SectionKey.OVERALL)))
    assert heads(told(report(view, ctx("zh")))) == [
        "[Heading 1] 一、下一步工作", "[Heading 1] 二、总体情况", "[Signature] 科创局", "[Signature] 2024年11月17日",
    ]  # fmt: skip
    assert [sheet.orientation for sheet in opened(report(view, ctx("zh"))).sections] == [WD_ORIENT.PORTRAIT]


def test_the_annex_comes_after_the_signature() -> None:
    """It is named below the text, begins a page that lies on its side, and has headings of its own."""
    lines = told(report(shown_report(), ctx("zh")))
    place = lines.index("[Annex List] 附件：进展情况明细")
    assert lines[place + 1 : place + 6] == [
        "[Signature] 科创局", "[Signature] 2024年11月17日", "[Annex] 附件", "[Annex Title] 进展情况明细",
        "[Heading 2] 一、工作进展台账",
    ]  # fmt: skip
    assert lines[-1].startswith("[Small Print] 本通报的依据。")


def test_both_languages() -> None:
    """The text in Chinese, then in English on a page of its own; one annex for both."""
    lines = told(report(shown_report(), ctx("both")))
    once = [line for line in lines if line.startswith(("[Title]", "[Annex", "[Heading 2]"))]
    assert once[:7] == [
        "[Title] 科技创新计划：2024年第46周进展通报", "[Annex List] 附件：进展情况明细",
        "[Title] Innovation plan:\nreport on week 46 of 2024", "[Annex List] Annex: Progress in detail",
        "[Annex] 附件 / Annex", "[Annex Title] 进展情况明细 / Progress in detail",
        "[Heading 2] 一、工作进展台账 / Ledger of progress",
    ]  # fmt: skip
    single = [len(opened(report(shown_report(), ctx(one))).tables) for one in ("zh", "en")]
    annexed = sum(found.part == "annex" and bool(found.rows) for found in report_sections(shown_report()))
    assert len(opened(report(shown_report(), ctx("both"))).tables) == sum(single) - annexed


def test_the_annex_has_the_rest() -> None:
    """Of a long paragraph the text has the first sentences, where the ledger has them all."""
    rows = "".join(f'- {{ref: "1.{n}", title: 事项{n}, kind: ongoing}}\n' for n in range(1, 6)).replace("\n", "\n  ")
    of = plan(f'report_every: week\ntasks:\n- ref: "1"\n  title: 大项\n  tasks:\n  {rows}')
    updates = journal(
        "\n".join(
            f'{{"kind": "report", "on": "2024-11-12", "ref": "1.{n}", "progress": "已办{n}"}}' for n in range(1, 6)
        )
    )
    view, on = viewed(of, updates), ctx("zh", of=of)
    (shown,) = [line for line in told(report(view, on)) if line.startswith("[Body Text] 1 大项。")]
    assert [f"已办{n}" in shown for n in range(1, 6)] == [n <= MOST for n in range(1, 6)]
    assert shown.endswith("其余2项见附件。")
    alone = told(report(replace(view, shape=Shape((SectionKey.PROGRESS,))), on))
    assert all(f"已办{n}" in "".join(alone) for n in range(1, 6))


def test_a_share_bar_and_in_full_the_charts() -> None:
    """Two beside each other; what is printed of them is at least 8 points high."""
    drawn = {full: opened(report(replace(shown_report(), shape=Shape(full=full)), ctx("zh"))) for full in (False, True)}
    assert [len(drawn[full].inline_shapes) for full in (False, True)] == [1, 6]
    (usual,) = drawn[False].inline_shapes
    assert round(usual.width.mm) == 156
    wide, *_, last = drawn[True].inline_shapes
    assert SMALL * last.width.mm / printed(last.width.mm, 100).width / POINT >= SMALLEST
    assert SMALL * wide.width.mm / printed(wide.width.mm, 100).width / POINT >= SMALLEST
    assert round(last.width.mm) == 132


def test_links() -> None:
    """The document that the plan rests on is a link with short text."""
    of = plan("""
        document: {title: {zh: 要点, en: Points}, published: 2024-01-01,
          source: "https://www.sz.gov.cn/a?b=1"}
        tasks: [{ref: "1", title: 甲, kind: deliverable, due: 2024-12-31}]
    """)
    links = [link for one in opened(made(of, [])).paragraphs for link in one.hyperlinks]
    assert [(link.address, link.text) for link in links] == [("https://www.sz.gov.cn/a?b=1", "sz.gov.cn")]


def test_headings_have_no_other_number() -> None:
    """Whatever a style of a template numbers."""
    with ZipFile(BytesIO(made(many(2), []))) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count('<w:numId w:val="0"/>') == text.count('"Heading1"') + text.count('"Heading2"') > 2


def test_numbers_of_headings() -> None:
    """Chinese numerals in Chinese."""
    page_of = {language: RenderContext(SHOWN, language) for language in ("zh", "en")}
    assert [numbered(n, page_of["zh"]) for n in (1, 9, 10, 11, 19, 20, 21, 99)] == [
        "一、", "九、", "十、", "十一、", "十九、", "二十、", "二十一、", "九十九、",
    ]  # fmt: skip
    assert numbered(12, page_of["en"]) == "12. "


def test_the_first_paragraph_may_go_on_on_the_next_page() -> None:
    """Below a head that fills most of the first page it is not kept with the bar of lights: it would leave it empty."""
    first = next(one for one in opened(report(shown_report(), ctx("zh"))).paragraphs if one.text.startswith("截至"))
    assert first.paragraph_format.keep_with_next is None
