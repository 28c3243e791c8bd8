"""The sheets of the workbook: the sections of each, and the rules and charts of its tables.

Charts are drawn from the cells of a table, so that they change with the numbers.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import structs

from plantrack.errors import message
from plantrack.evaluation.evaluate import leaves, walk
from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Meaning
from plantrack.model.state import Status
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import assumption_note, light_name
from plantrack.render.xlsx.book import A3, Book, Place, Sheet
from plantrack.reports.cells import ReportSection, percent_cell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import all_sections, report_title
from plantrack.reports.sections.columns import ITEM, column, counted_title, named, table
from plantrack.reports.sections.details import all_indicators, reports_owed
from plantrack.reports.sections.ledger import ledger
from plantrack.reports.sections.overall import report_days
from plantrack.reports.summary import summarise

LEDGER_WIDTHS = {
    "row": 5, "ref": 8, "origin": 14, "kind": 13, "item": 15, "goal": 26, "indicators": 24, "measures": 20, "official": 10,
    "lead": 14, "responsible": 10, "support": 13, "contact": 12, "start": 11, "promised": 11, "due": 11, "past_promise": 8, "basis": 11,
    "milestones": 40, "expected": 8, "percent": 8, "progress": 24, "problem": 18, "next": 18, "status": 13, "light": 14,
    "reasons": 13, "asked": 8, "why": 18, "answers": 20, "last_report": 11, "evidence": 20,
}  # fmt: skip
WIDTHS = {"indicator": 36, "unit": 30, "task": 50, "source": 34}
"""Maximum widths of columns in the other tables with a sheet of their own."""
SHADES = {
    Colour.GREEN: ("#C6EFCE", "#006100", "#70AD47"), Colour.BLUE: ("#BDD7EE", "#1F4E79", "#4472C4"),
    Colour.YELLOW: ("#FFEB9C", "#7F6000", "#FFC000"), Colour.ORANGE: ("#F8CBAD", "#843C0C", "#ED7D31"),
    Colour.RED: ("#FFC7CE", "#9C0006", "#C00000"), Colour.PURPLE: ("#E4DFEC", "#5B2C83", "#8064A2"),
    Colour.GREY: ("#E7E6E6", "#595959", "#A6A6A6"),
}  # fmt: skip
"""The background and the text colour of a light, and its colour in the charts."""
BARS = {"expected": "#9DC3E6", "percent": "#A9D18E"}
CHARTED = {"expected": "#9DC3E6", "percent": "#548235"}
"""The colours of the bars of a percentage, in the ledger and in the chart."""
LONGEST_LITERAL = 255
"""Maximum length of a text in a conditional format."""
ELSEWHERE = {"overall", "summary", "items", "progress", "ledger", "assumed", "provenance", "basis"}
"""The sections on sheets of their own; every other is on the sheet of the period."""
GRID, TITLE_SIZE, GAP = "#D9D9D9", 12, 60
WIDE, HEIGHT, PER_BAR, HIGHEST, APART = 680, 110, 26, 4000, 20
"""In pixels: a chart's width, its height without bars, the height of a bar, the maximum, and the gap between charts."""


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book, sections = Book(view.as_of), all_sections(view)
    for page in ctx.pages:
        _ledger_sheet(book, view, page)
        _table_sheet(book, all_indicators(view), view, page)
        _period_sheet(book, sections, view, page)
        _table_sheet(book, reports_owed(view), view, page)
        _numbers_sheet(book, sections, view, page)
        sheet = Sheet(book, page.say("What this report rests on"), page.language)
        for key in ("provenance", "assumed"):
            sheet.section(sections[key], page)
    return book.close()


