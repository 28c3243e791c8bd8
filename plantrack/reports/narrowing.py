"""The part of a plan that some units lead, or that lies below some tasks, and the records on it."""

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import replace

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.model.history import History
from plantrack.model.plan import Plan, Task


def of_units(plan: Plan, roots: Sequence[TaskEvaluation], units: Iterable[str], *, supported: bool = False) -> Plan:
    """Return the plan with the tasks that one of the units leads as of that day, and those above them.

    What it supports counts too where that is asked for.
    """
    named = frozenset(units)
    owners = ((one.ref, (*one.facts.lead, *(one.facts.support if supported else ()))) for one in walk(roots))
    return _narrowed(plan, {ref for ref, answering in owners if not named.isdisjoint(answering)})


def references(plan: Plan) -> frozenset[str]:
    """Return everything in a plan that records are about."""
    return frozenset({*plan.by_ref, *plan.milestones, *plan.indicator_by_id})


def parts_of_units(roots: Iterable[TaskEvaluation]) -> dict[str | None, list[TaskEvaluation]]:
    """Return the top-level tasks of each unit that leads something, as `of_units` narrows them; None is nobody.

    A task that several units lead stands in the part of each. What a task above says of all below it stays as it is.
    """
    found: dict[str | None, list[TaskEvaluation]] = {}
    for top in roots:
        for unit, part in _parts(top).items():
            found.setdefault(unit, []).append(part)
    return found


def _parts(top: TaskEvaluation) -> dict[str | None, TaskEvaluation]:
    if not top.children:
        return dict.fromkeys(top.facts.lead or (None,), top)
    below = parts_of_units(top.children).items()
    return {unit: replace(top, facts=replace(top.facts, children=_facts(c)), children=tuple(c)) for unit, c in below}


def _facts(evaluations: Iterable[TaskEvaluation]) -> tuple[TaskFacts, ...]:
    return tuple(evaluation.facts for evaluation in evaluations)


def of_tasks(plan: Plan, refs: Iterable[str]) -> Plan:
    """Return the plan with some tasks, what is below them, and the tasks above them."""
    return _narrowed(plan, refs_below(plan, refs))


def of_refs(plan: Plan, refs: Container[str]) -> Plan:
    """Return the plan with those of its leaves that are among some references, and the tasks above them."""
    return _narrowed(plan, refs)


def refs_below(plan: Plan, refs: Iterable[str]) -> frozenset[str]:
    """Return the references of some tasks and of every task below them."""
    return frozenset(task.ref for ref in refs for task in plan.by_ref[ref].walk())


def _narrowed(plan: Plan, kept: Container[str]) -> Plan:
    """Return the plan with the leaves that are kept, and the indicators that follow one of them."""
    tasks = tuple(_pruned(plan.tasks, kept))
    refs = {task.ref for top in tasks for task in top.walk()}
    indicators = tuple(indicator for indicator in plan.indicators if not refs.isdisjoint(indicator.tasks))
    return replace(plan, tasks=tasks, indicators=indicators)


def _pruned(tasks: Iterable[Task], kept: Container[str]) -> Iterator[Task]:
    for task in tasks:
        below = tuple(_pruned(task.tasks, kept))
        if below or (not task.tasks and task.ref in kept):
            yield replace(task, tasks=below)


def history_of(plan: Plan, history: History) -> History:
    """Return the records on what is in the plan; adoptions are narrowed to it, and every retraction stays."""
    return history.about(references(plan))
