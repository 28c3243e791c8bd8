"""The list: tasks without sub-tasks, chosen and sorted."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from plantrack.evaluation.evaluate import JudgingPolicy, TaskEvaluation, evaluate, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.model.plan import Plan, TaskKind, Text
from plantrack.model.state import State, Status


class Sort(StrEnum):
    """What a list is sorted by; ties keep the order of the plan."""

    NUMBER = "number"
    DUE = "due"
    LEAD = "lead"


class TaskFilter(Struct, frozen=True, kw_only=True):
    """Which tasks to keep: by default all. `unit` leads; `mine` leads or supports.

    `light` is a meaning, or the name that the office's rules have for a light.
    """

    overdue: bool = False
    due_by: date | None = None
    unit: str | None = None
    mine: str | None = None
    status: Status | None = None
    light: Meaning | Text | None = None
    kind: TaskKind | None = None
    unreported: bool = False

    def keeps(self, evaluation: TaskEvaluation) -> bool:
        """Return whether a task is kept."""
        facts = evaluation.facts
        late = facts.overdue or any(point.overdue for point in facts.checkpoints)
        return (
            (late or not self.overdue)
            and (self.due_by is None or any(deadline.day <= self.due_by for deadline in facts.open_dates()))
            and self.unit in (None, *facts.lead)
            and self.mine in (None, *facts.lead, *facts.support)
            and self.status in (None, facts.status)
            and self.light in (None, evaluation.light.meaning, evaluation.light.words)
            and self.kind in (None, facts.task.kind)
            and (facts.owes is not None or not self.unreported)
        )


def listing(
    plan: Plan, state: State, as_of: date, choice: TaskFilter, sort: Sort = Sort.NUMBER, *, judging: JudgingPolicy
) -> tuple[TaskEvaluation, ...]:
    """Return the chosen tasks as of the end of a day."""
    chosen = [leaf for leaf in leaves(evaluate(plan, state, as_of, judging)) if choice.keeps(leaf)]
    if sort is Sort.DUE:
        chosen.sort(key=lambda leaf: min((deadline.day for deadline in leaf.facts.open_dates()), default=date.max))
    elif sort is Sort.LEAD:
        chosen.sort(key=lambda leaf: leaf.facts.lead)
    return tuple(chosen)
