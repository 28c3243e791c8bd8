"""The Gantt chart: every row a bar from its start to its end in time, and beside it its progress and its lights."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from plantrack.evaluation.facts import TaskFacts
from plantrack.model.plan import Plan
from plantrack.render.charts import SMALL
from plantrack.render.charts.axis import HEADER, Axis, columns, marked_days
from plantrack.render.charts.frame import AXIS, ROW, ChartFrame, Row, RowLabel, left_out, task_title
from plantrack.render.charts.gauge import gauge, gauge_width
from plantrack.render.charts.marks import BAR, keys, labelled, milestone, point_words, promise
from plantrack.render.charts.measure import width
from plantrack.render.charts.shares import SIGN, counted, counted_width, keyed
from plantrack.render.charts.svg import PAPER, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, light_name, light_words, percent_words
from plantrack.reports.chart_data import Bar, ChartData, urgency

TITLES, GAP, BELOW = (150, 0.29, 300), 14, 34
"""The column of titles: the least width, the share of the picture's, and the greatest; the gap between columns; the
height of progress and lights where they stand below the bars."""
COUNTS, FEW = 3, 2
"""How many lights are counted on one line at least; how many units are named at most."""
BEYOND = timedelta(days=366)
"""How far beyond the plan's period a chart extends for earlier starts and later due dates; the rest ends there."""


