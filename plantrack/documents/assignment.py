"""Assignment of owners and deadlines to the clauses of an item.

Owners and deadlines stand in brackets, on lines of their own, or in the columns of a table. Those in a numbered part
of an item belong to the clauses of that part; those given once, for the whole item, belong to the item.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.clauses import LEADING, find_clauses
from plantrack.documents.deadlines import (
    deadline_of_value,
    find_deadlines,
    labelled_values,
    latest,
    times_with_owners,
    without_labels,
)
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.outline.tree import TextPart
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import (
    Clause,
    ClauseKind,
    Deadline,
    DocumentFigure,
    Duty,
    Item,
    Rhythm,
    Skipped,
)
from plantrack.documents.scan import ScannedText, between
from plantrack.documents.steps import checkpoints, gives_deadline, named_after, repeats, rhythm, words_after
from plantrack.errors import message
from plantrack.model.amounts import Kind

Span = tuple[int | None, int]
"""The year of a one-year plan, and the first year in which a deadline can lie."""
_FAR = 400
"""Search radius, in characters, for the sentence around a clause."""
_HEAD = 40
"""Maximum length of the heading of a paragraph with its number, in characters."""
_LONGEST = 2000
"""Maximum length of a paragraph, in characters, that owners open for all of it."""
_NEXT = 4
"""Number of dates after a clause that are checked for one that stands with its owners, and of owners after it."""
_STOPS = "。;\n"
"""A date applies to what follows it, up to one of these."""
UNREAD = message("a time that cannot be read as a day; decide it")
"""The reason given for a date that a person must decide."""


class PlanItems(Struct, frozen=True):
    """The items of a plan, and what was left out."""

    items: tuple[Item, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Annotations(Struct, frozen=True):
    """Owners, deadlines and numeric goals of a text, each in the order of their places.

    `labelled` are the places of those times that stand with owners or behind a label that says that they are one;
    `unread` are times that a person must decide; `rows` are the items of tables; `year` is the plan's.
    """

    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    goals: tuple[int, ...] = ()
    labelled: frozenset[int] = frozenset()
    unread: tuple[Skipped, ...] = ()
    rows: tuple[Item, ...] = ()
    year: int | None = None

    def rows_in(self, first: int, last: int) -> tuple[Item, ...]:
        """Return the items of rows of tables in a span."""
        return between(self.rows, first, last, _row)

    def between(self, first: int, last: int) -> Annotations:
        """Return the annotations in a span."""
        duties, goals = self.owners(first, last), between(self.goals, first, last, int)
        return Annotations(duties, self.times(first, last), goals, self.labelled, year=self.year)

    def times(self, first: int, last: int) -> tuple[Deadline, ...]:
        """Return the deadlines in a span."""
        return between(self.deadlines, first, last, _time)

    def next_times(self, first: int) -> tuple[Deadline, ...]:
        """Return the next deadlines from an offset on."""
        place = bisect_left(self.deadlines, first, key=_time)
        return self.deadlines[place : place + _NEXT]

    def owners(self, first: int, last: int) -> tuple[Duty, ...]:
        """Return the owners named in a span."""
        return between(self.duties, first, last, _place)

    def next_duties(self, first: int) -> tuple[Duty, ...]:
        """Return the next owners named at or after an offset."""
        place = bisect_left(self.duties, first, key=_place)
        return self.duties[place : place + _NEXT]

    def duty_before(self, first: int) -> Duty:
        """Return the last owners named before an offset."""
        place = bisect_left(self.duties, first, key=_place)
        return self.duties[place - 1] if place else Duty()

    def duty_from(self, first: int) -> Duty:
        """Return the first owners named at or after an offset."""
        return next(iter(self.next_duties(first)), Duty())

    def first_in(self, first: int, last: int) -> int | None:
        """Return the offset of the first owners named in a span."""
        found = self.duty_from(first).offset
        return found if found is not None and found < last else None


def _row(item: Item) -> int:
    return item.first


def _time(time: Deadline) -> int:
    return time.offset


def _offset(clause: Clause) -> int:
    return clause.offset


def _place(duty: Duty) -> int:
    return duty.offset if duty.offset is not None else -1


def _end(duty: Duty) -> int:
    return _place(duty) + len(duty.quote or "")


def annotate(doc: ScannedText, part: TextPart | None, targets: Iterable[DocumentFigure], years: Span) -> Annotations:
    """Return the owners of a text with the deadlines and numeric goals of the plan part, read by the years given."""
    duties = doc.duties
    if part is None:
        return Annotations(duties)
    times, unread = find_deadlines(doc, part.body, part.last, *years)
    named = [(_place(duty), _end(duty)) for duty in duties]
    spans = [*labelled_values(doc.folded, part.body, part.last)]
    spans += [
        span for place in named if part.body <= place[0] < part.last for span in times_with_owners(doc.folded, *place)
    ]
    rows = SpanIndex((table.first, table.last, True) for table in doc.tables)
    spans = sorted(span for span in spans if not rows.at(span[0]))
    values = [deadline_of_value(doc, *span, *years) for span in spans]
    plain = {time.offset for time in times}
    more = [value for value in values if value and value.offset not in plain]
    left = tuple(Skipped(time.text, UNREAD, time.offset) for time in unread)
    goals = tuple(one.offset for one in targets if one.kind in _GOALS)
    labelled = {time.offset for time in times if _labelled(time, named, spans)} | {one.offset for one in more}
    times = tuple(sorted([*times, *more], key=_time))
    return Annotations(duties, times, goals, frozenset(labelled), left, year=years[0])


def _labelled(time: Deadline, *spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a deadline stands with owners or after a deadline label; `spans` are where those are."""
    places = [(found, bisect(found, (time.offset, sys.maxsize))) for found in spans]
    return any(before and time.offset < found[before - 1][1] for found, before in places)


