"""Adopting: what the plan says and nobody adopted yet, made into an adoption.

Pure, as `commands` is. What becomes of promises is in `promises`.
"""

from collections.abc import Iterator
from typing import Any

from plantrack.errors import InputError
from plantrack.model.plan import Plan
from plantrack.model.promises import Amendment, Promises, differences, promises, unadopted
from plantrack.model.state import WHOLE_PLAN, Named, State, Terms
from plantrack.model.text import given_text
from plantrack.model.updates import Adoption, AnyUpdate, Stamp, UnitName


def adopt(
    plan: Plan, state: State, stamp: Stamp, *, reason: str | None, terms: Terms | None = None
) -> tuple[list[AnyUpdate], list[Amendment]]:
    """Return the adoption of what the plan says and nobody adopted yet, and each change as old and new.

    The first adoption names the whole plan; a further one only what differs or was never named, and says why anything
    changes. Raises InputError without a reason, or for a day before an adoption that it would amend.
    """
    first = not state.adopted()
    new = dict(_unnamed(state, promises(plan, state, terms)))
    if not new:
        return [], []
    changes = unadopted(plan, state, terms)
    if changes and not first and not given_text(reason):
        raise InputError("the plan was adopted before; give a reason why it changes")
    whole: Any = new.pop(WHOLE_PLAN, None)
    made = Adoption(**stamp(), promises=new, units=_names(plan), terms=whole, reason=reason)  # type: ignore[arg-type]
    latest = max((key[0] for ref in made.named for key, _ in state.of(ref).adoptions), default=made.on)
    if made.on < latest:
        facts = {"latest": latest, "on": made.on}
        raise InputError("what was adopted on {latest} cannot be amended as of {on}; write {latest} or later", **facts)
    return [made], [] if first else changes


def _names(plan: Plan) -> dict[str, UnitName]:
    """Return the names of the plan's units, any of which may be assigned later."""
    return {unit: UnitName(found.zh, found.en) for unit, found in plan.units.items()}


def _unnamed(state: State, promised: Promises) -> Iterator[tuple[str, Named]]:
    """Yield what an adoption has to name: what is new or dropped, and fields that differ or were never named."""
    for ref, named in promised.items():
        differing = {name: new for name, (_, new) in differences(state, ref, named).items()}
        if named.dropped:
            yield ref, named
        elif differing or not (ref == WHOLE_PLAN or state.of(ref).in_plan):
            yield ref, type(named)(**differing)
