"""What happened: changed, reached and reported in the period, amended, recorded late for one before, and restated."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from msgspec.structs import replace

from plantrack.errors import message
from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.model.state import Status
from plantrack.model.updates import Adoption, AnyDated, AnyUpdate, day_in
from plantrack.reports import cells
from plantrack.reports.cells import (
    DayCell,
    ListCell,
    PersonCell,
    ReferencesCell,
    ReportCell,
    ReportSection,
    amendment_cells,
    became,
    percent_cell,
)
from plantrack.reports.changes import FieldChange, TaskChange, Trend
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.requests import Amended
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import (
    Value,
    Values,
    as_cell,
    column,
    identity,
    lead_cell,
    light_change,
    original_day,
    percent_change,
    reference,
    table,
)
from plantrack.reports.sections.overall import number_name
from plantrack.reports.summary import SHARES

ORDER = (Trend.WORSE, Trend.IMPROVED, Trend.SAME)
"""The order in which changes of a light are listed."""
RECORDS = 3
"""Records named at most as the cause of one restatement."""
REPORTED = (cols.ON, cols.REF, cols.WHAT, column("reported", "Reported"), cols.BY)


def changed(view: PeriodicReport) -> ReportSection:
    """Return a row for each task that differs from the period before, those whose light is worse first."""
    title = message("Changed since {period}", period=view.period.previous())
    columns = (
        cols.REF, cols.TASK, cols.LIGHT, column("status", "Status"), column("percent", "Progress"), cols.DUE, cols.LEAD,
    )  # fmt: skip
    now, before = ({found.ref: found for found in leaves(roots)} for roots in (view.roots, view.before))
    rows = (
        _changed(now[entry.task.ref], before[entry.task.ref])
        for entry in sorted(view.changed, key=lambda entry: ORDER.index(entry.direction))
    )
    return table("changed", title, columns, rows)


def _changed(now: TaskEvaluation, was: TaskEvaluation) -> Values:
    new, old = now.facts, was.facts
    due = DayCell(new.due, new.due_basis) if new.due else None
    return (
        reference(now.ref), new.task.title, light_change(now, was), _status_change(new.status, old.status),
        percent_change(now, was), due if new.due == old.due else became(as_cell(old.due), due),
        lead_cell(new) if new.lead == old.lead else became(lead_cell(old), lead_cell(new)),
    )  # fmt: skip


def _status_change(now: Status | None, was: Status | None) -> ReportCell | None:
    """Return the status then and now; None where it is the same."""
    old, new = (as_cell(message(f"status {status}") if status else message("not stated")) for status in (was, now))
    return None if now is was else became(old, new)


def reached(view: PeriodicReport) -> ReportSection:
    """Return what was reached in the period."""
    rows = (
        (entry.day, *identity(entry), original_day(entry), entry.days if entry.promised else None)
        for entry in view.reached
    )
    days = column("days_past_promise", "Days past the promise", number=True)
    columns = cols.ON, cols.REF, cols.WHAT, cols.PROMISED, days
    return table("reached", message("Reached in this period"), columns, rows)


def reported(view: PeriodicReport) -> ReportSection:
    """Return what was reported in the period."""
    rows = _logged(view.reported, view)
    return table("reported", message("Reported in this period"), REPORTED, rows)


def arrived_late(view: PeriodicReport) -> ReportSection:
    """Return what was recorded in the period about an earlier one; adoptions are listed with the amendments."""
    late = [update for update in view.arrived_late if not isinstance(update, Adoption)] if view.restated.begun else []
    title = message("Arrived late for an earlier period")
    return replace(table("arrived_late", title, REPORTED, _logged(late, view)), part="annex")


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
    return replace(table("amendments", message("Amendments"), columns, rows), part="annex")


def _amended(entry: Amended, view: PeriodicReport) -> Iterator[Values]:
    on, reason, by = entry.update.on, entry.update.reason or None, PersonCell(entry.update.by)
    for change in entry.changes:
        what, transition = amendment_cells(change, view.plan)
        where = reference(change.ref) if change.ref else None
        yield on, where, view.plan.title_of(change.ref), what, transition, reason, by


def restated(view: PeriodicReport) -> ReportSection:
    """Return what is now known differently about the period before, with the records that say so.

    A journal that was only begun later corrects nothing: nobody was told anything before.
    """
    day, found = view.period.first, view.restated
    title = message("Restated: {period}", period=view.period.previous())
    columns = (
        cols.REF, cols.WHAT, column("then", "As known then"), column("now", "As known now"),
        column("records", "Recorded since"),
    )  # fmt: skip
    otherwise = message("On {day} the period before was known otherwise; what was recorded since then says:", day=day)
    rows = (*map(_number, found.numbers), *_tasks(found.tasks, view.plan.zone)) if found.begun else ()
    return replace(table("restated", title, columns, rows, otherwise), part="annex")


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


def _records(records: Sequence[AnyUpdate], zone: tzinfo) -> ListCell | None:
    shown = [
        message("{words}, by {by} on {day}", words=cells.UpdateCell(record), by=record.by, day=day_in(record.at, zone))
        for record in records[:RECORDS]
    ]
    more = [message("and {n} more", n=len(records) - RECORDS)] if len(records) > RECORDS else []
    return ListCell((*shown, *more), "clauses") if shown else None
