"""The sheets of the workbook: which sections stand on which, and what a table has beside its cells."""

from __future__ import annotations

from collections import Counter

from plantrack.errors import message
from plantrack.evaluation.evaluate import leaves, walk
from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Meaning
from plantrack.model.state import Status
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.render.xlsx.book import Book, Paper, Place, Sheet
from plantrack.render.xlsx.charts import FILLS, Bars, draw
from plantrack.reports.cells import CountCell, ReportColumn, ReportSection, percent_cell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title
from plantrack.reports.sections.columns import named
from plantrack.reports.sections.details import all_indicators, reports_owed
from plantrack.reports.sections.ledger import ledger
from plantrack.reports.sections.overall import report_days

FROZEN = 6
"""The columns of the ledger that stay in sight."""
LEDGER_WIDTHS = {
    "row": 5, "ref": 8, "origin": 14, "kind": 13, "item": 15, "goal": 26, "indicators": 24, "measures": 20, "official": 10,
    "lead": 14, "responsible": 10, "support": 13, "contact": 12, "start": 11, "promised": 11, "due": 11, "basis": 11,
    "milestones": 40, "expected": 8, "percent": 8, "progress": 24, "problem": 18, "next": 18, "status": 13, "light": 14,
    "reasons": 13, "asked": 8, "why": 18, "answers": 20, "last_report": 11, "evidence": 20,
}  # fmt: skip
WIDTHS = {"indicator": 36, "unit": 30, "task": 50, "source": 34}
"""The greatest widths of columns in the other tables of a sheet's own."""
SHADES = {
    Colour.GREEN: ("#C6EFCE", "#006100"),
    Colour.BLUE: ("#BDD7EE", "#1F4E79"),
    Colour.YELLOW: ("#FFEB9C", "#7F6000"),
    Colour.ORANGE: ("#F8CBAD", "#843C0C"),
    Colour.RED: ("#FFC7CE", "#9C0006"),
    Colour.PURPLE: ("#E4DFEC", "#5B2C83"),
    Colour.GREY: ("#E7E6E6", "#595959"),
}
"""The ground and the ink of a light."""
BARS = {"expected": "#9DC3E6", "percent": "#A9D18E"}
"""The colours of the bars of a percentage in the ledger."""
CHARTED = {"expected": "#9DC3E6", "percent": "#548235"}
"""The colours of the bars of a percentage in the chart."""
LONGEST_LITERAL = 255
"""How long a text within a rule of a sheet may be."""
ELSEWHERE = {"summary", "items", "assumed", "provenance"}
"""The sections on sheets of their own; every other stands on the sheet of the period."""


def ledger_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the ledger: every task under its item, with filters, an outline, and lights in their colours."""
    sheet, found = Sheet(book, ctx.say("Ledger"), ctx.language, Paper.A3), ledger(view)
    sheet.title(message_words(report_title(view), ctx), message_words(report_days(view), ctx))
    place = sheet.table(found, ctx, LEDGER_WIDTHS)
    sheet.frame(place, frozen=FROZEN)
    if found.rows:
        _rules(sheet, view, ctx, place)


def indicators_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the indicators beside last year's figures, and then the figures that no indicator continues."""
    _table_sheet(book, all_indicators(view), view, ctx)


def owed_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the units that owe a report, each with its tasks below it."""
    _table_sheet(book, reports_owed(view), view, ctx)


def _table_sheet(book: Book, found: ReportSection, view: PeriodicReport, ctx: RenderContext) -> None:
    title = message_words(found.title, ctx)
    sheet = Sheet(book, title, ctx.language)
    told = [message_words(words, ctx) for words in found.sentences]
    sheet.title(title, ctx.say("as of {day}", day=view.as_of), *told)
    sheet.frame(sheet.table(found, ctx, WIDTHS), frozen=1)


def period_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add every section that no other sheet has."""
    title, period = ctx.say("The period in detail"), view.period
    sheet = Sheet(book, title, ctx.language)
    sheet.title(title, ctx.say("{first} to {last}", first=period.first, last=period.last))
    for found in report_sections(view):
        if found.key not in ELSEWHERE:
            sheet.section(found, ctx)


