"""The cells of a workbook: their values, and the widths and heights they need, which not every program computes.

A value is a text, or a number or day whose number format shows the words around it: so a number can be used in formulas,
and reads as in every other format.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from msgspec import Struct

from plantrack.model.amounts import plain_number
from plantrack.render.cells import cell_words, day_note
from plantrack.render.context import RenderContext
from plantrack.reports.cells import AmountCell, ChangeCell, CountCell, DayCell, PercentCell, ReportCell

EARLIEST = 1900
"""The first year of the calendar of workbooks; earlier days are written as text."""
LONGEST_FORMAT = 255
DAY, WHOLE, NUMBER = "yyyy-mm-dd", "#,##0", "#,##0.######"
SLACK = 2.0
"""The margins of a column, in characters."""
FILLED = 0.92
"""The share of a line that is filled, as lines break between words."""
NARROWEST = 6.0
BOLD = 1.1
"""The width of bold text as a multiple of regular text."""
LINE, MARGIN, HIGHEST = 14.5, 3.0, 409.0
"""In points: the height of a line, the margins of a row, and the maximum height of a row."""


class SheetCell(Struct, frozen=True):
    """The words shown, and the value behind them with its number format; of a text, the words themselves."""

    words: str
    value: str | float | date | None
    format: str = ""


def sheet_cell(cell: ReportCell | None, ctx: RenderContext) -> SheetCell:
    """Return a cell of a report as a cell of a sheet; an unknown value is empty."""
    if cell is None:
        return SheetCell("", None)
    words = cell_words(cell, ctx)
    value, form = _value(cell, words, ctx)
    return SheetCell(words, value, form) if form and len(form) <= LONGEST_FORMAT else SheetCell(words, words)


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


def width(most: float, head: str, column: Iterable[SheetCell]) -> float:
    """Return the width of a column: that of its widest cell, but at most `most`; at least that of its head.

    Text wraps where it does not fit; a number must fit, as nothing of it would be shown.
    """
    needed = whole = 0.0
    for cell in column:
        wide = max(map(cells, cell.words.split("\n"))) + SLACK
        needed = max(needed, wide)
        whole = whole if isinstance(cell.value, str | None) else max(whole, wide)
    return max(min(most, needed), whole, _head(head), NARROWEST)


def _head(head: str) -> float:
    """Return the width at which a head takes two lines, and each of its words one."""
    word = max((BOLD * cells(word) for word in head.split() if word.isascii()), default=0)
    return max(cells(head) / 2, word) + SLACK


def height(row: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """Return the height of a row in points at which all its words are visible."""
    room = [wide / BOLD for wide in widths] if bold else widths
    lines = max(map(_lines, row, room), default=1)
    return min(LINE * lines + MARGIN, HIGHEST)


def _lines(text: str, wide: float) -> int:
    room = max(FILLED * wide - 1, 1)
    return sum(ceil(needed / room) if (needed := cells(line)) > wide - 1 else 1 for line in text.split("\n"))
