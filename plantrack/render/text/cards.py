"""A row of a table as a card: its name, and below it what the other columns say, one after the other."""

from collections.abc import Iterable, Iterator

from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.text.layout import GAP, StyledText, Words, styled
from plantrack.render.text.symbols import cell_text
from plantrack.reports.cells import LightCell, ReportCell, ReportSection, TransitionCell

NAMES = ("ref", "task", "what", "item", "unit", "indicator")
"""The keys of the columns that name a row."""
INDENT = 2


def card(section: ReportSection, number: int, ctx: RenderContext) -> StyledText:
    """Return a row as lines; what nobody said is left out, and what is below something else is indented."""
    row, level = section.rows[number], section.levels[number] if section.levels else 0
    cells = [(column, cell) for column, cell in zip(section.columns, row, strict=True) if cell is not None]
    name = " ".join(cell_words(cell, ctx) for column, cell in cells if column.key in NAMES)
    facts = (
        styled(ctx.say("{what}: {words}", what=message_words(column.title, ctx), words=""), _said(cell, ctx))
        for column, cell in cells
        if column.key not in NAMES
    )
    around = " " * INDENT * level
    lines = _lines(facts, (ctx.width or 0) - len(around) - INDENT)
    below = (piece for line in lines for piece in (f"\n{around}{' ' * INDENT}", line))
    return styled(around, (name, "" if level else "bold"), *below)


def _said(cell: ReportCell, ctx: RenderContext) -> Words:
    return cell_text(cell, ctx) if isinstance(cell, LightCell | TransitionCell) else cell_words(cell, ctx)


def _lines(facts: Iterable[StyledText], room: int) -> Iterator[StyledText]:
    """Yield as many facts on a line as there is room for."""
    line = StyledText(())
    for fact in facts:
        if line.pieces and cell_width(line.plain) + len(GAP) + cell_width(fact.plain) > room:
            yield line
            line = StyledText(())
        line = styled(line, GAP, fact) if line.pieces else fact
    if line.pieces:
        yield line
