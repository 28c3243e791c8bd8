"""Paragraphs and tables as WordprocessingML, and the widths of columns. Text from people goes through `run` and nowhere else."""

import re
from collections.abc import Sequence
from html import escape
from math import ceil

from plantrack.evaluation.facts import Colour
from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext, visible
from plantrack.render.docx.layout import SONG, fonts_of, identifier
from plantrack.reports.cells import LightCell, ReferencesCell, ReportCell, ReportSection

COLOURS = {
    Colour.GREEN: "2E8B40", Colour.BLUE: "1F5FBF", Colour.YELLOW: "D9A400", Colour.ORANGE: "E06C00",
    Colour.RED: "C8102E", Colour.PURPLE: "7B3FA0", Colour.GREY: "7A7A7A",
}  # fmt: skip
CHINESE = re.compile(r"[\u2e80-\uffef]")
OPEN = "、\u200b"
"""The separator of references, at which every program may break a line."""
TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
WORD = re.compile(r"[^\s\u2010-\u2015\u2e80-\uffef]+")
NARROW, BESIDE = 118, 170
"""The width of a narrow character in a table, and of the margins of a cell, in twips."""
SHORT, LONG, LINE = 8, 16, 80
"""In narrow characters: text that stays on one line, the unbroken part of a long word, and the maximum of a column."""
DOT = 3
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{edge} w:w="{space}" w:type="dxa"/>'
    for edge, space in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80))
)


def run(text: str, form: str = "") -> str:
    """Return text as a run, escaped. Punctuation that both scripts share looks Chinese in Chinese text."""
    hint = '<w:rFonts w:hint="eastAsia"/>' if CHINESE.search(text) else ""
    return f'<w:r><w:rPr>{hint}{form}</w:rPr><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>'


def heading(text: str, ctx: RenderContext) -> str:
    """Return text as a run of a heading: bold in English; Chinese headings have their own fonts instead."""
    return run(text, "" if ctx.language == "zh" else "<w:b/>")


def paragraph(style: str, *runs: str, form: str = "") -> str:
    """Return a paragraph of a style; `form` holds further properties as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{identifier(style)}"/>{form}</w:pPr>{"".join(runs)}</w:p>'


def table(found: ReportSection, ctx: RenderContext, room: int, *, kept: bool = False) -> str:
    """Return a section's table, as wide as the room: its head repeats on every page, and no row breaks across pages.

    With `kept` it stays on the page of the paragraph that follows.
    """
    widths = columns(found, ctx, room)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    styles = ["Table Number" if column.number else "Table Text" for column in found.columns]
    names = [heading(message_words(column.title, ctx), ctx) for column in found.columns]
    heads = _row("<w:tblHeader/>", widths, ["Table Head"] * len(widths), names)
    rows = (_row("", widths, styles, [_runs(cell, ctx) for cell in row], "<w:keepNext/>" * kept) for row in found.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_EDGES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
        f'<w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{"".join(rows)}</w:tbl>'
    )


def _row(form: str, widths: list[int], styles: list[str], cells: list[str], keep: str = "") -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraph(style, cell, form=keep)}</w:tc>'
        for width, style, cell in zip(widths, styles, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{form}</w:trPr>{''.join(made)}</w:tr>"


def _runs(cell: ReportCell | None, ctx: RenderContext) -> str:
    """Return the runs of a cell; a light has a dot in its colour before its words."""
    words = cell_words(cell, ctx)
    if isinstance(cell, ReferencesCell):
        return run(words).replace("、", OPEN)
    if not isinstance(cell, LightCell):
        return run(words)
    form = f'{fonts_of(SONG, SONG)}<w:color w:val="{COLOURS[cell.light.shade]}"/>'
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>●</w:t></w:r>" + run(f" {words}")


def columns(found: ReportSection, ctx: RenderContext, room: int) -> list[int]:
    """Return the widths of the columns in twips, which fill the room.

    Each gets its minimum. Then, from the smallest need for more to the largest, columns get it as long as all the others
    could have as much; the rest is shared in proportion to the needs.
    """
    ideals, minima = zip(*(_extent(texts) for texts in zip(*_texts(found, ctx), strict=True)), strict=True)
    if sum(ideals) <= room:
        return _filled(ideals, room)
    more = {n: ideal - least for n, (ideal, least) in enumerate(zip(ideals, minima, strict=True)) if ideal > least}
    made, spare = list(minima), max(room - sum(minima), 0)
    for place in sorted(more, key=more.__getitem__):
        share = more[place] if more[place] * len(more) <= spare else spare * more[place] / sum(more.values())
        made[place] += share
        spare -= share
        del more[place]
    return _filled(made, room)


def height(found: ReportSection, ctx: RenderContext, room: int) -> int:
    """Return the number of lines of a table of that width."""
    widths = columns(found, ctx, room)
    return sum(
        max(ceil(cell_width(text) * NARROW / (width - BESIDE)) or 1 for text, width in zip(row, widths, strict=True))
        for row in _texts(found, ctx)
    )


def _texts(found: ReportSection, ctx: RenderContext) -> list[list[str]]:
    heads = [message_words(column.title, ctx) for column in found.columns]
    return [heads, *([_text(cell, ctx) for cell in row] for row in found.rows)]


def _text(cell: ReportCell | None, ctx: RenderContext) -> str:
    return (DOT * "●" if isinstance(cell, LightCell) else "") + cell_words(cell, ctx)


def _extent(texts: tuple[str, ...]) -> tuple[int, int]:
    """Return the ideal width of a column, and the minimum at which words stay whole."""
    ideal = min(max(map(cell_width, texts)), LINE)
    longest = [max(map(len, WORD.findall(text)), default=0) for text in texts]
    least = max(
        max(min(cell_width(text), SHORT), min(word + 1, LONG)) for text, word in zip(texts, longest, strict=True)
    )
    return max(ideal, least) * NARROW + BESIDE, least * NARROW + BESIDE


def _filled(widths: Sequence[float], room: int) -> list[int]:
    """Return widths in the same proportions that fill the room to the twip."""
    total = sum(widths)
    made = [int(width * room / total) for width in widths]
    made[-1] += room - sum(made)
    return made
