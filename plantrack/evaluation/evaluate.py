"""Standing: each task as of a day, its facts and its light together; what every view and every check starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.facts import Light, TaskFacts
from plantrack.evaluation.lights.judge import Judge, worst
from plantrack.evaluation.lights.packaged import packaged
from plantrack.evaluation.lights.rules import RuleSet
from plantrack.evaluation.progress import Progress
from plantrack.model.plan import Plan
from plantrack.model.state import State


class TaskEvaluation(Struct, frozen=True):
    """One task as of a day, with those below it."""

    facts: TaskFacts
    light: Light
    children: tuple[TaskEvaluation, ...] = ()

    @property
    def ref(self) -> str:
        """Return the task's reference."""
        return self.facts.task.ref

    def walk(self) -> Iterator[TaskEvaluation]:
        """Yield this task and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[TaskEvaluation]:
        """Yield the tasks without sub-tasks; a leaf yields itself."""
        return (evaluation for evaluation in self.walk() if not evaluation.children)


class JudgingPolicy(Struct, frozen=True):
    """By what a plan is judged: the office's calendar, its light rules (None: the program's own), and its grace.

    `grace` is the days after a due date that are not yet overdue.
    """

    calendar: Calendar = NONE
    rules: RuleSet | None = None
    grace: int = 0

    @property
    def judge(self) -> Judge:
        """Return who judges by these rules."""
        return Judge(self.rules or packaged("default"), self.calendar)


DEFAULT_JUDGING = JudgingPolicy()
"""The program's own rules, and no calendar but the public one."""


def evaluate(
    plan: Plan, state: State, as_of: date, judging: JudgingPolicy = DEFAULT_JUDGING
) -> tuple[TaskEvaluation, ...]:
    """Return the top-level tasks as of the end of a day, judged on the office's terms."""
    facts, judge = Progress(plan, state, as_of, grace=judging.grace, calendar=judging.calendar).all(), judging.judge
    return tuple(_evaluate(one, judge) for one in facts)


def _evaluate(facts: TaskFacts, judge: Judge) -> TaskEvaluation:
    children = tuple(_evaluate(child, judge) for child in facts.children)
    light = worst([child.light for child in children]) if children else judge.light(facts)
    return TaskEvaluation(facts, light, children)


def walk(roots: Sequence[TaskEvaluation]) -> Iterator[TaskEvaluation]:
    """Yield every task in the order of the plan."""
    for top in roots:
        yield from top.walk()


def leaves(roots: Sequence[TaskEvaluation]) -> Iterator[TaskEvaluation]:
    """Yield every task without sub-tasks in the order of the plan."""
    for top in roots:
        yield from top.leaves()
