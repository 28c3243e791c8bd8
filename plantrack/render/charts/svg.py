"""SVG: a drawing made of escaped text, rectangles, lines and paths, with numbers that are always written alike.

Every colour is a presentation attribute beside a class of its name, `pt-red` where it fills and `pt-red-line` where it
draws: alone the picture is what it is, and a page may restyle the classes, as for the dark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from plantrack.evaluation.facts import Colour, Meaning
from plantrack.render.charts.measure import width
from plantrack.reports.chart_data import Shade

FONTS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
INK, SOFT, GRID, PAPER, BAND, ON, ON_YELLOW = "ink", "soft", "grid", "paper", "band", "on", "on-yellow"
LIGHT = {
    INK: "#1f2328", SOFT: "#59636e", GRID: "#d8dee4", PAPER: "#ffffff", BAND: "#f3f5f7", ON: "#ffffff", ON_YELLOW: "#1f2328",
    Colour.GREEN: "#1a7f37", Colour.BLUE: "#0b62bd", Colour.YELLOW: "#c08a00", Colour.ORANGE: "#bc4c00",
    Colour.RED: "#c62828", Colour.PURPLE: "#7346b5", Colour.GREY: "#68717b",
}  # fmt: skip
"""The colours on white paper: text has a contrast of at least 4.5 with what it stands on, and shapes one of 3 with paper."""
DARK = {
    INK: "#f0f3f6", SOFT: "#9ea7b3", GRID: "#3a424c", PAPER: "#15191f", BAND: "#1e242c", ON: "#15191f", ON_YELLOW: "#15191f",
    Colour.GREEN: "#4ac26b", Colour.BLUE: "#6cb6ff", Colour.YELLOW: "#e0b341", Colour.ORANGE: "#f0883e",
    Colour.RED: "#ff8178", Colour.PURPLE: "#c29bff", Colour.GREY: "#9ea7b3",
}  # fmt: skip
"""The same on dark paper."""
VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
LINE_HEIGHT, ASCENT = 1.35, 0.88
"""Of a line of text, in em: how far it is to the next, and how far it reaches above its foot."""


def restyled(colours: dict[str, str]) -> str:
    """Return the style rules that give every picture on a page these colours."""
    rules = (f".pt-{name}{{fill:{colour}}}.pt-{name}-line{{stroke:{colour}}}" for name, colour in colours.items())
    return "".join(rules)


def resized(svg: str, width: int) -> str:
    """Return a picture that is shown so wide; what is in it stays."""
    wide, high = size(svg)
    shown = f'width="{width}" height="{number(high * width / wide)}"'
    return svg.replace(f'width="{number(wide)}" height="{number(high)}"', shown, 1)


def size(svg: str) -> tuple[float, float]:
    """Return how wide and how high a picture is drawn."""
    found = VIEW.search(svg)
    return (float(found[1]), float(found[2])) if found else (0, 0)


def number(value: float) -> str:
    """Return a number with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Drawing:
    """Shapes and texts on paper, each on top of those before it."""

    def __init__(self, wide: float) -> None:
        self.wide = wide
        self._parts: list[str] = []

    def rect(
        self, place: tuple[float, float, float, float], paint: str | None, *, line: str | None = None,
        dashed: bool = False, told: str = "", faint: bool = False,
    ) -> None:  # fmt: skip
        """Draw a rectangle at (x, y, width, height), filled, outlined or both; `told` is said where it is pointed at."""
        x, y, wide, high = map(number, place)
        self._add(
            f'rect x="{x}" y="{y}" width="{wide}" height="{high}"',
            paint,
            line,
            told,
            dashed=dashed,
            faint=faint,
            thick=1,
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], line: str, *, dashed: bool = False) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = ((number(x), number(y)) for x, y in (start, end))
        self._add(f'line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"', None, line, dashed=dashed, thick=1)

    def path(
        self, points: Sequence[tuple[float, float]], paint: str | None, *, line: str | None = None, closed: bool = False,
        dashed: bool = False, told: str = "", thick: float = 1.5,
    ) -> None:  # fmt: skip
        """Draw a line through points, or the surface within them."""
        drawn = "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")
        self._add(f'path d="M{drawn}"', paint, line, told, dashed=dashed, thick=thick)

    def circle(self, centre: tuple[float, float], radius: float, paint: str | None, *, line: str | None = None) -> None:
        """Draw a circle."""
        x, y, r = map(number, (*centre, radius))
        self._add(f'circle cx="{x}" cy="{y}" r="{r}"', paint, line)

    def text(
        self, place: tuple[float, float], words: str, *, size: float = 13, paint: str = INK, anchor: str = "start",
        bold: bool = False, told: str = "",
    ) -> None:  # fmt: skip
        """Write one line of text whose foot stands at a place; `told` is the whole of what was shortened."""
        x, y = map(number, place)
        more = (f' text-anchor="{anchor}"' if anchor != "start" else "") + (' font-weight="bold"' if bold else "")
        inner = f"{_title(told)}{escape(words)}"
        self._parts.append(
            f'<text x="{x}" y="{y}" font-size="{number(size)}"{more} {_paint("fill", "", paint)}>{inner}</text>'
        )

    def document(self, name: str, title: str, description: str, high: float) -> str:
        """Return the SVG."""
        wide, tall = number(self.wide), number(high)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}"'
            f' viewBox="0 0 {wide} {tall}" role="img" aria-labelledby="{name}-title {name}-desc"'
            f" font-family={quoteattr(FONTS)}>"
        )
        names = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        paper = f'<rect width="{wide}" height="{tall}" {_paint("fill", "", PAPER)}/>'
        return "\n".join([head, names, paper, *self._parts, "</svg>"]) + "\n"

    def _add(
        self, shape: str, paint: str | None, line: str | None, told: str = "", *,
        dashed: bool = False, faint: bool = False, thick: float = 1.5,
    ) -> None:  # fmt: skip
        classes = " ".join([*([f"pt-{paint}"] if paint else []), *([f"pt-{line}-line"] if line else [])])
        drawn = f' fill="{LIGHT[paint]}"' if paint else ' fill="none"'
        if line:
            drawn += f' stroke="{LIGHT[line]}" stroke-width="{number(thick)}"'
        drawn += (' stroke-dasharray="4 3"' if dashed else "") + (' fill-opacity="0.25"' if faint else "")
        end = f">{_title(told)}</{shape.split(' ', 1)[0]}>" if told else "/>"
        self._parts.append(f'<{shape} class="{classes}"{drawn}{end}')


