"""Figures of last year beside what was measured since, as text."""

from collections.abc import Sequence

from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, baseline_year
from plantrack.render.text.layout import Block, TextTable, heading, styled, table, wide
from plantrack.render.text.plain import written
from plantrack.reports import indicators
from plantrack.reports.indicators import BaselineLine, BaselineTable, IndicatorProgress, change_cell, measured_cell


def indicator_table(lines: Sequence[IndicatorProgress], ctx: RenderContext) -> TextTable:
    """Return indicators with last year's figure, the latest measurement, the change and the target."""
    return table(
        lines,
        (ctx.say("Indicator"), "fold", lambda line: ctx.title(line.indicator.label)),
        (baseline_year(ctx.plan), "right", lambda line: cell_words(indicators.figure_cell(line.figure), ctx)),
        (ctx.say("Latest"), "right", lambda line: cell_words(measured_cell(line.latest, line.figure), ctx)),
        (ctx.say("Change"), "right", lambda line: cell_words(change_cell(line), ctx)),
        (ctx.say("Target"), "fold", lambda line: cell_words(indicators.target_cell(line), ctx)),
    )


def baseline(view: BaselineTable, ctx: RenderContext) -> str:
    """Return last year's figures by section, and the indicators that have none."""
    head = styled((ctx.say("Figures of {year}", year=baseline_year(ctx.plan)), "bold"))
    blocks: list[Block] = [head] if ctx.plan.baseline or view.new else []
    for section in sorted({line.figure.section for line in view.lines}):
        lines = [line for line in view.lines if line.figure.section == section]
        title = ctx.plan.sections.get(section)
        blocks += [heading(f"{section} {ctx.title(title) if title else ''}"), _figures(lines, ctx)]
    if view.new:
        blocks.append(heading(ctx.say("Followed this year, without a figure of last year")))
        blocks.append(indicator_table(view.new, ctx))
    if not view.lines and not view.new:
        blocks.append(ctx.say("no figures here"))
    return written(ctx, *blocks)


def _figures(lines: Sequence[BaselineLine], ctx: RenderContext) -> TextTable:
    found = table(
        lines,
        (ctx.say("Figure"), "fold", lambda line: ctx.title(line.figure.label)),
        (baseline_year(ctx.plan), "right", lambda line: cell_words(indicators.figure_cell(line.figure), ctx)),
        (ctx.say("Measured since"), "fold", lambda line: _measured(line, ctx)),
        (ctx.say("Change"), "right", lambda line: _change(line, ctx)),
        (ctx.say("Indicator"), "fixed", lambda line: ", ".join(f.indicator.id for f in line.continued) or NOTHING),
    )
    return found if wide(ctx) else TextTable(found.columns[:-1], tuple(row[:-1] for row in found.rows))


def _measured(line: BaselineLine, ctx: RenderContext) -> str:
    words = [
        cell_words(measured_cell(one, progress.figure), ctx) + (ctx.say(" [{note}]", note=one.note) if one.note else "")
        for progress in line.continued
        for one in progress.measured
    ]
    return "\n".join(words) or NOTHING


def _change(line: BaselineLine, ctx: RenderContext) -> str:
    return cell_words(next((change_cell(progress) for progress in line.continued if progress.latest), None), ctx)
