"""Addresses of web pages within words: the same link in every format that has links, and only where it belongs."""

from __future__ import annotations

import pytest
from docx_fixtures import opened
from msgspec.structs import replace
from pages import shown as page_shown
from showcase import W46, ZONE, ctx
from support import journal, plan

from plantrack.errors import message
from plantrack.model.history import History
from plantrack.model.section_keys import SectionKey
from plantrack.render import markdown
from plantrack.render.docx.document import report as docx
from plantrack.render.html.words import shown
from plantrack.render.linked import link_words, pieces
from plantrack.render.text.periodic import report as text
from plantrack.reports.cells import LinkCell, ListCell, ReferencesCell, TextCell, UpdateCell
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.shape import Shape

PLAN = plan("""
    title: {zh: 创新计划, en: Innovation plan}
    document: {title: {zh: 通知, en: Notice}, published: 2024-04-18, source: "https://www.d.org/e"}
    tasks: [{ref: "1", title: {zh: 建设, en: Build}, kind: ongoing}]
""")
LINES = """
    {"kind": "report", "ref": "1", "on": "2024-11-12", "progress": "见b.org和https://b.org/x", "source": "https://b.org/y?z=1&w"}
    {"kind": "report", "ref": "1", "on": "2024-11-13", "progress": "开工", "source": "javascript:alert(1)"}
"""
SENTENCE = "12 November: 见b.org和https://b.org/x (b.org); 13 November: 开工."
LINKS = [("https://b.org/y?z=1&w", "b.org"), ("https://www.d.org/e", "d.org")]


@pytest.fixture(scope="module")
def report() -> PeriodicReport:
    """Return the parts of a report that a reader finds sources in."""
    found = periodic_report(PLAN, History(journal(LINES)), W46, zone=ZONE)
    return replace(found, shape=Shape(sections=(SectionKey.PROGRESS, SectionKey.BASIS)))


def test_on_a_page(report: PeriodicReport) -> None:
    """The source of what was reported, and that of the document; nothing that was typed becomes one."""
    page = page_shown("en", report)
    assert page.one("div", **{"class": "paragraph"}).texts("li") == [SENTENCE]
    found = [(a.attributes, a.text) for a in page.walk("a") if not a.attributes["href"].startswith("#")]
    assert found == [({"href": address, "rel": "noopener noreferrer"}, text) for address, text in LINKS]


def test_in_a_document(report: PeriodicReport) -> None:
    """As on a page."""
    paragraphs = opened(docx(report, ctx("en", of=PLAN))).paragraphs
    assert [one.text for one in paragraphs if "November:" in one.text] == [f"1 Build. {SENTENCE}"]
    assert [(link.address, link.text) for one in paragraphs for link in one.hyperlinks] == LINKS


def test_in_markdown(report: PeriodicReport) -> None:
    """As on a page; an address that was typed is spelled so that no program makes a link of it."""
    assert markdown.report(report, ctx("en", of=PLAN)).splitlines()[6:] == [
        "**1 Build**",
        "",
        "- 12 November: 见b.org和https:&#47;/b.org/x ([b.org](<https://b.org/y?z=1&w>)); 13 November: 开工.",
        "",
        "## What this report rests on",
        "",
        (
            "<sub>Plan: Innovation plan (p); document: Notice; source: [d.org](<https://www.d.org/e>)."
            " Period: 11 November 2024 to 17 November 2024, as of 17 November 2024; known: everything recorded;"
            " light rules: The rules of this tool (default).</sub>"
        ),
    ]


def test_in_text(report: PeriodicReport) -> None:
    """By its host; the foot has the address of the document, as nobody can follow a link there."""
    lines = text(report, ctx("en", of=PLAN)).splitlines()
    assert f"  {SENTENCE}" in lines
    assert [line for line in lines if "d.org" in line] == [
        (
            "Plan: Innovation plan (p); document: Notice; source: https://www.d.org/e. Period: 11 November 2024 to"
            " 17 November 2024, as of 17 November 2024; known: everything recorded; light rules: The rules of this tool"
            " (default)."
        )
    ]


def test_lines_of_a_table_on_a_page() -> None:
    """Sources below each other are links as well."""
    lines = ListCell((LinkCell("https://a.org/1"), LinkCell("x.pdf")), "lines")
    assert shown(lines, ctx("en")) == (
        '<details class="lines"><summary><div><a href="https://a.org/1" rel="noopener noreferrer">a.org</a></div>'
        "</summary><div>x.pdf</div></details>"
    )


def test_pieces() -> None:
    """Text, and the cells in their places, however deep; the text of a link is its name, else its host."""
    named, bare = LinkCell("https://a.org/1", "甲"), LinkCell("https://www.a.org/2")
    refs = ReferencesCell(("1", "2"))
    inner = TextCell(message("{words} ({note})", words="a.org", note=named))
    words = ListCell((inner, refs, bare, LinkCell("深科〔2024〕1号")), "sentence")
    assert [*pieces(words, ctx("en"))] == ["A.org (", named, "); ", refs, "; ", bare, "; 深科〔2024〕1号."]
    assert [link_words(link, ctx("en")) for link in (named, bare)] == ["甲", "a.org"]


def test_pieces_of_what_an_update_says() -> None:
    """Its sources, and not the same address where it was typed."""
    (update,) = journal(
        '{"kind": "report", "on": "2024-11-12", "ref": "1", "progress": "见https://a.org", "source": "https://a.org"}'
    )
    assert [*pieces(UpdateCell(update), ctx("zh"))] == ["见https://a.org［", LinkCell("https://a.org"), "］"]
