"""The ruled tables of a PDF page: from the lines that are drawn to cells, and from pieces of text to rows.

A cell reaches to the next line on its right and below; where none is drawn, it spans columns or rows.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from msgspec import Struct

from plantrack.budget import Budget, Work
from plantrack.documents.formats.grid import WIDEST, GridCell, is_layout, rows
from plantrack.documents.formats.line_repair import width
from plantrack.documents.formats.normalisation import prepared
from plantrack.documents.formats.spacing import without_layout_spaces

_THIN = 3.0
"""Lines this near to each other, in points, are one."""
_SHORTEST = 6.0
_MOST = 400
"""Maximum number of lines of one direction on a page; a page with more is a drawing."""
_MOST_DRAWN = 20_000
_MIDDLE = 0.4
"""Share of the size of characters by which the middle of a line of text stands above its foot."""
_GAP = 0.4
"""Share of the size of characters from which a gap between two pieces of a line is a space."""
_PAINTS = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_FILLS = frozenset((b"f", b"F", b"f*"))

Matrix = list[float]
Point = tuple[float, float]


class Piece(Struct, frozen=True):
    """A piece of text: where it begins, in points, and the size of its characters."""

    text: str
    across: float
    up: float
    size: float


class _Ruled(Struct):
    """A horizontal or vertical line: its distance from the edge of the page, and its two ends."""

    at: float
    first: float
    last: float


class Rules:
    """Collects the lines that are drawn on a page, thin rectangles among them; `also` is told each operator first."""

    def __init__(self, also: Callable[[bytes, list[Any]], None] | None = None) -> None:
        self._also = also
        self._path: list[tuple[Point, Point]] = []
        self._boxes: list[tuple[Point, Point]] = []
        self._at: Point = (0.0, 0.0)
        self._drawn: list[tuple[Point, Point]] = []

    def visit(self, operator: bytes, operands: list[Any], matrix: Matrix, *_: Any) -> None:
        """Take an operator of the page with the transformation in force; one that is no drawing is none."""
        if self._also:
            self._also(operator, operands)
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            self._take(operator, operands, matrix)

    def _take(self, operator: bytes, operands: list[Any], matrix: Matrix) -> None:
        if operator in _PAINTS:
            self._paint(filled=operator in _FILLS)
        elif operator == b"n" or len(self._path) + len(self._boxes) > _MOST_DRAWN:
            self._path, self._boxes = [], []
        elif operator == b"m":
            self._at = _moved(operands, matrix)
        elif operator == b"l":
            before, self._at = self._at, _moved(operands, matrix)
            self._path.append((before, self._at))
        elif operator == b"re":
            x, y, wide, high = map(float, operands[:4])
            self._boxes.append((_moved((x, y), matrix), _moved((x + wide, y + high), matrix)))

    def _paint(self, *, filled: bool) -> None:
        """Keep what was drawn; a filled area is a line only where it is thin."""
        if len(self._drawn) < _MOST_DRAWN:
            self._drawn += [] if filled else self._path
            for box in self._boxes:
                self._drawn += _edges(box, filled=filled)
        self._path, self._boxes = [], []

    def tables(self, budget: Budget) -> "list[RuledTable]":
        """Return the tables, each from lines that touch each other."""
        level = _lines((a[1], a[0], b[0]) for a, b in self._drawn if abs(a[1] - b[1]) < 1)
        upright = _lines((a[0], a[1], b[1]) for a, b in self._drawn if abs(a[0] - b[0]) < 1)
        if max(len(level), len(upright)) > _MOST:
            return []
        budget.spend(Work.CELLS, len(level) * len(upright))
        return [RuledTable(*one) for one in _together(level, upright) if len(one[0]) > 1 and len(one[1]) > 1]


def _moved(point: Any, matrix: Matrix) -> Point:
    x, y = float(point[0]), float(point[1])
    a, b, c, d, e, f = map(float, matrix)
    return a * x + c * y + e, b * x + d * y + f


def _edges(box: tuple[Point, Point], *, filled: bool) -> Iterator[tuple[Point, Point]]:
    (x, y), (right, top) = box
    if abs(top - y) <= _THIN:
        yield (x, (y + top) / 2), (right, (y + top) / 2)
    elif abs(right - x) <= _THIN:
        yield ((x + right) / 2, y), ((x + right) / 2, top)
    elif not filled:
        yield from (((x, y), (right, y)), ((x, top), (right, top)), ((x, y), (x, top)), ((right, y), (right, top)))


def _lines(drawn: Iterable[tuple[float, float, float]]) -> list[_Ruled]:
    """Return lines in the order of their distance; those on one course that touch are one."""
    courses: list[list[tuple[float, float, float]]] = []
    for at, one, other in sorted((at, min(ends), max(ends)) for at, *ends in drawn):
        if courses and at - courses[-1][0][0] <= _THIN:
            courses[-1].append((at, one, other))
        else:
            courses.append([(at, one, other)])
    found: list[_Ruled] = []
    for course in courses:
        at, reached = course[0][0], -1e9
        for _, one, other in sorted(course, key=lambda line: line[1]):
            if one <= reached + _THIN:
                found[-1].last = reached = max(reached, other)
            else:
                found.append(_Ruled(at, one, other))
                reached = other
    return [line for line in found if line.last - line.first >= _SHORTEST]


def _together(level: list[_Ruled], upright: list[_Ruled]) -> Iterator[tuple[list[_Ruled], list[_Ruled]]]:
    """Yield the lines that are joined by others that they touch."""
    while level:
        lying, standing = [level.pop()], list[_Ruled]()
        new = lying[:]
        while new:
            crossed = [line for line in upright if any(_touch(one, line) for one in new)]
            upright = _without(upright, crossed)
            new = [line for line in level if any(_touch(line, one) for one in crossed)]
            level = _without(level, new)
            lying, standing = lying + new, standing + crossed
        yield lying, standing


def _without(lines: list[_Ruled], taken: list[_Ruled]) -> list[_Ruled]:
    gone = {*map(id, taken)}
    return [line for line in lines if id(line) not in gone]


def _touch(level: _Ruled, upright: _Ruled) -> bool:
    return (
        level.first - _THIN <= upright.at <= level.last + _THIN
        and upright.first - _THIN <= level.at <= upright.last + _THIN
    )


def _by_course(lines: list[_Ruled]) -> dict[float, list[_Ruled]]:
    found: dict[float, list[_Ruled]] = {}
    for line in lines:
        found.setdefault(line.at, []).append(line)
    return found


class RuledTable:
    """A table by its lines, which takes the pieces of text within it."""

    def __init__(self, level: list[_Ruled], upright: list[_Ruled]) -> None:
        self._level, self._upright = _by_course(level), _by_course(upright)
        self._across, self._up = sorted(self._upright), sorted(self._level)
        self._pieces: dict[tuple[int, int], list[Piece]] = defaultdict(list)

    def take(self, piece: Piece) -> bool:
        """Take a piece of text that stands within the table."""
        column = bisect(self._across, piece.across + _THIN) - 1
        row = bisect(self._up, piece.up + piece.size * _MIDDLE) - 1
        inside = 0 <= column < len(self._across) - 1 and 0 <= row < len(self._up) - 1
        if inside:
            self._pieces[row, column].append(piece)
        return inside

    def rows(self, budget: Budget) -> list[str]:
        """Return the rows as lines with tabs; nothing if the lines only frame a text."""
        if len(self._across) > WIDEST:
            return []
        grid = [[*self._cells(row)] for row in reversed(range(len(self._up) - 1))]
        return [] if is_layout(grid) else rows(grid, budget)

    def _cells(self, row: int) -> Iterator[GridCell[str]]:
        """Yield the cells that begin in a row, which are above no other."""
        column, last = 0, len(self._across) - 1
        while column < last:
            end = column + 1
            while end < last and not self._parts_columns(end, row):
                end += 1
            if row == len(self._up) - 2 or self._parts_rows(row + 1, column):
                low = row
                while low > 0 and not self._parts_rows(low, column):
                    low -= 1
                places = ((up, at) for up in range(row, low - 1, -1) for at in range(column, end))
                lines = _texts([piece for place in places for piece in self._pieces[place]])
                yield GridCell(_whole(lines), lines, row - low + 1, end - column)
            column = end

    def _parts_columns(self, column: int, row: int) -> bool:
        """Tell whether a line parts two columns in a row."""
        at, middle = self._across[column], (self._up[row] + self._up[row + 1]) / 2
        return any(line.first <= middle <= line.last for line in self._upright[at])

    def _parts_rows(self, row: int, column: int) -> bool:
        """Tell whether a line parts two rows in a column."""
        at, middle = self._up[row], (self._across[column] + self._across[column + 1]) / 2
        return any(line.first <= middle <= line.last for line in self._level[at])


def _texts(pieces: list[Piece]) -> list[str]:
    """Return the pieces of a cell as lines, from top to bottom and from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.up):
        if lines and lines[-1][0].up - piece.up <= piece.size * _MIDDLE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [text for line in lines if (text := _text(sorted(line, key=lambda one: one.across)))]


def _whole(lines: list[str]) -> str:
    """Return the wrapped lines of a cell as one: Latin words are parted by a space, the halves of a number are not."""
    text = ""
    for line in lines:
        spaced = (text[-1:] + line[0]).isascii() and not (text[-1:].isdigit() and line[0].isdigit())
        text += (" " if text and spaced and text[-1] not in "-/" else "") + line
    return without_layout_spaces(text)


def _text(line: list[Piece]) -> str:
    text, end = "", line[0].across
    for piece in line:
        text += " " if piece.across - end > _GAP * piece.size else ""
        text += piece.text
        end = piece.across + width(piece.text) * piece.size
    return " ".join(prepared(text).split())
