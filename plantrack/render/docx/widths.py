"""The widths of the columns of a table, and its height with them."""

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
"""The width of a narrow character in a table, and of the margins of a cell, in twips."""
SHORT, LONG, LINE = 8, 16, 80
"""In narrow characters: text that stays on one line, the unbroken part of a long word, and the maximum of a column."""
DOT = 3


def columns(found: ReportSection, ctx: RenderContext, room: int) -> list[int]:
    """Return the widths of the columns in twips, which fill the room.

    Each gets its minimum. Then, from the smallest need for more to the largest, columns get it as long as all the others
    could have as much; the rest is shared in proportion to the needs.
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
    """Return the number of lines of a table of that width."""
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
    """Return the ideal width of a column, and the minimum at which words stay whole."""
    want = min(max(map(cell_width, texts)), LINE)
    longest = [max(map(len, WORD.findall(text)), default=0) for text in texts]
    least = max(
        max(min(cell_width(text), SHORT), min(word + 1, LONG)) for text, word in zip(texts, longest, strict=True)
    )
    return max(want, least) * NARROW + BESIDE, least * NARROW + BESIDE


def _filled(widths: Sequence[float], room: int) -> list[int]:
    """Return widths in the same proportions that fill the room to the twip."""
    total = sum(widths)
    made = [int(width * room / total) for width in widths]
    made[-1] += room - sum(made)
    return made
