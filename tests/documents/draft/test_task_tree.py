"""The tree of a draft: `test_draft` compares it whole; here are its references and what nobody does."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.draft.directory import Directory, duties
from plantrack.documents.draft.task_tree import task_lines
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import ParsedDocument
from plantrack.render.i18n import translator

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def lines(reading: ParsedDocument) -> list[str]:
    return [
        line.strip()
        for line in task_lines(reading, Directory(reading.issuer, duties(reading)), YEAR, DraftWriter(translator("en")))
    ]


def test_references() -> None:
    """Items are counted, and what is to be done in them; a direction is no task."""
    refs = [line.removeprefix("- ref: ") for line in lines(HARBOUR) if line.startswith("- ref: ")]
    assert refs == ['"1"', '"1.1"', '"1.2"', '"2"', '"2.1"', '"2.2"', '"3"', '"3.1"']


def test_no_plan_part() -> None:
    """A summary alone leaves the question what is to be done."""
    assert "# ? no plan part was found, so there is nothing to adopt yet: what is to be done?" in lines(
        replace(HARBOUR, items=())
    )
