"""Explanations: why a task has its light, rule by rule, and which lights differ between two offices' rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plantrack.curve import Stretch
from plantrack.lights.conditions import points_behind
from plantrack.lights.judge import Tried
from plantrack.lights.rules import RuleSet
from plantrack.means import mean_compared
from plantrack.model.facts import Colour, Facts, Meaning
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.progress import Progress, measured_by_milestones
from plantrack.standing import Standing, Terms, standings, walk


class Explanation(Struct, frozen=True):
    """Why one task has its light as of a day.

    `stretch` is where as-of lies on its curve, None where it has none or its milestones measure it. A task with others
    below it has the worst of their lights and tries no rule of its own: `tried` is empty.
    """

    plan: Plan
    as_of: date
    rules: RuleSet
    standing: Standing
    stretch: Stretch | None
    by_milestones: bool
    behind: float | None
    workdays_left: float | None
    tried: tuple[Tried, ...]

    @property
    def fired(self) -> Tried | None:
        """Return the rule that gave the light."""
        return next((tried for tried in self.tried if tried.holds), None)


def explain(plan: Plan, state: State, as_of: date, ref: str, *, terms: Terms) -> Explanation:
    """Return why the task `ref` has its light, as of the end of a day, judged on the office's terms."""
    standing = next(s for s in walk(standings(plan, state, as_of, terms)) if s.ref == ref)
    facts, judge = standing.facts, terms.judge
    progress = Progress(plan, state, as_of, grace=terms.grace, calendar=terms.calendar)
    by_milestones = measured_by_milestones(facts.task)
    curve = None if by_milestones or standing.children else progress.curve(facts.task, facts.due)
    return Explanation(
        plan=plan,
        as_of=as_of,
        rules=judge.rules,
        standing=standing,
        stretch=curve.stretch(as_of) if curve else None,
        by_milestones=by_milestones,
        behind=_behind(facts),
        workdays_left=judge.workdays_to_due(facts),
        tried=() if standing.children else judge.tries(facts),
    )


def _behind(facts: Facts) -> float | None:
    """Return how far behind the task is; of a parent, over the same tasks below it as its expected percentage."""
    if not facts.children or facts.expected is None:
        return points_behind(facts)
    percent = mean_compared(facts.children)
    return None if percent is None else round(facts.expected - percent, 1)


class Comparison(Struct, frozen=True):
    """The tasks whose lights differ between two rule sets, each as it stands by the one and by the other.

    `tasks` is how many were compared: those without sub-tasks.
    """

    plan: Plan
    as_of: date
    first: RuleSet
    second: RuleSet
    differing: tuple[tuple[Standing, Standing], ...]
    tasks: int


def compare(
    one: tuple[RuleSet, Sequence[Standing]], other: tuple[RuleSet, Sequence[Standing]], plan: Plan, as_of: date
) -> Comparison:
    """Return what differs between the same plan judged by two rule sets: in meaning or colour, whatever the words."""
    pairs = [(a, b) for a, b in zip(walk(one[1]), walk(other[1]), strict=True) if not a.children]
    differing = tuple((a, b) for a, b in pairs if _shown(a) != _shown(b))
    return Comparison(plan, as_of, one[0], other[0], differing, len(pairs))


def _shown(standing: Standing) -> tuple[Meaning, Colour]:
    return standing.light.meaning, standing.light.shade
