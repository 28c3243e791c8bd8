"""The scan of a text: each finder goes over the whole text once, and later steps ask for what is in a part."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from plantrack.characters.folding import folded
from plantrack.dates.mentions import QUOTED_DAY, DateMention, find_dates
from plantrack.documents.english.dates import dates_in
from plantrack.documents.english.owners import find_duties as find_english_duties
from plantrack.documents.figures.extraction import ScannedAmounts, english_amounts, scan_amounts
from plantrack.documents.language import ENGLISH, language_of
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.owners import find_duties
from plantrack.documents.parsed_document import Duty
from plantrack.documents.scan.english_headings import lone_headings
from plantrack.documents.scan.english_metadata import english_metadata
from plantrack.documents.scan.headings import LONGEST, Heading, PartRole, alone, heading_at, roles
from plantrack.documents.scan.markers import BULLET, HEADINGS, Marker, MarkerRun, find_markers, find_runs
from plantrack.documents.scan.metadata import Metadata, metadata_of
from plantrack.documents.scan.months import Month, months_of, with_short_dates
from plantrack.documents.tables.cards import cards, group_lines
from plantrack.documents.tables.text_sheets import TaskTable, text_tables

Entry = TypeVar("Entry")
_BOLD = 7
_QUOTED = re.compile(rf"《[^《》\n]*+》|(?!{QUOTED_DAY})“[^“”\n]*+”")
_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')


class ScannedText(Struct, frozen=True):
    """A text, raw and folded, with its markers, owners, dates, amounts and tables of tasks, each in text order.

    `run_of` gives the place of the run of a marker by the marker's offset, `styles` how many lines a style begins;
    `months` are those that the title and headings name, for the days below that name none.
    """

    text: str
    folded: str
    metadata: Metadata
    markers: tuple[Marker, ...]
    runs: tuple[MarkerRun, ...]
    run_of: dict[int, int]
    styles: Counter[str]
    duties: tuple[Duty, ...]
    dates: tuple[DateMention, ...]
    amounts: ScannedAmounts
    language: str = "zh"
    tables: tuple[TaskTable, ...] = ()
    months: tuple[Month, ...] = ()

    def heading(self, marker: Marker) -> Heading:
        """Return the heading that a marker begins."""
        return heading_at(self.text, self.folded, marker)

    def runs_over(self, first: int, last: int) -> list[MarkerRun]:
        """Return the runs with a marker in a span, in order."""
        markers = between(self.markers, first, last, lambda marker: marker.first)
        return [self.runs[n] for n in sorted({self.run_of[m.first] for m in markers if m.first in self.run_of})]

    def gaps(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a span outside of tables; at least one."""
        for table in between(self.tables, first, last, lambda table: table.first):
            yield first, table.first
            first = min(table.last, last)
        yield first, last

    def duties_in(self, first: int, last: int) -> tuple[Duty, ...]:
        """Return the owners named in a span."""
        return between(self.duties, first, last, lambda duty: duty.offset or 0)

    def dates_in(self, first: int, last: int) -> tuple[DateMention, ...]:
        """Return the dates that lie wholly in a span."""
        return tuple(one for one in between(self.dates, first, last, lambda one: one.first) if one.last <= last)


def between(entries: tuple[Entry, ...], first: int, last: int, place: Callable[[Entry], int]) -> tuple[Entry, ...]:
    """Return the entries whose place is in [first, last), of entries in the order of their places."""
    return entries[bisect_left(entries, first, key=place) : bisect_left(entries, last, key=place)]


