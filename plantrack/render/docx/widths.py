"""How wide the columns of a table are, and how high it grows with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.reports.cells import LightCell, ReportCell, ReportSection

WORD = re.compile(r"[^\s\u2010-\u2015\u2e80-\uffef]+")
NARROW, BESIDE = 118, 170
"""The width of a narrow character in a table, and of the margins beside a cell's text, in twips."""
SHORT, LONG, LINE = 8, 16, 80
"""In narrow characters: what stands on one line, what is kept together of a long word, and what a text never goes beyond."""
DOT = 3


def columns(found: ReportSection, ctx: RenderContext, room: int) -> list[int]:
    """Return the widths of the columns in twips, together as wide as the room.

    Each gets what it must have; then those that want the least more get it, as far as every other could have as much; the
    rest is shared by how much more they want.
    """
    wants, leasts = zip(*(_extent(texts) for texts in zip(*_texts(found, ctx), strict=True)), strict=True)
    if sum(wants) <= room:
        return _filled(wants, room)
    more = {place: want - least for place, (want, least) in enumerate(zip(wants, leasts, strict=True)) if want > least}
    made, spare = list(leasts), max(room - sum(leasts), 0)
    for place in sorted(more, key=more.__getitem__):
        share = more[place] if more[place] * len(more) <= spare else spare * more[place] / sum(more.values())
        made[place] += share
        spare -= share
        del more[place]
    return _filled(made, room)


def height(found: ReportSection, ctx: RenderContext, room: int) -> int:
    """Return how many lines a table of that width has."""
    widths = columns(found, ctx, room)
    return sum(
        max(ceil(cell_width(text) * NARROW / (width - BESIDE)) or 1 for text, width in zip(row, widths, strict=True))
        for row in _texts(found, ctx)
    )


def _texts(found: ReportSection, ctx: RenderContext) -> list[list[str]]:
    heads = [message_words(column.title, ctx) for column in found.columns]
    return [heads, *([_text(cell, ctx) for cell in row] for row in found.rows)]


def _text(cell: ReportCell | None, ctx: RenderContext) -> str:
    return (DOT * "●" if isinstance(cell, LightCell) else "") + cell_words(cell, ctx)


def _extent(texts: tuple[str, ...]) -> tuple[int, int]:
    """Return how wide a column wants to be, and how wide it must be for words to stay whole."""
    want = min(max(map(cell_width, texts)), LINE)
    least = max(max(min(cell_width(text), SHORT), min(_longest(text) + 1, LONG)) for text in texts)
    return max(want, least) * NARROW + BESIDE, least * NARROW + BESIDE


def _longest(text: str) -> int:
    return max(map(len, WORD.findall(text)), default=0)


def _filled(widths: Sequence[float], room: int) -> list[int]:
    """Return widths in their proportions that fill the room to the twip."""
    total = sum(widths)
    made = [int(width * room / total) for width in widths]
    made[-1] += room - sum(made)
    return made
