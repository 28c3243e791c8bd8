"""What a row says about how its task stands: status, percentage, progress, problem and next step."""

from datetime import date

from msgspec.structs import replace

from plantrack.documents.tables.table_plan import Spelling, TableReport
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.errors import Message, message
from plantrack.model.percentages import WHOLE
from plantrack.model.state import CLOSED, Status
from plantrack.model.text import stated_text
from plantrack.tables.heads import Column
from plantrack.tables.values import day_of, percent_of, status_of


def report_of(row: TableRow, spelling: Spelling) -> tuple[TableReport | None, tuple[Message, ...]]:
    """Return the report of a row, or None, and a question for each cell that was not understood."""
    status = status_of(row.cell(Column.STATUS))
    if status is None and status_of(row.cell(Column.DUE)) is Status.DONE:
        status = Status.DONE
    percent = percent_of(row.cell(Column.PERCENT), shares=Column.PERCENT in spelling.shares)
    progress, columns = row.cell(Column.PROGRESS), (Column.STATUS, Column.PERCENT, Column.PROGRESS)
    if progress is not None:
        share, said = percent_of(progress, shares=Column.PROGRESS in spelling.shares), status_of(progress)
        if percent is None and isinstance(share, float):
            percent, progress = share, None
        elif status is None and isinstance(said, Status):
            status, progress = said, None
    day = day_of(row.cell(Column.DAY), spelling.within, order=spelling.order)
    questions = tuple(one for one in (status, percent, day) if isinstance(one, Message))
    report = TableReport(
        str(row.place(next((one for one in columns if row.cell(one) is not None), Column.TITLE))),
        status if isinstance(status, Status) else None, percent if isinstance(percent, float) else None,
        None if progress is None else row.text(Column.PROGRESS), stated_text(row.text(Column.PROBLEM)),
        stated_text(row.text(Column.NEXT)), (text,) if (text := row.text(Column.EVIDENCE)) else (),
        day if isinstance(day, date) else None,
    )  # fmt: skip
    report, conflict = _consistent(report)
    return (report if report.says_something else None), (*questions, *conflict)


def _consistent(report: TableReport) -> tuple[TableReport, tuple[Message, ...]]:
    """Return a report whose status and percentage go together; what does not is asked."""
    status, percent = report.status, report.percent
    if (status is Status.DONE and percent not in (None, WHOLE)) or (status is Status.NOT_STARTED and percent):
        done = message("it says done and {percent}%: which is right?", percent=f"{percent:g}")
        begun = message("it says not started and {percent}%: which is right?", percent=f"{percent:g}")
        return replace(report, status=None, percent=None), (done if status is Status.DONE else begun,)
    if status in CLOSED and (report.problem or report.next):
        said = report.problem or report.next
        return replace(report, problem=None, next=None), (message("it says closed and “{text}”: is it?", text=said),)
    return report, ()