_GOALS = (Kind.TARGET, Kind.STRETCH)


# an item of the text


def item_of(doc: ScannedText, part: TextPart, owned: Annotations) -> tuple[Item, tuple[Skipped, ...]]:
    """Return a part of the plan as an item with its clauses and parts, and what was left out of it.

    Owners named once, behind everything else, belong to the item as a whole. Rows of tables are parts.
    """
    here = owned.between(part.first, part.last)
    behind = [duty for duty in here.duties if not duty.ahead and not (_helps(duty) and len(here.duties) > 1)]
    alone = len(behind) == 1 and not (part.parts and any(duty.ahead for duty in here.duties))
    shared = alone and _ends_with(doc, behind[0], part)
    rows = owned.rows_in(part.body, part.own_last)
    own = replace(owned.between(part.first, part.own_last), rows=rows)
    clauses, skipped = _own_clauses(doc, part, own)
    left = _without(here, behind[0], owned.rows) if shared else owned
    below = [item_of(doc, one, left) for one in part.parts]
    told = here if shared or not part.parts else own
    deadline = _deadline_of(doc, part, told, whole=not part.parts) if shared or not told.duties else None
    tasks = tuple(_tasks(doc, clauses, own, shared))
    if _TICKED.search(part.label):
        tasks = tuple(replace(task, done=True) for task in tasks)
    if deadline and len(tasks) == 1 and not part.parts and not tasks[0].recurs:
        tasks = (replace(tasks[0], kind=_kind(doc, tasks[0], own, deadline)),)
    only = tasks[0] if len(tasks) == 1 and not part.parts else None
    title = only.title if only and only.offset == part.offset else part.title
    item = Item(
        number=part.number, title=title, offset=part.offset, first=part.first, last=part.last,
        duty=_whole_duty(tasks, behind if shared else own.duties), deadline=deadline, clauses=tasks, label=part.label,
        parts=(*rows, *(item for item, _ in below)),
    )  # fmt: skip
    return item, (*skipped, *(one for _, left_out in below for one in left_out))


_TICKED = re.compile(r"\[[xX✓√]\]|[☑✅✔]")
"""What a list of things to do has before those that are done."""


def _whole_duty(tasks: Sequence[Clause], duties: Sequence[Duty]) -> Duty:
    """Return the owners of an item: those behind its text, or those ahead of all its actions."""
    same = {task.duty for task in tasks}
    return tasks[0].duty if len(same) == 1 and tasks[0].duty.ahead else merged([one for one in duties if not one.ahead])


