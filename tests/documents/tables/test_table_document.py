"""A table of tasks as a document."""

from __future__ import annotations

from datetime import date

from documents.forms_reading import documents

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.table_import import table_of


def test_tasks_are_clauses() -> None:
    """Each task without others below it is a clause, with its owners and its day; groups stay groups."""
    file = next(file for file in documents() if file.name.startswith("70-"))
    table = table_of(Context(SharedOptions(None, None)), file, None, None)
    assert table is not None
    read = table.document()
    assert (len(read.items[0].parts), read.items[0].clauses) == (3, ())
    first = next(read.clauses())
    assert (first.title, first.deadline and first.deadline.due) == (
        "Refurbish the Northgate branch",
        date(2026, 12, 31),
    )
    assert read.source.text.split("\n")[first.offset] == first.title
