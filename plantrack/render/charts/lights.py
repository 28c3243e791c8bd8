"""The lights through the year: a row for each item, a column for each week or month, and the light at its end."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plantrack.dates.periods import DAY
from plantrack.evaluation.facts import Light
from plantrack.model.plan import Task
from plantrack.render.cells import cell_words
from plantrack.render.charts.frame import HEADER, NUMBER, Axis, ChartFrame
from plantrack.render.charts.svg import light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, shade
from plantrack.reports.sections.columns import counted_title

ROW, CELL, LABELS = 36, 26, 290


def lights(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the lights of the items up to as-of; return the sentences that describe them."""
    frame.legend(frame.light_keys(light for snapshot in data.past for _, light in snapshot.lights))
    _rows(frame, data)
    return [_row_words(task, data, frame.ctx) for task in data.plan.tasks]


def _rows(frame: ChartFrame, data: ChartData) -> None:
    ctx, top, tasks, room = frame.ctx, frame.y, data.plan.tasks, LABELS - NUMBER - 14
    frame.y += HEADER
    titles = [cell_words(counted_title(task, ctx.plan), ctx) for task in tasks]
    middles = frame.rows([(title, ROW) for title in titles], room)
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LABELS, frame.right)
    frame.columns(axis, top, frame.y)
    for task, title, middle in zip(tasks, titles, middles, strict=True):
        frame.row_label(task.ref, title, room, middle)
        for first, last, light in cells(task, data):
            left = axis.at(first)
            wide = max(axis.at(last, end=True) - left - 1, 0.5)
            tooltip = ctx.say("{what}: {words}", what=last, words=light_name(light, ctx))
            paint = light_box(frame.drawing, (left, middle - CELL / 2, wide, CELL), light, tooltip)
            sign(frame.drawing, light.meaning, (left + wide / 2, middle), min(wide * 0.6, 10), paint)


def cells(task: Task, data: ChartData) -> Iterator[tuple[date, date, Light]]:
    """Yield the first and last day of each stretch of days, and the light of an item at its end."""
    first = data.plan.period.first
    for snapshot in data.past:
        yield first, snapshot.day, dict(snapshot.lights)[task.ref]
        first = snapshot.day + DAY


def _row_words(task: Task, data: ChartData, ctx: RenderContext) -> str:
    """Return since when an item has had which light, in one sentence."""
    runs = ((one, list(run)) for one, run in groupby(cells(task, data), key=lambda cell: shade(cell[2])))
    words = [
        ctx.say("{light} by {first} to {last}", light=light_name(one, ctx), first=run[0][1], last=run[-1][1])
        for one, run in runs
    ]
    title = cell_words(counted_title(task, ctx.plan), ctx)
    return ctx.say("{ref} {title}: {words}", ref=task.ref, title=title, words=ctx.say("; ").join(words))
