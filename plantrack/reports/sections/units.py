"""The units side by side: what each leads in numbers, ranked by the rule that the plan names."""

from collections.abc import Iterator, Sequence
from itertools import compress

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.percentages import Exact, rounded_points
from plantrack.model.plan import RankBy
from plantrack.reports.cells import (
    ChangeCell,
    CountCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    percent_cell,
)
from plantrack.reports.ledgers import UnitLedger
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.ranking import RankedUnit, last_placed, ranking
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.bulletin import first_few
from plantrack.reports.sections.columns import Values, column, table, unit_cell
from plantrack.reports.sections.overall import number_name
from plantrack.reports.summary import LIGHTS

RULES = {
    RankBy.REPORTED: message("Ranked by reports given: of the tasks that owe reports, those whose latest one is in."),
    RankBy.PROGRESS: message("Ranked by progress against what is expected."),
    RankBy.OVERDUE: message("Ranked by the share of tasks overdue, the smallest first."),
    RankBy.LIGHTS: message("Ranked by the shares of tasks off track, unreported and at attention, the smallest first."),
}
"""What the table says of each rule."""
COLUMNS = (
    column("rank", "Rank", number=True), column("places_gained", "Places gained", number=True), cols.UNIT,
    column("tasks", "Tasks", number=True),
    *(ReportColumn(name, number_name(name), number=True) for name in (light.replace("-", "_") for light in LIGHTS)),
    column("reporting", "Reports given", number=True),
    column("reporting_change", "Reports given: change", number=True),
    cols.PERCENT, column("ahead", "Against expected", number=True),
    column("percent_change", "Progress: change", number=True),
    column("overdue", "Overdue", number=True), column("overdue_change", "Overdue: change", number=True),
    column("extensions", "Extensions asked for", number=True), column("ledger", "Ledger came in"),
    column("ledger_late", "Ledger: days late", number=True),
)  # fmt: skip


def units(view: PeriodicReport) -> ReportSection:
    """Return a row for each unit that leads something, without the columns that have nothing for any of them.

    There are none without two to compare.
    """
    title, found = message("Units"), ranking(view)
    if sum(one.unit is not None for one in found) < 2:  # noqa: PLR2004 - a pair
        return ReportSection("units", title, columns=COLUMNS, part="annex")
    made = table("units", title, COLUMNS, (_row(one, view) for one in found))
    kept = [any(map(_telling, cells)) for cells in zip(*made.rows, strict=True)]
    return replace(
        made,
        sentences=tuple(_sentences(view, found)),
        columns=tuple(compress(COLUMNS, kept)),
        rows=tuple(tuple(compress(row, kept)) for row in made.rows),
        part="annex",
    )


def _row(one: RankedUnit, view: PeriodicReport) -> Values:
    now, was = one.now.summary, one.before.summary if one.before else None
    return (
        one.place, _change(one.gained), unit_cell(one.unit), now.tasks, *now.lights.values(),
        percent_cell(one.now.reporting), _points(one.now.reporting, one.before.reporting if one.before else None),
        percent_cell(now.percent, now.expected), _points(now.percent, now.expected),
        _points(now.percent, was.percent if was else None), now.overdue_tasks,
        _change(now.overdue_tasks - was.overdue_tasks if was else None), one.extensions,
        *_ledger(view.ledgers.get(one.unit or "")),
    )  # fmt: skip


def _ledger(found: UnitLedger | None) -> Values:
    """Return when a unit's ledger came in, and by how many days it was late; nothing where none was sent out."""
    if found is None:
        return None, None
    return found.on or message("not yet"), found.days_late


def _points(now: Exact | None, other: Exact | None) -> ChangeCell | None:
    """Return a difference in points; a sentence above says so."""
    return None if now is None or other is None else ChangeCell(rounded_points(now, other))


def _change(difference: int | None) -> ChangeCell | None:
    return None if difference is None else ChangeCell(difference)


def _telling(cell: ReportCell | None) -> bool:
    """Tell whether a cell says more than that there is nothing."""
    return cell not in (None, CountCell(0), ChangeCell(0))


def _sentences(view: PeriodicReport, found: Sequence[RankedUnit]) -> Iterator[Message]:
    if any(one.place for one in found):
        yield RULES[view.plan.bulletin.rank_by]
    if any(one.place or one.now.summary.percent is not None for one in found):
        yield message("Differences of percentages are in points.")
    if sum(one.now.summary.tasks for one in found) > view.summary.tasks:
        yield message("A task that several units lead counts for each of them.")
    if view.plan.bulletin.name_worst and (last := last_placed(found)):
        yield message("Last: {units}.", units=first_few([unit_cell(one.unit) for one in last]))
