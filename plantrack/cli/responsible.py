"""Who answers for what from now on, as the server takes it, which decides by it who may write about what."""

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo

from plantrack.dates.periods import DAY
from plantrack.evaluation.responsible import responsibilities
from plantrack.journal.postgresql.rights import Charge
from plantrack.model.plan import Plan
from plantrack.model.state import State


def charges(plan: Plan, state: State, today: date) -> Iterator[Charge]:
    """Yield who answers for what, from which moment until which."""
    for one in responsibilities(plan, state, today):
        ends = one.last + DAY if one.last else None
        yield Charge(one.ref, one.unit, _begin(one.first, plan.zone), _begin(ends, plan.zone))


def _begin(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time.min, zone) if day else None
