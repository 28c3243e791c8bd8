"""Explanations: why a task has its light, rule by rule, and which lights differ between two offices' rules."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct

from plantrack.evaluation.curve import Stretch
from plantrack.evaluation.evaluate import JudgingPolicy, TaskEvaluation, evaluate, leaves, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.evaluation.lights.conditions import workdays_to_due
from plantrack.evaluation.lights.judge import RuleTrial
from plantrack.evaluation.lights.rules import RuleSet
from plantrack.evaluation.progress import Progress, measured_by_milestones
from plantrack.model.percentages import rounded_points
from plantrack.model.plan import Plan
from plantrack.model.state import State


class Explanation(Struct, frozen=True):
    """Why one task has its light as of a day.

    `stretch` is where as-of lies on its curve, None where it has none or its milestones measure it. A task with others
    below it has the worst of their lights and tries no rule of its own: `tried` is empty.
    """

    plan: Plan
    as_of: date
    rules: RuleSet
    evaluation: TaskEvaluation
    stretch: Stretch | None
    by_milestones: bool
    behind: float | None
    workdays_left: float | None
    tried: tuple[RuleTrial, ...]

    @property
    def fired(self) -> RuleTrial | None:
        """Return the rule that gave the light."""
        return next((tried for tried in self.tried if tried.holds), None)


def explain(plan: Plan, state: State, as_of: date, ref: str, *, judging: JudgingPolicy) -> Explanation:
    """Return why the task `ref` has its light, as of the end of a day, judged on the office's terms."""
    evaluation = next(s for s in walk(evaluate(plan, state, as_of, judging)) if s.ref == ref)
    facts, judge = evaluation.facts, judging.judge
    progress = Progress(plan, state, as_of, grace=judging.grace, calendar=judging.calendar)
    by_milestones = measured_by_milestones(facts.task)
    curve = None if by_milestones or evaluation.children else progress.curve(facts.task, facts.due)
    return Explanation(
        plan=plan,
        as_of=as_of,
        rules=judge.rules,
        evaluation=evaluation,
        stretch=curve.stretch(as_of) if curve else None,
        by_milestones=by_milestones,
        behind=_behind(facts),
        workdays_left=workdays_to_due(facts, judging.calendar),
        tried=() if evaluation.children else judge.tries(facts),
    )


def _behind(facts: TaskFacts) -> float | int | None:
    if facts.expected is None or facts.percent is None:
        return None
    return rounded_points(facts.expected, facts.percent)


class Comparison(Struct, frozen=True):
    """The tasks whose lights differ between two rule sets, each by both; `tasks` is how many were compared."""

    plan: Plan
    as_of: date
    first: RuleSet
    second: RuleSet
    differing: tuple[tuple[TaskEvaluation, TaskEvaluation], ...]
    tasks: int


Judged = tuple[RuleSet, Sequence[TaskEvaluation]]


def compare(one: Judged, other: Judged, plan: Plan, as_of: date) -> Comparison:
    """Return what differs between the same plan judged by two rule sets: in meaning or colour, whatever the words."""
    shown = attrgetter("light.meaning", "light.shade")
    pairs = list(zip(leaves(one[1]), leaves(other[1]), strict=True))
    differing = tuple((a, b) for a, b in pairs if shown(a) != shown(b))
    return Comparison(plan, as_of, one[0], other[0], differing, len(pairs))
