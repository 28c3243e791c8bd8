"""What happened: changed, reached and reported in the period, amended, recorded late for one before, and restated."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from plantrack.errors import message
from plantrack.model.updates import AnyDated, AnyUpdate, day_in
from plantrack.reports import cells
from plantrack.reports.cells import ListCell, PersonCell, ReferencesCell, ReportSection, amendment_cells, percent_cell
from plantrack.reports.changes import FieldChange, TaskChange, Trend
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.requests import Amended
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import Value, Values, column, identity, original_day, reference, table
from plantrack.reports.sections.overall import number_name
from plantrack.reports.summary import SHARES

RECORDS = 3
"""Records named at most as the cause of one restatement."""
REPORTED = (cols.ON, cols.REF, cols.WHAT, column("reported", "Reported"), cols.BY)


def changed(view: PeriodicReport) -> ReportSection:
    """Return the differences in each task since the period before, and the direction of its light."""
    title = message("Changed since {period}", period=view.period.previous())
    columns = (
        cols.REF, cols.TASK, cols.WHAT, column("before", "Before"), column("now", "Now"),
        column("direction", "Direction"),
    )  # fmt: skip
    rows = (row for entry in view.changed for row in _changes(entry))
    return table("changed", title, columns, rows, message("Nothing changed."))


def _changes(entry: TaskChange) -> Iterator[Values]:
    """Yield a row for each difference; that of a light has its direction, if it is better or worse."""
    direction = message(f"direction {entry.direction}") if entry.direction is not Trend.SAME else None
    for difference in entry.differences:
        where = direction if difference.field == "light" else None
        yield reference(entry.task.ref), entry.task.title, *_sides(difference), where


def _sides(difference: FieldChange) -> Values:
    field, old, new = difference.field, difference.old, difference.new
    return message(f"field {field}"), _side(field, old), _side(field, new)


def _side(field: str, value: object) -> Value:
    if field == "status":
        return message(f"status {value}") if value else message("not stated")
    if field == "light":
        return message(f"light {value}")
    if field == "due" or value is None:
        return value  # type: ignore[return-value]  # a day
    return cells.UnitsCell(value) if isinstance(value, tuple) else percent_cell(value)  # type: ignore[arg-type]


def reached(view: PeriodicReport) -> ReportSection:
    """Return what was reached in the period."""
    rows = (
        (entry.day, *identity(entry), original_day(entry), entry.days if entry.promised else None)
        for entry in view.reached
    )
    nothing = message("Nothing was reported as reached.")
    days = column("days_past_promise", "Days past the promise", number=True)
    columns = cols.ON, cols.REF, cols.WHAT, cols.PROMISED, days
    return table("reached", message("Reached in this period"), columns, rows, nothing)


def reported(view: PeriodicReport) -> ReportSection:
    """Return what was reported in the period."""
    rows = _logged(view.reported, view)
    return table("reported", message("Reported in this period"), REPORTED, rows, message("Nobody reported anything."))


def arrived_late(view: PeriodicReport) -> ReportSection:
    """Return what was recorded in the period about an earlier one."""
    rows = _logged(view.arrived_late, view)
    title = message("Arrived late for an earlier period")
    return table("arrived_late", title, REPORTED, rows, message("Nothing."))


def _logged(updates: Iterable[AnyDated], view: PeriodicReport) -> Iterator[Values]:
    """Yield each update under its reference; a measurement stands under its task's."""
    late = {entry.ask.id for entry in view.requests if entry.late}
    for update in updates:
        ref = update.ref
        indicator = view.plan.indicator_by_id.get(ref or "")
        task = view.plan.task_of(ref) if ref and indicator else None
        under = task.ref if task else None if indicator else ref
        yield (
            update.on,
            reference(under) if under else None,
            view.plan.title_of(ref) if ref else None,
            cells.UpdateCell(update, update.id in late),
            PersonCell(update.by),
        )


def amended(view: PeriodicReport) -> ReportSection:
    """Return the amendments of the period, old and new."""
    columns = (
        cols.ON, cols.REF, cols.WHAT, column("amended", "Amended"), column("transition", "Old → new"),
        column("reason", "Reason"), cols.BY,
    )  # fmt: skip
    rows = (row for entry in view.amendments for row in _amended(entry, view))
    nothing = message("Nothing that was adopted was changed in this period.")
    return table("amendments", message("Amendments"), columns, rows, nothing)


def _amended(entry: Amended, view: PeriodicReport) -> Iterator[Values]:
    on, reason, by = entry.update.on, entry.update.reason or None, PersonCell(entry.update.by)
    for change in entry.changes:
        what, transition = amendment_cells(change, view.plan)
        where = reference(change.ref) if change.ref else None
        yield on, where, view.plan.title_of(change.ref), what, transition, reason, by


def restated(view: PeriodicReport) -> ReportSection:
    """Return what is now known differently about the period before, with the records that say so."""
    day, found = view.period.first, view.restated
    title = message("Restated: {period}", period=view.period.previous())
    columns = (
        cols.REF, cols.WHAT, column("then", "As known then"), column("now", "As known now"),
        column("records", "Recorded since"),
    )  # fmt: skip
    same = message("The period before is known today as it was known on {day}.", day=day)
    otherwise = message("On {day} the period before was known otherwise; what was recorded since then says:", day=day)
    return table(
        "restated",
        title,
        columns,
        (*map(_number, found.numbers), *_tasks(found.tasks, view.plan.zone)),
        same,
        otherwise,
    )


def _number(number: FieldChange) -> Values:
    old, new = (percent_cell(v) if number.field in SHARES else v for v in (number.old, number.new))
    return message("overall"), number_name(number.field), old, new, None


def _tasks(entries: Iterable[TaskChange], zone: tzinfo) -> Iterator[Values]:
    """Yield a row for each difference; tasks with the same difference for the same reason share one."""
    rows: dict[object, tuple[FieldChange, Sequence[AnyUpdate], list[str]]] = {}
    for entry in entries:
        for difference in entry.differences:
            same = (difference, tuple(record.id for record in entry.records))
            rows.setdefault(same, (difference, entry.records, []))[2].append(entry.task.ref)
    for difference, records, refs in rows.values():
        yield ReferencesCell(tuple(refs)), *_sides(difference), _records(records, zone)


def _records(records: Sequence[AnyUpdate], zone: tzinfo) -> ListCell | None:
    shown = [
        message("{words}, by {by} on {day}", words=cells.UpdateCell(record), by=record.by, day=day_in(record.at, zone))
        for record in records[:RECORDS]
    ]
    more = [message("and {n} more", n=len(records) - RECORDS)] if len(records) > RECORDS else []
    return ListCell((*shown, *more), "clauses") if shown else None
