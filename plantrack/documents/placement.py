"""What became of each sentence of a document: every one that was read as nothing is listed, and whether it tells."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from plantrack.documents.clauses import find_clauses
from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.clauses.patterns import pattern
from plantrack.documents.deadlines import deadlines_among
from plantrack.documents.english.verbs import verb_at
from plantrack.documents.figures.extraction import find_figures
from plantrack.documents.language import CHINESE
from plantrack.documents.numbering import clause_end
from plantrack.documents.parsed_document import ClauseKind, ParsedDocument, Unplaced
from plantrack.documents.scan import ScannedText
from plantrack.documents.similarity import comparable
from plantrack.documents.vocabulary import table
from plantrack.errors import Message, message

Span = tuple[int, int]
_SENTENCE = re.compile(r"(?:[^\n.!?;。]|[.!?](?!\s|$))+", re.MULTILINE)
_MARKS = re.compile(r"[\s*#>•·—-]*(?:\(?[0-9一二三四五六七八九十]{1,3}[)、.,]\s*)?")
_MOST = 0.6
"""Share of a sentence from which on numbers, dates and owners are all that it says."""
_FEWEST = 3
"""Fewer letters than this are no sentence."""
_NO_ACTION = tuple(reason.why for reason in (RejectReason.UNKNOWN, RejectReason.EFFECT, RejectReason.MEANS))
_BESIDE = 8
"""Number of characters that a heading may have beside the name that is known."""
_formula = cache(lambda: re.compile("|".join(f"(?:{one})" for one in table("placement")["formula"]), re.IGNORECASE))


def unplaced(doc: ScannedText, read: ParsedDocument, aside: Iterable[Span]) -> tuple[Unplaced, ...]:
    """Return the sentences that are in nothing that was read, and phrases that were left out as no action.

    `aside` are parts of which only numbers are read.
    """
    placed, noted = _Spans((*aside, *_read(doc, read))), _Spans(_noted(doc, read))
    names = [comparable(name or "") for name in (read.title, read.issuer, read.plan_heading, read.summary_heading)]
    found = []
    for first, last in _sentences(doc):
        if placed.share(first, last) or _formula().fullmatch(doc.folded, first, last):
            continue
        acts, share = _acts(doc, first, last), noted.share(first, last)
        if (acts and share < _MOST) or not (share or _is_name(doc.text[first:last], names)):
            found.append(Unplaced(doc.text[first:last], first, acts or _dated(doc, first, last)))
    whole = _Spans((one.offset, one.offset + len(one.text)) for one in found)
    for one in read.skipped:
        first, last = one.offset, one.offset + len(one.what)
        if one.why in _NO_ACTION and not whole.share(first, last):
            found.append(Unplaced(one.what, first, _dated(doc, first, last)))
    return tuple(sorted(found, key=lambda one: one.offset))


def why_not(read: ParsedDocument) -> Message | None:
    """Return why what was read of a plan is no plan to adopt: nothing is to be done in it, or most was not understood.

    A summary without a plan is none, and is not expected to be one.
    """
    if not read.items and not read.plan_heading and (read.sections or read.summary_heading or read.figures):
        return None
    lost = sum(one.tells for one in read.unplaced)
    work = sum(clause.kind is not ClauseKind.DIRECTION for clause in read.clauses())
    known = work + len(read.figures) + len(read.targets)
    if work and lost <= known:
        return None
    where = _where(read)
    if not work:
        return message("no task was read {where}; sentences that hold an action, a date or an amount: {lost}",
                       where=where, lost=lost)  # fmt: skip
    return message("more was not understood than was {where}: sentences {lost}, clauses and numbers {known}",
                   where=where, lost=lost, known=known)  # fmt: skip


def _where(read: ParsedDocument) -> Message:
    """Return in which part of the document the plan was looked for."""
    if not (read.plan_heading and read.plan_span):
        return message("in the whole document")
    first, last = (read.source.text.count("\n", 0, offset) + 1 for offset in read.plan_span)
    return message("below “{heading}”, lines {first} to {last}", heading=read.plan_heading, first=first, last=last)


def _sentences(doc: ScannedText) -> Iterator[Span]:
    """Yield the sentences, without the number and the marks before them."""
    for found in _SENTENCE.finditer(doc.folded):
        marks = _MARKS.match(found[0])
        first = found.start() + (marks.end() if marks else 0)
        last = found.start() + len(found[0].rstrip())
        letters = filter(str.isalpha, doc.folded[first:last])
        if len([*islice(letters, _FEWEST)]) == _FEWEST:
            yield first, last


def _is_name(sentence: str, names: Iterable[str]) -> bool:
    """Tell whether a sentence is a title or a heading that is known, or a line of one."""
    plain = comparable(sentence)
    return any(plain in name or (name and name in plain and len(plain) <= len(name) + _BESIDE) for name in names)


def _read(doc: ScannedText, read: ParsedDocument) -> Iterator[Span]:
    """Yield the spans of everything that was read; what was left out as no action is not."""
    for item in read.every():
        yield item.first, item.offset + len(item.title)
        yield from ((clause.offset, clause_end(clause)) for clause in item.clauses)
    yield from ((section.first, section.last) for section in read.sections)
    reasons = (one for one in read.skipped if one.why not in _NO_ACTION)
    yield from ((one.offset, one.offset + len(one.what)) for one in reasons)
    offsets = [item.offset for item in read.every()]
    yield from (
        (one.first, one.last) for one in doc.tables if any(one.first <= offset < one.last for offset in offsets)
    )


def _noted(doc: ScannedText, read: ParsedDocument) -> Iterator[Span]:
    """Yield the spans of numbers, dates and owners, beside which a sentence may still lose its action."""
    yield from ((one.offset, one.offset + len(one.quote)) for one in (*read.figures, *read.targets))
    yield from ((one.place, one.end) for one in doc.duties)
    for item in read.every():
        times = (item.deadline, *(clause.deadline for clause in item.clauses))
        yield from ((one.offset, one.offset + len(one.text)) for one in times if one)


def _dated(doc: ScannedText, first: int, last: int) -> bool:
    """Tell whether a sentence holds a date by which something is done, an amount or a unit."""
    dates = doc.dates_in(first, last)
    times = deadlines_among(dates, doc.folded) if doc.language == CHINESE else iter(dates)
    figures = find_figures(doc.amounts, None, planned=True, first=first, last=last)
    return bool(figures or doc.duties_in(first, last) or any(times))


def _acts(doc: ScannedText, first: int, last: int) -> bool:
    """Tell whether something is to be done by a sentence: it, or a phrase of it, begins with a verb."""
    if doc.language != CHINESE:
        return verb_at(doc.folded, first) is not None
    found = [one for one in find_clauses(doc, first, last)[0] if one.kind is not ClauseKind.DIRECTION]
    return any(pattern("verb").match(doc.folded, one.offset + one.quote.rfind(one.title)) for one in found)


class _Spans:
    """Spans, joined where they meet."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(spans):
            if self._lasts and first <= self._lasts[-1]:
                self._lasts[-1] = max(last, self._lasts[-1])
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def share(self, first: int, last: int) -> float:
        place, common = bisect_right(self._lasts, first), 0
        while place < len(self._firsts) and self._firsts[place] < last:
            common += min(last, self._lasts[place]) - max(first, self._firsts[place])
            place += 1
        return common / max(last - first, 1)
