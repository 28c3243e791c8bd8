"""The parts of a document: which is the summary of what was done, and which the plan of what is to be done.

First the headings are asked. Where none says it, the words of the parts do: what was done is told otherwise than what
is to be done. A document that is headed as neither is a plan only where its title or the owners in it say so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.document import ImportHints
from plantrack.documents.outline.headings import LONGEST, Heading, PartRole, alone, heading_at, roles, year_in
from plantrack.documents.outline.markers import LEADS, Marker, MarkerRun, find_markers, find_runs
from plantrack.documents.vocabulary import table
from plantrack.errors import UsageError


class Page(Struct, frozen=True):
    """A text with its folded form, its title, its markers and their runs."""

    text: str
    folded: str
    title: str
    markers: tuple[Marker, ...]
    runs: tuple[MarkerRun, ...]

    def heading(self, marker: Marker) -> Heading:
        """Return the heading that a marker begins."""
        return heading_at(self.text, self.folded, marker)


class DocumentPart(Struct, frozen=True):
    """A part with its heading; [first, last) is the span of what stands below it. Without a heading: a whole text."""

    heading: Heading | None
    first: int
    last: int


class DocumentParts(Struct, frozen=True):
    """The summary and the plan. `before` is where the plan's part begins with all that leads to it, its aims say."""

    summary: DocumentPart | None
    plan: DocumentPart | None
    before: int


def page_of(text: str, plain: str, title: str | None = None) -> Page:
    """Return a text with its markers and runs."""
    markers = tuple(find_markers(plain))
    return Page(text, plain, title or "", markers, find_runs(markers))


# chapters


def top_runs(runs: Iterable[MarkerRun], first: int, last: int) -> list[MarkerRun]:
    """Return the runs of a span that lie within no part of another one, in order."""
    kept = [run for whole in runs if (run := whole.within(first, last))]
    return [run for run in kept if not any(_holds(other, run) for other in kept if other is not run)]


def _holds(outer: MarkerRun, inner: MarkerRun) -> bool:
    """Tell whether a run lies between two neighbours of another, or behind its last."""
    if outer.style == "——" or outer.first > inner.first:
        return False
    if inner.first > outer.last:
        return outer.style not in LEADS or inner.style in LEADS or _RANK[inner.style] > _RANK[outer.style]
    return any(a.first < inner.first and inner.last < b.first for a, b in pairwise(outer.markers))


_RANK = {name: rank for rank, name in enumerate(table("markers")["ranks"])}


def chapters(page: Page) -> list[DocumentPart]:
    """Return the chapters: those below lines that say what follows, or those of the highest numbering."""
    lone = _lone(page)
    numbered = _numbered(page)
    headings = lone if _tell(lone) > _tell(numbered) else numbered
    if headings is numbered and headings:
        headings = sorted([*numbered, *(h for h in lone if _ends(h, numbered[-1]))], key=lambda h: h.first)
    ends = [*(heading.first for heading in headings[1:]), len(page.text)][: len(headings)]
    return [DocumentPart(heading, heading.end, end) for heading, end in zip(headings, ends, strict=True)]


_LINES = 5
"""A text of so many lines has its headings at the beginnings of lines."""


def _lone(page: Page) -> list[Heading]:
    found = alone(page.text, page.folded, frozenset(m.first for m in page.markers if m.alone))
    told = [heading for heading in found if not _is_title(page, heading)]
    return [h for n, h in enumerate(told) if n == 0 or not h.role is told[n - 1].role is PartRole.SUMMARY]


def _is_title(page: Page, heading: Heading) -> bool:
    """Tell whether a line heads the whole document: it names both what was done and what is to be, or is its title."""
    if {PartRole.SUMMARY, PartRole.PLAN} <= roles(heading.title):
        return True
    return (
        heading.role is PartRole.PLAN
        and page.title != ""
        and page.text[: heading.end].replace("\n", "").endswith(page.title)
    )


def _tell(headings: Sequence[Heading]) -> int:
    """Return how much headings say: of a summary and of a plan."""
    return len({h.role for h in headings} & {PartRole.SUMMARY, PartRole.PLAN})


