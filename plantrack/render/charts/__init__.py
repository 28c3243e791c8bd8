"""Charts of a plan as SVG pictures, each with an alternative text.

gantt, burnup, baseline, units, lights   one chart each: a function that draws it into a frame and describes it
frame      title, legend, rows and the time axis; svg: shapes and text; measure: the width of text
png        a picture as pixels
"""

from __future__ import annotations

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


class Chart(StrEnum):
    """The charts, in the order in which a report shows them."""

    GANTT = "gantt"
    BURNUP = "burnup"
    BASELINE = "baseline"
    UNITS = "units"
    LIGHTS = "lights"


TITLES = {
    Chart.GANTT: message("Schedule"),
    Chart.BURNUP: message("Progress, expected and reported"),
    Chart.BASELINE: message("Last year's figures beside this year's"),
    Chart.UNITS: message("Tasks by leading unit"),
    Chart.LIGHTS: message("Lights through the year"),
}


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


def chart_title(name: Chart, data: ChartData, ctx: RenderContext) -> str:
    """Return the title of a chart."""
    bare = name is Chart.BASELINE and not data.plan.baseline
    return ctx.say("Indicators") if bare else plain(TITLES[name], ctx.language)


def chart_subtitle(name: Chart, ctx: RenderContext) -> str:
    """Return the line below the title of a chart: the plan, the day, and whether most of what it shows is assumed.

    A chart has no room to note what is not.
    """
    words = ctx.say(
        "{plan} · as of {day}, if nothing more were recorded" if ctx.projected else "{plan} · as of {day}",
        plan=ctx.plan.title, day=ctx.as_of,
    )  # fmt: skip
    if name not in (Chart.GANTT, Chart.UNITS) or not ctx.plan.mostly_assumed:
        return words
    return f"{words} · {ctx.say('most leads and due dates are assumed')}"


def picture(name: Chart, data: ChartData, ctx: RenderContext) -> Picture:
    """Return a chart as a picture."""
    from plantrack.render.charts import baseline, burnup, frame, gantt, lights, units

    drawn = frame.ChartFrame(name, chart_title(name, data, ctx), ctx)
    if nothing := frame.nothing_drawn(name, data, ctx):
        return drawn.picture(drawn.sentences([nothing]))
    draw = {
        Chart.GANTT: gantt.gantt, Chart.BURNUP: burnup.burnup, Chart.BASELINE: baseline.baseline,
        Chart.UNITS: units.units, Chart.LIGHTS: lights.lights,
    }[name]  # fmt: skip
    return drawn.picture(draw(drawn, data))


def as_svg(view: ChartView, ctx: RenderContext) -> str:
    """Return a chart as SVG, displayed at the width of the view."""
    from plantrack.render.charts.svg import resized

    drawn = picture(view.name, view.data, ctx).svg
    return resized(drawn, view.width) if view.width else drawn


def as_png(view: ChartView, ctx: RenderContext) -> bytes:
    """Return a chart as PNG."""
    from plantrack.render.charts.png import png

    return png(picture(view.name, view.data, ctx).svg, view.width or PIXELS)


def pictures(view: PeriodicReport, ctx: RenderContext) -> tuple[Picture, ...]:
    """Return the pictures of a report, in their order."""
    from plantrack.reports.chart_data import ChartData

    data = ChartData(view.plan, view.as_of, view.roots, view.indicators, view.trend)
    return tuple(picture(name, data, ctx) for name in Chart)
