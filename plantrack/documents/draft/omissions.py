"""Omissions of a draft: text that became no task, by item, and unreadable dates, by clause."""

from collections.abc import Iterator

from plantrack.characters.folding import folded
from plantrack.documents.assignment import UNREAD
from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.draft.writer import DraftWriter, short
from plantrack.documents.numbering import clause_end, section_spans
from plantrack.documents.parsed_document import Clause, Item, ParsedDocument, Skipped
from plantrack.errors import message

_STOPS = "。;\n"
"""A date and its clause are not separated by any of these."""


class Omissions:
    """What was left out of the items of a document, and the dates that could not be read."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self._text = folded(parsed.source.text)
        self._by_item: dict[int | None, list[Skipped]] = {}
        spans = section_spans(parsed.items)
        for one in parsed.skipped:
            self._by_item.setdefault(spans.at(one.offset), []).append(one)

    def times(self, item: Item, number: int) -> dict[int, str]:
        """Return the first unreadable date of each clause without a deadline, by the clause's position."""
        return {place: one.what for place, one in self._timed(item, number).items()}

    def lines(self, item: Item | None, number: int | None, writer: DraftWriter) -> Iterator[str]:
        """Yield a comment for each omission of an item, or outside of all items; a possible task is a question."""
        asked = self._timed(item, number).values() if item else ()
        for one in self._by_item.get(number, ()):
            if one.why == RejectReason.UNKNOWN.why:
                yield writer.ask(message("is this a task: “{what}”?", what=short(one.what)))
            elif one not in asked:
                yield writer.note(message("left out: “{what}” ({why})", what=short(one.what), why=one.why))

    def _timed(self, item: Item, number: int | None) -> dict[int, Skipped]:
        found: dict[int, Skipped] = {}
        for one in self._by_item.get(number, ()):
            place = self._clause_at(item.clauses, one) if one.why == UNREAD else None
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
