"""The units: what each one leads, by light, and how many reports it owes."""

from __future__ import annotations

from plantrack.render.charts import Picture
from plantrack.render.charts.frame import (
    BODY,
    SMALL,
    TITLE_LINES,
    ChartFrame,
    ChartRow,
    block,
    rows,
    shade_name,
    swatch,
)
from plantrack.render.charts.gantt import nothing
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import SOFT, lamp, sign
from plantrack.render.context import RenderContext
from plantrack.reports.chart_data import ChartData, Load, Shade, loads, shades

ROW, BAR, LABELS, OWING = 40, 24, 240, 150


def units(data: ChartData, ctx: RenderContext) -> Picture:
    """Return the units of a plan, the one with the most tasks first."""
    found = loads(data.rows)
    frame = ChartFrame("units", ctx.say("Tasks by leading unit"), ctx)
    if found:
        every = shades([one for row in found for one, _ in row.lights])
        frame.legend([(swatch(frame.drawing, one), shade_name(one, ctx)) for one in every])
    else:
        frame.sentence(nothing(ctx))
    places = rows(frame, [(unit_name(load, ctx), ROW) for load in found], LABELS - 24)
    for load, place in zip(found, places, strict=True):
        _row(frame, load, max(other.tasks for other in found), place)
        frame.y = place.top + place.high
    return frame.picture([load_words(row, ctx) for row in found] or [nothing(ctx)])


def _row(frame: ChartFrame, row: Load, most: int, place: ChartRow) -> None:
    drawing, middle = frame.drawing, place.middle
    name = unit_name(row, frame.ctx)
    block(drawing, (frame.left + 8, 0), name, BODY, LABELS - 24, lines=TITLE_LINES, middle=middle)
    x: float = frame.left + LABELS
    room = frame.right - frame.left - LABELS - OWING
    for one, count in row.lights:
        wide, words = room * count / most, str(count)
        box = (x, middle - BAR / 2, max(wide - 1, 0.5), BAR)
        paint = lamp(drawing, box, one, light_count(one, count, frame.ctx))
        if wide >= width(words, BODY) + 26:
            sign(drawing, one.meaning, (x + 11, middle), 9, paint)
            drawing.text((x + 20, middle + 4.5), words, size=BODY, paint=paint, bold=True)
        x += wide
    if row.owing:
        said = frame.ctx.say("owing a report: {n}", n=row.owing)
        block(drawing, (frame.right - OWING + 12, 0), said, SMALL, OWING - 16, paint=SOFT, lines=2, middle=middle)


def unit_name(row: Load, ctx: RenderContext) -> str:
    """Return the name of a unit; nobody where nobody leads."""
    return ctx.say("nobody") if row.unit is None else ctx.units([row.unit])


def light_count(one: Shade, count: int, ctx: RenderContext) -> str:
    """Return a light and how many tasks have it."""
    return f"{shade_name(one, ctx)} {count}"


def load_words(row: Load, ctx: RenderContext) -> str:
    """Return what a unit leads in one sentence."""
    lights = ctx.listed(light_count(one, count, ctx) for one, count in row.lights)
    return ctx.say(
        "{unit}: {n} tasks ({lights}), owing a report: {owing}", unit=unit_name(row, ctx), n=row.tasks, lights=lights, owing=row.owing
    )  # fmt: skip
