"""Sections of a report in words, for tests that compare what is said."""

from __future__ import annotations

from msgspec import Struct

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.reports.cells import ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections


class SaidSection(Struct, frozen=True):
    """A section in one language; each row is a line, cells parted by bars."""

    title: str
    sentences: tuple[str, ...]
    head: str
    rows: tuple[str, ...]


def said_section(found: ReportSection, ctx: RenderContext) -> SaidSection:
    """Return a section in the reader's language."""
    return SaidSection(
        title=message_words(found.title, ctx),
        sentences=tuple(message_words(words, ctx) for words in found.sentences),
        head=" | ".join(message_words(column.title, ctx) for column in found.columns),
        rows=tuple(" | ".join(cell_words(cell, ctx) for cell in row) for row in found.rows),
    )


def said_sections(view: PeriodicReport, ctx: RenderContext) -> dict[str, SaidSection]:
    """Return the sections of a report in the reader's language, by their keys."""
    return {found.key: said_section(found, ctx) for found in report_sections(view)}
