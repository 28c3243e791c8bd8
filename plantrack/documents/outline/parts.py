"""The parts of a document: the summary of what was done, and the plan of what is to be done.

First the headings are asked. Where none says it, the words of the parts do: what was done is told otherwise than what
is to be done. A document that is headed as neither is a plan only where its title or the owners in it say so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.dates.mentions import DateForm
from plantrack.documents.outline.minutes import decisions
from plantrack.documents.outline.tree import TextPart, part_of, tree
from plantrack.documents.parsed_document import Duty, ImportHints
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import LONGEST, PartRole, is_bare, roles, year_in
from plantrack.documents.scan.markers import HEADINGS, LEADS
from plantrack.documents.vocabulary import expression
from plantrack.errors import UsageError

GENERAL = (PartRole.AIMS, PartRole.SUMMARY, PartRole.PROBLEMS, PartRole.ANNEXES, PartRole.NOTES)
"""The roles of parts without work, unless owners stand in them."""
MINUTES = "minutes"
"""The kind of a document that is a plan where it says what was decided."""
_ENDING = (PartRole.ANNEXES, PartRole.GUARANTEES)
_BESIDE = {"zh": 6, "en": 20}
"""Maximum number of characters beside the words for its role in a heading that says nothing else."""
_NAME = {"zh": 6, "en": 40}
"""The same for one that is so wherever it stands."""
_OWNED = 3
"""Number of places with owners that makes a document a plan, one that is told as news, too."""
_SENTENCE_END = re.compile(r"[。\n]|$")
_PRESENT = -5.0
"""Above this value, a text reports what was done."""


class DocumentParts(Struct, frozen=True):
    """The summary and the plan. `before` is where the text that belongs to the plan begins, with its aims."""

    summary: TextPart | None
    plan: TextPart | None
    before: int
    chapters: tuple[TextPart, ...] = ()


def find_parts(doc: ScannedText, hints: ImportHints, kind: str | None, owners: int) -> DocumentParts:
    """Return the summary and the plan of a document. Headings given by a person take precedence.

    `kind` is the kind of document in the title (plan, summary, minutes, other), `owners` the number of places with
    owners.
    """
    whole = tree(doc)
    found = whole.parts
    if kind == MINUTES and not hints.plan_heading:
        return DocumentParts(None, decisions(doc, whole), 0, found)
    summary = _named(doc, found, hints.summary_heading) if hints.summary_heading else _summary(doc, found)
    plan = _named(doc, found, hints.plan_heading) if hints.plan_heading else _plan(doc, found, summary)
    sure = hints.plan_heading or (plan and plan.year)
    if kind == "plan" and summary is None and not sure:
        plan = None
    if kind == "other" and not sure and sum(not duty.ahead for duty in doc.duties) < _OWNED:
        return DocumentParts(summary if hints.summary_heading else None, None, len(doc.text))
    if plan is None and summary is None and (kind == "plan" or owners >= _OWNED):
        plan = _work(doc, whole)
    if plan is None and summary and kind == "plan" and doc.duties_in(summary.own_last, summary.last):
        first = summary.own_last
        plan = TextPart(0, "", first, first, first, summary.last, parts=summary.parts)
        summary = replace(summary, last=summary.own_last, parts=())
    summary = summary or _earlier(doc, found, plan) or _reviewed(doc, found, plan)
    before = _before(doc, found, summary, plan)
    if summary is None and kind == "summary":
        summary = replace(whole, last=before, parts=tuple(part for part in found if part.last <= before))
    return DocumentParts(summary, plan, before, found)


def work_of(doc: ScannedText, plan: TextPart) -> tuple[tuple[TextPart, ...], tuple[TextPart, ...]]:
    """Return the parts of a plan with work, and the general ones: aims before them, guarantees behind them.

    A heading that is nothing but 指导思想 or 原则 is general wherever it stands. If only one part has work and its
    heading says that it holds the tasks, or has no number as a title has none, they are its parts.
    """
    kinds, found = (*GENERAL, *_ENDING), tuple(_behind_notes(doc, plan.parts))
    outer = (takewhile(lambda part: _is_general(doc, part, plan, kinds), row) for row in (found, found[::-1]))
    general = {part.first for parts in outer for part in parts}
    named = GENERAL if doc.language == "zh" else kinds
    general |= {part.first for part in found if len(part.title) <= _NAME[doc.language] and _is_bare(doc, part, named)}
    work = tuple(part for part in found if part.first not in general)
    aside = tuple(part for part in found if part.first in general)
    if len(work) == 1 and work[0].parts and (work[0].role is PartRole.PLAN or work[0].style in HEADINGS):
        work, more = work_of(doc, work[0])
        aside = *aside, *more
    return work, aside


def _behind_notes(doc: ScannedText, parts: Iterable[TextPart]) -> Iterator[TextPart]:
    """Yield parts; one that says how the document is read ends where work without a heading of its own begins."""
    for part in parts:
        if part.role is not PartRole.NOTES:
            yield part
            continue
        notes = tuple(takewhile(lambda one: not one.parts and one.style not in HEADINGS, part.parts))
        rest = part.parts[len(notes) :]
        tables = [one.first for one in doc.tables if part.body <= one.first < part.last]
        yield replace(part, last=min([*(one.first for one in rest[:1]), *tables, part.last]), parts=notes)
        yield from rest


def aside_of(doc: ScannedText, parts: DocumentParts) -> Iterator[tuple[int, int]]:
    """Yield the spans of what is no work: the summary, general parts of the plan, and other chapters of such a role."""
    plan, summary = parts.plan, parts.summary
    general = work_of(doc, plan)[1] if plan else ()
    yield from ((part.first, part.last) for part in (*general, *([summary] if summary else ())))
    for part in parts.chapters:
        if part.role in (*GENERAL, *_ENDING) and not (plan and part.first <= plan.first < part.last):
            yield part.first, part.last


def looked_back(doc: ScannedText, parts: DocumentParts) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a plan that tell of the year before it: 回顾2025年,十件实事全部兑现."""
    if parts.plan and doc.language == "zh":
        found = expression("tense", "reviewed").finditer(doc.folded, parts.before, parts.plan.last)
        yield from (one.span() for one in found)


