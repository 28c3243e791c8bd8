"""Quiet slips: what the plan file says and nobody adopted or approved, by reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reference.approvals import SETTLED
from reference.journal import Record, last_value
from reference.tasks import Cut, as_day, currently, walk

OF_TASK = (
    "title", "parent", "kind", "weight", "start", "due", "curve", "lead", "support", "report_every", "report_due",
)  # fmt: skip
OF_MILESTONE = ("title", "parent", "weight", "due")


def slips(cut: Cut) -> Iterator[str]:
    """Yield the references on which the plan file differs from what was adopted, whatever day is asked about.

    None before the plan was first adopted. What an adoption did not name is no slip.
    """
    cut = replace(cut, records=cut.everything)
    adoptions = [record for record in cut.records if record["kind"] == "adopt"]
    promised = {ref for record in adoptions for ref in record["promises"]}
    there = planned(cut)
    in_force = {ref for ref in promised if not adopted(cut, ref, "dropped")}
    if promised:
        yield from in_force ^ there.keys()
        yield from (ref for ref in in_force & there.keys() if differs(cut, ref, there[ref]))


def planned(cut: Cut) -> dict[str, Record]:
    """Return what the plan file says of each task, milestone and target."""
    found = {}
    above = {child["ref"]: task["ref"] for task in walk(cut.plan["tasks"]) for child in task.get("tasks", [])}
    for task in walk(cut.plan["tasks"]):
        said = task | {"parent": above.get(task["ref"])}
        found[task["ref"]] = {name: said.get(name) for name in OF_TASK}
        for stone in task.get("milestones", []):
            said = stone | {"parent": task["ref"]}
            found[stone["ref"]] = {name: said.get(name) for name in OF_MILESTONE}
    for one in cut.plan.get("indicators", []):
        if target := one.get("target"):
            found[one["id"]] = {"title": one["label"], "target": target["value"], "target_text": target["text"]}
    return found


def adopted(cut: Cut, ref: str, name: str) -> tuple[Any] | None:
    """Return what the last adoption that names a field of a reference says."""

    def written(record: Record) -> tuple[Any] | None:
        named = record["promises"].get(ref) if record["kind"] == "adopt" else None
        if named is None:
            return None
        if name == "dropped":
            return (named.get("dropped", False),)
        return (named[name],) if name in named else None

    found = last_value(cut.records, written)
    return None if name == "dropped" and found == (False,) else found


def differs(cut: Cut, ref: str, there: Record) -> bool:
    """Tell whether the plan file says something else of a reference than was adopted, approved or assigned."""
    for name, value in there.items():
        named = adopted(cut, ref, name) or ((None,) if name in SETTLED else None)
        if named and plain(named[0]) != plain(value) and not decided(cut, ref, name, value):
            return True
    return False


def plain(value: Any) -> Any:
    """Return a value so that it can be compared: days as days, a title in both languages, and nothing as None."""
    if isinstance(value, str) and len(value) == len("2026-01-01") and value[4] == value[7] == "-":
        return as_day(value)
    return value or None


def decided(cut: Cut, ref: str, name: str, value: Any) -> bool:
    """Tell whether the plan file says what is in force: the extension approved, or the units assigned last."""
    found = currently(cut, ref, name) if name in ("due", "lead", "support") else None
    return found is not None and plain(found[0]) == plain(value)
