"""Width of text in terminal cells: East Asian wide characters take two, combining marks none, any other one."""

from functools import cache, lru_cache
from unicodedata import category, east_asian_width


@cache
def _cells(char: str) -> int:
    return 0 if category(char) in ("Mn", "Me", "Mc", "Cf") else 2 if east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=2**14)
def cell_width(text: str) -> int:
    """Return how many cells a text takes; tables have the same words again and again."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def reach(text: str, cells: int, start: int = 0) -> int:
    """Return up to where a text fits into some cells, beginning at a place; at least one character."""
    room = cells
    for place in range(start, len(text)):
        room -= _cells(text[place])
        if room < 0:
            return max(place, start + 1)
    return len(text)


def chunk(text: str, cells: int) -> str:
    """Return the beginning of a text that fits into some cells; at least one character."""
    return text[: reach(text, cells)]


def shortened(text: str, cells: int) -> str:
    """Return a text that fits into some cells; one that is cut ends in an ellipsis."""
    return text if cell_width(text) <= cells else chunk(text, cells - 1).rstrip() + "…"


def padded(text: str, cells: int) -> str:
    """Return a text with blanks behind it, up to some cells."""
    return text + " " * (cells - cell_width(text))
