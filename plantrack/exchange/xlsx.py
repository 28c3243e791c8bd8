"""A plan as a workbook: a sheet for each kind of record. Every cell is a text and stays one when it is edited."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from plantrack.errors import InputError
from plantrack.exchange.record_tables import RecordTable, tables
from plantrack.exchange.records import Record
from plantrack.extras import needs

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""
WIDEST, NARROWEST = 60, 8
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A day that says nothing, so that the same plan gives the same bytes."""


def write(records: Iterable[Record]) -> bytes:
    """Return the workbook. Raises InputError for a text that no cell can hold."""
    file = BytesIO()
    book = needs("xlsxwriter", "office").Workbook(file, OPTIONS)
    book.set_properties({"created": CREATED})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "num_format": "@"})
    cell = book.add_format({"num_format": "@", "valign": "top"})
    for kind, found in tables(records).items():
        _sheet(book.add_worksheet(kind), found, head, cell)
    book.close()
    return file.getvalue()


def _sheet(sheet: Any, found: RecordTable, head: Any, cell: Any) -> None:
    for column, name in enumerate(found.heads):
        texts = [row[column] for row in found.rows]
        sheet.set_column(column, column, _width([name, *texts]), cell)
        sheet.write_string(0, column, name, head)
        for row, text in enumerate(texts, 1):
            if len(text.encode("utf-16-le")) > 2 * LONGEST:
                raise InputError("{name} is too long for a cell of a workbook; export it as json or csv", name=name)
            if text:
                sheet.write_string(row, column, text, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(found.rows), len(found.heads) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(found.rows) + 1}"})


def _width(texts: Iterable[str]) -> int:
    """Return the width of a column in digits; a character that is no letter of the West is two wide."""
    longest = max(len(text) + sum(char > "\u2e80" for char in text) for text in texts)
    return min(max(longest + 2, NARROWEST), WIDEST)
