"""The canvas: rich's console and tables, set up once for every text view; bars, lights and reasons as words."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.evaluation.facts import Colour, Light
from plantrack.render.context import RenderContext, inert
from plantrack.render.phrases import SIGNS, light_name, reasons_words

WIDE = 130
UNBOUNDED = 2000
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


def drawn(ctx: RenderContext, *parts: RenderableType) -> str:
    """Return the parts one below the other, as text with colour where the page has it; no line ends in spaces."""
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=ctx.width or UNBOUNDED,
        force_terminal=ctx.colour,
        no_color=not ctx.colour,
        color_system="standard" if ctx.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, str | Text) and ctx.width is None)
    return "".join(inert(line.rstrip()) + "\n" for line in buffer.getvalue().splitlines())


def wide(ctx: RenderContext) -> bool:
    """Tell whether there is room for a column per fact."""
    return ctx.width is None or ctx.width >= WIDE


def table(*columns: str | tuple[str, str]) -> Table:
    """Return an empty table; a column is its heading, or heading and `right`, `fold` or `fixed`."""
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        heading, manner = column if isinstance(column, tuple) else (column, "fixed")
        made.add_column(
            Text(heading),
            justify="right" if manner == "right" else "left",
            no_wrap=manner != "fold",
            overflow="fold" if manner == "fold" else "ellipsis",
            ratio=None,
        )
    return made


def pairs(rows: Sequence[tuple[str, str | Text]]) -> Table:
    """Return names and values side by side."""
    made = Table.grid(padding=(0, 2, 0, 0))
    made.add_column(no_wrap=True, style="dim")
    made.add_column(overflow="fold")
    for name, value in rows:
        made.add_row(Text(name), value if isinstance(value, Text) else Text(value))
    return made


def heading(text: str) -> Text:
    """Return a heading."""
    return Text(f"\n{text}", style="bold")


def bar(percent: float | None, expected: float | None, ctx: RenderContext, cells: int = BAR) -> Text:
    """Return percent as a bar with the expected percent marked on it; no bar for what nobody said."""
    if percent is None:
        return Text("·" * cells, style="dim")
    full = round(percent / 100 * cells)
    drawn_bar = Text("█" * full + "░" * (cells - full))
    if expected is not None and 0 < expected < 100 and ctx.colour:  # noqa: PLR2004 - percent
        place = min(int(expected / 100 * cells), cells - 1)
        drawn_bar.stylize("reverse", place, place + 1)
    return drawn_bar


def sparkline(percents: Sequence[float | None]) -> str:
    """Return a character per percentage, as high as it is; a dot where nobody said one."""
    return "".join("·" if percent is None else SPARKS[_step(percent)] for percent in percents)


def _step(percent: float) -> int:
    return min(max(int(percent / 100 * len(SPARKS)), 0), len(SPARKS) - 1)


def light_text(light: Light, ctx: RenderContext) -> Text:
    """Return sign and name of a light in its colour, and its reasons; a parent's counts stand for its name."""
    if light.counts:
        return Text(f"{SIGNS[light.meaning]} {reasons_words(light, ctx)}", style=STYLES[light.shade])
    text = Text(f"{SIGNS[light.meaning]} {light_name(light, ctx)}", style=STYLES[light.shade])
    told = reasons_words(light, ctx)
    return text.append(f" {told}", style="default") if told else text


def fraction(pair: tuple[int, int]) -> str:
    """Return `k/n`."""
    return f"{pair[0]}/{pair[1]}"
