"""Milestones and the dates promised first, with a label at the first of each sort that has room for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from plantrack.errors import message
from plantrack.evaluation.facts import Checkpoint, Colour
from plantrack.render.charts import SMALL
from plantrack.render.charts.axis import Axis
from plantrack.render.charts.frame import BOX, ChartFrame, Key, Row
from plantrack.render.charts.labels import Area, Taken
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import INK, PAPER, SOFT, Drawing
from plantrack.render.context import RenderContext, plain
from plantrack.reports.chart_data import Bar

Point = tuple[float, float]


class Mark(StrEnum):
    """What can be marked on a bar, in the order in which it is labelled."""

    MISSED = "missed"
    REACHED = "reached"
    OPEN = "open"
    PROMISED = "promised"


NAMES = {
    Mark.MISSED: message("milestone missed"), Mark.REACHED: message("milestone reached"),
    Mark.OPEN: message("milestone open"), Mark.PROMISED: message("date promised first"),
}  # fmt: skip
LABELS = {
    Mark.MISSED: message("missed"), Mark.REACHED: message("reached"), Mark.OPEN: message("not yet reached"),
    Mark.PROMISED: message("promised first"),
}  # fmt: skip
"""What stands beside a mark."""
BELOW, HIGH = 8, 15
"""How far below the middle of its row a label begins, and its height."""
CLEAR = 4
BAR = 10


def mark_of(point: Checkpoint) -> Mark:
    """Return what a milestone is marked as."""
    return Mark.REACHED if point.done else Mark.MISSED if point.overdue else Mark.OPEN


def promise(frame: ChartFrame, axis: Axis, bar: Bar, middle: float) -> None:
    """Draw the day promised first, and a dashed box from there to the current due date."""
    if bar.promised and bar.due:
        x, end = axis.at(bar.promised, end=True), axis.at(bar.due, end=True)
        frame.drawing.rect((min(x, end), middle - BAR / 2, abs(x - end), BAR), None, line=INK, dashed=True)
        frame.drawing.path([(x, middle - BELOW), (x, middle + BELOW)], None, line=INK, thick=2)


def milestone(frame: ChartFrame, axis: Axis, point: Checkpoint, middle: float) -> None:
    """Draw a milestone with a rim that sets it off from any bar."""
    place = (axis.at(point.done or point.due, end=True), middle)
    frame.drawing.path(_corners(place, 7.5), PAPER, line=PAPER, closed=True)
    diamond(frame.drawing, place, mark_of(point), tooltip=point_words(point, frame.ctx))


def diamond(drawing: Drawing, place: Point, mark: Mark, *, tooltip: str = "") -> None:
    """Draw a diamond: filled if reached, red and crossed if missed, else empty."""
    paint, line = (INK, PAPER) if mark is Mark.REACHED else (PAPER, Colour.RED if mark is Mark.MISSED else INK)
    drawing.path(_corners(place, 6), paint, line=line, closed=True, tooltip=tooltip)
    x, y, r = *place, 1.6
    if mark is Mark.MISSED:
        drawing.path([(x - r, y - r), (x + r, y + r)], None, line=line)
        drawing.path([(x - r, y + r), (x + r, y - r)], None, line=line)


def _corners(place: Point, r: float) -> list[Point]:
    x, y = place
    return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]


def labelled(
    frame: ChartFrame, axis: Axis, bars: Sequence[Bar], rows: Sequence[Row], lines: Sequence[float]
) -> list[Mark]:
    """Label one mark of each sort above or below its bar, off the lines if it can be; return those without room."""
    missing, taken = [], Taken(Area(axis.left - CLEAR, 0, axis.right + CLEAR + 0.1, frame.y))
    marked = [[*_marks(bar, axis)] for bar in bars]
    for mark in sorted({mark for found in marked for mark, _ in found}, key=list(Mark).index):
        words = plain(LABELS[mark], frame.ctx.language)
        wide = width(words, SMALL)
        places = {
            area: row.paper for found, row in zip(marked, rows, strict=True) for area in _places(found, row, mark, wide)
        }
        area = taken.place(sorted(places, key=lambda area: any(area.left - 2 < x < area.right + 2 for x in lines)))
        if area is None:
            missing.append(mark)
        else:
            frame.drawing.rect((area.left - 1, area.top, wide + 2, HIGH - 1), places[area])
            frame.drawing.text((area.left, area.top + HIGH - 4), words, size=SMALL, paint=SOFT)
    return missing


def _places(marked: Sequence[tuple[Mark, float]], row: Row, mark: Mark, wide: float) -> Iterator[Area]:
    """Yield where the label of a mark may stand at a bar: at one of these marks, and at none of another sort."""
    others = [x for other, x in marked if other is not mark]
    for x in [x for found, x in marked if found is mark]:
        for left in (x - CLEAR, x + CLEAR - wide):
            if not any(left - CLEAR < other < left + wide + CLEAR for other in others):
                for top in (row.middle + BELOW, row.middle - BELOW - HIGH):
                    yield Area(left, top, left + wide, top + HIGH)


def _marks(bar: Bar, axis: Axis) -> Iterator[tuple[Mark, float]]:
    """Yield each mark and its place of a bar."""
    for point in bar.points:
        yield mark_of(point), axis.at(point.done or point.due, end=True)
    if bar.promised and bar.due:
        yield Mark.PROMISED, axis.at(bar.promised, end=True)


def keys(frame: ChartFrame, marks: Sequence[Mark]) -> list[Key]:
    """Return legend entries for marks."""

    def sample(mark: Mark) -> Callable[[float, float], None]:
        def draw(x: float, y: float) -> None:
            if mark is Mark.PROMISED:
                frame.drawing.path([(x + BOX / 2, y - BELOW), (x + BOX / 2, y + BELOW)], None, line=INK, thick=2)
            else:
                diamond(frame.drawing, (x + BOX / 2, y), mark)

        return draw

    return [(sample(mark), plain(NAMES[mark], frame.ctx.language)) for mark in marks]


def point_words(point: Checkpoint, ctx: RenderContext) -> str:
    """Return a milestone with its date, and whether it was reached or missed."""
    ref, title = point.milestone.ref, point.milestone.title
    if point.done:
        return ctx.say("{ref} {title}: reached on {day}", ref=ref, title=title, day=point.done)
    if point.overdue:
        return ctx.say("{ref} {title}: missed, due on {day}", ref=ref, title=title, day=point.due)
    return ctx.say("{ref} {title}: due on {day}", ref=ref, title=title, day=point.due)
