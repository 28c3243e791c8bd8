"""The lights of the rule set `default`, rule by rule."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

BEST_TO_WORST = ("cancelled", "done", "not-due", "on-track", "attention", "unreported", "off-track")
FAR = 30


class Thresholds(NamedTuple):
    """The numbers of a policy."""

    behind: Fraction
    due_soon: int


def light(leaf: dict[str, Any], as_of: date, limits: Thresholds) -> tuple[str, str]:
    """Return the light of a leaf and why it has it: the first rule that holds."""
    status, percent, expected = leaf["status"], leaf["percent"], leaf["expected"]
    behind = None if percent is None or expected is None else expected - percent
    to_due = (leaf["due"] - as_of).days if leaf["due"] else None
    rules = [
        ("cancelled", "cancelled", status == "cancelled"),
        ("done", "done", status == "done"),
        ("off-track", "overdue", leaf["overdue"]),
        ("off-track", "far-behind", behind is not None and behind > FAR),
        ("unreported", "unreported", bool(leaf["missing"])),
        ("attention", "blocked", status == "blocked"),
        ("attention", "milestone-overdue", any(stone["missed"] for stone in leaf["milestones"])),
        ("attention", "behind", behind is not None and limits.behind < behind <= FAR),
        ("attention", "due-soon", to_due is not None and 0 <= to_due <= limits.due_soon),
        ("not-due", "not-adopted", leaf["adopted"] is None),
        ("not-due", "nothing-owed", not leaf["owed"] and not leaf["reported"]),
        ("attention", "percent-unknown",
         leaf["kind"] == "deliverable" and leaf["reported"] and percent is None and (expected or 0) > limits.behind),
        ("attention", "status-unknown", leaf["reported"] and status is None and percent is None),
    ]  # fmt: skip
    for meaning, why, holds in rules:
        if holds:
            return meaning, why
    return ("attention", "silent") if leaf["silent"] else ("on-track", "reported")


def worst(lights: list[str]) -> str:
    """Return the light of a parent: its worst leaf's."""
    return max(lights, key=BEST_TO_WORST.index)
