"""The tasks of a draft from the items of a document: their clauses and parts, directions, and what was left out."""

from msgspec.structs import replace

from plantrack.documents.draft.draft_task import DraftTask, owned
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.numbering import clause_end, numbers, numbers_below, sole
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item, ParsedDocument
from plantrack.documents.scan.metadata import kind_of

MANY = 100
"""The number of clauses from which on nobody reports on each, and the ongoing work in a report stands as directions."""


def draft_tasks(parsed: ParsedDocument, omissions: Omissions) -> tuple[DraftTask, ...]:
    """Return the tree of tasks."""
    tops = zip(numbers(parsed.items), parsed.items, strict=True)
    fold = kind_of(parsed.title or "") == "summary" and sum(1 for _ in parsed.clauses()) >= MANY
    return tuple(_ItemTasks(omissions, number, fold=fold).task(item, str(number), None) for number, item in tops)


class _ItemTasks:
    """Makes the tasks of one item; `fold` lets ongoing work stand as directions of what it is below."""

    def __init__(self, omissions: Omissions, section: int, *, fold: bool) -> None:
        self._omissions, self._section = omissions, section
        self._directing = (ClauseKind.DIRECTION, ClauseKind.ONGOING) if fold else (ClauseKind.DIRECTION,)

    def task(self, item: Item, ref: str, above: Deadline | None) -> DraftTask:
        """Return an item, or a part of one, with its tasks. With a single clause, or none, it is a task itself.

        `above` is the deadline of what it is below.
        """
        deadline, left, unread = item.deadline or above, self._omissions.of(item), self._omissions.times(item)
        if only := sole(item):
            duty = only.duty if owned(only.duty) else item.duty
            task = self._of_clause(replace(only, duty=duty), ref, unread.get(0) or deadline)
            return replace(task, span=(item.first, item.last), left=left)
        whole = Duty() if _divided(item) else item.duty
        folded = [part for part in item.parts if self._directs(part)]
        item = replace(item, parts=tuple(part for part in item.parts if part not in folded))
        directions = tuple(
            clause for one in (item, *folded) for clause in one.clauses if clause.kind in self._directing
        )
        left = (*left, *(lost for part in folded for lost in self._omissions.of(part)))
        task = DraftTask(
            ref=ref, title=item.title, section=self._section, span=(item.first, item.last), duty=whole, left=left,
            directions=directions, folded=sum(clause.kind is ClauseKind.ONGOING for clause in directions),
        )  # fmt: skip
        places = [place for place, clause in enumerate(item.clauses) if clause.kind not in self._directing]
        if not places and not item.parts:
            kind = ClauseKind.DELIVERABLE if deadline else ClauseKind.ONGOING
            return replace(task, duty=item.duty, kind=kind, deadline=deadline, doubtful=not task.folded)
        own, parts = numbers_below(item, len(places))
        bare = [replace(one, duty=Duty()) if one.duty == whole else one for one in item.clauses]
        clauses = (
            self._of_clause(bare[place], f"{ref}.{number}", unread.get(place) or deadline)
            for place, number in zip(places, own, strict=True)
        )
        below = (self.task(part, f"{ref}.{n}", deadline) for part, n in zip(item.parts, parts, strict=True))
        return replace(task, tasks=(*clauses, *below))

    def _directs(self, part: Item) -> bool:
        """Tell whether a part of a report is no more than a direction of what it is below."""
        kinds = {clause.kind for clause in part.clauses}
        only = sole(part) is not None or kinds == {ClauseKind.DIRECTION}
        return len(self._directing) > 1 and not part.parts and only and kinds <= {*self._directing}

    def _of_clause(self, clause: Clause, ref: str, time: Deadline | str | None) -> DraftTask:
        """Return the task of a clause; `time` is its deadline if it has none of its own."""
        return DraftTask(
            ref=ref, title=clause.title, section=self._section, sentence=clause.sentence,
            span=(clause.offset, clause_end(clause)), duty=clause.duty, kind=clause.kind,
            deadline=clause.deadline or (None if clause.recurs else time), recurs=clause.recurs, ticked=clause.done,
            milestones=clause.milestones,
        )  # fmt: skip


def _divided(item: Item) -> bool:
    """Tell whether the owners of an item are only those of single clauses, which the others do not inherit."""
    below = [clause.duty for clause in item.clauses if owned(clause.duty)]
    whole = merged(list(dict.fromkeys(below)))
    return bool(below) and replace(whole, quote=None, offset=None) == replace(item.duty, quote=None, offset=None)
