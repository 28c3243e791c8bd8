"""What must hold between the parts of a plan: references that exist and are unique, dates that fit into each other.

Each rule is a generator of (value, field, message): the message is shown where that field of that value stands, or
at its reference where the field is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plantrack.errors import Message, PlantrackError, message
from plantrack.evaluation.curve import day_of
from plantrack.model.amounts import canonical_unit, parse_range
from plantrack.model.plan import Figure, Indicator, Milestone, Plan, Target, Task, TaskKind

Violations = Iterator[tuple[Any, str, Message]]


def references(plan: Plan) -> Violations:
    """Every task and milestone has a reference of its own."""
    seen: set[str] = set()
    for task in plan.walk():
        entries: tuple[Task | Milestone, ...] = (task, *task.milestones)
        for entry in entries:
            if entry.ref in seen:
                said = message("the reference {ref} is used twice; give this one a number of its own", ref=entry.ref)
                yield entry, "ref", said
            seen.add(entry.ref)


def identifiers(plan: Plan) -> Violations:
    """Figures and indicators share one set of ids."""
    seen: set[str] = set()
    entries: tuple[Figure | Indicator, ...] = (*_figures(plan), *plan.indicators)
    for entry in entries:
        if entry.id in seen:
            yield entry, "id", message("the id {id} is used twice; give this one a name of its own", id=entry.id)
        seen.add(entry.id)


def units(plan: Plan) -> Violations:
    """Whoever answers for something stands in the directory of units."""
    if plan.issuer not in plan.units:
        yield plan, "issuer", _no_unit(plan.issuer)
    for task in plan.walk():
        for field, named in (("lead", task.lead), ("support", task.support)):
            for number, unit in enumerate(named):
                if unit not in plan.units:
                    yield task, f"{field}[{number}]", _no_unit(unit)


def _no_unit(unit: str) -> Message:
    return message("no unit is called {unit}; add it under `units:` or correct the name", unit=unit)


def kinds(plan: Plan) -> Violations:
    """A leaf says what it is, a parent does not; a deliverable has a due date."""
    for task in plan.walk():
        if task.tasks and task.kind:
            said = message("{ref} has sub-tasks, so it has no kind of its own; leave `kind` out", ref=task.ref)
            yield task, "kind", said
        elif not task.tasks and not task.kind:
            yield task, "kind", message("{ref} has no kind; write `kind: deliverable` or `kind: ongoing`", ref=task.ref)
        elif task.kind is TaskKind.DELIVERABLE and task.due is None:
            yield task, "due", message("{ref} is a deliverable without a date; write `due: 2024-12-31`", ref=task.ref)


def dates(plan: Plan) -> Violations:
    """What lies inside something begins and ends inside it."""
    if plan.period.first > plan.period.last:
        yield plan.period, "last", message("the period ends before it begins; correct one of its days")
    for task in plan.tasks:
        yield from _dates(task, plan.period.first, plan.period.last)


def _dates(task: Task, first: date, last: date) -> Violations:
    begin, end = task.start or first, task.due or last
    for field, day in (("start", task.start), ("due", task.due)):
        if day and not first <= day <= last:
            yield task, field, _outside(day, first, last)
    if task.start and task.due and task.start > task.due:
        yield task, "due", message(
            "{ref} is due on {due}, before it starts on {start}; correct one of them",
            ref=task.ref, due=end, start=begin,
        )  # fmt: skip
        return
    for stone in task.milestones:
        if not begin <= stone.due <= end:
            yield stone, "due", _outside(stone.due, begin, end)
    for child in task.tasks:
        yield from _dates(child, max(begin, first), min(end, last))


def _outside(day: date, first: date, last: date) -> Message:
    return message(
        "{day} lies outside the dates of what this belongs to ({first} to {last}); move one of them",
        day=day, first=first, last=last,
    )  # fmt: skip


def curves(plan: Plan) -> Violations:
    """The points of a curve lie on days of what it belongs to, and never fall."""
    yield from _curve(plan, plan.curve, plan.period.first, (plan.period.first, plan.period.last))
    for task in plan.walk():
        within = (task.start or plan.period.first, task.due or plan.period.last)
        yield from _curve(task, task.curve, plan.period.first, within)


def _curve(entry: Plan | Task, points: Mapping[str, float], first: date, within: tuple[date, date]) -> Violations:
    days = {name: day_of(name, first) for name in points}
    for name, day in days.items():
        if day is None:
            yield entry, "curve", message("the day {text} does not exist in the calendar; correct it", text=name)
        elif not within[0] <= day <= within[1]:
            yield entry, "curve", _outside(day, *within)
    if len({*days.values()} - {None}) < sum(day is not None for day in days.values()):
        yield entry, "curve", message("the curve names one day twice; keep one of them")
    known = sorted((day, points[name]) for name, day in days.items() if day)
    if any(later < before for (_, before), (_, later) in pairwise(known)):
        yield entry, "curve", message("the curve falls; what should be done by a later day is never less")


def numbers(plan: Plan) -> Violations:
    """A figure's value is what its text says, and its section is one of the plan's."""
    entries: tuple[Figure | Target, ...] = (*_figures(plan), *(i.target for i in plan.indicators if i.target))
    for entry in entries:
        yield from _number(entry)
    for figure in plan.baseline.figures if plan.baseline else ():
        if plan.sections and figure.section not in plan.sections:
            said = message(
                "no section {section} stands under `sections:`; add it or correct the number", section=figure.section
            )
            yield figure, "section", said


def _number(entry: Figure | Target) -> Violations:
    try:
        written = parse_range(entry.text)
    except PlantrackError as error:
        yield entry, "text", error.message
        return
    if written.value != entry.value:
        yield entry, "value", message(
            "the text {text!r} says {written}, the value says {value}; correct one of them",
            text=entry.text, written=written.value, value=entry.value,
        )  # fmt: skip
    if written.value_to != entry.value_to:
        yield entry, "value_to", message(
            "the text {text!r} goes up to {written}, the value up to {value}; correct one of them",
            text=entry.text, written=written.value_to or "–", value=entry.value_to or "–",
        )  # fmt: skip
    if canonical_unit(written.unit) != canonical_unit(entry.unit):
        yield entry, "unit", message(
            "the text {text!r} is counted in {written}, the unit says {unit}; correct one of them",
            text=entry.text, written=written.unit, unit=entry.unit,
        )  # fmt: skip


def indicators(plan: Plan) -> Violations:
    """An indicator follows tasks that exist and continues figures that exist, in the same unit."""
    figures = {f.id: f for f in plan.baseline.figures} if plan.baseline else {}
    for entry in plan.indicators:
        for number, ref in enumerate(entry.tasks):
            if ref not in plan.by_ref:
                said = message("no task has the reference {ref}; correct it or add the task", ref=ref)
                yield entry, f"tasks[{number}]", said
        for number, name in enumerate(entry.baseline):
            yield from _continues(entry, f"baseline[{number}]", name, figures.get(name))
        if entry.target and canonical_unit(entry.target.unit) != canonical_unit(entry.unit):
            yield entry.target, "unit", message(
                "the target is counted in {unit}, this indicator in {own}; correct one of them",
                unit=entry.target.unit, own=entry.unit,
            )  # fmt: skip


def _continues(entry: Indicator, field: str, name: str, figure: Figure | None) -> Violations:
    if figure is None:
        said = message("no baseline figure is called {name}; correct the name or add the figure", name=name)
        yield entry, field, said
    elif canonical_unit(figure.unit) != canonical_unit(entry.unit):
        yield entry, field, message(
            "{name} is counted in {unit}, this indicator in {own}; name a figure that is counted in the same",
            name=name, unit=figure.unit, own=entry.unit,
        )  # fmt: skip


def time_zone(plan: Plan) -> Violations:
    """The time zone is one that the time zone database has."""
    try:
        ZoneInfo(plan.timezone)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        said = message("no time zone is called {name!r}; write it as Asia/Shanghai", name=plan.timezone)
        yield plan, "timezone", said


def _figures(plan: Plan) -> tuple[Figure, ...]:
    return (*(plan.baseline.figures if plan.baseline else ()), *plan.figures)


RULES: tuple[Callable[[Plan], Violations], ...] = (
    references, identifiers, units, kinds, dates, curves, numbers, indicators, time_zone,
)  # fmt: skip
