"""The forms' texts, each written in the many ways in which offices write them: they always say the same.

Widths, line breaks, blank lines, indents, the furniture of pages and marks of markers change no item, owner or date;
nor do lines cut at a width, or all of them run together. Where that takes away what tells the reading, the document is
named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from documents.forms_reading import Node, Reading, documents, read_document
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plantrack.documents.formats.line_repair import width
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
    "pause marks": lambda text: re.sub(r"^([0-9]{1,2})\.(?=[^\s0-9]|[0-9]{1,2}月)", r"\1、", text, flags=re.MULTILINE),
    "other numerals": lambda text: _NUMERAL.sub(r"\1．", text),
    "a page number": lambda text: f"{text}\n— 1 —\n",
}
_FILES = [file for file in documents() if file.suffix == ".txt"]
TEXTS = [file for file in _FILES if re.search("[一-龥]", file.read_text("utf-8"))]
"""The Chinese texts without a format."""
ENGLISH = [file for file in _FILES if file not in TEXTS]


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


class Cut(NamedTuple):
    """A way in which programs cut lines: how wide a text is, what stays whole, the blank between, and widths."""

    measure: Callable[[str], float]
    whole: re.Pattern[str]
    files: Sequence[Path]
    widths: range

    def pieces(self, line: str, at: int) -> list[str]:
        """Return the pieces of a line."""
        found = [""]
        for token in self.whole.findall(line):
            if self.measure(found[-1] + token.rstrip()) > at:
                found.append("")
            found[-1] += "" if token.isspace() and found[-1] == "" and len(found) > 1 else token
        return [piece.rstrip() for piece in found]

    def fits(self, line: str, after: str, at: int) -> bool:
        """Tell whether the first word of a line would have fitted behind the one before."""
        first = self.whole.match(after.strip())
        blank = " " if self.files is ENGLISH else ""
        return first is None or self.measure(line + blank + first[0].rstrip()) <= at


_TOKEN = re.compile(r"[（《“]*(?:[0-9A-Za-z.%]+|.)[，。；：、！？）》”]*")
CUTS = {
    "characters": Cut(len, re.compile("."), TEXTS, range(20, 41)),
    "typeset": Cut(width, _TOKEN, TEXTS, range(20, 41)),
    "words": Cut(len, re.compile(r"\S+\s*|\s+"), ENGLISH, range(60, 91)),
}
NOT_CUT = {
    "50-table-tabs.txt": "its rows have tabs, at which no program cuts",
    "137-fenjie-biao.txt": "the same",
    "87-pasted-project-table.txt": "its rows have bars, at which no program cuts",
    "128-renwu-biao.txt": "the same",
    "147-hospital-improvement.txt": "the same",
    "62-agency-numbered-paragraphs.txt": "its lines are cut already, and those that are cut twice have two widths",
    "100-agency-operational-plan.txt": "the same",
}


@given(name=st.sampled_from(sorted(CUTS)), data=st.data())
@settings(max_examples=60)
def test_a_text_says_the_same_however_wide_it_is(name: str, data: st.DataObject) -> None:
    """Lines are cut at a width.

    Nothing tells where a paragraph ends right at it, where hardly a line ends in mid-sentence, and where a blank
    that stood for something falls to it.
    """
    way = CUTS[name]
    file = data.draw(st.sampled_from([file for file in way.files if file.name not in NOT_CUT]))
    at = data.draw(st.sampled_from(way.widths))
    raw = file.read_text("utf-8").split("\n")
    lines = [way.pieces(line, at) for line in raw]
    assume(
        sum(not piece.endswith((*"。；：！？.;:!?",)) for line in lines for piece in line[:-1])
        >= (6 if file in ENGLISH else 3)
    )
    assume(file in ENGLISH or all("".join(found) == line.rstrip() for found, line in zip(lines, raw, strict=True)))
    assume(all(way.fits(line[-1], after[0], at) for line, after in pairwise(lines)))
    text = "\n".join(piece for line in lines for piece in line)
    assert said(read_document(text.encode(), file.name)) == as_written(file)


BLANKS = {
    "33-traditional-office-plan.txt": "a blank within the line of the title, between two names of the office",
    "127-shizheng-jihua.txt": "blanks within its lines of navigation, and headings whose sentences end no line",
    "91-guild-speech.txt": "blanks within the line of the title, between its three phrases",
}
"""The texts in which a line has a blank of its own that nothing tells from one that was a line break."""


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_a_text_says_the_same_on_one_line(file: Path) -> None:
    """Blanks stand for what were line breaks. In English they stand between all words, and nothing tells."""
    lines = (line.strip(" \u3000") for line in file.read_text("utf-8").split("\n"))
    read = said(read_document(" ".join(filter(None, lines)).encode(), file.name))
    assert (read == as_written(file)) is (file.name not in BLANKS)
