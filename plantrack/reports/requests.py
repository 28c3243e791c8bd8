"""Requests and amendments: everything that was asked for, with its answer, and what each later adoption changed.

The day of a request is its day of effect, but it is late by the day on which it was recorded; a task stays scored on
the date that was promised first.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Literal, TypeVar

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.model.history import History, one_by_one
from plantrack.model.plan import Milestone, Plan, Task
from plantrack.model.promises import Amendment, due_in_force, later_adoptions
from plantrack.model.requesting import is_late
from plantrack.model.updates import Adoption, Answer, AnyDated, Request, Reschedule, What, day_in, meaning

T = TypeVar("T")


class AnsweredRequest(Struct, frozen=True, kw_only=True):
    """A request and its answer. An approval that answers no request in force stands as both: it moved a date.

    `old` is the due date in force when it was recorded, which was on the day `recorded`; `promised` is the original
    one, `lead` who answers for the task on the day of the view. `task` is None where the plan lost it.
    """

    ask: Request | Answer
    reply: Answer | None
    task: Task | None
    milestone: Milestone | None
    lead: tuple[str, ...]
    old: date | None
    promised: date | None
    recorded: date

    @property
    def ref(self) -> str:
        """Return the reference of the task or milestone."""
        return self.ask.ref

    @property
    def what(self) -> What:
        """Return what was asked for."""
        return self.ask.what

    @property
    def answer(self) -> Literal["pending", "approved", "refused"]:
        """Return how it was answered."""
        if self.reply is None:
            return "pending"
        return "approved" if self.reply.verdict == "approve" else "refused"

    @property
    def granted(self) -> date | None:
        """Return the new due date, where one was approved."""
        return self.reply.due if self.reply and self.reply.verdict == "approve" else None

    @property
    def days(self) -> int | None:
        """Return how many calendar days were granted."""
        return (self.granted - self.old).days if self.granted and self.old else None

    @property
    def late(self) -> bool:
        """Tell whether it was asked for, or recorded, after the date that it was to move."""
        return self.what == "extend" and is_late(self.ask.on, self.recorded, self.old)

    @property
    def own(self) -> bool:
        """Tell whether it was approved by the person who asked."""
        asked = isinstance(self.ask, Request) and self.reply is not None and self.reply.by == self.ask.by
        return asked and self.answer == "approved"

    def within(self, period: Period) -> bool:
        """Tell whether it was asked for or answered in a period."""
        return self.ask.on in period or (self.reply is not None and self.reply.on in period)


def requests(
    plan: Plan, history: History, roots: Sequence[TaskEvaluation], as_of: date | None, known_at: datetime | None = None
) -> tuple[AnsweredRequest, ...]:
    """Return every request of a cut, in the order of their days. What is known decides on the date asked from."""
    steps = _steps(history, known_at)
    old = _asked_from(plan, steps)
    admitted = [step for step in steps if as_of is None or step.on <= as_of]
    replies, state = _replies(admitted), history.at(as_of, known_at)
    leads = {evaluation.ref: evaluation.facts.lead for evaluation in walk(roots)}
    return tuple(
        AnsweredRequest(
            ask=ask,
            reply=replies[ask.id],
            task=(task := plan.task_of(ask.ref)),
            milestone=plan.milestones.get(ask.ref, (None, None))[1],
            lead=leads.get(task.ref, ()) if task else (),
            old=old[ask.id],
            promised=state.of(ask.ref).promised_due,
            recorded=day_in(ask.at, plan.zone),
        )
        for ask in sorted(admitted, key=lambda step: step.key)
        if isinstance(ask, Request | Answer) and ask.id in replies
    )


def late_requests(plan: Plan, history: History, known_at: datetime | None = None) -> frozenset[str]:
    """Return the ids of the requests for a later date that came after the one they were to move."""
    steps = _steps(history, known_at)
    old, asked = _asked_from(plan, steps), (step for step in steps if isinstance(step, Request) and step.due)
    return frozenset(one.id for one in asked if is_late(one.on, day_in(one.at, plan.zone), old[one.id]))


def _steps(history: History, known_at: datetime | None) -> list[AnyDated]:
    kinds = {Request, Answer, Reschedule, Adoption}
    return [meaning(update) for update in history.in_force(known_at=known_at) if type(update) in kinds]


def _asked_from(plan: Plan, steps: Sequence[AnyDated]) -> dict[str, date | None]:
    """Return the due date in force when each request or answer was recorded, by its id."""
    if not any(step.ref for step in steps):  # adoptions alone ask for nothing, and change much
        return {}
    return {step.id: due_in_force(plan, state, step.ref) for step, state in one_by_one(steps) if step.ref}


def _replies(steps: Iterable[AnyDated]) -> dict[str, Answer | None]:
    """Return the answer to each request by the request's id. Of several answers an approval counts, then the latest."""
    refs = {step.id: step.ref for step in steps if isinstance(step, Request)}
    answers = [step for step in steps if isinstance(step, Answer)]
    replies: dict[str, Answer | None] = dict.fromkeys(refs)
    for update in sorted(answers, key=lambda answer: (answer.verdict == "approve", answer.key)):
        if update.request is not None and refs.get(update.request) == update.ref:
            replies[update.request] = update
        elif update.verdict == "approve" and update.due:
            replies[update.id] = update
    return replies


def by_lead(found: Iterable[T], lead: Callable[[T], Sequence[str]]) -> list[tuple[str | None, list[T]]]:
    """Return each lead unit with what it leads, the one with the most first.

    What is led jointly counts for each of its units; None stands for nobody.
    """
    led: dict[str | None, list[T]] = {}
    for one in found:
        for unit in lead(one) or (None,):
            led.setdefault(unit, []).append(one)
    return sorted(led.items(), key=lambda pair: -len(pair[1]))


class UnitRequests(Struct, frozen=True):
    """A unit and what it asked for; None for tasks that nobody leads. `days` is what was granted in all."""

    unit: str | None
    asked: int
    approved: int
    refused: int
    pending: int
    late: int
    days: int
    reasons: tuple[str, ...]


def by_unit(found: Iterable[AnsweredRequest]) -> tuple[UnitRequests, ...]:
    """Return how many extensions each lead unit asked for, the one with the most first; joint leads count each."""
    extensions = (entry for entry in found if entry.what == "extend")
    return tuple(_asking(unit, asked) for unit, asked in by_lead(extensions, lambda entry: entry.lead))


def _asking(unit: str | None, found: Sequence[AnsweredRequest]) -> UnitRequests:
    answers = [entry.answer for entry in found]
    return UnitRequests(
        unit=unit,
        asked=len(found),
        approved=answers.count("approved"),
        refused=answers.count("refused"),
        pending=answers.count("pending"),
        late=sum(entry.late for entry in found),
        days=sum(entry.days or 0 for entry in found),
        reasons=tuple(dict.fromkeys(filter(None, (entry.ask.reason for entry in found)))),
    )


class Amended(Struct, frozen=True):
    """An adoption and what it changed, in the order in which it says so."""

    update: Adoption
    changes: tuple[Amendment, ...]


def amendments(admitted: Iterable[AnyDated]) -> tuple[Amended, ...]:
    """Return the adoptions after the first that change something, in the order in which they took effect."""
    found = [Amended(update, changed) for update, changed in later_adoptions(admitted) if changed]
    return tuple(sorted(found, key=lambda amended: amended.update.key))