def _ledger_sheet(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the ledger: every task under its item, with filters, an outline, and coloured lights."""
    sheet, found = Sheet(book, ctx.say("Ledger"), ctx.language, A3), ledger(view)
    sheet.title(message_words(report_title(view), ctx), message_words(report_days(view), ctx), *assumption_note(ctx))
    place = sheet.table(found, ctx, LEDGER_WIDTHS)
    sheet.frame(place, frozen=place.columns["indicators"])
    if found.rows:
        _rules(sheet, view, ctx, place)


def _table_sheet(book: Book, found: ReportSection, view: PeriodicReport, ctx: RenderContext) -> None:
    title = message_words(found.title, ctx)
    sheet = Sheet(book, title, ctx.language)
    sentences = [message_words(words, ctx) for words in found.sentences]
    sheet.title(title, ctx.say("as of {day}", day=view.as_of), *sentences)
    sheet.frame(sheet.table(found, ctx, WIDTHS), frozen=1)


def _period_sheet(book: Book, sections: Mapping[str, ReportSection], view: PeriodicReport, ctx: RenderContext) -> None:
    """Add every section that is on no other sheet."""
    title, period = ctx.say("The period in detail"), view.period
    sheet = Sheet(book, title, ctx.language)
    sheet.title(title, ctx.say("{first} to {last}", first=period.first, last=period.last))
    for key, found in sections.items():
        if key not in ELSEWHERE:
            sheet.section(found, ctx)


def _numbers_sheet(book: Book, sections: Mapping[str, ReportSection], view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the summary and the items, and charts that are drawn from the cells of the items."""
    sheet = Sheet(book, ctx.say("Overall"), ctx.language)
    sheet.section(structs.replace(sections["summary"], sentences=sections["overall"].sentences), ctx)
    sheet.section(sections["items"], ctx)
    if view.roots:
        place = sheet.section(_chart_table(view), ctx)
        shown = {leaf.light.meaning: leaf.light.shade for leaf in reversed(list(leaves(view.roots)))}
        colours = USUAL_COLOURS | shown  # that of the first task with a light, else the usual one
        progress = {place.columns[key]: colour for key, colour in CHARTED.items()}
        lights = {n: SHADES[colours[Meaning(key)]][2] for key, n in place.columns.items() if key in list(Meaning)}
        charts = (
            _chart(book, sheet, place, progress, ctx.say("Expected and actual progress, by item")),
            _chart(book, sheet, place, lights, ctx.say("Lights, by item"), stacked=True),
        )
        column = max(len(place.columns), len(sections["items"].columns)) + 1
        height = min(HEIGHT + PER_BAR * len(view.roots), HIGHEST)
        for number, chart in enumerate(charts):
            chart.set_size({"width": WIDE, "height": height})
            offset = {"y_offset": number * (height + APART), "object_position": 3}
            sheet.paper.insert_chart(0, column, chart, offset)


def _chart(book: Book, sheet: Sheet, table: Place, series: dict[int, str], title: str, *, stacked: bool = False) -> Any:
    """Return a bar chart of columns, each with its colour: counts stacked, shares of 1 side by side."""
    first, last = table.first, table.last
    chart = book.file.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    for number, colour in series.items():
        chart.add_series({
            "name": [sheet.name, first - 1, number],
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, number, last, number],
            "fill": {"color": colour},
            "gap": GAP,
        })  # fmt: skip
    scale = {"num_format": "0"} if stacked else {"max": 1, "num_format": "0%"}
    chart.set_title({"name": title, "name_font": {"size": TITLE_SIZE}})
    chart.set_y_axis({"reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": GRID}}, **scale})
    chart.set_legend({"position": "bottom"})
    return chart


def _chart_table(view: PeriodicReport) -> ReportSection:
    """Return the data of the charts: the progress of each item, and how many tasks have each light."""
    counts = [summarise((top,)).lights for top in view.roots]
    meanings = [meaning for meaning in reversed(Meaning) if any(count[meaning] for count in counts)]
    columns = (
        ITEM, column("expected", "Expected by now", number=True), column("percent", "Actual progress", number=True),
        *(column(meaning, f"light {meaning}", number=True) for meaning in meanings),
    )  # fmt: skip
    rows = (
        (named(top.ref, counted_title(top.facts.task, view.whole)), percent_cell(top.facts.expected), percent_cell(top.facts.percent),
         *(count[meaning] or None for meaning in meanings))
        for top, count in zip(view.roots, counts, strict=True)
    )  # fmt: skip
    return table("charts", message("Progress and lights, by item"), columns, rows)


def _rules(sheet: Sheet, view: PeriodicReport, ctx: RenderContext, place: Place) -> None:
    """Add the colours of lights, the bars of percentages, and the choices of a status."""
    _lights(sheet, view, ctx, place)
    for key, colour in BARS.items():
        sheet.paper.conditional_format(*place.column(key), {
            "type": "data_bar", "bar_color": colour, "bar_solid": True, "data_bar_2010": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip
    words = [ctx.say(f"status {status}") for status in Status]
    sheet.paper.data_validation(*place.column("status"), {"validate": "list", "source": words})


def _lights(sheet: Sheet, view: PeriodicReport, ctx: RenderContext, place: Place) -> None:
    """Colour each light by its name in the whole column; a name with several colours, in its rows only."""
    first, column, last, _ = place.column("light")
    found: dict[tuple[str, Colour], list[int]] = {}
    for row, evaluation in enumerate(walk(view.roots), first):
        found.setdefault((light_name(evaluation.light, ctx), evaluation.light.shade), []).append(row)
    names = Counter(name for name, _ in found)
    for (name, shade), rows in found.items():
        literal = '"{}"'.format(name.replace('"', '""'))
        if len(literal) > LONGEST_LITERAL:
            continue
        ground, ink, _ = SHADES[shade]
        look = sheet.format(bg_color=ground, font_color=ink)
        rule = {"type": "cell", "criteria": "==", "value": literal, "format": look}
        for top, end in [(first, last)] if names[name] == 1 else [(row, row) for row in rows]:
            sheet.paper.conditional_format(top, column, end, column, rule)
