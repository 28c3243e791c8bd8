"""Progress on a scale of its own, 0 to 100 %, apart from time: what is done, and a tick at what is expected."""

from collections.abc import Iterable

from plantrack.evaluation.facts import Colour, TaskFacts
from plantrack.model.percentages import WHOLE
from plantrack.render.charts import SMALL
from plantrack.render.charts.frame import BODY, ChartFrame
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import INK, PAPER, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, percent_words

HIGH, TICK, BESIDE = 10, 5, 6
SCALE = (40, 0.08, 90)
"""The width of the scale: the least, the share of the picture's, and the greatest."""


def gauge_words(facts: TaskFacts, ctx: RenderContext) -> tuple[str, str]:
    """Return the progress of a task in words, and what is expected; the latter is empty where nothing is."""
    percent, expected = facts.percent, facts.expected
    told = "" if expected is None else ctx.say("expected {percent}", percent=percent_words(expected))
    if percent is None:
        return (ctx.say("nobody reported") if told else NOTHING), told
    return percent_words(percent), told


def gauge_width(frame: ChartFrame, facts: Iterable[TaskFacts]) -> float:
    """Return how wide the scales of some tasks are, with their words."""
    words = [gauge_words(one, frame.ctx) for one in facts]
    return frame.share(SCALE) + BESIDE + max(max(width(said, BODY), width(told, SMALL)) for said, told in words)


def gauge(frame: ChartFrame, x: float, middle: float, facts: TaskFacts) -> None:
    """Draw the progress of a task: filled to what is done, with both percentages at its end."""
    (said, told), wide, drawing = gauge_words(facts, frame.ctx), frame.share(SCALE), frame.drawing
    room, left = frame.right - x, x + wide + BESIDE
    if said != NOTHING or told:
        tooltip = frame.ctx.listed(filter(None, [said, told]))
        drawing.rect((x, middle - HIGH / 2, wide, HIGH), PAPER, line=SOFT, tooltip=tooltip)
        if facts.percent:
            drawing.rect((x, middle - HIGH / 2, wide * float(facts.percent) / WHOLE, HIGH), INK, tooltip=tooltip)
        if facts.expected is not None:
            at = x + wide * float(facts.expected) / WHOLE
            ends = [(at, middle - HIGH / 2 - TICK), (at, middle + HIGH / 2 + TICK)]
            drawing.path(ends, None, line=Colour.BLUE, thick=2)
    size, paint = (BODY, INK) if facts.percent is not None else (SMALL, SOFT)
    frame.label(left, said, size, room - wide, middle - (SMALL * 0.65 if told else 0), paint=paint)
    if told:
        frame.label(left, told, SMALL, room - wide, middle + BODY * 0.65, paint=SOFT)
