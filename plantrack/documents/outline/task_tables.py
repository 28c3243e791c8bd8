"""Tables of tasks: tab-separated lines below a line with column headers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.formats.grid import WIDEST
from plantrack.documents.outline.parts import DocumentPart
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.markers import number_of
from plantrack.tables.heads import Column, column_of

_HEADED = 2
"""Number of known columns that makes a line the header of a table of tasks."""


_LONGEST_NAME = 12
"""Maximum length of a column header, in characters."""


class TaskCell(Struct, frozen=True):
    """A cell: its words and where they stand."""

    text: str
    first: int
    last: int


class TaskRow(Struct, frozen=True):
    """A row with its cells by column; header and cells as they stand are for reading owners."""

    head: tuple[str, ...]
    cells: tuple[TaskCell, ...]
    columns: dict[str, int]

    def cell(self, column: str) -> TaskCell | None:
        """Return the cell of a column, or None if it is missing or empty."""
        place = self.columns.get(column)
        cell = self.cells[place] if place is not None and place < len(self.cells) else None
        return cell if cell and cell.text else None

    @property
    def number(self) -> int:
        """The number of the row; 0 without one."""
        cell = self.cell("number")
        words = cell.text.strip("()（）.、 ") if cell else ""
        return number_of(words) if re.fullmatch(r"[0-9]{1,4}|[一二三四五六七八九十百]{1,4}", words) else 0


def task_rows(doc: ScannedText, part: DocumentPart) -> Iterator[list[TaskRow]]:
    """Yield the rows of the tables of tasks in a part, grouped by item."""
    for block in _blocks(doc, part):
        head, rest = _head(block)
        columns = _columns(head)
        if "title" not in columns and "measures" in columns:
            columns["title"] = columns.pop("measures")
        if "title" in columns and len(columns) >= _HEADED:
            rows = _continued(TaskRow(head, cells, columns) for cells in rest if not _is_head(cells, head))
            for _, same in groupby(rows, key=lambda row: (row.number, (row.cell("title") or row.cells[0]).text)):
                yield [*same]


def _is_head(cells: Sequence[TaskCell], head: Sequence[str]) -> bool:
    """Tell whether a row repeats the header or is empty."""
    plain = [(cell.text, name) for cell, name in zip(cells, head, strict=False) if cell.text]
    return not plain or sum(text == name for text, name in plain) >= _HEADED


def _continued(rows: Iterable[TaskRow]) -> Iterator[TaskRow]:
    """Yield the rows with a task; one with a measure but neither number nor task continues the one above."""
    above: TaskRow | None = None
    for row in rows:
        if row.cell("title"):
            above = row
            yield row
        elif above and row.cell("measures") and not row.number:
            places = {above.columns[column] for column in ("number", "title") if column in above.columns}
            cells = tuple(above.cells[n] if n in places else cell for n, cell in enumerate(row.cells))
            yield replace(row, cells=cells)


def _blocks(doc: ScannedText, part: DocumentPart) -> Iterator[list[tuple[TaskCell, ...]]]:
    """Yield the tables: consecutive lines with tabs."""
    lines = re.finditer(r"[^\n]*", doc.text[part.first : part.last])
    cells = ((bool(found[0].count("\t")), found) for found in lines if found[0].strip())
    for tabbed, block in groupby(cells, key=lambda pair: pair[0]):
        if tabbed:
            yield [_cells(found[0], part.first + found.start()) for _, found in block]


def _cells(line: str, first: int) -> tuple[TaskCell, ...]:
    found = []
    for words in re.finditer(r"[^\t]*", line):
        if words.start() > 0 and line[words.start() - 1] != "\t":
            continue
        text = words[0].strip()
        start = first + words.start() + (len(words[0]) - len(words[0].lstrip()))
        found.append(TaskCell(text, start, start + len(text)))
        if len(found) == WIDEST:
            break
    return tuple(found)


def _head(block: Sequence[tuple[TaskCell, ...]]) -> tuple[tuple[str, ...], Sequence[tuple[TaskCell, ...]]]:
    """Return the column headers, from one row or two, and the rows below."""
    for place, cells in enumerate(block[:3]):
        names = tuple(cell.text for cell in cells)
        if len(_columns(names)) >= _HEADED:
            below = tuple(cell.text for cell in block[place + 1]) if place + 1 < len(block) else ()
            if (
                below
                and _columns(below).keys() & _columns(names).keys()
                and not any(re.match(r"[0-9一二]", c) for c in below)
            ):
                upper = [*names, *[""] * (len(below) - len(names))]
                return tuple(low or high for low, high in zip(below, upper, strict=False)), block[place + 2 :]
            return names, block[place + 1 :]
    return (), ()


_READ_AS = {
    Column.NUMBER: "number", Column.REFERENCE: "number", Column.TITLE: "title", Column.MEASURES: "measures",
    Column.TARGET: "measures", Column.DUE: "due", Column.DUE_NOW: "due", Column.MILESTONE: "due",
}  # fmt: skip


def _columns(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(re.sub(r"\s", "", name) for name in names):
        head = column_of(name) if len(name) <= _LONGEST_NAME else None
        column = _READ_AS.get(head) if head else None
        if column == "title" and column in found:
            column = "measures"
        if column and column not in found:
            found[column] = place
    return found
