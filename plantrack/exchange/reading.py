"""Exports that come in again: known by their content, whatever their name."""

from plantrack.errors import PlanError
from plantrack.exchange import ics, json, markdown, rows, taskwarrior
from plantrack.exchange.entry import ExportedEntry
from plantrack.exchange.record_tables import HEAD
from plantrack.tables.sheets import sheets_of
from plantrack.tables.workbooks import is_workbook

HEADS = 65536
"""Bytes at the beginning of a text in which the first row of a table stands."""


def entries_of(content: bytes, name: str) -> list[ExportedEntry] | None:
    """Return the entries of an export; None of what is none. Raises PlanError where it is one, and damaged."""
    if taskwarrior.is_export(content):
        return taskwarrior.read(content, name)
    if json.is_export(content):
        return json.read(content, name)
    if ics.is_export(content):
        return [*ics.read(content, name)]
    workbook, begin = is_workbook(content), content[:HEADS].replace(b"\0", b"")
    if not workbook and HEAD.encode() not in begin:
        return None
    try:
        sheets = sheets_of(content, "export.md" if markdown.MARK.encode() in begin else "export.csv")
    except PlanError:
        return None
    return [*rows.read_rows(sheets, name, lines=not workbook)] if rows.is_export(sheets) else None
