"""The table of all sections in their order, and which of them a report shows."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.basis import UNLESS_NOTED
from plantrack.model.section_keys import SectionKey
from plantrack.reports.cells import ListCell, ReportSection, UnitsCell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import activity, basis, next_steps, outstanding, overall, problems, progress, units
from plantrack.reports.sections.columns import named
from plantrack.reports.sections.progress_ledger import progress_ledger
from plantrack.reports.sections.reminders_told import reminders_told
from plantrack.reports.shape import Shape

SECTIONS: dict[SectionKey, Callable[[PeriodicReport], ReportSection]] = {
    SectionKey.OVERALL: overall.overall,
    SectionKey.SUMMARY: overall.summary,
    SectionKey.ITEMS: overall.items,
    SectionKey.PROGRESS: progress.progress,
    SectionKey.CHANGED: activity.changed,
    SectionKey.REACHED: activity.reached,
    SectionKey.REPORTED: activity.reported,
    SectionKey.PROBLEMS: problems.problems,
    SectionKey.LATE: outstanding.late,
    SectionKey.PAST_PROMISE: outstanding.past_promise,
    SectionKey.AT_RISK: outstanding.at_risk,
    SectionKey.UNREPORTED: outstanding.unreported,
    SectionKey.NEXT: next_steps.next_steps,
    SectionKey.DUE_NEXT: outstanding.due_next,
    SectionKey.LEDGER: progress_ledger,
    SectionKey.UNITS: units.units,
    SectionKey.INDICATORS: overall.indicators,
    SectionKey.REQUESTS: outstanding.requests,
    SectionKey.EXTENSIONS_BY_UNIT: outstanding.extensions_by_unit,
    SectionKey.AMENDMENTS: activity.amended,
    SectionKey.REMINDERS: reminders_told,
    SectionKey.ARRIVED_LATE: activity.arrived_late,
    SectionKey.RESTATED: activity.restated,
    SectionKey.ASSUMED: overall.assumed,
    SectionKey.PROVENANCE: overall.provenance,
    SectionKey.BASIS: basis.basis,
}
"""The sections by their keys, in the order of the full report. A new one is a line here; every format shows it."""
GROUPS = {
    SectionKey.REQUESTS: (SectionKey.REQUESTS, SectionKey.EXTENSIONS_BY_UNIT, SectionKey.AMENDMENTS),
    SectionKey.CORRECTIONS: (SectionKey.ARRIVED_LATE, SectionKey.RESTATED),
}
"""Keys that stand for several sections where they are chosen."""
USUAL = (
    SectionKey.OVERALL, SectionKey.PROGRESS, SectionKey.PROBLEMS, SectionKey.NEXT, SectionKey.LEDGER,
    SectionKey.UNITS, SectionKey.INDICATORS, SectionKey.REQUESTS, SectionKey.REMINDERS, SectionKey.CORRECTIONS,
    SectionKey.BASIS,
)  # fmt: skip
BRIEF = (SectionKey.OVERALL, SectionKey.PROBLEMS, SectionKey.NEXT)
MOST, MOST_BELOW_A_HEAD = 5, 3
"""The maximum rows of a table in a brief report, and below the head of an official document, which takes room."""


def report_sections(view: PeriodicReport) -> tuple[ReportSection, ...]:
    """Return what this report shows, in its order; what there is nothing to say about is left out."""
    found = (SECTIONS[key](view) for key in shown(view.shape, view.plan.bulletin.sections))
    told = [section for section in found if _says_something(section)]
    if view.shape.brief:
        bulletin = view.plan.bulletin
        most = MOST_BELOW_A_HEAD if bulletin.heading or bulletin.to else MOST
        told = [_shortened(section, most) for section in told]
    parts = [_filled(section) for section in told]
    if parts and view.whole.mostly_assumed:
        parts[0] = replace(parts[0], sentences=(*parts[0].sentences, UNLESS_NOTED))
    return tuple(parts)


def all_sections(view: PeriodicReport) -> dict[str, ReportSection]:
    """Return every section by its key, also those with nothing to list."""
    return {str(key): section(view) for key, section in SECTIONS.items()}


def shown(shape: Shape, chosen: Iterable[SectionKey] = ()) -> tuple[SectionKey, ...]:
    """Return the keys of the sections that a shape shows; without any of its own, those chosen, else the usual ones.

    In full it is every section but the table of what it rests on, which a block says as well.
    """
    if shape.full:
        return tuple(key for key in SECTIONS if key != SectionKey.PROVENANCE)
    keys = shape.sections or (BRIEF if shape.brief else tuple(chosen) or USUAL)
    return tuple(dict.fromkeys(one for key in keys for one in GROUPS.get(key, (key,))))


def _says_something(section: ReportSection) -> bool:
    return bool(section.sentences or section.paragraphs or section.shares or section.rows)


def _filled(section: ReportSection) -> ReportSection:
    """Return a section without the columns that are empty throughout."""
    kept = [place for place in range(len(section.columns)) if any(row[place] is not None for row in section.rows)]
    rows = tuple(tuple(row[place] for place in kept) for row in section.rows)
    return replace(section, columns=tuple(section.columns[place] for place in kept), rows=rows)


def _shortened(section: ReportSection, most: int) -> ReportSection:
    """Return a section with its first rows, and how many more there are."""
    rest = len(section.rows) - most
    if rest <= 0:
        return section
    more = message("The full report has {n} more rows.", n=rest)
    return replace(
        section, rows=section.rows[:most], levels=section.levels[:most], sentences=(*section.sentences, more)
    )


def report_title(view: PeriodicReport) -> Message:
    """Return the report's title."""
    title = message("{plan}: report on {period}", plan=view.plan.title, period=view.period)
    tasks = tuple(named(ref, view.plan.by_ref[ref].title) for ref in view.refs if ref in view.plan.by_ref)
    for what in (ListCell(tasks) if tasks else None, UnitsCell(view.units) if view.units else None):
        title = message("{title} ({what})", title=title, what=what) if what else title
    return title
