"""Tables behind the sections, for formats with room: every report owed, indicator and figure."""

from collections.abc import Iterator

from msgspec.structs import replace

from plantrack.errors import message
from plantrack.reports.cells import AmountCell, LinkCell, ReportColumn, ReportSection
from plantrack.reports.indicators import IndicatorProgress, change_cell, figure_cell, measured_cell
from plantrack.reports.periodic import MissingReport, PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import REF, TASK, UNIT, Values, column, reference, table, unit_cell

LAST_REPORT = column("last_report", "Last report")


def reports_owed(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with its tasks below it."""
    columns = (
        UNIT, cols.COUNT, REF, TASK, column("owes", "Report owed for"),
        column("missed", "Missed in a row", number=True),
        column("missed_since", "Since"), LAST_REPORT,
    )  # fmt: skip
    rows = (row for entry in view.unreported for row in _owed(entry))
    found = table("reports_owed", message("Owing a report, by unit"), columns, rows)
    return replace(found, levels=tuple(level for entry in view.unreported for level in (0, *(1,) * len(entry.tasks))))


def _owed(entry: MissingReport) -> Iterator[Values]:
    unit = unit_cell(entry.unit)
    yield unit, len(entry.tasks), None, None, None, None, None, None
    for facts in (evaluation.facts for evaluation in entry.tasks):
        owed = (facts.owes, facts.missed, facts.missed_since)
        yield unit, None, reference(facts.task.ref), facts.task.title, *owed, facts.last_report


def all_indicators(view: PeriodicReport) -> ReportSection:
    """Return every indicator beside last year's figure, and then the figures that no indicator continues."""
    baseline = view.plan.baseline
    year = str(baseline.year) if baseline else "–"
    last_year = (
        ReportColumn("last_year", message("{year}", year=year)),
        ReportColumn("last_year_value", message("{year}, value", year=year), number=True),
    )
    columns = (
        column("indicator", "Indicator"), *(last_year if baseline else ()), column("unit", "Counted in"),
        column("latest", "Latest"), column("latest_value", "Latest, value", number=True),
        column("period", "Of the period"), column("change", "Change"), column("target", "Target"),
        column("target_value", "Target, value", number=True), column("missing", "Short of target", number=True),
        column("source", "Source"),
    )  # fmt: skip
    shown = {line.figure.id for line in view.indicators if line.figure}
    rest = [figure for figure in (baseline.figures if baseline else ()) if figure.id not in shown]
    figures = ((f.label, figure_cell(f), f.value, f.unit, *(None,) * 8) for f in rest)
    rows = (*(_indicator(line, view) for line in view.indicators), *figures)
    return table("all_indicators", message("Baseline and indicators"), columns, rows)


def _indicator(line: IndicatorProgress, view: PeriodicReport) -> Values:
    latest, target, figure = line.latest, line.indicator.target, line.figure
    last_year = (figure_cell(figure), figure and figure.value) if view.plan.baseline else ()
    return (
        line.indicator.label, *last_year, line.indicator.unit, measured_cell(latest, figure), latest and latest.value,
        (latest and latest.period) or None, change_cell(line),
        AmountCell(target.quantity, target.text, basis=target.basis) if target else None, target and target.value,
        line.missing, LinkCell(latest.source) if latest and latest.source else None,
    )  # fmt: skip
