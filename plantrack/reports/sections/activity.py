"""What happened: changed, reached and reported in the period, amended, recorded late for one before, and restated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plantrack.errors import message
from plantrack.model.update import AnyUpdate, Measure
from plantrack.reports.amendments import Amended, amendment_cells
from plantrack.reports.cells import (
    CountCell,
    DayCell,
    ListCell,
    PersonCell,
    ReferencesCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TextCell,
    UnitsCell,
    UpdateCell,
    percent_cell,
)
from plantrack.reports.changes import FieldChange, RestatedTask, TaskChange, Trend
from plantrack.reports.periodic import LoggedUpdate, PeriodicReport
from plantrack.reports.sections.columns import (
    BY,
    ON,
    PROMISED,
    REF,
    TASK,
    WHAT,
    Cells,
    promised_day,
    reference,
    table,
    title_cell,
)
from plantrack.reports.sections.overall import SHARES, number_name

RECORDS = 3
"""Records named at most as the cause of one restatement."""
REPORTED = (ON, REF, WHAT, ReportColumn("reported", message("Reported")), BY)


def changed(view: PeriodicReport) -> ReportSection:
    """Return what is different about each task since the period before, and where its light went."""
    title = message("Changed since {period}", period=view.period.previous())
    columns = (
        REF,
        TASK,
        WHAT,
        ReportColumn("before", message("Before")),
        ReportColumn("now", message("Now")),
        ReportColumn("direction", message("Direction")),
    )
    rows = (row for entry in view.changed for row in _changes(entry))
    return table("changed", title, columns, rows, message("Nothing changed."))


def _changes(entry: TaskChange) -> Iterator[Cells]:
    """Yield a row for each difference; beside a light stands where it went, unless it is no better or worse."""
    for difference in entry.differences:
        went = difference.field == "light" and entry.direction is not Trend.SAME
        where = TextCell(message(f"direction {entry.direction}")) if went else None
        yield reference(entry.task.ref), TextCell(entry.task.title), *_sides(difference), where


def _sides(difference: FieldChange) -> Cells:
    field, old, new = difference.field, difference.old, difference.new
    return TextCell(message(f"field {field}")), _value(field, old), _value(field, new)


def _value(field: str, value: object) -> ReportCell | None:
    """Return one side of a difference."""
    if field == "status":
        return TextCell(message(f"status {value}") if value else message("nobody reported"))
    if field == "light":
        return TextCell(message(f"light {value}"))
    if isinstance(value, int | float):
        return percent_cell(value)
    if isinstance(value, date):
        return DayCell(value)
    return UnitsCell(value) if isinstance(value, tuple) else None


def reached(view: PeriodicReport) -> ReportSection:
    """Return what was reached in the period."""
    rows = (
        (
            DayCell(entry.day),
            reference(entry.ref),
            title_cell(entry.task, entry.milestone),
            promised_day(entry.promised, entry.milestone or entry.task),
        )
        for entry in view.reached
    )
    nothing = message("Nothing was reported as reached.")
    return table("reached", message("Reached in this period"), (ON, REF, WHAT, PROMISED), rows, nothing)


def reported(view: PeriodicReport) -> ReportSection:
    """Return what was reported in the period."""
    rows = (_logged(entry, view) for entry in view.reported)
    return table("reported", message("Reported in this period"), REPORTED, rows, message("Nobody reported anything."))


def arrived_late(view: PeriodicReport) -> ReportSection:
    """Return what was recorded in the period about an earlier one."""
    rows = (_logged(entry, view) for entry in view.arrived_late)
    title = message("Arrived late for an earlier period")
    return table("arrived_late", title, REPORTED, rows, message("Nothing."))


def _logged(entry: LoggedUpdate, view: PeriodicReport) -> Cells:
    """Return an update under its reference; a measurement stands under its task's."""
    update = entry.update
    ref = update.ref
    title = view.plan.title_of(ref) if ref else None
    task = view.plan.task_of(update.ref) if isinstance(update, Measure) else None
    under = task.ref if task else ref
    return (
        DayCell(update.on),
        reference(under) if under else None,
        TextCell(title) if title else None,
        UpdateCell(update),
        PersonCell(update.by),
    )


def amended(view: PeriodicReport) -> ReportSection:
    """Return what was adopted otherwise in the period, old and new."""
    columns = (
        ON,
        REF,
        WHAT,
        ReportColumn("amended", message("Amended")),
        ReportColumn("transition", message("Old → new")),
        ReportColumn("reason", message("Reason")),
        BY,
    )
    rows = (row for entry in view.amendments for row in _amended(entry, view))
    nothing = message("Nothing that was adopted was changed in this period.")
    return table("amendments", message("Amendments"), columns, rows, nothing)


def _amended(entry: Amended, view: PeriodicReport) -> Iterator[Cells]:
    update = entry.update
    reason = TextCell(update.reason) if update.reason else None
    for change in entry.changes:
        title = view.plan.title_of(change.ref)
        named = TextCell(title) if title else None
        cells = amendment_cells(change, view.plan)
        yield DayCell(update.on), reference(change.ref), named, *cells, reason, PersonCell(update.by)


def restated(view: PeriodicReport) -> ReportSection:
    """Return what is known otherwise now about the period before, with the records that say so."""
    found = view.restated
    columns = (
        REF,
        WHAT,
        ReportColumn("then", message("As known then")),
        ReportColumn("now", message("As known now")),
        ReportColumn("records", message("Recorded since")),
    )
    day = view.period.first
    return table(
        "restated",
        message("Restated: {period}", period=view.period.previous()),
        columns,
        (*map(_number, found.numbers), *_tasks(found.tasks)),
        message("The period before is known today as it was known on {day}.", day=day),
        message("On {day} the period before was known otherwise; what was recorded since then says:", day=day),
    )


def _number(number: FieldChange) -> Cells:
    old, new = (
        percent_cell(value) if number.field in SHARES else CountCell(value) for value in (number.old, number.new)
    )
    return TextCell(message("overall")), TextCell(number_name(number.field)), old, new, None


def _tasks(entries: Iterable[RestatedTask]) -> Iterator[Cells]:
    """Yield a row for each difference; tasks of which the same is said for the same reason share one."""
    rows: dict[object, tuple[FieldChange, Sequence[AnyUpdate], list[str]]] = {}
    for entry in entries:
        for difference in entry.differences:
            same = (difference, tuple(record.id for record in entry.records))
            rows.setdefault(same, (difference, entry.records, []))[2].append(entry.task.ref)
    for difference, records, refs in rows.values():
        yield ReferencesCell(tuple(refs)), *_sides(difference), _records(records)


def _records(records: Sequence[AnyUpdate]) -> ListCell | None:
    told = [
        message("{words}, by {by} on {day}", words=UpdateCell(record), by=record.by, day=record.at.date())
        for record in records[:RECORDS]
    ]
    more = [message("and {n} more", n=len(records) - RECORDS)] if len(records) > RECORDS else []
    return ListCell((*told, *more), "clauses") if told else None
