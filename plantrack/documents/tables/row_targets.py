"""What a row is to reach in numbers, and the value of the year before: 18 and 20 under 2025年实绩 and 2026年目标."""

import re

from plantrack.documents.tables.table_plan import RowTarget
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.errors import InputError
from plantrack.model.amount_reader import parse_range
from plantrack.model.amounts import Quantity
from plantrack.tables.heads import Column
from plantrack.tables.values import text_of

_BRACKET = re.compile(r"[(（]([^()（）]{1,12})[)）]$")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?")
_DIGITS = re.compile(rf"(?:{_NUMBER.pattern})[万亿千百]{{0,2}}")
_ALONE = re.compile(r"[^0-9]{0,5}[0-9][0-9,.%~—–-]*(?:[^0-9一-鿿]{0,24}|[^0-9月日年季]{0,8})")
"""A cell with a number and its unit; one with more words says what is to be done, or by when."""
_SHARES = re.compile(r"[率比]|占|\b(?:shares?|rates?|percentage|proportion)\b", re.IGNORECASE)
_SHORT = re.compile(r"(?<=[0-9]) ?(bn|[mkb])$", re.IGNORECASE)
_MAGNITUDES = {"m": " million", "k": " thousand", "b": " billion", "bn": " billion"}


def target_of(row: TableRow) -> RowTarget | None:
    """Return the indicator of a row; None where it gives no target in numbers."""
    title = " ".join((row.text(Column.INDICATOR) or row.text(Column.TITLE)).split())
    named = _BRACKET.search(title) or _BRACKET.search(_head(row, Column.TARGET))
    unit = row.text(Column.UNIT) or (named[1] if named else "")
    said = _said(row, Column.TARGET, title), _said(row, Column.BASELINE, title)
    goal = _quantity(said[0], unit)
    if goal is None:
        return None
    before = _quantity(said[1], unit or goal.unit)
    same = before if before and before.unit == goal.unit else None
    return RowTarget(_BRACKET.sub("", title).strip(), goal, same, said)


def _said(row: TableRow, column: Column, title: str) -> str:
    """Return a cell as people read it; of a share that a workbook keeps as a number below one, the percentage."""
    cell = row.cell(column)
    if isinstance(cell, float) and 0 < cell < 1 and not row.text(Column.UNIT) and _SHARES.search(title):
        return f"{100 * cell:.6g}%"
    return text_of(cell)


def _head(row: TableRow, column: Column) -> str:
    place = row.heads.columns.get(column)
    return row.heads.names[place] if place is not None else ""


def _quantity(text: str, unit: str) -> Quantity | None:
    """Return the amount that a cell holds, in the unit given where it has none of its own; None for other words."""
    if not _ALONE.fullmatch(text.strip()):
        return None
    text = _SHORT.sub(lambda found: _MAGNITUDES[found[1].lower()], text.strip())
    for words in (text, _DIGITS.sub(rf"\g<0>{unit}", text, count=1)):
        try:
            return parse_range(words)
        except InputError:
            continue
    return Quantity(float(text.replace(",", "")), unit) if _NUMBER.fullmatch(text) else None
