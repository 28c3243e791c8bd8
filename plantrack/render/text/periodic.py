"""The periodic report as text: plain into a pipe; on a terminal with a panel at its head, bars and sparklines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import ROUNDED
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light, TaskFacts
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.render.section import Cell, Section
from plantrack.render.sections import report_sections, report_title
from plantrack.render.text.canvas import bar, drawn, heading, light_text, sparkline, table, wide
from plantrack.render.text.overview import deadline_text
from plantrack.reports.periodic import PeriodicReport

SHORT = 5
"""Cells of a bar in the table of items."""


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    summary, items, *others = report_sections(view, ctx)
    if ctx.width is None:
        plain = (part for section in (summary, items, *others) for part in _section(section, ctx))
        return drawn(ctx, Text(report_title(view, ctx), style="bold"), *plain)
    rest = (part for section in others for part in _section(section, ctx))
    return drawn(ctx, _head(view, summary, ctx), *_section(items, ctx, view.roots), *rest)


def _head(view: PeriodicReport, summary: Section, ctx: RenderContext) -> Panel:
    """Return title, sentences, numbers and the way they went, in a frame."""
    numbers = [Text.assemble(f"{name} ", (number, "bold"), f" ({shift})") for name, number, shift in _told(summary)]
    parts: list[RenderableType] = [
        Text("\n".join(summary.sentences)),
        Text(""),
        Columns(numbers, padding=(0, 3), equal=True, column_first=True),
    ]
    title = Text(report_title(view, ctx), style="bold")
    return Panel(Group(title, Text(""), *parts, *_sparks(view, ctx)), box=ROUNDED, padding=(0, 1))


def _told(summary: Section) -> Iterator[tuple[str, str, str]]:
    for name, number, shift in summary.rows:
        yield str(name), str(number), str(shift)


def _sparks(view: PeriodicReport, ctx: RenderContext) -> Iterator[RenderableType]:
    """Yield how far the work was expected and reported to be through the weeks before, where they are known."""
    past = [snapshot for snapshot in view.trend if snapshot.day <= view.as_of]
    if not past:
        return
    made = Table.grid(padding=(0, 2, 0, 0))
    lines = (
        (ctx.say("Expected of deliverables"), [snapshot.summary.expected for snapshot in past]),
        (ctx.say("Progress of deliverables"), [snapshot.summary.percent for snapshot in past]),
    )
    for name, percents in lines:
        made.add_row(Text(name, "dim"), Text(sparkline(percents)), Text(percent_words(percents[-1]), "bold"))
    yield Text("")
    yield made
    yield Text(ctx.say("{first} to {last}", first=past[0].day, last=past[-1].day), "dim")


def _section(section: Section, ctx: RenderContext, roots: Sequence[TaskEvaluation] = ()) -> Iterator[RenderableType]:
    yield heading(section.title)
    yield from map(Text, section.sentences)
    if section.rows:
        yield _table(section, ctx, roots)


def _table(section: Section, ctx: RenderContext, roots: Sequence[TaskEvaluation]) -> Table:
    """Return the table; where it is that of items, with their bars."""
    made = table(
        *((name, "right" if number in section.right else "fold") for number, name in enumerate(section.columns))
    )
    for number, row in enumerate(section.rows):
        cells = [_cell(cell, ctx) for cell in row]
        if roots:
            _decorate(cells, section.right[0], roots[number].facts, ctx)
        made.add_row(*cells)
    return made


def _decorate(cells: list[Text], place: int, facts: TaskFacts, ctx: RenderContext) -> None:
    """Put the bar before the percentage; where room is short above it, and a date's basis below the date."""
    drawn_bar = bar(facts.percent, facts.expected, ctx, SHORT)
    cells[place] = Text(" " if wide(ctx) else "\n").join([drawn_bar, cells[place]])
    if not wide(ctx):
        cells[-1] = Text(deadline_text(facts, ctx))


def _cell(cell: Cell, ctx: RenderContext) -> Text:
    return light_text(cell, ctx) if isinstance(cell, Light) else Text(cell)
