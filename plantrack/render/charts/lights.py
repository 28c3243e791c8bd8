"""The lights through the year: a row for each item, a column for each week or month, and the light of each by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plantrack.dates.periods import DAY
from plantrack.evaluation.facts import Light
from plantrack.model.plan import Task
from plantrack.render.charts import Picture
from plantrack.render.charts.frame import HEADER, NUMBER, Axis, ChartFrame, columns, label, rows, shade_name, swatch
from plantrack.render.charts.gantt import nothing
from plantrack.render.charts.svg import lamp, sign
from plantrack.render.context import RenderContext
from plantrack.reports.chart_data import ChartData, shade, shades

ROW, CELL, LABELS = 36, 26, 290


def lights(data: ChartData, ctx: RenderContext) -> Picture:
    """Return the lights of the items up to as-of: of each the worst of the tasks below it."""
    frame = ChartFrame("lights", ctx.say("Lights through the year"), ctx)
    told = silence(data, ctx)
    for sentence in told:
        frame.sentence(sentence)
    if not told:
        every = [shade(light) for snapshot in data.past for _, light in snapshot.lights]
        frame.legend([(swatch(frame.drawing, one), shade_name(one, ctx)) for one in shades(every)])
        _strip(frame, data)
        told = [strip_words(task, data, ctx) for task in data.plan.tasks]
    return frame.picture(told)


def silence(data: ChartData, ctx: RenderContext) -> list[str]:
    """Return what has to be said where there is nothing to show."""
    if not data.plan.tasks:
        return [nothing(ctx)]
    if not data.past:
        return [ctx.say("The period of the plan begins on {day}; there are no lights yet.", day=data.plan.period.first)]
    return []


def _strip(frame: ChartFrame, data: ChartData) -> None:
    top, tasks = frame.y, data.plan.tasks
    frame.y += HEADER
    titles = [frame.ctx.title(task.title) for task in tasks]
    places = rows(frame, [(title, ROW) for title in titles], LABELS - NUMBER - 14)
    frame.y = places[-1].top + places[-1].high
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LABELS, frame.right)
    columns(frame.drawing, axis, top, frame.y, frame.ctx)
    for task, title, place in zip(tasks, titles, places, strict=True):
        label(frame, task.ref, title, LABELS - NUMBER - 14, place.middle)
        for first, last, light in cells(task, data):
            _cell(frame, axis, (first, last), light, place.middle)


def _cell(frame: ChartFrame, axis: Axis, days: tuple[date, date], light: Light, middle: float) -> None:
    left, right = axis.at(days[0]), axis.at(days[1], end=True)
    wide, high = max(right - left - 1, 0.5), CELL
    told = frame.ctx.say("{what}: {words}", what=days[1], words=shade_name(shade(light), frame.ctx))
    paint = lamp(frame.drawing, (left, middle - high / 2, wide, high), shade(light), told)
    sign(frame.drawing, light.meaning, (left + wide / 2, middle), min(wide * 0.6, 10), paint)


def cells(task: Task, data: ChartData) -> Iterator[tuple[date, date, Light]]:
    """Yield the light of an item at the end of each stretch of days, with the first and the last day of the stretch."""
    first = data.plan.period.first
    for snapshot in data.past:
        yield first, snapshot.day, dict(snapshot.lights)[task.ref]
        first = snapshot.day + DAY


def strip_words(task: Task, data: ChartData, ctx: RenderContext) -> str:
    """Return since when an item has had which light, in one sentence."""
    runs = groupby(cells(task, data), key=lambda cell: shade(cell[2]))
    told = [
        ctx.say("{light} by {first} to {last}", light=shade_name(one, ctx), first=days[0], last=days[-1])
        for one, run in runs
        if (days := [last for _, last, _ in run])
    ]
    return ctx.say("{ref} {title}: {words}", ref=task.ref, title=task.title, words=ctx.say("; ").join(told))
