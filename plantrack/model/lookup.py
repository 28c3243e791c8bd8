"""What a person typed, as a reference, indicator or unit: the exact name, else words that fit exactly one title."""

from __future__ import annotations

from collections.abc import Iterable

from plantrack.errors import NotFoundError
from plantrack.model.plan import Plan

Named = tuple[str, str, str]
"""A name to be found, and its titles in Chinese and English."""


def find_reference(plan: Plan, typed: str, *, milestones: bool = True) -> str:
    """Return the reference of the task or milestone meant by `typed`; tasks are tried before milestones.

    Raises NotFoundError, with the candidates where several fit.
    """
    tasks = [(task.ref, task.title.zh, task.title.en) for task in plan.walk()]
    stones = [(ref, s.title.zh, s.title.en) for ref, (_, s) in plan.milestones.items()] if milestones else []
    if typed in plan.by_ref or (milestones and typed in plan.milestones):
        return typed
    if typed in plan.milestones:
        task = plan.milestones[typed][0].ref
        raise NotFoundError("{typed} is a milestone; name its task {task}", typed=typed, task=task)
    fitting = _fitting(tasks, typed) or _fitting(stones, typed)
    return _only(fitting, typed, plan, "no task or milestone is called {typed!r}; `plantrack list` shows them all")


def find_indicator(plan: Plan, typed: str) -> str:
    """Return the id of the indicator meant by `typed`. Raises NotFoundError."""
    if typed in plan.indicator_by_id:
        return typed
    every = [(entry.id, entry.label.zh, entry.label.en) for entry in plan.indicators]
    return _only(
        _fitting(every, typed), typed, plan, "no indicator is called {typed!r}; `plantrack baseline` shows them all"
    )


def find_my_unit(plan: Plan, name: str) -> str:
    """Return the id of the unit that a person acts for, or that bears the name. Raises NotFoundError."""
    try:
        return find_unit(plan, name)
    except NotFoundError:
        raise NotFoundError(
            "{name} is no unit, and no unit lists that name under `people:`; say who you are with --by", name=name
        ) from None


def find_unit(plan: Plan, typed: str) -> str:
    """Return the id of the unit meant by `typed`: its id, a name, or one of its people. Raises NotFoundError."""
    if typed in plan.units:
        return typed
    every = [(key, unit.zh, unit.en) for key, unit in plan.units.items()]
    people = [entry for entry in every if typed in plan.units[entry[0]].people]
    return _only(
        people or _fitting(every, typed), typed, plan, "no unit is called {typed!r}; the plan's directory has: {known}"
    )


def _fitting(every: Iterable[Named], typed: str) -> list[Named]:
    """Return what bears exactly that title, else whatever has all the typed words in one of its titles."""
    entries = list(every)
    wanted = typed.casefold().strip()
    exact = [entry for entry in entries if wanted in (entry[1].casefold(), entry[2].casefold())]
    if exact or not any(char.isalnum() for char in wanted):
        return exact
    words = wanted.split()
    return [e for e in entries if any(all(word in title.casefold() for word in words) for title in e[1:])]


def _only(fitting: list[Named], typed: str, plan: Plan, template: str) -> str:
    if len(fitting) == 1:
        return fitting[0][0]
    if not fitting:
        raise NotFoundError(template, typed=typed, known=", ".join(plan.units))
    names = tuple((name, zh if plan.language == "zh" else en) for name, zh, en in fitting)
    raise NotFoundError("{typed!r} fits several; choose one", typed=typed, candidates=names)
