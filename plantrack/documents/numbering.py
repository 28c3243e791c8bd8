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
    only = item.clauses[0] if len(item.clauses) == 1 else None
    return only if only and only.title == item.title and only.kind is not ClauseKind.DIRECTION else None


def task_refs(item: Item, number: int) -> dict[int, str]:
    """Return the reference that each clause of an item has in a draft, by its place; directions have none."""
    if sole(item):
        return {0: str(number)}
    tasks = (place for place, clause in enumerate(item.clauses) if clause.kind is not ClauseKind.DIRECTION)
    return {place: f"{number}.{count}" for count, place in enumerate(tasks, 1)}


class SpanIndex(Generic[Value]):
    """Values indexed by spans of text that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int, Value]]) -> None:
        self._spans = sorted(spans, key=lambda span: span[:2])
        self._firsts = [first for first, _, _ in self._spans]

    def at(self, offset: int) -> Value | None:
        """Return the value whose span holds the offset, or None."""
        place = bisect_right(self._firsts, offset) - 1
        if place < 0 or offset >= self._spans[place][1]:
            return None
        return self._spans[place][2]


def section_spans(entries: Sequence[Item] | Sequence[SummarySection]) -> SpanIndex[int]:
    """Return the numbers of items or sections by their spans."""
    firsts, lasts = [entry.first for entry in entries], [entry.last for entry in entries]
    return SpanIndex(zip(firsts, lasts, numbers(entries), strict=True))


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
    spans, known, seen = section_spans(entries), {0, *numbers(entries)}, Counter[int]()
    for figure in figures:
        found = spans.at(figure.offset)
        section = found if found is not None else figure.section if figure.section in known else 0
        seen[section] += 1
        yield f"{letter}{section}-{seen[section]}", section, figure