def _ends(heading: Heading, last: Heading) -> bool:
    return heading.first > last.first and heading.role in (PartRole.ANNEXES, PartRole.GUARANTEES, PartRole.CONDUCT)


def _numbered(page: Page) -> list[Heading]:
    """Return the headings of the highest run: the one that says most, of the higher style, the longest."""
    roots = [run for run in top_runs(page.runs, 0, len(page.text)) if run.style not in LEADS]
    if page.text.count("\n") >= _LINES:
        roots = [run for run in roots if 2 * sum(marker.alone for marker in run.markers) >= len(run.markers)]
    if not roots:
        return []
    told = [[page.heading(marker) for marker in run.markers] for run in roots]
    return max(told, key=lambda row: (_tell(row), -_RANK[row[0].style], len(row)))


# which is which


def find_parts(page: Page, guide: ImportHints, kind: str | None, owners: int) -> DocumentParts:
    """Return the summary and the plan of a document. Headings that a person gives come first.

    `kind` is what the title says that the document is (plan, summary, other), `owners` how often it names some.
    """
    found = chapters(page)
    summary = _named(page, guide.summary_heading) if guide.summary_heading else _summary(page, found)
    plan = _named(page, guide.plan_heading) if guide.plan_heading else _plan(page, found, summary)
    if kind == "other" and not guide.plan_heading and not (plan and _year(page, plan)):
        return DocumentParts(summary if guide.summary_heading else None, None, len(page.text))
    if plan is None and summary is None and (kind == "plan" or owners >= _OWNED):
        plan = DocumentPart(None, 0, len(page.text))
    summary = summary or _earlier(page, found, plan)
    before = _before(page, found, summary, plan)
    if summary is None and kind == "summary":
        summary = DocumentPart(None, 0, before)
    return DocumentParts(summary, plan, before)


def with_owned(page: Page, part: DocumentPart | None, owners: Sequence[int]) -> DocumentPart | None:
    """Return a plan's part with the chapters behind it whose items are numbered on and name owners: guarantees, too.

    `owners` are the places where some are named.
    """
    if part is None or part.heading is None:
        return part
    for chapter in chapters(page):
        if chapter.heading and chapter.heading.first == part.last and _goes_on(page, part, chapter):
            named = bisect_left(owners, chapter.last) - bisect_left(owners, chapter.first)
            part = replace(part, last=chapter.last) if named else part
    return part


def _goes_on(page: Page, part: DocumentPart, chapter: DocumentPart) -> bool:
    """Tell whether the numbers of a part's own list go on in a chapter behind it."""
    roots = {run.first for run in top_runs(page.runs, part.first, part.last) if run.style not in LEADS}
    runs = [run for run in page.runs if run.within(chapter.first, chapter.last)]
    return any((here := run.within(part.first, part.last)) and here.first in roots for run in runs)


def above(page: Page, run: MarkerRun) -> list[int]:
    """Return where lines begin that are numbered on from before a run, and higher: what is above them ends there."""
    outer = (o for o in page.runs if o.first < run.first and o.style not in LEADS and _RANK[o.style] < _RANK[run.style])
    return sorted(marker.first for whole in outer for marker in whole.markers if marker.alone)


_OWNED = 3
"""A document that names owners so often is a plan."""


def _named(page: Page, words: str) -> DocumentPart:
    """Return the part below the heading that holds the words given; it ends with the next of its kind.

    Raises UsageError with the headings that are there where none holds them.
    """
    headings = [page.heading(marker) for marker in page.markers if marker.alone or len(page.text) > 0]
    lines = [
        Heading(m[0].strip(), m.start(), m.start(), m.end())
        for m in re.finditer(r"^[^\n]+$", page.text, re.MULTILINE)
        if len(m[0]) <= LONGEST
    ]
    one = next((h for h in (*headings, *lines) if words.strip() in h.title), None)
    if one is None:
        known = ", ".join(dict.fromkeys(part.heading.title for part in chapters(page) if part.heading)) or "–"
        raise UsageError("no heading holds {words!r}; the headings found are: {known}", words=words, known=known)
    later = (h.first for h in headings if h.first > one.first and h.style == one.style)
    other = (h.first for h in _lone(page) if h.first > one.first)
    return DocumentPart(one, one.end, next(later if one.style else other, len(page.text)))


