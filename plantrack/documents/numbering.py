"""Numbering of the parts of a document as a plan needs it: unique numbers, references and figure ids."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec.structs import replace

from plantrack.documents.parsed_document import Clause, ClauseKind, DocumentFigure, Item, SummarySection
from plantrack.model.amounts import Kind
from plantrack.model.text import given_text

LARGEST = 999_999
"""References and sections of a plan have at most six digits."""

DECIMALS = 9
"""Decimals kept when a fraction becomes a percentage."""
Value = TypeVar("Value")


def numbers(entries: Sequence[Item] | Sequence[SummarySection]) -> tuple[int, ...]:
    """Return the document's own numbers where they are unique and can be references, else the positions from 1."""
    own = tuple(entry.number for entry in entries)
    if len(set(own)) == len(own) and all(1 <= number <= LARGEST for number in own):
        return own
    return tuple(range(1, len(own) + 1))


def renumbered(entries: Sequence[Item] | Sequence[SummarySection]) -> bool:
    """Tell whether the document's own numbers cannot be kept."""
    return numbers(entries) != tuple(entry.number for entry in entries)


def sole(item: Item) -> Clause | None:
    """Return the clause that is the item itself: its only clause, with the same title, and not a direction."""
    only = item.clauses[0] if len(item.clauses) == 1 and not item.parts else None
    return only if only and only.title == item.title and only.kind is not ClauseKind.DIRECTION else None


def numbers_below(item: Item, count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of so many tasks of an item's own text, and those of its parts, which keep theirs if they can.

    The tasks of the text follow the largest number of a part.
    """
    parts = numbers(item.parts)
    largest = max(parts, default=0)
    if largest + count > LARGEST:
        return tuple(range(1, count + 1)), tuple(range(count + 1, count + 1 + len(parts)))
    return tuple(range(largest + 1, largest + 1 + count)), parts


class SpanIndex(Generic[Value]):
    """Values indexed by spans of text, of which some may lie within others."""

    def __init__(self, spans: Iterable[tuple[int, int, Value]]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._firsts = [first for first, _, _ in self._spans]
        self._around: list[int] = []
        for place, (first, _, _) in enumerate(self._spans):
            self._around.append(self._innermost(place - 1, first))

    def at(self, offset: int) -> Value | None:
        """Return the value of the innermost span that holds the offset, or None."""
        place = self._innermost(bisect_right(self._firsts, offset) - 1, offset)
        return self._spans[place][2] if place >= 0 else None

    def _innermost(self, place: int, offset: int) -> int:
        while place >= 0 and self._spans[place][1] <= offset:
            place = self._around[place]
        return place


def clause_end(clause: Clause) -> int:
    """Return the end offset of a clause."""
    return clause.offset + len(clause.quote)


def in_units(figure: DocumentFigure) -> DocumentFigure:
    """Return a figure with a unit, which a plan requires: a bare fraction becomes a percentage."""
    if figure.kind is not Kind.FRACTION or given_text(figure.unit):
        return figure
    ends = (figure.value, figure.value_to)
    value, value_to = (None if end is None else round(100 * end, DECIMALS) for end in ends)
    return replace(figure, value=value, value_to=value_to, unit="%")


def placed(
    figures: Sequence[DocumentFigure], entries: Sequence[Item] | Sequence[SummarySection], letter: str
) -> Iterator[tuple[str, int, DocumentFigure]]:
    """Yield an id, the section and the figure: f3-2 is the second of section 3."""
    own, seen = numbers(entries), Counter[int]()
    spans = SpanIndex(zip([one.first for one in entries], [one.last for one in entries], own, strict=True))
    for figure in figures:
        found = spans.at(figure.offset)
        section = found if found is not None else figure.section if figure.section in own else 0
        seen[section] += 1
        yield f"{letter}{section}-{seen[section]}", section, figure
