"""Blocks as plain text, in time that grows with their length: for pipes and files, and for sentences on a terminal."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from operator import sub

from plantrack.render.cell_width import cell_width
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
    heads = list(_lines_of([column.heading for column in table.columns])) if table.headed else []
    lines = [*heads, *(line for row in table.rows for line in _lines_of(map(_text, row)))]
    sizes = [list(map(cell_width, line)) for line in lines]  # once each: they are as many as there are cells
    widths = list(map(max, zip(*sizes, strict=True)))
    right = [column.fit == "right" for column in table.columns]
    for number, (line, size) in enumerate(zip(lines, sizes, strict=True), 1):
        yield GAP.join(map(_set, line, map(sub, widths, size), right))
        if number == len(heads):
            yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))


def _lines_of(cells: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Return the lines of a row, whose cells may have several."""
    return zip_longest(*[cell.split("\n") for cell in cells], fillvalue="")


def _set(text: str, blanks: int, right: bool) -> str:  # noqa: FBT001 - called by map
    return " " * blanks + text if right else text + " " * blanks
