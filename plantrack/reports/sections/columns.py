"""What several sections share: columns under their keys, tables, and cells of names and days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plantrack.errors import Message, message
from plantrack.evaluation.facts import OpenDate
from plantrack.model.plan import Milestone, Task, Text
from plantrack.reports.cells import (
    DayCell,
    ListCell,
    ReferencesCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TextCell,
    UnitsCell,
)

Cells = tuple[ReportCell | None, ...]

ON = ReportColumn("on", message("On"))
REF = ReportColumn("ref", message("No."))
WHAT = ReportColumn("what", message("What"))
TASK = ReportColumn("task", message("Task"))
DUE = ReportColumn("due", message("Due"))
NEXT_DUE = ReportColumn("next_due", message("Next due"))
PROMISED = ReportColumn("promised", message("Promised"))
LEAD = ReportColumn("lead", message("Lead"))
LIGHT = ReportColumn("light", message("Light"))
UNIT = ReportColumn("unit", message("Unit"))
BY = ReportColumn("by", message("By"))
COUNT = ReportColumn("count", message("Count"), number=True)
REFERENCES = ReportColumn("references", message("References"))


def table(
    key: str, title: Message, columns: tuple[ReportColumn, ...], rows: Iterable[Cells], nothing: Message,
    *sentences: Message,
) -> ReportSection:  # fmt: skip
    """Return a section with its sentences and rows; without rows, with the sentence that says so."""
    made = tuple(rows)
    return ReportSection(key, title, sentences if made else (nothing,), columns, made)


def reference(ref: str) -> ReferencesCell:
    """Return the cell of one reference."""
    return ReferencesCell((ref,))


def unit_cell(unit: str | None) -> UnitsCell:
    """Return the cell of one unit; None is nobody."""
    return UnitsCell((unit,) if unit else ())


def named(ref: str, title: Text) -> ListCell:
    """Return a reference and its title."""
    return ListCell((ref, title), "name")


def title_cell(task: Task, milestone: Milestone | None = None) -> TextCell:
    """Return the title of a task, or of a milestone with its task."""
    if milestone is None:
        return TextCell(task.title)
    return TextCell(message("{stone} ({task})", stone=milestone.title, task=task.title))


def open_day(found: OpenDate | None) -> DayCell | None:
    """Return the cell of a date that is still open."""
    return DayCell(found.day, found.basis) if found else None


def promised_day(day: date | None, entry: Task | Milestone | None) -> DayCell | None:
    """Return the promised date with its basis, which is known where the plan still says that date."""
    if day is None or entry is None:
        return DayCell(day) if day else None
    basis = entry.basis if isinstance(entry, Milestone) else entry.basis.due or "assumed"
    return DayCell(day, basis if day == entry.due else None)
