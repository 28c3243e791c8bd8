"""What a report rests on: which leads and dates were assumed, and from what it can be made again."""

from collections.abc import Iterator

from plantrack.errors import message
from plantrack.reports.cells import LinkCell, ReferencesCell, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import COUNT, REFERENCES, WHAT, Values, column, table


def assumed(view: PeriodicReport) -> ReportSection:
    """Return which leads and dates somebody here set."""
    found, dates = view.assumed, message("Milestone dates")
    named = ((message("Lead"), found.lead), (message("Due date"), found.due), (dates, found.milestones))
    rows = ((name, len(refs), ReferencesCell(refs)) for name, refs in named if refs)
    told = message("Neither the document nor a published source says these; somebody here set them.")
    title = message("What rests on assumption")
    return table("assumed", title, (WHAT, COUNT, REFERENCES), rows, message("Nothing."), told)


def provenance(view: PeriodicReport) -> ReportSection:
    """Return what the report was made from, so that anybody can make it again."""
    columns = column("ground", "Ground"), column("content", "Content")
    return table("provenance", message("What this report rests on"), columns, _grounds(view))


def _grounds(view: PeriodicReport) -> Iterator[Values]:
    plan, made, period, rules = view.plan, view.provenance, view.period, view.rules
    yield message("Plan"), message("{plan} ({id})", plan=plan.title, id=plan.id)
    if plan.document:
        yield message("Document"), plan.document.title
    if plan.document and plan.document.source:
        yield message("Source"), LinkCell(plan.document.source)
    days = message("{label}, {first} to {last}", label=period, first=period.first, last=period.last)
    yield message("Period"), days
    yield message("As of"), view.as_of
    yield message("Known at"), view.known_day or message("everything recorded")
    yield message("Light rules"), message("{plan} ({id})", plan=rules.title, id=rules.id)
    if made:
        yield message("Plan file"), f"sha256 {made.plan}"
        yield message("Journal"), f"blake2b {made.journal}"
        yield message("Version"), f"plantrack {made.version}"
