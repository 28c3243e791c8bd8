"""Last year, now and the target: the indicators as bars, each on its own scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.evaluation.facts import Colour
from plantrack.render.cells import cell_words
from plantrack.render.charts import Picture
from plantrack.render.charts.frame import BODY, BOX, SMALL, TITLE_LINES, ChartFrame, ChartRow, Key, block, rows
from plantrack.render.charts.svg import INK, PAPER, SOFT, Drawing
from plantrack.render.context import RenderContext
from plantrack.render.phrases import baseline_year
from plantrack.reports.chart_data import ChartData, ComparedFigure, compared
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell

LINE, GAP, LABELS, BARS = 22, 10, 250, 320
TARGET = 2
PAINTS = (Colour.GREY, Colour.BLUE, PAPER)
"""The colours of last year, now and the target, which is only outlined."""


def baseline(data: ChartData, ctx: RenderContext) -> Picture:
    """Return the indicators of a plan beside last year's figures."""
    found = compared(data.numbers)
    year = baseline_year(data.plan)
    frame = ChartFrame("baseline", heading(data, ctx), ctx)
    for sentence in silence(data, found, ctx):
        frame.sentence(sentence)
    if any(row.shares for row in found):
        frame.legend(_keys(frame.drawing, found, year, ctx))
    titles = [ctx.title(row.line.indicator.label) for row in found]
    least = [GAP + LINE * max(len(list(parts(row, ctx))), 2) for row in found]
    places = rows(frame, list(zip(titles, least, strict=True)), LABELS - 24)
    for row, title, place in zip(found, titles, places, strict=True):
        _row(frame, row, title, year, place)
        frame.y = place.top + place.high
    return frame.picture([*silence(data, found, ctx), *(row_words(row, ctx) for row in found)])


def heading(data: ChartData, ctx: RenderContext) -> str:
    """Return the title of the picture."""
    return ctx.say("Last year's figures beside this year's") if data.plan.baseline else ctx.say("Indicators")


def silence(data: ChartData, rows: Sequence[ComparedFigure], ctx: RenderContext) -> list[str]:
    """Return what has to be said where there is nothing to compare."""
    if not rows:
        return [ctx.say("There is nothing to draw: no indicator has a headline, a measurement or a target.")]
    return [] if data.plan.baseline else [ctx.say("The plan has no figures of last year.")]


def parts(row: ComparedFigure, ctx: RenderContext) -> Iterator[tuple[int, str, float | None, bool]]:
    """Yield what an indicator has: 0 for last year, 1 for now or 2 for the target, its words, its share, if qualified."""
    line = row.line
    told = [figure_cell(line.figure), measured_cell(line.latest, line.figure), target_cell(line)]
    change = change_cell(line)
    for number, amount in enumerate(row.amounts):
        if number == 1 and amount is None:
            yield number, ctx.say("not measured"), None, False
        if amount is not None:
            words = cell_words(told[number], ctx)
            words += ctx.say(" ({note})", note=cell_words(change, ctx)) if number == 1 and change else ""
            yield number, words, row.shares[number] if row.shares else None, not amount.exact


def _row(frame: ChartFrame, row: ComparedFigure, title: str, year: str, place: ChartRow) -> None:
    drawing, ctx = frame.drawing, frame.ctx
    found = list(parts(row, ctx))
    block(drawing, (frame.left + 8, 0), title, BODY, LABELS - 24, lines=TITLE_LINES, middle=place.middle)
    for line, (number, words, share, qualified) in enumerate(found):
        y = place.middle + LINE * (line + 0.5 - len(found) / 2)
        x: float = frame.left + LABELS
        name = (year, ctx.say("now"), ctx.say("target"))[number]
        block(drawing, (x, 0), name, SMALL, 48, paint=SOFT, middle=y)
        x += 56
        if share is not None:
            _bar(drawing, (x, y), number, share, qualified=qualified)
            x += share * BARS + 8
        paint = SOFT if row.amounts[number] is None else INK
        block(drawing, (x, 0), words, BODY, frame.right - x - 4, paint=paint, middle=y)


def _bar(drawing: Drawing, start: tuple[float, float], number: int, share: float, *, qualified: bool) -> None:
    """Draw a bar; the end of one that says over or about is dashed."""
    x, y = start
    wide = max(share * BARS, 1)
    drawing.rect((x, y - 7, wide, 14), PAINTS[number], line=INK if number == TARGET else None)
    if qualified:
        drawing.rect((x + wide - min(10, wide), y - 7, min(10, wide), 14), PAPER, line=INK, dashed=True)


def _keys(drawing: Drawing, rows: Sequence[ComparedFigure], year: str, ctx: RenderContext) -> list[Key]:
    def sample(number: int, *, qualified: bool = False) -> Key:
        def draw(x: float, y: float) -> None:
            drawing.rect(
                (x, y - 6, BOX, 12),
                PAPER if qualified else PAINTS[number],
                line=INK if number == TARGET or qualified else None,
                dashed=qualified,
            )

        return draw, (year, ctx.say("now"), ctx.say("target"))[number]

    there = {(number, qualified) for row in rows if row.shares for number, _, _, qualified in parts(row, ctx)}
    keys = [sample(number) for number in sorted({number for number, _ in there})]
    if any(qualified for _, qualified in there):
        keys.append((sample(0, qualified=True)[0], ctx.say("over, nearly, about: not an exact number")))
    return [*keys, (lambda x, y: None, ctx.say("each indicator on its own scale"))]


def row_words(row: ComparedFigure, ctx: RenderContext) -> str:
    """Return an indicator's numbers in one sentence."""
    called = (baseline_year(ctx.plan), ctx.say("now"), ctx.say("target"))
    told = [ctx.say("{what}: {words}", what=called[number], words=words) for number, words, _, _ in parts(row, ctx)]
    return ctx.say("{what}: {words}", what=row.line.indicator.label, words=ctx.say("; ").join(told))
