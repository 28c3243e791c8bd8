"""Blocks as plain text, in time that grows with their length: for pipes and files, and for sentences on a terminal."""

from collections.abc import Iterable, Iterator

from plantrack.render.cell_width import cell_width, padded
from plantrack.render.context import RenderContext, inert
from plantrack.render.text.layout import GAP, Block, StyledText, TextFrame, TextGrid, TextTable, Words


def written(ctx: RenderContext, *blocks: Block) -> str:
    """Return blocks as lines: laid out by rich for colour or a table that must fit a width, else plain."""
    if ctx.colour or (ctx.width and not all(isinstance(block, str | StyledText) for block in blocks)):
        from plantrack.render.text import terminal

        return terminal.write(blocks, ctx)
    return write(blocks, ctx.width)


def write(blocks: Iterable[Block], width: int | None = None) -> str:
    """Return blocks as lines; sentences are wrapped where there is a width, tables never are."""
    return "".join(f"{inert(line.rstrip())}\n" for block in blocks for line in _lines(block, width))


def _lines(block: Block, width: int | None) -> Iterable[str]:
    if isinstance(block, TextTable):
        return _table(block)
    if isinstance(block, TextFrame):
        return (line for part in block.blocks for line in _lines(part, width))
    if isinstance(block, TextGrid):
        return map(_text, block.cells)
    if width is not None:
        from plantrack.render.text.fitting import folded

        block = folded(block, width)
    return _text(block).split("\n")


def _text(words: Words) -> str:
    return words.plain if isinstance(words, StyledText) else words


def _table(table: TextTable) -> Iterator[str]:
    heads = [tuple(column.heading for column in table.columns)] if table.headed else []
    rows = [[_text(cell).split("\n") for cell in row] for row in (*heads, *table.rows)]
    widths = [max(cell_width(line) for cell in column for line in cell) for column in zip(*rows, strict=True)]
    right = [column.fit == "right" for column in table.columns]
    for number, row in enumerate(rows):
        for place in range(max(map(len, row))):
            line = [cell[place] if place < len(cell) else "" for cell in row]
            yield GAP.join(map(padded, line, widths, right))
        if table.headed and not number:
            yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
