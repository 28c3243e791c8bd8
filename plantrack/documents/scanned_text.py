"""A scanned text: everything that can be found before its parts are known, with places."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from plantrack.dates.mentions import DateMention
from plantrack.documents.document import Duty
from plantrack.documents.figures.extraction import ScannedAmounts
from plantrack.documents.outline.headings import Heading, heading_at
from plantrack.documents.outline.markers import Marker, MarkerRun
from plantrack.documents.outline.metadata import Metadata


class ScannedText(Struct, frozen=True):
    """A text, raw and folded, with its markers, owners, dates and amounts, each in text order."""

    text: str
    folded: str
    metadata: Metadata
    markers: tuple[Marker, ...]
    runs: tuple[MarkerRun, ...]
    duties: tuple[Duty, ...]
    dates: tuple[DateMention, ...]
    amounts: ScannedAmounts

    def heading(self, marker: Marker) -> Heading:
        """Return the heading that a marker begins."""
        return heading_at(self.text, self.folded, marker)

    def duties_in(self, first: int, last: int) -> tuple[Duty, ...]:
        """Return the owners named in a span."""
        return self.duties[bisect_left(self.duties, first, key=_offset) : bisect_left(self.duties, last, key=_offset)]

    def dates_in(self, first: int, last: int) -> tuple[DateMention, ...]:
        """Return the dates that lie wholly in a span."""
        begin = bisect_left(self.dates, first, key=_first)
        return tuple(one for one in self.dates[begin : bisect_left(self.dates, last, key=_first)] if one.last <= last)


def _offset(duty: Duty) -> int:
    return duty.offset or 0


def _first(one: DateMention) -> int:
    return one.first
