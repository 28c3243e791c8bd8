"""The Gantt chart: every row a bar from its start to the day it is due, with milestones and the line of as-of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from plantrack.evaluation.facts import Checkpoint, Colour
from plantrack.model.plan import Plan
from plantrack.render.charts import Picture
from plantrack.render.charts.frame import (
    BOX,
    HEADER,
    NUMBER,
    SMALL,
    Axis,
    ChartFrame,
    Key,
    block,
    columns,
    label,
    rows,
    shade_name,
    swatch,
    today,
)
from plantrack.render.charts.measure import wrapped
from plantrack.render.charts.svg import INK, LINE_HEIGHT, PAPER, SOFT, Drawing
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, light_words, percent_words
from plantrack.reports.chart_data import Bar, ChartData, bars, shade, shades

Point = tuple[float, float]
ROW, BAR = 40, 16
TITLES, UNITS = 270, 150
BEYOND = timedelta(days=366)
"""So far after the plan's end a chart goes on for what is due then; what is due even later ends there."""


def gantt(data: ChartData, ctx: RenderContext) -> Picture:
    """Return the chart of the rows of a plan."""
    found = bars(data.rows)
    frame = ChartFrame("gantt", ctx.say("Schedule"), ctx)
    if found:
        frame.legend(_keys(frame.drawing, found, ctx))
        _rows(frame, found, chart_axis(data.plan, found, frame.left + TITLES, frame.right - UNITS), data.as_of)
    else:
        frame.sentence(nothing(ctx))
    return frame.picture([row_words(row, ctx) for row in found] or [nothing(ctx)])


def nothing(ctx: RenderContext) -> str:
    """Return what is said of a plan without tasks."""
    return ctx.say("There is nothing to draw: the plan has no tasks.")


def chart_axis(plan: Plan, rows: Sequence[Bar], left: float, right: float) -> Axis:
    """Return the axis of a chart: the plan's period, and what begins before it or is due after it."""
    days = [day for row in rows for day in (row.start, row.due, row.promised, *(p.due for p in row.points)) if day]
    first = max(min([plan.period.first, *days]), plan.period.first - min(BEYOND, plan.period.first - date.min))
    last = min(max([plan.period.last, *days]), plan.period.last + min(BEYOND, date.max - plan.period.last))
    return Axis(first, last, left, right)


def _rows(frame: ChartFrame, found: Sequence[Bar], axis: Axis, as_of: date) -> None:
    drawing, ctx, top = frame.drawing, frame.ctx, frame.y
    frame.y += HEADER
    titles = [ctx.title(bar.facts.task.title) for bar in found]
    led = [ctx.units(bar.facts.lead) or ctx.say("nobody") for bar in found]
    least = [max(ROW, len(wrapped(name, SMALL, UNITS - 16, 3)) * SMALL * LINE_HEIGHT + 6) for name in led]
    places = rows(frame, list(zip(titles, least, strict=True)), TITLES - NUMBER - 14)
    frame.y = places[-1].top + places[-1].high
    columns(drawing, axis, top, frame.y, ctx)
    for bar, title, units, place in zip(found, titles, led, places, strict=True):
        label(frame, bar.facts.task.ref, title, TITLES - NUMBER - 14, place.middle)
        _bar(drawing, axis, bar, place.middle, ctx)
        corner = (frame.right - UNITS + 12, 0)
        block(drawing, corner, units, SMALL, UNITS - 16, paint=SOFT, lines=3, middle=place.middle)
    today(drawing, axis, top + 18, frame.y, as_of)
    for bar, place in zip(found, places, strict=True):
        for point in bar.points:
            _diamond(drawing, axis, point, place.middle, ctx)


def _bar(drawing: Drawing, axis: Axis, row: Bar, middle: float, ctx: RenderContext) -> None:
    """Draw the bar in the light's colour, faint where nothing is done yet; what has no end is drawn open."""
    start, end = axis.at(row.start), axis.at(axis.last if row.open or row.due is None else row.due, end=True)
    top, wide, colour = middle - BAR / 2, max(end - start, 2), row.light.shade
    told = row_words(row, ctx)
    drawing.rect((start, top, wide, BAR), PAPER)
    drawing.rect((start, top, wide, BAR), colour, line=colour, faint=True, told=told, dashed=row.due is None)
    if row.facts.percent:
        drawing.rect((start, top, wide * row.facts.percent / 100, BAR), colour, told=told)
    if row.promised:
        x = axis.at(row.promised, end=True)
        drawing.rect((min(x, end), top - 3, abs(x - end), BAR + 6), None, line=INK, dashed=True)
        drawing.path([(x, top - 5), (x, top + BAR + 5)], None, line=INK, thick=2)