def _summary(page: Page, found: Sequence[DocumentPart]) -> DocumentPart | None:
    told = [part for part in found if part.heading and part.heading.role is PartRole.SUMMARY]
    if not told:
        return None
    first = told[0]
    others = [part for part in found if part.heading and part.heading.role is None]
    if len(others) > 1 and not any(part.heading and part.heading.role is PartRole.PLAN for part in found):
        return first if _length([first]) > _length(others) else None
    return first if first is found[0] or tense(page, first) > _PRESENT else None


def _earlier(page: Page, found: Sequence[DocumentPart], plan: DocumentPart | None) -> DocumentPart | None:
    """Return the part whose heading names a year before that of the plan, whatever else it says (2024年主要工作)."""
    year = _year(page, plan) if plan else 0
    return next((part for part in found if part is not plan and 0 < _year(page, part) < year), None)


def _plan(page: Page, found: Sequence[DocumentPart], summary: DocumentPart | None) -> DocumentPart | None:
    rest = [part for part in found if part is not summary]
    told = [part for part in rest if part.heading and part.heading.role is PartRole.PLAN]
    year = max((_year(page, part) for part in told), default=0)
    open_ = [
        part
        for part in rest
        if part.heading and part.heading.role in (None, PartRole.SUMMARY) and not 0 < _year(page, part) < year
    ]
    if told and summary is None and _length(open_) > max(_length([part]) for part in told):
        return None
    if told:
        return max(
            told, key=lambda part: (_longest(page, part) > 1, _year(page, part), _longest(page, part), part.first)
        )
    if summary:
        told = [
            part
            for part in open_
            if part.first > summary.first and _longest(page, part) > 1 and tense(page, part) < _PRESENT
        ]
        return max(told, key=lambda part: _longest(page, part), default=None)
    return None


def _length(parts: Iterable[DocumentPart]) -> int:
    return sum(part.last - part.first for part in parts)


def _year(page: Page, part: DocumentPart) -> int:
    heading = part.heading
    return (year_in(page.folded[heading.offset : heading.end]) or 0) if heading else 0


def _longest(page: Page, part: DocumentPart) -> int:
    """Return the length of the longest run of a part that is numbered."""
    roots = top_runs(page.runs, part.first, part.last)
    return max((len(run.markers) for run in roots if run.style not in LEADS), default=0)


def _before(page: Page, found: Sequence[DocumentPart], summary: DocumentPart | None, plan: DocumentPart | None) -> int:
    """Return where what belongs to the plan begins: with the first chapter of aims before it, or with itself.

    A document that is a plan as a whole begins with its first chapter, or with the sentence above it that states goals.
    """
    if plan is None:
        return len(page.text)
    if plan.heading is None:
        first = found[0].heading.first if found and found[0].heading else 0
        goal = _tense("goals").search(page.folded, 0, first)
        return max(page.folded.rfind(mark, 0, goal.start()) + 1 for mark in "。\n") if goal else first
    start = plan.heading.first if plan.heading else plan.first
    for part in reversed([p for p in found if p.heading and p.heading.first < start]):
        if part.heading is None or part.heading.role is not PartRole.AIMS or part is summary:
            break
        start = part.heading.first
    return start


@cache
def _tense(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("tense")[name]))


_PRESENT = -5.0
"""Tenses above it tell of what was done."""


def tense(page: Page, part: DocumentPart) -> float:
    """Return by how many words in a thousand characters a part tells more of what was done than of what is to be."""
    plain = page.folded[part.first : part.last]
    words = len(_tense("past").findall(plain)) - len(_tense("future").findall(plain))
    return 1000 * words / max(len(plain), 1)
