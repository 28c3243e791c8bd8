"""A ledger that goes out: the open tasks that a unit leads or supports, their milestones, and their indicators."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.ledger.stamp import LedgerStamp, Sent
from plantrack.model.percentages import percent_text
from plantrack.model.plan import Plan
from plantrack.model.policy import Approval, Approvals
from plantrack.model.state import ReferenceState, State, Status
from plantrack.reports.indicators import IndicatorProgress, indicator_progress
from plantrack.reports.ledgers import answering

OPEN, DONE = "open", "reached"
"""The words of the stamp for a milestone."""


class OutgoingLedger(Struct, frozen=True, kw_only=True):
    """What one unit is asked for a period, and what is known of it: as of a day, as recorded by a moment.

    It is to be back by the day `due`. `statuses` are those that a cell may say.
    """

    plan: Plan
    unit: str
    period: Period
    due: date
    as_of: date
    known_at: datetime | None
    tasks: tuple[TaskFacts, ...]
    indicators: tuple[IndicatorProgress, ...]
    statuses: tuple[Status, ...]

    @property
    def milestones(self) -> Iterator[tuple[TaskFacts, Checkpoint]]:
        """Yield the milestones of the tasks."""
        return ((facts, point) for facts in self.tasks for point in facts.checkpoints)

    @property
    def stamp(self) -> LedgerStamp:
        """Return the ledger's stamp."""
        return LedgerStamp(self.plan.id, self.unit, self.period.label, self.as_of, self.known_at, self.sent)

    @property
    def sent(self) -> Sent:
        """Return the values of the cells that are filled in by now."""
        tasks = {facts.task.ref: task_values(facts.said) for facts in self.tasks}
        stones = {point.milestone.ref: milestone_values(point.done) for _, point in self.milestones}
        return {**tasks, **stones, **{line.indicator.id: {} for line in self.indicators}}


def task_values(said: ReferenceState) -> dict[str, str]:
    """Return the values that the cells of a task begin with: its status and its percentage."""
    status = {"status": str(said.status.value)} if said.status.value else {}
    return status | ({} if said.shown is None else {"percent": percent_text(said.shown).rstrip("%")})


def milestone_values(done: date | None) -> dict[str, str]:
    """Return the values that the cells of a milestone begin with."""
    return {"reached": DONE, "reached_on": str(done)} if done else {"reached": OPEN}


def outgoing(
    plan: Plan, roots: Sequence[TaskEvaluation], state: State, unit: str, period: Period,
    *, due: date, as_of: date, known_at: datetime | None, approvals: Approvals,
) -> OutgoingLedger:  # fmt: skip
    """Return the ledger of a unit for a period; it has no tasks where nothing open is the unit's."""
    tasks = tuple(leaf.facts for leaf in leaves(roots) if unit in answering(leaf))
    refs = {facts.task.ref for facts in tasks}
    followed = (line for line in indicator_progress(plan, state) if not refs.isdisjoint(line.indicator.tasks))
    free = approvals.of("cancel") is Approval.NONE
    statuses = tuple(status for status in Status if free or status is not Status.CANCELLED)
    return OutgoingLedger(
        plan=plan, unit=unit, period=period, due=due, as_of=as_of, known_at=known_at, tasks=tasks,
        indicators=tuple(followed), statuses=statuses,
    )  # fmt: skip
