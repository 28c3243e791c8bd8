"""Bars, sparklines and lights as characters, each with its style, and the cells that hold them."""

from collections.abc import Sequence

from plantrack.evaluation.facts import Colour, Light
from plantrack.model.percentages import WHOLE, Number
from plantrack.render.cells import cell_words, day_note
from plantrack.render.context import RenderContext, visible
from plantrack.render.phrases import SIGNS, light_name, reasons_words
from plantrack.render.text.layout import StyledText, Words, styled, wide
from plantrack.reports.cells import DayCell, LightCell, PercentCell, ReportCell, StatementCell

BAR, NARROW_BAR = 8, 5
SPARKS = "▁▂▃▄▅▆▇█"
STYLES = {
    Colour.GREEN: "green", Colour.BLUE: "blue", Colour.YELLOW: "yellow", Colour.ORANGE: "bright_red", Colour.RED: "red",
    Colour.PURPLE: "magenta", Colour.GREY: "dim",
}  # fmt: skip


def bar(percent: Number | None, expected: Number | None, ctx: RenderContext, cells: int = BAR) -> StyledText:
    """Return percent as a bar, with the expected percent marked where there is colour; dots where nobody reported."""
    if percent is None:
        return styled(("·" * cells, "dim"))
    full = filled(percent, cells)
    drawn = "█" * full + "░" * (cells - full)
    if expected is None or not 0 < expected < WHOLE or not ctx.colour:
        return styled(drawn)
    mark = min(int(expected * cells / WHOLE), cells - 1)
    return styled(drawn[:mark], (drawn[mark], "reverse"), drawn[mark + 1 :])


def filled(percent: Number, cells: int) -> int:
    """Return how many of some cells a percentage fills: all only at exactly 100, none only at exactly 0."""
    if percent in (0, WHOLE):
        return cells if percent else 0
    return min(max(round(percent * cells / WHOLE), 1), cells - 1)


def sparkline(percents: Sequence[Number | None]) -> str:
    """Return a character per percentage, as high as it is; a dot where nobody reported."""
    return "".join("·" if p is None else SPARKS[filled(p, len(SPARKS) - 1)] for p in percents)


def light_text(light: Light, ctx: RenderContext) -> StyledText:
    """Return the sign and name of a light in its colour, and its reasons; a parent shows its counts instead of a name."""
    reasons = reasons_words(light, ctx)
    if light.counts:
        return styled((f"{SIGNS[light.meaning]} {reasons}", STYLES[light.shade]))
    name = (f"{SIGNS[light.meaning]} {light_name(light, ctx)}", STYLES[light.shade])
    return styled(name, f" {reasons}") if reasons else styled(name)


def cell_text(cell: ReportCell | None, ctx: RenderContext) -> Words:
    """Return a cell; on a terminal a percentage has its bar, and on a narrow one a day its basis and words their day below."""
    if isinstance(cell, LightCell):
        return light_text(cell.light, ctx)
    words = cell_words(cell, ctx)
    if ctx.width is not None and isinstance(cell, PercentCell) and cell.expected is not None:
        return styled(bar(cell.percent, cell.expected, ctx, NARROW_BAR), " " if wide(ctx) else "\n", words)
    if not wide(ctx) and isinstance(cell, DayCell):
        return f"{cell.day}\n{day_note(cell, ctx).strip()}".rstrip()
    if not wide(ctx) and isinstance(cell, StatementCell):
        return f"{visible(cell.text)}\n{cell.on}"
    return words
