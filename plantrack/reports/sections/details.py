"""Tables behind the sections, for formats with room: every task, report owed, indicator and figure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from plantrack.errors import message
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.model.plan import Figure
from plantrack.reports.cells import (
    AmountCell,
    CountCell,
    DayCell,
    LightCell,
    ReportColumn,
    ReportSection,
    TextCell,
    UnitsCell,
    percent_cell,
)
from plantrack.reports.indicators import IndicatorProgress, change_cell, figure_cell, measured_cell
from plantrack.reports.periodic import MissingReport, PeriodicReport
from plantrack.reports.sections.columns import (
    COUNT,
    DUE,
    LEAD,
    LIGHT,
    PROMISED,
    REF,
    TASK,
    UNIT,
    Cells,
    named,
    promised_day,
    reference,
    table,
    unit_cell,
)

LAST_REPORT = ReportColumn("last_report", message("Last report"))


def all_tasks(view: PeriodicReport) -> ReportSection:
    """Return every task without sub-tasks."""
    columns = (
        REF,
        TASK,
        ReportColumn("item", message("Item")),
        LEAD,
        ReportColumn("percent", message("Progress"), number=True),
        ReportColumn("expected", message("Expected"), number=True),
        LIGHT,
        DUE,
        PROMISED,
        LAST_REPORT,
    )
    rows = (_task(top, leaf) for top in view.roots for leaf in top.leaves())
    return table("tasks", message("All tasks"), columns, rows, message("Nothing."))


def _task(top: TaskEvaluation, leaf: TaskEvaluation) -> Cells:
    facts = leaf.facts
    return (
        reference(leaf.ref),
        TextCell(facts.task.title),
        named(top.ref, top.facts.task.title),
        UnitsCell(facts.lead, facts.lead_basis),
        percent_cell(facts.percent, facts.expected),
        percent_cell(facts.expected),
        LightCell(leaf.light),
        DayCell(facts.due, facts.due_basis) if facts.due else None,
        promised_day(facts.promised_due, facts.task),
        DayCell(facts.last_report) if facts.last_report else None,
    )


def reports_owed(view: PeriodicReport) -> ReportSection:
    """Return the units that owe a report, each with its tasks below it."""
    columns = (
        UNIT,
        COUNT,
        REF,
        TASK,
        ReportColumn("owes", message("Report owed for")),
        ReportColumn("missed", message("Missed in a row"), number=True),
        LAST_REPORT,
    )
    title, nothing = message("Owing a report, by unit"), message("No task owes a report.")
    found = table("reports_owed", title, columns, (row for entry in view.unreported for row in _owed(entry)), nothing)
    return replace(found, levels=tuple(level for entry in view.unreported for level in (0, *(1,) * len(entry.tasks))))


def _owed(entry: MissingReport) -> Iterator[Cells]:
    unit = unit_cell(entry.unit)
    yield unit, CountCell(len(entry.tasks)), None, None, None, None, None
    for facts in (evaluation.facts for evaluation in entry.tasks):
        last = DayCell(facts.last_report) if facts.last_report else None
        title, owes = TextCell(facts.task.title), TextCell(facts.owes) if facts.owes else None
        yield unit, None, reference(facts.task.ref), title, owes, CountCell(facts.missed), last


def all_indicators(view: PeriodicReport) -> ReportSection:
    """Return every indicator beside last year's figure, and then the figures that no indicator continues."""
    baseline = view.plan.baseline
    year = str(baseline.year) if baseline else "–"
    last_year = (
        ReportColumn("last_year", message("{year}", year=year)),
        ReportColumn("last_year_value", message("{year}, value", year=year), number=True),
    )
    columns = (
        ReportColumn("indicator", message("Indicator")),
        *(last_year if baseline else ()),
        ReportColumn("unit", message("Counted in")),
        ReportColumn("latest", message("Latest")),
        ReportColumn("latest_value", message("Latest, value"), number=True),
        ReportColumn("period", message("Of the period")),
        ReportColumn("change", message("Change")),
        ReportColumn("target", message("Target")),
        ReportColumn("target_value", message("Target, value"), number=True),
        ReportColumn("missing", message("Missing"), number=True),
        ReportColumn("source", message("Source")),
    )
    shown = {line.figure.id for line in view.indicators if line.figure}
    rest = [figure for figure in (baseline.figures if baseline else ()) if figure.id not in shown]
    rows = (*(_indicator(line, view) for line in view.indicators), *map(_figure, rest))
    return ReportSection("all_indicators", message("Baseline and indicators"), (), columns, rows)


def _indicator(line: IndicatorProgress, view: PeriodicReport) -> Cells:
    latest, target, figure = line.latest, line.indicator.target, line.figure
    last_year = (figure_cell(figure), CountCell(figure.value) if figure else None) if view.plan.baseline else ()
    return (
        TextCell(line.indicator.label),
        *last_year,
        TextCell(line.indicator.unit),
        measured_cell(latest, figure),
        CountCell(latest.value) if latest else None,
        TextCell(latest.period) if latest and latest.period else None,
        change_cell(line),
        AmountCell(target.quantity, target.text, basis=target.basis) if target else None,
        CountCell(target.value) if target else None,
        None if line.missing is None else CountCell(line.missing),
        TextCell(latest.source) if latest and latest.source else None,
    )


def _figure(figure: Figure) -> Cells:
    label, unit = TextCell(figure.label), TextCell(figure.unit)
    return (label, figure_cell(figure), CountCell(figure.value), unit, *(None,) * 8)
