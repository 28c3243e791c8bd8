"""Assignment of owners and deadlines to items, their clauses and parts.

Owners and deadlines stand in brackets, on lines of their own, in sentences, or in the columns of a table. Those in a
part of an item belong to the clauses of that part; those given once, for the whole item, belong to the item.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.annotations import Annotations, Span
from plantrack.documents.clause_facts import (
    all_dated,
    dated,
    joined,
    kind_of,
    labelled_together,
    only_helps,
    owners_ahead,
    owners_behind,
    time_with_owners,
    with_their_dates,
    without_times,
)
from plantrack.documents.clauses import find_clauses
from plantrack.documents.deadlines import find_deadlines, without_labels
from plantrack.documents.departments import with_departments
from plantrack.documents.outline.tree import TextPart
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item, Skipped
from plantrack.documents.scan import ScannedText

_TICKED = re.compile(r"\[[xX✓√]\]|[☑✅✔]")
"""What a list of things to do has before those that are done."""


class PlanItems(Struct, frozen=True):
    """The items of a plan, and what was left out."""

    items: tuple[Item, ...] = ()
    skipped: tuple[Skipped, ...] = ()


# an item of the text


def item_of(doc: ScannedText, part: TextPart, owned: Annotations) -> tuple[Item, tuple[Skipped, ...]]:
    """Return a part of the plan as an item with its clauses and parts, and what was left out of it.

    Owners named once, behind everything else, belong to the item as a whole. Rows of tables are parts.
    """
    here = owned.between(part.first, part.last)
    behind = [duty for duty in here.duties if not duty.ahead and not (only_helps(duty) and len(here.duties) > 1)]
    alone = len(behind) == 1 and not (part.parts and any(duty.ahead for duty in here.duties))
    shared = alone and _ends_with(doc, behind[0], part)
    rows = owned.rows_in(part.body, part.own_last)
    own = replace(owned.between(part.first, part.own_last), rows=rows)
    clauses, skipped = _own_clauses(doc, part, own)
    left = _without(here, behind[0], owned.rows) if shared else owned
    below = [item_of(doc, one, left) for one in part.parts]
    told = here if shared or not part.parts else own
    deadline = _deadline_of(doc, part, told, whole=not part.parts) if shared or not told.duties else None
    tasks = all_dated(doc, tuple(_tasks(doc, clauses, own, shared)))
    deadline = deadline or _of_all(doc, tasks)
    if deadline and deadline.text == "全年" and all(task.kind is ClauseKind.ONGOING for task in tasks):
        deadline = None
    if _TICKED.search(part.label):
        tasks = tuple(replace(task, done=True) for task in tasks)
    if deadline and len(tasks) == 1 and not part.parts and not tasks[0].recurs:
        tasks = (replace(tasks[0], kind=kind_of(doc, tasks[0], own, deadline)),)
    only = tasks[0] if len(tasks) == 1 and not part.parts else None
    title = only.title if only and only.offset == part.offset else part.title
    duty = _whole_duty(tasks, behind if shared else own.duties, shared=shared)
    item = Item(
        number=part.number, title=title, offset=part.offset, first=part.first, last=part.last,
        duty=duty, deadline=deadline, clauses=tasks, label=part.label,
        parts=(*rows, *with_departments([item for item, _ in below])),
    )  # fmt: skip
    return item, (*skipped, *(one for _, left_out in below for one in left_out))


def _of_all(doc: ScannedText, tasks: Sequence[Clause]) -> Deadline | None:
    """Return the deadline of several clauses that are one action: 6月底前完成改造,并接入平台."""
    dates, others = {task.deadline for task in tasks}, [task for task in tasks if not task.deadline]
    dates.discard(None)
    return dates.pop() if len(dates) == 1 and others and all(joined(doc, task) for task in others) else None


def _whole_duty(tasks: Sequence[Clause], duties: Sequence[Duty], *, shared: bool) -> Duty:
    """Return the owners of an item: those behind its text, or those ahead of all its actions.

    Where each action has its own, those who support one of them do not support the others.
    """
    same = {task.duty for task in tasks}
    if len(same) == 1 and tasks[0].duty.ahead:
        return tasks[0].duty
    whole = merged([one for one in duties if not one.ahead])
    apart = not shared and len(same) > 1 and Duty() not in same
    return replace(whole, support=()) if apart and whole.support else whole


def _without(here: Annotations, duty: Duty, rows: tuple[Item, ...]) -> Annotations:
    """Return the annotations of an item without the owners that it has as a whole, and the times behind them."""
    duties = tuple(one for one in here.duties if one != duty)
    deadlines = tuple(one for one in here.deadlines if one.offset < duty.place)
    return replace(here, duties=duties, deadlines=deadlines, rows=rows)


def _ends_with(doc: ScannedText, duty: Duty, part: TextPart) -> bool:
    """Tell whether a part ends with its owners: nothing stands behind them, or it has no parts and no other half.

    Those on the line of its last part are only that's where others of its kind have some, too.
    """
    if len(part.parts) < 2:  # noqa: PLR2004 - those of its only part are that's
        return not part.parts and not doc.folded.startswith(";", duty.end)
    last = part.parts[-1]
    alone = "\n" not in doc.folded[last.first : duty.place] and _each_has_owners(doc, last.style)
    return not alone and not re.search(r"\w", without_labels(doc.folded[duty.end : part.last]))


def _each_has_owners(doc: ScannedText, style: str) -> bool:
    """Tell whether most parts of a style that another follows have owners of their own."""
    pairs = [pair for run in doc.runs if run.style == style for pair in pairwise(run.markers)]
    return 2 * sum(bool(doc.duties_in(one.first, after.first)) for one, after in pairs) > len(pairs)


def _own_clauses(doc: ScannedText, part: TextPart, here: Annotations) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
    """Return the clauses of what a part says itself; one without any is read with its title."""
    gaps = [find_clauses(doc, first, last) for first, last in doc.gaps(part.body, part.own_last)]
    clauses, skipped = (tuple(one for found in side for one in found) for side in zip(*gaps, strict=True))
    clauses, skipped = with_their_dates(doc, clauses, skipped, here)
    clauses = without_times(doc, (*_of_title(doc, part, here), *clauses), here)
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
        found, _ = with_their_dates(doc, *find_clauses(doc, part.offset, part.body), told)
        found = tuple(one for one in found if _says_more(one, told.deadlines))
        if any(kind_of(doc, one, told, None) is ClauseKind.DELIVERABLE for one in found):
            yield from found


def _says_more(clause: Clause, times: Sequence[Deadline]) -> bool:
    """Tell whether a clause has words behind a date at its start; the heading 一月 · 年味 has none."""
    ahead = "|".join(re.escape(time.text) for time in times) or "(?!)"
    return re.match(r"\w", re.sub(rf"^(?:{ahead})[ ,，:：]*", "", clause.quote)) is not None


def _tasks(doc: ScannedText, clauses: Sequence[Clause], here: Annotations, shared: bool) -> Iterator[Clause]:  # noqa: FBT001
    """Yield the clauses of a part with kind, owners and deadline; shared owners belong to the item only."""
    ends = [clause.offset + len(clause.quote) for clause in clauses]
    nexts = [*(clause.offset for clause in clauses), None][1:]
    for clause, end, following in zip(clauses, ends, nexts, strict=True):
        duty = owners_ahead(doc, clause, here) or (Duty() if shared else owners_behind(doc, clause, here))
        given = None if shared else time_with_owners(doc, end, duty, here)
        yield dated(doc, replace(clause, duty=duty), here, following, given)


def _deadline_of(doc: ScannedText, part: TextPart, here: Annotations, *, whole: bool) -> Deadline | None:
    """Return the deadline of an item as a whole: next to its owners, or else in its title."""
    titled = [time for time in here.deadlines if time.offset < part.body]
    labelled = [time for time in here.deadlines if time.offset in here.labelled]
    found = labelled_together(doc, labelled, here) if whole or len(labelled) == 1 else None
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
    clauses = without_times(doc, found, here)
    nexts = [*(clause.offset for clause in clauses), None][1:]
    for clause, following in zip(clauses, nexts, strict=True):
        yield dated(doc, clause, here, following, row)
