"""Blocks on a terminal, by rich: in colour, and folded to its width. The one module that lays out with rich."""

from collections.abc import Iterable
from io import StringIO

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from plantrack.render.context import RenderContext, inert
from plantrack.render.text.fitting import BREAKING, CLOSE, ROOMY, column_widths, folded
from plantrack.render.text.layout import (
    Block,
    StyledText,
    TextFrame,
    TextGrid,
    TextTable,
    Words,
    parts_of_table,
)

UNBOUNDED = 2000
FRAME = 4
"""Columns that a frame takes of the width."""


def write(blocks: Iterable[Block], ctx: RenderContext) -> str:
    """Return blocks as lines, as wide as the context says, without trailing blanks."""
    buffer = StringIO()
    console = Console(
        file=buffer, width=ctx.width or UNBOUNDED, force_terminal=ctx.colour, no_color=not ctx.colour,
        color_system="standard" if ctx.colour else None, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for block in blocks:
        console.print(_rendered(block, console.width))
    return "".join(inert(line.rstrip()) + "\n" for line in buffer.getvalue().splitlines())


def _rendered(block: Block, width: int) -> RenderableType:
    if isinstance(block, TextTable):
        parts = (_table(part, width) for part in parts_of_table(block, width))
        return Group(next(parts), *(one for part in parts for one in ("", part)))
    if isinstance(block, TextGrid):
        return Columns(map(_text, block.cells), padding=(0, 3), equal=True, column_first=True)
    if isinstance(block, TextFrame):
        inside = (_rendered(one, width - FRAME) for one in block.blocks)
        return Panel(Group(*inside), box=ROUNDED, padding=(0, 1))
    return _text(folded(block, width))


def _text(words: Words) -> Text:
    return Text.assemble(*words.pieces) if isinstance(words, StyledText) else Text(words)


def _table(table: TextTable, width: int) -> Table:
    """Return a table whose cells are folded to widths of its own; where that cannot be, rich finds what fits."""
    tried = (column_widths(table, width, least) for least in (ROOMY, CLOSE, BREAKING))
    widths = next(filter(None, tried), None)
    if table.headed:
        made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    else:
        made = Table.grid(padding=(0, 2, 0, 0))
    for place, column in enumerate(table.columns):
        free = column.fit == "fold"
        made.add_column(
            Text(column.heading), justify="right" if column.fit == "right" else "left", style=column.style,
            no_wrap=not free, overflow="fold" if free else "ellipsis",
            width=widths[place] if widths else None,
        )  # fmt: skip
    for row in table.rows:
        made.add_row(*map(_text, map(folded, row, widths) if widths else row))
    return made
