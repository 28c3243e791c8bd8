"""Amendments: each adoption after the first, with what it changed of what had been adopted before."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plantrack.model.history import one_by_one
from plantrack.model.promises import Amendment, changes
from plantrack.model.update import Adopt, AnyDated


class Amended(Struct, frozen=True):
    """An adoption and what it changed, in the order in which it says so."""

    update: Adopt
    changes: tuple[Amendment, ...]


def amendments(admitted: Iterable[AnyDated]) -> tuple[Amended, ...]:
    """Return the adoptions after the first that change something, in the order in which they took effect."""
    found = []
    for update, before in one_by_one(update for update in admitted if isinstance(update, Adopt)):
        if any(True for _ in before.adopted()):
            changed = tuple(c for ref, promise in update.promises.items() for c in changes(before, ref, promise))
            found += [Amended(update, changed)] if changed else []
    return tuple(found)