def _is_general(doc: ScannedText, part: TextPart, plan: TextPart, kinds: Sequence[PartRole]) -> bool:
    """Tell whether a part has one of some roles and no owners; below a heading, its own is nothing but that.

    One without a heading is general where all its parts are: the aims and steps above a list of tasks in an annex.
    """
    if not part.title and part.parts:
        return all(_is_bare(doc, one, (*GENERAL, *_ENDING)) for one in part.parts)
    return _is_bare(doc, part, kinds) or (not plan.title and _has_role(doc, part, kinds))


def _has_role(doc: ScannedText, part: TextPart, kinds: Sequence[PartRole]) -> bool:
    if part.role is PartRole.NOTES or part.role not in kinds:
        return part.role in kinds
    able = part.parts or doc.language == "zh"
    return not (able and any(_works(doc, duty) for duty in doc.duties_in(part.body, part.last)))


def _works(doc: ScannedText, duty: Duty) -> bool:
    """Tell whether owners make work of what they stand with: behind it, or ahead of it with a day in the sentence."""
    if not duty.ahead or doc.language != "zh":
        return not duty.ahead
    if not (duty.quote or "").startswith(("由", "请")):
        return False
    stop = _SENTENCE_END.search(doc.folded, duty.end)
    times = doc.dates_in(duty.end, stop.start() if stop else duty.end)
    return any(one.form is DateForm.BOUNDED for one in times)


def _is_bare(doc: ScannedText, part: TextPart, kinds: Sequence[PartRole]) -> bool:
    """Tell whether a part has a role, no owners, and no other words in its heading."""
    bare = part.role is not None and is_bare(part.role, folded(part.title), _BESIDE[doc.language])
    return bare and _has_role(doc, part, kinds)


def _work(doc: ScannedText, whole: TextPart) -> TextPart:
    """Return what holds the work of a document that is a plan as a whole: its only part with work, or all of it."""
    first = next((part for part in whole.parts if not _is_general(doc, part, whole, GENERAL)), whole)
    only = work_of(doc, whole)[0] == work_of(doc, first)[0]
    return first if first.parts and first.role is PartRole.PLAN and only else whole


def _named(doc: ScannedText, found: Sequence[TextPart], words: str) -> TextPart:
    """Return the part below the heading that contains the words; a line is the heading of what is below it.

    Raises UsageError, with the headings found, if none contains them.
    """
    words = words.strip()
    if (part := next((one for one in _every(found) if words in one.title), None)) is not None:
        return part
    lines = re.finditer(r"^[^\n]+$", doc.text, re.MULTILINE)
    line = next((m for m in lines if len(m[0]) <= LONGEST and words in m[0]), None)
    if line is None:
        known = tuple(dict.fromkeys(part.title for part in found if part.title)) or "–"
        raise UsageError("no heading holds {words!r}; the headings found are: {known}", words=words, known=known)
    last = next((part.first for part in found if part.first > line.start() and part.style == "heading"), len(doc.text))
    return part_of(doc, TextPart(0, line[0].strip(), line.start(), line.start(), line.end(), last), 1)


def _every(parts: Iterable[TextPart]) -> Iterable[TextPart]:
    for part in parts:
        yield part
        yield from _every(part.parts)


def _summary(doc: ScannedText, found: Sequence[TextPart]) -> TextPart | None:
    told = [part for part in found if part.role is PartRole.SUMMARY]
    if not told:
        return None
    first = told[0]
    others = [part for part in found if part.role is None and part.title]
    if len(others) > 1 and not any(part.role is PartRole.PLAN for part in found):
        return first if _length([first]) > _length(others) else None
    return first if first is found[0] or tense(doc, first) > _PRESENT else None


