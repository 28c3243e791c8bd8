"""The units beside each other: what each leads, in numbers, and its place by the rule that the plan names."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from reference.evaluation import Facts, everywhere, leaves_of, number, shown, summary
from reference.report import requests
from reference.tasks import Cut

NUMBERS = ("total", "lights", "owed", "overdue_tasks", "reported", "percent", "expected", "tasks")
"""What is told of a unit under the same names as of the plan."""


def ranking(cut: Cut, roots: list[Facts], before: tuple[Cut, list[Facts]]) -> dict[str, Any]:
    """Return each unit with its place and its numbers, of now and of the period before; "" is nobody."""
    now, then, counts = by_unit(cut, roots), by_unit(*before), extensions(cut, roots)
    places, places_then = placed(cut, now), placed(cut, then)
    return {
        unit: {"place": places.get(unit), "place_before": places_then.get(unit), "extensions": counts.count(unit),
               "now": found, "before": then.get(unit)}
        for unit, found in now.items()
    }  # fmt: skip


def by_unit(cut: Cut, roots: list[Facts]) -> dict[str, dict[str, Any]]:
    """Return the numbers of each unit that leads something."""
    units = {unit for root in roots for leaf in leaves_of(root) for unit in leaf["lead"] or [""]}
    return {unit: numbers(cut, [part for root in roots if (part := led(root, unit))]) for unit in units}


def led(found: Facts, unit: str) -> Facts | None:
    """Return a task with what a unit leads below it; nothing where it leads nothing there."""
    if not found["children"]:
        return found if unit in (found["lead"] or [""]) else None
    below = [part for child in found["children"] if (part := led(child, unit))]
    return found | {"children": below} if below else None


def numbers(cut: Cut, part: list[Facts]) -> dict[str, Any]:
    """Return the numbers of a part of the plan; of the tasks on which a report is due, on how many it was given."""
    every, found = [one for root in part for one in leaves_of(root)], summary(cut, part)
    due = [one for one in every if one["owed"]]
    given = number(not one["missing"] for one in due)
    return {name: found[name] for name in NUMBERS} | {"reports_due": len(due), "reports_given": given}


def placed(cut: Cut, found: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Return the place of each unit that can be compared: one more than there are better ones."""
    rule = cut.plan.get("bulletin", {}).get("rank_by", "reported")
    scores = {unit: one for unit, told in found.items() if unit and (one := score(told, rule))}
    return {unit: 1 + number(other > one for other in scores.values()) for unit, one in scores.items()}


def score(told: dict[str, Any], rule: str) -> list[Fraction] | None:
    """Return what a unit is compared by, the more the better."""
    if rule == "reported":
        due = told["reports_due"]
        return [shown(Fraction(100 * told["reports_given"], due)) or Fraction(0)] if due else None
    if rule == "progress":
        return None if told["expected"] is None else [(told["percent"] or Fraction(0)) - told["expected"]]
    if not told["tasks"]:
        return None
    lights = [told["lights"][name] for name in ("off-track", "unreported", "attention")]
    return [-Fraction(many, told["tasks"]) for many in ([told["overdue_tasks"]] if rule == "overdue" else lights)]


def extensions(cut: Cut, roots: list[Facts]) -> list[str]:
    """Return who leads what each extension was asked for, once for each that was."""
    leads = {found["ref"]: found["lead"] or [""] for found in everywhere(roots)}
    leads |= {stone["ref"]: leads[found["ref"]] for found in everywhere(roots) for stone in found["milestones"]}
    return [unit for what, ref, _, _ in requests(cut) if what == "extend" for unit in leads.get(ref, [""])]
