"""Who was reminded of what and when, and when it was answered."""

from msgspec.structs import replace

from plantrack.errors import message
from plantrack.model.updates.notice import cause_message
from plantrack.reports.cells import ListCell, ReportSection, UnitsCell, UpdateCell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.reminded import Reminded
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import Values, column, reference, table

COLUMNS = (
    cols.REF, cols.WHAT, column("reminder", "Reminder"), column("told", "Told"), column("first", "First on"),
    column("last", "Last on"), column("times", "Times", number=True), column("answered", "Answered on"),
    column("answer", "Answer"),
)  # fmt: skip


def reminders_told(view: PeriodicReport) -> ReportSection:
    """Return a row for each thing that was told in the period; what nobody answered stands first."""
    open_ones = sum(one.answer is None for one in view.reminded)
    words = message("Reminded of: {count}; not answered since: {left}.", count=len(view.reminded), left=open_ones)
    rows = (_row(one, view) for one in view.reminded)
    return replace(table("reminders", message("Reminders"), COLUMNS, rows, words), part="annex")


def _row(one: Reminded, view: PeriodicReport) -> Values:
    matter, answer = one.matter, one.answer
    levels = ListCell(tuple(message(f"level {level}") for level in one.levels))
    told = message("{units} ({what})", units=UnitsCell(one.units), what=levels)
    return (
        reference(matter.ref), view.plan.title_of(matter.ref), cause_message(matter), told, one.first, one.last,
        one.times, answer and answer.on, UpdateCell(answer) if answer else None,
    )  # fmt: skip
