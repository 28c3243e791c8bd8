"""What the shell offers: references, indicators and units of the plan, with their titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from plantrack.errors import PlantrackError
from plantrack.model.plan import Plan

Offer = list[tuple[str, str]]


def _offered(ctx: Any, names: Callable[[Plan, str], Iterable[tuple[str, str]]]) -> Offer:
    """Return names with titles in the reader's language; nothing where no plan can be read."""
    from plantrack.cli.desk import Desk

    try:
        desk = Desk(ctx.params.get("plan"), None)
        return list(names(desk.plan, desk.language))
    except (PlantrackError, OSError):
        return []


def _tasks(plan: Plan, language: str) -> Offer:
    return [(task.ref, task.title.in_language(language)) for task in plan.walk()]


def complete_task(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's tasks."""
    return [pair for pair in _offered(ctx, _tasks) if pair[0].startswith(incomplete)]


def complete_reference(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's tasks and milestones."""

    def names(plan: Plan, language: str) -> Offer:
        stones = [(ref, stone.title.in_language(language)) for ref, (_, stone) in plan.milestones.items()]
        return _tasks(plan, language) + stones

    return [pair for pair in _offered(ctx, names) if pair[0].startswith(incomplete)]


def complete_indicator(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's indicators."""
    found = _offered(ctx, lambda plan, lang: [(i.id, i.label.in_language(lang)) for i in plan.indicators])
    return [pair for pair in found if pair[0].startswith(incomplete)]


def complete_rule(incomplete: str) -> list[str]:
    """Offer the rules of the check."""
    from plantrack.checks import RULES

    return [name for name in RULES if name.startswith(incomplete)]


def complete_unit(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's units."""
    found = _offered(ctx, lambda plan, lang: [(key, unit.in_language(lang)) for key, unit in plan.units.items()])
    return [pair for pair in found if pair[0].startswith(incomplete)]
