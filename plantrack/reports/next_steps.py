"""The next things to do about a plan, the most urgent first: what awaits a decision, is overdue, owed or due soon."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import islice

from msgspec import Struct

from plantrack.evaluation.evaluate import leaves, walk
from plantrack.evaluation.facts import OpenDate
from plantrack.reports.overview import Overview
from plantrack.reports.requests import by_lead

STEPS = 3


class StepKind(StrEnum):
    """What there is to do. The last three are offered where nothing presses."""

    ADOPT = "adopt"
    ANSWER = "answer"
    OVERDUE = "overdue"
    OWED = "owed"
    DUE_SOON = "due-soon"
    REPORT = "report"
    CHECK = "check"
    LIST = "list"


class NextStep(Struct, frozen=True):
    """One thing to do. `count` is how many there are of its kind, of which `ref` is the most urgent.

    `day` is when that was due, is due or was asked for; `name` is the request to answer, or the unit that owes `share`
    of the reports, None where nobody leads.
    """

    kind: StepKind
    ref: str | None = None
    count: int = 0
    day: date | None = None
    name: str | None = None
    share: int = 0


def next_steps(view: Overview) -> tuple[NextStep, ...]:
    """Return the three next things to do about a plan."""
    return tuple(islice(_steps(view), STEPS))


def _steps(view: Overview) -> Iterator[NextStep]:
    if not view.adopted:
        yield NextStep(StepKind.ADOPT)
    dates = [found for root in view.roots for found in root.facts.open_dates()]
    soon = view.plan.policy.due_soon
    yield from _answer(view)
    yield from _dated(StepKind.OVERDUE, [found for found in dates if found.overdue])
    yield from _owed(view)
    yield from _dated(StepKind.DUE_SOON, [found for found in dates if not found.overdue and found.days_left <= soon])
    if view.plan.period.first <= view.as_of:
        yield NextStep(StepKind.REPORT)
    yield NextStep(StepKind.CHECK)
    yield NextStep(StepKind.LIST)


def _answer(view: Overview) -> Iterator[NextStep]:
    pending = [asked for one in walk(view.roots) for asked in one.facts.pending]
    if pending:
        first = min(pending, key=lambda asked: asked.key)
        yield NextStep(StepKind.ANSWER, first.ref, len(pending), first.on, first.name)


def _dated(kind: StepKind, found: list[OpenDate]) -> Iterator[NextStep]:
    if found:
        first = min(found, key=lambda one: one.day)
        yield NextStep(kind, first.item.ref, len(found), first.day)


def _owed(view: Overview) -> Iterator[NextStep]:
    """Yield the reports that are owed: the task that is silent longest, and the unit that owes the most of them."""
    owing = [leaf.facts for leaf in leaves(view.roots) if leaf.facts.owes]
    if owing:
        longest = max(owing, key=lambda facts: facts.missed)
        unit, led = by_lead(owing, lambda facts: facts.lead)[0]
        yield NextStep(StepKind.OWED, longest.task.ref, len(owing), name=unit, share=len(led))


class Today(Struct, frozen=True):
    """The picture of a plan that is shown without a command. `named` is how the plan was named, None if it was not."""

    overview: Overview
    named: str | None

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """The three next things to do."""
        return next_steps(self.overview)
