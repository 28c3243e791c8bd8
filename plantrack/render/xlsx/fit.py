"""The widths of columns and the heights of rows, which not every program computes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from plantrack.render.xlsx.values import SheetCell

SLACK = 2.0
"""The margins of a column, in characters."""
FILLED = 0.92
"""The share of a line that is filled, as lines break between words."""
NARROWEST = 6.0
BOLD = 1.1
"""The width of bold text as a multiple of regular text."""
LINE, MARGIN, HIGHEST = 14.5, 3.0, 409.0
"""In points: the height of a line, the margins of a row, and the maximum height of a row."""


def cells(text: str) -> int:
    """Return the width of a line in characters; a Chinese one counts as two."""
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))


def width(most: float, head: str, column: Iterable[SheetCell]) -> float:
    """Return the width of a column: that of its widest cell, but at most `most`; at least that of its head.

    Text wraps where it does not fit; a number must fit, as nothing of it would be shown.
    """
    needed = whole = 0.0
    for cell in column:
        wide = max(map(cells, cell.words.split("\n"))) + SLACK
        needed = max(needed, wide)
        whole = whole if isinstance(cell.value, str | None) else max(whole, wide)
    return max(min(most, needed), whole, _head(head), NARROWEST)


def _head(head: str) -> float:
    """Return the width at which a head takes two lines, and each of its words one."""
    word = max((BOLD * cells(word) for word in head.split() if word.isascii()), default=0)
    return max(cells(head) / 2, word) + SLACK


def height(row: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """Return the height of a row in points at which all its words are visible."""
    room = [wide / BOLD for wide in widths] if bold else widths
    lines = max(map(_lines, row, room), default=1)
    return min(LINE * lines + MARGIN, HIGHEST)


def _lines(text: str, wide: float) -> int:
    room = max(FILLED * wide - 1, 1)
    return sum(ceil(wanted / room) if (wanted := cells(line)) > wide - 1 else 1 for line in text.split("\n"))
