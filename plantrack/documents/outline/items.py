"""Items: the numbered parts of a plan or a summary, each with its title and its span."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.folding import folded
from plantrack.documents.outline.headings import LONGEST, Heading, PartRole, role_of, title_end
from plantrack.documents.outline.markers import LEADS, Marker, MarkerRun
from plantrack.documents.outline.parts import DocumentPart, above, chapters, top_runs
from plantrack.documents.scanned_text import ScannedText
from plantrack.documents.vocabulary import expression

Owners = Callable[[int, int], int | None]
"""Tells where in a span the first owners are named."""
GENERAL = (PartRole.AIMS, PartRole.SUMMARY, PartRole.PROBLEMS, PartRole.ANNEXES)
"""Chapters that hold no items."""
_LEAST = 2
"""Fewer parts than these are no list."""
_SEVERAL = 4
"""Where so many parts are one paragraph each, the last is one, too."""
_MOSTLY = 0.6
"""Where so many of a run have a heading, all of them are read so."""


class NumberedPart(Struct, frozen=True):
    """A numbered part: its title and where that begins; [body, last) is what stands below the title."""

    number: int
    title: str
    offset: int
    first: int
    body: int
    last: int
    general: bool = False
    """Whether it stands in a chapter of aims at the beginning or of guarantees at the end, and is no item."""


def items(doc: ScannedText, part: DocumentPart, owners: Owners) -> tuple[NumberedPart, ...]:
    """Return the items of a plan's part. `owners` tells where in a span the first owners are named."""
    if part.heading is None:
        return _of_whole(doc, part, owners)
    run = _best(doc, part)
    if run:
        return pieces(doc, run, part, owners, above(doc, run))
    run = _unnumbered(doc, part)
    return pieces(doc, run, part, owners) if run else ()


def _of_whole(doc: ScannedText, part: DocumentPart, owners: Owners) -> tuple[NumberedPart, ...]:
    """Return the items of a document that is a plan as a whole: those that are numbered on and on, or its chapters."""
    found = chapters(doc)
    headed = [(p.heading, p) for p in found if p.heading]
    through = [run for run in doc.runs if run.style not in LEADS and _goes_through(run, headed)]
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


def _goes_through(run: MarkerRun, headed: Sequence[tuple[Heading, DocumentPart]]) -> bool:
    """Tell whether a run goes on through several chapters that hold items, below their headings."""
    if run.style in {heading.style for heading, _ in headed}:
        return False
    held = [run.within(part.first, part.last) for heading, part in headed if heading.role not in GENERAL]
    return sum(markers is not None for markers in held) > 1


def _run_of(doc: ScannedText, found: Sequence[DocumentPart]) -> MarkerRun | None:
    """Return the run whose markers the headings of chapters have."""
    firsts = {part.heading.first for part in found if part.heading}
    return next((run for run in doc.runs if {marker.first for marker in run.markers} & firsts), None)


def sections(doc: ScannedText, part: DocumentPart, plan: DocumentPart | None = None) -> tuple[NumberedPart, ...]:
    """Return the sections of a summary: numbered ones; 一是 and —— part thoughts, unless they part its plan, too."""
    best = _best(doc, plan) if plan and plan.heading else None
    roots = top_runs(doc.runs, part.first, part.last)
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
    """Return the headings of a part without any marker: short lines without a stop, each before sentences."""
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
    """Return the run that the items make: numbered before leads, no decoy before one, a longer before a shorter."""
    roots = [run for run in top_runs(doc.runs, part.first, part.last) if len(run.markers) >= _LEAST]
    return max(roots, key=lambda run: (not _decoy(doc, run), run.style not in LEADS, len(run.markers)), default=None)


def _decoy(doc: ScannedText, run: MarkerRun) -> bool:
    """Tell whether the words before a run announce principles, requirements or terms instead of tasks."""
    before = doc.folded[max(0, run.first - 60) : run.first].rstrip()
    sentence = re.split(r"[。\n]", before.rstrip("。:\n "))[-1]
    return bool(expression("headings", "decoys").search(sentence))


def pieces(
    doc: ScannedText, run: MarkerRun, part: DocumentPart, owners: Owners, ends_at: Sequence[int] = ()
) -> tuple[NumberedPart, ...]:
    """Return the parts of a run; the last ends with the part, or where the closing words begin.

    `ends_at` are the places, in order, where headings above the run begin, and what stands before them ends.
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
    """Tell whether a part begins with a heading: a short first sentence, alone or before others."""
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
    """Return where the last part ends: before the words that close a document, its signature or its annexes."""
    found = expression("tense", "closing").search(doc.folded, first, last)
    return found.start() if found else last


def mark_general(found: Sequence[NumberedPart], general: Sequence[tuple[int, int]]) -> tuple[NumberedPart, ...]:
    """Return the parts, those that lie in one of the spans marked as general ones."""
    return tuple(
        replace(piece, general=True) if any(first <= piece.first < last for first, last in general) else piece
        for piece in found
    )
