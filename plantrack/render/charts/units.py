"""The units: the tasks that each one leads, by light, and how many reports it owes."""

from plantrack.render.charts.frame import BODY, SMALL, TITLE_LINES, ChartFrame
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import SOFT, light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, Load, loads

ROW, BAR, LABELS, OWING = 40, 24, 240, 150


def units(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the units, the one with the most tasks first; return the sentences that describe them."""
    ctx, found = frame.ctx, loads(data.rows)
    frame.legend(frame.light_keys(light for row in found for light, _ in row.lights))
    names = [_unit_name(row, ctx) for row in found]
    middles = frame.rows([(name, ROW) for name in names], LABELS - 24)
    for row, name, middle in zip(found, names, middles, strict=True):
        frame.label(frame.left + 8, name, BODY, LABELS - 24, middle, lines=TITLE_LINES)
        _bar(frame, row, max(other.tasks for other in found), middle)
    return [load_words(row, ctx) for row in found]


def _bar(frame: ChartFrame, row: Load, most: int, middle: float) -> None:
    drawing, x = frame.drawing, float(frame.left + LABELS)
    room = frame.right - frame.left - LABELS - OWING
    for light, count in row.lights:
        wide, words = room * count / most, str(count)
        box = (x, middle - BAR / 2, max(wide - 1, 0.5), BAR)
        paint = light_box(drawing, box, light, f"{light_name(light, frame.ctx)} {count}")
        if wide >= width(words, BODY) + 26:
            sign(drawing, light.meaning, (x + 11, middle), 9, paint)
            drawing.text((x + 20, middle + 4.5), words, size=BODY, paint=paint, bold=True)
        x += wide
    if row.owing:
        words = frame.ctx.say("owing a report: {n}", n=row.owing)
        frame.label(frame.right - OWING + 12, words, SMALL, OWING - 16, middle, paint=SOFT, lines=2)


def _unit_name(row: Load, ctx: RenderContext) -> str:
    return ctx.say("nobody") if row.unit is None else ctx.units([row.unit])


def load_words(row: Load, ctx: RenderContext) -> str:
    """Return the tasks that a unit leads in one sentence."""
    unit, lights = _unit_name(row, ctx), ctx.listed(f"{light_name(light, ctx)} {count}" for light, count in row.lights)
    return ctx.say(
        "{unit}: {n} tasks ({lights}), owing a report: {owing}", unit=unit, n=row.tasks, lights=lights, owing=row.owing
    )
