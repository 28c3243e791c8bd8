"""Figures of last year beside what was measured since, as text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.model.update import Measure
from plantrack.render.page import Page
from plantrack.render.text.canvas import drawn, heading, table, wide
from plantrack.render.wording import NOTHING, baseline_year, change_words, figure_words, measured_words, target_words
from plantrack.reports.numbers import Baseline, BaselineLine, Followed


def headline_table(lines: Sequence[Followed], page: Page) -> Table:
    """Return indicators with last year's figure, the latest measurement, the change and the target."""
    say = page.say
    made = table(
        (say("Indicator"), "fold"), (baseline_year(page.plan), "right"), (say("Latest"), "right"), (say("Change"), "right"),
        (say("Target"), "fold"),
    )  # fmt: skip
    for line in lines:
        made.add_row(
            Text(page.title(line.indicator.label)), figure_words(line.figure, page),
            measured_words(line.latest, page, line), change_words(line, page), target_words(line, page),
        )  # fmt: skip
    return made


def baseline(view: Baseline, page: Page) -> str:
    """Return last year's figures by section, and the indicators that have none."""
    parts: list[RenderableType] = [Text(page.say("Figures of {year}", year=baseline_year(page.plan)), style="bold")]
    for section in sorted({line.figure.section for line in view.lines}):
        lines = [line for line in view.lines if line.figure.section == section]
        title = page.plan.sections.get(section)
        parts += [heading(f"{section} {page.title(title) if title else ''}"), _figures(lines, page)]
    if view.new:
        parts += [
            heading(page.say("Followed this year, without a figure of last year")),
            headline_table(view.new, page),
        ]
    if not view.lines and not view.new:
        parts.append(Text(page.say("no figures here")))
    return drawn(page, *parts)


def _figures(lines: Sequence[BaselineLine], page: Page) -> Table:
    say = page.say
    made = table(
        (say("Figure"), "fold"), (baseline_year(page.plan), "right"), (say("Measured since"), "fold"), (say("Change"), "right"),
        *([(say("Indicator"), "fixed")] if wide(page) else []),
    )  # fmt: skip
    for line in lines:
        told = [measured_words(m, page, f) + _notes(m, page) for f in line.continued for m in f.measured]
        change = next((change_words(f, page) for f in line.continued if f.latest), NOTHING)
        row: list[str | Text] = [
            Text(page.title(line.figure.label)), figure_words(line.figure, page), Text("\n".join(told) or NOTHING), change,
        ]  # fmt: skip
        names = [", ".join(f.indicator.id for f in line.continued) or "–"] if wide(page) else []
        made.add_row(*row, *names)
    return made


def _notes(found: Measure, page: Page) -> str:
    return page.say(" [{note}]", note=found.note) if found.note else ""
