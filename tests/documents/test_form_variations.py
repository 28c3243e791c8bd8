"""The forms' texts, each written in the many ways in which offices write them: they always say the same.

Widths, line breaks, blank lines, indents, the furniture of pages and marks of markers change no item, owner or date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from documents.forms_reading import Node, Reading, documents, read_document
from hypothesis import given, settings
from hypothesis import strategies as st

from plantrack.documents.similarity import comparable

_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_NARROW = str.maketrans("（）：；，", "():;,")
_MARKER = re.compile(r"^([0-9]{1,2})\.(?=[^\s0-9])", re.MULTILINE)
_NUMERAL = re.compile(r"^([一二三四五六七八九十]{1,3})、", re.MULTILINE)
VARIATIONS: dict[str, Callable[[str], str]] = {
    "wide digits": lambda text: text.translate(_WIDE),
    "narrow marks": lambda text: text.translate(_NARROW),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "blanks at the ends": lambda text: text.replace("\n", " 　\n"),
    "indents": lambda text: re.sub(r"^(?=[^\s|\-*•#])", "　　", text, flags=re.MULTILINE),
    "a page around it": lambda text: (
        f"首页 > 政务公开 > 规划计划\n【打印】【关闭】\n{text}\n上一篇：关于放假的通知\n下一篇：没有了\n网站标识码：1234567890\n"
    ),
    "wide points": lambda text: _MARKER.sub(r"\1．", text),
    "other numerals": lambda text: _NUMERAL.sub(r"\1．", text),
    "a page number": lambda text: f"{text}\n— 1 —\n",
}
TEXTS = [file for file in documents() if file.suffix == ".txt" and re.search("[一-龥]", file.read_text("utf-8"))]
"""The Chinese texts without a format."""


def told(node: Node) -> object:
    """Return what a node says, without what titles may differ in."""
    people, owners = (
        tuple(map(comparable, node.person)),
        (tuple(map(comparable, node.lead)), tuple(map(comparable, node.support))),
    )
    return comparable(node.title), node.kind, owners, people, node.due, node.recurs, [told(part) for part in node.parts]


def said(read: Reading) -> object:
    """Return what is compared of a reading."""
    return read.error, comparable(read.title or ""), read.years, [told(node) for node in read.nodes]


@cache
def as_written(file: Path) -> object:
    """Return what a document says as it is."""
    return said(read_document(file.read_bytes(), file.name))


@given(file=st.sampled_from(TEXTS), names=st.sets(st.sampled_from(sorted(VARIATIONS)), min_size=1, max_size=4))
@settings(max_examples=60)
def test_a_text_says_the_same_however_it_is_written(file: Path, names: set[str]) -> None:
    """Any of the ways, and several together."""
    text = file.read_text("utf-8")
    for name in sorted(names, key=[*VARIATIONS].index):
        text = VARIATIONS[name](text)
    assert said(read_document(text.encode(), file.name)) == as_written(file)
