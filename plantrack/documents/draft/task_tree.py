"""The tasks of a draft: an item of the document with its clauses below it, its directions, and what was left out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.deadlines import runs_on
from plantrack.documents.draft.directory import Directory, duties
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.writer import DraftWriter, indented, short
from plantrack.documents.numbering import numbers, renumbered, sole, task_refs
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item, ParsedDocument
from plantrack.errors import Message, message

Days = tuple[date, date]


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
        self._units, self._period, self._writer, self._ask_owners = units, period, writer, ask_owners

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
        yield from indented(self._rest(whole, None, None) if refs else self._leaf(item), 2)
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
        yield from self._rest(item.duty, item.deadline, kind)

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
        yield from indented(self._rest(clause.duty, clause.deadline or unread or item.deadline, clause.kind), 2)

    def _rest(self, duty: Duty, deadline: Deadline | str | None, kind: ClauseKind | None) -> Iterator[str]:
        """Yield owners, deadline, their basis and the questions; a parent has no kind."""
        basis: dict[str, str] = {}
        yield from self._owners(duty, basis)
        if kind is not None:
            yield from self._time(deadline, kind, basis)
        if basis:
            yield f"basis: {{{', '.join(f'{field}: {word}' for field, word in basis.items())}}}"

    def _owners(self, duty: Duty, basis: dict[str, str]) -> Iterator[str]:
        """Yield lead and support. A single responsible unit leads; among several, a person decides."""
        writer, ids = self._writer, self._units.ids
        lead, support, responsible = ids(duty.lead), ids(duty.support), ids(duty.responsible)
        if len(responsible) == 1 and not lead:
            lead, responsible = responsible, []
        if lead:
            yield f"lead: [{', '.join(lead)}]"
            basis["lead"] = "document"
        if responsible:
            yield writer.ask(
                message("the document holds these units responsible and does not say who leads; move one to `lead`")
            )
        if together := list(dict.fromkeys([*support, *responsible])):
            yield f"support: [{', '.join(together)}]"
            basis["support"] = "assumed" if responsible else "document"
        if support and not (lead or responsible):
            yield writer.ask(message("the document names who supports, and not who leads"))
        if duty.collective:
            yield writer.note(message("also, all together: {words}", words="、".join(duty.collective)))

    def _time(self, deadline: Deadline | str | None, kind: ClauseKind, basis: dict[str, str]) -> Iterator[str]:
        """Yield kind and due date. A deliverable without a day in the plan gets the plan's last day as assumed."""
        first, last = self._period
        doubt = self._doubt(deadline, kind)
        ask = f"  {self._writer.ask(doubt)}" if doubt else ""
        if isinstance(deadline, Deadline) and deadline.due and first <= deadline.due <= last:
            yield f"kind: {kind}"
            yield f"due: {deadline.due}{ask}"
            basis["due"] = "document"
        elif kind is ClauseKind.DELIVERABLE:
            yield f"kind: {kind}"
            yield f"due: {last}{ask}"
            basis["due"] = "assumed"
        else:
            yield f"kind: {kind}{ask}"

    def _doubt(self, deadline: Deadline | str | None, kind: ClauseKind) -> Message | None:
        """Return the question about a date that is missing, unreadable, outside the plan, or without a year."""
        first, last = self._period
        if deadline is None:
            return message("no date in the document") if kind is ClauseKind.DELIVERABLE else None
        text = short(deadline if isinstance(deadline, str) else deadline.text)
        if isinstance(deadline, str) or deadline.due is None:
            ongoing = kind is ClauseKind.ONGOING and isinstance(deadline, Deadline) and runs_on(deadline)
            return None if ongoing else message("the document says “{text}”: which day?", text=text)
        if not first <= deadline.due <= last:
            return message("the document says “{text}”, which is {due}, outside this plan",
                           text=text, due=deadline.due)  # fmt: skip
        return None if str(deadline.due.year) in folded(text) else message("“{text}” names no year", text=text)
