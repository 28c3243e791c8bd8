"""The widths of the columns of a table: those at which its rows are lowest."""

import re
from collections.abc import Sequence
from itertools import chain
from math import ceil

from plantrack.render.cell_width import cell_width

WORD = re.compile(r"[^\s\u2010-\u2015\u2e80-\uffef]+")
BROAD, LETTER, SLIM = "→…●“”‘’×", re.compile("[a-z]"), 8
"""Signs that fonts draw as wide as Chinese characters, and letters, which are by an eighth narrower than digits."""
Lines = Sequence[str]
"""What stands in a cell, one text below the other."""
NARROW, BESIDE, LOST = 91, 150, 60
"""In twips: the width of a narrow character of usual size, of the margins of a cell, and of what a line leaves empty."""
SHORT, LONG, LINE = 8, 16, 80
"""In narrow characters: text that stays on one line, the unbroken part of a long word, and the maximum of a column."""
SAMPLE, STEPS, AHEAD, PARTS = 40, 30, 12, 6
"""How many rows at most, from the longest to the shortest, decide on the widths, in how many steps the room is shared
out, how many of these are tried at once, and how much less parts of a line count than lines."""


def widths_of(rows: Sequence[Sequence[Lines]], room: int, size: float) -> list[int]:
    """Return the widths of the columns of rows of cells in twips, which fill the room; `size` is that of the type.

    Each gets its minimum. Then the rest is given in small steps to the column where it makes the rows lowest.
    """
    narrow = NARROW * size
    ideals, minima = zip(*(_extent([*chain(*cells)], narrow) for cells in zip(*rows, strict=True)), strict=True)
    if sum(ideals) <= room:
        return _filled(ideals, room)
    wide = [[[width_of(line) * narrow for line in cell] for cell in row] for row in rows]
    tall = sorted(wide, key=lambda row: sum(map(sum, row)), reverse=True)[:: ceil(len(wide) / SAMPLE)]
    made, step, left = list(minima), (room - sum(minima)) / STEPS, STEPS if room > sum(minima) else 0
    low = _height(tall, made)
    while left:
        tries = [(n, place) for n in range(1, min(left, AHEAD) + 1) for place in range(len(made))]
        gains = [((low - _height(tall, _wider(made, place, n * step))) / n, n, place) for n, place in tries]
        gain, n, place = max(gains)
        if gain <= 0:
            break
        made, left = _wider(made, place, n * step), left - n
        low = _height(tall, made)
    return _filled(made, room)


def _wider(widths: Sequence[float], place: int, more: float) -> list[float]:
    return [width + more * (n == place) for n, width in enumerate(widths)]


def _height(rows: Sequence[Sequence[Sequence[float]]], widths: Sequence[float]) -> float:
    """Return how high rows are together, in lines; parts of a line count a little."""
    rooms, height = [width - BESIDE - LOST for width in widths], 0.0
    for row in rows:
        lines = [sum(cell) / space for cell, space in zip(row, rooms, strict=True)]
        whole = max(sum(ceil(line / space) or 1 for line in cell) for cell, space in zip(row, rooms, strict=True))
        height += whole + sum(max(line - 1, 0) for line in lines) / PARTS
    return height


def width_of(text: str) -> float:
    """Return the width of a text in narrow characters, as the fonts of documents draw it."""
    return cell_width(text) + sum(map(text.count, BROAD)) - len(LETTER.findall(text)) / SLIM


def _extent(texts: Sequence[str], narrow: float) -> tuple[float, float]:
    """Return the ideal width of a column, and the minimum at which words stay whole."""
    ideal = min(max(map(width_of, texts)), LINE)
    longest = [max(map(len, WORD.findall(text)), default=0) for text in texts]
    least = max(max(min(width_of(text), SHORT), min(word + 1, LONG)) for text, word in zip(texts, longest, strict=True))
    return max(ideal, least) * narrow + BESIDE, least * narrow + BESIDE


def _filled(widths: Sequence[float], room: int) -> list[int]:
    """Return widths in the same proportions that fill the room to the twip."""
    total = sum(widths)
    made = [int(width * room / total) for width in widths]
    made[-1] += room - sum(made)
    return made
