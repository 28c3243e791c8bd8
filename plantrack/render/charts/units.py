"""The units: the tasks that each one leads, by light, and how many reports it owes."""

from plantrack.render.charts.frame import BODY, ChartFrame, Row, RowLabel, left_out
from plantrack.render.charts.shares import BAR, SharePart, counted, parts_of, stack, whole_bar
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, Load
from plantrack.reports.shades import tally

LABELS = (130, 0.26, 300)
"""The column of names: the least width, the share of the picture's, and the greatest."""
END = 84
"""The room for the numbers of parts that are too narrow for them."""


def units(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw all tasks and then the units, the one with the most in a bad light first; return the sentences on them."""
    ctx, every = frame.ctx, data.loads
    whole = parts_of(tally(data.rows), ctx)
    frame.y += frame.block((frame.left, frame.y), _tasks(whole, ctx), BODY, frame.room) + 2
    frame.y += whole_bar(frame.drawing, (frame.left, frame.y, frame.room, BAR), whole) + 12
    room = frame.share(LABELS)
    labels = [RowLabel(_unit_name(row, ctx), note=_note(row, ctx)) for row in every]
    found = every[: frame.fitting(labels, room)]
    notes = frame.sentences(left_out(len(found), len(every), ctx))
    for load, row in zip(found, frame.rows(labels[: len(found)], room), strict=True):
        _bar(frame, load, row, frame.beside(room), max(other.tasks for other in found))
    return [*notes, *(load_words(row, ctx) for row in found)]


def _tasks(parts: list[SharePart], ctx: RenderContext) -> str:
    return ctx.say("{n} tasks in all", n=sum(part.count for part in parts))


def _note(row: Load, ctx: RenderContext) -> str:
    owing = [ctx.say("owing a report: {n}", n=row.owing)] if row.owing else []
    return ctx.listed([ctx.say("{n} tasks", n=row.tasks), *owing])


def _bar(frame: ChartFrame, load: Load, row: Row, left: float, most: int) -> None:
    """Draw the tasks of a unit by light; the numbers of parts too narrow for them stand at the end of the bar."""
    wide = (frame.right - left - END) * load.tasks / most
    parts = [SharePart(light, count, str(count)) for light, count in load.lights]
    narrow = stack(frame.drawing, (left, row.middle - BAR / 2, wide, BAR), parts)
    if narrow:
        counted(
            frame.drawing,
            left + wide + 8,
            frame.right - left - wide - 8,
            row.middle,
            tuple((part.light, part.count) for _, part in narrow),
        )


def _unit_name(row: Load, ctx: RenderContext) -> str:
    return ctx.say("nobody") if row.unit is None else ctx.units([row.unit])


def load_words(row: Load, ctx: RenderContext) -> str:
    """Return the tasks that a unit leads in one sentence."""
    unit, lights = _unit_name(row, ctx), ctx.listed(f"{light_name(light, ctx)} {count}" for light, count in row.lights)
    return ctx.say(
        "{unit}: {n} tasks ({lights}), owing a report: {owing}", unit=unit, n=row.tasks, lights=lights, owing=row.owing
    )
