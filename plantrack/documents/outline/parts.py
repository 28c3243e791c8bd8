"""The parts of a document: the summary of what was done, and the plan of what is to be done.

First the headings are asked. Where none says it, the words of the parts do: what was done is told otherwise than what
is to be done. A document that is headed as neither is a plan only where its title or the owners in it say so.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.parsed_document import ImportHints
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import LONGEST, Heading, PartRole, alone, roles, year_in
from plantrack.documents.scan.markers import LEADS, MarkerRun
from plantrack.documents.vocabulary import expression, table
from plantrack.errors import UsageError


class DocumentPart(Struct, frozen=True):
    """A part with its heading; [first, last) is the text below it. Without a heading, it is a whole text."""

    heading: Heading | None
    first: int
    last: int


class DocumentParts(Struct, frozen=True):
    """The summary and the plan. `before` is where the text that belongs to the plan begins, with its aims."""

    summary: DocumentPart | None
    plan: DocumentPart | None
    before: int


# chapters


def top_runs(doc: ScannedText, first: int, last: int) -> list[MarkerRun]:
    """Return the runs of a span that are not nested in another one, in order."""
    kept = [run for whole in doc.runs_over(first, last) if (run := whole.within(first, last))]
    return [run for run in kept if not any(_holds(other, run) for other in kept if other is not run)]


def _holds(outer: MarkerRun, inner: MarkerRun) -> bool:
    """Tell whether a run lies between two neighbours of another, or behind its last."""
    if outer.style == "——" or outer.first > inner.first:
        return False
    if inner.first > outer.last:
        return outer.style not in LEADS or inner.style in LEADS or _ranks()[inner.style] > _ranks()[outer.style]
    before, after = outer.around(inner.first)
    return before.first < inner.first and inner.last < after.first


@cache
def _ranks() -> dict[str, int]:
    """Return the rank of each style of markers, the highest style first."""
    return {name: rank for rank, name in enumerate(table("markers")["ranks"])}


def chapters(doc: ScannedText) -> list[DocumentPart]:
    """Return the chapters: below unmarked headings with a role, or those of the top-level numbering."""
    lone = _lone(doc)
    numbered = _numbered(doc)
    headings = lone if _tell(lone) > _tell(numbered) else numbered
    if headings is numbered and headings:
        headings = sorted([*numbered, *(h for h in lone if _ends(h, numbered[-1]))], key=lambda h: h.first)
    ends = [*(heading.first for heading in headings[1:]), len(doc.text)][: len(headings)]
    return [DocumentPart(heading, heading.end, end) for heading, end in zip(headings, ends, strict=True)]


_LINES = 5
"""From this many lines on, a text has its headings at the start of lines."""


def _lone(doc: ScannedText) -> list[Heading]:
    found = alone(doc.text, doc.folded, frozenset(m.first for m in doc.markers if m.alone))
    told = [heading for heading in found if not _is_title(doc, heading)]
    return [h for n, h in enumerate(told) if n == 0 or not h.role is told[n - 1].role is PartRole.SUMMARY]


def _is_title(doc: ScannedText, heading: Heading) -> bool:
    """Tell whether a line is the title of the whole document: it names summary and plan, or is the known title."""
    if {PartRole.SUMMARY, PartRole.PLAN} <= roles(heading.title):
        return True
    title = doc.metadata.title
    if heading.role is not PartRole.PLAN or title is None:
        return False
    return doc.text[max(0, heading.end - 2 * len(title)) : heading.end].replace("\n", "").endswith(title)


def _tell(headings: Sequence[Heading]) -> int:
    """Return how many of the roles summary and plan the headings have."""
    return len({h.role for h in headings} & {PartRole.SUMMARY, PartRole.PLAN})


def _ends(heading: Heading, last: Heading) -> bool:
    return heading.first > last.first and heading.role in (PartRole.ANNEXES, PartRole.GUARANTEES, PartRole.CONDUCT)


def _numbered(doc: ScannedText) -> list[Heading]:
    """Return the headings of the top-level run: with most roles, then the highest style, then the longest."""
    roots = [run for run in top_runs(doc, 0, len(doc.text)) if run.style not in LEADS]
    if doc.text.count("\n") >= _LINES:
        roots = [run for run in roots if 2 * sum(marker.alone for marker in run.markers) >= len(run.markers)]
    if not roots:
        return []
    told = [[doc.heading(marker) for marker in run.markers] for run in roots]
    return max(told, key=lambda row: (_tell(row), -_ranks()[row[0].style], len(row)))


# which is which


def find_parts(doc: ScannedText, hints: ImportHints, kind: str | None, owners: int) -> DocumentParts:
    """Return the summary and the plan of a document. Headings given by a person take precedence.

    `kind` is the kind of document in the title (plan, summary, other), `owners` the number of places with owners.
    """
    found = chapters(doc)
    summary = _named(doc, hints.summary_heading) if hints.summary_heading else _summary(doc, found)
    plan = _named(doc, hints.plan_heading) if hints.plan_heading else _plan(doc, found, summary)
    if kind == "other" and not hints.plan_heading and not (plan and _year(doc, plan)):
        return DocumentParts(summary if hints.summary_heading else None, None, len(doc.text))
    if plan is None and summary is None and (kind == "plan" or owners >= _OWNED):
        plan = DocumentPart(None, 0, len(doc.text))
    summary = summary or _earlier(doc, found, plan)
    before = _before(doc, found, summary, plan)
    if summary is None and kind == "summary":
        summary = DocumentPart(None, 0, before)
    return DocumentParts(summary, plan, before)


def with_owned(doc: ScannedText, part: DocumentPart | None) -> DocumentPart | None:
    """Extend a plan part by following chapters whose items continue its numbers and name owners."""
    if part is None or part.heading is None:
        return part
    for chapter in chapters(doc):
        if chapter.heading and chapter.heading.first == part.last and _goes_on(doc, part, chapter):
            named = doc.duties_in(chapter.first, chapter.last)
            part = replace(part, last=chapter.last) if named else part
    return part


def _goes_on(doc: ScannedText, part: DocumentPart, chapter: DocumentPart) -> bool:
    """Tell whether the numbers of a part's list continue in a later chapter."""
    roots = {run.first for run in top_runs(doc, part.first, part.last) if run.style not in LEADS}
    runs = doc.runs_over(chapter.first, chapter.last)
    return any((here := run.within(part.first, part.last)) and here.first in roots for run in runs)


