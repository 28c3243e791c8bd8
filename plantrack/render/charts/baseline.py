"""Last year, now and the target: the indicators as bars, each on its own scale."""

from collections.abc import Iterator, Sequence

from plantrack.evaluation.facts import Colour
from plantrack.model.plan import Plan
from plantrack.render.cells import cell_words
from plantrack.render.charts import SMALL
from plantrack.render.charts.frame import BODY, ChartFrame, Row, RowLabel, block_height
from plantrack.render.charts.measure import width
from plantrack.render.charts.svg import INK, PAPER, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import baseline_year
from plantrack.reports.chart_data import ChartData, ComparedFigure, compared
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell

LINE, GAP, NAME, BESIDE = 22, 10, 56, 8
LABELS, LEAST, MOST = (140, 0.3, 300), 0.25, 0.5
"""The column of labels: the least width, the share of the picture's, and the greatest; the share of the rest that the
longest bar takes."""
TARGET = 2
PAINTS = (Colour.GREY, Colour.BLUE, PAPER)
"""The colours of last year, now and the target, which is only outlined."""


def baseline(frame: ChartFrame, data: ChartData) -> list[str]:
    """Draw the indicators beside last year's figures; return the sentences that describe them."""
    ctx, every, room = frame.ctx, compared(data.numbers), frame.share(LABELS)
    notes, names = frame.sentences(remarks(data, ctx)), bar_names(data.plan, ctx)
    if reading := how_to_read(every, ctx):
        frame.note(reading)
    layout = _Layout(frame, every)
    titles = [ctx.title(row.line.indicator.label) for row in every]
    labels = [RowLabel(title, least=layout.height(row)) for title, row in zip(titles, every, strict=True)]
    found = every[: frame.fitting(labels, room)]
    if len(found) < len(every):
        facts = {"rows": len(every), "shown": len(found)}
        notes += frame.sentences([ctx.say("Of {rows} indicators the first {shown} are shown.", **facts)])
    for figure, row in zip(found, frame.rows(labels[: len(found)], room), strict=True):
        layout.draw(figure, names, row)
    return [*notes, *(row_words(row, ctx) for row in found)]


def how_to_read(found: Sequence[ComparedFigure], ctx: RenderContext) -> str:
    """Return how the bars are to be read; nothing where there are none."""
    if not any(row.shares for row in found):
        return ""
    told = [ctx.say("each indicator on its own scale")]
    if any(inexact for row in found if row.shares for *_, inexact in parts(row, ctx)):
        told.append(ctx.say("a dashed end: over, nearly or about, not an exact number"))
    return ctx.say("; ").join(told)


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


class _Layout:
    """How long bars are, so that the words at their ends have room."""

    def __init__(self, frame: ChartFrame, found: Sequence[ComparedFigure]) -> None:
        self.frame, self.size = frame, SMALL if frame.narrow else BODY
        self.left = frame.beside(frame.share(LABELS)) + NAME
        room = frame.right - self.left
        words = [width(words, self.size) for row in found for _, words, share, _ in parts(row, frame.ctx) if share]
        self.longest = min(max(room - max(words, default=0) - 2 * BESIDE, room * LEAST), room * MOST)

    def _after(self, share: float | None) -> float:
        """Return where the words after a bar start."""
        return self.left + (0 if share is None else max(share * self.longest, 1) + BESIDE)

    def _high(self, words: str, share: float | None) -> float:
        return max(block_height(words, self.size, self.frame.right - self._after(share) - 4, 2) + 4, LINE)

    def height(self, figure: ComparedFigure) -> float:
        """Return how high the row of an indicator is."""
        least = LINE if self.frame.narrow else 2 * LINE
        return GAP + max(sum(self._high(words, share) for _, words, share, _ in parts(figure, self.frame.ctx)), least)

    def draw(self, figure: ComparedFigure, names: Sequence[str], row: Row) -> None:
        """Draw the bars of an indicator; the end of an inexact one, such as over or about, is dashed."""
        found = list(parts(figure, self.frame.ctx))
        top = row.middle - sum(self._high(words, share) for _, words, share, _ in found) / 2
        for number, words, share, inexact in found:
            high = self._high(words, share)
            self.frame.label(self.left - NAME, names[number], SMALL, NAME - 8, top + high / 2, paint=SOFT)
            if share is not None:
                self._bar(max(share * self.longest, 1), top + high / 2, number, inexact=inexact)
            x, paint = self._after(share), SOFT if figure.amounts[number] is None else INK
            self.frame.label(x, words, self.size, self.frame.right - x - 4, top + high / 2, paint=paint, lines=2)
            top += high

    def _bar(self, wide: float, y: float, number: int, *, inexact: bool) -> None:
        drawing, line = self.frame.drawing, INK if number == TARGET else None
        drawing.rect((self.left, y - 7, wide, 14), PAINTS[number], line=line)
        if inexact:
            end = min(10, wide)
            drawing.rect((self.left + wide - end, y - 7, end, 14), PAPER, line=INK, dashed=True)


def row_words(row: ComparedFigure, ctx: RenderContext) -> str:
    """Return an indicator's numbers in one sentence."""
    names = bar_names(ctx.plan, ctx)
    words = [ctx.say("{what}: {words}", what=names[number], words=words) for number, words, *_ in parts(row, ctx)]
    return ctx.say("{what}: {words}", what=row.line.indicator.label, words=ctx.say("; ").join(words))
