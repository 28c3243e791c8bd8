"""The periodic report as text."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.model.facts import Light
from plantrack.render.page import Page
from plantrack.render.sections import Cell, Section, report_sections, report_title
from plantrack.render.text.canvas import drawn, heading, light_text, table
from plantrack.reports.periodic import PeriodicReport


def report(view: PeriodicReport, page: Page) -> str:
    """Return the report, section by section."""
    parts: list[RenderableType] = [Text(report_title(view, page), style="bold")]
    for section in report_sections(view, page):
        parts.append(heading(section.title))
        parts += [Text(sentence) for sentence in section.sentences]
        if section.rows:
            parts.append(_table(section, page))
    return drawn(page, *parts)


def _table(section: Section, page: Page) -> Table:
    made = table(
        *((name, "right" if number in section.right else "fold") for number, name in enumerate(section.columns))
    )
    for row in section.rows:
        made.add_row(*(_cell(cell, page) for cell in row))
    return made


def _cell(cell: Cell, page: Page) -> Text:
    return light_text(cell, page) if isinstance(cell, Light) else Text(cell)
