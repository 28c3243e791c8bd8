"""What is open: late, at risk, owing a report, and due in the period that follows."""

from plantrack.errors import message
from plantrack.reports.cells import DayCell, ReferencesCell, ReportSection
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import column, identity, lead_cell, table


def late(view: PeriodicReport) -> ReportSection:
    """Return what is past its date, the latest first."""
    columns = (cols.REF, cols.WHAT, cols.DUE, column("days_late", "Days late", number=True), cols.LEAD)
    rows = ((*identity(entry), _due(entry), entry.days, lead_cell(entry)) for entry in view.late)
    return table("late", message("Late"), columns, rows, message("Nothing is past its date."))


def due_next(view: PeriodicReport) -> ReportSection:
    """Return what falls due in the period that follows."""
    title = message("Due in {period}", period=view.period.next())
    rows = ((_due(entry), *identity(entry), lead_cell(entry)) for entry in view.due_next)
    columns = cols.DUE, cols.REF, cols.WHAT, cols.LEAD
    return table("due_next", title, columns, rows, message("Nothing falls due."))


def _due(entry: DueItem) -> DayCell:
    """Return a due date, with the one promised where that is another."""
    return DayCell(entry.day, entry.basis, cols.original_day(entry) if entry.promised != entry.day else None)


def at_risk(view: PeriodicReport) -> ReportSection:
    """Return what may become late."""
    rows = (
        (cols.reference(leaf.ref), facts.task.title, leaf.light, cols.open_day(facts.next_due), lead_cell(facts))
        for leaf in view.at_risk
        for facts in [leaf.facts]
    )
    nothing = message("Beside what is late or unreported, nothing is known to be at risk.")
    columns = cols.REF, cols.TASK, cols.LIGHT, cols.NEXT_DUE, cols.LEAD
    return table("at_risk", message("At risk"), columns, rows, nothing)


def unreported(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with the tasks on which it does."""
    rows = (
        (cols.unit_cell(entry.unit), len(entry.tasks), ReferencesCell(tuple(task.ref for task in entry.tasks)))
        for entry in view.unreported
    )
    columns, title = (cols.UNIT, cols.COUNT, cols.REFERENCES), message("Owing a report, by unit")
    return table("unreported", title, columns, rows, message("No task owes a report."))
