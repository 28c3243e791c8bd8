"""The numbers that Word shows."""

from __future__ import annotations

from handmade import numbered, paragraph, word

from plantrack.documents.formats import read_source
from plantrack.documents.formats.word_numbering import NumberLevel


def level(n: int, style: str, frame: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{frame}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%1.%3.", "<w:isLgl/>") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "第%1章") + level(1, "bullet", "\uf0b7") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip
STYLES = (
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="I"><w:name w:val="own"/><w:basedOn w:val="H"/></w:style>'
)


def text(*paragraphs: str) -> list[str]:
    return read_source(word("".join(paragraphs), numbering=LISTS, styles=STYLES), "a.docx").text.split("\n")


def test_levels() -> None:
    """Deeper levels begin anew under each; legal numbers are digits."""
    assert text(
        numbered("甲", 1), numbered("乙", 1, 1), numbered("丙", 1, 1), numbered("丁", 1, 2), numbered("戊", 1), numbered("己", 1, 1)
    ) == ["一、甲", "（一）乙", "（二）丙", "1.1. 丁", "二、戊", "（一）己"]  # fmt: skip


def test_several_lists() -> None:
    """Lists count for themselves; an override starts anew, once; bullets are dashes; text between does not matter."""
    assert text(
        numbered("甲", 1), numbered("章", 2), paragraph("段落"), numbered("乙", 1), numbered("点", 2, 1), numbered("丙", 3), numbered("丁", 3)
    ) == ["一、甲", "第1章 章", "段落", "二、乙", "  - 点", "一、丙", "二、丁"]  # fmt: skip


def test_styles() -> None:
    """A style numbers its paragraphs, and so does one based on it; numId 0 takes the number away; empty ones do not count."""
    off = '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    own = '<w:pStyle w:val="H"/>'
    assert text(paragraph("甲", own), paragraph(" ", own), paragraph("乙", '<w:pStyle w:val="I"/>'), paragraph("丙", off)) == [
        "一、甲", "二、乙", "丙",
    ]  # fmt: skip


def test_absurd() -> None:
    """Levels and numbers that no list has are as good as none."""
    digits = "9" * 5_000
    absurd = paragraph("甲", f'<w:numPr><w:ilvl w:val="{digits}"/><w:numId w:val="1"/></w:numPr>')
    assert text(absurd, numbered("乙", 1, 9), numbered("丙", 1)) == ["一、甲", "乙", "二、丙"]


def test_level() -> None:
    """Where nothing says otherwise a level starts at 1 and restarts."""
    assert NumberLevel("decimal", "%1.") == NumberLevel("decimal", "%1.", 1, restarts=True, legal=False)