def _paint(attribute: str, ending: str, paint: str) -> str:
    return f'class="pt-{paint}{ending}" {attribute}="{LIGHT[paint]}"'


def _title(told: str) -> str:
    return f"<title>{escape(told)}</title>" if told else ""


def lamp(drawing: Drawing, place: tuple[float, float, float, float], one: Shade, told: str = "") -> str:
    """Draw a rectangle in the colour of a light, grey ones faint; return the paint for what stands in it."""
    grey = one.colour is Colour.GREY
    if grey:
        drawing.rect(place, PAPER)
    drawing.rect(place, one.colour, told=told, faint=grey)
    return INK if grey else ON_YELLOW if one.colour is Colour.YELLOW else ON


def sign(drawing: Drawing, meaning: Meaning, centre: tuple[float, float], size: float, paint: str) -> None:
    """Draw the sign of a light, so that no light is told by its colour alone."""
    (x, y), r = centre, size / 2
    if meaning is Meaning.UNREPORTED:
        words = "?"
        drawing.text(
            (x - width(words, size * 1.3) / 2, y + size * 0.47), words, size=size * 1.3, paint=paint, bold=True
        )
    elif meaning is Meaning.ON_TRACK:
        drawing.circle(centre, r * 0.8, paint)
    elif meaning is Meaning.ATTENTION:
        drawing.path([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], paint, closed=True)
    elif meaning is Meaning.NOT_DUE:
        drawing.circle(centre, r * 0.35, paint)
    else:
        for stroke in _STROKES[meaning]:
            drawing.path([(x + dx * r, y + dy * r) for dx, dy in stroke], None, line=paint, thick=max(size / 6, 1.2))


_STROKES: dict[Meaning, list[list[tuple[float, float]]]] = {
    Meaning.DONE: [[(-1, 0), (-0.3, 0.7), (1, -0.7)]],
    Meaning.OFF_TRACK: [[(-0.8, -0.8), (0.8, 0.8)], [(-0.8, 0.8), (0.8, -0.8)]],
    Meaning.CANCELLED: [[(-0.9, 0), (0.9, 0)]],
}
