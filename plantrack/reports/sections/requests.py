"""Extensions: each request to move a due date with its answer, and what each unit asked for."""

from plantrack.errors import Message, message
from plantrack.reports.cells import ListCell, ReportSection, TransitionCell
from plantrack.reports.extensions import Extension, UnitRequests
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import Values, as_cell, column, identity, original_day, table, unit_cell


def extensions(view: PeriodicReport) -> ReportSection:
    """Return a row for each request with its answer."""
    asked = view.extensions
    now = sum(entry.within(view.period) for entry in asked)
    columns = (
        cols.REF, cols.WHAT, cols.PROMISED, column("transition", "Due → asked"), column("days", "Days", number=True),
        column("request", "Request"), column("answer", "Answer"),
    )  # fmt: skip
    told = message(
        "Requests: {n}; asked for or answered in this period, and first in the list: {now}.", n=len(asked), now=now
    )
    nothing = message("Nobody asked for an extension.")
    return table("extensions", message("Extensions"), columns, map(_extension, asked), nothing, told)


def _extension(entry: Extension) -> Values:
    return *identity(entry), original_day(entry), moved(entry), entry.days, request(entry), answer(entry)


def moved(entry: Extension) -> TransitionCell:
    """Return the due date in force when it was asked for, and the one granted or asked for."""
    return TransitionCell(as_cell(entry.old), as_cell(entry.granted or entry.ask.due))


def request(entry: Extension) -> Message:
    """Return when, why and by whom an extension was asked for."""
    facts = {"day": entry.ask.on, "reason": entry.ask.reason or "–", "by": entry.ask.by}
    return message("{day}, late: {reason} ({by})" if entry.late else "{day}: {reason} ({by})", **facts)


def answer(entry: Extension) -> Message:
    """Return how an extension was answered, by whom and why."""
    reply = entry.reply
    if reply is None:
        return message("pending, request {id}", id=entry.ask.short)
    approved = entry.answer == "approved"
    words = message("approved on {day} by {by}" if approved else "refused on {day} by {by}", day=reply.on, by=reply.by)
    return message("{words} ({note})", words=words, note=reply.reason) if reply.reason else words


def extensions_by_unit(view: PeriodicReport) -> ReportSection | None:
    """Return a row for each unit that asked for an extension; no section where nobody did."""
    columns = (
        cols.UNIT, column("asked", "Asked", number=True), column("late", "Asked late", number=True),
        column("days", "Days granted", number=True), column("answers", "Answers"), column("reasons", "Reasons"),
    )  # fmt: skip
    found = table("extensions_by_unit", message("Extensions, by unit"), columns, map(_unit, view.extensions_by_unit))
    return found if found.rows else None


def _unit(entry: UnitRequests) -> Values:
    counts = (
        (entry.approved, message("{n} approved", n=entry.approved)),
        (entry.refused, message("{n} refused", n=entry.refused)),
        (entry.pending, message("{n} pending", n=entry.pending)),
    )
    answers = ListCell(tuple(words for count, words in counts if count))
    reasons = ListCell(entry.reasons, "clauses") if entry.reasons else None
    return unit_cell(entry.unit), entry.asked, entry.late, entry.days, answers, reasons
