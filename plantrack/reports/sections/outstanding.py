"""What is open: late, at risk, owing a report, and due in the period that follows."""

from __future__ import annotations

from plantrack.errors import message
from plantrack.reports.cells import DayCell, ReferencesCell, ReportSection, UnitsCell
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections import columns as shared
from plantrack.reports.sections.columns import full_title, open_day, promised_day, reference, unit_cell
from plantrack.reports.sections.rows import Values, column, table


def late(view: PeriodicReport) -> ReportSection:
    """Return what is past its date, the latest first."""
    columns = (shared.REF, shared.WHAT, shared.DUE, column("days_late", "Days late", number=True), shared.LEAD)
    rows = ((*_named(entry), _due(entry), entry.days, UnitsCell(entry.lead, entry.lead_basis)) for entry in view.late)
    return table("late", message("Late"), columns, rows, message("Nothing is past its date."))


def due_next(view: PeriodicReport) -> ReportSection:
    """Return what falls due in the period that follows."""
    title = message("Due in {period}", period=view.next_period)
    rows = ((_due(entry), *_named(entry), UnitsCell(entry.lead, entry.lead_basis)) for entry in view.due_next)
    columns = shared.DUE, shared.REF, shared.WHAT, shared.LEAD
    return table("due_next", title, columns, rows, message("Nothing falls due."))


def _named(entry: DueItem) -> Values:
    return reference(entry.ref), full_title(entry.task, entry.milestone)


def _due(entry: DueItem) -> DayCell:
    moved = entry.promised not in (None, entry.day)
    promised = promised_day(entry.promised, entry.milestone or entry.task) if moved else None
    return DayCell(entry.day, entry.basis, promised)


def at_risk(view: PeriodicReport) -> ReportSection:
    """Return what may become late."""
    rows = (
        (reference(leaf.ref), leaf.facts.task.title, leaf.light, open_day(leaf.facts.next_due),
         UnitsCell(leaf.facts.lead, leaf.facts.lead_basis))
        for leaf in view.at_risk
    )  # fmt: skip
    nothing = message("Beside what is late or unreported, nothing is known to be at risk.")
    columns = shared.REF, shared.TASK, shared.LIGHT, shared.NEXT_DUE, shared.LEAD
    return table("at_risk", message("At risk"), columns, rows, nothing)


def unreported(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with the tasks on which it does."""
    rows = (
        (unit_cell(entry.unit), len(entry.tasks), ReferencesCell(tuple(task.ref for task in entry.tasks)))
        for entry in view.unreported
    )
    title = message("Owing a report, by unit")
    columns = shared.UNIT, shared.COUNT, shared.REFERENCES
    return table("unreported", title, columns, rows, message("No task owes a report."))
