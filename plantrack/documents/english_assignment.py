"""Items of an English text: each part of its plan with its actions, owners and deadline, and the parts below it.

A part without parts of its own is a task, or a heading over the sentences that say what is done. Entries of a list that
only say who and by when (`- Owner: Finance Team`) belong to the part above them.
"""

import re
from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from plantrack.characters.folding import without
from plantrack.documents.clauses.english import clauses_in
from plantrack.documents.english.dates import DateReading, deadline_of_value, deadlines
from plantrack.documents.english.label_words import LabelRole, labels
from plantrack.documents.english.verbs import verb_at
from plantrack.documents.numbering import clause_end
from plantrack.documents.outline.tree import TextPart
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Duty, Item
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import PartRole
from plantrack.documents.scan.markers import HEADINGS
from plantrack.documents.vocabulary import expression

_SEVERAL = 2
_NO_WORK = (PartRole.AIMS, PartRole.GUARANTEES, PartRole.ANNEXES)
"""What parts of a part tell of the whole and are no tasks."""


def english_item(doc: ScannedText, part: TextPart, rows: Sequence[Item], calendar: DateReading) -> Item:
    """Return a part of the plan as an item with its clauses and parts; `rows` are those of all tables."""
    below = [one for one in part.parts if one.role not in _NO_WORK and not _only_labels(doc, one)]
    last = below[0].first if below else part.last
    own = [row for row in rows if part.offset <= row.first < last]
    parts = (*own, *(english_item(doc, one, rows, calendar) for one in below))
    if expression("en/headings", "running").search(part.title.lower()):
        parts = tuple(_running(one) for one in parts)
    whole = Item(part.number, part.title, part.offset, part.first, part.last, label=part.label, parts=parts)
    end = own[0].first if own else last
    return _group(doc, whole, end, calendar) if parts else _leaf(doc, whole, end, calendar)


def _running(item: Item) -> Item:
    """Return an item below `Always`: what names no day there runs on."""
    clauses = (
        replace(one, kind=ClauseKind.ONGOING)
        if not (one.deadline and one.deadline.due) and one.kind is ClauseKind.DELIVERABLE
        else one
        for one in item.clauses
    )
    return replace(item, clauses=tuple(clauses), parts=tuple(map(_running, item.parts)))


def items_of_prose(doc: ScannedText, first: int, last: int, calendar: DateReading) -> list[Item]:
    """Return the actions of running text without parts as items."""
    found = clauses_in(doc, first, last, calendar, listed=False)
    return [
        Item(place, one.title, one.offset, one.offset, clause_end(one), clauses=(one,))
        for place, one in enumerate(found, 1)
    ]


def with_actions(doc: ScannedText, work: Sequence[TextPart], rows: Sequence[Item]) -> list[TextPart]:
    """Return the parts with work: where several have rows or labels of actions, a paragraph without one has none."""
    marked = [part for part in work if part.parts or _marked(doc, part, rows)]
    several = sum(_marked(doc, part, rows) for part in work) >= _SEVERAL
    kept = [part for part in work if not several or part in marked or verb_at(doc.folded, part.offset)]
    return [part for part in kept if part.parts or part in marked or not _tells(doc, part)]


def _tells(doc: ScannedText, part: TextPart) -> bool:
    """Tell whether a heading stands over sentences that only tell: no action, no owner, no label."""
    if part.style not in HEADINGS or verb_at(doc.folded, part.offset) or doc.duties_in(part.offset, part.last):
        return False
    body = doc.folded.find("\n", part.offset, part.last)
    prose = body >= 0 and re.search(r"[.!?]\s*$", doc.folded[body : part.last]) is not None
    return prose and not clauses_in(doc, body, part.last, DateReading(), listed=False)


def _marked(doc: ScannedText, part: TextPart, rows: Sequence[Item]) -> bool:
    told = any(one.role is LabelRole.ACTION for one in labels(doc.folded, part.first, part.last))
    return told or any(part.first <= row.first < part.last for row in rows)


def _only_labels(doc: ScannedText, part: TextPart) -> bool:
    told = [one for one in labels(doc.folded, part.first, part.last) if one.role is not LabelRole.ACTION]
    places = ((one.first - part.first, one.last - part.first) for one in told)
    left = without(doc.folded[part.first : part.last], places)
    return bool(told) and not re.search(r"\w", left)


def _leaf(doc: ScannedText, item: Item, last: int, calendar: DateReading) -> Item:
    found = clauses_in(doc, item.offset, last, calendar, listed=True)
    if len(found) == 1 and _opens(doc, found[0], item):
        return replace(item, title=found[0].title, clauses=found)
    duty = _of_all(doc, found, last)
    shared = duty != Duty() and not any(one.deadline for one in found[:-1])
    time = found[-1].deadline if shared else None
    deadline = time if time and time.offset > clause_end(found[-1]) else None
    if duty != Duty():
        found = tuple(replace(one, duty=Duty()) if one.duty == duty else one for one in found)
    if deadline:
        found = (*found[:-1], replace(found[-1], deadline=None))
    title = found[0].title if found and _opens(doc, found[0], item) else _title(doc, item, last, calendar)
    return replace(item, title=title, clauses=found, duty=duty, deadline=deadline)


def _opens(doc: ScannedText, clause: Clause, item: Item) -> bool:
    """Tell whether a clause is the first sentence of an item rather than one below its heading."""
    return not re.search(r"[.:]\s|\n", doc.folded[item.offset : clause.offset])


def _of_all(doc: ScannedText, found: tuple[Clause, ...], last: int) -> Duty:
    """Return the owners behind a label below several clauses, or behind one sentence, if no other has its own."""
    if len(found) < _SEVERAL or any(one.duty != Duty() for one in found[:-1]):
        return Duty()
    led = any(one.role is LabelRole.LEAD for one in labels(doc.folded, found[-1].offset, last))
    together = re.search(r" and (?:then )?$", doc.folded[found[-2].offset : found[-1].offset])
    return found[-1].duty if led or together else Duty()


def _group(doc: ScannedText, item: Item, last: int, calendar: DateReading) -> Item:
    line = doc.folded.find("\n", item.offset, last)
    first = last if line < 0 else line
    intro = clauses_in(doc, first, last, calendar, listed=False)
    dues = (
        deadline_of_value(doc.text, one, calendar)
        for one in labels(doc.folded, item.offset, last)
        if one.role is LabelRole.DUE
    )
    heading = (one for one in deadlines(doc.folded, doc.text, item.offset, first, calendar) if one.due)
    return replace(
        item, title=_title(doc, item, first, calendar), duty=merged(doc.duties_in(item.offset, last)),
        deadline=next(filter(None, chain(dues, heading)), None),
        clauses=tuple(_of_intro(one) for one in intro),
    )  # fmt: skip


def _of_intro(clause: Clause) -> Clause:
    """Return what the text above a list says: a direction, unless it names a day."""
    dated = clause.deadline is not None and clause.deadline.due is not None
    return clause if dated else replace(clause, kind=ClauseKind.DIRECTION, duty=Duty())


def _title(doc: ScannedText, item: Item, last: int, calendar: DateReading) -> str:
    line = doc.folded.find("\n", item.offset, last)
    found = clauses_in(doc, item.offset, last if line < 0 else line, calendar, listed=True)
    return found[0].title if found else item.title
