"""What the report rests on, as one block: the plan and its document, days, rules, what is assumed, and digests."""

from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.reports.cells import LinkCell, ListCell, ReportSection, SpelledDay
from plantrack.reports.periodic import PeriodicReport


def basis(view: PeriodicReport) -> ReportSection:
    """Return the block in small type at the end of the report."""
    return ReportSection("basis", message("What this report rests on"), tuple(_sentences(view)), part="foot")


def _sentences(view: PeriodicReport) -> Iterator[ListCell]:
    for clauses in (_plan(view), _days(view), _assumed(view), _made(view)):
        if told := tuple(clauses):
            yield ListCell(told, "sentence")


def _plan(view: PeriodicReport) -> Iterator[Message]:
    plan, document = view.plan, view.plan.document
    yield message("plan: {plan} ({id})", plan=plan.title, id=plan.id)
    if document:
        yield message("document: {title}", title=document.title)
    if document and document.source:
        yield message("source: {address}", address=LinkCell(document.source))


def _days(view: PeriodicReport) -> Iterator[Message]:
    first, last, day = map(SpelledDay, (view.period.first, view.period.last, view.as_of))
    yield message("period: {first} to {last}, as of {day}", first=first, last=last, day=day)
    known = SpelledDay(view.known_day) if view.known_day else None
    yield message("known by {day}", day=known) if known else message("known: everything recorded")
    yield message("light rules: {plan} ({id})", plan=view.rules.title, id=view.rules.id)


def _assumed(view: PeriodicReport) -> Iterator[Message]:
    found = view.assumed
    counts = (
        (found.lead, message("leads {n}", n=len(found.lead))),
        (found.due, message("due dates {n}", n=len(found.due))),
        (found.milestones, message("dates of milestones {n}", n=len(found.milestones))),
    )
    if told := tuple(words for refs, words in counts if refs):
        yield message("assumed, as neither the document nor a published source says it: {told}", told=ListCell(told))


def _made(view: PeriodicReport) -> Iterator[Message | str]:
    if made := view.provenance:
        yield message("plan file sha256 {digest}", digest=made.plan)
        yield message("journal blake2b {digest}", digest=made.journal)
        yield f"plantrack {made.version}"
