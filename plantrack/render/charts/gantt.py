"""The Gantt chart: every row a bar from its start to its due date, with milestones and the as-of line."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from plantrack.evaluation.facts import Checkpoint, Colour
from plantrack.model.plan import Plan
from plantrack.render.cells import cell_words
from plantrack.render.charts.frame import BOX, HEADER, NUMBER, SMALL, Axis, ChartFrame, Key
from plantrack.render.charts.measure import wrapped
from plantrack.render.charts.svg import INK, LINE_HEIGHT, PAPER, SOFT, Drawing
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, light_words, percent_words
from plantrack.reports.chart_data import Bar, ChartData, bars
from plantrack.reports.sections.columns import counted_title

Point = tuple[float, float]
ROW, BAR = 40, 16
TITLES, UNITS = 270, 150
BEYOND = timedelta(days=366)
"""How far beyond the plan's period a chart extends for earlier starts and later due dates; the rest ends there."""


def gantt(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the rows; return the sentences that describe them."""
    found = bars(data.rows)
    frame.legend(_keys(frame, found))
    _rows(frame, found, chart_axis(data.plan, found, frame.left + TITLES, frame.right - UNITS), data.as_of)
    return [row_words(row, frame.ctx) for row in found]


def chart_axis(plan: Plan, rows: Sequence[Bar], left: float, right: float) -> Axis:
    """Return the axis of a chart: the plan's period, extended to what starts before it or is due after it."""
    days = [day for row in rows for day in (row.start, row.due, row.promised, *(p.due for p in row.points)) if day]
    first = max(min([plan.period.first, *days]), plan.period.first - min(BEYOND, plan.period.first - date.min))
    last = min(max([plan.period.last, *days]), plan.period.last + min(BEYOND, date.max - plan.period.last))
    return Axis(first, last, left, right)


def _rows(frame: ChartFrame, found: Sequence[Bar], axis: Axis, as_of: date) -> None:
    ctx, top, room = frame.ctx, frame.y, TITLES - NUMBER - 14
    frame.y += HEADER
    titles = [cell_words(counted_title(bar.facts.task, ctx.plan), ctx) for bar in found]
    led = [ctx.units(bar.facts.lead) or ctx.say("nobody") for bar in found]
    least = [max(ROW, len(wrapped(name, SMALL, UNITS - 16, 3)) * SMALL * LINE_HEIGHT + 6) for name in led]
    middles = frame.rows(zip(titles, least, strict=True), room)
    frame.columns(axis, top, frame.y)
    for bar, title, units, middle in zip(found, titles, led, middles, strict=True):
        frame.row_label(bar.facts.task.ref, title, room, middle)
        _bar(frame, axis, bar, middle)
        frame.label(frame.right - UNITS + 12, units, SMALL, UNITS - 16, middle, paint=SOFT, lines=3)
    frame.today(axis, top + 18, frame.y, as_of)
    for bar, middle in zip(found, middles, strict=True):
        for point in bar.points:
            _milestone(frame, axis, point, middle)


def _bar(frame: ChartFrame, axis: Axis, row: Bar, middle: float) -> None:
    """Draw a bar in the light's colour, faint where nothing is done yet; one without an end is open."""
    start, end = axis.at(row.start), axis.at(axis.last if row.open or row.due is None else row.due, end=True)
    drawing, top, wide, colour = frame.drawing, middle - BAR / 2, max(end - start, 2), row.light.shade
    words = row_words(row, frame.ctx)
    drawing.rect((start, top, wide, BAR), PAPER)
    drawing.rect((start, top, wide, BAR), colour, line=colour, faint=True, tooltip=words, dashed=row.due is None)
    if row.facts.percent:
        drawing.rect((start, top, wide * float(row.facts.percent) / 100, BAR), colour, tooltip=words)
    if row.promised:
        x = axis.at(row.promised, end=True)
        drawing.rect((min(x, end), top - 3, abs(x - end), BAR + 6), None, line=INK, dashed=True)
        frame.upright(x, top - 5, top + BAR + 5, INK)


def _milestone(frame: ChartFrame, axis: Axis, point: Checkpoint, middle: float) -> None:
    """Draw a milestone with a rim that sets it off from any bar."""
    place = (axis.at(point.done or point.due, end=True), middle)
    frame.drawing.path(_corners(place, 7.5), PAPER, line=PAPER, closed=True)
    line, paint = (PAPER, INK) if point.done else (Colour.RED if point.overdue else INK, PAPER)
    _diamond(frame.drawing, place, paint, line, tooltip=point_words(point, frame.ctx))


def _diamond(drawing: Drawing, place: Point, paint: str, line: str, *, tooltip: str = "") -> None:
    """Draw a diamond: filled if reached, red and crossed if missed, else empty."""
    drawing.path(_corners(place, 6), paint, line=line, closed=True, tooltip=tooltip)
    x, y, r = *place, 1.6
    if line == Colour.RED:
        drawing.path([(x - r, y - r), (x + r, y + r)], None, line=line)
        drawing.path([(x - r, y + r), (x + r, y - r)], None, line=line)


def _corners(place: Point, r: float) -> list[Point]:
    x, y = place
    return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]


def _keys(frame: ChartFrame, rows: Sequence[Bar]) -> list[Key]:
    """Return the legend of what the chart has."""
    drawing, ctx, half = frame.drawing, frame.ctx, BOX / 2
    points = [point for row in rows for point in row.points]

    def diamond(paint: str, line: str) -> Callable[[float, float], None]:
        return lambda x, y: _diamond(drawing, (x + half, y), paint, line)

    def promise(x: float, y: float) -> None:
        frame.upright(x + half, y - 8, y + 8, INK)
        drawing.rect((x + half, y - 6, half, 12), None, line=INK, dashed=True)

    keys = (
        (any(p.done for p in points), diamond(INK, INK), ctx.say("milestone reached")),
        (any(not p.done and not p.overdue for p in points), diamond(PAPER, INK), ctx.say("milestone open")),
        (any(p.overdue for p in points), diamond(PAPER, Colour.RED), ctx.say("milestone missed")),
        (any(row.promised for row in rows), promise, ctx.say("date promised first")),
    )
    shown = [(draw, words) for there, draw, words in keys if there]
    return [*frame.light_keys(row.light for row in rows), *shown, frame.today_key()]


def row_words(row: Bar, ctx: RenderContext) -> str:
    """Return a row in one sentence, with its numbers."""
    words = ctx.say(
        "{ref} {title}: {start} to {due}, {percent} done, expected {expected}; {light}",
        ref=row.facts.task.ref, title=cell_words(counted_title(row.facts.task, ctx.plan), ctx), start=row.start, due=row.due or NOTHING,
        percent=percent_words(row.facts.percent), expected=percent_words(row.facts.expected),
        light=light_words(row.light, ctx),
    )  # fmt: skip
    promised = [ctx.say("promised for {day}", day=row.promised)] if row.promised else []
    return ctx.say("; ").join([words, *promised, *(point_words(point, ctx) for point in row.points)])


def point_words(point: Checkpoint, ctx: RenderContext) -> str:
    """Return a milestone with its date, and whether it was reached or missed."""
    ref, title = point.milestone.ref, point.milestone.title
    if point.done:
        return ctx.say("{ref} {title}: reached on {day}", ref=ref, title=title, day=point.done)
    if point.overdue:
        return ctx.say("{ref} {title}: missed, due on {day}", ref=ref, title=title, day=point.due)
    return ctx.say("{ref} {title}: due on {day}", ref=ref, title=title, day=point.due)
