"""Changes of a plan as it stands in its file: new entries with the next free reference, and entries that differ.

Pure: how a change is written is `planfile.editing`'s, what it means for promises is `promises`'.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import InputError
from plantrack.model.plan import Indicator, Milestone, Plan, Task, Text, Unit
from plantrack.model.promises import Amendment, told

TOLD = (
    "title", "short", "kind", "lead", "support", "start", "due", "weight", "people", "unit", "indicators", "baseline",
    "target", "headline", "cumulative",
)  # fmt: skip
"""The fields whose change is told, under the names by which changes are told."""


def next_reference(above: str | None, used: Iterable[str]) -> str:
    """Return the reference that follows every one ever used directly below a task; at the top, below none."""
    start = f"{above}." if above else ""
    taken = (re.match("[0-9]{1,6}(?![0-9])", ref.removeprefix(start)) for ref in used if ref.startswith(start))
    return f"{start}{max((int(found[0]) for found in taken if found), default=0) + 1}"


def with_task(plan: Plan, above: str | None, task: Task) -> Plan:
    """Return the plan with one more task, last below another or at the top.

    What has tasks below it says nothing of its own, so it has no kind any more.
    """
    if above is None:
        return replace(plan, tasks=(*plan.tasks, task))
    return with_task_changed(plan, above, lambda old: replace(old, kind=None, tasks=(*old.tasks, task)))


def with_milestone(plan: Plan, task: str, stone: Milestone) -> Plan:
    """Return the plan with one more milestone, the last of its task."""
    return with_task_changed(plan, task, lambda old: replace(old, milestones=(*old.milestones, stone)))


def with_unit(plan: Plan, name: str, unit: Unit) -> Plan:
    """Return the plan with one more unit. Raises InputError where one has that id."""
    if name in plan.units:
        raise InputError("there is a unit {name} already", name=name)
    return replace(plan, units={**plan.units, name: unit})


def with_indicator(plan: Plan, indicator: Indicator) -> Plan:
    """Return the plan with one more indicator. Raises InputError where one has that id."""
    if indicator.id in plan.indicator_by_id:
        raise InputError("there is an indicator {name} already", name=indicator.id)
    return replace(plan, indicators=(*plan.indicators, indicator))


def with_changed(plan: Plan, name: str, **fields: Any) -> Plan:
    """Return the plan in which the task, milestone, indicator or unit of that name has other fields."""
    if name in plan.units:
        return replace(plan, units={**plan.units, name: replace(plan.units[name], **fields)})
    if name in plan.indicator_by_id:
        every = (replace(one, **fields) if one.id == name else one for one in plan.indicators)
        return replace(plan, indicators=tuple(every))
    if name in plan.milestones:
        task, stone = plan.milestones[name]
        stones = tuple(replace(one, **fields) if one is stone else one for one in task.milestones)
        return with_task_changed(plan, task.ref, lambda old: replace(old, milestones=stones))
    return with_task_changed(plan, name, lambda old: replace(old, **fields))


def with_task_changed(plan: Plan, ref: str, change: Callable[[Task], Task]) -> Plan:
    """Return the plan in which a task is what a change makes of it; the others are the same objects."""
    old, *above = plan.lineage(ref)
    new = change(old)
    for parent in above:
        changed = replace(parent, tasks=tuple(new if one is old else one for one in parent.tasks))
        old, new = parent, changed
    return replace(plan, tasks=tuple(new if one is old else one for one in plan.tasks))


def differing(old: Plan, new: Plan) -> Iterator[Amendment]:
    """Yield the tasks, milestones, indicators and units that are new in a plan, and the fields that are others."""
    before = dict(_entries(old))
    for name, now in _entries(new):
        was = before.get(name)
        if was is None:
            yield Amendment(name, None, None, name)
        elif was is not now:
            yield from _fields(name, was, now)


def _entries(plan: Plan) -> Iterator[tuple[str, Struct]]:
    yield from plan.units.items()
    yield from plan.indicator_by_id.items()
    for task in plan.walk():
        yield task.ref, task
        yield from ((stone.ref, stone) for stone in task.milestones)


def _fields(name: str, was: Any, now: Any) -> Iterator[Amendment]:
    """Yield the fields of an entry that differ. What is below it differs by itself."""
    pairs = {field: (getattr(was, field), getattr(now, field)) for field in now.__struct_fields__}
    if isinstance(now, Unit):
        pairs = {"title": (Text(was.zh, was.en), Text(now.zh, now.en)), **pairs}
    if isinstance(now, Indicator):
        pairs["title"], pairs["indicators"] = pairs.pop("label"), pairs.pop("tasks")
        pairs["target"] = tuple(target and target.text for target in pairs["target"])
    yield from told(name, {field: pair for field, pair in pairs.items() if field in TOLD and pair[0] != pair[1]})
