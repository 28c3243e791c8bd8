"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

import re
from collections.abc import Iterable

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.mermaid import gantt
from plantrack.reports.cells import ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|(?<=:)/|:(?=[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
_REFERS = "@#:"
"""Marks that GitHub reads as a mention, an issue or an emoji even when escaped; an empty comment parts them."""


def escaped(text: str) -> str:
    """Return text that Markdown shows literally: no link, emphasis, HTML or mention, and no end of a table cell."""
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
        parts.append(section(found, ctx))
        if found.key == "items" and (drawn := gantt(view, ctx)):
            chart, sentences = drawn
            parts += [f"## {ctx.say('Schedule')}", *map(escaped, sentences), f"```mermaid\n{chart}\n```"]
    return "\n\n".join(parts) + "\n"


def section(found: ReportSection, ctx: RenderContext) -> str:
    """Return a heading, its sentences and its table, without a line feed at the end."""
    parts = [f"## {escaped(message_words(found.title, ctx))}"]
    parts += [escaped(message_words(words, ctx)) for words in found.sentences]
    if found.rows:
        heads = _row(message_words(column.title, ctx) for column in found.columns)
        rule = "|".join("---:" if column.number else "---" for column in found.columns)
        rows = (_row(cell_words(cell, ctx) for cell in row) for row in found.rows)
        parts.append("\n".join([heads, f"|{rule}|", *rows]))
    return "\n\n".join(parts)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"
