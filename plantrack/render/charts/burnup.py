"""The burn-up: the progress expected by each day of the plan, and the progress reported."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from plantrack.evaluation.facts import Colour
from plantrack.model.percentages import Exact
from plantrack.render.charts.frame import BOX, SMALL, Axis, ChartFrame, Key
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import GRID, INK, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.reports.changes import Snapshot
from plantrack.reports.chart_data import ChartData

HIGH, LEFT = 340, 48
Point = tuple[date, float]


def burnup(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw both lines; return the sentences that describe them: the last day of each month, and as-of."""
    frame.legend(_keys(frame, data))
    notes = frame.sentences(remarks(data, frame.ctx))
    _lines(frame, data)
    last = {(snapshot.day.year, snapshot.day.month): snapshot for snapshot in data.trend}.values()
    days = [snapshot for snapshot in data.trend if snapshot in last or snapshot.day == data.as_of]
    return [*notes, *(_day_words(snapshot, data.as_of, frame.ctx) for snapshot in days)]


def curves(data: ChartData) -> tuple[list[list[Point]], list[list[Point]]]:
    """Return the expected line, and the reported one up to as-of: each as runs of days without a gap."""
    expected = [(s.day, s.summary.expected) for s in data.trend]
    return _runs(expected), _runs([(s.day, s.summary.percent) for s in data.past])


def _runs(points: Sequence[tuple[date, Exact | None]]) -> list[list[Point]]:
    runs = (list(run) for there, run in groupby(points, key=lambda point: point[1] is not None) if there)
    return [[(day, float(percent)) for day, percent in run if percent is not None] for run in runs]


def remarks(data: ChartData, ctx: RenderContext) -> list[str]:
    """Return the sentences that say which line is missing."""
    expected, reported = curves(data)
    silent = ctx.say("Nobody reported how far the work is by {day}, so there is no line for it.", day=data.as_of)
    notes = [] if expected else [ctx.say("Nothing says where the tasks should be by which day.")]
    return notes if reported else [*notes, silent]


def latest(data: ChartData) -> tuple[Exact | None, Exact | None]:
    """Return the expected and the reported percentage on as-of, or at the end of the plan if that came before."""
    last = data.past[-1].summary if data.past else None
    return (last.expected, last.percent) if last else (None, None)


def _day_words(found: Snapshot, as_of: date, ctx: RenderContext) -> str:
    """Return one day in words; after as-of only what is expected."""
    expected, percent = percent_words(found.summary.expected), percent_words(found.summary.percent)
    if found.day > as_of:
        return ctx.say("{day}: expected {expected}", day=found.day, expected=expected)
    return ctx.say("{day}: expected {expected}, reported {percent}", day=found.day, expected=expected, percent=percent)


def _lines(frame: ChartFrame, data: ChartData) -> None:
    drawing, top, bottom = frame.drawing, frame.y, frame.y + HIGH
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LEFT, frame.right)
    frame.columns(axis, top, bottom)

    def place(point: Point) -> tuple[float, float]:
        return axis.at(point[0], end=True), bottom - (bottom - top - 18) * point[1] / 100

    for percent in range(0, 101, 25):
        y, words = place((axis.first, percent))[1], f"{percent}%"
        drawing.line((axis.left, y), (axis.right, y), GRID)
        drawing.text((axis.left - 8 - width(words, SMALL), y + 4), words, size=SMALL, paint=SOFT)
    frame.today(axis, top + 18, bottom, data.as_of)
    expected, reported = curves(data)
    for run in expected:
        drawing.path([place(point) for point in run], None, line=INK, dashed=True, thick=2)
    for run in reported:
        drawing.path([place(point) for point in run], None, line=Colour.GREEN, thick=3)
    if reported:
        drawing.circle(place(reported[-1][-1]), 5, Colour.GREEN)
    frame.y = bottom


def _keys(frame: ChartFrame, data: ChartData) -> Iterator[Key]:
    def stroke(line: str, words: str, thick: float, *, dashed: bool = False) -> Key:
        def draw(x: float, y: float) -> None:
            frame.drawing.path([(x, y), (x + BOX + 2, y)], None, line=line, dashed=dashed, thick=thick)

        return draw, words

    ctx, (expected, percent) = frame.ctx, map(percent_words, latest(data))
    yield stroke(INK, ctx.say("expected: {percent}", percent=expected), 2, dashed=True)
    if curves(data)[1]:
        yield stroke(Colour.GREEN, ctx.say("reported: {percent}", percent=percent), 3)
    yield frame.today_key()