def above(doc: ScannedText, run: MarkerRun) -> list[int]:
    """Return the offsets of lines whose higher numbering began before a run and continues after it."""
    outer = (
        o for o in doc.runs if o.first < run.first and o.style not in LEADS and _ranks()[o.style] < _ranks()[run.style]
    )
    return sorted(marker.first for whole in outer for marker in whole.markers if marker.alone)


_OWNED = 3
"""Number of places with owners that makes a document a plan."""


def _named(doc: ScannedText, words: str) -> DocumentPart:
    """Return the part below the heading that contains the words; it ends at the next heading of its kind.

    Raises UsageError, with the headings found, if none contains them.
    """
    headings = [doc.heading(marker) for marker in doc.markers if marker.alone or len(doc.text) > 0]
    lines = [
        Heading(m[0].strip(), m.start(), m.start(), m.end())
        for m in re.finditer(r"^[^\n]+$", doc.text, re.MULTILINE)
        if len(m[0]) <= LONGEST
    ]
    one = next((h for h in (*headings, *lines) if words.strip() in h.title), None)
    if one is None:
        known = tuple(dict.fromkeys(part.heading.title for part in chapters(doc) if part.heading)) or "–"
        raise UsageError("no heading holds {words!r}; the headings found are: {known}", words=words, known=known)
    later = (h.first for h in headings if h.first > one.first and h.style == one.style)
    other = (h.first for h in _lone(doc) if h.first > one.first)
    return DocumentPart(one, one.end, next(later if one.style else other, len(doc.text)))


