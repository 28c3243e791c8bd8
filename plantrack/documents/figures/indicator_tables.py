"""Numbers in the cells of an indicator table, whose meaning and unit come from column header and row name.

Numbers in sentences are read by `extraction`, in a cell or not.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.figures.kinds import grows
from plantrack.documents.figures.quantities import Amount, amount_at
from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.vocabulary import table
from plantrack.model.amounts import Kind

_CELL = re.compile(r"[^\t]+")
_NUMBER = re.compile(r"(?![^\t]*20[0-9]{2}年)[^0-9\t一-鿿]{0,2}[0-9][0-9,]*(?:\.[0-9]+)?[^0-9\t]{0,8}")
_BRACKET = re.compile(r"\(([^()]*)\)|[:,、]?([%‰])$")
_YEAR = re.compile("(20[0-9]{2})年")

_HEADS = 3
"""Maximum number of header rows of a table."""

_GridRow = dict[int, re.Match[str]]


class FigureCell(Struct, frozen=True):
    """A cell with a number: its row name, its column header, and the unit given by either."""

    name: str
    head: str
    unit: str

    def filled(self, amount: Amount) -> Amount:
        """Return the amount with the unit of its row or column where it has none; 万 in both counts once."""
        one = amount_at(f"1{self.unit}", 0) if not amount.unit and self.unit else None
        if one is None or not one.unit:
            return amount
        times = one.value if amount.bare else 1
        upto = None if amount.value_to is None else amount.value_to * times
        return replace(amount, value=amount.value * times, value_to=upto, unit=one.unit, bare=False)

    def kind(self, amount: Amount, year: int | None, *, planned: bool) -> Kind:
        """Return the kind of its amount; a year in the column header decides whether it is planned."""
        named = _YEAR.search(self.head)
        if int(named[1]) >= year + (not planned) if named and year else planned:
            return Kind.TARGET
        changes = any(grows(words) or re.search(_words()["change"], words) for words in (self.name, self.head))
        return Kind.GROWTH if changes and amount.unit in unit_words("shares") else amount.form or Kind.MEASURE

    @property
    def label(self) -> str:
        """The row name and the column header without its year."""
        return self.name + _YEAR.sub("", self.head)

    def period(self, year: int | None) -> str | None:
        """Return the year in the column header, or else the one given."""
        named = _YEAR.search(self.head)
        return named[1] if named else None if year is None else str(year)


def cells_of(text: str) -> dict[int, FigureCell]:
    """Return the cells of a folded text that hold only a number, by the offset of its digits."""
    found: dict[int, FigureCell] = {}
    for block in _blocks(text):
        numbers = [place for place, row in enumerate(block) if any(_is_number(cell) for cell in row.values())]
        if numbers and numbers[0]:
            heads = block[: min(numbers[0], _HEADS)]
            for row in block[numbers[0] :]:
                found.update(_row(heads, row))
    return found


def _blocks(text: str) -> Iterator[list[_GridRow]]:
    lines = (found for found in re.finditer("[^\n]+", text))
    for tabbed, block in groupby(lines, key=lambda line: "\t" in line[0]):
        if tabbed:
            yield [_cells(text, line.start(), line.end()) for line in block]


def _cells(text: str, first: int, last: int) -> _GridRow:
    found, start = {}, first
    for place, words in enumerate(text[first:last].split("\t")):
        if cell := _CELL.match(text, start, last):
            found[place] = cell
        start += len(words) + 1
    return found


def _is_number(cell: re.Match[str]) -> bool:
    return _NUMBER.fullmatch(cell[0].strip()) is not None


def _row(heads: list[_GridRow], row: _GridRow) -> Iterator[tuple[int, FigureCell]]:
    """Yield the number cells of one row, after the cell with its name."""
    above = {place: dict.fromkeys(head[place][0].strip() for head in heads if place in head) for place in row}
    titles = {place: "".join(words) for place, words in above.items()}
    units = (cell[0].strip() for place, cell in row.items() if re.fullmatch(_words()["unit"], titles[place]))
    names = (place for place, cell in row.items() if not re.search(_words()["number"], titles[place]))
    name, unit = next(names, None), next(units, "")
    for place, cell in row.items():
        digits = re.search("-?[0-9]", cell[0])
        if name is not None and place > name and digits and _is_number(cell):
            column, own = _unit(titles[place]), _unit(row[name][0])
            one = column if column in unit_words("shares") else own or column or unit
            yield cell.start() + digits.start(), FigureCell(_bare(row[name][0]), _bare(titles[place]), one)


def _unit(words: str) -> str:
    found, whole = _BRACKET.search(words.strip()), words.strip()
    if whole in unit_words("measures", "classifiers"):
        return whole
    return (found[1] or found[2]) if found else ""


def _bare(words: str) -> str:
    return _BRACKET.sub("", words.strip()).removeprefix("其中:")


def _words() -> dict[str, str]:
    words: dict[str, str] = table("figure_words")["table"]
    return words
