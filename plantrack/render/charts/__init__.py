"""Pictures of a plan, as SVG. Each has a text that says the same to those who cannot see it.

gantt, burnup, baseline, units, lights   one picture each
frame      title, legend, labels and the axis of time; svg: shapes and text; measure: how wide text is
png        a picture as pixels
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.render.context import RenderContext

if TYPE_CHECKING:
    from plantrack.reports.chart_data import ChartData
    from plantrack.reports.periodic import PeriodicReport


PIXELS = 1920
"""Width of a PNG, unless another is asked for."""


class Chart(StrEnum):
    """The pictures there are, in the order in which a report shows them."""

    GANTT = "gantt"
    BURNUP = "burnup"
    BASELINE = "baseline"
    UNITS = "units"
    LIGHTS = "lights"


class ChartView(Struct, frozen=True):
    """A chart to write: which one, of what, and how wide in pixels or columns; None for the usual width."""

    name: Chart
    data: ChartData
    width: int | None = None


class Picture(Struct, frozen=True):
    """One picture: its short name, its title, the text that stands for it, and the SVG as a whole document."""

    name: str
    title: str
    alternative: str
    svg: str


def picture(name: Chart, data: ChartData, ctx: RenderContext) -> Picture:
    """Return the picture of that name, in the page's language."""
    from plantrack.render.charts import baseline, burnup, gantt, lights, units

    return {
        Chart.GANTT: gantt.gantt, Chart.BURNUP: burnup.burnup, Chart.BASELINE: baseline.baseline,
        Chart.UNITS: units.units, Chart.LIGHTS: lights.lights,
    }[name](data, ctx)  # fmt: skip


def as_svg(view: ChartView, ctx: RenderContext) -> str:
    """Return a chart as SVG, shown as wide as asked for."""
    from plantrack.render.charts.svg import resized

    drawn = picture(view.name, view.data, ctx).svg
    return resized(drawn, view.width) if view.width else drawn


def as_png(view: ChartView, ctx: RenderContext) -> bytes:
    """Return a chart as PNG, 1920 pixels wide unless another width is asked for."""
    from plantrack.render.charts.png import png

    return png(picture(view.name, view.data, ctx).svg, view.width or PIXELS)


def pictures(view: PeriodicReport, ctx: RenderContext) -> tuple[Picture, ...]:
    """Return the pictures of a report in the page's language, in their order."""
    from plantrack.reports.chart_data import report_chart_data

    return tuple(picture(name, report_chart_data(view), ctx) for name in Chart)
