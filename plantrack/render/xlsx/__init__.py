"""The report as a workbook: the ledger, and sheets with what stands behind it.

sheets   which sections stand on which sheet; charts: charts that are drawn from the cells
book     a workbook being written: sheets, tables, the looks of cells; values: what a cell is in it; fit: how much room it needs
"""

from __future__ import annotations

from plantrack.render.context import RenderContext
from plantrack.render.xlsx import sheets
from plantrack.render.xlsx.book import Book
from plantrack.reports.periodic import PeriodicReport

SHEETS = (
    sheets.ledger_sheet, sheets.indicators_sheet, sheets.period_sheet, sheets.owed_sheet, sheets.numbers_sheet,
    sheets.provenance_sheet,
)  # fmt: skip


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the workbook; in both languages it has every sheet in Chinese and then in English."""
    book = Book(view.as_of)
    for each in ctx.pages:
        for sheet in SHEETS:
            sheet(book, view, each)
    return book.close()
