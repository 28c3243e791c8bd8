"""Some tasks in numbers, as plain values that can be kept, and how those of several plans add up."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.evaluation.rollup import shares
from plantrack.model.percentages import Exact, share
from plantrack.reports.summary import LIGHTS, Summary, summarise

COUNTED = (
    "tasks", "overdue_tasks", "overdue_assumed", "missed_milestones", "missed_assumed", "past_promise",
    "past_promise_assumed", "pending", "reported", "counted",
)  # fmt: skip
"""The whole numbers of a summary that add up."""
Ratio = str
"""An exact percentage: a number and what it is divided by, which of many dates have more digits than a machine word."""


class PortfolioNumbers(Struct, frozen=True, array_like=True):
    """Some tasks in numbers: `counts` are those of a summary by their names.

    `due` counts the tasks on which a report is due, given or not; `weight` those of which the percentages are means.
    """

    counts: dict[str, int]
    lights: dict[Meaning, int]
    owed_by_light: dict[Meaning, int]
    percent: Ratio | None
    expected: Ratio | None
    due: int
    weight: int

    @property
    def summary(self) -> Summary:
        """Return the same as every view of a plan has it."""
        percent, expected = _number(self.percent), _number(self.expected)
        lights = {meaning: self.lights.get(meaning, 0) for meaning in LIGHTS}
        return Summary(
            **self.counts, lights=lights, owed_by_light=self.owed_by_light, percent=percent, expected=expected
        )

    @property
    def owed(self) -> int:
        """Return on how many tasks a report is owed."""
        return sum(self.owed_by_light.values())

    @property
    def given(self) -> int:
        """Return on how many of the tasks on which a report is due the latest one has been given."""
        return self.due - self.owed

    @property
    def reporting(self) -> Exact | None:
        """Return the share of reports given, in percent; None where none is due."""
        return share(self.given, self.due) if self.due else None

    @property
    def worst(self) -> Meaning | None:
        """Return the worst light of the tasks; None of no tasks."""
        return max((meaning for meaning, n in self.lights.items() if n), key=list(Meaning).index, default=None)

    @property
    def badness(self) -> tuple[Exact, ...]:
        """Return what puts the worse first: the shares of the lights from the worst on, then of what is overdue."""
        tasks = self.counts["tasks"]
        if not tasks:
            return ()
        numbers = [self.lights.get(meaning, 0) for meaning in reversed(Meaning)]
        return tuple(share(n, tasks) for n in (*numbers, self.counts["overdue_tasks"]))


def numbers_of(roots: Sequence[TaskEvaluation]) -> PortfolioNumbers:
    """Return some tasks of a plan in numbers, with those below them."""
    found = summarise(roots)
    return PortfolioNumbers(
        {name: getattr(found, name) for name in COUNTED}, {k: n for k, n in found.lights.items() if n},
        found.owed_by_light, _ratio(found.percent), _ratio(found.expected),
        sum(leaf.facts.owed for leaf in leaves(roots)), len(shares([top.facts for top in roots])),
    )  # fmt: skip


def added(parts: Collection[PortfolioNumbers]) -> PortfolioNumbers:
    """Return what several parts come to; of percentages the mean over all tasks that count."""
    counts, lights, owed = Counter[str](dict.fromkeys(COUNTED, 0)), Counter[Meaning](), Counter[Meaning]()
    for part in parts:
        counts.update(part.counts)
        lights.update(part.lights)
        owed.update(part.owed_by_light)
    said = any(part.percent is not None for part in parts)
    percent = _mean((part.percent or "0", part.weight) for part in parts) if said else None
    expected = _mean((part.expected or "0", part.weight) for part in parts)
    due, weight = (sum(getattr(part, name) for part in parts) for name in ("due", "weight"))
    return PortfolioNumbers(dict(counts), dict(lights), dict(owed), percent, expected, due, weight)


def _mean(weighed: Iterable[tuple[Ratio, int]]) -> Ratio | None:
    pairs = [(Fraction(ratio), weight) for ratio, weight in weighed]
    weight = sum(weight for _, weight in pairs)
    return _ratio(sum((number * one for number, one in pairs), Fraction(0)) / weight) if weight else None


def _ratio(number: Exact | None) -> Ratio | None:
    return None if number is None else "{}/{}".format(*number.as_integer_ratio())


def _number(ratio: Ratio | None) -> Exact | None:
    return None if ratio is None else Fraction(ratio)