def gantt(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the rows; return the sentences that describe them."""
    rows = sorted(data.bars, key=lambda bar: urgency(bar.tally))
    worst = rows[: frame.fitting(_labels(frame, rows), frame.share(TITLES), AXIS)]
    refs = {bar.facts.task.ref for bar in worst}
    found = [bar for bar in data.bars if bar.facts.task.ref in refs]
    notes = frame.sentences(left_out(len(found), len(rows), frame.ctx))
    return [*notes, *_chart(frame, found, data)]


def _labels(frame: ChartFrame, found: Sequence[Bar]) -> list[RowLabel]:
    """Return the labels of rows, with their leads unless all have the same."""
    ctx, least = frame.ctx, ROW + BELOW * frame.narrow
    leads = [_lead_words(bar.facts, ctx) for bar in found]
    notes = leads if len({*leads}) > 1 else [""] * len(leads)
    tasks = [bar.facts.task for bar in found]
    return [
        RowLabel(task_title(task, ctx.plan, ctx), task.ref, note, least)
        for task, note in zip(tasks, notes, strict=True)
    ]


def chart_axis(plan: Plan, rows: Sequence[Bar], left: float, right: float) -> Axis:
    """Return the axis of a chart: the plan's period, extended to what starts before it or is due after it."""
    days = [day for row in rows for day in (row.start, row.end, row.promised, *(p.due for p in row.points)) if day]
    first = max(min([plan.period.first, *days]), plan.period.first - min(BEYOND, plan.period.first - date.min))
    last = min(max([plan.period.last, *days]), plan.period.last + min(BEYOND, date.max - plan.period.last))
    return Axis(first, last, left, right)


def _lead_words(facts: TaskFacts, ctx: RenderContext) -> str:
    """Return who leads a task, or the tasks of an item; only how many units where there are many."""
    leads = list(_leads(facts))
    if len(leads) > FEW:
        return ctx.say("{n} units", n=len(leads))
    return ctx.units(leads) or ctx.say("nobody")


def _leads(facts: TaskFacts) -> Iterable[str]:
    return facts.lead or dict.fromkeys(unit for child in facts.children for unit in _leads(child))


class _Columns(Struct, frozen=True):
    """Where the columns of progress and of lights start."""

    progress: float
    lights: float


def _columns(frame: ChartFrame, found: Sequence[Bar]) -> _Columns:
    """Return the columns at the right of the bars; in a narrow picture they stand below these."""
    progress = gauge_width(frame, [bar.facts for bar in found])
    if frame.narrow:
        left = frame.beside(0)
        return _Columns(left, left + progress + GAP)
    lights = max(_light_width(bar, frame.ctx) for bar in found)
    return _Columns(frame.right - lights - GAP - progress, frame.right - lights)


def _light_width(bar: Bar, ctx: RenderContext) -> float:
    """Return how wide the lights of a row are: the numbers of an item's, the name of a task's."""
    if bar.facts.children:
        return max(counted_width(bar.tally[n : n + COUNTS]) for n in range(len(bar.tally)))
    return SIGN + 4 + width(light_name(bar.light, ctx), SMALL)


def _chart(frame: ChartFrame, found: Sequence[Bar], data: ChartData) -> list[str]:
    """Draw the rows; return each in one sentence."""
    ctx, drawing, top, titles = frame.ctx, frame.drawing, frame.y, frame.share(TITLES)
    beside = _columns(frame, found)
    axis = chart_axis(data.plan, found, frame.beside(titles), frame.right if frame.narrow else beside.progress - GAP)
    if not frame.narrow:
        for x, words in ((beside.progress, ctx.say("Progress")), (beside.lights, ctx.say("Light"))):
            drawing.text((x, top + 14), words, size=SMALL, paint=SOFT)
    frame.y += HEADER
    rows = [
        Row(row.top, row.bottom - BELOW * frame.narrow, row.paper) for row in frame.rows(_labels(frame, found), titles)
    ]
    columns(frame, axis, top, [row.band for row in rows])
    told = [row_words(bar, ctx) for bar in found]
    for bar, row, words in zip(found, rows, told, strict=True):
        _bar(frame, axis, bar, row.middle, words)
        middle = row.middle + (row.bottom - row.top + BELOW) / 2 * frame.narrow
        gauge(frame, beside.progress, middle, bar.facts)
        room = frame.right - beside.lights
        if bar.facts.children:
            counted(drawing, beside.lights, room, middle, bar.tally)
        else:
            keyed(drawing, (beside.lights, middle), bar.light, light_name(bar.light, ctx), room)
    _marks(frame, axis, found, rows, data)
    return told


def _marks(frame: ChartFrame, axis: Axis, found: Sequence[Bar], rows: Sequence[Row], data: ChartData) -> None:
    """Draw milestones and lines, and label what there is room to label; the rest has a legend below."""
    marked_days(frame, axis, [row.band for row in rows], data.as_of)
    lines = [axis.at(day, end=True) for day in (data.as_of, data.plan.period.last)]
    unlabelled = labelled(frame, axis, found, rows, lines)
    for bar, row in zip(found, rows, strict=True):
        for point in bar.points:
            milestone(frame, axis, point, row.middle)
    frame.legend(keys(frame, unlabelled))


def _bar(frame: ChartFrame, axis: Axis, bar: Bar, middle: float, words: str) -> None:
    """Draw a bar: a task's in the colour of its light, an item's without one; without a due date its end is open."""
    drawing, shade = frame.drawing, bar.light.shade
    start = axis.at(bar.start)
    end, top, bottom = max(axis.at(bar.end, end=True), start + 2), middle - BAR / 2, middle + BAR / 2
    drawing.rect((start, top, end - start, BAR), PAPER, tooltip=words)
    if not bar.facts.children:
        drawing.rect((start, top, end - start, BAR), shade, faint=True, tooltip=words)
    edges = [(end, top), (start, top), (start, bottom), (end, bottom)]
    drawing.path(edges, None, line=SOFT if bar.facts.children else shade, closed=not bar.open)
    promise(frame, axis, bar, middle)


def row_words(row: Bar, ctx: RenderContext) -> str:
    """Return a row in one sentence, with its numbers."""
    words = ctx.say(
        "{ref} {title}: {start} to {due}, {percent} done, expected {expected}; {light}",
        ref=row.facts.task.ref, title=task_title(row.facts.task, ctx.plan, ctx), start=row.start, due=row.due or NOTHING,
        percent=percent_words(row.facts.percent), expected=percent_words(row.facts.expected),
        light=light_words(row.light, ctx),
    )  # fmt: skip
    promised = [ctx.say("promised for {day}", day=row.promised)] if row.promised else []
    return ctx.say("; ").join([words, *promised, *(point_words(point, ctx) for point in row.points)])
