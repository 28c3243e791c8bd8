"""What a report rests on: which leads and dates were assumed, and from what it can be made again."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.errors import message
from plantrack.reports.cells import (
    CountCell,
    DayCell,
    LinkCell,
    ReferencesCell,
    ReportColumn,
    ReportSection,
    TextCell,
)
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import COUNT, REFERENCES, WHAT, Cells, table


def assumed(view: PeriodicReport) -> ReportSection:
    """Return which leads and dates somebody here set."""
    found = view.assumed
    named = (
        (message("Lead"), found.lead),
        (message("Due date"), found.due),
        (message("Milestone dates"), found.milestones),
    )
    rows = ((TextCell(name), CountCell(len(refs)), ReferencesCell(refs)) for name, refs in named if refs)
    told = message("Neither the document nor a published source says these; somebody here set them.")
    title = message("What rests on assumption")
    return table("assumed", title, (WHAT, COUNT, REFERENCES), rows, message("Nothing."), told)


def provenance(view: PeriodicReport) -> ReportSection:
    """Return what the report was made from, so that anybody can make it again."""
    columns = (ReportColumn("ground", message("Ground")), ReportColumn("content", message("Content")))
    rows = tuple(_grounds(view))
    return ReportSection("provenance", message("What this report rests on"), (), columns, rows)


def _grounds(view: PeriodicReport) -> Iterator[Cells]:
    plan, made, period = view.plan, view.provenance, view.period
    yield TextCell(message("Plan")), TextCell(message("{plan} ({id})", plan=plan.title, id=plan.id))
    if plan.document:
        yield TextCell(message("Document")), TextCell(plan.document.title)
    if plan.document and plan.document.source:
        yield TextCell(message("Source")), LinkCell(plan.document.source)
    days = message("{label}, {first} to {last}", label=period, first=period.first, last=period.last)
    yield TextCell(message("Period")), TextCell(days)
    yield TextCell(message("As of")), DayCell(view.as_of)
    everything = TextCell(message("everything recorded"))
    yield TextCell(message("Known at")), DayCell(view.known_day) if view.known_day else everything
    rules = message("{plan} ({id})", plan=view.rules.title, id=view.rules.id)
    yield TextCell(message("Light rules")), TextCell(rules)
    if made:
        yield TextCell(message("Plan file")), TextCell(f"sha256 {made.plan}")
        yield TextCell(message("Journal")), TextCell(f"sha256 {made.journal}")
        yield TextCell(message("Version")), TextCell(f"plantrack {made.version}")
