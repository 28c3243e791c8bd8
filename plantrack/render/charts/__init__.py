"""Charts of a plan as SVG pictures, each with what it shows as its title and with an alternative text.

gantt, burnup, baseline, units, lights   one chart each: a function that draws it into a frame and describes it
frame      title, sentences and rows; axis: time from left to right, with today and the end of the plan
marks      milestones and the dates promised first; gauge: progress beside what is expected
shares     tasks by light as stacked parts, each labelled; labels: places where labels lie over nothing
svg        shapes and text; measure: the width of text; png: a picture as pixels
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.errors import message
from plantrack.render.context import RenderContext, plain

if TYPE_CHECKING:
    from plantrack.reports.chart_data import ChartData
    from plantrack.reports.periodic import PeriodicReport

PIXELS = 1920
"""Default width of a PNG."""
SHARPNESS = 2
"""Pixels of a PNG for each unit of its drawing."""
LEAST = 320
"""The narrowest drawing; what is narrower than that is scaled."""
POINT = 25.4 / 72
"""Millimetres."""
SMALLEST = 8
"""The size of the smallest text on paper, in points."""
SMALL = 11
"""The size of the smallest text of a drawing."""


class Chart(StrEnum):
    """The charts, in the order in which a report shows them."""

    GANTT = "gantt"
    BURNUP = "burnup"
    BASELINE = "baseline"
    UNITS = "units"
    LIGHTS = "lights"


NAMES = {
    Chart.GANTT: message("Schedule"),
    Chart.BURNUP: message("Progress, expected and reported"),
    Chart.BASELINE: message("Last year's figures beside this year's"),
    Chart.UNITS: message("Tasks by leading unit"),
    Chart.LIGHTS: message("Lights through the year"),
}


class Canvas(Struct, frozen=True):
    """What a picture is laid out for: its width and its maximum height; None for as high as all rows are."""

    width: int = 960
    height: float | None = None


def printed(width: float, height: float) -> Canvas:
    """Return the canvas for a place on paper, in millimetres: its smallest text has 8 points there."""
    scale = SMALL / SMALLEST / POINT
    return Canvas(int(width * scale), height * scale)


SCREEN, PAGE, PHONE, PRINT = Canvas(), printed(186, 500), Canvas(358, 3200), printed(156, 195)
"""The canvases of a picture alone, of a web page, of one on a phone, and of a document."""


class ChartView(Struct, frozen=True):
    """A chart to write: its name, its data, and its width in pixels or columns; None for the default width."""

    name: Chart
    data: ChartData
    width: int | None = None


class Picture(Struct, frozen=True):
    """A picture: its short name, its title, its alternative text, and the SVG document."""

    name: str
    title: str
    alternative: str
    svg: str


def chart_name(name: Chart, ctx: RenderContext) -> str:
    """Return what a chart is called."""
    bare = name is Chart.BASELINE and not ctx.plan.baseline
    return ctx.say("Indicators") if bare else plain(NAMES[name], ctx.language)


def chart_subtitle(name: Chart, ctx: RenderContext) -> str:
    """Return the line below the title of a chart: what it is called, the plan, the day, and whether most is assumed.

    A chart has no room to note what is not.
    """
    words = ctx.say(
        "{plan} · as of {day}, if nothing more were recorded" if ctx.projected else "{plan} · as of {day}",
        plan=ctx.plan.title, day=ctx.as_of,
    )  # fmt: skip
    assumed = name in (Chart.GANTT, Chart.UNITS) and ctx.plan.mostly_assumed
    told = [ctx.say("most leads and due dates are assumed")] if assumed else []
    return " · ".join([chart_name(name, ctx), words, *told])


def chart_title(name: Chart, data: ChartData, ctx: RenderContext) -> str:
    """Return the title of a chart: what it shows, or its name where there is nothing to draw."""
    from plantrack.render.cells import message_words
    from plantrack.render.charts.frame import nothing_drawn
    from plantrack.reports import chart_titles as titles

    if nothing_drawn(name, data, ctx):
        return chart_name(name, ctx)
    if name is Chart.GANTT:
        title = titles.schedule_title(data.summary, data.rows)
    else:
        title = {
            Chart.BURNUP: titles.progress_title, Chart.BASELINE: titles.indicators_title,
            Chart.UNITS: titles.units_title, Chart.LIGHTS: titles.lights_title,
        }[name](data)  # fmt: skip
    words = message_words(title, ctx)
    return words[:1].upper() + words[1:]


def picture(name: Chart, data: ChartData, ctx: RenderContext, canvas: Canvas = SCREEN) -> Picture:
    """Return a chart as a picture, laid out for a canvas."""
    from plantrack.render.charts import baseline, burnup, frame, gantt, lights, units

    drawn = frame.ChartFrame(name, chart_title(name, data, ctx), ctx, canvas)
    if nothing := frame.nothing_drawn(name, data, ctx):
        return drawn.picture(drawn.sentences([nothing]))
    draw = {
        Chart.GANTT: gantt.gantt, Chart.BURNUP: burnup.burnup, Chart.BASELINE: baseline.baseline,
        Chart.UNITS: units.units, Chart.LIGHTS: lights.lights,
    }[name]  # fmt: skip
    return drawn.picture(draw(drawn, data))


def as_svg(view: ChartView, ctx: RenderContext) -> str:
    """Return a chart as SVG, laid out for the width of the view."""
    from plantrack.render.charts.svg import resized

    wide = view.width or SCREEN.width
    drawn = picture(view.name, view.data, ctx, Canvas(max(wide, LEAST))).svg
    return resized(drawn, wide) if wide < LEAST else drawn


def as_png(view: ChartView, ctx: RenderContext) -> bytes:
    """Return a chart as PNG, laid out for half its width in pixels, so that it is sharp."""
    from plantrack.render.charts.png import png

    wide = view.width or PIXELS
    return png(picture(view.name, view.data, ctx, Canvas(max(wide // SHARPNESS, LEAST))).svg, wide)


def pictures(view: PeriodicReport, ctx: RenderContext, *canvases: Canvas) -> Iterator[tuple[Picture, ...]]:
    """Yield the pictures of a report, in their order, each laid out for every one of some canvases."""
    from plantrack.reports.chart_data import ChartData

    data = ChartData(view.plan, view.as_of, view.roots, view.indicators, view.trend)
    return (tuple(picture(name, data, ctx, canvas) for canvas in canvases) for name in Chart)
