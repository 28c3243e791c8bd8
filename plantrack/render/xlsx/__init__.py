"""The report as a workbook: the ledger, and sheets with the sections behind it.

sheets   the sections, rules and charts of each sheet
book     a workbook being written: sheets, tables, cell formats; values: the values of cells, their widths and heights
"""

from plantrack.render.context import RenderContext
from plantrack.render.xlsx.book import Book
from plantrack.render.xlsx.sheets import add_sheets
from plantrack.reports.periodic import PeriodicReport


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book = Book(view.as_of)
    for page in ctx.pages:
        add_sheets(book, view, page)
    return book.close()
