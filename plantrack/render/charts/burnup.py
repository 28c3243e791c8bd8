"""The burn-up: the progress expected by each day of the plan, the progress reported, and the gap between them."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from plantrack.evaluation.facts import Colour
from plantrack.model.percentages import Exact, rounded_points
from plantrack.render.charts import SMALL
from plantrack.render.charts.axis import HEADER, Axis, columns, marked_days
from plantrack.render.charts.frame import BODY, ChartFrame
from plantrack.render.charts.labels import spread
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import GRID, INK, PAPER, SOFT, Anchor
from plantrack.render.context import RenderContext
from plantrack.render.phrases import percent_words
from plantrack.reports.changes import Snapshot
from plantrack.reports.chart_data import ChartData

HIGH, LEFT = (240, 0.36, 340), 44
"""The height of the chart: the least, the share of the picture's width, and the greatest; the room for percentages."""
LABEL, ASIDE = 18, 0.7
"""The height of a label, and how far one stands off the line that it lies at, as a share of that."""
CLEAR = 10
Point = tuple[date, float]
Label = tuple[float, str, str, bool]
"""Where a label is wanted, its words, its paint, and whether it is bold."""


def burnup(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw both lines; return the sentences that describe them: the last day of each month, and as-of."""
    notes = frame.sentences(remarks(data, frame.ctx))
    _lines(frame, data)
    last = {(snapshot.day.year, snapshot.day.month): snapshot for snapshot in data.trend}.values()
    days = [snapshot for snapshot in data.trend if snapshot in last or snapshot.day == data.as_of]
    return [*notes, *(_day_words(snapshot, data.as_of, frame.ctx) for snapshot in days)]


def curves(data: ChartData) -> tuple[list[list[Point]], list[list[Point]]]:
    """Return the expected line, and the reported one up to as-of: each as runs of days without a gap."""
    expected = [(s.day, s.expected) for s in data.trend]
    return _runs(expected), _runs([(s.day, s.percent) for s in data.past])


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
    last = data.past[-1] if data.past else None
    return (last.expected, last.percent) if last else (None, None)


def gap_words(data: ChartData, ctx: RenderContext) -> str:
    """Return by how many points what is reported differs from what is expected; nothing where it does not."""
    expected, percent = latest(data)
    if expected is None or percent is None or not (points := rounded_points(percent, expected)):
        return ""
    return ctx.say("{points} points ahead" if points > 0 else "{points} points behind", points=abs(points))


def _day_words(found: Snapshot, as_of: date, ctx: RenderContext) -> str:
    """Return one day in words; after as-of only what is expected."""
    expected, percent = percent_words(found.expected), percent_words(found.percent)
    if found.day > as_of:
        return ctx.say("{day}: expected {expected}", day=found.day, expected=expected)
    return ctx.say("{day}: expected {expected}, reported {percent}", day=found.day, expected=expected, percent=percent)


def _lines(frame: ChartFrame, data: ChartData) -> None:
    drawing, top = frame.drawing, frame.y + HEADER
    bottom = top + frame.share(HIGH)
    axis = Axis(data.plan.period.first, data.plan.period.last, frame.left + LEFT, frame.right)
    columns(frame, axis, frame.y, [(top, bottom)])

    def place(point: Point) -> tuple[float, float]:
        return axis.at(point[0], end=True), bottom - (bottom - top) * point[1] / 100

    for percent in range(0, 101, 25):
        y, words = place((axis.first, percent))[1], f"{percent}%"
        drawing.line((axis.left, y), (axis.right, y), GRID)
        drawing.text((axis.left - 8, y + 4), words, size=SMALL, paint=SOFT, anchor="end")
    frame.y = bottom
    marked_days(frame, axis, [(top, bottom)], data.as_of)
    expected, reported = curves(data)
    for run in expected:
        drawing.path([place(point) for point in run], None, line=INK, dashed=True, thick=2)
    for run in reported:
        drawing.path([place(point) for point in run], None, line=Colour.GREEN, thick=3)
    if data.past:
        _labels(frame, axis, data, (top, bottom))


def _labels(frame: ChartFrame, axis: Axis, data: ChartData, band: tuple[float, float]) -> None:
    """Label the ends of both lines as of the day, and the gap between them, on the side that has room."""
    ctx, (top, bottom), (expected, percent) = frame.ctx, band, latest(data)
    x = axis.at(data.past[-1].day, end=True)

    def level(share: Exact) -> float:
        return bottom - (bottom - top) * float(share) / 100

    found: list[Label] = []
    if expected is not None:
        found.append((level(expected), ctx.say("expected: {percent}", percent=percent_words(expected)), INK, False))
    if percent is not None:
        found.append(
            (level(percent), ctx.say("reported: {percent}", percent=percent_words(percent)), Colour.GREEN, False)
        )
        frame.drawing.circle((x, level(percent)), 5, Colour.GREEN)
    if gap := gap_words(data, ctx):
        ends = [y for y, *_ in found]
        found.append((sum(ends) / 2, gap, INK, True))
        worse = Colour.RED if ends[0] < ends[1] else Colour.GREEN
        frame.drawing.path([(x, y) for y in ends], None, line=worse, thick=4)
    _written(frame, (x, axis.right), band, found)


def _written(frame: ChartFrame, ends: tuple[float, float], band: tuple[float, float], found: Sequence[Label]) -> None:
    """Write labels beside a day, none over another: on its right below the line that goes on, else on its left."""
    (x, right), wide = ends, max((width(words, BODY) for _, words, *_ in found), default=0)
    before = x + CLEAR + wide > right
    wanted = [
        y - LABEL / 2 + (LABEL * (-ASIDE if before else ASIDE) if paint == INK and not bold else 0)
        for y, _, paint, bold in found
    ]
    starts = spread(wanted, [LABEL] * len(found), *band)
    for start, (_, words, paint, bold) in zip(starts, found, strict=True):
        room = width(words, BODY)
        left = x - CLEAR - room if before else x + CLEAR
        frame.drawing.rect((left - 2, start + 1, room + 4, LABEL - 2), PAPER)
        anchor: Anchor = "end" if before else "start"
        at = (x - CLEAR if before else left, start + LABEL - 5)
        frame.drawing.text(at, words, size=BODY, paint=paint, bold=bold, anchor=anchor)
