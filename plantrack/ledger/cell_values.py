"""The cells that a unit fills in, each value in one form: what people write, in both languages, and what it means."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.dates.expressions import read
from plantrack.dates.periods import Period, parse_span, period_of, span_label
from plantrack.dates.workdays import Calendar
from plantrack.errors import InputError, Message, Translate, message
from plantrack.ledger.ledger_columns import TABLES
from plantrack.ledger.outgoing import DONE, OPEN
from plantrack.model.amount_reader import parse_quantity
from plantrack.model.amounts import Quantity
from plantrack.model.percentages import percent_text
from plantrack.model.plan import Indicator, Plan
from plantrack.model.state import Status
from plantrack.model.text import given_text, stated_text
from plantrack.model.updates.base import LONGEST_TEXT
from plantrack.tables.sheet import Cell
from plantrack.tables.values import day_of, is_blank, percent_of, short_text, status_of, text_of

NONE = "none"
"""The value of a problem that is said to be solved."""
FAR = 1000
"""How many times a stated amount is greater than a number without a unit that may leave out 万 or 亿."""
_BARE = re.compile(r"[\d.,\s]+")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


class HeadWords(Struct, frozen=True):
    """The heads of a ledger, and the words for a milestone, in every language."""

    heads: dict[str, str]
    reached: dict[str, str]


def head_words(languages: Iterable[Translate]) -> HeadWords:
    """Return the words of ledgers in some languages."""
    says = tuple(languages)
    heads = {plain_words(column.title.text(say)): column.key for say in says for of in TABLES.values() for column in of}
    words = ((message("reached"), DONE), (message("not reached"), OPEN))
    reached = {plain_words(word.text(say)): value for say in says for word, value in words}
    return HeadWords(heads, reached)


class CellValues:
    """Reads the cells of a plan's ledgers. `today` is the last day that one may name."""

    def __init__(self, plan: Plan, words: HeadWords, today: date, calendar: Calendar) -> None:
        self._plan, self.words, self._today, self._calendar = plan, words, today, calendar
        self._within = Period(plan.period.first, plan.period.last)

    def read(self, cell: Cell, ref: str, key: str) -> str | Message:
        """Return the value of a cell in one form, blank for nothing; a message where it cannot be read."""
        text = text_of(cell)
        if _ERROR.match(text):
            return message("the formula gives the error {text}; write the value itself", text=text)
        if len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
            return message("the text has more than {count} bytes; shorten it", count=LONGEST_TEXT)
        if key == "problem" and given_text(text) and stated_text(text) is None:
            return NONE
        if is_blank(cell):
            return ""
        reader = self._readers.get(key)
        return reader(cell, ref) if reader else text.strip()

    @property
    def _readers(self) -> Mapping[str, Callable[[Cell, str], str | Message]]:
        return {
            "status": lambda cell, ref: _said(status_of(cell), str),
            "percent": lambda cell, ref: _said(
                percent_of(cell, shares=cell == 1 and isinstance(cell, float)), lambda n: percent_text(n).rstrip("%")
            ),
            "reached": lambda cell, ref: self._reached(cell),
            "reached_on": lambda cell, ref: self._day(cell),
            "value": self._amount,
            "period": lambda cell, ref: self._span(cell),
        }

    def _reached(self, cell: Cell) -> str | Message:
        if known := self.words.reached.get(plain_words(text_of(cell))):
            return known
        return _said(status_of(cell), lambda status: DONE if status is Status.DONE else OPEN)

    def _day(self, cell: Cell) -> str | Message:
        day = day_of(cell, self._within, self._calendar)
        if isinstance(day, date) and day > self._today:
            return message("{day} is after today ({today}); record it once it has happened", day=day, today=self._today)
        if isinstance(day, date) and day < self._within.first:
            return message("{day} is before the plan begins ({first}); correct it, or record it by `done`",
                           day=day, first=self._within.first)  # fmt: skip
        return _said(day, str)

    def _amount(self, cell: Cell, ref: str) -> str | Message:
        text, indicator = text_of(cell).strip(), self._plan.indicator_by_id[ref]
        try:
            given = parse_quantity(text, indicator.unit).value
        except InputError as error:
            return error.message
        bare = _BARE.fullmatch(folded(text))
        for known in self._stated(indicator) if bare else ():
            if 0 < given * FAR < known.value:
                return message("“{text}” names no unit and is far from {known}; write the number with its unit, "
                               "as there", text=short_text(text), known=str(known))  # fmt: skip
        return text

    def _stated(self, indicator: Indicator) -> Iterator[Quantity]:
        """Yield what the plan says of an indicator: its target, and its figures of last year."""
        if indicator.target:
            yield indicator.target.quantity
        figures = self._plan.baseline.figures if self._plan.baseline else ()
        yield from (figure.quantity for figure in figures if figure.id in indicator.baseline)

    def _span(self, cell: Cell) -> str | Message:
        """Return the name of what a number covers; a cell with the first day of a month means that month."""
        if isinstance(cell, datetime | date):
            cell = period_of(date(cell.year, cell.month, 1), "month").label if cell.day == 1 else str(cell)[:10]
        text = folded(text_of(cell)).strip()
        try:
            days = parse_span(text)
            span = days or read(text, self._today, self._within, self._calendar)
        except InputError:
            return message("“{text}” is no period; write a month, as in 2024-11, or the year up to it, as in "
                           "2024-01/2024-11", text=short_text(text))  # fmt: skip
        if span.first > self._today:
            return message("{text} begins after today ({today}); name a period that has begun",
                           text=short_text(text), today=self._today)  # fmt: skip
        return span_label(Period(span.first, span.last))


def _said(value: object, form: Callable[..., str]) -> str | Message:
    """Return a value in its form, nothing for None; a message stays what it is."""
    return value if isinstance(value, Message) else "" if value is None else form(value)


def plain_words(text: str) -> str:
    """Return words without blanks, width and case."""
    return "".join(folded(text).casefold().split())
