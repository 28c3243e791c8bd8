"""The report as a workbook: the ledger, and sheets with the sections behind it.

sheets   the report: the sections, rules and charts of each sheet
book     a workbook being written: sheets, tables, cell formats; values: the values of cells, their widths and heights
"""