def _earlier(doc: ScannedText, found: Sequence[TextPart], plan: TextPart | None) -> TextPart | None:
    """Return what was done before a plan of a year: the part that names an earlier one (2024年主要工作).

    Where the title says that it has a summary, it is the parts before the plan.
    """
    if plan is None or not plan.year or plan not in found:
        return None
    if (part := next((one for one in found if one is not plan and 0 < (one.year or 0) < plan.year), None)) is not None:
        return part
    before = found[: found.index(plan)]
    if before and PartRole.SUMMARY in roles(folded(doc.metadata.title or "")):
        return TextPart(0, "", before[0].first, before[0].first, before[0].first, plan.first, parts=tuple(before))
    return None


def _reviewed(doc: ScannedText, found: Sequence[TextPart], plan: TextPart | None) -> TextPart | None:
    """Return the part of a document that is a plan as a whole in which it says what was done; in Chinese, in a year."""
    if plan is None or plan.title:
        return None
    year = year_in(folded(doc.metadata.title or "")) or 0
    told = (part for part in found if part.role is PartRole.SUMMARY)
    return next((part for part in told if doc.language != "zh" or 0 < (part.year or 0) < year), None)


def _plan(doc: ScannedText, found: Sequence[TextPart], summary: TextPart | None) -> TextPart | None:
    rest = [part for part in found if part is not summary]
    told = [part for part in rest if part.role is PartRole.PLAN]
    year = max((part.year or 0 for part in told), default=0)
    roles_left = (None, PartRole.SUMMARY)
    open_ = [one for one in rest if one.title and one.role in roles_left and not 0 < (one.year or 0) < year]
    if told and summary is None and not year and _length(open_) > max(_length([part]) for part in told):
        return None
    if told:
        return max(told, key=lambda part: (_numbered(part) > 1, part.year or 0, _numbered(part), part.first))
    if summary:
        later = [part for part in open_ if part.first > summary.first]
        told = [part for part in later if _numbered(part) > 1 and tense(doc, part) < max(_PRESENT, tense(doc, summary))]
        return max(told, key=_numbered, default=None)
    return None


def _length(parts: Iterable[TextPart]) -> int:
    return sum(part.last - part.body for part in parts)


def _numbered(part: TextPart) -> int:
    """Return the number of its parts that are no thoughts."""
    return sum(one.style not in LEADS for one in part.parts)


def sections(doc: ScannedText, summary: TextPart, plan: TextPart | None) -> tuple[TextPart, ...]:
    """Return the sections of a summary, without what is wrong and what hangs behind it.

    Parts without a number, and thoughts that begin no line, count only where those of the plan are such.
    """
    styles = {part.style for part in plan.parts} if plan and plan.title else set()
    found = [one for one in summary.parts if one.style in styles or (one.style and _begins(doc, one))]
    apart = (PartRole.PROBLEMS, PartRole.ANNEXES)
    return tuple(one for one in found if one.role not in apart) if len(found) > 1 else ()


def _begins(doc: ScannedText, part: TextPart) -> bool:
    """Tell whether a part is no thought, or begins a line."""
    return part.style not in LEADS or doc.folded[max(0, part.first - 1) : part.first] in ("", "\n")


def with_owned(doc: ScannedText, plan: TextPart, found: Sequence[TextPart]) -> TextPart:
    """Extend a plan by the following parts whose items continue its numbers and name owners."""
    for part in found:
        if part.first == plan.last and part.parts and plan.parts and doc.duties_in(part.body, part.last):
            last, first = plan.parts[-1], part.parts[0]
            if last.style == first.style and 0 < first.number - last.number <= 1:
                plan = replace(plan, last=part.last, parts=(*plan.parts, *part.parts))
    return plan


def _before(doc: ScannedText, found: Sequence[TextPart], summary: TextPart | None, plan: TextPart | None) -> int:
    """Return where the text of the plan begins: at the chapters of aims before it, or at itself.

    An English foreword that tells of what was done is none of them.
    A document that is a plan as a whole begins with its first chapter, or the sentence above it with goals.
    """
    if plan is None:
        return len(doc.text)
    if not plan.title and plan.first:
        return plan.first
    if not plan.title:
        first = found[0].first if found else 0
        for part in takewhile(lambda part: part.role in GENERAL and tense(doc, part) >= 0, found):
            first = part.last
        goal = expression("tense", "goals").search(doc.folded, 0, first)
        return max(doc.folded.rfind(mark, 0, goal.start()) + 1 for mark in "。\n") if goal else first
    start = plan.first
    for part in reversed([one for one in found if one.first < start]):
        if part.role is not PartRole.AIMS or part is summary or (doc.language != "zh" and tense(doc, part) > 0):
            break
        start = part.first
    return start


def tense(doc: ScannedText, part: TextPart) -> float:
    """Return the words about the past minus those about the future in a part, per thousand characters."""
    plain = doc.folded[part.body : part.last]
    words = len(expression("tense", "past").findall(plain)) - len(expression("tense", "future").findall(plain))
    return 1000 * words / max(len(plain), 1)
