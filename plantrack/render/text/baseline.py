"""Figures of last year beside what was measured since, as text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.model.update import Measure
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, baseline_year, change_words, figure_words, measured_words, target_words
from plantrack.render.text.canvas import drawn, heading, table, wide
from plantrack.reports.indicators import BaselineLine, BaselineTable, IndicatorProgress


def headline_table(lines: Sequence[IndicatorProgress], ctx: RenderContext) -> Table:
    """Return indicators with last year's figure, the latest measurement, the change and the target."""
    say = ctx.say
    made = table(
        (say("Indicator"), "fold"), (baseline_year(ctx.plan), "right"), (say("Latest"), "right"), (say("Change"), "right"),
        (say("Target"), "fold"),
    )  # fmt: skip
    for line in lines:
        made.add_row(
            Text(ctx.title(line.indicator.label)), figure_words(line.figure, ctx),
            measured_words(line.latest, ctx, line), change_words(line, ctx), target_words(line, ctx),
        )  # fmt: skip
    return made


def baseline(view: BaselineTable, ctx: RenderContext) -> str:
    """Return last year's figures by section, and the indicators that have none."""
    parts: list[RenderableType] = [Text(ctx.say("Figures of {year}", year=baseline_year(ctx.plan)), style="bold")]
    for section in sorted({line.figure.section for line in view.lines}):
        lines = [line for line in view.lines if line.figure.section == section]
        title = ctx.plan.sections.get(section)
        parts += [heading(f"{section} {ctx.title(title) if title else ''}"), _figures(lines, ctx)]
    if view.new:
        parts += [
            heading(ctx.say("Followed this year, without a figure of last year")),
            headline_table(view.new, ctx),
        ]
    if not view.lines and not view.new:
        parts.append(Text(ctx.say("no figures here")))
    return drawn(ctx, *parts)


def _figures(lines: Sequence[BaselineLine], ctx: RenderContext) -> Table:
    say = ctx.say
    made = table(
        (say("Figure"), "fold"), (baseline_year(ctx.plan), "right"), (say("Measured since"), "fold"), (say("Change"), "right"),
        *([(say("Indicator"), "fixed")] if wide(ctx) else []),
    )  # fmt: skip
    for line in lines:
        told = [measured_words(m, ctx, f) + _notes(m, ctx) for f in line.continued for m in f.measured]
        change = next((change_words(f, ctx) for f in line.continued if f.latest), NOTHING)
        row: list[str | Text] = [
            Text(ctx.title(line.figure.label)), figure_words(line.figure, ctx), Text("\n".join(told) or NOTHING), change,
        ]  # fmt: skip
        names = [", ".join(f.indicator.id for f in line.continued) or "–"] if wide(ctx) else []
        made.add_row(*row, *names)
    return made


def _notes(found: Measure, ctx: RenderContext) -> str:
    return ctx.say(" [{note}]", note=found.note) if found.note else ""
