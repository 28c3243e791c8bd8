"""The frame of a picture: its title, its legend, labels that fit their room, and an axis of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from plantrack.dates.periods import Length, period_of
from plantrack.evaluation.facts import Light
from plantrack.render.charts import Picture
from plantrack.render.charts.measure import width, wrapped
from plantrack.render.charts.svg import ASCENT, BAND, GRID, INK, LINE_HEIGHT, SOFT, Drawing, lamp, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import Shade

WIDE, MARGIN = 960, 24
BODY, SMALL, HEAD = 13, 11, 19
BOX, NUMBER, TITLE_LINES = 12, 44, 3
HEADER = 24
"""How high the names of the months are."""
YEAR, NARROWEST = 12, 36
STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200)
"""So many months from one label of an axis to the next; the fewest for which there is room are taken."""

Key = tuple[Callable[[float, float], None], str]
"""An entry of a legend: what draws its sample into a box that begins at x with its middle at y, and its words."""


class ChartFrame:
    """A picture that grows downwards: `y` is where what comes next begins."""

    def __init__(self, name: str, title: str, ctx: RenderContext) -> None:
        self.name, self.title, self.ctx = name, title, ctx
        self.drawing = Drawing(WIDE)
        self.y: float = MARGIN
        self.left, self.right = MARGIN, WIDE - MARGIN
        self.lines(self.left, title, HEAD, self.right - self.left, bold=True, lines=2)
        said = ctx.say("{plan} · as of {day}", plan=ctx.plan.title, day=ctx.as_of)
        self.y += 4
        self.lines(self.left, said, BODY, self.right - self.left, paint=SOFT, lines=2)
        self.y += 12

    def lines(
        self, x: float, words: str, size: float, room: float, *, paint: str = INK, bold: bool = False, lines: int = 1
    ) -> None:
        """Write words in at most so many lines, and go on below them."""
        self.y += block(self.drawing, (x, self.y), words, size, room, paint=paint, bold=bold, lines=lines)

    def sentence(self, words: str) -> None:
        """Write a sentence across the picture."""
        self.lines(self.left, words, BODY, self.right - self.left, lines=3)
        self.y += 8

    def legend(self, keys: Sequence[Key]) -> None:
        """Draw what colours and shapes stand for, in as many lines as it takes."""
        x, step = float(self.left), SMALL * LINE_HEIGHT + 5
        for draw, words in keys:
            (shown,) = wrapped(words, SMALL, self.right - self.left - 2 * BOX)
            wide = BOX + 6 + width(shown, SMALL)
            if x > self.left and x + wide > self.right:
                x, self.y = self.left, self.y + step
            draw(x, self.y + step / 2)
            self.drawing.text((x + BOX + 6, self.y + step / 2 + SMALL * 0.36), shown, size=SMALL, paint=SOFT)
            x += wide + 18
        self.y += (step if keys else 0) + 10

    def picture(self, alternative: Sequence[str]) -> Picture:
        """Return what was drawn; the sentences say the same with its numbers."""
        said = "\n".join(alternative)
        name = f"plantrack-{self.name}-{self.ctx.language}"
        svg = self.drawing.document(name, self.title, said, self.y + MARGIN)
        return Picture(self.name, self.title, said, svg)


def block(
    drawing: Drawing, corner: tuple[float, float], words: str, size: float, room: float, *, paint: str = INK,
    bold: bool = False, lines: int = 1, middle: float | None = None, anchor: str = "start",
) -> float:  # fmt: skip
    """Write words below a corner in at most so many lines, and return how high they are.

    With `middle` they stand around that height. What is shortened is told whole where it is pointed at.
    """
    x, y = corner
    shown = wrapped(words, size, room, lines)
    high = len(shown) * size * LINE_HEIGHT
    if middle is not None:
        y = middle - high / 2
    told = words if shown[-1].endswith("…") else ""
    for number, line in enumerate(shown):
        foot = y + size * (number * LINE_HEIGHT + (LINE_HEIGHT - 1) / 2 + ASCENT)
        drawing.text((x, foot), line, size=size, paint=paint, bold=bold, anchor=anchor, told=told)
    return high


class ChartRow(NamedTuple):
    """A row of a picture: where it begins, and how high it is."""

    top: float
    high: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return self.top + self.high / 2


def rows(frame: ChartFrame, titles: Sequence[tuple[str, float]], room: float) -> list[ChartRow]:
    """Return a row for each title and its least height, high enough for three lines of it; every other is on a band."""
    found, top = [], frame.y
    for number, (title, least) in enumerate(titles):
        high = max(least, len(wrapped(title, BODY, room, TITLE_LINES)) * BODY * LINE_HEIGHT + 8)
        if number % 2 == 0:
            frame.drawing.rect((frame.left, top, frame.right - frame.left, high), BAND)
        found.append(ChartRow(top, high))
        top += high
    return found


def label(frame: ChartFrame, ref: str, title: str, room: float, middle: float) -> None:
    """Write a reference and a title at the left of a row."""
    block(frame.drawing, (frame.left + 6, 0), ref, SMALL, NUMBER - 10, paint=SOFT, middle=middle)
    block(frame.drawing, (frame.left + NUMBER, 0), title, BODY, room, lines=TITLE_LINES, middle=middle)


def swatch(drawing: Drawing, one: Shade) -> Callable[[float, float], None]:
    """Return what draws the sample of a light."""

    def draw(x: float, y: float) -> None:
        paint = lamp(drawing, (x, y - BOX / 2, BOX, BOX), one)
        sign(drawing, one.meaning, (x + BOX / 2, y), BOX * 0.6, paint)

    return draw


def shade_name(one: Shade, ctx: RenderContext) -> str:
    """Return what a light is called."""
    return light_name(Light(one.meaning, words=one.words), ctx)


class Axis:
    """Time from left to right: the whole of both end days lies within."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, max(first, last), left, right

    def at(self, day: date, *, end: bool = False) -> float:
        """Return where a day begins, or where it ends; days beyond the axis lie on its ends."""
        whole = (self.last - self.first).days + 1
        passed = min(max((day - self.first).days + end, 0), whole)
        return self.left + (self.right - self.left) * passed / whole

    def months(self) -> Iterator[tuple[date, date]]:
        """Yield the first and the last day of each month of the axis, of which only those with room get a label."""
        month = period_of(self.first, Length.MONTH)
        while month.first <= self.last:
            yield max(month.first, self.first), min(month.last, self.last)
            month = month.next()