def scan(text: str, levels: Sequence[tuple[int, int]] = ()) -> ScannedText:
    """Return a normalised text with everything found in it; what is quoted is no date.

    `levels` are the offsets of lines that the format sets as headings, with their levels. Raises PlanError for a text
    in a language that is not read.
    """
    language, plain = language_of(text), folded(text)
    english = language == ENGLISH
    plain = plain if english else _STRAIGHT.sub(r"“\1”", plain)
    ruled = text_tables(text)
    labelled = cards(text, [(table.first, table.last) for table in ruled])
    tables = tuple(sorted([*ruled, *labelled], key=_first))
    levels = [*((first, _BOLD) for first in group_lines(plain, labelled)), *levels]
    aside, in_cards = (SpanIndex((one.first, one.last, True) for one in some) for some in (tables, labelled))
    numbered = tuple(marker for marker in find_markers(plain, language) if not aside.at(marker.first))
    metadata = english_metadata(text, plain) if english else metadata_of(text, plain, numbered)
    numbered, title = tuple(_levelled(numbered, levels)), folded(metadata.title or "")
    heads = {marker.first: marker for marker in _headings(plain, numbered, levels, title)}
    if english and all(level == _BOLD for _, level in levels):
        skip = {*(marker.first for marker in numbered), *(table.first for table in tables), *dict(levels)}
        heads |= {marker.first: marker for marker in lone_headings(plain, skip, title)}
    set_as = {*dict(levels), *_above_tables(plain, heads, tables)}
    headings = (one for one in _apart(plain, heads.values(), numbered, set_as) if not in_cards.at(one.first))
    markers = tuple(sorted([*numbered, *headings], key=_first))
    runs = find_runs(markers)
    months = () if english else months_of(plain, title)
    duties = find_english_duties(text, plain) if english else find_duties(text, plain)
    return ScannedText(
        text=text, folded=plain, metadata=metadata, markers=markers, runs=runs,
        run_of={marker.first: n for n, run in enumerate(runs) for marker in run.markers},
        styles=Counter(marker.style for marker in markers if marker.alone),
        duties=tuple(duty for duty in duties if not in_cards.at(duty.offset or 0)),
        dates=tuple(dates_in(plain)) if english else with_short_dates(plain, find_dates(_unquoted(plain)), months),
        months=months, amounts=english_amounts(text, plain) if english else scan_amounts(text, plain),
        language=language, tables=tables,
    )  # fmt: skip


def _first(one: Marker | TaskTable) -> int:
    return one.first


def _headings(
    plain: str, numbered: Iterable[Marker], levels: Iterable[tuple[int, int]], title: str
) -> Iterator[Marker]:
    """Yield the headings without a number: lines that the format sets as such, and lines that name a role."""
    alone_at = {marker.first: marker for marker in numbered if marker.alone}
    found = {first: Marker(f"#{level}", 0, first, first, alone=True) for first, level in levels}
    told: PartRole | None = None
    for first, _, role in alone(plain, frozenset(alone_at)):
        itself = first == 0 and role is PartRole.ANNEXES  # the text is an annex of another
        if not (role is told is PartRole.SUMMARY) and not itself:
            found.setdefault(first, Marker(HEADINGS[0], 0, first, first, alone=True))
        told = role
    yield from (one for first, one in found.items() if first not in alone_at and not _is_title(plain, first, title))


def _above_tables(plain: str, heads: Iterable[int], tables: Iterable[TaskTable]) -> Iterator[int]:
    """Yield the headings whose line a table follows."""
    begins = {table.first for table in tables}
    yield from (first for first in heads if plain.find("\n", first) + 1 in begins)


def _apart(
    plain: str, heads: Iterable[Marker], numbered: Iterable[Marker], set_as: Collection[int]
) -> Iterator[Marker]:
    """Yield the headings that are surely such or that do not stand right below a numbered one."""
    begins = {marker.first for marker in numbered if marker.alone}
    for head in heads:
        above = plain.rfind("\n", 0, max(0, head.first - 1)) + 1
        ended = plain[head.first - 2 : head.first - 1] in tuple("。.;!?)")
        if head.first in set_as or above not in begins or head.first - above > LONGEST or ended:
            yield head


def _levelled(numbered: Iterable[Marker], levels: Iterable[tuple[int, int]]) -> Iterator[Marker]:
    """Yield numbers as the format sets their lines: beside headings of that level without one, or lists of their style.

    So ## 前言 and ## 一、甲 are one level, and ### 1. holds a list that begins 1.
    """
    at, of = dict(levels), {marker.first: marker for marker in numbered if marker.alone}
    styles: dict[int, set[str]] = {}
    for first, level in at.items():
        styles.setdefault(level, set()).add(of[first].style if first in of else "")
    listed = {marker.style for first, marker in of.items() if first not in at}
    mixed = {
        level
        for level, known in styles.items()
        if level < _BOLD and len(known - {""}) == 1 and ("" in known or known & listed or known & {BULLET})
    }
    mixed |= {level for level in styles if level < max(mixed, default=0)}
    for marker in numbered:
        set_as = at.get(marker.first) if marker.alone else None
        yield structs.replace(marker, style=f"#{set_as}") if set_as in mixed else marker


def _is_title(plain: str, first: int, title: str) -> bool:
    """Tell whether a line is the title of the whole document: it names summary and plan, or is in the known title."""
    last = plain.find("\n", first)
    last = last if last >= 0 else len(plain)
    if {PartRole.SUMMARY, PartRole.PLAN} <= roles(plain[first:last]):
        return True
    above = plain[max(0, first - len(title)) : last].replace("\n", "")
    below = plain[first : last + len(title)].replace("\n", "")
    return bool(title) and (above.endswith(title) or below.startswith(title))


def _unquoted(plain: str) -> str:
    return _QUOTED.sub(lambda found: " " * len(found[0]), plain)
