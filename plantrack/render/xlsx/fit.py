"""How much room cells need: the widths of columns and the heights of rows, which not every program works out by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from plantrack.render.xlsx.values import SheetCell

SLACK = 2.0
"""The characters of a column's width that its margins take."""
FILLED = 0.92
"""How much of a line is filled where words end before it does."""
NARROWEST = 6.0
BOLD = 1.1
"""How much wider words are in bold."""
LINE, MARGIN, HIGHEST = 14.5, 3.0, 409.0
"""In points: the height of a line, what a row has beside its lines, and the most that a row may have."""


def cells(text: str) -> int:
    """Return how wide a line is in characters, where a Chinese one counts two."""
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))


def width(most: float, head: str, column: Iterable[SheetCell]) -> float:
    """Return the width for a column: what its widest cell needs, but no more than `most`, or room for its head.

    Words are broken where there is no room; of a number nothing would be seen.
    """
    needed = whole = 0.0
    for cell in column:
        wide = max(map(cells, cell.words.split("\n"))) + SLACK
        needed = max(needed, wide)
        whole = whole if isinstance(cell.value, str | None) else max(whole, wide)
    return max(min(most, needed), whole, _head(head), NARROWEST)


def _head(head: str) -> float:
    """Return the width with which a head has two lines, and each of its words one."""
    word = max((BOLD * cells(word) for word in head.split() if word.isascii()), default=0)
    return max(cells(head) / 2, word) + SLACK


def height(row: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """Return the height of a row in points, such that all its words are seen."""
    room = [wide / BOLD for wide in widths] if bold else widths
    lines = max(map(_lines, row, room), default=1)
    return min(LINE * lines + MARGIN, HIGHEST)


def _lines(text: str, wide: float) -> int:
    room = max(FILLED * wide - 1, 1)
    return sum(ceil(wanted / room) if (wanted := cells(line)) > wide - 1 else 1 for line in text.split("\n"))
