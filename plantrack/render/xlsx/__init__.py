"""The report as a workbook: the ledger, and sheets with what stands behind it.

book     a workbook being written: sheets, the looks of cells, tables
ledger   a row for each task
sheets   indicators, what changed, who owes a report, what the report rests on
numbers  the summary and the items
charts   charts that are drawn from the cells
fit      how much room cells need
"""

from __future__ import annotations

from plantrack.render.context import RenderContext
from plantrack.render.xlsx.book import Book
from plantrack.render.xlsx.indicators import numbers
from plantrack.render.xlsx.ledger import ledger
from plantrack.render.xlsx.sheets import changes, indicators, owing, provenance
from plantrack.reports.periodic import PeriodicReport

SHEETS = (ledger, indicators, changes, owing, numbers, provenance)


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book = Book(view.as_of)
    for each in ctx.pages:
        for sheet in SHEETS:
            sheet(book, view, each)
    return book.close()
