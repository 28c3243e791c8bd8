"""Extraction of the figures of a text, in order."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.documents.figures.counted import counts
from plantrack.documents.figures.english import find_english_figures
from plantrack.documents.figures.forms import form_of, pattern
from plantrack.documents.figures.kinds import kind_of
from plantrack.documents.figures.labels import Labels
from plantrack.documents.figures.masking import mask_non_figures
from plantrack.documents.figures.measured_period import period_of
from plantrack.documents.figures.quantities import Amount, amount_at
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.documents.vocabulary import table
from plantrack.model.amounts import Kind, as_number
from plantrack.model.numbers import CHINESE_DIGITS, digits

_THOUSANDS = re.compile("(?<=[0-9]),[0-9]{3}")
_WORDLESS = "\t 0123456789.,%-—"
_LONGEST = 200
"""Maximum distance, in characters, to the start of a clause."""


class ScannedAmounts(Struct, frozen=True):
    """A text folded and masked, with the amounts that count; those of an English text are found when asked for."""

    text: str
    folded: str
    masked: str
    found: tuple[Amount, ...]
    english: bool = False


def scan_amounts(text: str, plain: str | None = None) -> ScannedAmounts:
    """Return the amounts of a whole text; `plain` is its folded form, where that is known."""
    plain = folded(text) if plain is None else plain
    masked = mask_non_figures(plain)
    return ScannedAmounts(text, plain, masked, tuple(_amounts(masked)))


def find_figures(
    scanned: ScannedAmounts, year: int | None, *, planned: bool, first: int = 0, last: int | None = None
) -> tuple[DocumentFigure, ...]:
    """Return the figures from `first` up to `last`, of the summary or of the plan part, of `year`.

    Offsets are those of the whole text; the section is left to the caller.
    """
    last = len(scanned.text) if last is None else last
    if scanned.english:
        named = None if year is None else str(year)
        read = find_english_figures(scanned.text, scanned.folded, named, planned=planned, first=first, last=last)
        return tuple(read)
    labels = Labels(scanned.folded)
    found: list[DocumentFigure] = []
    previous: tuple[Amount, Kind] | None = None
    for amount in scanned.found:
        if not first <= amount.core < last:
            continue
        clause = _clause(scanned.masked, first, amount)
        kind = kind_of(scanned.masked, clause, amount, previous, planned=planned)
        label, period = labels.label(clause, amount) or kind, period_of(scanned.folded, amount.first, year)
        found.append(_figure(scanned.text, amount, kind, label, period))
        previous = amount, kind
    return tuple(found)


def _figure(text: str, amount: Amount, kind: Kind, label: str, period: str | None) -> DocumentFigure:
    quote = text[amount.first : amount.last]
    return DocumentFigure(
        quote=quote, offset=amount.first, value=as_number(amount.value),
        value_to=None if amount.value_to is None else as_number(amount.value_to),
        unit=amount.unit.replace("(", "（").replace(")", "）") if "（" in quote else amount.unit,
        qualifier=amount.qualifier, kind=kind, label=label, period=period,
    )  # fmt: skip


def english_amounts(text: str, plain: str) -> ScannedAmounts:
    """Return an English text, whose figures are found when they are asked for."""
    return ScannedAmounts(text, plain, plain, (), english=True)


def _amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts that count, in order."""
    place = 0
    while found := _start().search(text, place):
        digits = found["digits"] or found["chinese"]
        amount = amount_at(text, found.start()) if digits else form_of(text, found)
        place = found.end()
        if amount is not None and counts(text, amount):
            yield amount
            place = max(place, amount.last)


@cache
def _start() -> re.Pattern[str]:
    heads = "".join({word[0] for key in ("places", "first") for word in table("figure_words")["rank"][key]})
    return re.compile(f"(?=[-—0-9{CHINESE_DIGITS}负第前过近超翻{heads}])(?:{pattern().pattern}|{digits().pattern})")


def _clause(text: str, first: int, amount: Amount) -> int:
    """Return where the words of an amount begin; those of one that stands alone in a cell are in the one before."""
    start = max(first, amount.first - _LONGEST)
    start = max(start, *(text.rfind(mark, start, amount.first) + 1 for mark in "。;:!?\n"))
    start += text[start : amount.first].rstrip(_WORDLESS).rfind("\t") + 1
    end = amount.first
    while (comma := text.rfind(",", start, end)) >= 0 and _THOUSANDS.match(text, comma):
        end = comma
    return max(start, comma + 1)
