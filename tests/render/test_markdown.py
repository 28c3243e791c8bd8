"""The report as Markdown: what people typed stays plain text wherever it is shown."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from showcase import HOSTILE, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, W46, ZONE, ctx, shown_report
from support import journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.errors import message
from plantrack.evaluation.facts import USUAL_COLOURS, Meaning
from plantrack.model.history import History
from plantrack.model.section_keys import SectionKey
from plantrack.render.context import visible
from plantrack.render.markdown import escaped, report, section
from plantrack.reports.cells import LightShare, PercentCell, ReportSection
from plantrack.reports.periodic import periodic_report
from plantrack.reports.shape import Shape

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
COMMENT = "<!-- -->"


def inline(source: str) -> list[Token]:
    """Return the leaves of a document: texts, code, links, HTML."""
    return [child for token in MARKDOWN.parse(source) for child in token.children or []]


def shown(source: str) -> str:
    """Return what a reader sees, after checking that there is nothing but text, some of it bold or small."""
    tokens = inline(source)
    assert {t.type for t in tokens} <= {
        "text",
        "text_special",
        "html_inline",
        "strong_open",
        "strong_close",
        "softbreak",
    }
    assert {t.content for t in tokens if t.type == "html_inline"} <= {COMMENT, "<sub>", "</sub>"}
    return "".join(t.content for t in tokens if t.type != "html_inline")


@given(typed=st.text(st.characters(exclude_categories=["Cs"])))
@example(HOSTILE)
@example("![x](y) <!-- --> &amp; ~~a~~ `b` **c** __d__ \\\\ ||")
def test_markdown_shows_what_was_typed(typed: str) -> None:
    """In a heading and in a cell of a table: the same text, no link, no emphasis, no HTML, no cell more."""
    text = visible(typed).strip()
    assert shown(f"# x {escaped(text)} x") == f"x {text} x"
    table = f"| a | b |\n|---|---|\n| x{escaped(text)}x | y |\n"
    cells = [t.children or [] for t in MARKDOWN.parse(table) if t.type == "inline"]
    assert ["".join(c.content for c in cell if c.content != COMMENT) for cell in cells] == ["a", "b", f"x{text}x", "y"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024-11-16（推定）", "2024-11-16（推定）"),
        ("+1.2% (2024), 1/2", "+1.2% (2024), 1/2"),
        ("a|b", "a&#124;b"),
        ("<b>", "&#60;b&#62;"),
        ("$x$", "&#36;x&#36;"),
        ("@user", r"\@<!-- -->user"),
        ("#12", r"\#<!-- -->12"),
        (":+1:", r"\:<!-- -->+1:"),
        ("12:30", "12:30"),
        ("https://example.org/a", "https:&#47;/example.org/a"),
        ("WWW.example.org", "WWW&#46;example.org"),
        ("`x` [a](b)", r"\`x\` \[a\](b)"),
        ("a_b*c~d!", r"a\_b\*c\~d\!"),
    ],
)
def test_what_is_escaped_and_how(typed: str, written: str) -> None:
    """GitHub links addresses, mentions, issues and emoji after the text is read, so these are parted as well."""
    assert escaped(typed) == written


@given(typed=st.text("@#:wW./ab1+_- "))
@example("@a #1 :a: a:b:c http://a www.a")
def test_nothing_is_left_that_github_would_link(typed: str) -> None:
    """Addresses are looked for in the source; mentions, issues and emoji in each text that was read from it."""
    source = "x" + escaped(typed)
    parts = re.split(COMMENT, "".join(t.content for t in inline(source)))
    assert not re.search(r"://|www\.", source, re.IGNORECASE)
    assert not any(re.search(r"@\w|#\d|:[\w+-]+:", part) for part in parts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report(language: str, snapshot: SnapshotAssertion) -> None:
    """Heading, sentences and tables of every section."""
    assert report(shown_report(), ctx(language)) == snapshot


def test_the_bar_of_lights() -> None:
    """Squares as long as the shares, one at least, each light with its own; their names below."""
    shares = tuple(
        LightShare(meaning, USUAL_COLOURS[meaning], n, PercentCell(n))
        for meaning, n in ((Meaning.DONE, 1), (Meaning.ON_TRACK, 49), (Meaning.OFF_TRACK, 45), (Meaning.CANCELLED, 5))
    )
    found = ReportSection("overall", message("Case"), shares=shares)
    assert section(found, ctx("en")) == (
        "## Case\n\n✅"
        + "🟩" * 9
        + "🟥" * 9
        + "⬛\n\n✅ ✓ done 1 · 🟩 ● on track 49 · 🟥 ✗ off track 45 · ⬛ – cancelled 5"
    )


def test_an_address_is_a_link_with_a_short_text() -> None:
    """That of a source in a table and of the document in a sentence; only of web pages, and none in what was typed."""
    evil = "https://a.org/(x)|<b>[c](javascript:1)"
    lines = f"""
        {{"kind": "report", "ref": "1", "on": "2024-11-12", "progress": "见https://b.org/x", "source": "https://www.c.org/y?z=1"}}
        {{"kind": "report", "ref": "1", "on": "2024-11-13", "percent": 5, "source": "{evil}"}}
        {{"kind": "report", "ref": "1", "on": "2024-11-14", "percent": 6, "source": "javascript:alert(1)"}}
    """
    of = plan("""
        document: {title: 文件, published: 2024-04-18, source: "https://d.org/e"}
        tasks: [{ref: "1", title: 一, kind: ongoing}]
    """)
    found = periodic_report(of, History(journal(lines)), W46, zone=ZONE)
    source = report(replace(found, shape=Shape(sections=(SectionKey.REPORTED, SectionKey.BASIS))), ctx("zh", of=of))
    links = {
        token.attrs["href"]: token_after.content
        for found in MARKDOWN.parse(source)
        for token, token_after in pairwise(found.children or [])
        if token.type == "link_open"
    }
    assert links == {
        "https://www.c.org/y?z=1": "c.org",
        "https://a.org/(x)%7C%3Cb%3E%5Bc%5D(javascript:1)": "a.org",
        "https://d.org/e": "d.org",
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_report_is_inert(language: str) -> None:
    """Titles, notes, names, units, sources, periods, references and ids, from the plan and from an edited journal."""
    found = periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE)
    source = report(found, ctx(language, of=HOSTILE_PLAN))
    assert all(line.isprintable() for line in source.split("\n"))
    assert shown(source).count(INERT) == source.count(escaped(INERT)) > 30
