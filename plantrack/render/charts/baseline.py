"""Last year, now and the target: the indicators as bars, each on its own scale."""

from collections.abc import Iterator, Sequence

from plantrack.evaluation.facts import Colour
from plantrack.model.plan import Plan
from plantrack.render.cells import cell_words
from plantrack.render.charts.frame import BODY, BOX, SMALL, TITLE_LINES, ChartFrame, Key
from plantrack.render.charts.svg import INK, PAPER, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import baseline_year
from plantrack.reports.chart_data import ChartData, ComparedFigure, compared
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell

LINE, GAP, LABELS, BARS = 22, 10, 250, 320
TARGET = 2
PAINTS = (Colour.GREY, Colour.BLUE, PAPER)
"""The colours of last year, now and the target, which is only outlined."""


def baseline(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the indicators beside last year's figures; return the sentences that describe them."""
    ctx, found = frame.ctx, compared(data.numbers)
    notes, names = frame.sentences(remarks(data, ctx)), bar_names(data.plan, ctx)
    if any(row.shares for row in found):
        frame.legend(_keys(frame, found, names))
    titles = [ctx.title(row.line.indicator.label) for row in found]
    least = [GAP + LINE * max(len(list(parts(row, ctx))), 2) for row in found]
    middles = frame.rows(zip(titles, least, strict=True), LABELS - 24)
    for row, title, middle in zip(found, titles, middles, strict=True):
        frame.label(frame.left + 8, title, BODY, LABELS - 24, middle, lines=TITLE_LINES)
        _bars(frame, row, names, middle)
    return [*notes, *(row_words(row, ctx) for row in found)]


def bar_names(plan: Plan, ctx: RenderContext) -> tuple[str, str, str]:
    """Return the names of the three bars of an indicator."""
    return baseline_year(plan), ctx.say("now"), ctx.say("target")


def remarks(data: ChartData, ctx: RenderContext) -> list[str]:
    """Return the sentences that say what is missing."""
    return [] if data.plan.baseline else [ctx.say("The plan has no figures of last year.")]


def parts(row: ComparedFigure, ctx: RenderContext) -> Iterator[tuple[int, str, float | None, bool]]:
    """Yield the bars of an indicator: 0 for last year, 1 for now or 2 for the target; words, share, whether inexact."""
    cells = [figure_cell(row.line.figure), measured_cell(row.line.latest, row.line.figure), target_cell(row.line)]
    change = change_cell(row.line)
    for number, amount in enumerate(row.amounts):
        if number == 1 and amount is None:
            yield number, ctx.say("not measured"), None, False
        if amount is not None:
            words = cell_words(cells[number], ctx)
            words += ctx.say(" ({note})", note=cell_words(change, ctx)) if number == 1 and change else ""
            yield number, words, row.shares[number] if row.shares else None, not amount.exact


def _bars(frame: ChartFrame, row: ComparedFigure, names: Sequence[str], middle: float) -> None:
    """Draw the bars of an indicator; the end of an inexact one, such as over or about, is dashed."""
    found = list(parts(row, frame.ctx))
    for line, (number, words, share, inexact) in enumerate(found):
        y = middle + LINE * (line + 0.5 - len(found) / 2)
        x: float = frame.left + LABELS
        frame.label(x, names[number], SMALL, 48, y, paint=SOFT)
        x += 56
        if share is not None:
            wide = max(share * BARS, 1)
            frame.drawing.rect((x, y - 7, wide, 14), PAINTS[number], line=INK if number == TARGET else None)
            if inexact:
                end = min(10, wide)
                frame.drawing.rect((x + wide - end, y - 7, end, 14), PAPER, line=INK, dashed=True)
            x += share * BARS + 8
        paint = SOFT if row.amounts[number] is None else INK
        frame.label(x, words, BODY, frame.right - x - 4, y, paint=paint)


def _keys(frame: ChartFrame, rows: Sequence[ComparedFigure], names: Sequence[str]) -> Iterator[Key]:
    def sample(paint: str, words: str, *, outlined: bool, dashed: bool = False) -> Key:
        line = INK if outlined else None
        return lambda x, y: frame.drawing.rect((x, y - 6, BOX, 12), paint, line=line, dashed=dashed), words

    ctx, there = frame.ctx, [part for row in rows if row.shares for part in parts(row, frame.ctx)]
    for number in sorted({number for number, *_ in there}):
        yield sample(PAINTS[number], names[number], outlined=number == TARGET)
    if any(inexact for *_, inexact in there):
        yield sample(PAPER, ctx.say("over, nearly, about: not an exact number"), outlined=True, dashed=True)
    yield lambda x, y: None, ctx.say("each indicator on its own scale")


def row_words(row: ComparedFigure, ctx: RenderContext) -> str:
    """Return an indicator's numbers in one sentence."""
    names = bar_names(ctx.plan, ctx)
    words = [ctx.say("{what}: {words}", what=names[number], words=words) for number, words, *_ in parts(row, ctx)]
    return ctx.say("{what}: {words}", what=row.line.indicator.label, words=ctx.say("; ").join(words))
