"""Cells, from the values that a library or a text gives: typed, cleaned, and None where there is nothing to see."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from plantrack.characters.cleaning import cleaned
from plantrack.model.text import given_text
from plantrack.tables.sheet import Cell

Given = str | float | bool | date | time | timedelta


def cell_of(value: Given) -> Cell:
    """Return a value of a workbook as a cell: text without invisible characters, numbers as floats."""
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool | date):
        return value
    return float(value) if isinstance(value, int | float) else str(value)


def text_cell(text: str) -> str | None:
    """Return a text without invisible characters and blanks around it, or None where nothing is left."""
    plain = text if text.isascii() and text.isprintable() else cleaned(text)
    return given_text(plain.strip())


def trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells up to the last one that holds something."""
    row = [*cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)
