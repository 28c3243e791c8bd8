"""From a file to its text: the same content in every format is the same text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from handmade import paragraph, pdf, word
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.formats import MOST_BYTES, READERS, read_file, read_source
from plantrack.errors import PlanError, UsageError

_OWNERS = st.sampled_from(["", "（市教育局牵头，市财政局配合）", "（责任单位：市交通局）"])
_BODY = st.text("建设学校道路桥梁公园完成推进改造加强优化服务", min_size=4, max_size=30)
_NUMBER = st.sampled_from(["12所", "3.5亿元", "增长8.9%", "17256项", "“一网通办”"])
_SENTENCE = st.builds(lambda body, number, owner: f"{body}{number}。{owner}", _BODY, _NUMBER, _OWNERS)
_MARK = st.sampled_from(["一、", "（一）", "1.", "——", "第一章 ", "①", ""])
PARAGRAPHS = st.lists(st.builds(str.__add__, _MARK, _SENTENCE), min_size=2, max_size=8)


def page(paragraphs: list[str]) -> str:
    body = "".join(f"<p>　　{text}</p>\n" for text in paragraphs)
    return (
        '<html><head><meta charset="gb2312"></head><body><div class="nav"><a href="/">首页</a></div>'
        f'<div id="UCAP-CONTENT">{body}</div><div class="footer">版权所有：某市</div></body></html>'
    )


@given(PARAGRAPHS)
def test_every_format(paragraphs: list[str]) -> None:
    """Charsets, line breaks, and what stands around a text change nothing."""
    text = "\n".join(paragraphs)
    written = {
        "a.txt": [
            text.encode(),
            text.encode("gb18030"),
            text.encode("utf-16"),
            text.replace("\n", "\r\n\r\n").encode(),
        ],
        "b.txt": [
            "".join(f"[size=1em]　　{one}" for one in paragraphs).encode(),
            "\n".join(f"　　{p} " for p in paragraphs).encode(),
        ],
        "a.md": ["\n\n".join(paragraphs).encode()],
        "a.html": [page(paragraphs).encode(), page(paragraphs).encode("gb18030")],
        "a.docx": [word("".join(map(paragraph, paragraphs)))],
    }
    assert {read_source(content, name).text for name, contents in written.items() for content in contents} == {text}


@given(PARAGRAPHS)
def test_pages(paragraphs: list[str]) -> None:
    """Lines broken at the width of a page are joined, in a PDF and in the text copied out of it."""
    paragraphs = [*paragraphs, *(f"{mark}、" + "统筹推进各项任务，" * 8 + "按期完成。" for mark in "一二三")]
    indented = ["\u3000\u3000" + text for text in paragraphs]
    lines = [text[at : at + 24] for text in indented for at in range(0, len(text), 24)]
    text = "\n".join(paragraphs)
    assert read_source(pdf([lines]), "a.pdf").text == text
    assert read_source("\n".join(lines).encode(), "a.txt").text == text


def test_source() -> None:
    """The text, its digest and its encoding."""
    content = "一、任务\r\n修路".encode("gb18030")
    source = read_source(content, "a.txt")
    assert (source.text, source.sha256, source.encoding) == (
        "一、任务\n修路",
        hashlib.sha256(content).hexdigest(),
        "gb18030",
    )


def test_content_before_name() -> None:
    """What a file is called does not matter where its content says what it is."""
    assert read_source("<html><p>一、任务</p>".encode(), "a.txt").text == "一、任务"
    assert read_source(word(paragraph("一、任务")), "a.doc").text == "一、任务"
    assert read_source("一、任务".encode(), "a.unknown").text == "一、任务"
    assert [type(reader).__name__ for reader in READERS] == [
        "PdfReader",
        "DocxReader",
        "MarkdownReader",
        "HtmlReader",
        "PlainTextReader",
    ]


def test_file(tmp_path: Path) -> None:
    """A file reads as its content; errors name it, and wrong usage stays wrong usage."""
    path = tmp_path / "a.txt"
    path.write_text("一、任务", encoding="gb18030")
    assert read_file(path).text == "一、任务"
    with pytest.raises(UsageError, match="there is no encoding 'x'"):
        read_file(path, "x")
    with pytest.raises(PlanError, match=r"b.txt: cannot be read: No such file or directory"):
        read_file(tmp_path / "b.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is no text in it; give the document itself"),
        (b" \n\t\n", "there is no text in it"),
        (b"a" * 500_001, "longer than 500000 characters; save the part that holds the plan"),
        (
            b"a" * (MOST_BYTES + 1),
            "larger than 52428800 bytes, as no document is that people wrote; copy its text and save it as .txt",
        ),
    ],
    ids=["empty", "blank", "long", "large"],
)
def test_unreadable(content: bytes, said: str, tmp_path: Path) -> None:
    """Nothing, and far too much."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=f"a.txt: {said}"):
        read_file(path)
