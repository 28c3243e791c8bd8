"""The lines of the tasks of a draft, with questions about what a person must decide."""

from collections.abc import Iterable, Iterator

from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.draft.draft_task import DraftTask, owned
from plantrack.documents.draft.fact_writer import FactWriter, digits
from plantrack.documents.draft.repeated import Asked
from plantrack.documents.draft.writer import DraftWriter, indented, short
from plantrack.documents.parsed_document import Skipped, Unplaced
from plantrack.errors import message
from plantrack.quoting import spelled


class TaskWriter:
    """Writes the tree of tasks; `ask_owners` asks about tasks that neither have owners nor stand below any."""

    def __init__(self, facts: FactWriter, writer: DraftWriter, *, ask_owners: bool) -> None:
        self._facts, self._writer, self._ask_owners = facts, writer, ask_owners

    def lines(self, tasks: Iterable[DraftTask], *, led: bool = False) -> Iterator[str]:
        """Yield tasks on the level of a list; `led` says that what they are below has owners."""
        for task in tasks:
            yield from indented(self._task(task, led=led), 2)

    def _task(self, task: DraftTask, *, led: bool) -> Iterator[str]:
        led = led or owned(task.duty)
        if self._ask_owners and not led and (not task.tasks or not task.answered):
            yield from self._writer.ask_each(Asked.LEAD, task.ref, message("who leads this?"))
            led = True
        yield f'- ref: "{task.ref}"{f"  # {spelled(task.cell)}" if task.cell else ""}'
        yield f"  title: {self._writer.text(task.title)}"
        yield from indented(self._about(task), 2)
        if task.tasks:
            yield "  tasks:"
            yield from indented(self.lines(task.tasks, led=led), 2)
        yield from indented(left_lines(task.left, task.ref, self._writer), 2)

    def _about(self, task: DraftTask) -> Iterator[str]:
        if task.section is not None:
            sentence = "" if task.sentence is None else f", sentence: {task.sentence}"
            yield f"place: {{section: {task.section}{sentence}}}"
        yield from map(self._writer.note, task.notes)
        yield from map(self._writer.ask, task.questions)
        if task.doubtful:
            nothing = message("no clause of it became a task: what is to be done?")
            yield from self._writer.ask_each(Asked.NOTHING, task.ref, nothing)
        yield from self._facts.lines(task)
        if task.start:
            yield f"start: {task.start}"
        if task.weight:
            yield f"weight: {digits(task.weight)}"
        if task.curve:
            points = ", ".join(f'"{day}": {digits(share)}' for day, share in sorted(task.curve.items()))
            yield f"curve: {{{points}}}"
        yield from self._milestones(task)
        yield from self._directions(task)

    def _milestones(self, task: DraftTask) -> Iterator[str]:
        """Yield the milestones with a day within the plan and before that of the task; a person decides the others."""
        first, last = self._facts.days(task)
        stones = [stone for stone in task.milestones if stone.due and first <= stone.due <= last]
        for stone in task.milestones:
            if stone not in stones:
                yield self._writer.ask(stone.lost)
        if stones:
            yield "milestones:"
        used = max((int(below.ref.rpartition(".")[2]) for below in task.tasks), default=0)
        for number, stone in enumerate(stones, used + 1):
            words = self._writer.text(stone.title)
            yield f'  - {{ref: "{task.ref}.{number}", title: {words}, due: {stone.due}, basis: document}}'

    def _directions(self, task: DraftTask) -> Iterator[str]:
        if task.folded:
            yield self._writer.note(message("ongoing work among these directions: {n}", n=task.folded))
        if task.directions:
            yield "directions:"
        for clause in task.directions:
            yield f"  - {{{self._writer.named(clause.title)}, sentence: {clause.sentence}}}"


def left_lines(left: Iterable[Skipped | Unplaced], ref: str, writer: DraftWriter) -> Iterator[str]:
    """Yield a comment on each text that became nothing; a question where it may be a task."""
    for one in left:
        what = short(one.text if isinstance(one, Unplaced) else one.what)
        asked = message("is this a task: “{what}”?", what=what)
        if isinstance(one, Unplaced):
            yield from writer.ask_each(Asked.UNPLACED, ref, asked, message("not understood: “{what}”", what=what))
            continue
        note = message("left out: “{what}” ({why})", what=what, why=one.why)
        if one.why == RejectReason.UNKNOWN.why:
            yield from writer.ask_each(Asked.TASK, ref, asked, note)
        else:
            yield writer.note(note)
