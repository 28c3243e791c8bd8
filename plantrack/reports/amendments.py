"""Amendments: each adoption after the first, with what it changed of what had been adopted before."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plantrack.model.promises import Amendment, changes
from plantrack.model.state import State
from plantrack.model.update import Adopt, AnyDated


class Amended(Struct, frozen=True):
    """An adoption and what it changed, in the order in which it says so."""

    update: Adopt
    changes: tuple[Amendment, ...]


def amendments(admitted: Iterable[AnyDated]) -> tuple[Amended, ...]:
    """Return the adoptions after the first that change something, in the order in which they took effect."""
    adopted = sorted((update for update in admitted if isinstance(update, Adopt)), key=lambda update: update.key)
    state, found = State(), []
    for update in adopted:
        changed = tuple(c for ref, promise in update.promises.items() for c in changes(state, ref, promise))
        if changed and update is not adopted[0]:
            found.append(Amended(update, changed))
        update.apply(state)
    return tuple(found)