def _without(here: Annotations, duty: Duty, rows: tuple[Item, ...]) -> Annotations:
    """Return the annotations of an item without the owners that it has as a whole, and the times behind them."""
    duties = tuple(one for one in here.duties if one != duty)
    deadlines = tuple(one for one in here.deadlines if one.offset < _place(duty))
    return replace(here, duties=duties, deadlines=deadlines, rows=rows)


def _ends_with(doc: ScannedText, duty: Duty, part: TextPart) -> bool:
    """Tell whether a part ends with its owners: nothing stands behind them, or it has no parts and no other half."""
    if len(part.parts) < 2:  # noqa: PLR2004 - those of its only part are that's
        return not part.parts and not doc.folded.startswith(";", _end(duty))
    return not re.search(r"\w", without_labels(doc.folded[_end(duty) : part.last]))


def _own_clauses(doc: ScannedText, part: TextPart, here: Annotations) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
    """Return the clauses of what a part says itself; one without any is read with its title."""
    gaps = [find_clauses(doc, first, last) for first, last in doc.gaps(part.body, part.own_last)]
    clauses, skipped = (tuple(one for found in side for one in found) for side in zip(*gaps, strict=True))
    clauses = _without_times(doc, (*_of_title(doc, part, here), *clauses), here)
    holds = bool(part.parts or here.rows)
    if not clauses and not holds:
        clauses, _ = find_clauses(doc, part.offset, part.body)
        clauses = clauses or (Clause(part.title, ClauseKind.ONGOING, part.title, part.offset, 1),)
    if holds and [clause.title for clause in clauses] == [part.title]:
        clauses = ()
    return clauses, skipped


def _of_title(doc: ScannedText, part: TextPart, here: Annotations) -> Iterator[Clause]:
    """Yield the clauses of a title that names a day or a numeric goal."""
    told = here.between(part.offset, part.body)
    if told.deadlines or told.goals:
        found, _ = find_clauses(doc, part.offset, part.body)
        if any(_kind(doc, one, told, None) is ClauseKind.DELIVERABLE for one in found):
            yield from found


def _tasks(doc: ScannedText, clauses: Sequence[Clause], here: Annotations, shared: bool) -> Iterator[Clause]:  # noqa: FBT001
    """Yield the clauses of a part with kind, owners and deadline; shared owners belong to the item only."""
    ends = [clause.offset + len(clause.quote) for clause in clauses]
    nexts = [*(clause.offset for clause in clauses), None][1:]
    for clause, end, following in zip(clauses, ends, nexts, strict=True):
        duty = _ahead(doc, clause, here) or (Duty() if shared else _behind(doc, clause, here))
        given = None if shared else _with_owners(doc, end, duty, here)
        yield _dated(doc, replace(clause, duty=duty), here, following, given)


def _dated(
    doc: ScannedText, clause: Clause, here: Annotations, following: int | None, given: Deadline | None
) -> Clause:
    """Return a clause with its kind, deadline (or that of its owners or its row), steps and rhythm."""
    recurs = _rhythm(doc, clause, following)
    if recurs and not (recurs is Rhythm.YEAR and _counts(clause, here)):
        return replace(clause, kind=ClauseKind.ONGOING, recurs=recurs)
    behind = _times_behind(doc, clause, here, following)
    deadline = _deadline(doc, clause, here, behind) or given
    title = clause.title if deadline or not clause.quote.endswith(clause.title) else clause.quote
    steps, kind = checkpoints(doc, clause, behind), _kind(doc, clause, here, deadline)
    if kind is ClauseKind.DELIVERABLE and deadline is None:
        deadline = _over_the_year(doc, clause, here)
    return replace(clause, title=title, kind=kind, deadline=deadline, milestones=steps)


def _over_the_year(doc: ScannedText, clause: Clause, here: Annotations) -> Deadline | None:
    """Return the last day of the plan's year for what is to be reached over it: 全年培训500人次."""
    if here.year is None or not doc.folded.startswith("全年", clause.offset):
        return None
    return Deadline(date(here.year, 12, 31), doc.text[clause.offset : clause.offset + 2], clause.offset)


def _rhythm(doc: ScannedText, clause: Clause, following: int | None) -> Rhythm | None:
    """Return how often a clause comes back, by its own words or those up to the next one in its sentence."""
    _, last = _sentence(doc, clause.offset, clause.offset + len(clause.quote))
    return rhythm(doc.folded[clause.offset : last if following is None else min(last, following)])


