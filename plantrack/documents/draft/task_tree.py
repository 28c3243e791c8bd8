"""The tasks of a draft: an item of the document with its clauses below it, its directions, and what was left out."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from plantrack.documents.draft.directory import Directory, duties
from plantrack.documents.draft.fact_writer import Days, FactWriter
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.writer import DraftWriter, indented
from plantrack.documents.numbering import numbers, renumbered, sole, task_refs
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Duty, Item, ParsedDocument
from plantrack.errors import message


def task_lines(parsed: ParsedDocument, units: Directory, period: Days, writer: DraftWriter) -> Iterator[str]:
    """Yield the tree of tasks, with questions about owners and dates."""
    if not parsed.items:
        yield writer.ask(message("no plan part was found, so there is nothing to adopt yet: what is to be done?"))
        yield "tasks: []"
        return
    owned = any(_named(duty) for duty in duties(parsed))
    if not owned:
        yield writer.ask(
            message("the document names no owners: who leads each item? `lead: [issuer]`, what is below inherits it")
        )
    if renumbered(parsed.items):
        yield writer.note(message("The document numbers its items otherwise; here they are counted."))
    omissions = Omissions(parsed)
    yield from indented(omissions.lines(None, None, writer), 2)
    yield "tasks:"
    tree = _TaskWriter(units, period, writer, ask_owners=owned)
    for number, item in zip(numbers(parsed.items), parsed.items, strict=True):
        yield from indented(tree.item(item, number, omissions.times(item, number)), 2)
        yield from indented(omissions.lines(item, number, writer), 4)


def _named(duty: Duty) -> bool:
    return bool(duty.lead or duty.support or duty.responsible)


def _owned(item: Item, places: Iterable[int]) -> bool:
    """Tell whether an item, or each of its clauses that become tasks, has owners in the document."""
    below = [_named(item.clauses[place].duty) for place in places]
    return _named(item.duty) or (bool(below) and all(below))


def _divided(item: Item) -> bool:
    """Tell whether the owners of an item are only those of single clauses, which the others do not inherit."""
    below = [clause.duty for clause in item.clauses if _named(clause.duty)]
    whole = merged(list(dict.fromkeys(below)))
    return bool(below) and replace(whole, quote=None, offset=None) == replace(item.duty, quote=None, offset=None)


class _TaskWriter:
    """Writes items and clauses; `ask_owners` asks about those without owners."""

    def __init__(self, units: Directory, period: Days, writer: DraftWriter, *, ask_owners: bool) -> None:
        self._facts = FactWriter(units, period, writer)
        self._writer, self._ask_owners = writer, ask_owners

    def item(self, item: Item, number: int, unread: Mapping[int, str]) -> Iterator[str]:
        """Yield an item with its tasks; one with a single clause, or none, is a task itself.

        `unread` are the dates that a person must read, by the positions of their clauses.
        """
        refs, only = task_refs(item, number), sole(item)
        if self._ask_owners and not _divided(item) and not _owned(item, refs):
            yield self._writer.ask(message("who leads this?"))
        if only:
            duty = only.duty if _named(only.duty) else item.duty
            yield from self._task(replace(only, duty=duty), item, (str(number), number), unread.get(0))
            return
        yield f'- ref: "{number}"'
        yield f"  title: {self._writer.text(item.title)}"
        yield f"  place: {{section: {number}}}"
        whole = Duty() if _divided(item) else item.duty
        yield from indented(self._facts.lines(whole, None, None) if refs else self._leaf(item), 2)
        yield from indented(self._directions(item), 2)
        if refs:
            yield "  tasks:"
        for place, ref in refs.items():
            clause = item.clauses[place]
            own = Duty() if clause.duty == whole else clause.duty
            if self._ask_owners and _divided(item) and not _named(own):
                yield f"    {self._writer.ask(message('who leads this?'))}"
            yield from indented(self._task(replace(clause, duty=own), item, (ref, number), unread.get(place)), 4)

    def _leaf(self, item: Item) -> Iterator[str]:
        yield self._writer.ask(message("no clause of it became a task: what is to be done?"))
        kind = ClauseKind.DELIVERABLE if item.deadline else ClauseKind.ONGOING
        yield from self._facts.lines(item.duty, item.deadline, kind)

    def _directions(self, item: Item) -> Iterator[str]:
        directions = [clause for clause in item.clauses if clause.kind is ClauseKind.DIRECTION]
        if directions:
            yield "directions:"
        for clause in directions:
            words = self._writer.text(clause.title)
            yield f"  - {{zh: {words}, en: {words}, sentence: {clause.sentence}}}"

    def _task(self, clause: Clause, item: Item, place: tuple[str, int], unread: str | None) -> Iterator[str]:
        ref, number = place
        yield f'- ref: "{ref}"'
        yield f"  title: {self._writer.text(clause.title)}"
        yield f"  place: {{section: {number}, sentence: {clause.sentence}}}"
        yield from indented(self._facts.lines(clause.duty, clause.deadline or unread or item.deadline, clause.kind), 2)
