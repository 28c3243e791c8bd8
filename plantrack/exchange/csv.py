"""A plan as one table of text with commas: UTF-8 with the mark that spreadsheets look for."""

import csv
from collections.abc import Iterable
from io import StringIO

from plantrack.exchange.record_tables import TAKEN, table
from plantrack.exchange.records import Record

MARK = "\ufeff"


def write(records: Iterable[Record]) -> str:
    """Return the records as rows of one table."""
    found, file = table(records, TAKEN), StringIO()
    csv.writer(file).writerows((found.heads, *found.rows))
    return MARK + file.getvalue()
