"""Rows of tables that came in, as entries, however a spreadsheet or a person has written their cells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from plantrack.errors import PlanError
from plantrack.exchange.entry import EntryPlace, ExportedEntry, Found
from plantrack.exchange.fields import (
    DAY,
    EMPTY,
    FLAG,
    KINDS,
    LIST,
    NOTHING,
    day_in,
    names_in,
    path,
    read,
    scalar,
    shape,
)
from plantrack.exchange.record_tables import HEAD
from plantrack.tables.sheet import Cell, Row, Sheet, cell_name

ABOVE = "{where}: the first row names no field here; name it, or empty the cell"
TWICE = "{where}: {name} stands there twice; keep one of the two"
LANGUAGES = ("zh", "en")


def is_export(sheets: Iterable[Sheet]) -> bool:
    """Tell whether sheets hold the records of a plan."""
    return any(
        HEAD in sheet.rows[0]
        and not KINDS.keys().isdisjoint(_cell(row, sheet.rows[0].index(HEAD)) for row in sheet.rows)
        for sheet in sheets
        if sheet.rows
    )


def read_rows(sheets: Sequence[Sheet], file: str, *, lines: bool) -> Iterator[ExportedEntry]:
    """Yield the entries of sheets; in a text their places are `lines`. Raises PlanError with the place."""
    for sheet in sheets:
        if sheet.rows and (HEAD in sheet.rows[0] or sheet.name in KINDS):
            yield from _SheetReader(sheet, file, lines=lines).entries()


class _SheetReader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, file: str, *, lines: bool) -> None:
        self._sheet, self._file, self._lines = sheet, file, lines
        self._names = [_text(cell) for cell in sheet.rows[0]]
        for column, name in enumerate(self._names):
            if name and name in self._names[:column]:
                raise PlanError(TWICE, where=self._place(0, column).in_file(file), name=name)

    def _place(self, row: int, column: int) -> EntryPlace:
        if self._lines:
            return EntryPlace(row, column)
        return EntryPlace(part=f"#{self._sheet.name}!{cell_name(row, column)}")

    def entries(self) -> Iterator[ExportedEntry]:
        """Yield an entry for each row that holds anything; without its kind it is of the kind above."""
        kind = self._sheet.name if self._sheet.name in KINDS else ""
        for number, row in enumerate(self._sheet.rows[1:], 1):
            given = {self._named(number, column): column for column, cell in enumerate(row) if cell is not None}
            kind = _text(row[given.pop(HEAD)]) if HEAD in given else kind
            if given:
                yield self._entry(kind, number, given)

    def _named(self, row: int, column: int) -> str:
        name = self._names[column] if column < len(self._names) else ""
        if not name:
            raise PlanError(ABOVE, where=self._place(row, column).in_file(self._file))
        return name

    def _entry(self, kind: str, number: int, given: dict[str, int]) -> ExportedEntry:
        fields: dict[Any, Any] = {}
        row = self._sheet.rows[number]
        for name in sorted(given):
            place = self._place(number, given[name])
            *above, last = path(name)
            if not _put(fields, [*above, last], _value(row[given[name]], kind, name, place)):
                raise PlanError(TWICE, where=place.in_file(self._file), name=name)
        return ExportedEntry(kind, _finished(fields), self._place(number, 0))


def _put(fields: dict[Any, Any], parts: list[str | int], value: Any) -> bool:
    """Put a value into nested fields; a title that stood for both languages stands for the other one."""
    *above, last = parts
    for part in above:
        inner = fields.setdefault(part, {})
        if isinstance(inner, Found) and last in LANGUAGES and part == above[-1]:
            inner = fields[part] = dict.fromkeys(LANGUAGES, inner)
            inner.pop(last)
        if not isinstance(inner, dict):
            return False
        fields = inner
    return fields.setdefault(last, value) is value


def _finished(value: Any) -> Any:
    """Return nested fields with lists where entries have numbers, and a text in one language for both."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(name, int) for name in value):
        return [_finished(value[name]) for name in sorted(value)]
    given = [value[language] for language in LANGUAGES if language in value]
    both = dict.fromkeys(LANGUAGES, given[0]) if len(given) == 1 else {}
    return both | {str(name): _finished(one) for name, one in value.items()}


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _text(cell: Cell) -> str:
    """Return a cell as it would be typed, without the apostrophe that kept it."""
    if isinstance(cell, str):
        return cell.removeprefix("'")
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else scalar(cell)


def _value(cell: Cell, kind: str, name: str, place: EntryPlace) -> Any:
    """Return what a cell says, by what belongs into it."""
    text, holds = _text(cell), shape(kind, name) if kind in KINDS else None
    if name == "parent" and text == NOTHING:
        return None
    if text in EMPTY.values():
        return [] if text == EMPTY[list] else {}
    if holds == LIST:
        return [Found(one, place) for one in names_in(text)]
    return Found({DAY: day_in, FLAG: str.lower}.get(holds or "", read)(text), place)
