"""What several sections share: columns under their keys, and cells of references, names and days."""

from __future__ import annotations

from datetime import date

from plantrack.errors import Message, message
from plantrack.evaluation.facts import OpenDate
from plantrack.model.plan import Milestone, Task, Text
from plantrack.reports.cells import DayCell, ListCell, ReferencesCell, UnitsCell
from plantrack.reports.sections.rows import column

ON, REF, WHAT, TASK, DUE = (
    column("on", "On"), column("ref", "No."), column("what", "What"), column("task", "Task"), column("due", "Due"),
)  # fmt: skip
NEXT_DUE, PROMISED, LEAD, LIGHT, UNIT, BY = (
    column("next_due", "Next due"), column("promised", "Promised"), column("lead", "Lead"), column("light", "Light"),
    column("unit", "Unit"), column("by", "By"),
)  # fmt: skip
COUNT, REFERENCES = column("count", "Count", number=True), column("references", "References")


def reference(ref: str) -> ReferencesCell:
    """Return the cell of one reference."""
    return ReferencesCell((ref,))


def unit_cell(unit: str | None) -> UnitsCell:
    """Return the cell of one unit; None is nobody."""
    return UnitsCell((unit,) if unit else ())


def named(ref: str, title: Text) -> ListCell:
    """Return a reference and its title."""
    return ListCell((ref, title), "name")


def full_title(task: Task, milestone: Milestone | None = None) -> Text | Message:
    """Return the title of a task, or of a milestone with its task."""
    return message("{stone} ({task})", stone=milestone.title, task=task.title) if milestone else task.title


def open_day(found: OpenDate | None) -> DayCell | None:
    """Return the cell of a date that is still open."""
    return DayCell(found.day, found.basis) if found else None


def promised_day(day: date | None, entry: Task | Milestone | None) -> DayCell | None:
    """Return the promised date with its basis, which is known where the plan still says that date."""
    if day is None or entry is None:
        return DayCell(day) if day else None
    basis = entry.basis if isinstance(entry, Milestone) else entry.basis.due or "assumed"
    return DayCell(day, basis if day == entry.due else None)
