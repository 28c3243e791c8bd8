"""Items: the numbered parts of a plan or a summary, each with its title and its span."""

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.outline.parts import DocumentPart, above, chapters, top_runs
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import LONGEST, PartRole, role_of, title_end
from plantrack.documents.scan.markers import LEADS, Marker, MarkerRun
from plantrack.documents.vocabulary import expression

Owners = Callable[[int, int], int | None]
"""Returns the offset of the first owners named in a span."""
GENERAL = (PartRole.AIMS, PartRole.SUMMARY, PartRole.PROBLEMS, PartRole.ANNEXES)
"""The roles of chapters without items."""
_LEAST = 2
"""Minimum number of parts of a list."""
_SEVERAL = 4
"""From this many parts of one paragraph each, the last part is one paragraph, too."""
_MOSTLY = 0.6
"""Share of parts with a heading from which all parts of a run are read as headed."""


class NumberedPart(Struct, frozen=True):
    """A numbered part: its title and the title's offset; [body, last) is the text below it."""

    number: int
    title: str
    offset: int
    first: int
    body: int
    last: int
    general: bool = False
    """Whether it is in a chapter of aims or guarantees, and so is no item."""


def items(doc: ScannedText, part: DocumentPart, owners: Owners) -> tuple[NumberedPart, ...]:
    """Return the items of a plan part."""
    if part.heading is None:
        return _of_whole(doc, part, owners)
    run = _best(doc, part)
    if run:
        return pieces(doc, run, part, owners, above(doc, run))
    run = _unnumbered(doc, part)
    return pieces(doc, run, part, owners) if run else ()


def _of_whole(doc: ScannedText, part: DocumentPart, owners: Owners) -> tuple[NumberedPart, ...]:
    """Return the items of a document that is a plan as a whole: those numbered throughout, or its chapters."""
    found = chapters(doc)
    headed = [(p.heading, p) for p in found if p.heading]
    styles = {heading.style for heading, _ in headed} | {*LEADS}
    owning = (part for heading, part in headed if heading.role not in GENERAL and part.first < part.last)
    held = SpanIndex((part.first, part.last, part.first) for part in owning)
    through = [run for run in doc.runs if run.style not in styles and _goes_through(run, held)]
    if through:
        longest = max(through, key=lambda run: len(run.markers))
        within = pieces(doc, longest, part, owners, [heading.first for heading, _ in headed])
        return mark_general(within, [(p.first, p.last) for heading, p in headed if heading.role in GENERAL])
    best = _run_of(doc, found)
    if best is None or len(best.markers) < _LEAST:
        best = next((run for chapter in found if (run := _best(doc, chapter))), best)
    first = takewhile(lambda pair: pair[0].role in GENERAL, headed)
    last = takewhile(
        lambda pair: (
            pair[0].role is PartRole.ANNEXES
            or (pair[0].role is PartRole.GUARANTEES and owners(pair[1].first, pair[1].last) is None)
        ),
        reversed(headed),
    )
    general = [(heading.first, chapter.last) for heading, chapter in (*first, *last)]
    return mark_general(pieces(doc, best, part, owners), general) if best else ()


def _goes_through(run: MarkerRun, held: SpanIndex[int]) -> bool:
    """Tell whether a run continues through several of the chapters with items, which are indexed."""
    return len({held.at(marker.first) for marker in run.markers} - {None}) > 1


def _run_of(doc: ScannedText, found: Sequence[DocumentPart]) -> MarkerRun | None:
    """Return the run of the chapter headings."""
    firsts = {part.heading.first for part in found if part.heading}
    return next((run for run in doc.runs if {marker.first for marker in run.markers} & firsts), None)


def sections(doc: ScannedText, part: DocumentPart, plan: DocumentPart | None = None) -> tuple[NumberedPart, ...]:
    """Return the numbered sections of a summary; 一是 and —— count only if the plan uses them, too."""
    best = _best(doc, plan) if plan and plan.heading else None
    roots = top_runs(doc, part.first, part.last)
    roots = [run for run in roots if run.style not in LEADS] or [
        run for run in roots if best and run.style == best.style
    ]
    run = max(roots, key=lambda run: len(run.markers), default=None)
    if run is None and plan and plan.heading and best is None:
        run = _unnumbered(doc, part)
    if run is None or len(run.markers) < _LEAST:
        return ()
    found = pieces(doc, run, part, lambda first, last: None)
    return tuple(piece for piece in found if role_of(folded(piece.title)) not in (PartRole.PROBLEMS, PartRole.ANNEXES))


