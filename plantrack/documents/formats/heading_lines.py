"""Lines that a format sets as headings, with their levels: styles of Word, h1 to h6, `#`, and bold lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Self

BOLD = 7
"""The level of a line that is no heading of the format but all bold."""
BOLD_LINE = re.compile(r"^[ ]{0,3}\*\*(?=\S)([^*\n]+)\*\*([（(][^（）()*\n]*[）)])?[ \t]*$", re.MULTILINE)
_SIGN = re.compile(rf"(#{{1,{BOLD}}}) +(?=\S)")
_LONGEST = {True: 120, False: 80}
"""Maximum length of a heading, of Latin letters only or not."""
_SENTENCE = re.compile(r"[。；;，,、]$|[。！？][^”’）)]")
_MOST_BOLD = 0.4
"""The share of bold lines from which on they are the text and no headings."""


class HeadingLine(str):
    """A line with its level: 1 to 6, or BOLD."""

    __slots__ = ("level",)
    level: int

    def __new__(cls, text: str, level: int) -> Self:
        """Return a text as a heading."""
        line = super().__new__(cls, text)
        line.level = level
        return line


def headed(text: str, level: int) -> str:
    """Return a text as a heading of a level; of level 0 as it is."""
    return HeadingLine(text, level) if level else text


def signed(text: str) -> str:
    """Return a line as a heading if `#` or `**` say so."""
    bold, sign = BOLD_LINE.fullmatch(text), _SIGN.match(text)
    if bold:
        return HeadingLine(bold[1].strip() + (bold[2] or ""), BOLD)
    return HeadingLine(text[sign.end() :], len(sign[1])) if sign else text


def level_of(line: str) -> int:
    """Return the level of a line; 0 if it is no heading."""
    return line.level if isinstance(line, HeadingLine) else 0


def levels(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the offset in the joined lines of each that is a heading, with its level.

    Whole sentences are none, nor are bold lines where nearly every line is one.
    """
    bold = sum(level_of(line) == BOLD for line in lines) <= _MOST_BOLD * len(lines)
    offset = 0
    for line in lines:
        level = level_of(line)
        short = len(line) <= _LONGEST[line.isascii()] and "\t" not in line
        if level and short and (bold or level != BOLD) and not _SENTENCE.search(line):
            yield offset, level
        offset += len(line) + 1
