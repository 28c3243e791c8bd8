"""The periodic report as text: plain into a pipe; on a terminal with a frame at its head, bars and sparklines."""

from collections.abc import Iterable, Iterator

from plantrack.errors import Message
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import percent_words
from plantrack.render.text.cards import card
from plantrack.render.text.layout import Block, TextColumn, TextFrame, TextTable, Words, emphasised, heading, styled
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import cell_text, share_bar, sparkline
from plantrack.reports.cells import ListCell, ReportParagraph, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.overall import report_head
from plantrack.reports.sections.section_table import report_sections, report_title


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section: the body, the annexes, and what they rest on."""
    return written(ctx, *_blocks(view, ctx))


def _blocks(view: PeriodicReport, ctx: RenderContext) -> Iterator[Block]:
    title, days = styled((message_words(report_title(view), ctx), "bold")), message_words(report_head(view), ctx)
    sections = report_sections(view)
    framed = ctx.width is not None and [first.key for first in sections[:1]] == ["overall"]
    if framed:
        yield TextFrame((title, styled((days, "dim")), "", *_head(sections[0], ctx), *_sparklines(view, ctx)))
    else:
        yield from (title, days)
    annexed = False
    for section in sections[framed:]:
        if section.part == "annex" and not annexed:
            annexed = True
            yield heading(ctx.say("Annex"))
        yield from section_blocks(section, ctx)


def _head(section: ReportSection, ctx: RenderContext) -> Iterator[Words]:
    """Yield the sentences and the bar of the lights."""
    if section.sentences:
        yield _joined(section.sentences, ctx)
    if section.shares:
        yield share_bar(section.shares, ctx)


def _joined(sentences: Iterable[Message | ListCell], ctx: RenderContext) -> str:
    """Return sentences as one paragraph."""
    return LANGUAGES[ctx.language].space.join(message_words(sentence, ctx) for sentence in sentences)


def _sparklines(view: PeriodicReport, ctx: RenderContext) -> Iterator[Words | TextTable]:
    """Yield how far the work was expected and reported to be through the weeks before, where they are known."""
    past = [snapshot for snapshot in view.trend if snapshot.day <= view.as_of]
    if not past or not view.summary.tasks:
        return
    rows = tuple(
        (styled((name, "dim")), sparkline(percents), styled((percent_words(percents[-1]), "bold")))
        for name, percents in (
            (ctx.say("summary expected"), [snapshot.expected for snapshot in past]),
            (ctx.say("summary percent"), [snapshot.percent for snapshot in past]),
        )
    )
    yield ""
    yield TextTable((TextColumn(""), TextColumn(""), TextColumn("")), rows, headed=False)
    yield styled((ctx.say("{first} to {last}", first=past[0].day, last=past[-1].day), "dim"))


def section_blocks(section: ReportSection, ctx: RenderContext) -> Iterator[Block]:
    """Yield heading, sentences, paragraphs and table of a section; in small type is what the report rests on."""
    yield heading(message_words(section.title, ctx))
    style = "dim" if section.part == "foot" else ""
    yield from (emphasised(words, style) for words in _head(section, ctx))
    yield from (_paragraph(paragraph, ctx) for paragraph in section.paragraphs)
    if section.rows:
        yield from _table(section, ctx)


def _table(section: ReportSection, ctx: RenderContext) -> Iterator[Block]:
    """Yield a table; where there is no room for columns of words side by side, a card for each row."""
    columns = (TextColumn(message_words(c.title, ctx), "right" if c.number else "fold") for c in section.columns)
    table = TextTable(tuple(columns), tuple(tuple(cell_text(cell, ctx) for cell in row) for row in section.rows))
    numbers = sum(column.number for column in section.columns)
    if ctx.width is None or 2 * numbers > len(section.columns) or _fits(table, ctx.width):
        yield table
    else:
        yield from (card(section, number, ctx) for number in range(len(section.rows)))


def _fits(table: TextTable, width: int) -> bool:
    from plantrack.render.text.fitting import column_widths

    return column_widths(table, width) is not None


def _paragraph(paragraph: ReportParagraph, ctx: RenderContext) -> Words:
    """Return what a paragraph is about, and its sentences below it, one line each."""
    lead = cell_words(paragraph.lead, ctx)
    return styled((lead, "bold"), *(f"\n  {message_words(sentence, ctx)}" for sentence in paragraph.sentences))
