"""A plan as records: each of one kind, with the fields of plan.yaml. What a format makes of them is its own affair.

A task and a milestone name the task above them as `parent`; beside what was promised a task has its state of a day.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct, structs

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.model.history import History
from plantrack.model.percentages import rounded_percent
from plantrack.model.plan import Plan, Task, Text
from plantrack.model.plan_fields import Number, usual

SCHEMA = "plantrack.export/1"
STATE = ("status", "percent", "light", "as_of")
"""The fields of a task that say how it stands. They are no part of the plan."""
APART = ("units", "sections", "baseline", "figures", "indicators", "tasks")
"""The keys of plan.yaml whose entries are records of their own."""


class Export(Struct, frozen=True):
    """What is exported: the plan or a part of it, its tasks as of a day, and what happened; `units` lead the part."""

    plan: Plan
    roots: tuple[TaskEvaluation, ...]
    history: History
    as_of: date
    part: bool = False
    units: tuple[str, ...] = ()


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A section of the document as a record."""

    number: Number
    title: Text


class Record(Struct, frozen=True):
    """One thing of a plan; `values` are its fields that differ from what they are when nothing is written.

    They are numbers, texts, days as YYYY-MM-DD, and lists and groups of these. A title in two languages stays a Text.
    """

    kind: str
    values: dict[str, Any]


def records(view: Export) -> Iterator[Record]:
    """Yield what a plan holds in the order of plan.yaml, the plan itself first."""
    plan = view.plan
    states = {one.ref: _state(one, view.as_of) for one in walk(view.roots)} if view.history.updates else {}
    yield Record("plan", _plan(view))
    yield from (Record("unit", {"id": name, **stated(unit)}) for name, unit in plan.units.items())
    yield from _each("section", (Section(number, title) for number, title in plan.sections.items()))
    yield from _each("baseline", plan.baseline.figures if plan.baseline else ())
    yield from _each("figure", plan.figures)
    yield from _each("indicator", plan.indicators)
    yield from _tasks(plan.tasks, None, plan, states)


def _plan(view: Export) -> dict[str, Any]:
    plan = view.plan
    year = {"baseline": {"year": plan.baseline.year}} if plan.baseline else {}
    part = {"part": True} if view.part else {}
    return {"schema": SCHEMA, **part, **stated(plan, *APART), **year}


def _each(kind: str, entries: Iterable[Struct]) -> Iterator[Record]:
    return (Record(kind, stated(entry)) for entry in entries)


def _tasks(tasks: Iterable[Task], above: str | None, plan: Plan, states: dict[str, dict[str, Any]]) -> Iterator[Record]:
    for task in tasks:
        own = {"ref": task.ref, **_parent(task.ref, above, plan)}
        yield Record("task", own | stated(task, "ref", "milestones", "tasks") | states.get(task.ref, {}))
        for stone in task.milestones:
            yield Record("milestone", {"ref": stone.ref, "parent": task.ref, **stated(stone, "ref")})
        yield from _tasks(task.tasks, task.ref, plan, states)


def _parent(ref: str, above: str | None, plan: Plan) -> dict[str, Any]:
    """Return the task above; a task at the top says so only where its number would place it below another."""
    return {"parent": above} if above or natural_parent(ref, plan.by_ref) else {}


def natural_parent(ref: str, refs: Container[str]) -> str | None:
    """Return the reference of the task that `ref` stands below by its number."""
    parts = ref.split(".")
    above = (".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((one for one in above if one in refs), None)


def _state(one: TaskEvaluation, day: date) -> dict[str, Any]:
    """Return how a task stands on a day, under names of its own; nothing of what nobody has reported."""
    percent = None if one.facts.percent is None else rounded_percent(one.facts.percent)
    found = {"status": one.facts.status, "percent": percent, "light": one.light.meaning, "as_of": day}
    return {name: _plain(value) for name, value in found.items() if value is not None}


def stated(value: Struct, *without: str) -> dict[str, Any]:
    """Return the fields of a value that are not what they are when nothing is written, in their order."""
    return {
        field.encode_name: _plain(given)
        for field in _fields(type(value))
        if field.name not in without and (given := getattr(value, field.name)) != usual(field)
    }


@cache
def _fields(kind: type[Struct]) -> tuple[structs.FieldInfo, ...]:
    return structs.fields(kind)


def _plain(value: Any) -> Any:
    match value:
        case Struct() if type(value) is not Text:
            return stated(value)
        case tuple():
            return [_plain(one) for one in value]
        case dict():
            return {str(_plain(name)): _plain(one) for name, one in value.items()}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
    return value
