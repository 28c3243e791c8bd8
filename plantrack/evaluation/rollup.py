"""Means: how the tasks below add up to a task above, and to the plan, each with its weight."""

from collections.abc import Callable, Sequence

from plantrack.evaluation.facts import TaskFacts
from plantrack.model.plan import TaskKind
from plantrack.model.state import Status


def shares(facts: Sequence[TaskFacts], counts: Callable[[TaskFacts], bool]) -> list[tuple[float, TaskFacts]]:
    """Return the leaves that count and are not cancelled, each with its share; these add up to their number.

    All leaves count alike, unless one of the tasks side by side has a weight: then each of these counts by its weight,
    1 where it has none, however many leaves it has.
    """
    below = [(f.task.weight, found) for f in facts if (found := _shares_below(f, counts))]
    if all(weight is None for weight, _ in below):
        return [pair for _, found in below for pair in found]
    leaves, whole = sum(len(found) for _, found in below), sum(weight or 1 for weight, _ in below)
    return [
        (share * (weight or 1) / whole * leaves / len(found), leaf) for weight, found in below for share, leaf in found
    ]


def _shares_below(facts: TaskFacts, counts: Callable[[TaskFacts], bool]) -> list[tuple[float, TaskFacts]]:
    if facts.children:
        return shares(facts.children, counts)
    return [(1, facts)] if facts.status is not Status.CANCELLED and counts(facts) else []


def is_expected(leaf: TaskFacts) -> bool:
    """Tell whether a percentage is expected of a task by now."""
    return leaf.expected is not None


def _is_measured(leaf: TaskFacts) -> bool:
    return leaf.task.kind is TaskKind.DELIVERABLE or leaf.percent is not None


def mean_percent(facts: Sequence[TaskFacts], counts: Callable[[TaskFacts], bool] = _is_measured) -> float | None:
    """Return the mean over deliverables and the ongoing tasks that reported one, or over other tasks that count.

    A silent one counts 0; None where all are silent. To compare with `mean_expected`, `counts` is `is_expected`.
    """
    counted = shares(facts, counts)
    said = any(leaf.percent is not None for _, leaf in counted)
    return mean([(share, leaf.percent or 0) for share, leaf in counted]) if said else None


def mean_expected(facts: Sequence[TaskFacts]) -> float | None:
    """Return the mean over the tasks of which a percentage is expected by now; None where there is none."""
    return mean([(share, leaf.expected or 0) for share, leaf in shares(facts, is_expected)])


def mean(numbers: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean of (weight, number) to one decimal; None of nothing."""
    return round(sum(w * n for w, n in numbers) / sum(w for w, _ in numbers), 1) if numbers else None
