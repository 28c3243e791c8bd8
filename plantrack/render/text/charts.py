"""The pictures drawn with characters: signs beside every colour, and no line wider than the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from plantrack.evaluation.facts import Light
from plantrack.render.cell_width import cell_width, padded, shortened
from plantrack.render.charts import Chart, ChartView, baseline, burnup, gantt, lights, units
from plantrack.render.charts.frame import Axis, month_labels, shade_name
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS, baseline_year, percent_words
from plantrack.render.text.layout import Block, StyledText, styled, written
from plantrack.render.text.symbols import STYLES
from plantrack.reports.chart_data import Bar, ChartData, Shade, bars, compared, loads, shade, shades

USUAL, LABEL, REF = 100, 36, 6
ROWS = 10
FULL, REST, NOW, PROMISED = "█", "░", "│", "¦"
BARS = "▒█░"
"""The bars of last year, now and the target."""


def chart(view: ChartView, ctx: RenderContext) -> str:
    """Return a chart as lines of text."""
    ctx = replace(ctx, width=view.width or ctx.width)
    title, parts = {
        Chart.GANTT: _gantt, Chart.BURNUP: _burnup, Chart.BASELINE: _baseline, Chart.UNITS: _units, Chart.LIGHTS: _lights,
    }[view.name](view.data, ctx)  # fmt: skip
    subtitle = ctx.say("{plan} · as of {day}", plan=ctx.plan.title, day=ctx.as_of)
    return written(ctx, styled((title, "bold")), subtitle, "", *parts)


Parts = tuple[str, list[Block]]


def _room(ctx: RenderContext) -> tuple[int, int]:
    """Return how many cells a label has, and how many are left beside it and the reference."""
    wide = ctx.width or USUAL
    label = min(wide // 4, LABEL)
    return label, wide - label - REF - 2


def _fit(words: str, cells: int) -> str:
    """Return words in exactly so many cells."""
    return padded(shortened(words, cells), cells)


def _legend(found: Sequence[Shade], ctx: RenderContext, more: Sequence[str] = ()) -> StyledText:
    names = [(f"{SIGNS[one.meaning]} {shade_name(one, ctx)}", STYLES[one.colour]) for one in shades(found)]
    return styled(*(part for name in names for part in (name, "  ")), "  ".join(more), "\n")


def _header(axis: Axis, before: int, ctx: RenderContext) -> StyledText:
    line = " " * before
    for first, _, words in month_labels(axis, ctx, room=5):
        place = before + int(axis.at(first))
        if cell_width(line) <= place and place + cell_width(words) <= before + axis.right:
            line += " " * (place - cell_width(line)) + words + " "
    return styled((line.rstrip(), "dim"))


def _gantt(scene: ChartData, ctx: RenderContext) -> Parts:
    rows = bars(scene.rows)
    if not rows:
        return ctx.say("Schedule"), [gantt.nothing(ctx)]
    label, room = _room(ctx)
    axis = gantt.chart_axis(scene.plan, rows, 0, room - 8)
    keys = [
        f"◆ {ctx.say('milestone reached')}",
        f"◇ {ctx.say('milestone open')}",
        f"✗ {ctx.say('milestone missed')}",
    ]
    keys += [f"{PROMISED} {ctx.say('date promised first')}"] if any(row.promised for row in rows) else []
    legend = _legend([shade(row.light) for row in rows], ctx, [*keys, f"{NOW} {ctx.say('as of')}"])
    return ctx.say("Schedule"), [
        legend, _header(axis, REF + label + 10, ctx), *(_gantt_row(row, axis, label, scene.as_of, ctx) for row in rows),
    ]  # fmt: skip


def _gantt_row(row: Bar, axis: Axis, label: int, as_of: date, ctx: RenderContext) -> StyledText:
    task, style = row.facts.task, STYLES[row.light.shade]
    cells = _bar_cells(row, axis)
    if axis.first <= as_of <= axis.last:
        cells[_cell(axis, as_of)] = (NOW, "blue")
    if row.promised:
        cells[_cell(axis, row.promised)] = (PROMISED, "")
    for point in row.points:
        mark = "◆" if point.done else "✗" if point.overdue else "◇"
        cells[_cell(axis, point.done or point.due)] = (mark, "red" if point.overdue else "")
    head = f"{_fit(task.ref, REF)}{_fit(ctx.title(task.title), label)} "
    return styled(head, (SIGNS[row.light.meaning], style), f" {percent_words(row.facts.percent):>5}  ", *cells)


def _bar_cells(row: Bar, axis: Axis) -> list[tuple[str, str]]:
    style, start = STYLES[row.light.shade], _cell(axis, row.start)
    end = _cell(axis, row.due if row.due and not row.open else axis.last) + 1
    full = start + round((end - start) * (row.facts.percent or 0) / 100)
    return [
        (FULL, style) if start <= place < full else (REST, style) if start <= place < end else (" ", "")
        for place in range(int(axis.right))
    ]


def _cell(axis: Axis, day: date) -> int:
    return min(int(axis.at(day)), int(axis.right) - 1)


def _burnup(scene: ChartData, ctx: RenderContext) -> Parts:
    wide = ctx.width or USUAL
    axis = Axis(scene.plan.period.first, scene.plan.period.last, 0, wide - 6)
    grid = [[(" ", "")] * (wide - 6) for _ in range(ROWS + 1)]
    if axis.first <= scene.as_of <= axis.last:
        for row in grid:
            row[_cell(axis, scene.as_of)] = (NOW, "blue")
    expected, reported = burnup.curves(scene)
    for runs, mark, style in ((expected, "·", ""), (reported, "●", "green")):
        for run in runs:
            for place, percent in _plotted(run, axis):
                grid[ROWS - round(percent * ROWS / 100)][place] = (mark, style)
    words = [percent_words(number) for number in burnup.latest(scene)]
    legend = f"· {ctx.say('expected: {percent}', percent=words[0])}"
    legend += f"  ● {ctx.say('reported: {percent}', percent=words[1])}" if reported else ""
    lines: list[Block] = [*burnup.silence(scene, ctx), f"{legend}  {NOW} {ctx.say('as of')}\n", _header(axis, 6, ctx)]
    for number, row in enumerate(grid):
        head = f"{100 - number * 100 // ROWS:>4}% " if number % 5 == 0 else " " * 6
        lines.append(styled((head, "dim"), *row))
    return ctx.say("Progress, expected and reported"), lines


def _plotted(run: Sequence[tuple[date, float]], axis: Axis) -> Iterator[tuple[int, float]]:
    """Yield the cells of a line through points, one in each column."""
    before = None
    for day, percent in run:
        place = _cell(axis, day)
        if before:
            for between in range(before[0] + 1, place):
                yield between, before[1] + (percent - before[1]) * (between - before[0]) / (place - before[0])
        yield place, percent
        before = place, percent


def _baseline(scene: ChartData, ctx: RenderContext) -> Parts:
    rows = compared(scene.numbers)
    wide, year = ctx.width or USUAL, baseline_year(scene.plan)
    called = (year, ctx.say("now"), ctx.say("target"))
    head = max(map(cell_width, called)) + 4
    lines: list[Block] = [*baseline.silence(scene, rows, ctx)]
    if any(row.shares for row in rows):
        keys = [f"{BARS[n]} {name}" for n, name in enumerate(called)]
        notes = [
            "~ " + ctx.say("over, nearly, about: not an exact number"),
            ctx.say("each indicator on its own scale"),
        ]
        lines.append("  ".join([*keys, *notes]) + "\n")
    for row in rows:
        lines.append(styled((ctx.title(row.line.indicator.label), "bold")))
        for number, words, share, qualified in baseline.parts(row, ctx):
            cells = max(round((share or 0) * (wide // 3)), 1)
            bar = "" if share is None else BARS[number] * (cells - qualified) + "~" * qualified + " "
            lines.append(f"  {_fit(called[number], head - 2)}{bar}{words}")
    return baseline.heading(scene, ctx), lines


def _units(scene: ChartData, ctx: RenderContext) -> Parts:
    rows = loads(scene.rows)
    if not rows:
        return ctx.say("Tasks by leading unit"), [gantt.nothing(ctx)]
    most, room = max(row.tasks for row in rows), ctx.width or USUAL
    lines: list[Block] = []
    for row in rows:
        signs = [
            (SIGNS[one.meaning], STYLES[one.colour])
            for one, count in row.lights
            for _ in range(max(round((room - 4) * count / max(most, room - 4)), 1))
        ]
        lines += [units.load_words(row, ctx), styled("  ", *signs[: room - 2])]
    return ctx.say("Tasks by leading unit"), [_legend([one for row in rows for one, _ in row.lights], ctx), *lines]


def _lights(scene: ChartData, ctx: RenderContext) -> Parts:
    title, sentences = ctx.say("Lights through the year"), lights.silence(scene, ctx)
    if sentences:
        return title, [*sentences]
    label, room = _room(ctx)
    axis = Axis(scene.plan.period.first, scene.plan.period.last, 0, room)
    every = [shade(light) for snapshot in scene.past for _, light in snapshot.lights]
    lines: list[Block] = [_legend(every, ctx), _header(axis, REF + label + 2, ctx)]
    for task in scene.plan.tasks:
        head = f"{_fit(task.ref, REF)}{_fit(ctx.title(task.title), label)}  "
        strip = ((SIGNS[light.meaning], STYLES[light.shade]) for light in _strip(lights.cells(task, scene), axis))
        lines.append(styled(head, *strip))
    return title, lines


def _strip(cells: Iterator[tuple[date, date, Light]], axis: Axis) -> Iterator[Light]:
    """Yield the light of each column: that of the stretch of days that ends in it, or goes through it."""
    place = 0
    for _, last, light in cells:
        end = round(axis.at(last, end=True))
        for _ in range(place, end):
            yield light
        place = max(place, end)
