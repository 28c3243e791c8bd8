"""The report as a workbook: the plan as a whole, the ledger, and a sheet with one table for each section behind them.

sheets       which sheets there are, and what stands on each; charts: pictures drawn from their cells
book         a workbook being written: sheets, tables, cell formats
grid         a section's table as it stands on a sheet: its columns, and which of them are hidden
values       the words and values of cells; dimensions: how wide columns are, and how high rows
"""
