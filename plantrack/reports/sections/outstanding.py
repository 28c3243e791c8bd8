"""What is open: late, at risk, owing a report, due in the period that follows, and requests to move a due date."""

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.updates import SHORT, What
from plantrack.reports.cells import DayCell, ListCell, ReferencesCell, ReportSection, TransitionCell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.requests import AnsweredRequest, UnitRequests
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import (
    Values,
    column,
    due_cell,
    identity,
    lead_cell,
    original_day,
    table,
    unit_cell,
)


def late(view: PeriodicReport) -> ReportSection:
    """Return what is past its date, the latest first."""
    columns = (cols.REF, cols.WHAT, cols.DUE, column("days_late", "Days late", number=True), cols.LEAD)
    rows = ((*identity(entry), due_cell(entry), entry.days, lead_cell(entry)) for entry in view.late)
    return table("late", message("Late"), columns, rows)


def past_promise(view: PeriodicReport) -> ReportSection:
    """Return the tasks that went past the date promised first, done or not, the latest first."""
    columns = (
        cols.REF, cols.TASK, cols.PROMISED, column("reached", "Reached"), column("due", "Due now"),
        column("days_past_promise", "Days past the promise", number=True), cols.LEAD,
    )  # fmt: skip
    rows = (
        (*identity(entry), original_day(entry), entry.day if entry.done else None,
         None if entry.done else DayCell(entry.day, entry.basis), entry.days, lead_cell(entry))
        for entry in view.past_promise
    )  # fmt: skip
    return table("past_promise", message("Past the date promised"), columns, rows)


def due_next(view: PeriodicReport) -> ReportSection:
    """Return what falls due in the period that follows."""
    title = message("Due in {period}", period=view.period.next())
    rows = ((due_cell(entry), *identity(entry), lead_cell(entry)) for entry in view.due_next)
    columns = cols.DUE, cols.REF, cols.WHAT, cols.LEAD
    return table("due_next", title, columns, rows)


def at_risk(view: PeriodicReport) -> ReportSection:
    """Return what may become late."""
    rows = (
        (cols.reference(leaf.ref), facts.task.title, leaf.light, cols.open_day(facts.next_due),
         cols.open_day(facts.past_due), lead_cell(facts))
        for leaf in view.at_risk
        for facts in [leaf.facts]
    )  # fmt: skip
    columns = cols.REF, cols.TASK, cols.LIGHT, cols.NEXT_DUE, cols.PAST_DUE, cols.LEAD
    return table("at_risk", message("At risk"), columns, rows)


def unreported(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with the tasks on which it does."""
    rows = (
        (unit_cell(entry.unit), len(entry.tasks), max(task.facts.missed for task in entry.tasks),
         ReferencesCell(tuple(task.ref for task in entry.tasks)))
        for entry in view.unreported
    )  # fmt: skip
    columns = cols.UNIT, cols.COUNT, column("missed", "Most in a row", number=True), cols.REFERENCES
    title = message("Owing a report, by unit")
    return table("unreported", title, columns, rows)


def requests(view: PeriodicReport) -> ReportSection:
    """Return a row for each request with its answer."""
    asked = view.requests
    now = sum(entry.within(view.period) for entry in asked)
    columns = (
        cols.REF, cols.WHAT, column("kind", "Asked for"), cols.PROMISED, column("transition", "Due → asked"),
        column("days", "Days", number=True), column("request", "Request"), column("answer", "Answer"),
    )  # fmt: skip
    counted = message(
        "Requests: {n}; asked for or answered in this period, and first in the list: {now}."
        if now
        else "Requests: {n}, none of them asked for or answered in this period.",
        n=len(asked), now=now,
    )  # fmt: skip
    rows = ((*identity(e), kind(e), original_day(e), moved(e), e.days, request(e), answer(e)) for e in asked)
    return replace(table("requests", message("Requests"), columns, rows, counted), part="annex")


def kind(entry: AnsweredRequest) -> Message:
    """Return what was asked for."""
    return message(_KINDS[entry.what])


_KINDS: dict[What, str] = {"extend": "extension", "cancel": "cancellation", "close": "completion"}


def moved(entry: AnsweredRequest) -> TransitionCell | None:
    """Return the due date in force when an extension was asked for, and the one granted or asked for."""
    if entry.what != "extend":
        return None
    return TransitionCell(cols.as_cell(entry.old), cols.as_cell(entry.granted or entry.ask.due))


def request(entry: AnsweredRequest) -> Message:
    """Return when, why and by whom it was asked for."""
    facts = {"day": entry.ask.on, "reason": entry.ask.reason or "–", "by": entry.ask.by}
    if entry.late and entry.recorded != entry.ask.on:
        return message("{day}, recorded on {recorded}, late: {reason} ({by})", recorded=entry.recorded, **facts)
    return message("{day}, late: {reason} ({by})" if entry.late else "{day}: {reason} ({by})", **facts)


def answer(entry: AnsweredRequest) -> Message:
    """Return how it was answered, by whom and why."""
    reply = entry.reply
    if reply is None:
        return message("pending, request {id}", id=entry.ask.id[-SHORT:])
    facts = {"day": reply.on, "by": reply.by}
    if entry.answer == "refused":
        words = message("refused on {day} by {by}", **facts)
    elif entry.own:
        words = message("self-approved on {day} by {by}", **facts)
    else:
        words = message("approved on {day} by {by}", **facts)
    notes = tuple(filter(None, (reply.reason, reply.source)))
    return message("{words} ({note})", words=words, note=ListCell(notes)) if notes else words


def extensions_by_unit(view: PeriodicReport) -> ReportSection:
    """Return a row for each unit that asked for an extension."""
    columns = (
        cols.UNIT, column("asked", "Asked", number=True), column("late", "Asked late", number=True),
        column("days", "Days granted", number=True), column("answers", "Answers"), column("reasons", "Reasons"),
    )  # fmt: skip
    found = table("extensions_by_unit", message("Extensions, by unit"), columns, map(_unit, view.extensions_by_unit))
    return replace(found, part="annex")


def _unit(entry: UnitRequests) -> Values:
    counts = (
        (entry.approved, message("{n} approved", n=entry.approved)),
        (entry.refused, message("{n} refused", n=entry.refused)),
        (entry.pending, message("{n} pending", n=entry.pending)),
    )
    answers = ListCell(tuple(words for count, words in counts if count))
    reasons = ListCell(entry.reasons, "clauses") if entry.reasons else None
    return unit_cell(entry.unit), entry.asked, entry.late, entry.days, answers, reasons
