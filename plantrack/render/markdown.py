"""Views as Markdown that GitHub, GitLab and mail programs show alike. What people typed stays plain text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from plantrack.evaluation.facts import Colour, Meaning
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.i18n import LANGUAGES
from plantrack.render.linked import Words, link_words, pieces
from plantrack.render.mermaid import gantt
from plantrack.render.text.symbols import share_lengths, share_words
from plantrack.reports.cells import (
    LightShare,
    LinkCell,
    ReportParagraph,
    ReportSection,
)
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.overall import report_head
from plantrack.reports.sections.section_table import report_sections, report_title

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|(?<=:)/|:(?=[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
_REFERS = "@#:"
"""Marks that GitHub reads as a mention, an issue or an emoji even when escaped; an empty comment parts them."""
SAFE = ":/?#[]@!$&'()*+,;=%~"
"""What stays as it is in the address of a link."""
SQUARES = {
    Colour.GREEN: "🟩", Colour.BLUE: "🟦", Colour.YELLOW: "🟨", Colour.ORANGE: "🟧", Colour.RED: "🟥", Colour.PURPLE: "🟪",
    Colour.GREY: "⬜",
}  # fmt: skip
APART = {(Meaning.DONE, Colour.GREEN): "✅", (Meaning.CANCELLED, Colour.GREY): "⬛"}
"""The squares of lights that have the colour of another one."""
CELLS = 20
"""Squares of the bar of lights."""


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
    title, head = message_words(report_title(view), ctx), message_words(report_head(view), ctx)
    parts = [f"# {escaped(title)}", escaped(head)]
    for part, found in groupby(report_sections(view), lambda section: section.part):
        if part == "annex":
            parts += [f"## {ctx.say('Annex')}", *_schedule(view, ctx)]
        parts += (section(one, ctx, "###" if part == "annex" else "##") for one in found)
    return "\n\n".join(parts) + "\n"


def _schedule(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    if drawn := gantt(view, ctx):
        chart, sentences = drawn
        yield from (f"### {ctx.say('Schedule')}", *map(escaped, sentences), f"```mermaid\n{chart}\n```")


def section(found: ReportSection, ctx: RenderContext, mark: str = "##") -> str:
    """Return a heading, its sentences and its table, without a line feed at the end."""
    parts = [f"{mark} {escaped(message_words(found.title, ctx))}"]
    space = LANGUAGES[ctx.language].space
    if sentences := space.join(_linked(words, ctx) for words in found.sentences):
        parts.append(f"<sub>{sentences}</sub>" if found.part == "foot" else sentences)
    if found.shares:
        parts.append(_share_bar(found.shares, ctx))
    parts += (_paragraph(paragraph, ctx) for paragraph in found.paragraphs)
    if found.rows:
        heads = _row(escaped(message_words(column.title, ctx)) for column in found.columns)
        rule = "|".join("---:" if column.number else "---" for column in found.columns)
        rows = (_row(_linked(cell, ctx) for cell in row) for row in found.rows)
        parts.append("\n".join([heads, f"|{rule}|", *rows]))
    return "\n\n".join(parts)


def _share_bar(shares: Sequence[LightShare], ctx: RenderContext) -> str:
    """Return how the tasks are shared among the lights as coloured squares, with the names of the parts."""
    lengths = share_lengths(shares, CELLS)
    squares = [APART.get((part.meaning, part.shade), SQUARES[part.shade]) for part in shares]
    drawn = (square * length for square, length in zip(squares, lengths, strict=True))
    names = (f"{square} {escaped(share_words(part, ctx))}" for square, part in zip(squares, shares, strict=True))
    return "\n\n".join(["".join(drawn), " · ".join(names)])


def _paragraph(paragraph: ReportParagraph, ctx: RenderContext) -> str:
    """Return what a paragraph is about, and its sentences as a list below it."""
    lead = f"**{escaped(cell_words(paragraph.lead, ctx))}**"
    return "\n".join([lead, "", *(f"- {_linked(words, ctx)}" for words in paragraph.sentences)])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _linked(words: Words, ctx: RenderContext) -> str:
    """Return what some words say; an address in them is a link."""
    return "".join(
        _link(part, ctx) if isinstance(part, LinkCell) else escaped(cell_words(part, ctx))
        for part in pieces(words, ctx)
    )


def _link(link: LinkCell, ctx: RenderContext) -> str:
    return f"[{escaped(link_words(link, ctx))}](<{quote(link.address, safe=SAFE)}>)"