def _ahead(doc: ScannedText, clause: Clause, here: Annotations) -> Duty | None:
    """Return the owners ahead of a clause in its sentence, with those who support them, or 由... behind it there."""
    said = here.owners(*_sentence(doc, clause.offset, clause.offset + len(clause.quote), "。\n"))
    ahead = [one for one in said if one.ahead]
    told = [one for one in ahead if (one.quote or "").startswith(("由", "并由"))]
    led = [one for one in ahead if _place(one) <= clause.offset][-1:] or told[:1]
    helping = [one for one in said if not one.ahead and _helps(one)]
    return merged([*led, *helping]) if led else None


def _helps(duty: Duty) -> bool:
    """Tell whether owners only support others."""
    return bool(duty.support) and not duty.lead and not duty.responsible


def _behind(doc: ScannedText, clause: Clause, here: Annotations) -> Duty:
    """Return the owners behind a clause, or those that open its paragraph."""
    behind = (one for one in here.next_duties(clause.offset) if not one.ahead)
    return next(behind, None) or _opening(doc, clause, here)


def _opening(doc: ScannedText, clause: Clause, here: Annotations) -> Duty:
    """Return the owners that open the paragraph of a clause, or stand above it with a colon: 市财政局负责:."""
    above = here.duty_before(clause.offset)
    line = doc.folded.rfind("\n", max(0, clause.offset - _LONGEST), clause.offset)
    before = doc.folded[max(line, _place(above) - _FAR, 0) : _place(above)]
    opens = _place(above) > line and len(before) <= _HEAD and "。" not in before.rstrip()[:-1]
    return above if above.ahead and (opens or doc.folded[_end(above) - 1] == ":") else Duty()


def _kind(doc: ScannedText, clause: Clause, here: Annotations, deadline: Deadline | None) -> ClauseKind:
    """Return the kind of a clause: a numeric goal or a day makes a deliverable, unless a level is maintained."""
    end = clause.offset + len(clause.quote)
    counted = _counts(clause, here) or (deadline is not None and deadline.due is not None)
    kept_up = _KEPT_UP.search(doc.folded, clause.offset, end)
    return ClauseKind.DELIVERABLE if counted and not kept_up else clause.kind


def _counts(clause: Clause, here: Annotations) -> bool:
    """Tell whether a clause holds a numeric goal."""
    return bool(here.between(clause.offset, clause.offset + len(clause.quote)).goals)


_KEPT_UP = re.compile(r"保持|稳定在|维持|不低于上年|持续|每[年季月周天日]|常态化")
"""Words for a level that is maintained through the year, whatever numbers stand with it."""


def _without_times(doc: ScannedText, clauses: Sequence[Clause], here: Annotations) -> tuple[Clause, ...]:
    """Return the clauses without those that only give a date of the one before them."""
    kept: list[Clause] = []
    for clause in clauses:
        time = next(iter(here.times(clause.offset, clause.offset + len(clause.quote))), None)
        if not time or not LEADING.fullmatch(doc.folded, clause.offset, time.offset):
            kept.append(clause)
        elif not kept:
            kept += [clause] if words_after(doc, time) else []
        elif repeats(words_after(doc, time), kept[-1]):
            kept += _own(clause, kept[-1], time, here)
        else:
            kept.append(clause)
    return tuple(kept)


def _own(clause: Clause, before: Clause, time: Deadline, here: Annotations) -> Iterator[Clause]:
    """Yield what only repeats the action before it as one of its own, if that has an earlier date: 12月底前建成."""
    dates = [one.due for one in here.times(before.offset, before.offset + len(before.quote)) if one.due]
    if dates and time.due and time.due > dates[0]:
        yield replace(clause, title=named_after(clause.title, before))


def _deadline(doc: ScannedText, clause: Clause, here: Annotations, behind: Sequence[Deadline]) -> Deadline | None:
    """Return the deadline of a clause: inside it, or before or behind it in the same sentence."""
    end = clause.offset + len(clause.quote)
    first, last = _sentence(doc, clause.offset, end)
    times = [time for time in here.times(first, last) if time.offset not in here.labelled]
    inside = [time for time in times if clause.offset <= time.offset < end]
    before = [time for time in times if first < time.offset < clause.offset and _holds(doc, time, clause, here)]
    given = [time for time in behind if gives_deadline(words_after(doc, time), clause)]
    return next(iter([*inside[-1:], *before[-1:], *given[-1:]]), None)


