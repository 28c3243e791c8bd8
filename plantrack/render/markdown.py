"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

from __future__ import annotations

import re

from plantrack.model.facts import Light
from plantrack.render.page import Page
from plantrack.render.sections import Cell, Section, report_sections, report_title
from plantrack.render.wording import light_words
from plantrack.reports.periodic import PeriodicReport

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@$]|(?<=:)/)")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands: no link, no emphasis, no HTML, no mention, no table cell's end."""
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "<>&@|$/" else "\\" + found[0], text)


def report(view: PeriodicReport, page: Page) -> str:
    """Return the report, section by section."""
    parts = [f"# {escaped(report_title(view, page))}", *(_section(s, page) for s in report_sections(view, page))]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, page: Page) -> str:
    parts = [f"## {escaped(section.title)}", *(escaped(sentence) for sentence in section.sentences)]
    if section.rows:
        parts.append(_table(section, page))
    return "\n\n".join(parts)


def _table(section: Section, page: Page) -> str:
    rule = "|".join("---:" if number in section.right else "---" for number in range(len(section.columns)))
    rows = (_row([_cell(cell, page) for cell in row]) for row in section.rows)
    return "\n".join([_row([escaped(name) for name in section.columns]), f"|{rule}|", *rows])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, page: Page) -> str:
    return escaped(light_words(cell, page) if isinstance(cell, Light) else cell)
