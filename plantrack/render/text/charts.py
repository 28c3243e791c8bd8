"""The charts drawn with characters: signs beside every colour, and no line wider than the page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

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
    units,
)
from plantrack.render.charts.frame import Axis, month_labels, nothing_drawn
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS, light_name, percent_words
from plantrack.render.text.layout import Block, StyledText, styled
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import STYLES, filled
from plantrack.reports.chart_data import Bar, ChartData, bars, compared, loads, shades

DEFAULT_WIDTH, LABEL, REF = 100, 36, 6
ROWS = 10
FULL, REST, NOW, PROMISED = "█", "░", "│", "¦"
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
    rows = bars(data.rows)
    label, room = _label_room(wide)
    axis = gantt.chart_axis(data.plan, rows, 0, room - 8)
    keys = [f"◆ {ctx.say('milestone reached')}", f"◇ {ctx.say('milestone open')}", f"✗ {ctx.say('milestone missed')}"]
    keys += [f"{PROMISED} {ctx.say('date promised first')}"] if any(row.promised for row in rows) else []
    legend = _legend((row.light for row in rows), ctx, [*keys, f"{NOW} {ctx.say('as of')}"])
    lines = (_gantt_row(row, axis, label, data.as_of, ctx) for row in rows)
    return [legend, _header(axis, REF + label + 10, ctx), *lines]


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
    full = start + filled(row.facts.percent or 0, end - start)
    blank, after = (" ", ""), int(axis.right) - end
    return [blank] * start + [(FULL, style)] * (full - start) + [(REST, style)] * (end - full) + [blank] * after


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
    rows = loads(data.rows)
    most = max(*(row.tasks for row in rows), wide - 4)
    lines: list[Block] = [_legend((light for row in rows for light, _ in row.lights), ctx)]
    for row in rows:
        signs = (
            (SIGNS[light.meaning], STYLES[light.shade])
            for light, count in row.lights
            for _ in range(max(round((wide - 4) * count / most), 1))
        )
        lines += [units.load_words(row, ctx), styled("  ", *islice(signs, wide - 2))]
    return lines


def _lights(data: ChartData, wide: int, ctx: RenderContext) -> list[Block]:
    label, room = _label_room(wide)
    axis = Axis(data.plan.period.first, data.plan.period.last, 0, room)
    legend = _legend((light for snapshot in data.past for _, light in snapshot.lights), ctx)
    lines: list[Block] = [legend, _header(axis, REF + label + 2, ctx)]
    for task in data.plan.tasks:
        head = f"{_fit(task.ref, REF)}{_fit(ctx.title(task.title), label)}  "
        strip = ((SIGNS[light.meaning], STYLES[light.shade]) for light in _strip(lights.cells(task, data), axis))
        lines.append(styled(head, *strip))
    return lines


def _strip(cells: Iterator[tuple[date, date, Light]], axis: Axis) -> Iterator[Light]:
    """Yield the light of each column: that of the stretch of days that ends in it, or goes through it."""
    place = 0
    for _, last, light in cells:
        end = round(axis.at(last, end=True))
        yield from [light] * (end - place)
        place = max(place, end)
