"""Tables of any format as rows of text, and detection of tables that only lay out a page."""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from plantrack.budget import Budget, Work

L = TypeVar("L")
WIDEST = 60
"""Maximum number of columns of a table."""
_LONG = 200
_NAME = re.compile(r"[A-Z][\w&’'.-]*(?: (?:of |and |for |the |& )?[A-Z][\w&’'.-]*){0,4}", re.ASCII)
"""A line that may be a name: each word has a capital."""
_SHARE = 0.8


class GridCell(Struct, Generic[L]):
    """A cell: its text on one line, its lines, and its row and column span."""

    text: str
    lines: list[L]
    down: int = 1
    across: int = 1


Grid = list[list[GridCell[L]]]


def whole_number(text: str | None, otherwise: int, most: int = 99_999) -> int:
    """Return the whole number of an attribute, at most `most`."""
    text = (text or "").strip()
    return min(int(text), most) if text.isdecimal() and len(text) < 6 else otherwise  # noqa: PLR2004


def one_line(texts: Iterable[str], *, head: bool = False) -> str:
    """Return the lines of a cell on one line, without tabs; names in Latin letters are a list, but in a `head`."""
    lines = [" ".join(text.split()) for text in texts]
    listed = not head and len(lines) > 1 and all(map(_NAME.fullmatch, lines))
    return ("; " if listed else " ").join(filter(None, lines))


def is_layout(grid: Grid[L]) -> bool:
    """Tell whether a table is only layout: no two cells side by side, or one cell with nearly all the text."""
    if all(sum(bool(cell.text) for cell in row) <= 1 and all(cell.down == 1 for cell in row) for row in grid):
        return True
    sizes = [len(cell.text) for row in grid for cell in row]
    return sum(sizes) > _LONG and max(sizes) > _SHARE * sum(sizes)


def rows(grid: Grid[L], budget: Budget) -> list[str]:
    """Return a table as rows of tab-separated cells.

    A cell that spans rows is repeated in each; one that spans columns is followed by empty cells.
    """
    found: list[str] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row in grid:
        texts = _row(row, hanging)
        budget.spend(Work.CELLS, len(texts))
        budget.spend(Work.REPEATED, sum(map(len, texts)))
        if any(texts):
            found.append("\t".join(texts))
    return found


def _row(row: list[GridCell[L]], hanging: dict[int, tuple[str, int]]) -> list[str]:
    """Return the texts of one row; `hanging` keeps, by column, the cells that span into the rows below."""
    texts: list[str] = []
    cells = iter(row)
    while len(texts) < WIDEST:
        column = len(texts)
        if column in hanging:
            text, left = hanging.pop(column)
            texts.append(text)
            if left > 1:
                hanging[column] = (text, left - 1)
            continue
        cell = next(cells, None)
        if cell is None:
            break
        _place(cell, texts, hanging)
    return texts


def _place(cell: GridCell[L], texts: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    for n in range(min(cell.across, WIDEST)):
        text = cell.text if n == 0 else ""
        if cell.down > 1:
            hanging[len(texts)] = (text, cell.down - 1)
        texts.append(text)
