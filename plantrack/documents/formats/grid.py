"""Tables as rows of text, whatever format they come from; and those that are no tables, but the layout of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from plantrack.documents.formats.reader import check_length

L = TypeVar("L")
_WIDEST = 60
_LONG = 200
_SHARE = 0.8


class GridCell(Struct, Generic[L]):
    """A cell: its text on one line, its lines as the format has them, how many rows down and columns across it goes."""

    text: str
    lines: list[L]
    down: int = 1
    across: int = 1


Grid = list[list[GridCell[L]]]


def one_line(texts: Iterable[str]) -> str:
    """Return the lines of a cell on one line, without tabs."""
    return " ".join(part for text in texts for part in text.split())


def is_layout(grid: Grid[L]) -> bool:
    """Tell whether a table is no table: nothing stands beside anything, or one cell holds nearly all there is."""
    if all(sum(bool(cell.text) for cell in row) <= 1 and _alone(row) for row in grid):
        return True
    sizes = [len(cell.text) for row in grid for cell in row]
    return sum(sizes) > _LONG and max(sizes) > _SHARE * sum(sizes)


def _alone(row: list[GridCell[L]]) -> bool:
    return all(cell.down == 1 for cell in row)


def rows(grid: Grid[L]) -> list[str]:
    """Return a table as rows of cells parted by tabs.

    A cell that reaches down stands in every row; one that reaches across stands once, and empty cells follow.
    """
    found: list[str] = []
    hanging: dict[int, tuple[str, int]] = {}
    size = 0
    for row in grid:
        texts = _row(row, hanging)
        size += sum(map(len, texts))
        check_length(size)
        if any(texts):
            found.append("\t".join(texts))
    return found


def _row(row: list[GridCell[L]], hanging: dict[int, tuple[str, int]]) -> list[str]:
    """Return the texts of one row, and keep in `hanging` by column what reaches into the rows below."""
    texts: list[str] = []
    cells = iter(row)
    while len(texts) < _WIDEST:
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
    for n in range(min(cell.across, _WIDEST)):
        text = cell.text if n == 0 else ""
        if cell.down > 1:
            hanging[len(texts)] = (text, cell.down - 1)
        texts.append(text)
