"""Bars, sparklines and lights as characters, each with its style."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.evaluation.facts import Colour, Light
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS, light_name, reasons_words
from plantrack.render.text.layout import StyledText, styled

BAR = 8
SPARKS = "▁▂▃▄▅▆▇█"
STYLES = {
    Colour.GREEN: "green",
    Colour.BLUE: "blue",
    Colour.YELLOW: "yellow",
    Colour.ORANGE: "bright_red",
    Colour.RED: "red",
    Colour.PURPLE: "magenta",
    Colour.GREY: "dim",
}


def bar(percent: float | None, expected: float | None, ctx: RenderContext, cells: int = BAR) -> StyledText:
    """Return percent as a bar, with the expected percent marked where there is colour; dots where nobody reported."""
    if percent is None:
        return styled(("·" * cells, "dim"))
    full = round(percent / 100 * cells)
    drawn = "█" * full + "░" * (cells - full)
    if expected is None or not 0 < expected < 100 or not ctx.colour:  # noqa: PLR2004 - percent
        return styled(drawn)
    mark = min(int(expected / 100 * cells), cells - 1)
    return styled(drawn[:mark], (drawn[mark], "reverse"), drawn[mark + 1 :])


def sparkline(percents: Sequence[float | None]) -> str:
    """Return a character per percentage, as high as it is; a dot where nobody reported."""
    return "".join("·" if percent is None else SPARKS[_step(percent)] for percent in percents)


def _step(percent: float) -> int:
    return min(max(int(percent / 100 * len(SPARKS)), 0), len(SPARKS) - 1)


def light_text(light: Light, ctx: RenderContext) -> StyledText:
    """Return sign and name of a light in its colour, and its reasons; a parent's counts stand for its name."""
    reasons = reasons_words(light, ctx)
    if light.counts:
        return styled((f"{SIGNS[light.meaning]} {reasons}", STYLES[light.shade]))
    name = (f"{SIGNS[light.meaning]} {light_name(light, ctx)}", STYLES[light.shade])
    return styled(name, f" {reasons}") if reasons else styled(name)
