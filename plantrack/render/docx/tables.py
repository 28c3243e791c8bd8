"""Tables as WordprocessingML, in one language or in two."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.evaluation.facts import USUAL_COLOURS, Colour
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext, unended
from plantrack.render.docx.blocks import BREAK, heading, paragraph, run, runs
from plantrack.render.docx.columns import width_of, widths_of
from plantrack.render.docx.layout import SONG, fonts_of, rule
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import counted_lights, day_words
from plantrack.reports.cells import LightCell, ReportCell, ReportSection, StatementCell, TextCell, TransitionCell

COLOURS = {
    Colour.GREEN: "2E8B40", Colour.BLUE: "1F5FBF", Colour.YELLOW: "D9A400", Colour.ORANGE: "E06C00",
    Colour.RED: "C8102E", Colour.PURPLE: "7B3FA0", Colour.GREY: "7A7A7A",
}  # fmt: skip
MANY = 4
"""Rows, beyond which a table is a long one, set in smaller type."""
TOGETHER = 44
"""The width of words in two languages that may stand on one line, in narrow characters."""
SMALLER = 15 / 18
DOT = "● "
KEPT = "<w:keepNext/>"
_EDGES = "".join(
    rule(edge, "000000", space=0, size=4) for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{edge} w:w="{space}" w:type="dxa"/>'
    for edge, space in (("top", 20), ("left", 70), ("bottom", 0), ("right", 70))
)
_NO_MARGINS = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("left", "right"))
Pages = Sequence[RenderContext]
"""The contexts of the languages of a table: what they say differently stands in one cell, one below the other."""
Row = Sequence[ReportCell | None]


class Cell(Struct, frozen=True):
    """A cell as it is printed: its columns, and the runs of its lines by their words."""

    columns: range
    lines: dict[str, str]


def table(found: ReportSection, pages: Pages, room: int, *, kept: bool = False, small: bool = False) -> str:
    """Return a section's table, as wide as the room: its head repeats on every page, and no row breaks across pages.

    The last row is on no page alone, nor is a row at the end of one that others are a part of. With `kept` its end stays
    on the page of what follows; `small` is the type of a long one.
    """
    style, size = ("Long Table", SMALLER) if small or len(found.rows) > MANY else ("Table", 1)
    heads = [Cell(range(n, n + 1), _head(column.title, pages)) for n, column in enumerate(found.columns)]
    rows = [[Cell(span, _lines([row[n] for n in span], pages)) for span in _spans(row)] for row in found.rows]
    widths = widths_of([_apart(row) for row in (heads, *rows)], room, size)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    styles = [f"{style} {'Number' if column.number else 'Text'}" for column in found.columns]
    made = [_row(heads, widths, [f"{style} Head"] * len(widths), form="<w:tblHeader/>")]
    made += [_row(row, widths, styles, kept=keep) for row, keep in zip(rows, _kept(found, end=kept), strict=True)]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_EDGES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
        f'<w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
    )


def beside(blocks: Sequence[str], width: int) -> str:
    """Return blocks side by side, their upper edges in line, each so wide: a row without rules."""
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{block}</w:tc>' for block in blocks)
    grid = f'<w:gridCol w:w="{width}"/>' * len(blocks)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * len(blocks)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_NO_MARGINS}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def _kept(found: ReportSection, *, end: bool) -> Iterator[bool]:
    """Yield of each row whether it stays on the page of what follows: the last but one, and what has parts below it.

    With `end` the last one does, too.
    """
    last, levels = len(found.rows) - 1, found.levels
    for place in range(last + 1):
        parent = bool(levels and place < last and levels[place] < levels[place + 1])
        yield parent or place == last - 1 or (end and place == last)


def _row(
    cells: Sequence[Cell], widths: Sequence[int], styles: Sequence[str], *, form: str = "", kept: bool = False
) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[n] for n in cell.columns)}" w:type="dxa"/>{_across(cell)}'
        f'<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(styles[cell.columns.start], BREAK.join(cell.lines.values()), form=KEPT * kept)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{form}</w:trPr>{made}</w:tr>"


def _across(cell: Cell) -> str:
    return f'<w:gridSpan w:val="{len(cell.columns)}"/>' if len(cell.columns) > 1 else ""


def _spans(row: Row) -> list[range]:
    """Return the columns of each cell: the lights of a parent stand with its title, where nothing is between them."""
    light = next((n for n, cell in enumerate(row) if isinstance(cell, LightCell) and cell.light.counts), 0)
    title = next((n for n in range(light - 1, -1, -1) if row[n] is not None), light)
    merged = range(title, light + 1) if light - title > 1 else range(0)
    return [merged if n in merged else range(n, n + 1) for n in range(len(row)) if n not in merged[1:]]


def _apart(cells: Iterable[Cell]) -> list[list[str]]:
    """Return the words of each column; what takes several columns decides on the width of none."""
    return [list(cell.lines) if len(cell.columns) == 1 else [""] for cell in cells for _ in cell.columns]


def _head(title: Message, pages: Pages) -> dict[str, str]:
    words = ((message_words(title, one), one) for one in pages)
    return {word: heading(word, one) for word, one in words}


def _lines(cells: Row, pages: Pages) -> dict[str, str]:
    """Return the words of cells in each language and the runs of these; what languages tell alike stands once.

    A few words of both stand on one line where there is room.
    """
    shown: Row = [cell for cell in cells if cell is not None] or [None]
    lines: dict[str, tuple[str, str]] = {}
    for one in pages:
        brief = [_brief(cell, one, both=len(pages) > 1) for cell in shown]
        words, made = "  ".join(_text(cell, one) for cell in brief), run("　").join(_runs(cell, one) for cell in brief)
        lines.setdefault(normalize("NFKC", words).replace("、", ",").replace(" ", ""), (words, made))
    told = dict(lines.values())
    words = "　".join(told)
    return {words: run("　").join(told.values())} if len(told) > 1 and width_of(words) <= TOGETHER else told


def _brief(cell: ReportCell | None, ctx: RenderContext, *, both: bool) -> ReportCell | None:
    """Return a cell as a narrow column tells it: points as a number, days of this year without it in one language."""
    if isinstance(cell, TransitionCell) and cell.change and cell.change.unit == "points":
        return replace(cell, change=replace(cell.change, unit=""))
    if isinstance(cell, StatementCell) and ctx.as_of and cell.on.year == ctx.as_of.year and not both:
        return TextCell(unended(cell.text) + ctx.say(" ({note})", note=day_words(cell.on, ctx, year=False)))
    return cell


def _runs(cell: ReportCell | None, ctx: RenderContext) -> str:
    """Return the runs of a cell; each light has a dot in its colour before its words."""
    if isinstance(cell, LightCell):
        return _light(cell, ctx)
    if isinstance(cell, TransitionCell) and isinstance(cell.old, LightCell):
        return f"{_runs(cell.old, ctx)}{run(' → ')}{_runs(cell.new, ctx)}"
    return runs(cell, ctx)


def _light(cell: LightCell, ctx: RenderContext) -> str:
    light = cell.light
    if not light.counts:
        return _dot(light.shade) + run(f" {cell_words(cell, ctx)}")
    parts = (_dot(USUAL_COLOURS[meaning]) + run(f" {words}") for meaning, words in counted_lights(light, ctx))
    return run(LANGUAGES[ctx.language].comma).join(parts)


def _dot(colour: Colour) -> str:
    return f'<w:r><w:rPr>{fonts_of(SONG, SONG)}<w:color w:val="{COLOURS[colour]}"/></w:rPr><w:t>●</w:t></w:r>'


def _text(cell: ReportCell | None, ctx: RenderContext) -> str:
    if isinstance(cell, TransitionCell) and isinstance(cell.old, LightCell):
        return f"{_text(cell.old, ctx)} → {_text(cell.new, ctx)}"
    return (DOT if isinstance(cell, LightCell) else "") + cell_words(cell, ctx)
