"""Bars, sparklines and lights as characters, each with its style, and the cells that hold them."""

from collections.abc import Sequence

from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Light
from plantrack.model.percentages import WHOLE, Number
from plantrack.render.cells import cell_words, day_note
from plantrack.render.context import RenderContext, visible
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import SIGNS, counted_lights, light_name, reasons_words
from plantrack.render.text.layout import StyledText, Words, styled, wide
from plantrack.reports.cells import (
    DayCell,
    LightCell,
    LightShare,
    PercentCell,
    ReportCell,
    StatementCell,
    TransitionCell,
)

BAR, NARROW_BAR, BROAD = 8, 5, 40
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


def share_bar(shares: Sequence[LightShare], ctx: RenderContext) -> StyledText:
    """Return how the tasks are shared among the lights: a bar of their signs, each part in its own colour, with names."""
    lengths = share_lengths(shares, BROAD)
    drawn = ((SIGNS[part.meaning] * length, STYLES[part.shade]) for part, length in zip(shares, lengths, strict=True))
    told = ((f"  {share_words(part, ctx)}", STYLES[part.shade]) for part in shares)
    return styled(*drawn, *told)


def share_words(part: LightShare, ctx: RenderContext) -> str:
    """Return the sign and the name of a light, and how many tasks have it."""
    return f"{SIGNS[part.meaning]} {ctx.say(f'light {part.meaning}')} {part.count}"


def share_lengths(shares: Sequence[LightShare], cells: int) -> list[int]:
    """Return the length of each part of a bar in cells: at least one each, and all cells together."""
    counts = [part.count for part in shares]
    ends = [round(sum(counts[: place + 1]) * cells / sum(counts)) for place in range(len(counts))]
    lengths = [max(end - start, 1) for start, end in zip([0, *ends], ends, strict=False)]
    lengths[lengths.index(max(lengths))] += cells - sum(lengths)
    return lengths


def light_text(light: Light, ctx: RenderContext, *, reasons: bool = True) -> StyledText:
    """Return the sign and name of a light in its colour, and its reasons; a parent shows each of its counts as a light."""
    if light.counts:
        counted = counted_lights(light, ctx)
        parts = [styled((f"{SIGNS[meaning]} {words}", STYLES[USUAL_COLOURS[meaning]])) for meaning, words in counted]
        return _together(parts, LANGUAGES[ctx.language].comma)
    name = (f"{SIGNS[light.meaning]} {light_name(light, ctx)}", STYLES[light.shade])
    because = reasons_words(light, ctx) if reasons else ""
    return styled(name, f" {because}") if because else styled(name)


def _together(parts: Sequence[Words], between: str) -> StyledText:
    """Return parts with the same words between them."""
    return styled(parts[0], *(piece for part in parts[1:] for piece in (between, part)))


def cell_text(cell: ReportCell | None, ctx: RenderContext) -> Words:
    """Return a cell; on a terminal a percentage has its bar, and on a narrow one a day its basis and words their day below."""
    if isinstance(cell, LightCell):
        return light_text(cell.light, ctx, reasons=cell.show == "all")
    if isinstance(cell, TransitionCell) and isinstance(cell.old, LightCell) and isinstance(cell.new, LightCell):
        return _together([cell_text(cell.old, ctx), cell_text(cell.new, ctx)], " → ")
    words = cell_words(cell, ctx)
    return words if ctx.width is None else _on_terminal(cell, words, ctx)


def _on_terminal(cell: ReportCell | None, words: str, ctx: RenderContext) -> Words:
    if isinstance(cell, PercentCell) and cell.expected is not None:
        return styled(bar(cell.percent, cell.expected, ctx, NARROW_BAR), " " if wide(ctx) else "\n", words)
    if not wide(ctx) and isinstance(cell, DayCell):
        return f"{cell.day}\n{day_note(cell, ctx).strip()}".rstrip()
    if not wide(ctx) and isinstance(cell, StatementCell):
        return f"{visible(cell.text)}\n{cell.on}"
    return words
