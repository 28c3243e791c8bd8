"""Paragraphs, sentences and links: how they look, and that whatever was typed is one run of text."""

from __future__ import annotations

import re

import pytest
from docx_fixtures import opened, written
from hypothesis import example, given
from hypothesis import strategies as st
from showcase import HOSTILE, ctx
from support import journal

from plantrack.errors import message
from plantrack.render.context import visible
from plantrack.render.docx.blocks import heading, lead_in, paragraph, run, runs, sentences
from plantrack.reports.cells import LinkCell, ListCell, ReferencesCell, TextCell, UpdateCell

ADDRESS = "https://www.sz.gov.cn/doc?a=1&b=2"


@pytest.mark.parametrize(("language", "bold"), [("zh", None), ("en", True)])
def test_headings(language: str, bold: bool | None) -> None:  # noqa: FBT001 - as the library says it
    """In Chinese a font of their own sets them off, in English they are bold."""
    (first,) = opened(written(paragraph("heading 1", heading("一", ctx(language))))).paragraphs
    assert [one.bold for one in first.runs] == [bold]


def test_what_a_paragraph_is_about() -> None:
    """It ends in a full stop of its own, in the font of second headings, or bold."""
    assert re.findall("<w:t [^>]*>(.*?)</w:t>", lead_in("1 壮大企业", ctx("zh"))) == ["1 壮大企业。"]
    assert "楷体_GB2312" in lead_in("1 壮大企业", ctx("zh"))
    assert re.findall("<w:t [^>]*>(.*?)</w:t>", lead_in("1 Grow firms", ctx("en"))) == ["1 Grow firms. "]
    assert "<w:b/>" in lead_in("1 Grow firms", ctx("en"))


def test_sentences() -> None:
    """Each ends in one stop, or in its colon."""
    told = [ListCell(("一",)), ListCell(("二。",)), ListCell(("三：",))]
    assert "".join(re.findall("<w:t [^>]*>(.*?)</w:t>", sentences(told, ctx("zh")))) == "一。二。三："
    english = [ListCell(("One",)), ListCell(("Two.",))]
    assert "".join(re.findall("<w:t [^>]*>(.*?)</w:t>", sentences(english, ctx("en")))) == "One. Two."


def test_lines_may_end_between_references() -> None:
    """Some programs break 1.1 after its point otherwise, also within a sentence; words are left as they are."""
    refs = ReferencesCell(("1.1", "2.1", "2.2", "2.3", "10.4"))
    inside = TextCell(message("{what}: {words}", what="第1、2项", words=refs))
    texts = [re.findall("<w:t [^>]*>(.*?)</w:t>", runs(one, ctx("zh"))) for one in (refs, inside, TextCell("第1、2项"))]
    shown = "1.1、\u200b2.1–2.3、\u200b10.4"
    assert texts == [[shown], ["第1、2项：", shown], ["第1、2项"]]


@pytest.mark.parametrize(
    ("cell", "shown"), [(LinkCell(ADDRESS), "sz.gov.cn"), (LinkCell(ADDRESS, "工作计划"), "工作计划")]
)
def test_links_have_short_text(cell: LinkCell, shown: str) -> None:
    """The address of a web page is a link with its host, or with what it is called; the sentence around it goes on."""
    words = message("{what}: {words}", what="来源", words=cell)
    document = opened(written(paragraph("Body Text", runs(ListCell((words,), "sentence"), ctx("zh")))))
    assert [one.text for one in document.paragraphs] == [f"来源：{shown}。"]
    assert [(link.address, link.text) for link in document.paragraphs[0].hyperlinks] == [(ADDRESS, shown)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a.cn/ b", "ftp://a.cn/x"])
def test_other_addresses_are_text(address: str) -> None:
    """Only the address of a web page becomes a link."""
    document = opened(written(paragraph("Body Text", runs(LinkCell(address), ctx("zh")))))
    assert [one.text for one in document.paragraphs] == [address]
    assert not document.paragraphs[0].hyperlinks


def test_a_typed_mark_is_no_link() -> None:
    """The sign that stands for a link while a sentence is worded leads nowhere when somebody typed it."""
    assert "hyperlink" not in runs(TextCell("\ue0000\ue001"), ctx("zh"))


@given(typed=st.text())
@example(HOSTILE)
@example("]]></w:t> &amp; \x00 \ud800 \ufffe \t\n")
def test_text_stays_text(typed: str) -> None:
    """Whatever was typed is one run of visible text."""
    document = opened(written(paragraph("Body Text", run(typed))))
    assert [[r.text for r in one.runs] for one in document.paragraphs] == [[visible(typed)]]


def test_sources_of_records_are_links() -> None:
    """With short text, wherever they stand in what a record says; other sources stay as they are."""
    (update,) = journal(
        f'{{"kind": "report", "on": "2024-11-12", "ref": "1", "progress": "已办", "source": "{ADDRESS}"}}'
    )
    document = opened(written(paragraph("Body Text", runs(UpdateCell(update), ctx("zh")))))
    assert [one.text for one in document.paragraphs] == ["已办［sz.gov.cn］"]
    assert [(link.address, link.text) for link in document.paragraphs[0].hyperlinks] == [(ADDRESS, "sz.gov.cn")]
