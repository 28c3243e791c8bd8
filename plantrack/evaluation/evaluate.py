"""Evaluation: each task as of a day, its facts and its light together; where every view and every check starts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.facts import Light, Reason, RequestMark, TaskFacts
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


class JudgingPolicy(Struct, frozen=True):
    """By what a plan is judged: the office's calendar, its light rules (None: the program's own), and its grace.

    `grace` is the days after a due date that are not yet overdue. `over` is the last day that is over now, whatever
    later day the plan is judged as of: nobody owes a report that was not due by then. Without `reasons`, lights have
    only the first, where they are but counted.
    """

    calendar: Calendar = NONE
    rules: RuleSet | None = None
    grace: int = 0
    over: date = date.max
    reasons: bool = True

    @property
    def judge(self) -> Judge:
        """Return who judges by these rules."""
        return Judge(self.rules or packaged("default"), self.calendar, reasons=self.reasons)


DEFAULT_JUDGING = JudgingPolicy()
"""The program's own rules, and no calendar but the public one."""


def evaluate(
    plan: Plan, state: State, as_of: date, judging: JudgingPolicy = DEFAULT_JUDGING
) -> tuple[TaskEvaluation, ...]:
    """Return the top-level tasks as of the end of a day, judged on the office's terms."""
    return _evaluated(plan, state, as_of, judging, {})


def evaluate_again(
    plan: Plan, roots: Sequence[TaskEvaluation], before: State, state: State, judging: JudgingPolicy
) -> tuple[TaskEvaluation, ...]:
    """Return tasks that were evaluated in one state as of the same day in another one, which shares most with it.

    All of them are evaluated where several share a reference, so that nobody can tell what rests on it.
    """
    if not roots:
        return ()
    names = [ref for task in plan.walk() for ref in (task.ref, *(stone.ref for stone in task.milestones))]
    changed = _resting_on(plan, state.differing(before)) if len({*names}) == len(names) else {*names}
    kept = {found.ref: found for found in walk(roots) if found.ref not in changed}
    return _evaluated(plan, state, roots[0].facts.as_of, judging, kept)


def _resting_on(plan: Plan, refs: Collection[str]) -> set[str]:
    """Return the references of the tasks whose evaluation rests on what is known of some references."""
    told = [task for ref in refs if ref in plan.by_ref for task in plan.by_ref[ref].walk()]
    told += [plan.milestones[ref][0] for ref in refs if ref in plan.milestones]
    followed = (name for indicator in plan.indicators if indicator.id in refs for name in indicator.tasks)
    told += [plan.by_ref[name] for name in followed if name in plan.by_ref]
    return {above.ref for task in told for above in plan.lineage(task.ref)}


def _evaluated(
    plan: Plan, state: State, as_of: date, judging: JudgingPolicy, kept: Mapping[str, TaskEvaluation]
) -> tuple[TaskEvaluation, ...]:
    progress, judge = progress_of(plan, state, as_of, judging, kept), judging.judge
    return tuple(kept.get(task.ref) or _evaluate(progress.facts(task), judge, kept) for task in plan.tasks)


def progress_of(
    plan: Plan, state: State, as_of: date, judging: JudgingPolicy, kept: Mapping[str, TaskEvaluation] | None = None
) -> Progress:
    """Return what works out the facts of tasks as of the end of a day; those of the tasks `kept` are known by now."""
    return Progress(
        plan, state, as_of, grace=judging.grace, calendar=judging.calendar, over=judging.over,
        kept={ref: found.facts for ref, found in kept.items()} if kept else None,
    )  # fmt: skip


def _evaluate(facts: TaskFacts, judge: Judge, kept: Mapping[str, TaskEvaluation]) -> TaskEvaluation:
    if not facts.children:
        return TaskEvaluation(facts, _marked(judge.light(facts), facts))
    children = tuple([kept.get(child.task.ref) or _evaluate(child, judge, kept) for child in facts.children])
    missed = max(child.light.missed if child.children else child.facts.missed for child in children)
    return TaskEvaluation(facts, replace(worst([child.light for child in children]), missed=missed), children)


def _marked(light: Light, facts: TaskFacts) -> Light:
    """Return the light of a leaf with its open requests, and the refusal to accept it as done, as further reasons."""
    if not (facts.pending or facts.refused) or facts.closed:
        return light
    marks: dict[RequestMark, str | None] = {RequestMark(f"{asked.what}-pending"): None for asked in facts.pending}
    if facts.refused and RequestMark.CLOSE_PENDING not in marks:
        marks[RequestMark.CLOSE_REFUSED] = facts.refused.reason or "–"
    return replace(light, reasons=(*light.reasons, *(Reason(mark.value, what=what) for mark, what in marks.items())))


def walk(roots: Iterable[TaskEvaluation]) -> Iterator[TaskEvaluation]:
    """Yield the tasks and everything below them, in the order of the plan."""
    left = [*roots][::-1]
    while left:
        evaluation = left.pop()
        yield evaluation
        if evaluation.children:
            left += evaluation.children[::-1]


def leaves(roots: Iterable[TaskEvaluation]) -> Iterator[TaskEvaluation]:
    """Yield those among the tasks and everything below them that have no sub-tasks."""
    return (evaluation for evaluation in walk(roots) if not evaluation.children)
