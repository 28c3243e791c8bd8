"""Sections as a document prints them: what all rows of a table say alike is said once, in a sentence above it."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.plan import Plan, Text
from plantrack.model.short_titles import short_title
from plantrack.reports.cells import LightCell, ReportCell, ReportSection, TextCell, UnitsCell

LEAD = "lead"
"""The column of units that lead."""
FEW = 3
"""Rows at least where a sentence takes the place of a column."""


def with_short_titles(found: ReportSection, plan: Plan) -> ReportSection:
    """Return a section whose rows name tasks by their short titles."""
    short = {task.title: short_title(task) for task in plan.walk()}
    return replace(found, rows=tuple(tuple(_shortened(cell, short) for cell in row) for row in found.rows))


def _shortened(words: Any, short: dict[Text, Text]) -> Any:
    if isinstance(words, Text):
        return short.get(words, words)
    if isinstance(words, TextCell):
        return replace(words, text=_shortened(words.text, short))
    if isinstance(words, Message):
        return replace(words, facts={name: _shortened(fact, short) for name, fact in words.facts.items()})
    return words


def common_lead(found: ReportSection) -> tuple[ReportSection, Message | None]:
    """Return a section without the column of units that lead where all rows have the same, and a sentence that names them."""
    place = next((n for n, column in enumerate(found.columns) if column.key == LEAD), None)
    if place is None or len(found.rows) < FEW:
        return found, None
    leads = [row[place] for row in found.rows if not _parent(row)]
    if not leads or leads.count(leads[0]) < len(leads) or not (isinstance(leads[0], UnitsCell) and leads[0].units):
        return found, None
    rows = tuple(row[:place] + row[place + 1 :] for row in found.rows)
    columns = found.columns[:place] + found.columns[place + 1 :]
    return replace(found, columns=columns, rows=rows), message("All are led by {units}.", units=leads[0])


def _parent(row: Sequence[ReportCell | None]) -> bool:
    return any(isinstance(cell, LightCell) and cell.light.counts for cell in row)
