"""The periodic report as text: plain into a pipe; on a terminal with a panel at its head, bars and sparklines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import ROUNDED
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from plantrack.model.facts import Facts, Light
from plantrack.render.page import Page
from plantrack.render.section import Cell, Section
from plantrack.render.sections import report_sections, report_title
from plantrack.render.text.canvas import bar, drawn, heading, light_text, sparkline, table, wide
from plantrack.render.text.overview import deadline_text
from plantrack.render.wording import percent_words
from plantrack.reports.periodic import PeriodicReport
from plantrack.standing import Standing

SHORT = 5
"""Cells of a bar in the table of items."""


def report(view: PeriodicReport, page: Page) -> str:
    """Return the report, section by section."""
    summary, items, *others = report_sections(view, page)
    if page.width is None:
        plain = (part for section in (summary, items, *others) for part in _section(section, page))
        return drawn(page, Text(report_title(view, page), style="bold"), *plain)
    rest = (part for section in others for part in _section(section, page))
    return drawn(page, _head(view, summary, page), *_section(items, page, view.tops), *rest)


def _head(view: PeriodicReport, summary: Section, page: Page) -> Panel:
    """Return title, sentences, numbers and the way they went, in a frame."""
    numbers = [Text.assemble(f"{name} ", (number, "bold"), f" ({shift})") for name, number, shift in _told(summary)]
    parts: list[RenderableType] = [
        Text("\n".join(summary.sentences)),
        Text(""),
        Columns(numbers, padding=(0, 3), equal=True, column_first=True),
    ]
    title = Text(report_title(view, page), style="bold")
    return Panel(Group(title, Text(""), *parts, *_sparks(view, page)), box=ROUNDED, padding=(0, 1))


def _told(summary: Section) -> Iterator[tuple[str, str, str]]:
    for name, number, shift in summary.rows:
        yield str(name), str(number), str(shift)


def _sparks(view: PeriodicReport, page: Page) -> Iterator[RenderableType]:
    """Yield how far the work was expected and reported to be through the weeks before, where they are known."""
    past = [snapshot for snapshot in view.trend if snapshot.day <= view.as_of]
    if not past:
        return
    made = Table.grid(padding=(0, 2, 0, 0))
    lines = (
        (page.say("Expected of deliverables"), [snapshot.summary.expected for snapshot in past]),
        (page.say("Progress of deliverables"), [snapshot.summary.percent for snapshot in past]),
    )
    for name, percents in lines:
        made.add_row(Text(name, "dim"), Text(sparkline(percents)), Text(percent_words(percents[-1]), "bold"))
    yield Text("")
    yield made
    yield Text(page.say("{first} to {last}", first=past[0].day, last=past[-1].day), "dim")


def _section(section: Section, page: Page, tops: Sequence[Standing] = ()) -> Iterator[RenderableType]:
    yield heading(section.title)
    yield from map(Text, section.sentences)
    if section.rows:
        yield _table(section, page, tops)


def _table(section: Section, page: Page, tops: Sequence[Standing]) -> Table:
    """Return the table; where it is that of items, with their bars."""
    made = table(
        *((name, "right" if number in section.right else "fold") for number, name in enumerate(section.columns))
    )
    for number, row in enumerate(section.rows):
        cells = [_cell(cell, page) for cell in row]
        if tops:
            _decorate(cells, section.right[0], tops[number].facts, page)
        made.add_row(*cells)
    return made


def _decorate(cells: list[Text], place: int, facts: Facts, page: Page) -> None:
    """Put the bar before the percentage; where room is short above it, and a date's basis below the date."""
    drawn_bar = bar(facts.percent, facts.expected, page, SHORT)
    cells[place] = Text(" " if wide(page) else "\n").join([drawn_bar, cells[place]])
    if not wide(page):
        cells[-1] = Text(deadline_text(facts, page))


def _cell(cell: Cell, page: Page) -> Text:
    return light_text(cell, page) if isinstance(cell, Light) else Text(cell)
