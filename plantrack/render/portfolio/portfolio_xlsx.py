"""The bulletin of all plans as a workbook: a sheet with everything together, one for each list, one for each plan."""

from msgspec.structs import replace

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext, visible
from plantrack.render.xlsx.book import LARGE, MIDDLE, QUIET, Book, ReportSheet
from plantrack.render.xlsx.dimensions import A4
from plantrack.render.xlsx.grid import grid, split
from plantrack.reports.cells import ReportSection
from plantrack.reports.portfolio.portfolio import PlanPlace, Portfolio
from plantrack.reports.portfolio.sections import bulletin, days, items, plan_names, title

NAMES = ("unit", "plan", "item", "what", "task")
"""The columns that say what a row is about: the first of these stays in sight, with those before it."""


def report(view: Portfolio, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book = Book(view.as_of)
    for page in ctx.pages:
        _pages(book, view, page)
    return book.close()


def _pages(book: Book, view: Portfolio, ctx: RenderContext) -> None:
    first, *others = bulletin(view)
    plans = next((found for found in others if found.key == "plans"), None)
    sheet = _summary(book, view, first, plans, ctx)
    opened = [_list(book, view, found, ctx) for found in others if found.rows and found is not plans]
    names = plan_names(view)
    opened += [_plan(book, one, cell_words(names[one.folder], ctx), n, ctx) for n, one in enumerate(view.plans)]
    sheet.at += 1
    sheet.opens(opened)


def _summary(
    book: Book, view: Portfolio, first: ReportSection, plans: ReportSection | None, ctx: RenderContext
) -> ReportSheet:
    """Write everything together, in sentences, and the plans below."""
    sheet = ReportSheet(book, message_words(first.title, ctx), ctx)
    table = grid(split(plans), ctx, A4) if plans else None
    if table:
        sheet.fit(table)
    sheet.line(message_words(title(view), ctx), size=LARGE)
    sheet.line(message_words(days(view), ctx), colour=QUIET)
    sheet.lines(message_words(words, ctx) for words in first.sentences)
    if table and plans:
        sheet.at += 1
        sheet.line(message_words(plans.title, ctx), size=MIDDLE)
        sheet.table(table, f"plans_{ctx.language}")
    return sheet


def _list(book: Book, view: Portfolio, found: ReportSection, ctx: RenderContext) -> ReportSheet:
    about = " · ".join((message_words(title(view), ctx), message_words(days(view), ctx)))
    return _sheet(ReportSheet(book, message_words(found.title, ctx), ctx), about, found, ctx)


def _plan(book: Book, one: PlanPlace, name: str, number: int, ctx: RenderContext) -> ReportSheet:
    """Write the tasks at the top of a plan."""
    found = items(one)
    return _sheet(ReportSheet(book, name, ctx), visible(one.folder), replace(found, key=f"plan_{number}"), ctx)


def _sheet(sheet: ReportSheet, about: str, found: ReportSection, ctx: RenderContext) -> ReportSheet:
    """Write the table of a section below its title."""
    table = grid(split(found), ctx, A4)
    sheet.fit(table)
    sheet.line(sheet.name, size=LARGE)
    sheet.line(about, colour=QUIET)
    sheet.lines(message_words(words, ctx) for words in found.sentences)
    place = sheet.table(table, f"{found.key}_{ctx.language}")
    sheet.freeze(place, 1 + next((place.columns[one] for one in NAMES if one in place.columns), 0))
    return sheet
