"""The file: its properties, its page numbers and its pictures."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from docx.shared import Mm, Twips
from docx_fixtures import LANGUAGES, opened
from showcase import ctx, shown_report
from support import day

from plantrack.render.cells import message_words
from plantrack.render.charts import Picture
from plantrack.render.docx.blocks import paragraph
from plantrack.render.docx.document import report
from plantrack.render.docx.package import Package, Properties
from plantrack.reports.sections.section_table import report_title

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
"""A picture of one dot."""
PICTURE = Picture("gantt", "进度", "说明 <&>\x1b", "<svg/>")
KNOWN = Properties("t", "a", ["zh"], day("2024-11-17"))


@LANGUAGES
def test_properties(language: str) -> None:
    """Title, language, who wrote it, and the day of the view instead of the moment at which it was made."""
    known = opened(report(shown_report(), ctx(language))).core_properties
    issuer = {"zh": "科创局", "en": "STI Bureau"}[language]
    assert (known.author, known.last_modified_by, known.comments) == (issuer, issuer, "")
    assert known.language == {"zh": "zh-CN", "en": "en-GB"}[language]
    assert known.title == message_words(report_title(shown_report()), ctx(language))
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in (known.created, known.modified) if moment] == [
        "2024-11-17 00:00"
    ] * 2


def test_page_numbers() -> None:
    """Between dashes: right on odd pages, left on even ones, of the text and of the annex, which goes on counting."""
    document = opened(report(shown_report(), ctx("zh")))
    for sheet in document.sections:
        feet = sheet.footer, sheet.even_page_footer
        assert [[p.text for p in foot.paragraphs] for foot in feet] == [["— 1 —"], ["— 1 —"]]
        assert [foot.paragraphs[0].style.name for foot in feet if foot.paragraphs[0].style] == [
            "Odd Footer",
            "Even Footer",
        ]
    assert document.settings.odd_and_even_pages_header_footer
    starts = [sheet._sectPr.find("{*}pgNumType") is not None for sheet in document.sections]  # noqa: SLF001
    assert starts == [True, False]


def test_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wide as their room, no higher than it, with the text that stands for them and nothing around them."""
    module = ModuleType("plantrack.render.charts.png")
    module.png = lambda svg, width: DOT  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    package, wide = Package(None, {}), Mm(156).twips
    blocks = "".join(paragraph("Picture", package.embed(PICTURE, wide, high)) for high in (wide, wide // 2))
    document = opened(package.written(blocks, KNOWN))
    sizes = [(round(shape.width.mm), round(shape.height.mm)) for shape in document.inline_shapes]
    assert sizes == [(156, 156), (78, 78)]
    shapes = [shape._inline for shape in document.inline_shapes]  # noqa: SLF001
    assert [(s.docPr.get("id"), s.docPr.get("name"), s.docPr.get("descr")) for s in shapes] == [
        (number, "gantt", r"说明 <&>\x1b") for number in ("1", "2")
    ]
    assert {one.get(f"dist{side}") for one in shapes for side in "TBLR"} == {"0"}


def test_no_picture_without_what_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document is written without pictures where they cannot be drawn."""
    monkeypatch.setitem(sys.modules, "plantrack.render.charts.png", None)
    assert not Package(None, {}).embed(PICTURE, Twips(9000), Twips(9000))
