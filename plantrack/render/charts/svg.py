"""SVG: a drawing of escaped text, rectangles, lines and paths, with numbers in one format.

Each colour is a presentation attribute plus a class of the same name, `pt-red` for fills and `pt-red-line` for strokes:
the picture needs no style sheet, and a page can restyle the classes, for example for dark mode.
"""

import html
import re
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from typing import Literal

from plantrack.evaluation.facts import Colour, Light, Meaning
from plantrack.render.charts import SMALL

FONTS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
INK, SOFT, GRID, PAPER, BAND, ON, ON_YELLOW = "ink", "soft", "grid", "paper", "band", "on", "on-yellow"
LIGHT = {
    INK: "#1f2328", SOFT: "#59636e", GRID: "#d8dee4", PAPER: "#ffffff", BAND: "#f3f5f7", ON: "#ffffff", ON_YELLOW: "#1f2328",
    Colour.GREEN: "#1a7f37", Colour.BLUE: "#0b62bd", Colour.YELLOW: "#c08a00", Colour.ORANGE: "#bc4c00",
    Colour.RED: "#c62828", Colour.PURPLE: "#7346b5", Colour.GREY: "#68717b",
}  # fmt: skip
"""Colours on white paper. The contrast of text with its background is at least 4.5, that of shapes with paper 3."""
DARK = {
    INK: "#f0f3f6", SOFT: "#9ea7b3", GRID: "#3a424c", PAPER: "#15191f", BAND: "#1e242c", ON: "#15191f", ON_YELLOW: "#15191f",
    Colour.GREEN: "#4ac26b", Colour.BLUE: "#6cb6ff", Colour.YELLOW: "#e0b341", Colour.ORANGE: "#f0883e",
    Colour.RED: "#ff8178", Colour.PURPLE: "#c29bff", Colour.GREY: "#9ea7b3",
}  # fmt: skip
"""The same colours on dark paper."""
escape = partial(html.escape, quote=False)
"""Escapes text between tags."""
Anchor = Literal["start", "middle", "end"]
VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
LINE_HEIGHT, ASCENT = 1.35, 0.88
"""Of a line of text, in em: the distance to the next line, and the height above the baseline."""


def restyled(colours: dict[str, str]) -> str:
    """Return the CSS rules that give every picture on a page these colours."""
    return "".join(f".pt-{name}{{fill:{colour}}}.pt-{name}-line{{stroke:{colour}}}" for name, colour in colours.items())


def resized(svg: str, width: int) -> str:
    """Return a picture displayed at another width; its content stays."""
    wide, high = size(svg)
    shown = f'width="{width}" height="{number(high * width / wide)}"'
    return svg.replace(f'width="{number(wide)}" height="{number(high)}"', shown, 1)


def size(svg: str) -> tuple[float, float]:
    """Return the width and height of a picture; zeros without a view box."""
    found = VIEW.search(svg)
    return (float(found[1]), float(found[2])) if found else (0, 0)