def _unnumbered(doc: ScannedText, part: DocumentPart) -> MarkerRun | None:
    """Return the unmarked headings of a part: short lines without a full stop, each before sentences."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", doc.folded[part.first : part.last])]
    heads = [_heads(line, after) for (_, line), (_, after) in pairwise([*lines, (0, " ")])]
    if sum(heads) < _LEAST or any(
        not head and line[-1] not in _STOPS for head, (_, line) in zip(heads, lines, strict=True)
    ):
        return None
    found = [part.first + first for head, (first, _) in zip(heads, lines, strict=True) if head]
    return MarkerRun("", tuple(Marker("", 0, first, first, alone=True) for first in found))


_STOPS = tuple("。;!?:)")


def _heads(line: str, after: str) -> bool:
    return len(line) <= LONGEST and "\t" not in line and line[-1] not in _STOPS and after[-1:] == "。"


def _best(doc: ScannedText, part: DocumentPart) -> MarkerRun | None:
    """Return the run of the items, preferring real lists to decoys, numbers to leads, and longer runs."""
    roots = [run for run in top_runs(doc, part.first, part.last) if len(run.markers) >= _LEAST]
    return max(roots, key=lambda run: (not _decoy(doc, run), run.style not in LEADS, len(run.markers)), default=None)


def _decoy(doc: ScannedText, run: MarkerRun) -> bool:
    """Tell whether the words before a run announce principles, requirements or terms instead of tasks."""
    before = doc.folded[max(0, run.first - 60) : run.first].rstrip()
    sentence = re.split(r"[。\n]", before.rstrip("。:\n "))[-1]
    return bool(expression("headings", "decoys").search(sentence))


def pieces(
    doc: ScannedText, run: MarkerRun, part: DocumentPart, owners: Owners, ends_at: Sequence[int] = ()
) -> tuple[NumberedPart, ...]:
    """Return the parts of a run; the last one ends with the part, or before the closing words.

    `ends_at` are the offsets, in order, of headings above the run, which end the part before them.
    """
    ends = [marker.first for marker in run.markers[1:]] + [_closing(doc, run.markers[-1].body, part.last)]
    if len(ends) >= _SEVERAL and all(
        _paragraph(doc, m.body, end) >= end - 1 for m, end in zip(run.markers, ends[:-1], strict=False)
    ):
        ends[-1] = _paragraph(doc, run.markers[-1].body, ends[-1])
    ends = [
        min([end, *ends_at[(at := bisect(ends_at, marker.first)) : at + 1]])
        for marker, end in zip(run.markers, ends, strict=True)
    ]
    spans = [*zip(run.markers, ends, strict=True)]
    headed = sum(_headed(doc, marker, end) for marker, end in spans) >= _MOSTLY * len(spans)
    return tuple(_piece(doc, place, span, owners, headed=headed) for place, span in enumerate(spans, 1))


def _headed(doc: ScannedText, marker: Marker, last: int) -> bool:
    """Tell whether a part begins with a heading: a short first sentence."""
    end = title_end(doc.folded, marker.body)
    return end - marker.body <= LONGEST and end < last


def _piece(doc: ScannedText, place: int, span: tuple[Marker, int], owners: Owners, *, headed: bool) -> NumberedPart:
    marker, last = span
    end = min(title_end(doc.folded, marker.body), last)
    named = owners(marker.body, last)
    if not headed:
        end = named if named is not None else _paragraph(doc, marker.body, last)
    elif named is not None:
        end = min(end, named)
    title = doc.text[marker.body : end].strip().rstrip("。;；:： ")
    body = marker.body if not headed else min(end + (doc.folded[end : end + 1] in ("。", ":")), last)
    return NumberedPart(marker.number or place, title, marker.body, marker.first, body, last)


def _paragraph(doc: ScannedText, first: int, last: int) -> int:
    end = doc.folded.find("\n", first, last)
    return end if end >= 0 else last


def _closing(doc: ScannedText, first: int, last: int) -> int:
    """Return the end of the last part: before closing words, a signature or annexes."""
    found = expression("tense", "closing").search(doc.folded, first, last)
    return found.start() if found else last


def mark_general(found: Sequence[NumberedPart], general: Sequence[tuple[int, int]]) -> tuple[NumberedPart, ...]:
    """Return the parts, with those in one of the spans marked as general."""
    within = SpanIndex((first, last, True) for first, last in general)
    return tuple(replace(piece, general=True) if within.at(piece.first) else piece for piece in found)