def numbers_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the summary and the items, and charts that are drawn from the cells of the items."""
    sheet = Sheet(book, ctx.say("In numbers"), ctx.language)
    found = {section.key: section for section in report_sections(view)}
    sheet.section(found["summary"], ctx)
    sheet.section(found["items"], ctx)
    if view.roots:
        data, colours = _chart_table(view), _shades(view)
        place = sheet.section(data, ctx)
        progress = tuple((place.columns[key], colour) for key, colour in CHARTED.items())
        lights = tuple((n, FILLS[colours[Meaning(key)]]) for key, n in place.columns.items() if key in list(Meaning))
        charts = (
            Bars(ctx.say("Expected and actual progress, by item"), place, progress, shares=True),
            Bars(ctx.say("Lights, by item"), place, lights, shares=False),
        )
        draw(book, sheet, charts, max(len(place.columns), len(found["items"].columns)) + 1)


def _chart_table(view: PeriodicReport) -> ReportSection:
    """Return what the charts are drawn from: of each item its progress, and how many tasks have each light."""
    counts = [Counter(leaf.light.meaning for leaf in top.leaves()) for top in view.roots]
    meanings = [meaning for meaning in reversed(Meaning) if any(count[meaning] for count in counts)]
    columns = (
        ReportColumn("item", message("Item")),
        ReportColumn("expected", message("Expected by now"), number=True),
        ReportColumn("percent", message("Actual progress"), number=True),
        *(ReportColumn(meaning, message(f"light {meaning}"), number=True) for meaning in meanings),
    )
    rows = tuple(
        (
            named(top.ref, top.facts.task.title),
            percent_cell(top.facts.expected),
            percent_cell(top.facts.percent),
            *(CountCell(count[meaning]) if count[meaning] else None for meaning in meanings),
        )
        for top, count in zip(view.roots, counts, strict=True)
    )
    return ReportSection("charts", message("Progress and lights, by item"), (), columns, rows)


def _shades(view: PeriodicReport) -> dict[Meaning, Colour]:
    """Return the colour of each meaning as it is shown: that of the first task that has it."""
    shown = {leaf.light.meaning: leaf.light.shade for leaf in reversed(list(leaves(view.roots)))}
    return {**USUAL_COLOURS, **shown}


def provenance_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add what the report rests on."""
    found = [section for section in report_sections(view) if section.key in ("provenance", "assumed")]
    sheet = Sheet(book, ctx.say("What this report rests on"), ctx.language)
    for section in reversed(found):
        sheet.section(section, ctx)


def _rules(sheet: Sheet, view: PeriodicReport, ctx: RenderContext, place: Place) -> None:
    """Give lights their colours, percentages their bars, and the status its list of words."""
    _lights(sheet, view, ctx, place)
    for key, colour in BARS.items():
        sheet.paper.conditional_format(*place.column(key), {
            "type": "data_bar", "bar_color": colour, "bar_solid": True, "data_bar_2010": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip
    words = [ctx.say(f"status {status}") for status in Status]
    sheet.paper.data_validation(*place.column("status"), {"validate": "list", "source": words})


def _lights(sheet: Sheet, view: PeriodicReport, ctx: RenderContext, place: Place) -> None:
    """Colour each light by its name, wherever it stands; one name that has several colours, in its rows only."""
    first, column, last, _ = place.column("light")
    found: dict[tuple[str, Colour], list[int]] = {}
    for row, evaluation in enumerate(walk(view.roots), first):
        found.setdefault((light_name(evaluation.light, ctx), evaluation.light.shade), []).append(row)
    names = Counter(name for name, _ in found)
    for (name, shade), rows in found.items():
        literal = '"{}"'.format(name.replace('"', '""'))
        if len(literal) > LONGEST_LITERAL:
            continue
        ground, ink = SHADES[shade]
        look = sheet.format(bg_color=ground, font_color=ink)
        rule = {"type": "cell", "criteria": "==", "value": literal, "format": look}
        for top, end in [(first, last)] if names[name] == 1 else [(row, row) for row in rows]:
            sheet.paper.conditional_format(top, column, end, column, rule)
