"""The layout of a sheet: columns as wide as their words and the page allow, and rows as high as their words need.

Widths are in characters, of which a Chinese one takes two; heights are in points.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil, sqrt

from msgspec import Struct

from plantrack.render.xlsx.values import SheetCell, cells

SIZE = 10
"""The font size of tables on the screen, in points."""
CHARACTER, PADDING, LETTER = 5.25, 3.75, 5.0
"""In points: the width of a character of a column, what a column has besides those, and half a Chinese character."""
SLACK, INDENT, BUTTON = 1.0, 1.0, 2.0
"""In characters: the margins of a cell, the indent of a number, and the button of a filter beside a head."""
PIXELS = 7
"""The width of a character on the screen."""
EVEN = 0.75
"""How widths follow the lengths of texts: with 1 all texts take as many lines, with 0 all columns are as wide."""
NARROWEST = 5.0
BOLD = 1.1
"""The width of bold text as a multiple of regular text."""
LINES, MARGIN, HIGHEST = {"zh": 14.5, "en": 13.6}, 3.0, 409.0
"""In points: the height of a line in the font of a language, the margins of a row, and the maximum height of a row."""
STEPS = 30
_PIECES = re.compile(
    r"[（《「『“]*(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff-]+-?|-)[、。，．：；？！…）》」』”％]*\s*|\S|\s+"
)
"""What no line break falls into: a Chinese character, a word or its part up to a hyphen, with the marks around it."""
_BROAD, _NARROW = re.compile("[0-9A-Z]"), re.compile(r"[ fijlrt.,:;()'/-]")
BROAD, NARROW, REMEMBERED = 0.25, {"zh": 0.0, "en": 0.4}, 4096
"""What a digit or capital takes more than a character, and a thin letter less in the font of a language; texts remembered."""


class Paper(Struct, frozen=True):
    """A size of paper in landscape: its code, its width between the margins, and the smallest print, in points."""

    code: int
    wide: float
    smallest: float

    def room(self, columns: int) -> float:
        """Return the characters that so many columns have on a page together."""
        return (self.wide * SIZE / self.smallest - PADDING * columns) / CHARACTER


A4, A3 = Paper(9, 780, 9), Paper(8, 1128, 7)


def across(widths: Iterable[float]) -> float:
    """Return the width of columns together, with what each has besides its characters."""
    return sum(wide + PADDING / CHARACTER for wide in widths)


def least(head: str, column: Iterable[SheetCell]) -> float:
    """Return the least width of a column: its head on two lines, and whole numbers, of which else nothing is shown."""
    word = max((cells(word) for word in head.split() if word.isascii()), default=0)
    half = 2 * ceil(cells(head) / 4)
    numbers = (_broad(cell.words) + SLACK + INDENT for cell in column if not isinstance(cell.value, str | None))
    return max(BOLD * max(half, word) + BUTTON, NARROWEST, *numbers)


def needed(head: str, column: Sequence[SheetCell]) -> float:
    """Return the width at which no text of a column wraps but its head."""
    lines = (line for cell in column for line in cell.words.split("\n"))
    return max(least(head, column), max(map(_broad, lines), default=0) + SLACK)


def weight(column: Sequence[SheetCell]) -> float:
    """Return how much a column asks for where there is not room for all: the more, the longer its texts are."""
    squares = sum(cells(cell.words) ** 2 for cell in column)
    return sqrt(squares / len(column)) ** EVEN if column else 0.0


def fitted(columns: Sequence[tuple[float, float, float]], room: float) -> list[float]:
    """Return widths that fit into the room, of columns that are each given by what they need, their least and weight."""

    def of(level: float) -> list[float]:
        return [min(needed, max(least, level * weight)) for needed, least, weight in columns]

    low, high = 0.0, room
    if sum(of(high)) <= room:
        return of(high)
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(of(middle)) <= room else (low, middle)
    return of(low)


def height(row: Sequence[str], widths: Sequence[float], language: str, *, bold: bool = False) -> float:
    """Return the height of a row at which all its words are visible."""
    rooms = [wide / BOLD for wide in widths] if bold else widths
    lines = (_lines(text, wide, NARROW[language]) for text, wide in zip(row, rooms, strict=True))
    return min(LINES[language] * max(lines, default=1) + MARGIN, HIGHEST)


def _lines(text: str, wide: float, narrow: float) -> int:
    """Return the number of lines of a text in a column."""
    room = max((wide * CHARACTER - SLACK) / LETTER, 2.0)
    return sum(1 if _broad(line, narrow) <= room else _wrapped(line, room, narrow) for line in text.split("\n"))


@lru_cache(REMEMBERED)
def _broad(text: str, narrow: float = 0.0) -> float:
    """Return the width of a line, the larger one where fonts differ."""
    thin = narrow * len(_NARROW.findall(text)) if narrow else 0.0
    return cells(text) + BROAD * len(_BROAD.findall(text)) - thin


def _wrapped(line: str, room: float, narrow: float) -> int:
    """Return the number of lines that a line takes, broken between words; a word that is too long is broken itself."""
    count, at = 1, 0.0
    for piece in _PIECES.findall(line):
        wide = _broad(piece.rstrip(), narrow)
        if at and at + wide > room:
            count, at = count + 1, 0.0
        count += max(ceil(wide / room) - 1, 0)
        at += _broad(piece, narrow) if wide <= room else wide % room
    return count
