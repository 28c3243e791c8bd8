"""The scan of a text: each finder goes over the whole text once, and later steps ask for what is in a part."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.dates.mentions import QUOTED_DAY, DateMention, find_dates
from plantrack.documents.figures.extraction import ScannedAmounts, scan_amounts
from plantrack.documents.language import language_of
from plantrack.documents.owners import find_duties
from plantrack.documents.parsed_document import Duty
from plantrack.documents.scan.headings import Heading, heading_at
from plantrack.documents.scan.markers import Marker, MarkerRun, find_markers, find_runs
from plantrack.documents.scan.metadata import Metadata, metadata_of
from plantrack.documents.tables.text_sheets import TextTable, text_tables

Entry = TypeVar("Entry")
_QUOTED = re.compile(rf"《[^《》\n]*+》|(?!{QUOTED_DAY})“[^“”\n]*+”")


class ScannedText(Struct, frozen=True):
    """A text, raw and folded, with its markers, owners, dates, amounts and tables of tasks, each in text order.

    `run_of` gives the place of the run of a marker by the marker's offset.
    """

    text: str
    folded: str
    metadata: Metadata
    markers: tuple[Marker, ...]
    runs: tuple[MarkerRun, ...]
    run_of: dict[int, int]
    duties: tuple[Duty, ...]
    dates: tuple[DateMention, ...]
    amounts: ScannedAmounts
    language: str = "zh"
    tables: tuple[TextTable, ...] = ()

    def heading(self, marker: Marker) -> Heading:
        """Return the heading that a marker begins."""
        return heading_at(self.text, self.folded, marker)

    def runs_over(self, first: int, last: int) -> list[MarkerRun]:
        """Return the runs with a marker in a span, in order."""
        markers = between(self.markers, first, last, lambda marker: marker.first)
        return [self.runs[n] for n in sorted({self.run_of[m.first] for m in markers if m.first in self.run_of})]

    def duties_in(self, first: int, last: int) -> tuple[Duty, ...]:
        """Return the owners named in a span."""
        return between(self.duties, first, last, lambda duty: duty.offset or 0)

    def dates_in(self, first: int, last: int) -> tuple[DateMention, ...]:
        """Return the dates that lie wholly in a span."""
        return tuple(one for one in between(self.dates, first, last, lambda one: one.first) if one.last <= last)


def between(entries: tuple[Entry, ...], first: int, last: int, place: Callable[[Entry], int]) -> tuple[Entry, ...]:
    """Return the entries whose place is in [first, last), of entries in the order of their places."""
    return entries[bisect_left(entries, first, key=place) : bisect_left(entries, last, key=place)]


def scan(text: str) -> ScannedText:
    """Return a normalised text with everything found in it; what is quoted is no date.

    Raises PlanError for a text in a language that is not read.
    """
    language, plain = language_of(text), folded(text)
    markers = tuple(find_markers(plain))
    runs = find_runs(markers)
    return ScannedText(
        text=text,
        folded=plain,
        metadata=metadata_of(text, plain, markers),
        markers=markers,
        runs=runs,
        run_of={marker.first: n for n, run in enumerate(runs) for marker in run.markers},
        duties=find_duties(text, plain),
        dates=tuple(find_dates(_QUOTED.sub(lambda found: " " * len(found[0]), plain))),
        amounts=scan_amounts(text, plain),
        language=language,
        tables=text_tables(text),
    )
