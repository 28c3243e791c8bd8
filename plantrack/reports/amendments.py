"""Amendments: each adoption after the first, with what it changed of what had been adopted before."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from plantrack.errors import message
from plantrack.model.amounts import Quantity
from plantrack.model.history import one_by_one
from plantrack.model.plan import Plan
from plantrack.model.promises import Amendment, changes
from plantrack.model.updates import Adoption, AnyDated
from plantrack.reports.cells import AmountCell, DayCell, ReportCell, TextCell, TransitionCell, UnitsCell


class Amended(Struct, frozen=True):
    """An adoption and what it changed, in the order in which it says so."""

    update: Adoption
    changes: tuple[Amendment, ...]


def amendments(admitted: Iterable[AnyDated]) -> tuple[Amended, ...]:
    """Return the adoptions after the first that change something, in the order in which they took effect."""
    found = []
    for update, before in one_by_one(update for update in admitted if isinstance(update, Adoption)):
        if before.adopted():
            changed = tuple(c for ref, promise in update.promises.items() for c in changes(before, ref, promise))
            found += [Amended(update, changed)] if changed else []
    return tuple(found)


def amendment_cells(change: Amendment, plan: Plan) -> tuple[TextCell, TransitionCell | None]:
    """Return a field and what it was and became; of a reference as a whole, that it is new or dropped, and None."""
    if change.field is None:
        return TextCell(message("is new" if change.new else "is dropped")), None
    indicator = plan.indicator_by_id.get(change.ref)
    old, new = (_value(value, indicator.unit if indicator else "") for value in (change.old, change.new))
    return TextCell(message(change.field)), TransitionCell(old, new)


def _value(value: object, unit: str) -> ReportCell | None:
    """Return one side of an amendment; a number counts in `unit` where there is one."""
    if unit and isinstance(value, int | float):
        return AmountCell(Quantity(value, unit))
    if isinstance(value, date):
        return DayCell(value)
    if isinstance(value, tuple):
        return UnitsCell(value) if value else None
    return None if value is None else TextCell(str(value))
