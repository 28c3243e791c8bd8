"""The frame of a picture: its title, its legend, rows with labels that fit their space, and a time axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from plantrack.dates.periods import Length, period_of
from plantrack.evaluation.facts import Colour, Light
from plantrack.render.charts import Chart, Picture, chart_subtitle
from plantrack.render.charts.measure import width, wrapped
from plantrack.render.charts.svg import ASCENT, BAND, GRID, INK, LINE_HEIGHT, SOFT, Drawing, light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, compared, shades

WIDE, MARGIN = 960, 24
BODY, SMALL, HEAD = 13, 11, 19
BOX, NUMBER, TITLE_LINES = 12, 44, 3
HEADER = 24
"""Height of the month names."""
YEAR, NARROWEST = 12, 36
STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200)
"""Months between two labels of an axis; the smallest step that fits is taken."""

Key = tuple[Callable[[float, float], None], str]
"""A legend entry: a function that draws its sample into a box that starts at x with its middle at y, and its words."""


class ChartFrame:
    """A picture that grows downwards: `y` is where the next part starts."""

    def __init__(self, name: Chart, title: str, ctx: RenderContext) -> None:
        self.name, self.title, self.ctx = name, title, ctx
        self.drawing = Drawing(WIDE)
        self.y: float = MARGIN
        self.left, self.right = MARGIN, WIDE - MARGIN
        room = self.right - self.left
        self.y += self.block((self.left, self.y), title, HEAD, room, bold=True, lines=2) + 4
        subtitle = chart_subtitle(name, ctx)
        self.y += self.block((self.left, self.y), subtitle, BODY, room, paint=SOFT, lines=2) + 12

    def block(
        self, corner: tuple[float, float], words: str, size: float, room: float, *, paint: str = INK,
        bold: bool = False, lines: int = 1,
    ) -> float:  # fmt: skip
        """Write words below a corner in at most `lines` lines; return their height. Shortened text has a tooltip."""
        shown = wrapped(words, size, room, lines)
        tooltip = words if shown[-1].endswith("…") else ""
        for number, line in enumerate(shown):
            foot = corner[1] + size * (number * LINE_HEIGHT + (LINE_HEIGHT - 1) / 2 + ASCENT)
            self.drawing.text((corner[0], foot), line, size=size, paint=paint, bold=bold, tooltip=tooltip)
        return len(shown) * size * LINE_HEIGHT

    def label(
        self, x: float, words: str, size: float, room: float, middle: float, *, paint: str = INK, lines: int = 1
    ) -> None:
        """Write words at x, vertically centred."""
        high = len(wrapped(words, size, room, lines)) * size * LINE_HEIGHT
        self.block((x, middle - high / 2), words, size, room, paint=paint, lines=lines)

    def row_label(self, ref: str, title: str, room: float, middle: float) -> None:
        """Write a reference and a title at the left of a row."""
        self.label(self.left + 6, ref, SMALL, NUMBER - 10, middle, paint=SOFT)
        self.label(self.left + NUMBER, title, BODY, room, middle, lines=TITLE_LINES)

    def sentences(self, sentences: list[str]) -> list[str]:
        """Write sentences across the picture; return them."""
        for words in sentences:
            self.y += self.block((self.left, self.y), words, BODY, self.right - self.left, lines=3) + 8
        return sentences

    def rows(self, titles: Iterable[tuple[str, float]], room: float) -> list[float]:
        """Add a row for each title and its minimum height, with up to three lines; return the middles of the rows."""
        middles = []
        for number, (title, least) in enumerate(titles):
            high = max(least, len(wrapped(title, BODY, room, TITLE_LINES)) * BODY * LINE_HEIGHT + 8)
            if number % 2 == 0:
                self.drawing.rect((self.left, self.y, self.right - self.left, high), BAND)
            middles.append(self.y + high / 2)
            self.y += high
        return middles

    def legend(self, keys: Iterable[Key]) -> None:
        """Draw the meaning of colours and shapes, in as many lines as needed."""
        x, step = float(self.left), SMALL * LINE_HEIGHT + 5
        for draw, words in keys:
            (shown,) = wrapped(words, SMALL, self.right - self.left - 2 * BOX)
            wide = BOX + 6 + width(shown, SMALL)
            if x > self.left and x + wide > self.right:
                x, self.y = self.left, self.y + step
            draw(x, self.y + step / 2)
            self.drawing.text((x + BOX + 6, self.y + step / 2 + SMALL * 0.36), shown, size=SMALL, paint=SOFT)
            x += wide + 18
        self.y += step + 10

    def light_keys(self, lights: Iterable[Light]) -> list[Key]:
        """Return the legend entries of lights, each once."""

        def key(light: Light) -> Key:
            def draw(x: float, y: float) -> None:
                paint = light_box(self.drawing, (x, y - BOX / 2, BOX, BOX), light)
                sign(self.drawing, light.meaning, (x + BOX / 2, y), BOX * 0.6, paint)

            return draw, light_name(light, self.ctx)

        return [key(light) for light in shades(lights)]

    def today_key(self) -> Key:
        """Return the legend entry of the as-of line."""
        return lambda x, y: self.upright(x + BOX / 2, y - 8, y + 8, Colour.BLUE), self.ctx.say("as of")

    def today(self, axis: Axis, top: float, bottom: float, day: date) -> None:
        """Draw the as-of line if the axis has that day."""
        if axis.first <= day <= axis.last:
            self.upright(axis.at(day, end=True), top, bottom, Colour.BLUE)

    def upright(self, x: float, top: float, bottom: float, line: str) -> None:
        """Draw a thick vertical line."""
        self.drawing.path([(x, top), (x, bottom)], None, line=line, thick=2)

    def columns(self, axis: Axis, top: float, bottom: float) -> None:
        """Draw a column for each month, quarter or year with its name above it."""
        for first, last, words in month_labels(axis, self.ctx):
            x = axis.at(first)
            self.drawing.line((x, top + 18), (x, bottom), GRID)
            if x + 4 + width(words, SMALL) <= axis.at(last, end=True):
                self.drawing.text((x + 4, top + 12), words, size=SMALL, paint=SOFT)
        self.drawing.line((axis.right, top + 18), (axis.right, bottom), GRID)
        self.drawing.line((axis.left, top + 18), (axis.right, top + 18), GRID)

    def picture(self, alternative: Sequence[str]) -> Picture:
        """Return the picture; the sentences are its alternative text."""
        name, words = f"plantrack-{self.name}-{self.ctx.language}", "\n".join(alternative)
        svg = self.drawing.document(name, self.title, words, self.y + MARGIN)
        return Picture(self.name, self.title, words, svg)


def nothing_drawn(name: Chart, data: ChartData, ctx: RenderContext) -> str:
    """Return why a chart has nothing to draw; an empty text where it has."""
    rows = data.plan.tasks if name is Chart.LIGHTS else data.rows
    if name in (Chart.GANTT, Chart.UNITS, Chart.LIGHTS) and not rows:
        return ctx.say("There is nothing to draw: the plan has no tasks.")
    if name is Chart.LIGHTS and not data.past:
        return ctx.say("The period of the plan begins on {day}; there are no lights yet.", day=data.plan.period.first)
    if name is Chart.BASELINE and not compared(data.numbers):
        return ctx.say("There is nothing to draw: no indicator has a headline, a measurement or a target.")
    return ""


class Axis:
    """Time from left to right, including the whole of both end days."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, max(first, last), left, right

    def at(self, day: date, *, end: bool = False) -> float:
        """Return where a day starts, or where it ends; days beyond the axis lie on its ends."""
        whole = (self.last - self.first).days + 1
        passed = min(max((day - self.first).days + end, 0), whole)
        return self.left + (self.right - self.left) * passed / whole


def month_labels(axis: Axis, ctx: RenderContext, room: float = NARROWEST) -> Iterator[tuple[date, date, str]]:
    """Yield the first and last day of each column and its name: months, or quarters or years if months do not fit."""
    column, months = period_of(axis.first, Length.MONTH), []
    while column.first <= axis.last:
        months.append((max(column.first, axis.first), min(column.last, axis.last)))
        column = column.next()
    step = next((n for n in STEPS if (axis.right - axis.left) / len(months) * n >= room), STEPS[-1])
    for first, last in months:
        if (first.year * YEAR + first.month - 1) % step == 0:
            years = step >= YEAR or (first.month == 1 and axis.first.year != axis.last.year)
            month = str(first.month)
            yield first, last if step == 1 else axis.last, str(first.year) if years else ctx.say(f"month {month}")
