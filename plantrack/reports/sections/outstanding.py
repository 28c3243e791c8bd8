"""What is open: late, at risk, owing a report, and due in the period that follows."""

from __future__ import annotations

from plantrack.errors import message
from plantrack.reports.cells import (
    CountCell,
    DayCell,
    LightCell,
    ReferencesCell,
    ReportColumn,
    ReportSection,
    TextCell,
    UnitsCell,
)
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections.columns import (
    COUNT,
    DUE,
    LEAD,
    LIGHT,
    NEXT_DUE,
    REF,
    REFERENCES,
    TASK,
    UNIT,
    WHAT,
    open_day,
    promised_day,
    reference,
    table,
    title_cell,
    unit_cell,
)


def late(view: PeriodicReport) -> ReportSection:
    """Return what is past its date, the latest first."""
    columns = (REF, WHAT, DUE, ReportColumn("days_late", message("Days late"), number=True), LEAD)
    rows = ((*_named(entry), _due(entry), CountCell(entry.days), _lead(entry)) for entry in view.late)
    return table("late", message("Late"), columns, rows, message("Nothing is past its date."))


def due_next(view: PeriodicReport) -> ReportSection:
    """Return what falls due in the period that follows."""
    title = message("Due in {period}", period=view.next_period)
    rows = ((_due(entry), *_named(entry), _lead(entry)) for entry in view.due_next)
    return table("due_next", title, (DUE, REF, WHAT, LEAD), rows, message("Nothing falls due."))


def _named(entry: DueItem) -> tuple[ReferencesCell, TextCell]:
    return reference(entry.ref), title_cell(entry.task, entry.milestone)


def _due(entry: DueItem) -> DayCell:
    moved = entry.promised not in (None, entry.day)
    promised = promised_day(entry.promised, entry.milestone or entry.task) if moved else None
    return DayCell(entry.day, entry.basis, promised)


def _lead(entry: DueItem) -> UnitsCell:
    return UnitsCell(entry.lead, entry.lead_basis)


def at_risk(view: PeriodicReport) -> ReportSection:
    """Return what may become late."""
    rows = (
        (
            reference(leaf.ref),
            TextCell(leaf.facts.task.title),
            LightCell(leaf.light),
            open_day(leaf.facts.next_due),
            UnitsCell(leaf.facts.lead, leaf.facts.lead_basis),
        )
        for leaf in view.at_risk
    )
    nothing = message("Beside what is late or unreported, nothing is known to be at risk.")
    return table("at_risk", message("At risk"), (REF, TASK, LIGHT, NEXT_DUE, LEAD), rows, nothing)


def unreported(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with the tasks on which it does."""
    rows = (
        (unit_cell(entry.unit), CountCell(len(entry.tasks)), ReferencesCell(tuple(task.ref for task in entry.tasks)))
        for entry in view.unreported
    )
    title = message("Owing a report, by unit")
    return table("unreported", title, (UNIT, COUNT, REFERENCES), rows, message("No task owes a report."))
