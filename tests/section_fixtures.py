"""Sections of a report in words, for tests that compare what is said."""

from __future__ import annotations

from msgspec import Struct

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.reports.cells import ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.section_table import all_sections


class SaidSection(Struct, frozen=True):
    """A section in one language; each row is a line, cells parted by bars. A paragraph begins with its lead."""

    title: str
    sentences: tuple[str, ...]
    head: str
    rows: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...] = ()


def said_section(found: ReportSection, ctx: RenderContext) -> SaidSection:
    """Return a section in the reader's language."""
    return SaidSection(
        title=message_words(found.title, ctx),
        sentences=tuple(message_words(words, ctx) for words in found.sentences),
        head=" | ".join(message_words(column.title, ctx) for column in found.columns),
        rows=tuple(" | ".join(cell_words(cell, ctx) for cell in row) for row in found.rows),
        paragraphs=tuple(
            (cell_words(one.lead, ctx), *(message_words(words, ctx) for words in one.sentences))
            for one in found.paragraphs
        ),
    )


def said_sections(view: PeriodicReport, ctx: RenderContext) -> dict[str, SaidSection]:
    """Return every section of a report in the reader's language, by its key."""
    return {key: said_section(found, ctx) for key, found in all_sections(view).items()}
