"""A section's table as it stands on a sheet: heads, cells, and which of its columns are hidden."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import message
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.dimensions import Paper, fitted, least, needed, weight
from plantrack.render.xlsx.values import SheetCell, sheet_cell
from plantrack.reports.cells import ReportCell, ReportColumn, ReportSection, TransitionCell

Cells = list[ReportCell | None]
SIDES = {
    "Old → new": (message("Old"), message("New")),
    "Due → asked": (message("{column}, before", column=message("Due")), message("Due date asked for")),
}
"""The titles of the two columns that one becomes whose own title names both."""
WIDE = 40.0
"""Maximum width of a column that is grouped away, in characters."""


class Grid(Struct, frozen=True):
    """A table: the keys, heads and widths of its columns, its rows, and their depths in an outline.

    `away` are the columns grouped away, `empty` those without anything in any row; both are hidden.
    """

    keys: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    levels: tuple[int, ...]
    away: frozenset[int]
    empty: frozenset[int]

    @property
    def shown(self) -> list[int]:
        """Return the columns that are not hidden."""
        return [number for number in range(len(self.keys)) if number not in self.away | self.empty]


def arranged(found: ReportSection, first: Sequence[str]) -> ReportSection:
    """Return a section with some columns before the others, and those that are empty behind the rest."""
    filled = [not found.rows or any(row[n] is not None for row in found.rows) for n in range(len(found.columns))]
    order = {key: place for place, key in enumerate(first)}
    rank = [(not full, order.get(c.key, len(first))) for full, c in zip(filled, found.columns, strict=True)]
    numbers = sorted(range(len(rank)), key=rank.__getitem__)
    columns = tuple(found.columns[number] for number in numbers)
    return replace(found, columns=columns, rows=tuple(tuple(row[n] for n in numbers) for row in found.rows))


def split(found: ReportSection) -> ReportSection:
    """Return a section whose columns of what something was and became are two, and a third with the difference."""
    parts = [_parts(number, found) for number in range(len(found.columns))]
    columns = tuple(column for part in parts for column, _ in part)
    rows = tuple(tuple(cells[n] for part in parts for _, cells in part) for n in range(len(found.rows)))
    return replace(found, columns=columns, rows=rows)


def _parts(number: int, found: ReportSection) -> list[tuple[ReportColumn, Cells]]:
    """Return the columns that one becomes, each with its cells; a cell without a difference stands in the second.

    A column that has cells of other kinds as well stays one.
    """
    column, cells = found.columns[number], [row[number] for row in found.rows]
    changed = [cell for cell in cells if isinstance(cell, TransitionCell)]
    kinds = {type(side) for cell in changed for side in (cell.old, cell.new)} | {TransitionCell, type(None)}
    if not changed or any(type(cell) not in kinds for cell in cells):
        return [(column, cells)]
    pairs = [cell if isinstance(cell, TransitionCell) else TransitionCell(None, cell) for cell in cells]
    was = message("{column}, before", column=column.title)
    before, now = SIDES.get(column.title.template, (was, column.title))
    change = message("{column}: change", column=column.title)
    made: list[tuple[ReportColumn, Cells]] = [
        (ReportColumn(f"{column.key}_before", before), [pair.old for pair in pairs]),
        (ReportColumn(column.key, now), [pair.new for pair in pairs]),
        (ReportColumn(f"{column.key}_change", change, number=True), [pair.change for pair in pairs]),
    ]
    return made if any(pair.change for pair in pairs) else made[:2]


def grid(found: ReportSection, ctx: RenderContext, paper: Paper, shown: Collection[str] = ()) -> Grid:
    """Return the table of a section, as wide as a page of the paper; all its columns are shown, or those named."""
    heads = distinct([message_words(column.title, ctx) for column in found.columns])
    rows = tuple(tuple(sheet_cell(cell, ctx) for cell in row) for row in found.rows)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    empty = frozenset(n for n, column in enumerate(columns) if rows and not any(cell.words for cell in column))
    keys = tuple(column.key for column in found.columns)
    away = frozenset(n for n, key in enumerate(keys) if shown and key not in shown and n not in empty)
    made = Grid(keys, heads, (), rows, found.levels or (0,) * len(rows), away, empty)
    asked = [(needed(*pair), least(*pair), weight(pair[1])) for pair in zip(heads, columns, strict=True)]
    widths, seen = [min(most, WIDE) for most, _, _ in asked], made.shown
    room = fitted([asked[number] for number in seen], paper.room(len(seen)))
    for number, wide in zip(seen, room, strict=True):
        widths[number] = wide
    return replace(made, widths=tuple(widths))


def distinct(heads: Sequence[str]) -> tuple[str, ...]:
    """Return heads of which no two are the same, as a table needs them: the second has its number behind it."""
    found: list[str] = []
    for head in heads:
        taken, name, number = {one.casefold() for one in found}, head, 2
        while name.casefold() in taken:
            name, number = f"{head} {number}", number + 1
        found.append(name)
    return tuple(found)
