"""The sheets of the workbook, each with one table: the plan as a whole, the ledger, and a sheet for each section."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from plantrack.errors import message
from plantrack.model.short_titles import short_title
from plantrack.model.state import Status
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import assumption_note
from plantrack.render.xlsx.book import LARGE, MIDDLE, QUIET, Book, Place, ReportSheet
from plantrack.render.xlsx.charts import draw
from plantrack.render.xlsx.dimensions import A3, A4
from plantrack.render.xlsx.grid import arranged, grid, split
from plantrack.reports.cells import ReportColumn, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import as_cell, column, named
from plantrack.reports.sections.details import all_indicators, reports_owed
from plantrack.reports.sections.ledger import ledger
from plantrack.reports.sections.overall import number_name, report_days, report_head
from plantrack.reports.sections.section_table import all_sections, report_title, shown
from plantrack.reports.summary import LIGHTS, summarise

LEDGER = ("ref", "goal", "lead", "due_before", "due", "light", "percent", "progress", "problem", "next")
SHOWN = {
    "ledger": LEDGER,
    "items": ("ref", "item", "percent", "expected", "reported", "light", "next_due", "past_due"),
    "all_indicators": ("indicator", "last_year", "latest", "change", "target", "missing", "period", "source"),
}
"""The columns that are shown, in their order, where a table has more; the others are grouped away behind them."""
WHOLE = {"ledger": ledger, "indicators": all_indicators, "unreported": reports_owed}
"""Sections that a workbook has room to show whole."""
ALL_COLUMNS = "ledger_whole"
SHEETS = (
    "ledger", "problems", "changed", "reached", "reported", "next", "items", "units", "indicators", "requests",
    "extensions_by_unit", "amendments", "arrived_late", "restated", "unreported", ALL_COLUMNS, "assumed", "provenance",
)  # fmt: skip
"""The sections that have a sheet, in their order; the ledger has a second one with all its columns side by side."""
FIRST = {"overall", "summary", "progress", "basis"}
"""The sections of the first sheet, and those that are told in sentences only."""
ELSEWHERE = {"late", "past_promise", "at_risk", "due_next"}
"""The sections whose rows stand on other sheets, so that they have a sheet only where they are asked for."""
NAMES = ("goal", "task", "item", "what", "indicator", "unit")
"""The columns that say what a row is about: the first of these stays in sight, with those before it."""
BARS, BAR = ("expected", "percent"), "#BDD7EE"


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book, sections = Book(view.as_of), all_sections(view) | {key: whole(view) for key, whole in WHOLE.items()}
    every = replace(sections["ledger"], key=ALL_COLUMNS, title=message("Ledger, all columns"))
    sections |= {"items": _counted(sections["items"], view), ALL_COLUMNS: every}
    for page in ctx.pages:
        _pages(book, sections, view, page)
    return book.close()


def _pages(book: Book, sections: Mapping[str, ReportSection], view: PeriodicReport, ctx: RenderContext) -> None:
    """Add all sheets in one language; the first opens the others, and has charts of their numbers."""
    first = ReportSheet(book, message_words(sections["overall"].title, ctx), ctx)
    numbers = _overall(first, sections, view, ctx)
    others = {key: _sheet(book, sections[key], view, ctx) for key in _keys(sections, view)}
    first.at += 1
    first.opens([sheet for sheet, _ in others.values()])
    names = [row[0] for row in sections["summary"].rows]
    lights = {
        share: numbers.first + names.index(as_cell(number_name(share.meaning.replace("-", "_"))))
        for share in sections["overall"].shares
    }
    draw(book, (first, numbers), lights, others.get("items"), ctx)


def _keys(sections: Mapping[str, ReportSection], view: PeriodicReport) -> list[str]:
    """Return the sections with a sheet of their own: those chosen for this report, else all; none without rows."""
    rest = (key for key in sections if view.shape.full or key not in ELSEWHERE)
    chosen = view.shape.sections or view.shape.brief
    keys: Iterable[str] = shown(view.shape) if chosen else (*SHEETS, *rest)
    return [key for key in dict.fromkeys(keys) if key in sections and key not in FIRST and sections[key].rows]


def _overall(
    sheet: ReportSheet, sections: Mapping[str, ReportSection], view: PeriodicReport, ctx: RenderContext
) -> Place:
    """Write the plan as a whole, in sentences and in numbers, and leave room for charts beside them."""
    table = grid(sections["summary"], ctx, A4)
    sheet.fit(table, beside=True)
    sheet.line(message_words(report_title(view), ctx), size=LARGE)
    sheet.line(message_words(report_head(view), ctx), colour=QUIET)
    sheet.lines((*(message_words(words, ctx) for words in sections["overall"].sentences), *assumption_note(ctx)))
    sheet.at += 1
    sheet.line(message_words(sections["summary"].title, ctx), size=MIDDLE)
    sheet.lines(message_words(words, ctx) for words in sections["summary"].sentences)
    return sheet.table(table, f"summary_{ctx.language}")


def _sheet(book: Book, found: ReportSection, view: PeriodicReport, ctx: RenderContext) -> tuple[ReportSheet, Place]:
    """Add a sheet with the table of a section."""
    paper, title = A3 if found.key == ALL_COLUMNS else A4, message_words(found.title, ctx)
    first = LEDGER if found.key == ALL_COLUMNS else SHOWN.get(found.key, ())
    table = grid(arranged(split(found), first), ctx, paper, SHOWN.get(found.key, ()))
    sheet = ReportSheet(book, title, ctx, paper)
    sheet.fit(table)
    sheet.line(title, size=LARGE)
    sheet.line(" · ".join(message_words(words, ctx) for words in (report_title(view), report_days(view))), colour=QUIET)
    noted = assumption_note(ctx) if {"lead", "due"} & set(table.keys) else []
    sheet.lines((*(message_words(words, ctx) for words in found.sentences), *noted))
    place = sheet.table(table, f"{found.key}_{ctx.language}")
    sheet.freeze(place, 1 + next((place.columns[key] for key in NAMES if key in place.columns), 0))
    _rules(sheet, place, ctx)
    return sheet, place


def _rules(sheet: ReportSheet, place: Place, ctx: RenderContext) -> None:
    """Add bars to percentages, and to a status the words that there are."""
    for key in (key for key in BARS if key in place.columns):
        sheet.paper.conditional_format(*place.column(key), {
            "type": "data_bar", "bar_color": BAR, "bar_solid": True, "data_bar_2010": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip
    if "status" in place.columns:
        words = [ctx.say(f"status {status}") for status in Status]
        sheet.paper.data_validation(*place.column("status"), {"validate": "list", "source": words})


def _counted(found: ReportSection, view: PeriodicReport) -> ReportSection:
    """Return the items with their short names and a column of numbers for each light, from which charts are drawn."""
    counts = [summarise((top,)).lights for top in view.roots]
    meanings = [meaning for meaning in LIGHTS if any(count[meaning] for count in counts)]
    heads = (ReportColumn(meaning, message(f"light {meaning}"), number=True) for meaning in meanings)
    rows = (
        (*row, named(top.ref, short_title(top.facts.task)), *(as_cell(count[meaning] or None) for meaning in meanings))
        for row, count, top in zip(found.rows, counts, view.roots, strict=True)
    )
    return replace(found, columns=(*found.columns, column("label", "Name in charts"), *heads), rows=tuple(rows))