def _diamond(drawing: Drawing, axis: Axis, point: Checkpoint, middle: float, ctx: RenderContext) -> None:
    """Draw a milestone with a rim that sets it off from any bar."""
    place = (axis.at(point.done or point.due, end=True), middle)
    drawing.path(_corners(place, 7.5), PAPER, line=PAPER, closed=True)
    line, paint = (PAPER, INK) if point.done else (Colour.RED if point.overdue else INK, PAPER)
    _stone(drawing, place, paint, line, told=point_words(point, ctx))


def _stone(drawing: Drawing, place: Point, paint: str, line: str, *, told: str = "") -> None:
    """Draw a diamond: filled where it was reached, in red and crossed where it was missed, else empty."""
    drawing.path(_corners(place, 6), paint, line=line, closed=True, told=told)
    x, y, r = *place, 1.6
    if line == Colour.RED:
        drawing.path([(x - r, y - r), (x + r, y + r)], None, line=line)
        drawing.path([(x - r, y + r), (x + r, y - r)], None, line=line)


def _corners(place: Point, r: float) -> list[Point]:
    x, y = place
    return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]


def _keys(drawing: Drawing, rows: Sequence[Bar], ctx: RenderContext) -> list[Key]:
    """Return the legend of what the chart has."""
    points = [point for row in rows for point in row.points]
    lights = [(swatch(drawing, one), shade_name(one, ctx)) for one in shades([shade(row.light) for row in rows])]

    def diamond(paint: str, line: str) -> Key:
        return lambda x, y: _stone(drawing, (x + BOX / 2, y), paint, line), ""

    def promise(x: float, y: float) -> None:
        drawing.path([(x + BOX / 2, y - 8), (x + BOX / 2, y + 8)], None, line=INK, thick=2)
        drawing.rect((x + BOX / 2, y - 6, BOX / 2, 12), None, line=INK, dashed=True)

    def now(x: float, y: float) -> None:
        drawing.path([(x + BOX / 2, y - 8), (x + BOX / 2, y + 8)], None, line=Colour.BLUE, thick=2)

    shown: list[tuple[bool, Key]] = [
        (any(p.done for p in points), (diamond(INK, INK)[0], ctx.say("milestone reached"))),
        (any(not p.done and not p.overdue for p in points), (diamond(PAPER, INK)[0], ctx.say("milestone open"))),
        (any(p.overdue for p in points), (diamond(PAPER, Colour.RED)[0], ctx.say("milestone missed"))),
        (any(row.promised for row in rows), (promise, ctx.say("date promised first"))),
        (True, (now, ctx.say("as of"))),
    ]
    return [*lights, *(key for there, key in shown if there)]


def row_words(row: Bar, ctx: RenderContext) -> str:
    """Return a row in one sentence, with its numbers."""
    said = ctx.say(
        "{ref} {title}: {start} to {due}, {percent} done, expected {expected}; {light}",
        ref=row.facts.task.ref,
        title=row.facts.task.title,
        start=row.start,
        due=row.due or NOTHING,
        percent=percent_words(row.facts.percent),
        expected=percent_words(row.facts.expected),
        light=light_words(row.light, ctx),
    )
    promised = [ctx.say("promised for {day}", day=row.promised)] if row.promised else []
    return ctx.say("; ").join([said, *promised, *(point_words(point, ctx) for point in row.points)])


def point_words(point: Checkpoint, ctx: RenderContext) -> str:
    """Return a milestone with its date, and whether it was reached or missed."""
    stone = point.milestone
    if point.done:
        return ctx.say("{ref} {title}: reached on {day}", ref=stone.ref, title=stone.title, day=point.done)
    if point.overdue:
        return ctx.say("{ref} {title}: missed, due on {day}", ref=stone.ref, title=stone.title, day=point.due)
    return ctx.say("{ref} {title}: due on {day}", ref=stone.ref, title=stone.title, day=point.due)
