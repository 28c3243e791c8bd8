"""How the plan stands: its numbers beside the period before, item by item, and this year's indicators."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.reports.cells import (
    ChangeCell,
    CountCell,
    LightCell,
    ListCell,
    ReportColumn,
    ReportSection,
    SpelledDay,
    TextCell,
    percent_cell,
    points_cell,
)
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.columns import LIGHT, NEXT_DUE, REF, WHAT, Cells, open_day, reference, table

SHARES = {"percent": message("Progress of deliverables"), "expected": message("Expected of deliverables")}
"""The numbers of a summary that are percentages."""


def report_days(view: PeriodicReport) -> Message:
    """Return the days that a report is about, and the day on which things stand as it says."""
    first, last, day = (SpelledDay(one) for one in (view.period.first, view.period.last, view.as_of))
    return message("{first} to {last}, as of {day}", first=first, last=last, day=day)


def summary(view: PeriodicReport) -> ReportSection:
    """Return the plan in sentences and in numbers, with their change since the period before."""
    ended = (view.as_of - view.plan.period.last).days
    over = message("the plan ended {n} days ago, on {day}", n=ended, day=SpelledDay(view.plan.period.last))
    told = ListCell(tuple(bulletin(view)), "sentences")
    sentences = (report_days(view), over, told) if ended > 0 else (report_days(view), told)
    columns = (
        WHAT,
        ReportColumn("number", message("Number"), number=True),
        ReportColumn("before", message("Period before"), number=True),
        ReportColumn("change", message("Change"), number=True),
    )
    return ReportSection("summary", message("In numbers"), sentences, columns, tuple(_numbers(view)))


def _numbers(view: PeriodicReport) -> Iterator[Cells]:
    """Yield a row for each number of the summary; that of cancelled tasks only where there are any."""
    for name in Summary.__struct_fields__:
        now, then = getattr(view.summary, name), getattr(view.previous, name)
        if name in SHARES:
            yield TextCell(SHARES[name]), percent_cell(now), percent_cell(then), points_cell(now, then)
        elif name != "cancelled" or now or then:
            yield TextCell(number_name(name)), CountCell(now), CountCell(then), ChangeCell(now - then)


def number_name(name: str) -> Message:
    """Return what a number of the summary is called."""
    return message("Tasks") if name == "tasks" else SHARES.get(name) or message(f"summary {name}")


def items(view: PeriodicReport) -> ReportSection:
    """Return the plan's items with their progress and lights."""
    columns = (
        REF,
        ReportColumn("item", message("Item")),
        ReportColumn("percent", message("Progress"), number=True),
        ReportColumn("expected", message("Expected"), number=True),
        ReportColumn("reported", message("Reported"), number=True),
        LIGHT,
        NEXT_DUE,
    )
    rows = (
        (
            reference(top.ref),
            TextCell(top.facts.task.title),
            percent_cell(top.facts.percent, top.facts.expected),
            percent_cell(top.facts.expected),
            CountCell(*top.facts.reported),
            LightCell(top.light),
            open_day(top.facts.next_due),
        )
        for top in view.roots
    )
    return table("items", message("Item by item"), columns, rows, message("Nothing."))


def indicators(view: PeriodicReport) -> ReportSection:
    """Return what was measured, stands at the head of the plan or has a target; the rest is only counted."""
    lines, baseline = view.indicators, view.plan.baseline
    shown = [line for line in lines if line.latest or line.indicator.headline or line.indicator.target]
    rows = tuple(
        (
            TextCell(line.indicator.label),
            figure_cell(line.figure),
            measured_cell(line.latest, line.figure),
            change_cell(line),
            target_cell(line),
        )
        for line in shown
    )
    rest = len(lines) - len(shown)
    uncounted = [message("Indicators not measured, and not listed here: {n}.", n=rest)] if rest else []
    year = str(baseline.year) if baseline else "–"
    title = message("Indicators beside {year}", year=year) if baseline else message("Indicators")
    columns = (
        ReportColumn("indicator", message("Indicator")),
        ReportColumn("last_year", message("{year}", year=year), number=True),
        ReportColumn("latest", message("Latest"), number=True),
        ReportColumn("change", message("Change"), number=True),
        ReportColumn("target", message("Target")),
    )
    return ReportSection("indicators", title, tuple(uncounted) if lines else (message("Nothing."),), columns, rows)
