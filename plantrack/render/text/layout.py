"""What a text view consists of: styled sentences, tables and frames. `plain` and `terminal` write them.

A style is one or several words of `bold`, `dim`, `strike`, `reverse` and colours; plain text has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from plantrack.render.cell_width import cell_width
from plantrack.render.context import RenderContext

GAP = "  "
"""What stands between two columns."""
FOLDED = 10
"""Columns of a terminal that are enough for a column that folds: a day is never broken."""
WHOLE_WORD = 16
"""The longest words for which a table is divided, so that none is broken; a light with its number is one."""
WIDE = 130
"""Columns of a terminal from which a table has a column per fact."""


class StyledText(Struct, frozen=True):
    """Pieces of text, each with its style."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self.pieces)


Words: TypeAlias = str | StyledText
Fit = Literal["fixed", "fold", "right"]
"""How cells fill a column: cut where room is short, folded, or cut and set to the right."""


class TextColumn(Struct, frozen=True):
    """A column: its heading, how cells fill it, and its style."""

    heading: str
    fit: Fit = "fixed"
    style: str = ""


class TextTable(Struct, frozen=True):
    """Rows below headings, or without any."""

    columns: tuple[TextColumn, ...]
    rows: tuple[tuple[Words, ...], ...]
    headed: bool = True


class TextGrid(Struct, frozen=True):
    """Short texts side by side, in as many columns as there is room for."""

    cells: tuple[Words, ...]


class TextFrame(Struct, frozen=True):
    """Blocks with a line drawn around them."""

    blocks: tuple[Words | TextTable | TextGrid, ...]


Block: TypeAlias = Words | TextTable | TextGrid | TextFrame
Item = TypeVar("Item")


def parts_of_table(table: TextTable, width: int) -> Iterator[TextTable]:
    """Yield the table; one that does not fit in parts below each other, each with the first column of words.

    That has up to a third of the width then; other columns that fold can make do with `FOLDED`.
    """
    numbers = range(len(table.columns))
    names = [number for number in numbers if table.columns[number].fit == "fold"][:1]
    if not names or _room([_needed(number, table, FOLDED) for number in numbers]) <= width:
        yield table
        return
    needed = [_needed(number, table, width // 3 if number in names else FOLDED) for number in numbers]
    shown: list[int] = []
    for number in numbers:
        if _room([needed[one] for one in (*shown, number)]) > width and names[0] in shown and len(shown) > 1:
            yield _with_columns(table, shown)
            shown = [*names]
        shown.append(number)
    yield _with_columns(table, shown)


def _room(needed: Sequence[int]) -> int:
    return sum(needed) + len(GAP) * (len(needed) - 1)


def _needed(number: int, table: TextTable, folded: int) -> int:
    """Return how many columns of a terminal a column needs; one that folds as many as `folded`, or as a word has."""
    column = table.columns[number]
    cells = (column.heading, *(styled(row[number]).plain for row in table.rows))
    lines = [line for cell in cells for line in cell.split("\n")]
    widest = max(map(cell_width, lines))
    if column.fit != "fold" or widest <= folded:
        return widest
    from plantrack.render.text.line_breaks import narrowest  # on a terminal only

    return max(folded, min(max(map(narrowest, lines)), WHOLE_WORD))


def _with_columns(table: TextTable, numbers: Sequence[int]) -> TextTable:
    rows = tuple(tuple(row[number] for number in numbers) for row in table.rows)
    return TextTable(tuple(table.columns[number] for number in numbers), rows, table.headed)


def wide(ctx: RenderContext) -> bool:
    """Tell whether there is room for a column per fact."""
    return ctx.width is None or ctx.width >= WIDE


def styled(*parts: Words | tuple[str, str]) -> StyledText:
    """Return parts as one text; a part is text, text with a style, or styled text."""
    pieces = (p.pieces if isinstance(p, StyledText) else ((p, ""),) if isinstance(p, str) else (p,) for p in parts)
    return StyledText(tuple(chain.from_iterable(pieces)))


def emphasised(words: Words, style: str) -> StyledText:
    """Return a text with a style beside those that its pieces have."""
    return StyledText(tuple((text, f"{style} {own}".strip()) for text, own in styled(words).pieces))


def heading(text: str) -> StyledText:
    """Return a heading, with a blank line above it."""
    return styled((f"\n{text}", "bold"))


Column = tuple[str, Fit, Callable[[Item], Words]]
"""The heading of a column, how cells fill it, and what a cell says."""


def table(items: Iterable[Item], *columns: Column[Item]) -> TextTable:
    """Return a table with a row for each item."""
    cells = [cell for _, _, cell in columns]
    heads = tuple(TextColumn(name, fit) for name, fit, _ in columns)
    return TextTable(heads, tuple(tuple(cell(item) for cell in cells) for item in items))


def pairs(rows: Iterable[tuple[str, Words]]) -> TextTable:
    """Return names and values side by side."""
    return TextTable((TextColumn("", style="dim"), TextColumn("", "fold")), tuple(rows), headed=False)