def _times_behind(doc: ScannedText, clause: Clause, here: Annotations, following: int | None) -> list[Deadline]:
    """Return the dates behind a clause in its sentence, up to the next clause and what stands directly before that."""
    end = clause.offset + len(clause.quote)
    _, last = _sentence(doc, clause.offset, end)
    times = here.times(end, last if following is None else min(last, following))
    return [time for time in times if time.offset not in here.labelled and not _leads(doc, time, following)]


def _sentence(doc: ScannedText, first: int, last: int, stops: str = _STOPS) -> tuple[int, int]:
    """Return the span of the sentence around a span, within the search radius."""
    start, end = max(0, first - _FAR), last + _FAR
    before = max(doc.folded.rfind(stop, start, first) for stop in stops)
    behind = (place for stop in stops if (place := doc.folded.find(stop, last, end)) >= 0)
    return max(before, start), min(behind, default=min(end, len(doc.folded)))


def _leads(doc: ScannedText, time: Deadline, following: int | None) -> bool:
    """Tell whether a deadline stands directly before the next clause."""
    return following is not None and not doc.folded[time.offset + len(time.text) : following].strip(" ,")


def _holds(doc: ScannedText, time: Deadline, clause: Clause, here: Annotations) -> bool:
    """Tell whether a deadline before a clause applies to it: adjacent, or set off by a comma for the whole sentence."""
    end = time.offset + len(time.text)
    if _leads(doc, time, clause.offset):
        return True
    return doc.folded[end : end + 1] == "," and (clause.kind is ClauseKind.DELIVERABLE or _counts(clause, here))


def _with_owners(doc: ScannedText, end: int, duty: Duty, here: Annotations) -> Deadline | None:
    """Return the deadline that stands with the owners of a clause, or after a label below it."""
    first = _place(duty) if duty.offset is not None else end
    labelled = [time for time in here.next_times(first) if time.offset in here.labelled]
    return _labelled_together(doc, labelled, here, first)


def _labelled_together(
    doc: ScannedText, labelled: Sequence[Deadline], here: Annotations, owners: int | None = None
) -> Deadline | None:
    """Return the latest of the deadlines in one place: with the same owners, or after the same label.

    If `owners` is given, owners named after that offset have deadlines of their own.
    """
    if not labelled:
        return None
    first, last = labelled[0].offset, labelled[-1].offset + 1
    line = doc.folded.find("\n", first, last)
    following = here.duty_from((first if owners is None else owners) + 1).offset
    stop = min(line if line >= 0 else last, last if following is None else following)
    return latest(time for time in labelled if time.offset < stop)


def _deadline_of(doc: ScannedText, part: TextPart, here: Annotations, *, whole: bool) -> Deadline | None:
    """Return the deadline of an item as a whole: next to its owners, or else in its title."""
    titled = [time for time in here.deadlines if time.offset < part.body]
    labelled = [time for time in here.deadlines if time.offset in here.labelled]
    found = _labelled_together(doc, labelled, here) if whole or len(labelled) == 1 else None
    return found or next(iter(titled), None)


# a cell of a table


def clauses_of_cell(
    doc: ScannedText, first: int, last: int, years: Span, row: Deadline | None
) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
    """Return the clauses of a cell, each with its own deadline or else that of the row, and what was left out."""
    found, skipped = find_clauses(doc, first, last)
    words = doc.text[first:last]
    found = found or (Clause(words, ClauseKind.ONGOING, words, first, 1),)
    return tuple(_in_cell(doc, found, Annotations(deadlines=find_deadlines(doc, first, last, *years)[0]), row)), skipped


def _in_cell(doc: ScannedText, found: Sequence[Clause], here: Annotations, row: Deadline | None) -> Iterator[Clause]:
    clauses = _without_times(doc, found, here)
    nexts = [*(clause.offset for clause in clauses), None][1:]
    for clause, following in zip(clauses, nexts, strict=True):
        yield _dated(doc, clause, here, following, row)
