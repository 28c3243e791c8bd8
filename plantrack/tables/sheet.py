"""A sheet: rows of cells, with numbers and days as such, and the cells that were merged."""

from datetime import date, datetime

from msgspec import Struct

from plantrack.budget import Budget, Work

Cell = str | float | bool | date | datetime | None
"""What stands in a cell. One without a visible character is None; a number is a float, with decimals or without."""
Row = tuple[Cell, ...]
_LETTERS = 26


class Range(Struct, frozen=True):
    """Merged cells: their first and last row and column, counted from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Struct, frozen=True):
    """One sheet. Rows and columns count from 0, as in the file; a row ends with its last cell that holds something."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    above: tuple[str, ...] = ()
    """What stands above the table in its file, the title of all first."""

    def spread(self) -> tuple[Row, ...]:
        """Return the rows with the value of merged cells in each of them. Raises PlanError if they are too many."""
        rows = [list(row) for row in self.rows]
        budget = Budget()
        for one in self.merged:
            value = cell_at(self.rows, one.top, one.left)
            if value is not None:
                _fill(rows, one, value, budget)
        return tuple(map(tuple, rows))


def _fill(rows: list[list[Cell]], merged: Range, value: Cell, budget: Budget) -> None:
    wide = merged.right + 1 - merged.left
    covered = rows[merged.top : merged.bottom + 1]
    budget.spend(Work.AREA, len(covered) * wide)
    for row in covered:
        row.extend([None] * (merged.right + 1 - len(row)))
        row[merged.left : merged.right + 1] = [value] * wide


def cell_at(rows: tuple[Row, ...], row: int, column: int) -> Cell:
    """Return a cell; None outside of the rows."""
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


class CellPlace(Struct, frozen=True):
    """A cell of a sheet, written as people find it: 任务!B5; without a cell, the sheet alone."""

    sheet: str
    row: int = -1
    column: int = 0

    def __str__(self) -> str:
        return self.sheet if self.row < 0 else f"{self.sheet}!{cell_name(self.row, self.column)}"


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a workbook shows it: row 0 and column 0 are A1."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
