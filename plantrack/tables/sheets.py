"""The sheets of a file, of whatever format.

A workbook is known by its content, whatever its name: WPS saves .et files that are .xlsx or .xls inside. Text is a
table of Markdown where it is named so, else one with commas, semicolons or tabs.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from plantrack.errors import PlanError, reason
from plantrack.files import read_regular, typed
from plantrack.tables.sheet import Cell, Range, Row, Sheet, cell_at, cell_name
from plantrack.tables.text_tables import delimited, markdown_tables
from plantrack.tables.workbooks import is_workbook, workbook_sheets

__all__ = ["Cell", "Range", "Row", "Sheet", "cell_at", "cell_name", "is_table", "read_sheets", "sheets_of"]


MOST_BYTES = 50 * 1024 * 1024
MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_table(content: bytes, name: str) -> bool:
    """Tell whether a file is a table for certain: a workbook by its content, or one of text by its name."""
    return is_workbook(content) or re.search(r"\.(?:csv|tsv|tab)$", name, re.IGNORECASE) is not None


def read_sheets(path: Path, encoding: str | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a file that hold anything. Raises PlanError, naming the file, with what to do."""
    file = typed(path)
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except OSError as error:
        raise PlanError("{file}: cannot be read: {why}", file=file, why=reason(error)) from None
    try:
        return sheets_of(content, path.name, encoding)
    except PlanError as error:
        raise PlanError("{file}: {why}", file=file, why=error.message) from None


def sheets_of(content: bytes, name: str, encoding: str | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a file's content that hold anything. Raises PlanError, with what to do."""
    if len(content) > MOST_BYTES:
        raise PlanError("larger than {n} bytes; save the table as a file of its own", n=MOST_BYTES)
    if content.startswith(_WORKBOOKS):
        sheets: Iterable[Sheet] = workbook_sheets(content)
    elif MARKDOWN.search(name):
        sheets = markdown_tables(content, encoding)
    else:
        sheets = delimited(content, Path(name).stem, encoding)
    found = tuple(sheet for sheet in sheets if sheet.rows)
    if not found:
        raise PlanError("there is no table in it, or an empty one; give the file that holds the tasks")
    return found
