"""The list: tasks without sub-tasks, or their milestones, chosen and sorted."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from plantrack.evaluation.evaluate import JudgingPolicy, TaskEvaluation, evaluate, leaves
from plantrack.evaluation.facts import Checkpoint, Meaning, OpenDate
from plantrack.model.lookup import has_words
from plantrack.model.plan import Plan, TaskKind, Text
from plantrack.model.state import State, Status


class Sort(StrEnum):
    """What a list is sorted by; with a minus the other way round. Ties keep the order of the plan."""

    NUMBER = "number"
    DUE = "due"
    LEAD = "lead"
    NUMBER_DOWN = "-number"
    DUE_DOWN = "-due"
    LEAD_DOWN = "-lead"


MilestoneOfTask: TypeAlias = tuple[TaskEvaluation, Checkpoint]


class Listed(Struct, frozen=True):
    """A task of the list, or with `point` one of its milestones."""

    task: TaskEvaluation
    point: Checkpoint | None = None

    @property
    def points(self) -> tuple[Checkpoint, ...]:
        """The milestones that count: of a task all, of a milestone itself."""
        return (self.point,) if self.point else self.task.facts.checkpoints

    @property
    def titles(self) -> tuple[Text, ...]:
        """The titles of the task and of the milestones that count."""
        return (self.task.facts.task.title, *(point.milestone.title for point in self.points))

    @property
    def overdue(self) -> bool:
        """Whether the milestone is overdue; of a task, the task or one of its milestones."""
        return any(point.overdue for point in self.points) or (self.point is None and self.task.facts.overdue)

    @property
    def open_dates(self) -> list[OpenDate]:
        """The dates that are still open."""
        every = self.task.facts.open_dates()
        return [found for found in every if self.point is None or found.milestone is self.point.milestone]


class TaskFilter(Struct, frozen=True, kw_only=True):
    """Which tasks to keep: by default all. Of several values of one field any may fit, of `words` each must.

    One of `units` leads, `mine` leads or supports; `lights` are meanings, or names that the office's rules have for a
    light; `refs` are of tasks; one title of the task or of one of its milestones has all `words`. A milestone is kept
    by its own date, by its title or that of its task, and else by its task.
    """

    overdue: bool = False
    due_by: date | None = None
    units: tuple[str, ...] = ()
    mine: str | None = None
    statuses: tuple[Status, ...] = ()
    lights: tuple[Meaning | Text, ...] = ()
    kinds: tuple[TaskKind, ...] = ()
    refs: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    unreported: bool = False

    def keeps(self, one: Listed) -> bool:
        """Return whether a task or milestone is kept."""
        facts = one.task.facts
        return (
            (one.overdue or not self.overdue)
            and (self.due_by is None or any(deadline.day <= self.due_by for deadline in one.open_dates))
            and (not self.units or not set(self.units).isdisjoint(facts.lead))
            and self.mine in (None, *facts.lead, *facts.support)
            and (not self.statuses or facts.status in self.statuses)
            and (not self.lights or not {one.task.light.meaning, one.task.light.words}.isdisjoint(self.lights))
            and (not self.kinds or facts.task.kind in self.kinds)
            and (not self.refs or one.task.ref in self.refs)
            and any(has_words(title, self.words) for title in one.titles)
            and (facts.owes is not None or not self.unreported)
        )


def listing(
    plan: Plan, state: State, as_of: date, choice: TaskFilter, sort: Sort = Sort.NUMBER, *, judging: JudgingPolicy
) -> tuple[TaskEvaluation, ...]:
    """Return the chosen tasks as of the end of a day."""
    every = [Listed(leaf) for leaf in leaves(evaluate(plan, state, as_of, judging))]
    return tuple(one.task for one in _sorted([one for one in every if choice.keeps(one)], sort))


def milestones(
    plan: Plan, state: State, as_of: date, choice: TaskFilter, sort: Sort = Sort.NUMBER, *, judging: JudgingPolicy
) -> tuple[MilestoneOfTask, ...]:
    """Return the chosen milestones as of the end of a day, each with its task."""
    tasks = leaves(evaluate(plan, state, as_of, judging))
    every = [Listed(leaf, point) for leaf in tasks for point in leaf.facts.checkpoints]
    return tuple(
        (one.task, one.point) for one in _sorted([one for one in every if choice.keeps(one)], sort) if one.point
    )


def _sorted(chosen: list[Listed], sort: Sort) -> list[Listed]:
    """Return what was chosen in its order; what has no open date is last of those that are sorted by it."""
    down = sort.startswith("-")
    if sort in (Sort.LEAD, Sort.LEAD_DOWN):
        return sorted(chosen, key=lambda one: one.task.facts.lead, reverse=down)
    if sort in (Sort.DUE, Sort.DUE_DOWN):
        dated = [one for one in chosen if one.open_dates]
        dated.sort(key=lambda one: min(found.day for found in one.open_dates), reverse=down)
        return [*dated, *(one for one in chosen if not one.open_dates)]
    return chosen[::-1] if down else chosen
