"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

import re
from collections.abc import Iterable, Sequence

from plantrack.evaluation.facts import Colour
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.i18n import LANGUAGES
from plantrack.render.mermaid import gantt
from plantrack.render.text.symbols import share_lengths, share_words
from plantrack.reports.cells import LightShare, ReportParagraph, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title
from plantrack.reports.sections.overall import report_days

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|(?<=:)/|:(?=[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
_REFERS = "@#:"
"""Marks that GitHub reads as a mention, an issue or an emoji even when escaped; an empty comment parts them."""


SQUARES = {
    Colour.GREEN: "🟩", Colour.BLUE: "🟦", Colour.YELLOW: "🟨", Colour.ORANGE: "🟧", Colour.RED: "🟥", Colour.PURPLE: "🟪",
    Colour.GREY: "⬜",
}  # fmt: skip
CELLS = 20
"""Squares of the bar of lights."""
CHARTED = "overall"
"""The section after which the schedule is drawn."""


def escaped(text: str) -> str:
    """Return text that Markdown shows literally: no link, emphasis, HTML or mention, and no end of a table cell."""
    return _ACTIVE.sub(_inert, text)


def _inert(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in "<>&|$/.":
        return f"&#{ord(mark)};"
    return f"\\{mark}<!-- -->" if mark in _REFERS else f"\\{mark}"


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section: the body, the annexes with the schedule, and what they rest on."""
    parts = [f"# {escaped(message_words(report_title(view), ctx))}", escaped(message_words(report_days(view), ctx))]
    sections, annexed = report_sections(view), False
    for found in sections:
        if found.part == "annex" and not annexed:
            annexed = True
            parts.append(f"## {ctx.say('Annex')}")
        parts.append(section(found, ctx, "###" if found.part == "annex" else "##"))
        if found.key == CHARTED and (drawn := gantt(view, ctx)):
            chart, sentences = drawn
            parts += [f"### {ctx.say('Schedule')}", *map(escaped, sentences), f"```mermaid\n{chart}\n```"]
    return "\n\n".join(parts) + "\n"


def section(found: ReportSection, ctx: RenderContext, mark: str = "##") -> str:
    """Return a heading, its sentences and its table, without a line feed at the end."""
    parts = [f"{mark} {escaped(message_words(found.title, ctx))}"]
    space = LANGUAGES[ctx.language].space
    if sentences := escaped(space.join(message_words(words, ctx) for words in found.sentences)):
        parts.append(f"<sub>{sentences}</sub>" if found.part == "foot" else sentences)
    if found.shares:
        parts.append(_share_bar(found.shares, ctx))
    parts += (_paragraph(paragraph, ctx) for paragraph in found.paragraphs)
    if found.rows:
        heads = _row(message_words(column.title, ctx) for column in found.columns)
        rule = "|".join("---:" if column.number else "---" for column in found.columns)
        rows = (_row(cell_words(cell, ctx) for cell in row) for row in found.rows)
        parts.append("\n".join([heads, f"|{rule}|", *rows]))
    return "\n\n".join(parts)


def _share_bar(shares: Sequence[LightShare], ctx: RenderContext) -> str:
    """Return how the tasks are shared among the lights as coloured squares, with the names of the parts."""
    lengths = share_lengths(shares, CELLS)
    drawn = (SQUARES[part.shade] * length for part, length in zip(shares, lengths, strict=True))
    names = (f"{SQUARES[part.shade]} {escaped(share_words(part, ctx))}" for part in shares)
    return " ".join(["".join(drawn), *names])


def _paragraph(paragraph: ReportParagraph, ctx: RenderContext) -> str:
    """Return what a paragraph is about, and its sentences as a list below it."""
    lead = f"**{escaped(cell_words(paragraph.lead, ctx))}**"
    return "\n".join([lead, "", *(f"- {escaped(message_words(words, ctx))}" for words in paragraph.sentences)])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"
