"""From plain values to the typed cells of a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plantrack.errors import Message, message
from plantrack.evaluation.facts import Light
from plantrack.model.plan import Text
from plantrack.model.updates import AnyUpdate
from plantrack.reports import cells
from plantrack.reports.cells import ReportCell, ReportColumn, ReportSection

Value = ReportCell | Message | Text | str | date | float | int | Light | AnyUpdate | None
"""What a cell is made from."""
Values = tuple[Value, ...]


def column(key: str, title: str, *, number: bool = False) -> ReportColumn:
    """Return a column whose title is a message of the catalogue."""
    return ReportColumn(key, message(title), number)


def as_cell(value: Value) -> ReportCell | None:
    """Return the cell of a plain value: words, a day, a number, a light or an update; a cell stays what it is."""
    if value is None or isinstance(value, ReportCell):
        return value
    if isinstance(value, Message | Text | str):
        return cells.TextCell(value)
    if isinstance(value, date):
        return cells.DayCell(value)
    if isinstance(value, int | float):
        return cells.CountCell(value)
    return cells.LightCell(value) if isinstance(value, Light) else cells.UpdateCell(value)


def table(
    key: str, title: Message, columns: tuple[ReportColumn, ...], rows: Iterable[Values], nothing: Message | None = None,
    *sentences: Message,
) -> ReportSection:  # fmt: skip
    """Return a section with its sentences and rows; without rows, with the sentence that says so."""
    made = tuple(tuple(map(as_cell, row)) for row in rows)
    return ReportSection(key, title, sentences if made or nothing is None else (nothing,), columns, made)