@lru_cache(maxsize=2**14)
def number(value: float) -> str:
    """Return a number with at most one decimal; the same places come again and again."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Drawing:
    """Shapes and texts on paper, each on top of those before it. `tooltip` is the text shown on hover."""

    def __init__(self, wide: float) -> None:
        self.wide = wide
        self._parts: list[str] = []

    def rect(
        self, place: tuple[float, float, float, float], paint: str | None, *, line: str | None = None,
        dashed: bool = False, tooltip: str = "", faint: bool = False,
    ) -> None:  # fmt: skip
        """Draw a rectangle at (x, y, width, height), filled, outlined or both."""
        x, y, wide, high = map(number, place)
        shape = f'rect x="{x}" y="{y}" width="{wide}" height="{high}"'
        self._add(shape, paint, line, tooltip, dashed=dashed, faint=faint, thick=1)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], line: str, *, dashed: bool = False, thick: float = 1
    ) -> None:
        """Draw a straight line."""
        x1, y1, x2, y2 = map(number, (*start, *end))
        self._add(f'line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"', None, line, dashed=dashed, thick=thick)

    def path(
        self, points: Sequence[tuple[float, float]], paint: str | None, *, line: str | None = None, closed: bool = False,
        dashed: bool = False, tooltip: str = "", thick: float = 1.5,
    ) -> None:  # fmt: skip
        """Draw a line through points, or the area within them."""
        drawn = "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z" * closed
        self._add(f'path d="M{drawn}"', paint, line, tooltip, dashed=dashed, thick=thick)

    def circle(self, centre: tuple[float, float], radius: float, paint: str) -> None:
        """Draw a filled circle."""
        x, y, r = map(number, (*centre, radius))
        self._add(f'circle cx="{x}" cy="{y}" r="{r}"', paint)

    def text(
        self, place: tuple[float, float], words: str, *, size: float = 13, paint: str = INK, bold: bool = False,
        tooltip: str = "", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """Write one line of text whose baseline starts at a place, or has its middle or its end there."""
        x, y = map(number, place)
        weight = ' font-weight="bold"' if bold else ""
        if anchor != "start":
            weight += f' text-anchor="{anchor}"'
        look = f'font-size="{number(size)}"{weight} class="pt-{paint}" fill="{LIGHT[paint]}"'
        self._parts.append(f'<text x="{x}" y="{y}" {look}>{_title(tooltip)}{escape(words)}</text>')

    def document(self, name: str, title: str, description: str, high: float) -> str:
        """Return the SVG document."""
        wide, tall = number(self.wide), number(high)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" role="img"'
            f""" aria-labelledby="{name}-title {name}-desc" font-family='{FONTS}'>"""
        )
        names = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        paper = f'<rect width="{wide}" height="{tall}" class="pt-{PAPER}" fill="{LIGHT[PAPER]}"/>'
        return "\n".join([head, names, paper, *self._parts, "</svg>\n"])

    def _add(
        self, shape: str, paint: str | None, line: str | None = None, tooltip: str = "", *,
        dashed: bool = False, faint: bool = False, thick: float = 1.5,
    ) -> None:  # fmt: skip
        end = f">{_title(tooltip)}</{shape.partition(' ')[0]}>" if tooltip else "/>"
        self._parts.append(f"<{shape} {_look(paint, line, thick, dashed=dashed, faint=faint)}{end}")


@cache
def _look(paint: str | None, line: str | None, thick: float, *, dashed: bool, faint: bool) -> str:
    """Return how a shape is drawn; there are few looks."""
    classes = " ".join([*([f"pt-{paint}"] if paint else []), *([f"pt-{line}-line"] if line else [])])
    drawn = f'class="{classes}" fill="{LIGHT[paint]}"' if paint else f'class="{classes}" fill="none"'
    if line:
        drawn += f' stroke="{LIGHT[line]}" stroke-width="{number(thick)}"'
    return drawn + ' stroke-dasharray="4 3"' * dashed + ' fill-opacity="0.25"' * faint


def _title(tooltip: str) -> str:
    return f"<title>{escape(tooltip)}</title>" if tooltip else ""


def light_box(drawing: Drawing, place: tuple[float, float, float, float], light: Light, tooltip: str = "") -> str:
    """Draw a rectangle in the colour of a light; return the paint for what is drawn on it."""
    faint = _faint(light)
    if faint:
        drawing.rect(place, PAPER)
    drawing.rect(place, light.shade, tooltip=tooltip, faint=faint)
    return paint_on(light)


def paint_on(light: Light) -> str:
    """Return the paint for what is drawn on the colour of a light."""
    return INK if _faint(light) else ON_YELLOW if light.shade is Colour.YELLOW else ON


def _faint(light: Light) -> bool:
    """Tell whether a colour is drawn faint: grey, and on track, which has the colour of done."""
    return light.shade is Colour.GREY or light.meaning is Meaning.ON_TRACK


def sign(drawing: Drawing, meaning: Meaning, centre: tuple[float, float], size: float, paint: str) -> None:
    """Draw the sign of a light, so that no light is told apart by colour alone."""
    (x, y), r = centre, size / 2
    if meaning is Meaning.UNREPORTED:
        high = max(size * 1.3, SMALL)
        drawing.text((x, y + high * 0.36), "?", size=high, paint=paint, bold=True, anchor="middle")
    elif meaning is Meaning.ATTENTION:
        drawing.path([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], paint, closed=True)
    elif meaning in _DOTS:
        drawing.circle(centre, r * _DOTS[meaning], paint)
    else:
        for stroke in _STROKES[meaning]:
            drawing.path([(x + dx * r, y + dy * r) for dx, dy in stroke], None, line=paint, thick=max(size / 6, 1.2))


_DOTS = {Meaning.ON_TRACK: 0.8, Meaning.NOT_DUE: 0.35}
_STROKES: dict[Meaning, list[list[tuple[float, float]]]] = {
    Meaning.DONE: [[(-1, 0), (-0.3, 0.7), (1, -0.7)]],
    Meaning.OFF_TRACK: [[(-0.8, -0.8), (0.8, 0.8)], [(-0.8, 0.8), (0.8, -0.8)]],
    Meaning.CANCELLED: [[(-0.9, 0), (0.9, 0)]],
}
