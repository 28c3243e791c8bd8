"""The value of a cell in a workbook: a text, or a number or day whose number format shows the words around it.

So a number can be used in formulas, and reads as in every other format.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from plantrack.model.amounts import plain_number
from plantrack.render.cells import cell_words, day_note
from plantrack.render.context import RenderContext
from plantrack.reports.cells import AmountCell, ChangeCell, CountCell, DayCell, PercentCell, ReportCell

EARLIEST = 1900
"""The first year of the calendar of workbooks; earlier days are written as text."""
LONGEST_FORMAT = 255
"""Maximum length of a number format."""
DAY, WHOLE, NUMBER = "yyyy-mm-dd", "#,##0", "#,##0.######"


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
        return _around(cell.amount, plain_number(abs(cell.amount)), words, sign=True)
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
