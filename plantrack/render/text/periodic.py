"""The periodic report as text: plain into a pipe; on a terminal with a frame at its head, bars and sparklines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.render.section import Cell, Section
from plantrack.render.sections import report_sections, report_title
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
from plantrack.render.text.overview import NARROW_BAR, deadline_lines
from plantrack.render.text.symbols import bar, light_text, sparkline
from plantrack.reports.periodic import PeriodicReport


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    summary, items, *others = report_sections(view, ctx)
    title = styled((report_title(view, ctx), "bold"))
    rest = [block for section in others for block in _section(section, ctx)]
    if ctx.width is None:
        return written(ctx, title, *_section(summary, ctx), *_section(items, ctx), *rest)
    return written(ctx, _head(title, view, summary, ctx), *_section(items, ctx, view.roots), *rest)


def _head(title: StyledText, view: PeriodicReport, summary: Section, ctx: RenderContext) -> TextFrame:
    """Return title, sentences, numbers and how they developed, in a frame."""
    numbers = tuple(styled(f"{name} ", (str(number), "bold"), f" ({change})") for name, number, change in summary.rows)
    return TextFrame((title, "", "\n".join(summary.sentences), "", TextGrid(numbers), *_sparklines(view, ctx)))


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


def _section(section: Section, ctx: RenderContext, roots: Sequence[TaskEvaluation] = ()) -> Iterator[Block]:
    """Yield heading, sentences and table; where it is that of items, with their bars."""
    yield heading(section.title)
    yield from section.sentences
    if section.rows:
        rows = [[_cell(cell, ctx) for cell in row] for row in section.rows]
        for cells, root in zip(rows, roots, strict=False):
            _add_bar(cells, section.right[0], root, ctx)
        yield TextTable(tuple(_columns(section)), tuple(map(tuple, rows)))


def _columns(section: Section) -> Iterator[TextColumn]:
    for number, name in enumerate(section.columns):
        fit: Fit = "right" if number in section.right else "fold"
        yield TextColumn(name, fit)


def _add_bar(cells: list[Words], place: int, root: TaskEvaluation, ctx: RenderContext) -> None:
    """Put the bar before the percentage; where room is short above it, and a date's basis below the date."""
    drawn = bar(root.facts.percent, root.facts.expected, ctx, NARROW_BAR)
    cells[place] = styled(drawn, " " if wide(ctx) else "\n", cells[place])
    if not wide(ctx):
        cells[-1] = deadline_lines(root.facts, ctx)


def _cell(cell: Cell, ctx: RenderContext) -> Words:
    return light_text(cell, ctx) if isinstance(cell, Light) else cell
