"""Promises and what becomes of them: the due date in force, what an adoption changes, and what nobody decided."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.model.plan import Plan, Unit
from plantrack.model.state import DueDate, Promise, State
from plantrack.model.updates import AdoptedName


def due_in_force(plan: Plan, state: State, ref: str) -> date | None:
    """Return the day on which a task or milestone is due: what was adopted or approved, else what the plan says."""
    found = plan.find(ref)
    return (state.of(ref).due.value or DueDate(found.due if found else None)).day


def named_as_adopted(plan: Plan, state: State) -> Plan:
    """Return the plan with the units that adoptions named and its file no longer has, under the names of then."""
    found = sorted(state.all_kept(AdoptedName), key=lambda adopted: adopted.key)
    gone = {adopted.unit: Unit(adopted.name.zh, adopted.name.en) for adopted in found}
    return replace(plan, units=gone | plan.units) if gone.keys() - plan.units.keys() else plan


class Amendment(Struct, frozen=True):
    """One thing that an adoption changes. `field` is None where a reference is new or dropped as a whole."""

    ref: str
    field: str | None
    old: Any
    new: Any


def changes(state: State, ref: str, promise: Promise) -> Iterator[Amendment]:
    """Yield what the adoption of a promise changes in a state: the reference as a whole, or each field that differs.

    Of a target whose number stays, the words may differ: 以上 gone, or another end of a range.
    """
    there = state.of(ref).in_plan
    if not there or promise.dropped:
        if there == promise.dropped:
            yield Amendment(ref, None, ref if there else None, None if promise.dropped else ref)
        return
    differing = differences(state, ref, promise)
    text = differing.pop("target_text", None)
    if text and text[0] and "target" not in differing:
        differing["target"] = text
    yield from (Amendment(ref, field, old, new) for field, (old, new) in differing.items())


def differences(state: State, ref: str, promise: Promise) -> dict[str, tuple[Any, Any]]:
    """Return the fields whose adopted value differs from the one promised now, as old and new.

    Fields that are empty and fields that nobody named count as equal.
    """
    adopted = state.of(ref).adopted or Promise()
    pairs = ((name, getattr(adopted, name), new) for name, new in promise.named().items())
    return {name: (old or None, new) for name, old, new in pairs if (new or None) != (old or None)}


def promises(plan: Plan, state: State) -> dict[str, Promise]:
    """Return what the plan file promises by reference or indicator; what was adopted and is gone from it is dropped."""
    named = dict(_named(plan))
    gone = (ref for ref in state.adopted() if ref not in named and state.of(ref).in_plan)
    return {**named, **{ref: Promise(dropped=True) for ref in gone}}


def unadopted(plan: Plan, state: State) -> list[Amendment]:
    """Return everything in which the plan file differs from what was last adopted."""
    return [change for ref, promise in promises(plan, state).items() for change in changes(state, ref, promise)]


def slips(plan: Plan, state: State) -> list[Amendment]:
    """Return those that nobody approved either; none before the plan was first adopted.

    The extension in force may stand in the file, and so may the units that the journal assigned last.
    """
    changes = unadopted(plan, state) if state.adopted() else []
    return [change for change in changes if not _decided(change, state)]


def _decided(change: Amendment, state: State) -> bool:
    """Tell whether the journal says the same by now: an extension that is in force, or units that were assigned."""
    said = state.of(change.ref)
    if change.field == "due":
        return said.due.value is not None and said.due.value.day == change.new
    owners = {"lead": said.lead, "support": said.support}.get(change.field or "")
    return owners is not None and owners.value is not None and owners.value.units == change.new


def _named(plan: Plan) -> Iterable[tuple[str, Promise]]:
    for task in plan.walk():
        yield task.ref, Promise(start=task.start, due=task.due, lead=task.lead, support=task.support)
        for stone in task.milestones:
            yield stone.ref, Promise(due=stone.due)
    for indicator in plan.indicators:
        if indicator.target is not None:
            yield indicator.id, Promise(target=indicator.target.value, target_text=indicator.target.text)
