"""Lines that a format sets as headings: their offsets and levels in the text."""

from __future__ import annotations

import pytest
from handmade import paragraph, word

from plantrack.documents.formats import read_source
from plantrack.documents.formats.heading_lines import BOLD, HeadingLine, level_of, levels, signed


def headings(content: bytes, name: str) -> list[tuple[str, int]]:
    """Return the headings that a source tells, each with its level."""
    source = read_source(content, name)
    return [(source.text[offset:].split("\n")[0], level) for offset, level in source.levels]


def test_levels() -> None:
    """Offsets are those of the lines joined."""
    lines = [HeadingLine("一、任务", 2), "完成。", HeadingLine("党建", BOLD), "学习。", "研究。"]
    assert [*levels(lines)] == [(0, 2), (9, BOLD)]


@pytest.mark.parametrize("line", ["完成三件事。", "甲，", "办好一件。再办一件", "长" * 81, "甲\t乙"])
def test_a_sentence_is_no_heading(line: str) -> None:
    """Sentences, rows of tables and long lines are not, whatever the format says."""
    assert [*levels([HeadingLine(line, 1), "完成。"])] == []


def test_where_nearly_all_is_bold() -> None:
    """Bold letters tell nothing."""
    assert [*levels([HeadingLine("甲", BOLD), HeadingLine("乙", BOLD), "完成。"])] == []


def test_signed() -> None:
    """The signs of Markdown, in any text; a tag or a number is none."""
    told = [
        signed(text) for text in ("## 任务", "**任务**", "#任务", "**任务**：修路", "####### 任务", "**任务**（甲局）")
    ]
    assert [(str(one), level_of(one)) for one in told] == [
        ("任务", 2), ("任务", BOLD), ("#任务", 0), ("**任务**：修路", 0), ("任务", BOLD), ("任务（甲局）", BOLD),
    ]  # fmt: skip


MARKDOWN = """Plan
====

# 一 #
修路。
造桥。

**二**

种树。
```
# 三
```
四
---
\ufdd1五
"""


def test_markdown() -> None:
    """`#`, underlines and bold lines; not in code. No text brings a heading in by characters of its own."""
    assert headings(MARKDOWN.encode(), "a.md") == [("Plan", 1), ("一", 1), ("二", BOLD), ("四", 2)]


def test_plain_text() -> None:
    """What was typed as Markdown is a heading in a text, too; wrapped lines never run into one."""
    wrapped = "\n".join(["完成第一项工作和第二项工作以及其他各项"] * 6)
    assert headings(f"## 任务\n{wrapped}\n**保障**\n{wrapped}。".encode(), "a.txt") == [("任务", 2), ("保障", BOLD)]


def test_html() -> None:
    """h1 to h6, and lines that are bold in one of many ways."""
    page = "<h1>计划</h1><p>前言。<h3>任务</h3><p><b>党建</b><p><b>学习</b>三次。<p style='font-weight:bold'>产业<p><span><strong>民生</strong></span>"
    page += "<p>完成。" * 4
    assert headings(page.encode(), "a.html") == [
        ("计划", 1),
        ("任务", 3),
        ("党建", BOLD),
        ("产业", BOLD),
        ("民生", BOLD),
    ]


STYLES = """<w:style w:type="paragraph" w:styleId="1"><w:name w:val="Heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="粗"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="5"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="6"><w:name w:val="圈"/><w:basedOn w:val="6"/></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""


def styled(said: str, style: str) -> str:
    """Return a paragraph of a style."""
    return paragraph(said, f'<w:pStyle w:val="{style}"/>')


def test_word() -> None:
    """Styles by their names, their outline or what they are based on; bold letters by run or style; no title."""
    body = (
        styled("总题", "5")
        + styled("甲", "1")
        + styled("乙", "2")
        + styled("丙", "3")
        + styled("丁", "4")
        + styled("圈", "6")
    )
    body += paragraph("戊", '<w:outlineLvl w:val="1"/>') + paragraph("正文", '<w:outlineLvl w:val="9"/>')
    body += '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>己</w:t></w:r><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>庚</w:t></w:r></w:p>'
    body += "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>半</w:t></w:r><w:r><w:t>粗</w:t></w:r></w:p>"
    assert headings(word(body, styles=STYLES), "a.docx") == [
        ("甲", 1),
        ("乙", 1),
        ("丙", 3),
        ("丁", BOLD),
        ("戊", 2),
        ("己庚", BOLD),
    ]
