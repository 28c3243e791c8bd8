"""What a row is to reach in numbers, and the value of the year before: 18 and 20 under 2025年实绩 and 2026年目标."""

import re

from msgspec import Struct

from plantrack.documents.figures.kinds import grows
from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.errors import InputError
from plantrack.model.amount_reader import parse_range
from plantrack.model.amounts import Kind, Quantity
from plantrack.tables.heads import Column
from plantrack.tables.values import text_of

_BRACKET = re.compile(r"[(（]([^()（）]{1,12})[)）]$")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?")
_DIGITS = re.compile(rf"(?:{_NUMBER.pattern})[万亿千百]{{0,2}}")
_ALONE = re.compile(r"[^0-9]{0,5}[0-9][0-9,.%~—–-]*(?:[^0-9一-鿿]{0,24}|[^0-9月日年季]{0,8})")
"""A cell with a number and its unit; one with more words says what is to be done, or by when."""
_SHORT = re.compile(r"(?<=[0-9]) ?(bn|[mkb])$", re.IGNORECASE)
_MAGNITUDES = {"m": " million", "k": " thousand", "b": " billion", "bn": " billion"}


Quote = tuple[str, int]
"""Words and where they stand."""


class RowTarget(Struct, frozen=True):
    """An indicator of a row: what is to be reached, and the last year's value where it is known."""

    label: str
    goal: Quantity
    before: Quantity | None

    def figures(self, year: int, goal: Quote, before: Quote) -> tuple[DocumentFigure, ...]:
        """Return the target of a year, and the figure of the year before, which stand in two cells."""
        target = DocumentFigure(
            quote=goal[0], offset=goal[1], value=self.goal.value, value_to=self.goal.value_to,
            unit=self.goal.unit, qualifier=self.goal.qualifier, kind=Kind.TARGET, label=self.label, period=str(year),
            baseline=self.before.value if self.before else None,
        )  # fmt: skip
        if self.before is None:
            return (target,)
        rate = grows(self.label) and self.before.unit in unit_words("shares")
        last_year = DocumentFigure(
            quote=before[0], offset=before[1], value=self.before.value, value_to=self.before.value_to,
            unit=self.before.unit, qualifier=self.before.qualifier, kind=Kind.GROWTH if rate else Kind.MEASURE,
            label=self.label, period=str(year - 1),
        )  # fmt: skip
        return target, last_year


def target_of(row: TableRow) -> RowTarget | None:
    """Return the indicator of a row; None where it gives no target in numbers."""
    title = " ".join((row.text(Column.INDICATOR) or row.text(Column.TITLE)).split())
    named = _BRACKET.search(title) or _BRACKET.search(_head(row, Column.TARGET))
    unit = row.text(Column.UNIT) or (named[1] if named else "")
    goal = _quantity(text_of(row.cell(Column.TARGET)), unit)
    if goal is None:
        return None
    before = _quantity(text_of(row.cell(Column.BASELINE)), unit or goal.unit)
    same = before if before and before.unit == goal.unit else None
    return RowTarget(_BRACKET.sub("", title).strip(), goal, same)


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
