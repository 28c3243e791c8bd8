"""The lights through the year: a row for each item, a column for each week or month, and the light at its end."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plantrack.dates.periods import DAY
from plantrack.evaluation.facts import Light
from plantrack.model.plan import Task
from plantrack.render.charts.frame import HEADER, NUMBER, Axis, ChartFrame
from plantrack.render.charts.gantt import no_tasks
from plantrack.render.charts.svg import light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, shade

ROW, CELL, LABELS = 36, 26, 290


def lights(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the lights of the items up to as-of; return the sentences that describe them."""
    notes = remarks(data, frame.ctx)
    for sentence in notes:
        frame.sentence(sentence)
    if notes:
        return notes
    frame.legend(frame.light_keys(light for snapshot in data.past for _, light in snapshot.lights))
    _rows(frame, data)
    return [_row_words(task, data, frame.ctx) for task in data.plan.tasks]


def remarks(data: ChartData, ctx: RenderContext) -> list[str]:
    """Return why there is nothing to show, if so."""
    if not data.plan.tasks:
        return [no_tasks(ctx)]
    first = data.plan.period.first
    return [] if data.past else [ctx.say("The period of the plan begins on {day}; there are no lights yet.", day=first)]


def _rows(frame: ChartFrame, data: ChartData) -> None:
    top, tasks, room = frame.y, data.plan.tasks, LABELS - NUMBER - 14
    frame.y += HEADER
    titles = [frame.ctx.title(task.title) for task in tasks]
    middles = frame.rows([(title, ROW) for title in titles], room)
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LABELS, frame.right)
    frame.columns(axis, top, frame.y)
    for task, title, middle in zip(tasks, titles, middles, strict=True):
        frame.row_label(task.ref, title, room, middle)
        for first, last, light in cells(task, data):
            _cell(frame, axis, (first, last), light, middle)


def _cell(frame: ChartFrame, axis: Axis, days: tuple[date, date], light: Light, middle: float) -> None:
    left, right = axis.at(days[0]), axis.at(days[1], end=True)
    wide, high = max(right - left - 1, 0.5), CELL
    tooltip = frame.ctx.say("{what}: {words}", what=days[1], words=light_name(light, frame.ctx))
    paint = light_box(frame.drawing, (left, middle - high / 2, wide, high), light, tooltip)
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
    return ctx.say("{ref} {title}: {words}", ref=task.ref, title=task.title, words=ctx.say("; ").join(words))
