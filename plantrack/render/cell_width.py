"""Width of text in terminal cells: East Asian wide characters take two, combining marks none, any other one."""

from __future__ import annotations

from unicodedata import category, east_asian_width


class _CellTable(dict[str, int]):
    """Cells of a character, worked out when it is first met."""

    def __missing__(self, char: str) -> int:
        cells = 0 if category(char) in ("Mn", "Me", "Mc", "Cf") else 2 if east_asian_width(char) in "WF" else 1
        self[char] = cells
        return cells


_CELLS = _CellTable()


def cell_width(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def chunk(text: str, cells: int) -> str:
    """Return the beginning of a text that fits into some cells; at least one character."""
    room = cells
    for place, char in enumerate(text):
        room -= _CELLS[char]
        if room < 0:
            return text[: place or 1]
    return text


def shortened(text: str, cells: int) -> str:
    """Return a text that fits into some cells; one that is cut ends in an ellipsis."""
    return text if cell_width(text) <= cells else chunk(text, cells - 1).rstrip() + "…"


def padded(text: str, cells: int) -> str:
    """Return a text with blanks behind it, up to some cells."""
    return text + " " * (cells - cell_width(text))
