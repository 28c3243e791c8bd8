"""Who answers for what of a plan, from a day on: the lead and supporting units of each task, and of what belongs to it.

A unit that ends on a day to come is followed by its successor.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import DAY
from plantrack.evaluation.inherited import Inheritance
from plantrack.model.plan import Plan, Task
from plantrack.model.state import State


class Responsibility(Struct, frozen=True):
    """A unit that answers for a task, milestone or indicator: from a day on, and up to one where it ends."""

    ref: str
    unit: str
    first: date | None = None
    last: date | None = None


def responsibilities(plan: Plan, state: State, as_of: date) -> list[Responsibility]:
    """Return who answers for what from a day on, each once, in order."""
    return sorted(
        {
            Responsibility(ref, unit, first, last)
            for task, owners in _owners(plan, state, as_of)
            for unit, first, last in (one for owner in owners for one in _terms(plan, owner, as_of))
            for ref in _belonging(plan, task)
        },
        key=lambda one: (one.ref, one.unit),
    )


def _owners(plan: Plan, state: State, as_of: date) -> Iterator[tuple[Task, tuple[str, ...]]]:
    inheritance = Inheritance(plan, state, as_of)
    for task in plan.walk():
        said = state.of(task.ref).support.value
        support = plan.acting(said.units if said else task.support, as_of)
        yield task, (*inheritance.of(task.ref).lead, *support)


def _terms(plan: Plan, unit: str, as_of: date) -> Iterator[tuple[str, date | None, date | None]]:
    """Yield a unit that answers on a day, with its last day, and each that follows it, with its first."""
    first, passed = None, {unit}
    while (known := plan.units.get(unit)) and known.until and known.until >= as_of and known.successor:
        yield unit, first, known.until
        first, unit = known.until + DAY, known.successor
        if unit in passed:
            return
        passed.add(unit)
    yield unit, first, None


def _belonging(plan: Plan, task: Task) -> Iterator[str]:
    yield task.ref
    yield from (stone.ref for stone in task.milestones)
    yield from (indicator.id for indicator in plan.indicators_of.get(task.ref, ()))
