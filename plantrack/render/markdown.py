"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantrack.errors import Message
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.mermaid import gantt
from plantrack.reports.cells import ListCell, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title

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
    parts = [f"# {escaped(message_words(report_title(view), ctx))}"]
    for found in report_sections(view):
        parts += [section(found, ctx), *(_schedule(view, ctx) if found.key == "items" else ())]
    return "\n\n".join(parts) + "\n"


def _schedule(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield the schedule as a chart, where anything has a date."""
    if drawn := gantt(view, ctx):
        chart, sentences = drawn
        yield f"## {ctx.say('Schedule')}"
        yield from map(escaped, sentences)
        yield f"```mermaid\n{chart}\n```"


def section(found: ReportSection, ctx: RenderContext) -> str:
    """Return a heading, its sentences and its table, without a line feed at the end."""
    parts = [f"## {_said(found.title, ctx)}", *(_said(words, ctx) for words in found.sentences)]
    if found.rows:
        parts.append(_table(found, ctx))
    return "\n\n".join(parts)


def _said(words: Message | ListCell, ctx: RenderContext) -> str:
    return escaped(message_words(words, ctx))


def _table(found: ReportSection, ctx: RenderContext) -> str:
    rule = "|".join("---:" if column.number else "---" for column in found.columns)
    rows = (_row([escaped(cell_words(cell, ctx)) for cell in row]) for row in found.rows)
    return "\n".join([_row([_said(column.title, ctx) for column in found.columns]), f"|{rule}|", *rows])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
