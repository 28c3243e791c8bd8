"""The sections of the periodic report: one function each, from the report to a keyed section or None.

overall       the summary, the items, this year's numbers, and what they rest on; bulletin: the report in sentences
activity      what happened: changed, reached, reported, amended, recorded late, restated
outstanding   what is late, at risk, owed or due next, and the requests to move a date
"""

from collections.abc import Callable

from plantrack.errors import Message, message
from plantrack.reports.cells import ListCell, ReportSection, UnitsCell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import activity, outstanding, overall
from plantrack.reports.sections.columns import named

SECTIONS: tuple[Callable[[PeriodicReport], ReportSection | None], ...] = (
    overall.summary, overall.items, activity.changed, activity.reached, activity.reported, outstanding.late,
    outstanding.past_promise, outstanding.problems, activity.amended, outstanding.requests,
    outstanding.extensions_by_unit, outstanding.at_risk, outstanding.unreported, outstanding.due_next,
    overall.indicators, activity.arrived_late, activity.restated, overall.assumed, overall.provenance,
)  # fmt: skip
"""The sections in their order. A new one is a function in this table; every format shows it."""


def report_sections(view: PeriodicReport) -> tuple[ReportSection, ...]:
    """Return the report's sections in their order; one with nothing to list says so in a sentence."""
    return tuple(section for function in SECTIONS if (section := function(view)))


def all_sections(view: PeriodicReport) -> dict[str, ReportSection]:
    """Return every section by its key, also those with nothing to list."""
    return {section.key: section for section in report_sections(view)}


def report_title(view: PeriodicReport) -> Message:
    """Return the report's title."""
    title = message("{plan}: report on {period}", plan=view.plan.title, period=view.period)
    tasks = tuple(named(ref, view.plan.by_ref[ref].title) for ref in view.refs if ref in view.plan.by_ref)
    for what in (ListCell(tasks) if tasks else None, UnitsCell(view.units) if view.units else None):
        title = message("{title} ({what})", title=title, what=what) if what else title
    return title