def _summary(doc: ScannedText, found: Sequence[DocumentPart]) -> DocumentPart | None:
    told = [part for part in found if part.heading and part.heading.role is PartRole.SUMMARY]
    if not told:
        return None
    first = told[0]
    others = [part for part in found if part.heading and part.heading.role is None]
    if len(others) > 1 and not any(part.heading and part.heading.role is PartRole.PLAN for part in found):
        return first if _length([first]) > _length(others) else None
    return first if first is found[0] or tense(doc, first) > _PRESENT else None


def _earlier(doc: ScannedText, found: Sequence[DocumentPart], plan: DocumentPart | None) -> DocumentPart | None:
    """Return the part whose heading names a year before the plan's, whatever else it says (2024年主要工作)."""
    year = _year(doc, plan) if plan else 0
    return next((part for part in found if part is not plan and 0 < _year(doc, part) < year), None)


def _plan(doc: ScannedText, found: Sequence[DocumentPart], summary: DocumentPart | None) -> DocumentPart | None:
    rest = [part for part in found if part is not summary]
    told = [part for part in rest if part.heading and part.heading.role is PartRole.PLAN]
    year = max((_year(doc, part) for part in told), default=0)
    open_ = [
        part
        for part in rest
        if part.heading and part.heading.role in (None, PartRole.SUMMARY) and not 0 < _year(doc, part) < year
    ]
    if told and summary is None and _length(open_) > max(_length([part]) for part in told):
        return None
    if told:
        return max(
            told,
            key=lambda part: (_longest(doc, part) > 1, _year(doc, part), _longest(doc, part), part.first),
        )
    if summary:
        told = [
            part
            for part in open_
            if part.first > summary.first and _longest(doc, part) > 1 and tense(doc, part) < _PRESENT
        ]
        return max(told, key=lambda part: _longest(doc, part), default=None)
    return None


def _length(parts: Iterable[DocumentPart]) -> int:
    return sum(part.last - part.first for part in parts)


def _year(doc: ScannedText, part: DocumentPart) -> int:
    heading = part.heading
    return (year_in(doc.folded[heading.offset : heading.end]) or 0) if heading else 0


def _longest(doc: ScannedText, part: DocumentPart) -> int:
    """Return the length of the longest numbered run of a part."""
    roots = top_runs(doc, part.first, part.last)
    return max((len(run.markers) for run in roots if run.style not in LEADS), default=0)


def _before(
    doc: ScannedText, found: Sequence[DocumentPart], summary: DocumentPart | None, plan: DocumentPart | None
) -> int:
    """Return where the text of the plan begins: at the chapters of aims before it, or at itself.

    A document that is a plan as a whole begins with its first chapter, or the sentence above it with goals.
    """
    if plan is None:
        return len(doc.text)
    if plan.heading is None:
        first = found[0].heading.first if found and found[0].heading else 0
        goal = expression("tense", "goals").search(doc.folded, 0, first)
        return max(doc.folded.rfind(mark, 0, goal.start()) + 1 for mark in "。\n") if goal else first
    start = plan.heading.first if plan.heading else plan.first
    for part in reversed([p for p in found if p.heading and p.heading.first < start]):
        if part.heading is None or part.heading.role is not PartRole.AIMS or part is summary:
            break
        start = part.heading.first
    return start


_PRESENT = -5.0
"""Above this value, a text reports what was done."""


def tense(doc: ScannedText, part: DocumentPart) -> float:
    """Return the words about the past minus those about the future in a part, per thousand characters."""
    plain = doc.folded[part.first : part.last]
    words = len(expression("tense", "past").findall(plain)) - len(expression("tense", "future").findall(plain))
    return 1000 * words / max(len(plain), 1)
