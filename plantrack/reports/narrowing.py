"""Narrowing: a plan cut down to what one unit leads, or to one task and what is below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.model.history import History
from plantrack.model.plan import Plan, Task


def of_unit(plan: Plan, roots: Sequence[TaskEvaluation], unit: str) -> Plan:
    """Return the plan with the tasks that a unit leads, as it stands, and those above them."""
    led = {evaluation.ref for evaluation in walk(roots) if unit in evaluation.facts.lead}
    return _narrowed(plan, lambda task: task.ref in led)


def of_task(plan: Plan, ref: str) -> Plan:
    """Return the plan with one task, what is below it, and the tasks above it."""
    below = {task.ref for task in plan.by_ref[ref].walk()}
    return _narrowed(plan, lambda task: task.ref in below)


def _narrowed(plan: Plan, keeps: Callable[[Task], bool]) -> Plan:
    """Return the plan with the leaves that are kept; an indicator stays where it follows one of them."""
    tasks = tuple(kept for task in plan.tasks for kept in _kept(task, keeps))
    refs = {task.ref for top in tasks for task in top.walk()}
    indicators = tuple(indicator for indicator in plan.indicators if not refs.isdisjoint(indicator.tasks))
    return replace(plan, tasks=tasks, indicators=indicators)


def _kept(task: Task, keeps: Callable[[Task], bool]) -> Iterable[Task]:
    if not task.tasks:
        return (task,) if keeps(task) else ()
    below = tuple(kept for child in task.tasks for kept in _kept(child, keeps))
    return (replace(task, tasks=below),) if below else ()


def history_of(plan: Plan, history: History) -> History:
    """Return the records that speak of what is in the plan, adoptions with that alone; every undoing stays."""
    known = {*plan.by_ref, *plan.milestones, *plan.indicator_by_id}
    return History(part for update in history.updates if (part := update.narrowed(known)))
