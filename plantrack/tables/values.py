"""What people write in the cells of a table: percentages, statuses, days. What is not understood is a Message."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from plantrack.characters.folding import folded
from plantrack.dates.expressions import Precision, read
from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR, Period
from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import InputError, Message, message
from plantrack.model.percentages import WHOLE
from plantrack.model.state import Status
from plantrack.tables.numeric_days import Order, numeric_day
from plantrack.tables.sheet import Cell
from plantrack.word_tables import word_table

SHORT = 60
_LONGEST_BLANK = 8
"""Maximum length of a cell that says nothing, in characters."""
_SERIAL = date(1899, 12, 30)
"""Day 0 of the serial numbers by which Excel stores days."""
_SERIALS = range(20_000, 80_000)
"""The serial numbers that are taken for days: from 1954 to 2119."""
_PERCENT = re.compile(r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,6}|,[0-9]{1,2})?)(?P<sign>%|percent|pct)?")
_DIGITS = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])")
_AROUND_DAY = re.compile(
    r" ?(?:00:00(?::00)?)$|(?<=[前底末日内度月])(?:全部|全面|基本)?(?:完成|办结|到位|建成|投用|印发|出台)$"
)
"""What stands behind a day and says no more than that it is one: midnight, or that the work is to be done by then."""
_MONTH_NAMED = re.compile(r"(?P<day>[0-9]{1,2})[-/](?P<month>[a-z]{3,9})[-/](?P<year>[0-9]{2})(?: .*)?", re.IGNORECASE)
_LONG = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR})
_POINTS = re.compile(r"(?P<year>[12][0-9]{3})[./](?P<month>[0-9]{1,2})")


def text_of(cell: Cell) -> str:
    """Return a cell as people read it: no decimals where there are none, days as YYYY-MM-DD."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == datetime.min.time() else f"{cell:%Y-%m-%d %H:%M}"
    return str(cell) if isinstance(cell, date) else f"{cell:.15g}"


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds a dash, 无 or n/a."""
    return cell is None or (isinstance(cell, str) and len(cell) <= _LONGEST_BLANK and _plain(cell) in _blanks())


def are_shares(cells: Iterable[Cell]) -> bool:
    """Tell whether the numbers of a column are shares of one, as Excel stores percentages, and not of a hundred."""
    numbers = [number for cell in cells if (number := _bare_number(cell)) is not None]
    return any(0 < number < 1 for number in numbers) and all(0 <= number <= 1 for number in numbers)


def percent_of(cell: Cell, *, shares: bool = False) -> float | None | Message:
    """Return a percentage, 0 to 100; None for a blank.

    A number is a share of one where the column has `shares`, or where it lies between 0 and 1. 1 alone is not clear.
    """
    if is_blank(cell):
        return None
    number = _bare_number(cell)
    if number is None:
        found = _PERCENT.fullmatch(_plain(text_of(cell)))
        return _within(_number(found), cell) if found and found["sign"] else _no_percent(cell)
    if not shares and number == 1:
        return message("“{text}” may be 1 % or 100 %", text=short_text(cell))
    return _within(round(number * WHOLE, 6) if shares or 0 < number < 1 else number, cell)


def _bare_number(cell: Cell) -> float | None:
    """Return the number of a cell without a sign; None where it has one, or is no number."""
    if isinstance(cell, float):
        return cell
    found = _PERCENT.fullmatch(_plain(cell)) if isinstance(cell, str) else None
    return _number(found) if found and not found["sign"] else None


def _number(found: re.Match[str]) -> float:
    return float(found["number"].replace(",", "."))


def _within(number: float, cell: Cell) -> float | Message:
    return number if 0 <= number <= WHOLE else _no_percent(cell)


def _no_percent(cell: Cell) -> Message:
    return message("“{text}” is no percentage from 0 to 100", text=short_text(cell))


def status_of(cell: Cell) -> Status | None | Message:
    """Return a status, in the words of both languages; None for a blank."""
    if isinstance(cell, bool):
        return Status.DONE if cell else Status.NOT_STARTED
    if is_blank(cell):
        return None
    plain = _plain(text_of(cell)).rstrip("。.!;,")
    found = _statuses().get(plain) or _statuses().get(plain.replace("(", "").replace(")", ""))
    return found or message("“{text}” is no status", text=short_text(cell))


def day_of(
    cell: Cell, within: Period, calendar: Calendar = NONE, order: Order | None = None, *, begins: bool = False
) -> date | None | Message:
    """Return a day, the last one of a month or quarter that is named, or the first if it `begins`; None for a blank.

    A day without a year lies in the plan's period, `within`. `order` is that of days in numbers in the whole column.
    Words for work without an end are not understood here.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    if is_blank(cell):
        return None
    if re.fullmatch("[0-9]{5}", said := text_of(cell)) and int(said) in _SERIALS:
        return _SERIAL + timedelta(int(said))
    return numeric_day(folded(said), within, order) or _day_of_text(said, within, calendar, begins=begins)


@lru_cache(maxsize=4096)
def _day_of_text(text: str, within: Period, calendar: Calendar, *, begins: bool) -> date | Message:
    said = _AROUND_DAY.sub("", " ".join(folded(text).replace("—", "-").split()))
    said = _POINTS.sub(r"\g<year>-\g<month>", said) if _POINTS.fullmatch(said) else said
    said = f"{found['day']} {found['month']} 20{found['year']}" if (found := _MONTH_NAMED.fullmatch(said)) else said
    said = "-".join(found.groups()) if (found := _DIGITS.fullmatch(said)) else said
    try:
        first, last = (read(said, day, within, calendar) for day in (within.first, within.last))
    except InputError as error:
        return error.message
    if first.rule or first.last != last.last or not FIRST_YEAR <= first.last.year <= LAST_YEAR:
        return message("“{text}” names no day", text=short_text(text))
    return first.first if begins and first.precision in _LONG else first.last


def runs_on(cell: Cell) -> bool:
    """Tell whether the words for a day say that the work has no end: 长期, ongoing."""
    return isinstance(cell, str) and _plain(cell) in word_table(__package__, "values")["running"]["words"]


def short_text(cell: Cell) -> str:
    """Return a cell as people read it, cut to the length that a message allows."""
    text = " ".join(text_of(cell).split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(folded(text).lower().split())


@cache
def _blanks() -> frozenset[str]:
    return frozenset(map(_plain, ("", *word_table(__package__, "values")["blank"]["words"])))


@cache
def _statuses() -> dict[str, Status]:
    return {
        _plain(word): Status(name)
        for name, words in word_table(__package__, "values")["status"].items()
        for word in words
    }
