"""Owners, deadlines and numeric goals of a text, in the order of their places, and what of them is in a span."""

from __future__ import annotations

import sys
from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from plantrack.documents.deadlines import deadline_of_value, find_deadlines, labelled_values, times_with_owners
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.outline.tree import TextPart
from plantrack.documents.parsed_document import Deadline, DocumentFigure, Duty, Item, Skipped
from plantrack.documents.scan import ScannedText, between
from plantrack.errors import message
from plantrack.model.amounts import Kind

Span = tuple[int | None, int]
"""The year of a one-year plan, and the first year in which a deadline can lie."""
_NEXT = 4
"""Number of dates and of owners that are looked at behind an offset."""
UNREAD = message("a time that cannot be read as a day; decide it")
"""The reason given for a date that a person must decide."""
_GOALS = (Kind.TARGET, Kind.STRETCH)


class Annotations(Struct, frozen=True):
    """Owners, deadlines and numeric goals of a text, each in the order of their places.

    `labelled` are the places of those times that stand with owners or behind a label that says that they are one;
    `unread` are times that a person must decide; `rows` are the items of tables; `year` is the plan's.
    """

    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    goals: tuple[int, ...] = ()
    labelled: frozenset[int] = frozenset()
    unread: tuple[Skipped, ...] = ()
    rows: tuple[Item, ...] = ()
    year: int | None = None

    def rows_in(self, first: int, last: int) -> tuple[Item, ...]:
        """Return the items of rows of tables in a span."""
        return between(self.rows, first, last, lambda item: item.first)

    def between(self, first: int, last: int) -> Annotations:
        """Return the annotations in a span."""
        duties, goals = self.owners(first, last), between(self.goals, first, last, int)
        return Annotations(duties, self.times(first, last), goals, self.labelled, year=self.year)

    def times(self, first: int, last: int) -> tuple[Deadline, ...]:
        """Return the deadlines in a span."""
        return between(self.deadlines, first, last, _time)

    def next_times(self, first: int) -> tuple[Deadline, ...]:
        """Return the next deadlines from an offset on."""
        place = bisect_left(self.deadlines, first, key=_time)
        return self.deadlines[place : place + _NEXT]

    def owners(self, first: int, last: int) -> tuple[Duty, ...]:
        """Return the owners named in a span."""
        return between(self.duties, first, last, _place)

    def next_duties(self, first: int) -> tuple[Duty, ...]:
        """Return the next owners named at or after an offset."""
        place = bisect_left(self.duties, first, key=_place)
        return self.duties[place : place + _NEXT]

    def duty_before(self, first: int) -> Duty:
        """Return the last owners named before an offset."""
        place = bisect_left(self.duties, first, key=_place)
        return self.duties[place - 1] if place else Duty()

    def duty_from(self, first: int) -> Duty:
        """Return the first owners named at or after an offset."""
        return next(iter(self.next_duties(first)), Duty())


def _time(time: Deadline) -> int:
    return time.offset


def _place(duty: Duty) -> int:
    return duty.place


def annotate(doc: ScannedText, part: TextPart | None, targets: Iterable[DocumentFigure], years: Span) -> Annotations:
    """Return the owners of a text with the deadlines and numeric goals of the plan part, read by the years given."""
    duties = doc.duties
    if part is None:
        return Annotations(duties)
    times, unread = find_deadlines(doc, part.body, part.last, *years)
    named = [(duty.place, duty.end) for duty in duties]
    behind = (times_with_owners(doc.folded, *place) for place in named if part.body <= place[0] < part.last)
    told = chain(labelled_values(doc.folded, part.body, part.last), *behind)
    rows = SpanIndex((table.first, table.last, True) for table in doc.tables)
    spans = sorted(span for span in told if not rows.at(span[0]))
    values = [deadline_of_value(doc, *span, *years) for span in spans]
    plain = {time.offset for time in times}
    more = [value for value in values if value and value.offset not in plain]
    left = tuple(Skipped(time.text, UNREAD, time.offset) for time in unread)
    goals = tuple(one.offset for one in targets if one.kind in _GOALS)
    labelled = {time.offset for time in times if _labelled(time, named, spans)} | {one.offset for one in more}
    times = tuple(sorted([*times, *more], key=_time))
    return Annotations(duties, times, goals, frozenset(labelled), left, year=years[0])


def _labelled(time: Deadline, *spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a deadline stands with owners or after a deadline label; `spans` are where those are."""
    places = [(found, bisect(found, (time.offset, sys.maxsize))) for found in spans]
    return any(before and time.offset < found[before - 1][1] for found, before in places)
