"""Extensions: each request to move a due date with its answer, and what each unit asked for."""

from __future__ import annotations

from plantrack.errors import Message, message
from plantrack.model.update import short
from plantrack.reports.cells import (
    CountCell,
    DayCell,
    ListCell,
    ReportColumn,
    ReportSection,
    TextCell,
    TransitionCell,
)
from plantrack.reports.extensions import Extension, UnitRequests
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import (
    PROMISED,
    REF,
    UNIT,
    WHAT,
    Cells,
    promised_day,
    reference,
    table,
    title_cell,
    unit_cell,
)


def extensions(view: PeriodicReport) -> ReportSection:
    """Return a row for each request with its answer."""
    asked = view.extensions
    now = sum(entry.within(view.period) for entry in asked)
    columns = (
        REF,
        WHAT,
        PROMISED,
        ReportColumn("transition", message("Due → asked")),
        ReportColumn("days", message("Days"), number=True),
        ReportColumn("request", message("Request")),
        ReportColumn("answer", message("Answer")),
    )
    told = message(
        "Requests: {n}; asked for or answered in this period, and first in the list: {now}.", n=len(asked), now=now
    )
    nothing = message("Nobody asked for an extension.")
    return table("extensions", message("Extensions"), columns, map(_extension, asked), nothing, told)


def _extension(entry: Extension) -> Cells:
    return (
        reference(entry.ref),
        title_cell(entry.task, entry.milestone) if entry.task else None,
        promised_day(entry.promised, entry.milestone or entry.task),
        moved(entry),
        None if entry.days is None else CountCell(entry.days),
        TextCell(request(entry)),
        TextCell(answer(entry)),
    )


def moved(entry: Extension) -> TransitionCell:
    """Return the due date in force when it was asked for, and the one granted or asked for."""
    new = entry.granted or entry.ask.due
    return TransitionCell(DayCell(entry.old) if entry.old else None, DayCell(new) if new else None)


def request(entry: Extension) -> Message:
    """Return when, why and by whom an extension was asked for."""
    ask = entry.ask
    facts = {"day": ask.on, "reason": ask.reason or "–", "by": ask.by}
    return message("{day}, late: {reason} ({by})" if entry.late else "{day}: {reason} ({by})", **facts)


def answer(entry: Extension) -> Message:
    """Return how an extension was answered, by whom and why."""
    reply = entry.reply
    if reply is None:
        return message("pending, request {id}", id=short(entry.ask))
    approved = entry.answer == "approved"
    words = message("approved on {day} by {by}" if approved else "refused on {day} by {by}", day=reply.on, by=reply.by)
    return message("{words} ({note})", words=words, note=reply.reason) if reply.reason else words


def extensions_by_unit(view: PeriodicReport) -> ReportSection | None:
    """Return a row for each unit that asked for an extension; no section where nobody did."""
    columns = (
        UNIT,
        ReportColumn("asked", message("Asked"), number=True),
        ReportColumn("late", message("Asked late"), number=True),
        ReportColumn("days", message("Days granted"), number=True),
        ReportColumn("answers", message("Answers")),
        ReportColumn("reasons", message("Reasons")),
    )
    rows = tuple(map(_unit, view.extensions_by_unit))
    return ReportSection("extensions_by_unit", message("Extensions, by unit"), (), columns, rows) if rows else None


def _unit(entry: UnitRequests) -> Cells:
    answers = (
        [message("{n} approved", n=entry.approved)] * bool(entry.approved)
        + [message("{n} refused", n=entry.refused)] * bool(entry.refused)
        + [message("{n} pending", n=entry.pending)] * bool(entry.pending)
    )
    return (
        unit_cell(entry.unit),
        CountCell(entry.asked),
        CountCell(entry.late),
        CountCell(entry.days),
        ListCell(tuple(answers)),
        ListCell(entry.reasons, "clauses") if entry.reasons else None,
    )
