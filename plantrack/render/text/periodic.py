"""The periodic report as text: plain into a pipe; on a terminal with a frame at its head, bars and sparklines."""

from collections.abc import Iterator

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.render.text.layout import Block, TextColumn, TextFrame, TextGrid, TextTable, Words, heading, styled
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import cell_text, sparkline
from plantrack.reports.cells import ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    title = styled((message_words(report_title(view), ctx), "bold"))
    blocks: list[Block] = [title] if ctx.width is None else []
    for section in report_sections(view):
        if section.key == "summary" and ctx.width is not None:
            blocks.append(TextFrame((title, "", *_summary(section, ctx), *_sparklines(view, ctx))))
        else:
            blocks += _section(section, ctx)
    return written(ctx, *blocks)


def _summary(section: ReportSection, ctx: RenderContext) -> Iterator[Words | TextGrid]:
    """Yield the sentences of the summary, and its numbers side by side."""
    yield from (message_words(sentence, ctx) for sentence in section.sentences)
    yield ""
    places = [section.column(key) for key in ("what", "number", "change")]
    numbers = ([cell_words(row[place], ctx) for place in places] for row in section.rows)
    yield TextGrid(tuple(styled(f"{what} ", (number, "bold"), f" ({change})") for what, number, change in numbers))


def _sparklines(view: PeriodicReport, ctx: RenderContext) -> Iterator[Words | TextTable]:
    """Yield how far the work was expected and reported to be through the weeks before, where they are known."""
    past = [snapshot for snapshot in view.trend if snapshot.day <= view.as_of]
    if not past:
        return
    rows = tuple(
        (styled((name, "dim")), sparkline(percents), styled((percent_words(percents[-1]), "bold")))
        for name, percents in (
            (ctx.say("summary expected"), [snapshot.summary.expected for snapshot in past]),
            (ctx.say("summary percent"), [snapshot.summary.percent for snapshot in past]),
        )
    )
    yield ""
    yield TextTable((TextColumn(""), TextColumn(""), TextColumn("")), rows, headed=False)
    yield styled((ctx.say("{first} to {last}", first=past[0].day, last=past[-1].day), "dim"))


def _section(section: ReportSection, ctx: RenderContext) -> Iterator[Block]:
    """Yield heading, sentences and table of a section."""
    yield heading(message_words(section.title, ctx))
    yield from (message_words(sentence, ctx) for sentence in section.sentences)
    if section.rows:
        columns = (TextColumn(message_words(c.title, ctx), "right" if c.number else "fold") for c in section.columns)
        yield TextTable(tuple(columns), tuple(tuple(cell_text(cell, ctx) for cell in row) for row in section.rows))
