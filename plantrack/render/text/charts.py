"""The charts drawn with characters: signs beside every colour, and no line wider than the page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from plantrack.evaluation.facts import Light
from plantrack.render.cell_width import cell_width, padded, shortened
from plantrack.render.charts import (
    Chart,
    ChartView,
    baseline,
    burnup,
    chart_subtitle,
    chart_title,
    gantt,
    lights,
    marks,
    units,
)
from plantrack.render.charts.axis import Axis, month_labels
from plantrack.render.charts.frame import nothing_drawn
from plantrack.render.charts.marks import Mark
from plantrack.render.context import RenderContext, plain
from plantrack.render.phrases import SIGNS, light_name, percent_words
from plantrack.render.text.layout import Block, StyledText, styled
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import STYLES, filled
from plantrack.reports.chart_data import Bar, ChartData, compared
from plantrack.reports.shades import Tally, shades

DEFAULT_WIDTH, LABEL, REF, GAUGE, PERCENT, SHARES = 100, 36, 6, 8, 8, 20
ROWS = 10
FULL, REST, SPAN, OPEN, NOW, END, TICK = "█", "░", "─", "┄", "│", "┆", "╎"
MARKS = {Mark.REACHED: "◆", Mark.OPEN: "◇", Mark.MISSED: "✗", Mark.PROMISED: "¦"}
BARS = "▒█░"
"""The bars of last year, now and the target."""


def chart(view: ChartView, ctx: RenderContext) -> str:
    """Return a chart as lines of text."""
    ctx = replace(ctx, width=view.width or ctx.width)
    draw = {
        Chart.GANTT: _gantt, Chart.BURNUP: _burnup, Chart.BASELINE: _baseline, Chart.UNITS: _units, Chart.LIGHTS: _lights,
    }[view.name]  # fmt: skip
    nothing = nothing_drawn(view.name, view.data, ctx)
    lines = [nothing] if nothing else draw(view.data, ctx.width or DEFAULT_WIDTH, ctx)
    subtitle = chart_subtitle(view.name, ctx)
    return written(ctx, styled((chart_title(view.name, view.data, ctx), "bold")), subtitle, "", *lines)


def _label_room(wide: int) -> tuple[int, int]:
    """Return the width of a label, and what is left beside it and the reference."""
    label = min(wide // 4, LABEL)
    return label, wide - label - REF - 2


def _fit(words: str, cells: int) -> str:
    return padded(shortened(words, cells), cells)


def _legend(found: Iterable[Light], ctx: RenderContext, more: Sequence[str] = ()) -> StyledText:
    names = [(f"{SIGNS[light.meaning]} {light_name(light, ctx)}", STYLES[light.shade]) for light in shades(found)]
    return styled(*(part for name in names for part in (name, "  ")), "  ".join(more), "\n")


def _header(axis: Axis, before: int, ctx: RenderContext) -> StyledText:
    line = " " * before
    for first, _, words in month_labels(axis, ctx, room=5):
        place = before + int(axis.at(first))
        if cell_width(line) <= place and place + cell_width(words) <= before + axis.right:
            line += " " * (place - cell_width(line)) + words + " "
    return styled((line.rstrip(), "dim"))


def _gantt(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    rows = data.bars
    label, room = _label_room(wide)
    shown = max(sum(cell_width(words) for words, _ in _row_lights(row)) for row in rows)
    axis = gantt.chart_axis(data.plan, rows, 0, room - GAUGE - PERCENT - shown)
    found = {marks.mark_of(point) for row in rows for point in row.points}
    found |= {Mark.PROMISED} if any(row.promised for row in rows) else set()
    keys = [f"{MARKS[mark]} {plain(marks.NAMES[mark], ctx.language)}" for mark in MARKS if mark in found]
    keys += [f"{TICK} {ctx.say('expected')}", f"{NOW} {ctx.say('as of')}", f"{END} {ctx.say('end of the plan')}"]
    legend = _legend((light for row in rows for light, _ in row.tally), ctx, keys)
    lines = (_gantt_row(row, axis, (label, shown), data.as_of, ctx) for row in rows)
    return [legend, _header(axis, wide - int(axis.right), ctx), *lines]


def _gantt_row(row: Bar, axis: Axis, room: tuple[int, int], as_of: date, ctx: RenderContext) -> StyledText:
    (label, shown), task, told = room, row.facts.task, _row_lights(row)
    cells = _bar_cells(row, axis)
    for day, cell in ((ctx.plan.period.last, (END, "dim")), (as_of, (NOW, "blue"))):
        if day in axis:
            cells[_cell(axis, day)] = cell
    if row.promised:
        cells[_cell(axis, row.promised)] = (MARKS[Mark.PROMISED], "")
    for point in row.points:
        mark = marks.mark_of(point)
        cells[_cell(axis, point.done or point.due)] = (MARKS[mark], "red" if mark is Mark.MISSED else "")
    head = f"{_fit(task.ref, REF)}{_fit(ctx.title(task.title), label)} "
    blank = " " * (shown - sum(cell_width(words) for words, _ in told) + 1)
    return styled(head, *told, blank, *_gauge(row), f" {percent_words(row.facts.percent):>5} ", *cells)


def _row_lights(row: Bar) -> list[tuple[str, str]]:
    """Return the light of a task, or how many tasks of an item have each."""
    if not row.facts.children:
        return [(SIGNS[row.light.meaning], STYLES[row.light.shade])]
    return [(f"{SIGNS[light.meaning]}{count}", STYLES[light.shade]) for light, count in row.tally]


def _gauge(row: Bar) -> list[tuple[str, str]]:
    """Return progress on a scale of its own, with a tick at what is expected."""
    percent, expected = row.facts.percent, row.facts.expected
    if percent is None and expected is None:
        return [(" ", "")] * GAUGE
    full = filled(percent or 0, GAUGE)
    cells = [(FULL, "")] * full + [(REST, "")] * (GAUGE - full)
    if expected is not None:
        place = min(filled(expected, GAUGE), GAUGE - 1)
        behind = percent is None or percent < expected
        cells[max(place, full) if behind and full < GAUGE else place] = (TICK, "blue")
    return cells


def _bar_cells(row: Bar, axis: Axis) -> list[tuple[str, str]]:
    """Return the cells from the start of a task to its end; without a due date it goes on."""
    start, end = _cell(axis, row.start), _cell(axis, row.end) + 1
    blank, after = (" ", ""), int(axis.right) - end
    bar = [(SPAN, "dim")] * (end - start - 1) + [(OPEN if row.open else SPAN, "dim")]
    return [blank] * start + bar + [blank] * after


def _cell(axis: Axis, day: date) -> int:
    return min(int(axis.at(day)), int(axis.right) - 1)


def _burnup(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    axis = Axis(data.plan.period.first, data.plan.period.last, 0, wide - 6)
    grid = [[(" ", "")] * (wide - 6) for _ in range(ROWS + 1)]
    if axis.first <= data.as_of <= axis.last:
        for row in grid:
            row[_cell(axis, data.as_of)] = (NOW, "blue")
    expected, reported = burnup.curves(data)
    for runs, mark, style in ((expected, "·", ""), (reported, "●", "green")):
        for place, percent in (point for run in runs for point in _plotted(run, axis)):
            grid[ROWS - filled(percent, ROWS)][place] = (mark, style)
    words = [percent_words(number) for number in burnup.latest(data)]
    legend = f"· {ctx.say('expected: {percent}', percent=words[0])}"
    legend += f"  ● {ctx.say('reported: {percent}', percent=words[1])}" if reported else ""
    lines: list[Block] = [*burnup.remarks(data, ctx), f"{legend}  {NOW} {ctx.say('as of')}\n", _header(axis, 6, ctx)]
    for number, row in enumerate(grid):
        head = f"{100 - number * 100 // ROWS:>4}% " if number % 5 == 0 else " " * 6
        lines.append(styled((head, "dim"), *row))
    return lines


def _plotted(run: Sequence[tuple[date, float]], axis: Axis) -> Iterator[tuple[int, float]]:
    """Yield the cells of a line through points, one in each column."""
    points = [(_cell(axis, day), percent) for day, percent in run]
    yield points[0]
    for (start, low), (end, high) in pairwise(points):
        for place in range(start + 1, end):
            yield place, low + (high - low) * (place - start) / (end - start)
        yield end, high


def _baseline(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    rows, names = compared(data.numbers), baseline.bar_names(data.plan, ctx)
    head = max(map(cell_width, names)) + 2
    lines: list[Block] = [*baseline.remarks(data, ctx)]
    if any(row.shares for row in rows):
        keys = [f"{bar} {name}" for bar, name in zip(BARS, names, strict=True)]
        keys += ["~ " + ctx.say("over, nearly, about: not an exact number"), ctx.say("each indicator on its own scale")]
        lines.append("  ".join(keys) + "\n")
    for row in rows:
        lines.append(styled((ctx.title(row.line.indicator.label), "bold")))
        for number, words, share, inexact in baseline.parts(row, ctx):
            cells = max(round((share or 0) * (wide // 3)), 1)
            bar = "" if share is None else BARS[number] * (cells - inexact) + "~" * inexact + " "
            lines.append(f"  {_fit(names[number], head)}{bar}{words}")
    return lines


def _units(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    rows = data.loads
    most = max(*(row.tasks for row in rows), wide - 4)
    lines: list[Block] = [_legend((light for row in rows for light, _ in row.lights), ctx)]
    for row in rows:
        lines += [
            units.load_words(row, ctx),
            styled("  ", *_shares(row.lights, max(1, (wide - 4) * row.tasks // most))),
        ]
    return lines


def _shares(tally: Tally, cells: int) -> list[tuple[str, str]]:
    """Return so many cells that the lights of tasks share, whose ends are rounded so that they add up."""
    found: list[tuple[str, str]] = []
    tasks, passed = sum(count for _, count in tally), 0
    for light, count in tally:
        passed += count
        found += [(SIGNS[light.meaning], STYLES[light.shade])] * (round(cells * passed / tasks) - len(found))
    return found


def _lights(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    label, room = _label_room(wide)
    axis = Axis(data.plan.period.first, data.plan.period.last, 0, wide - 6)
    whole = lights.stretches(data)
    note = lights.unfinished(data, ctx)
    legend = _legend((light for column in whole for light, _ in column.tally), ctx)
    lines: list[Block] = [legend, _header(axis, 6, ctx)]
    columns = [_shares(column.tally, ROWS) for column in _strip(whole, axis)]
    for number in range(ROWS):
        head = f"{100 - number * 100 // ROWS:>4}% " if number % 5 == 0 else " " * 6
        lines.append(styled((head, "dim"), *(column[ROWS - 1 - number] for column in columns)))
    lines.append(f"{_pointed(ctx.say('as of {day}', day=data.as_of) + note, 5 + len(columns), wide)}\n")
    for row in data.rows:
        task, found = row.facts.task, lights.stretches(data, row.ref)[-1].tally
        head = f"{_fit(task.ref, REF)}{_fit(ctx.title(task.title), label)}  "
        counts = [(f" {SIGNS[light.meaning]} {count}", STYLES[light.shade]) for light, count in found]
        lines.append(styled(head, *_shares(found, min(room // 2, SHARES)), " ", *counts))
    return lines


def _pointed(words: str, place: int, wide: int) -> str:
    """Return words with a mark at a place before them, or after them where they have no room there."""
    if place + 2 + cell_width(words) <= wide:
        return f"{' ' * place}{NOW} {words}"
    return f"{' ' * (place - 1 - cell_width(words))}{words} {NOW}"


def _strip(found: Sequence[lights.LightStretch], axis: Axis) -> list[lights.LightStretch]:
    """Return what each cell of the axis shows up to as-of: the column that holds its day."""
    cells = [
        column for column in found for _ in range(int(axis.at(column.last, end=True)) - int(axis.at(column.first)))
    ]
    return cells or list(found[:1])
