"""The sheets of a file that hold tasks: their heads, the column of the task, the lines above and the rows below."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.tables.table_plan import LeftOut
from plantrack.errors import PlanError, message
from plantrack.tables.heads import Column, Heads, column_of, columns_of
from plantrack.tables.sheet import Cell, CellPlace, Row, Sheet
from plantrack.tables.values import is_blank, short_text, text_of

_INSTEAD = (Column.MEASURES, Column.NUMBER, Column.TARGET, Column.CATEGORY)
"""The columns that name the tasks where no column is headed so, and none is unknown."""
_TITLE = 4
"""Minimum length of a task, in characters, on average."""
_SAMPLE = 200
NO_TABLE = (
    "no table of tasks was found; two heads in one row must be known, such as 任务 and 完成时限, or Task and Due; "
    "these were found: {heads}"
)


class TableRow(Struct, frozen=True):
    """A row with its cells by column. In `cells` the value of merged cells stands in each of them, in `own` once."""

    sheet: str
    row: int
    cells: Row
    own: Row
    heads: Heads

    def cell(self, column: Column) -> Cell:
        """Return a cell; None where there is none, or where it holds a dash or 无."""
        found = self.heads.cell(self.cells, column)
        return None if is_blank(found) else found

    def text(self, column: Column) -> str:
        """Return a cell as people read it."""
        return text_of(self.cell(column)).strip()

    def place(self, column: Column = Column.TITLE) -> CellPlace:
        """Return where a cell of the row stands."""
        return CellPlace(self.sheet, self.row, self.heads.columns.get(column, 0))

    @property
    def begin(self) -> CellPlace:
        """Where the first cell that says anything stands."""
        return CellPlace(self.sheet, self.row, next(n for n, cell in enumerate(self.cells) if not is_blank(cell)))


class TaskSheet(Struct, frozen=True):
    """A sheet with tasks; `above` are the lines above its heads."""

    name: str
    heads: Heads
    above: tuple[str, ...]
    rows: tuple[TableRow, ...]


def task_sheets(sheets: Iterable[Sheet]) -> tuple[tuple[TaskSheet, ...], tuple[LeftOut, ...]]:
    """Return the sheets with tasks, and those left out. Raises PlanError, with the heads found, if there are none."""
    found: list[TaskSheet] = []
    left: list[LeftOut] = []
    seen: list[tuple[Row, ...]] = []
    for sheet in sheets:
        read = task_sheet(sheet)
        if sheet.hidden:
            left.append(LeftOut(CellPlace(sheet.name), sheet.name, message("the sheet is hidden")))
        elif read is None or not read.rows:
            left.append(LeftOut(CellPlace(sheet.name), sheet.name, message("the sheet has no table of tasks")))
        elif sheet.rows in seen:
            left.append(LeftOut(CellPlace(sheet.name), sheet.name, message("the sheet is the same as another")))
        else:
            found.append(read)
            seen.append(sheet.rows)
    if not found:
        raise PlanError(NO_TABLE, heads=tuple(_texts_found(sheets)) or "–")
    return tuple(found), tuple(left)


def _texts_found(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield what stands in the first rows, known heads first, for a person to see what was taken for heads."""
    texts = dict.fromkeys(
        short_text(c) for sheet in sheets for row in sheet.rows[:3] for c in row if isinstance(c, str)
    )
    yield from sorted(texts, key=lambda text: column_of(text) is None)[:12]


def task_sheet(sheet: Sheet) -> TaskSheet | None:
    """Return a sheet with its heads and rows; None if it names no tasks."""
    spread = sheet.spread()
    heads = columns_of(spread)
    if heads is None:
        return None
    below = range(heads.last + 1, len(spread))
    named = _with_title(heads, [spread[n] for n in below[:_SAMPLE]])
    if named is None:
        return None
    top = min((one.top for one in sheet.merged if one.top < heads.first <= one.bottom), default=heads.first)
    above = tuple(line for row in sheet.rows[:top] if (line := " ".join(filter(None, map(text_of, row)))))
    rows = (TableRow(sheet.name, n, spread[n], sheet.rows[n], named) for n in below)
    kept = (row for row in rows if any(not is_blank(cell) for cell in row.cells) and not _repeats(row))
    return TaskSheet(sheet.name, named, (*sheet.above, *above), tuple(kept))


def _repeats(row: TableRow) -> bool:
    """Tell whether a row repeats the heads, as each printed page does."""
    known = [(text_of(cell), name) for cell, name in zip(row.cells, row.heads.names, strict=False) if cell and name]
    return bool(known) and sum(" ".join(text.split()) == name for text, name in known) * 2 > len(known)


def _with_title(heads: Heads, rows: Sequence[Row]) -> Heads | None:
    """Return the heads with the column of the task: the one headed so, or the longest of those that are not known."""
    if Column.TITLE in heads.columns:
        return heads
    sizes = {place: _mean(rows, place) for place in heads.unknown}
    longest = max(sizes, key=sizes.__getitem__, default=None)
    if longest is not None and sizes[longest] >= _TITLE:
        return replace(heads, columns={**heads.columns, Column.TITLE: longest})
    for column in _INSTEAD:
        place = heads.columns.get(column)
        if place is not None and _mean(rows, place) >= _TITLE:
            others = {known: at for known, at in heads.columns.items() if known is not column}
            return replace(heads, columns={**others, Column.TITLE: place})
    return None


def _mean(rows: Sequence[Row], place: int) -> float:
    """Return the mean length of the texts in a column, where most of its cells are texts."""
    cells = [row[place] for row in rows if place < len(row) and row[place] is not None]
    texts = [cell for cell in cells if isinstance(cell, str) and re.search(r"[^\W\d_]", cell)]
    return sum(map(len, texts)) / len(texts) if 2 * len(texts) > len(cells) else 0
