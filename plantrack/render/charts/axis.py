"""Time from left to right: the axis, the names of its months, and the lines of today and of the end of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from plantrack.dates.periods import Length, period_of
from plantrack.evaluation.facts import Colour
from plantrack.render.charts import SMALL
from plantrack.render.charts.labels import Band
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import GRID, INK, SOFT
from plantrack.render.context import RenderContext

if TYPE_CHECKING:
    from plantrack.render.charts.frame import ChartFrame

HEADER, LINE = 24, 16
"""Height of the month names, and of a line below the axis."""
YEAR, NARROWEST = 12, 31
STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200)
"""Months between two labels of an axis; the smallest step that fits is taken."""


class Axis:
    """Time from left to right, including the whole of both end days."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, max(first, last), left, right

    def at(self, day: date, *, end: bool = False) -> float:
        """Return where a day starts, or where it ends; days beyond the axis lie on its ends."""
        whole = (self.last - self.first).days + 1
        passed = min(max((day - self.first).days + end, 0), whole)
        return self.left + (self.right - self.left) * passed / whole

    def __contains__(self, day: date) -> bool:
        """Tell whether the axis has a day."""
        return self.first <= day <= self.last


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


def columns(frame: ChartFrame, axis: Axis, top: float, bands: Sequence[Band]) -> None:
    """Draw a column for each month, quarter or year through the bands, with its name at the top of the chart."""
    drawing, bands = frame.drawing, _joined(bands)
    for first, last, words in month_labels(axis, frame.ctx):
        x = axis.at(first)
        for high, low in bands:
            drawing.line((x, high), (x, low), GRID)
        if x + 4 + width(words, SMALL) <= axis.at(last, end=True):
            drawing.text((x + 4, top + 14), words, size=SMALL, paint=SOFT)
    for high, low in bands:
        drawing.line((axis.right, high), (axis.right, low), GRID)
        drawing.line((axis.left, high), (axis.right, high), GRID)


def marked_days(frame: ChartFrame, axis: Axis, bands: Sequence[Band], as_of: date, note: str = "") -> None:
    """Draw today's line and that of the plan's end through the bands, with their days below the last one, and a note."""
    ctx, last = frame.ctx, frame.ctx.plan.period.last
    marked = [(last, ctx.say("plan ends on {day}", day=last), INK, True)] if last in axis else []
    marked += [(as_of, ctx.say("as of {day}", day=as_of) + note, Colour.BLUE, False)] if as_of in axis else []
    lines, edge = 0, float(frame.right)
    for day, words, paint, dashed in marked:
        x, wide = axis.at(day, end=True), width(words, SMALL)
        for high, low in _joined(bands):
            frame.drawing.line((x, high), (x, low), paint, dashed=dashed, thick=1 if dashed else 2)
        left = max(min(x - wide / 2, frame.right - wide), frame.left)
        lines += 1 if not lines or left + wide > edge - 8 else 0
        frame.drawing.text((left, frame.y + lines * LINE - 3), words, size=SMALL, paint=paint)
        edge = left
    frame.y += lines * LINE + 4 * bool(lines)


def _joined(bands: Sequence[Band]) -> list[Band]:
    """Return bands with those drawn together that touch."""
    found: list[Band] = []
    for top, bottom in bands:
        if found and abs(found[-1][1] - top) < 1:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
    return found
