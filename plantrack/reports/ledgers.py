"""How each unit's ledger for a period came in: on time, late, or not."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.owing import due_day
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.updates import LedgerReturn


class UnitLedger(Struct, frozen=True):
    """A unit's ledger: the day on which it first came in, None where it did not, and by how many days it was late.

    `changed` is how many cells all files of the unit changed together.
    """

    unit: str
    on: date | None
    days_late: int
    files: int
    changed: int

    @property
    def empty(self) -> bool:
        """Tell whether it came in with nothing filled in."""
        return self.on is not None and not self.changed


class Ledgers(Struct, frozen=True):
    """The ledgers of a period, which were due by a day, in the order of the plan's directory."""

    period: Period
    due: date
    units: tuple[UnitLedger, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the units that sent nothing."""
        return tuple(one.unit for one in self.units if one.on is None)

    @property
    def late(self) -> tuple[str, ...]:
        """Return the units whose ledger came in late."""
        return tuple(one.unit for one in self.units if one.days_late)

    @property
    def empty(self) -> tuple[str, ...]:
        """Return the units whose ledger came in with nothing filled in: they said nothing, whatever came back."""
        return tuple(one.unit for one in self.units if one.empty)


def ledgers(plan: Plan, roots: Sequence[TaskEvaluation], state: State, period: Period, due: date) -> Ledgers:
    """Return the ledgers of a period: of units that answer for an open task, and of whoever sent one."""
    came = {unit: _returns(state, unit, period) for unit in plan.units}
    asked = {*units_asked(plan, roots), *(unit for unit, returns in came.items() if returns)}
    return Ledgers(period, due, tuple(_unit(unit, came[unit], due) for unit in plan.units if unit in asked))


def came_in(plan: Plan, state: State, period: Period, calendar: Calendar) -> dict[str, UnitLedger]:
    """Return how each unit's ledger for a period came in; nothing where none of any unit did."""
    came = {unit: _returns(state, unit, period) for unit in plan.units}
    due = due_day(plan.report_due, period, calendar)
    return {unit: _unit(unit, found, due) for unit, found in came.items()} if any(came.values()) else {}


def answering(leaf: TaskEvaluation) -> tuple[str, ...]:
    """Return the units that lead or support a task, each once; none of one that is closed."""
    return () if leaf.facts.closed else tuple(dict.fromkeys((*leaf.facts.lead, *leaf.facts.support)))


def units_asked(plan: Plan, roots: Iterable[TaskEvaluation]) -> tuple[str, ...]:
    """Return the units that answer for an open task, in the order of the plan's directory."""
    asked = {unit for leaf in leaves(roots) for unit in answering(leaf)}
    return tuple(unit for unit in plan.units if unit in asked)


def _returns(state: State, unit: str, period: Period) -> list[LedgerReturn]:
    return [one for one in state.kept(LedgerReturn, unit) if one.period == period.label]


def _unit(unit: str, returns: Sequence[LedgerReturn], due: date) -> UnitLedger:
    first = min((one.on for one in returns), default=None)
    late = max((first - due).days, 0) if first else 0
    return UnitLedger(unit, first, late, len(returns), sum(one.changed for one in returns))
