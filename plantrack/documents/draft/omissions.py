"""Omissions of a draft: text that became no task, by the item around it, and unreadable dates, by clause."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from plantrack.characters.folding import folded
from plantrack.documents.annotations import UNREAD
from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.numbering import SpanIndex, clause_end
from plantrack.documents.parsed_document import Clause, Item, ParsedDocument, Skipped, Unplaced

_STOPS = "。;\n"
"""A date and its clause are not separated by any of these."""
Left = Skipped | Unplaced


def _holds(offsets: Sequence[int], one: Unplaced) -> bool:
    """Tell whether one of some offsets, in order, lies in a sentence."""
    place = bisect_left(offsets, one.offset)
    return place < len(offsets) and offsets[place] < one.offset + len(one.text)


class Omissions:
    """What was left out of the items of a document, and the dates that could not be read."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self._text = folded(parsed.source.text)
        self._by_item: dict[int | None, list[Left]] = defaultdict(list)  # by the identity of an item
        spans = SpanIndex((item.first, item.last, id(item)) for item in parsed.every())
        asked = sorted(one.offset for one in parsed.skipped if one.why == RejectReason.UNKNOWN.why)
        telling = [one for one in parsed.unplaced if one.tells and not _holds(asked, one)]
        left: list[Left] = [*parsed.skipped, *telling]
        for one in sorted(left, key=lambda one: one.offset):
            self._by_item[spans.at(one.offset)].append(one)

    def times(self, item: Item) -> dict[int, str]:
        """Return the first unreadable date of each clause without a deadline, by the clause's position."""
        return {place: one.what for place, one in self._timed(item).items()}

    def of(self, item: Item | None) -> tuple[Left, ...]:
        """Return what was left out of an item itself, or outside of all items, but for the dates that are asked."""
        asked = self._timed(item).values() if item else ()
        return tuple(one for one in self._by_item[id(item) if item else None] if one not in asked)

    def _timed(self, item: Item) -> dict[int, Skipped]:
        found: dict[int, Skipped] = {}
        for one in self._by_item[id(item)]:
            if isinstance(one, Skipped) and one.why == UNREAD:
                place = self._clause_at(item.clauses, one)
                if place is not None and item.clauses[place].deadline is None:
                    found.setdefault(place, one)
        return found

    def _clause_at(self, clauses: tuple[Clause, ...], time: Skipped) -> int | None:
        """Return the position of the clause around a date, or of the next or previous one in its sentence."""
        first, last = time.offset, time.offset + len(time.what)
        ends = [clause_end(clause) for clause in clauses]
        behind = next((place for place, end in enumerate(ends) if end > first), None)
        if behind is not None and self._together(last, clauses[behind].offset):
            return behind
        before = next((place for place in reversed(range(len(ends))) if ends[place] <= first), None)
        return before if before is not None and self._together(ends[before], first) else None

    def _together(self, first: int, last: int) -> bool:
        return not any(stop in self._text[first:last] for stop in _STOPS)
