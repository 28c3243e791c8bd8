"""What must hold between the parts of a plan: references that exist and are unique, dates that fit into each other.

Each rule is a generator of (value, field, message). The message is reported where that field of the value is written,
or at the value's reference if the field is missing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plantrack.errors import InputError, Message, PlantrackError, message
from plantrack.evaluation.curve import day_of
from plantrack.model.amount_reader import OTHER_UNIT, parse_range
from plantrack.model.amounts import RATES, Quantity, kinds_counted_in
from plantrack.model.basis import Attribution, StatedBasis
from plantrack.model.measures import canonical_unit
from plantrack.model.plan import Figure, Plan, Target, Task, TaskKind, Unit

Violations = Iterator[tuple[Any, str, Message]]

NO_DUE = "{ref} is a deliverable without a date; write `due: {day}`"
NO_FIGURE = "no baseline figure is called {name}; correct the name or add the figure"
NO_SECTION = "there is no section {section} under `sections:`; add it or correct the number"
NO_TASK = "no task has the reference {ref}; correct it or add the task"
ORIGIN = "a basis is {{public: ADDRESS}}, or {{assigned: NAME, on: DATE}} with the `paper` if there is one; correct it"
UNIT = "the text {text!r} is counted in {written}, the unit says {unit}; correct one of them"
NO_UNIT = "no unit is called {unit}; add it under `units:` or correct the name"
OUTSIDE = "{day} lies outside the dates of what this belongs to ({first} to {last}); move one of them"
REVERSED = "{ref} is due on {due}, before it starts on {start}; correct one of them"
VALUE = "the text {text!r} says {written}, the value says {value}; correct one of them"
VALUE_TO = "the text {text!r} goes up to {written}, the value up to {value}; correct one of them"
KIND = "{unit!r} does not go with the kind {kind}; a number counted in it is one of {kinds}"
CUMULATIVE = "{unit!r} does not add up over a year; remove `cumulative`"
TARGET_UNIT = "the target is counted in {unit}, this indicator in {own}; correct one of them"
SAME_STEP = "another step of day {day} tells the same people about the same; make them one"
FIGURE_UNIT = "{name} is counted in {unit}, this indicator in {own}; name a figure that is counted in the same"


def references(plan: Plan) -> Violations:
    """Every task and milestone has a unique reference."""
    if repeats_references(plan):
        entries = (entry for task in plan.walk() for entry in (task, *task.milestones))
        yield from _repeated(entries, "ref", "the reference {ref} is used twice; give this one a new number")


def repeats_references(plan: Plan) -> bool:
    """Tell whether tasks and milestones have the same reference."""
    every = sum(1 + len(task.milestones) for task in plan.walk())
    return len(plan.by_ref.keys() | plan.milestones.keys()) < every


def identifiers(plan: Plan) -> Violations:
    """Figures and indicators share one set of ids."""
    entries = (*_figures(plan), *plan.indicators)
    yield from _repeated(entries, "id", "the id {id} is used twice; give this one another name")


def _repeated(entries: Iterable[Any], field: str, template: str) -> Violations:
    seen: set[str] = set()
    for entry in entries:
        name = getattr(entry, field)
        if name in seen:
            yield entry, field, message(template, **{field: name})
        seen.add(name)


def units(plan: Plan) -> Violations:
    """Every unit that is named is defined under `units`."""
    if plan.issuer not in plan.units:
        yield plan, "issuer", message(NO_UNIT, unit=plan.issuer)
    for name, known in plan.units.items():
        yield from _unit(plan, name, known)
    for task in plan.walk():
        for field, named in (("lead", task.lead), ("support", task.support)):
            for number, unit in enumerate(named):
                if unit not in plan.units:
                    yield task, f"{field}[{number}]", message(NO_UNIT, unit=unit)


def _unit(plan: Plan, name: str, unit: Unit) -> Violations:
    if unit.successor and not unit.until:
        yield (
            unit,
            "successor",
            message("{unit} has a successor and no last day; write `until:`", unit=name),
        )
    if unit.successor and unit.successor not in plan.units:
        yield unit, "successor", message(NO_UNIT, unit=unit.successor)
    if unit.until and plan.acting((name,), date.max) == (name,) and unit.successor:
        yield unit, "successor", message("{unit} would succeed itself; correct `successor:`", unit=name)


def kinds(plan: Plan) -> Violations:
    """A leaf has a kind, a parent has none; a deliverable has a due date."""
    for task in plan.walk():
        ref = task.ref
        if task.tasks and task.kind:
            yield task, "kind", message("{ref} has sub-tasks, so it has no kind of its own; remove `kind`", ref=ref)
        elif not task.tasks and not task.kind:
            yield task, "kind", message("{ref} has no kind; write `kind: deliverable` or `kind: ongoing`", ref=ref)
        elif task.kind is TaskKind.DELIVERABLE and task.due is None:
            yield task, "due", message(NO_DUE, ref=ref, day=plan.period.last)


def dates(plan: Plan) -> Violations:
    """Whatever is part of something begins and ends within it."""
    if plan.period.first > plan.period.last:
        yield plan.period, "last", message("the period ends before it begins; correct one of its days")
    for task in plan.tasks:
        yield from _dates(task, plan.period.first, plan.period.last)


def _dates(task: Task, first: date, last: date) -> Violations:
    begin, end = task.start or first, task.due or last
    for field, day in (("start", task.start), ("due", task.due)):
        if day and not first <= day <= last:
            yield task, field, message(OUTSIDE, day=day, first=first, last=last)
    if task.start and task.due and task.start > task.due:
        yield task, "due", message(REVERSED, ref=task.ref, due=end, start=begin)
        return
    for stone in task.milestones:
        if not begin <= stone.due <= end:
            yield stone, "due", message(OUTSIDE, day=stone.due, first=begin, last=end)
    for child in task.tasks:
        yield from _dates(child, max(begin, first), min(end, last))


def bases(plan: Plan) -> Violations:
    """What was published has its address and nothing else; what was assigned says by whom and when."""
    for task in plan.walk():
        yield from _bases((task.basis, name, getattr(task.basis, name)) for name in ("lead", "support", "due"))
        yield from _bases((stone, "basis", stone.basis) for stone in task.milestones)
    yield from _bases((one.target, "basis", one.target.basis) for one in plan.indicators if one.target)


def _bases(found: Iterable[tuple[Any, str, StatedBasis | None]]) -> Violations:
    for holder, name, basis in found:
        if isinstance(basis, Attribution):
            decided = (basis.assigned, basis.on, basis.paper)
            if any(decided) if basis.public else not (basis.assigned and basis.on):
                yield holder, name, message(ORIGIN)


def report_deadlines(plan: Plan) -> Violations:
    """The days by which reports must be in are written as the grammar of dates reads them."""
    entries: tuple[Plan | Task, ...] = (plan, *plan.walk())
    for entry in entries:
        if entry.report_due:
            from plantrack.dates.deadlines import check_report_rule  # the grammar of dates takes its time to load

            try:
                check_report_rule(entry.report_due)
            except InputError as error:
                yield entry, "report_due", error.message


def curves(plan: Plan) -> Violations:
    """The points of a curve lie within the dates of what it belongs to, and never fall."""
    whole = plan.period
    yield from _curve(plan, plan.curve, whole.first, (whole.first, whole.last))
    for task in filter(attrgetter("curve"), plan.walk()):
        yield from _curve(task, task.curve, whole.first, (task.start or whole.first, task.due or whole.last))


def _curve(entry: Plan | Task, points: Mapping[str, float], first: date, within: tuple[date, date]) -> Violations:
    days = {name: day_of(name, first) for name in points}
    for name, day in days.items():
        if day is None:
            yield entry, "curve", message("the day {text} does not exist in the calendar; correct it", text=name)
        elif not within[0] <= day <= within[1]:
            yield entry, "curve", message(OUTSIDE, day=day, first=within[0], last=within[1])
    known = sorted((day, points[name]) for name, day in days.items() if day)
    if len({day for day, _ in known}) < len(known):
        yield entry, "curve", message("the curve names one day twice; keep one of them")
    if any(later < before for (_, before), (_, later) in pairwise(known)):
        yield entry, "curve", message("the curve falls; what should be done by a later day is never less")


def numbers(plan: Plan) -> Violations:
    """A figure's value is what its text says, and its section is one of the plan's."""
    entries: tuple[Figure | Target, ...] = (*_figures(plan), *(i.target for i in plan.indicators if i.target))
    for entry in entries:
        yield from _number(entry)
    for figure in _figures(plan):
        if figure.kind not in (fitting := kinds_counted_in(figure.unit)):
            yield figure, "kind", message(KIND, unit=figure.unit, kind=figure.kind.value, kinds=tuple(fitting))
    for figure in plan.baseline.figures if plan.baseline else ():
        if plan.sections and (n := figure.section) not in plan.sections:
            yield figure, "section", message(NO_SECTION, section=n)


def _number(entry: Figure | Target) -> Violations:
    text = entry.text
    try:
        written = parse_range(text, entry.unit)
    except PlantrackError as error:
        other = _in_its_unit(text) if error.message.template == OTHER_UNIT else None
        if other is None:
            yield entry, "text", error.message
            return
        written = other
        yield entry, "unit", message(UNIT, text=text, written=written.unit, unit=entry.unit)
    if written.value != entry.value:
        yield entry, "value", message(VALUE, text=text, written=written.value, value=entry.value)
    if written.value_to != entry.value_to:
        upper, stated = written.value_to or "–", entry.value_to or "–"
        yield entry, "value_to", message(VALUE_TO, text=text, written=upper, value=stated)


def _in_its_unit(text: str) -> Quantity | None:
    """Return an amount in the unit that it is written in; None where its ends have two."""
    with suppress(PlantrackError):
        return parse_range(text)
    return None


def indicators(plan: Plan) -> Violations:
    """An indicator follows tasks that exist and continues figures that exist, in the same unit."""
    figures = {f.id: f for f in plan.baseline.figures} if plan.baseline else {}
    for entry in plan.indicators:
        own = canonical_unit(entry.unit)
        for n, ref in enumerate(entry.tasks):
            if ref not in plan.by_ref:
                yield entry, f"tasks[{n}]", message(NO_TASK, ref=ref)
        for n, name in enumerate(entry.baseline):
            figure = figures.get(name)
            if figure is None:
                yield entry, f"baseline[{n}]", message(NO_FIGURE, name=name)
            elif canonical_unit(figure.unit) != own:
                yield entry, f"baseline[{n}]", message(FIGURE_UNIT, name=name, unit=figure.unit, own=entry.unit)
        if entry.cumulative and own in RATES:
            yield entry, "cumulative", message(CUMULATIVE, unit=entry.unit)
        if entry.target and canonical_unit(entry.target.unit) != own:
            yield entry.target, "unit", message(TARGET_UNIT, unit=entry.target.unit, own=entry.unit)


def ladder(plan: Plan) -> Violations:
    """On one day of the ladder nobody is told the same in two ways."""
    seen: set[tuple[int, str, str]] = set()
    for step in plan.reminders:
        told = {(step.day, level, subject) for level in step.to for subject in step.about}
        if not seen.isdisjoint(told):
            yield step, "day", message(SAME_STEP, day=step.day)
        seen |= told


def time_zone(plan: Plan) -> Violations:
    """The time zone is in the time zone database."""
    try:
        ZoneInfo(plan.timezone)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        said = message("no time zone is called {name!r}; write it as Asia/Shanghai", name=plan.timezone)
        yield plan, "timezone", said


def _figures(plan: Plan) -> tuple[Figure, ...]:
    return (*(plan.baseline.figures if plan.baseline else ()), *plan.figures)


RULES: tuple[Callable[[Plan], Violations], ...] = (
    references, identifiers, units, kinds, dates, bases, report_deadlines, curves, numbers, indicators, ladder,
    time_zone,
)  # fmt: skip
