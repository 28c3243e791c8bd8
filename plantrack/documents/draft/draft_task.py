"""A task of a draft, whatever it was read from: an item or a clause of a document, or a row of a table."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.parsed_document import (
    Clause,
    ClauseKind,
    DatedStep,
    Deadline,
    Duty,
    Rhythm,
    Skipped,
    Unplaced,
)
from plantrack.errors import Message


class DraftTask(Struct, frozen=True, kw_only=True):
    """A task with what is below it. Where there are tasks below, it has neither kind nor deadline.

    `section` and `sentence` are its place in the document, `span` that of its text; `cell` its place in a table.
    A deadline that nobody could read is the text of it; an `inferred` one is an assumption. `curve` is what is to be
    done, in percent, by the ends of periods. `left` became no task.
    """

    ref: str
    title: str
    section: int | None = None
    sentence: int | None = None
    span: tuple[int, int] = (0, 0)
    cell: str = ""
    duty: Duty = Duty()
    kind: ClauseKind | None = None
    deadline: Deadline | str | None = None
    inferred: bool = False
    recurs: Rhythm | None = None
    ticked: bool = False
    start: date | None = None
    weight: float | None = None
    curve: dict[date, float] = {}
    milestones: tuple[DatedStep, ...] = ()
    directions: tuple[Clause, ...] = ()
    folded: int = 0
    """How many of its directions are ongoing work."""
    doubtful: bool = False
    """Whether it is a task only because nothing was found below it."""
    notes: tuple[Message, ...] = ()
    questions: tuple[Message, ...] = ()
    left: tuple[Skipped | Unplaced, ...] = ()
    tasks: tuple["DraftTask", ...] = ()

    def walk(self) -> Iterator["DraftTask"]:
        """Yield the task and everything below it, in order."""
        yield self
        for task in self.tasks:
            yield from task.walk()

    @property
    def answered(self) -> bool:
        """Tell whether it or something below it has owners."""
        return owned(self.duty) or any(task.answered for task in self.tasks)


def owned(duty: Duty) -> bool:
    """Tell whether anybody is named: a unit or a person."""
    return bool(duty.lead or duty.support or duty.responsible or duty.people)


def deliverables(tasks: Iterable[DraftTask]) -> tuple[DraftTask, ...]:
    """Return the tasks that can be ticked off, with what they are below."""
    kept = (replace(task, tasks=deliverables(task.tasks), directions=(), folded=0) for task in tasks)
    return tuple(task for task in kept if task.tasks or task.kind is ClauseKind.DELIVERABLE)
