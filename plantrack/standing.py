"""Standing: each task as of a day, its facts and its light together; what every view and every check starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.workdays import NONE, Calendar
from plantrack.lights.judge import Judge, worst
from plantrack.lights.packaged import packaged
from plantrack.lights.rules import RuleSet
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


class Terms(Struct, frozen=True):
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


USUAL = Terms()
"""The program's own rules, and no calendar but the public one."""


def standings(plan: Plan, state: State, as_of: date, terms: Terms = USUAL) -> tuple[Standing, ...]:
    """Return the top-level tasks as of the end of a day, judged on the office's terms."""
    facts, judge = Progress(plan, state, as_of, grace=terms.grace, calendar=terms.calendar).all(), terms.judge
    return tuple(_standing(one, judge) for one in facts)


def _standing(facts: Facts, judge: Judge) -> Standing:
    children = tuple(_standing(child, judge) for child in facts.children)
    light = worst([child.light for child in children]) if children else judge.light(facts)
    return Standing(facts, light, children)


def walk(tops: Sequence[Standing]) -> Iterator[Standing]:
    """Yield every task in the order of the plan."""
    for top in tops:
        yield from top.walk()


def leaves(tops: Sequence[Standing]) -> Iterator[Standing]:
    """Yield every task without sub-tasks in the order of the plan."""
    for top in tops:
        yield from top.leaves()
