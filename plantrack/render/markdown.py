"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantrack.evaluation.facts import Light
from plantrack.render.context import RenderContext
from plantrack.render.mermaid import gantt
from plantrack.render.phrases import light_words
from plantrack.render.section import Cell, Section
from plantrack.render.sections import report_sections, report_title
from plantrack.reports.periodic import PeriodicReport

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|(?<=:)/|:(?=[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
_REFERS = "@#:"
"""Marks that GitHub reads as a mention, an issue or an emoji even when escaped; an empty comment parts them."""


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands: no link, no emphasis, no HTML, no mention, no table cell's end."""
    return _ACTIVE.sub(_inert, text)


def _inert(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in "<>&|$/.":
        return f"&#{ord(mark)};"
    return f"\\{mark}<!-- -->" if mark in _REFERS else f"\\{mark}"


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    summary, items, *others = (section(found, ctx) for found in report_sections(view, ctx))
    parts = [f"# {escaped(report_title(view, ctx))}", summary, items, *_schedule(view, ctx), *others]
    return "\n\n".join(parts) + "\n"


def _schedule(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield the schedule as a chart, where anything has a date."""
    if drawn := gantt(view, ctx):
        chart, sentences = drawn
        yield f"## {ctx.say('Schedule')}"
        yield from map(escaped, sentences)
        yield f"```mermaid\n{chart}\n```"


def section(section: Section, ctx: RenderContext) -> str:
    """Return a heading, its sentences and its table, without a line feed at the end."""
    parts = [f"## {escaped(section.title)}", *(escaped(sentence) for sentence in section.sentences)]
    if section.rows:
        parts.append(_table(section, ctx))
    return "\n\n".join(parts)


def _table(section: Section, ctx: RenderContext) -> str:
    rule = "|".join("---:" if number in section.right else "---" for number in range(len(section.columns)))
    rows = (_row([_cell(cell, ctx) for cell in row]) for row in section.rows)
    return "\n".join([_row([escaped(name) for name in section.columns]), f"|{rule}|", *rows])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, ctx: RenderContext) -> str:
    return escaped(light_words(cell, ctx) if isinstance(cell, Light) else cell)
