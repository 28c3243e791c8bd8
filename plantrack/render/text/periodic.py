"""The periodic report as text: plain into a pipe; on a terminal with a frame at its head, bars and sparklines."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.render.cells import cell_words, day_note, message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.render.text.layout import (
    Block,
    Fit,
    StyledText,
    TextColumn,
    TextFrame,
    TextGrid,
    TextTable,
    Words,
    heading,
    styled,
    wide,
    written,
)  # fmt: skip
from plantrack.render.text.overview import NARROW_BAR
from plantrack.render.text.symbols import bar, light_text, sparkline
from plantrack.reports.cells import DayCell, LightCell, PercentCell, ReportCell, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    title = styled((message_words(report_title(view), ctx), "bold"))
    blocks = [block for found in report_sections(view) for block in _section(found, title, view, ctx)]
    return written(ctx, *([title] if ctx.width is None else []), *blocks)


def _section(found: ReportSection, title: StyledText, view: PeriodicReport, ctx: RenderContext) -> Iterator[Block]:
    """Yield heading, sentences and table; on a terminal a frame with the report's title in place of the summary."""
    if ctx.width is not None and found.key == "summary":
        yield _head(title, view, found, ctx)
        return
    yield heading(message_words(found.title, ctx))
    yield from (message_words(words, ctx) for words in found.sentences)
    if found.rows:
        rows = tuple(tuple(_cell(cell, ctx) for cell in row) for row in found.rows)
        yield TextTable(tuple(_columns(found, ctx)), rows)


def _head(title: StyledText, view: PeriodicReport, summary: ReportSection, ctx: RenderContext) -> TextFrame:
    """Return title, sentences, numbers and how they developed, in a frame."""
    places = [summary.column(key) for key in ("what", "number", "change")]
    told = ([cell_words(row[place], ctx) for place in places] for row in summary.rows)
    numbers = tuple(styled(f"{name} ", (number, "bold"), f" ({change})") for name, number, change in told)
    sentences = "\n".join(message_words(words, ctx) for words in summary.sentences)
    return TextFrame((title, "", sentences, "", TextGrid(numbers), *_sparklines(view, ctx)))


def _sparklines(view: PeriodicReport, ctx: RenderContext) -> Iterator[Words | TextTable]:
    """Yield how far the work was expected and reported to be through the weeks before, where they are known."""
    past = [snapshot for snapshot in view.trend if snapshot.day <= view.as_of]
    if not past:
        return
    rows = tuple(
        (styled((name, "dim")), sparkline(percents), styled((percent_words(percents[-1]), "bold")))
        for name, percents in (
            (ctx.say("Expected of deliverables"), [snapshot.summary.expected for snapshot in past]),
            (ctx.say("Progress of deliverables"), [snapshot.summary.percent for snapshot in past]),
        )
    )
    yield ""
    yield TextTable((TextColumn(""), TextColumn(""), TextColumn("")), rows, headed=False)
    yield styled((ctx.say("{first} to {last}", first=past[0].day, last=past[-1].day), "dim"))


def _columns(found: ReportSection, ctx: RenderContext) -> Iterator[TextColumn]:
    for column in found.columns:
        fit: Fit = "right" if column.number else "fold"
        yield TextColumn(message_words(column.title, ctx), fit)


def _cell(cell: ReportCell | None, ctx: RenderContext) -> Words:
    """Return a cell; on a terminal a percentage with its bar, where room is short above it and a day's basis below it."""
    if isinstance(cell, LightCell):
        return light_text(cell.light, ctx)
    words = cell_words(cell, ctx)
    if ctx.width is not None and isinstance(cell, PercentCell) and cell.expected is not None:
        return styled(bar(cell.percent, cell.expected, ctx, NARROW_BAR), " " if wide(ctx) else "\n", words)
    if not wide(ctx) and isinstance(cell, DayCell):
        return f"{cell.day}\n{day_note(cell, ctx).strip()}".rstrip()
    return words
