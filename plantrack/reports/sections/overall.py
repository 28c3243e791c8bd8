"""The state of the plan: its numbers beside the period before, item by item, and this year's indicators."""

from collections.abc import Iterator

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.reports import cells
from plantrack.reports.cells import ReportSection, SpelledDay, percent_cell
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.columns import Values, column, open_day, reference, table

SHARES = {"percent": message("Progress of deliverables"), "expected": message("Expected of deliverables")}
"""The numbers of a summary that are percentages."""


def report_days(view: PeriodicReport) -> Message:
    """Return the days that a report covers, and the day as of which it is."""
    first, last, day = map(SpelledDay, (view.period.first, view.period.last, view.as_of))
    return message("{first} to {last}, as of {day}", first=first, last=last, day=day)


def summary(view: PeriodicReport) -> ReportSection:
    """Return the plan in sentences and in numbers, with their change since the period before."""
    last = view.plan.period.last
    ended = message("the plan ended {n} days ago, on {day}", n=(view.as_of - last).days, day=SpelledDay(last))
    sentences = cells.ListCell(tuple(bulletin(view)), "sentences")
    columns = (
        cols.WHAT, column("number", "Number", number=True), column("before", "Period before", number=True),
        column("change", "Change", number=True),
    )  # fmt: skip
    found = table("summary", message("In numbers"), columns, _numbers(view))
    return replace(found, sentences=(report_days(view), *([ended] if view.as_of > last else []), sentences))


def _numbers(view: PeriodicReport) -> Iterator[Values]:
    """Yield a row for each number of the summary; that of cancelled tasks only where there are any."""
    for name in Summary.__struct_fields__:
        now, then = getattr(view.summary, name), getattr(view.previous, name)
        if name in SHARES:
            yield SHARES[name], percent_cell(now), percent_cell(then), cells.points_cell(now, then)
        elif name != "cancelled" or now or then:
            yield number_name(name), now, then, cells.ChangeCell(now - then)


def number_name(name: str) -> Message:
    """Return what a number of the summary is called."""
    return message("Tasks") if name == "tasks" else SHARES.get(name) or message(f"summary {name}")


def items(view: PeriodicReport) -> ReportSection:
    """Return the plan's items with their progress and lights."""
    reported = column("reported", "Reported", number=True)
    columns = cols.REF, cols.ITEM, cols.PERCENT, cols.EXPECTED, reported, cols.LIGHT, cols.NEXT_DUE
    rows = (
        (reference(facts.task.ref), facts.task.title, percent_cell(facts.percent, facts.expected),
         percent_cell(facts.expected), cells.CountCell(*facts.reported), top.light, open_day(facts.next_due))
        for top in view.roots
        for facts in [top.facts]
    )  # fmt: skip
    return table("items", message("Item by item"), columns, rows, message("Nothing."))


def indicators(view: PeriodicReport) -> ReportSection:
    """Return the indicators that were measured, are headlines or have a target; the rest are only counted."""
    lines, baseline = view.indicators, view.plan.baseline
    shown = [line for line in lines if line.latest or line.indicator.headline or line.indicator.target]
    rows = (
        (line.indicator.label, figure_cell(line.figure), measured_cell(line.latest, line.figure), change_cell(line),
         target_cell(line))
        for line in shown
    )  # fmt: skip
    rest = len(lines) - len(shown)
    sentences = (message("Indicators not measured, and not listed here: {n}.", n=rest),) if rest else ()
    year = str(baseline.year) if baseline else "–"
    title = message("Indicators beside {year}", year=year) if baseline else message("Indicators")
    columns = (
        column("indicator", "Indicator"), cells.ReportColumn("last_year", message("{year}", year=year), number=True),
        column("latest", "Latest", number=True), column("change", "Change", number=True), column("target", "Target"),
    )  # fmt: skip
    return replace(table("indicators", title, columns, rows), sentences=sentences if lines else (message("Nothing."),))
