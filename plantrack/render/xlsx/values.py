"""The cells of a workbook: their words, the values behind them, and how both look.

A value is a text, or a number or day whose number format shows the words around it: so a number can be used in formulas,
and reads as in every other format.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plantrack.evaluation.facts import USUAL_COLOURS, Colour
from plantrack.model.amounts import plain_number
from plantrack.render.cells import cell_words, day_note, sourced
from plantrack.render.context import RenderContext
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import SIGNS, counted_lights, light_name
from plantrack.reports.cells import (
    AmountCell,
    ChangeCell,
    CountCell,
    DayCell,
    LightCell,
    LinkCell,
    ListCell,
    PercentCell,
    ReferencesCell,
    ReportCell,
    UpdateCell,
)
from plantrack.reports.links import is_web, short_address

EARLIEST = 1900
"""The first year of the calendar of workbooks; earlier days are written as text."""
LONGEST_FORMAT, LONGEST_NUMBER = 255, 50
"""Limits of a number format, and of the width of a number with its words in characters, as numbers do not wrap."""
DAY, WHOLE, NUMBER = "yyyy-mm-dd", "#,##0", "#,##0.######"


class SheetCell(Struct, frozen=True):
    """The words shown, and the value behind them with its number format; of a text, the words themselves.

    `link` is the address that the cell opens, `shade` the colour of the whole cell; `pieces` are the words in parts, of
    which some have a colour.
    """

    words: str
    value: str | float | date | None
    format: str = ""
    link: str = ""
    shade: Colour | None = None
    pieces: tuple[tuple[str, Colour | None], ...] = ()
    centred: bool = False


def sheet_cell(cell: ReportCell | None, ctx: RenderContext) -> SheetCell:
    """Return a cell of a report as a cell of a sheet; an unknown value is empty."""
    if cell is None:
        return SheetCell("", None)
    if isinstance(cell, LightCell):
        return _light(cell, ctx)
    words, link = _linked(cell, ctx)
    value, form = _value(cell, words, ctx)
    if form and len(form) <= LONGEST_FORMAT and cells(words) <= LONGEST_NUMBER:
        return SheetCell(words, value, form)
    return SheetCell(words, words, link=link, centred=isinstance(cell, ReferencesCell))


def _light(cell: LightCell, ctx: RenderContext) -> SheetCell:
    """Return a light with its sign: its name on its colour, its reasons behind it, or of several tasks each light."""
    light, words = cell.light, cell_words(cell, ctx)
    if light.counts:
        shares, comma = counted_lights(light, ctx), (LANGUAGES[ctx.language].comma, None)
        parts = [(f"{SIGNS[meaning]} {words}", USUAL_COLOURS[meaning]) for meaning, words in shares]
        return _pieces([piece for part in parts for piece in (comma, part)][1:])
    if cell.show == "reasons":
        return SheetCell(words, words)
    words, name = f"{SIGNS[light.meaning]} {words}", f"{SIGNS[light.meaning]} {light_name(light, ctx)}"
    if cell.show == "name":
        return SheetCell(words, words, shade=light.shade, centred=True)
    rest = words.removeprefix(name)
    return _pieces([(name, light.shade), *([(rest, None)] if rest else [])])


def _pieces(pieces: Sequence[tuple[str, Colour | None]]) -> SheetCell:
    words = "".join(words for words, _ in pieces)
    return SheetCell(words, words, pieces=tuple(pieces))


def _linked(cell: ReportCell, ctx: RenderContext) -> tuple[str, str]:
    """Return the words of a cell and the address it opens: that of a web page in it, the first of several.

    One address is shown as the host's name; several are shown whole, as a cell opens one only.
    """
    if isinstance(cell, UpdateCell):
        sources = cell.update.sources
        names = map(short_address, sources) if len(sources) == 1 else sources
        return sourced(cell, names, ctx), next(filter(is_web, sources), "")
    links = cell.parts if isinstance(cell, ListCell) else (cell,)
    addresses = [link.address for link in links if isinstance(link, LinkCell) and is_web(link.address)]
    words = cell_words(cell, ctx)
    if len(links) == 1 and addresses and words == addresses[0]:
        words = short_address(words)
    return words, addresses[0] if addresses else ""


def _value(cell: ReportCell, words: str, ctx: RenderContext) -> tuple[str | float | date, str]:
    """Return the value of a cell and its number format, which is empty for a text."""
    if isinstance(cell, DayCell) and cell.day.year >= EARLIEST:
        return cell.day, DAY + quoted(day_note(cell, ctx))
    if isinstance(cell, PercentCell):
        return cell.percent / 100, decimals(plain_number(cell.percent)) + "%"
    if isinstance(cell, CountCell):
        form = WHOLE if cell.count == int(cell.count) else NUMBER
        return cell.count, form + quoted("" if cell.of is None else f"/{cell.of}")
    if isinstance(cell, ChangeCell):
        return _around(cell.amount, plain_number(abs(cell.amount)), words, sign=cell.unit != "share")
    if isinstance(cell, AmountCell) and cell.quantity.value_to is None:
        shown = cell.quantity.digits(ctx.language, cell.figure)
        return _around(float(shown.replace(",", "")), shown, words)
    return words, ""


def _around(value: float, shown: str, words: str, *, sign: bool = False) -> tuple[str | float, str]:
    """Return a number and the format that shows it within its words; the words if they do not contain it."""
    before, found, after = words.partition(shown)
    form = ("#,##" if "," in shown else "") + decimals(shown)
    if sign:
        before, after = quoted(before.rstrip("+-") if found else ""), quoted(after)
        return value, f'{before}+{form}{after};{before}-{form}{after};"="'
    return (value, quoted(before) + form + quoted(after)) if found else (words, "")


def decimals(shown: str) -> str:
    """Return the format of a number with as many decimals as it is shown with."""
    places = len(shown.partition(".")[2])
    return "0." + "0" * places if places else "0"


def quoted(words: str) -> str:
    """Return words as a literal of a number format."""
    return '\\"'.join(f'"{part}"' if part else "" for part in words.split('"'))


def cells(text: str) -> int:
    """Return the width of a line in characters; a Chinese one counts as two."""
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))
