"""The lights through the year as shares of the tasks: a column for each week or month, for the plan and for each item."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from plantrack.dates.periods import DAY
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light
from plantrack.model.percentages import WHOLE
from plantrack.model.plan import Task
from plantrack.render.charts import SMALL
from plantrack.render.charts.axis import HEADER, Axis, columns, marked_days
from plantrack.render.charts.frame import AXIS, ChartFrame, Row, RowLabel, left_out, task_title
from plantrack.render.charts.labels import Band, spread
from plantrack.render.charts.measure import width
from plantrack.render.charts.shares import LINE, SIGN, counted, keyed, parts_of
from plantrack.render.charts.svg import GRID, INK, PAPER, SOFT, light_box, paint_on, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData
from plantrack.reports.shades import Tally, shades

HIGH, LOW, STRIP, ITEM = 200, 100, 24, 36
"""The height of the plan's columns at most and at least, of an item's columns, and of its row."""
HAIR, WEEK = 3, 7
"""Columns that are narrower than this touch; days of a week."""
LABELS, SCALE, BESIDE, MOST = (150, 0.32, 300), 40, 8, 0.5
"""The column of titles: the least width, the share of the picture's, and the greatest; the room for percentages;
what lies between columns and their labels, and the share of the picture that these take at most."""


class LightStretch(Struct, frozen=True):
    """A stretch of days, and how many tasks have each light at its end."""

    first: date
    last: date
    tally: Tally


def lights(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the shares of lights up to as-of; return the sentences that describe them."""
    chart, ctx = _Panel(frame, data), frame.ctx
    rows = chart.fitting()
    notes = frame.sentences(left_out(len(rows), len(data.rows), ctx))
    chart.draw([row.facts.task for row in rows])
    return [*notes, _words(ctx.say("All tasks"), stretches(data), ctx)] + [
        _words(f"{row.ref} {task_title(row.facts.task, ctx.plan, ctx)}", stretches(data, row.ref), ctx) for row in rows
    ]


def stretches(data: ChartData, ref: str | None = None) -> list[LightStretch]:
    """Return each stretch of days with the lights at its end: of an item, or of the whole plan."""
    found, first = [], data.plan.period.first
    for snapshot in data.past:
        found.append(LightStretch(first, snapshot.day, dict(snapshot.items)[ref] if ref else snapshot.tally))
        first = snapshot.day + DAY
    return found


