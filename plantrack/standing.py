"""Standing: each task as of a day, its facts and its light together; what every view and every check starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from plantrack.lights import judge, worst
from plantrack.model.facts import Facts, Light
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.progress import Progress


class Standing(Struct, frozen=True):
    """One task as of a day, with those below it."""

    facts: Facts
    light: Light
    children: tuple[Standing, ...] = ()

    @property
    def ref(self) -> str:
        """Return the task's reference."""
        return self.facts.task.ref

    def walk(self) -> Iterator[Standing]:
        """Yield this task and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Standing]:
        """Yield the tasks without sub-tasks; a leaf yields itself."""
        return (standing for standing in self.walk() if not standing.children)


def standings(plan: Plan, state: State, as_of: date, grace: int = 0) -> tuple[Standing, ...]:
    """Return the top-level tasks as of the end of a day. `grace`: days after a due date that are not yet overdue."""
    return tuple(_standing(facts) for facts in Progress(plan, state, as_of, grace).all())


def _standing(facts: Facts) -> Standing:
    children = tuple(_standing(child) for child in facts.children)
    light = worst([child.light for child in children]) if children else judge(facts)
    return Standing(facts, light, children)


def walk(tops: Sequence[Standing]) -> Iterator[Standing]:
    """Yield every task in the order of the plan."""
    for top in tops:
        yield from top.walk()


def leaves(tops: Sequence[Standing]) -> Iterator[Standing]:
    """Yield every task without sub-tasks in the order of the plan."""
    for top in tops:
        yield from top.leaves()
