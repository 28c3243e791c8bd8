"""The burn-up: what should be done by each day of the plan, and what was reported as done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from plantrack.evaluation.facts import Colour
from plantrack.render.charts import Picture
from plantrack.render.charts.frame import BOX, SMALL, Axis, ChartFrame, Key, columns, today
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import GRID, INK, SOFT, Drawing
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.reports.chart_data import ChartData
from plantrack.reports.trends import Snapshot

HIGH, LEFT = 340, 48
Point = tuple[date, float]


def burnup(data: ChartData, ctx: RenderContext) -> Picture:
    """Return the burn-up of a plan."""
    frame = ChartFrame("burnup", ctx.say("Progress, expected and reported"), ctx)
    expected, reported = curves(data)
    frame.legend(_keys(frame.drawing, data, ctx))
    for sentence in silence(data, ctx):
        frame.sentence(sentence)
    _chart(frame, data, expected, reported)
    told = [day_words(snapshot, data.as_of, ctx) for snapshot in told_days(data)]
    return frame.picture([*silence(data, ctx), *told])


def curves(data: ChartData) -> tuple[list[list[Point]], list[list[Point]]]:
    """Return what is expected by each day, and what was reported up to as-of: each as runs of days without a gap."""
    expected = [(s.day, s.summary.expected) for s in data.trend]
    return _runs(expected), _runs([(s.day, s.summary.percent) for s in data.past])


def _runs(points: Sequence[tuple[date, float | None]]) -> list[list[Point]]:
    runs = (list(run) for there, run in groupby(points, key=lambda point: point[1] is not None) if there)
    return [[(day, percent) for day, percent in run if percent is not None] for run in runs]


def silence(data: ChartData, ctx: RenderContext) -> list[str]:
    """Return what has to be said where a line is missing."""
    found = []
    if not any(s.summary.expected is not None for s in data.trend):
        found.append(ctx.say("Nothing says where the tasks should be by which day."))
    if not any(s.summary.percent is not None for s in data.past):
        found.append(
            ctx.say("Nobody reported how far the work is by {day}, so there is no line for it.", day=data.as_of)
        )
    return found


def latest(data: ChartData) -> tuple[float | None, float | None]:
    """Return what is expected and what was reported at the end of as-of, or of the plan where that came before."""
    last = data.past[-1].summary if data.past else None
    return (last.expected, last.percent) if last else (None, None)


def told_days(data: ChartData) -> list[Snapshot]:
    """Return the days that the text tells: the last of each month, and as-of."""
    last = {(snapshot.day.year, snapshot.day.month): snapshot for snapshot in data.trend}.values()
    return [snapshot for snapshot in data.trend if snapshot in last or snapshot.day == data.as_of]


def day_words(found: Snapshot, as_of: date, ctx: RenderContext) -> str:
    """Return one day in words; after as-of only what is expected."""
    expected, percent = percent_words(found.summary.expected), percent_words(found.summary.percent)
    if found.day > as_of:
        return ctx.say("{day}: expected {expected}", day=found.day, expected=expected)
    return ctx.say("{day}: expected {expected}, reported {percent}", day=found.day, expected=expected, percent=percent)


def _chart(frame: ChartFrame, data: ChartData, expected: list[list[Point]], reported: list[list[Point]]) -> None:
    drawing, top, bottom = frame.drawing, frame.y, frame.y + HIGH
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LEFT, frame.right)
    columns(drawing, axis, top, bottom, frame.ctx)

    def place(point: Point) -> tuple[float, float]:
        return axis.at(point[0], end=True), bottom - (bottom - top - 18) * point[1] / 100

    for percent in range(0, 101, 25):
        y, words = place((axis.first, percent))[1], f"{percent}%"
        drawing.line((axis.left, y), (axis.right, y), GRID)
        drawing.text((axis.left - 8 - width(words, SMALL), y + 4), words, size=SMALL, paint=SOFT)
    today(drawing, axis, top + 18, bottom, data.as_of)
    for run in expected:
        drawing.path([place(point) for point in run], None, line=INK, dashed=True, thick=2)
    for run in reported:
        drawing.path([place(point) for point in run], None, line=Colour.GREEN, thick=3)
    if reported:
        drawing.circle(place(reported[-1][-1]), 5, Colour.GREEN)
    frame.y = bottom


def _keys(drawing: Drawing, data: ChartData, ctx: RenderContext) -> list[Key]:
    def stroke(line: str, *, dashed: bool = False, thick: float = 2) -> Callable[[float, float], None]:
        return lambda x, y: drawing.path([(x, y), (x + BOX + 2, y)], None, line=line, dashed=dashed, thick=thick)

    def now(x: float, y: float) -> None:
        drawing.path([(x + BOX / 2, y - 8), (x + BOX / 2, y + 8)], None, line=Colour.BLUE, thick=2)

    expected, percent = (percent_words(number) for number in latest(data))
    keys: list[Key] = [(stroke(INK, dashed=True), ctx.say("expected: {percent}", percent=expected))]
    if any(s.summary.percent is not None for s in data.past):
        keys.append((stroke(Colour.GREEN, thick=3), ctx.say("reported: {percent}", percent=percent)))
    return [*keys, (now, ctx.say("as of"))]
