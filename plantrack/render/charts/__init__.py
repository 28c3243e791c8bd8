"""Pictures of a plan, as SVG. Each has a text that says the same to those who cannot see it.

gantt, burnup, baseline, units, lights   one picture each
frame      title, legend, labels and the axis of time; svg: shapes and text; measure: how wide text is
png        a picture as pixels
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.render.context import RenderContext

if TYPE_CHECKING:
    from plantrack.reports.chart_data import ChartData
    from plantrack.reports.periodic import PeriodicReport


class Chart(StrEnum):
    """The pictures there are, in the order in which a report shows them."""

    GANTT = "gantt"
    BURNUP = "burnup"
    BASELINE = "baseline"
    UNITS = "units"
    LIGHTS = "lights"


class Picture(Struct, frozen=True):
    """One picture: its short name, its title, the text that stands for it, and the SVG as a whole document."""

    name: str
    title: str
    alternative: str
    svg: str


def picture(name: Chart, scene: ChartData, ctx: RenderContext) -> Picture:
    """Return the picture of that name, in the page's language."""
    drawn: Picture = getattr(import_module(f"plantrack.render.charts.{name.value}"), name.value)(scene, ctx)
    return drawn


def pictures(view: PeriodicReport, ctx: RenderContext) -> tuple[Picture, ...]:
    """Return the pictures of a report in the page's language, in their order."""
    from plantrack.reports.chart_data import scene_of

    return tuple(picture(name, scene_of(view), ctx) for name in Chart)
