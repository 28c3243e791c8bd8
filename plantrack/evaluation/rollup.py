"""Means: how the tasks below add up to a task above, and to the plan, each with its weight.

All are means over the same tasks: those with a curve that were not cancelled.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from plantrack.evaluation.facts import TaskFacts
from plantrack.model.percentages import Exact, exact
from plantrack.model.state import Status


def means(facts: Sequence[TaskFacts]) -> tuple[Exact | None, Exact | None]:
    """Return the mean progress of some tasks, and the mean of where they should be.

    A silent task counts 0; progress is None where all are silent, both are where none has a curve.
    """
    counted = shares(facts)
    said = any(leaf.percent is not None for _, leaf in counted)
    percent = _mean([(share, leaf.percent or 0) for share, leaf in counted]) if said else None
    return percent, _mean([(share, leaf.expected or 0) for share, leaf in counted])


def shares(facts: Sequence[TaskFacts]) -> list[tuple[Exact, TaskFacts]]:
    """Return the leaves that count, each with its share; these add up to their number.

    All leaves count alike, unless one of the tasks side by side has a weight: then each of these counts by its weight,
    1 where it has none, however many leaves it has.
    """
    below = [(f.task.weight, found) for f in facts if (found := _shares_below(f))]
    if all(weight is None for weight, _ in below):
        return [pair for _, found in below for pair in found]
    weights = [exact(weight or 1) for weight, _ in below]
    each = Fraction(sum(len(found) for _, found in below), sum(weights))
    return [
        (share * weight * each / len(found), leaf)
        for weight, (_, found) in zip(weights, below, strict=True)
        for share, leaf in found
    ]


def _shares_below(facts: TaskFacts) -> list[tuple[Exact, TaskFacts]]:
    if facts.children:
        return shares(facts.children)
    return [(1, facts)] if facts.expected is not None and facts.status is not Status.CANCELLED else []


def _mean(numbers: Sequence[tuple[Exact, Exact]]) -> Exact | None:
    """Return the mean of (weight, number); None of nothing. Adding whole numbers is faster than adding fractions."""
    if not numbers:
        return None
    sums: dict[int, int] = defaultdict(int)
    for weight, number in numbers:
        (share, of), (part, whole) = weight.as_integer_ratio(), number.as_integer_ratio()
        sums[of * whole] += share * part
    common = lcm(*sums)
    found = sum(part * (common // whole) for whole, part in sums.items())
    return Fraction(found, common * sum(weight for weight, _ in numbers))