def month_labels(axis: Axis, ctx: RenderContext, room: float = NARROWEST) -> Iterator[tuple[date, date, str]]:
    """Yield the first and the last day of each column and its name: months, or quarters or years where there is no room."""
    months = list(axis.months())
    step = next((n for n in STEPS if (axis.right - axis.left) / len(months) * n >= room), STEPS[-1])
    for first, last in months:
        if (first.year * YEAR + first.month - 1) % step == 0:
            years = step >= YEAR or (first.month == 1 and axis.first.year != axis.last.year)
            yield first, last if step == 1 else axis.last, _month(first, ctx, years=years)


def columns(drawing: Drawing, axis: Axis, top: float, bottom: float, ctx: RenderContext) -> None:
    """Draw a column for each month, quarter or year with its name above it."""
    for first, last, words in month_labels(axis, ctx):
        x = axis.at(first)
        drawing.line((x, top + 18), (x, bottom), GRID)
        if x + 4 + width(words, SMALL) <= axis.at(last, end=True):
            drawing.text((x + 4, top + 12), words, size=SMALL, paint=SOFT)
    for start, until in (
        ((axis.right, top + 18), (axis.right, bottom)),
        ((axis.left, top + 18), (axis.right, top + 18)),
    ):
        drawing.line(start, until, GRID)


def _month(day: date, ctx: RenderContext, *, years: bool) -> str:
    month = str(day.month)
    return str(day.year) if years else ctx.say(f"month {month}")


def today(drawing: Drawing, axis: Axis, top: float, bottom: float, day: date) -> None:
    """Draw the line of as-of where the axis has that day."""
    if axis.first <= day <= axis.last:
        x = axis.at(day, end=True)
        drawing.path([(x, top), (x, bottom)], None, line="blue", thick=2)