class _Panel:
    """The columns of the plan, and below them those of its items on the same axis."""

    def __init__(self, frame: ChartFrame, data: ChartData) -> None:
        self.frame, self.data, self.ctx = frame, data, frame.ctx
        self.whole, self.titles = stretches(data), frame.share(LABELS)
        labels = [self.label(row.facts.task) for row in data.rows]
        frame.fitting(labels, self.titles, AXIS + BESIDE + LOW)
        self.high = min(
            max(frame.left_over(self.titles, labels) - AXIS - BESIDE, LOW), HIGH * 0.75 if frame.narrow else HIGH
        )
        words = max((width(part.words, SMALL) for part in parts_of(self.whole[-1].tally, frame.ctx)), default=0)
        needed = min(SIGN + 4 + words, frame.room * MOST)
        left, period = max(frame.beside(self.titles), frame.left + SCALE), data.plan.period
        self.axis = Axis(period.first, period.last, left, frame.right)
        self.end = self.axis.at(self.whole[-1].last, end=True) + BESIDE
        self.within = self.end + needed + BESIDE <= frame.right
        if not self.within:
            self.axis.right = frame.right - needed - BESIDE
            self.end = self.axis.right + BESIDE
        self.words = frame.right - self.end - BESIDE * self.within

    def label(self, task: Task) -> RowLabel:
        """Return the label of an item."""
        return RowLabel(task_title(task, self.ctx.plan, self.ctx), task.ref, least=ITEM)

    def fitting(self) -> list[TaskEvaluation]:
        """Return the items that there is room for, in the order of the plan."""
        rows = self.data.worst_first
        labels = [self.label(row.facts.task) for row in rows]
        worst = {row.ref for row in rows[: self.frame.fitting(labels, self.titles, AXIS + BESIDE + self.high)]}
        return [row for row in self.data.rows if row.ref in worst]

    def draw(self, tasks: Sequence[Task]) -> None:
        """Draw everything."""
        frame, top = self.frame, self.frame.y
        band = (top + HEADER, top + HEADER + self.high)
        frame.y = band[1] + BESIDE
        rows = frame.rows([self.label(task) for task in tasks], self.titles)
        bands = [(row.middle - STRIP / 2, row.middle + STRIP / 2) for row in rows]
        columns(frame, self.axis, top, [band, *bands])
        self._scale(band)
        self._cleared([Row(*band, PAPER), *(Row(*strip, row.paper) for strip, row in zip(bands, rows, strict=True))])
        self._stack(self.whole, band)
        self._ends(band)
        for task, strip in zip(tasks, bands, strict=True):
            found = stretches(self.data, task.ref)
            self._stack(found, strip)
            counted(frame.drawing, self.end, self.words, sum(strip) / 2, found[-1].tally)
        marked_days(frame, self.axis, [band, *bands], self.data.as_of, unfinished(self.data, self.ctx))
        others = shades(light for column in self.whole for light, _ in column.tally)
        here = {light for light, _ in self.whole[-1].tally}
        frame.legend(frame.light_keys(light for light in others if light not in here and not self._named(light, band)))

    def _cleared(self, rows: Sequence[Row]) -> None:
        """Clear the time to come where the labels stand in it."""
        left = self.axis.at(self.whole[-1].last, end=True)
        for row in rows if self.within else ():
            self.frame.drawing.rect((left, row.top - 1, self.axis.right - left, row.bottom - row.top + 2), row.paper)

    def _scale(self, band: Band) -> None:
        for percent in (0, 50, 100):
            y = band[1] - (band[1] - band[0]) * percent / WHOLE
            self.frame.drawing.line((self.axis.left, y), (self.axis.right, y), GRID)
            self.frame.drawing.text((self.axis.left - 6, y + 4), f"{percent}%", size=SMALL, paint=SOFT, anchor="end")

    def _ends(self, band: Band) -> None:
        """Label each light of the last column beside it."""
        last = self.whole[-1].tally
        middles = [(high + low) / 2 for high, low in levels(last, band)]
        starts = spread([middle - LINE / 2 for middle in middles], [LINE] * len(middles), *band)
        for part, start in zip(parts_of(last, self.ctx), starts, strict=True):
            keyed(self.frame.drawing, (self.end, start + LINE / 2), part.light, part.words, self.words)

    def _stack(self, found: Sequence[LightStretch], band: Band) -> None:
        """Draw columns of shares; the last one is outlined where its week or month is not over."""
        drawing = self.frame.drawing
        for column in found:
            left, wide = self._span(column)
            for (light, count), (high, low) in zip(column.tally, levels(column.tally, band), strict=True):
                words = self.ctx.say(
                    "{what}: {words}", what=column.last, words=f"{light_name(light, self.ctx)} {count}"
                )
                light_box(drawing, (left, high, wide - (wide > HAIR), max(low - high - 0.5, 0.5)), light, words)
        if self.data.unfinished:
            left, wide = self._span(found[-1])
            drawing.rect((left, band[0] - 2, wide, band[1] - band[0] + 4), None, line=INK, dashed=True)

    def _span(self, column: LightStretch) -> tuple[float, float]:
        """Return where a column starts, and how wide it is."""
        left = self.axis.at(column.first)
        return left, self.axis.at(column.last, end=True) - left

    def _named(self, light: Light, band: Band) -> bool:
        """Write the name of a light into its area, if that has room; tell whether it has."""
        words = light_name(light, self.ctx)
        wide = SIGN + 8 + width(words, SMALL)
        for run, (top, bottom) in areas(self.whole, light, band):
            left, right = self.axis.at(run[0].first), self.axis.at(run[-1].last, end=True)
            if right - left >= wide:
                x, y, paint = (left + right - wide) / 2 + 2, (top + bottom) / 2, paint_on(light)
                sign(self.frame.drawing, light.meaning, (x + SIGN / 2, y), SIGN * 0.6, paint)
                self.frame.drawing.text((x + SIGN + 4, y + SMALL * 0.36), words, size=SMALL, paint=paint)
                return True
        return False


def levels(tally: Tally, band: Band) -> list[tuple[float, float]]:
    """Return the upper and the lower end of each light's part of a column, the first at the bottom."""
    (top, low), tasks = band, sum(count for _, count in tally)
    scale, found = (low - top) / max(tasks, 1), []
    for _, count in tally:
        found.append((low - scale * count, low))
        low -= scale * count
    return found


def areas(found: Sequence[LightStretch], light: Light, band: Band) -> Iterator[tuple[Sequence[LightStretch], Band]]:
    """Yield columns side by side in which a light's parts have a line of text in common, and where that lies."""
    parts = [dict(zip((light for light, _ in c.tally), levels(c.tally, band), strict=True)).get(light) for c in found]
    for first in range(len(found)):
        top, bottom = band
        for last, part in enumerate(parts[first:], first):
            if part is None or min(bottom, part[1]) - max(top, part[0]) < LINE:
                break
            top, bottom = max(top, part[0]), min(bottom, part[1])
            yield found[first : last + 1], (top, bottom)


def unfinished(data: ChartData, ctx: RenderContext) -> str:
    """Return that the last column is not over; nothing where it is."""
    if not data.unfinished:
        return ""
    days = (data.past[-1].day - (data.past[-2].day if len(data.past) > 1 else data.plan.period.first)).days
    return ctx.say(" (week not over)") if days < WEEK else ctx.say(" (month not over)")


def _words(title: str, found: Sequence[LightStretch], ctx: RenderContext) -> str:
    """Return since when tasks have had which lights, in one sentence."""
    runs = [list(run) for _, run in groupby(found, key=lambda column: column.tally)]
    words = [
        ctx.say("{light} by {first} to {last}", light=_told(run[0].tally, ctx), first=run[0].last, last=run[-1].last)
        for run in runs
    ]
    return ctx.say("{what}: {words}", what=title, words=ctx.say("; ").join(words))


def _told(tally: Tally, ctx: RenderContext) -> str:
    return ctx.listed(f"{light_name(light, ctx)} {count}" for light, count in tally)
