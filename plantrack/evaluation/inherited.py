"""What a task takes from the nearest task above that says it: start, rhythm of reports, curve and lead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.model.basis import Basis
from plantrack.model.plan import Frequency, Plan, Task
from plantrack.model.state import UNWRITTEN, State

if TYPE_CHECKING:
    from plantrack.evaluation.curve import Points


class Inherited(Struct, frozen=True):
    """What a task says itself, or else takes from above. `points` is None where neither gives a curve.

    `lead` are the units that answer as of the day of the evaluation, none where nobody does.
    """

    start: date
    every: Frequency
    report_due: str | None
    points: Points | None = None
    lead: tuple[str, ...] = ()
    lead_basis: Basis | None = None


class Inheritance:
    """What each task of a plan says or takes from above, in one state as of a day. A task is looked at once."""

    def __init__(self, plan: Plan, state: State, as_of: date) -> None:
        self._plan, self._state, self._as_of = plan, state, as_of
        self._top = Inherited(plan.period.first, plan.report_every, plan.report_due)
        self._found: dict[str, Inherited] = {}

    def of(self, ref: str) -> Inherited:
        """Return what a task says or takes from above."""
        found = self._found.get(ref)
        if found is None:
            above = self._plan.parents.get(ref)
            found = self._found[ref] = self._own(self._plan.by_ref[ref], self.of(above.ref) if above else self._top)
        return found

    def _own(self, task: Task, above: Inherited) -> Inherited:
        """Return what is said of a task over what it takes from above: that itself where nothing is said."""
        said = self._state.of(task.ref)
        start = task.start if said.start is UNWRITTEN else said.start.value
        owners = said.lead.value
        units = owners.units if owners else task.lead
        if not (start or units or task.curve or task.report_every or task.report_due):
            return above
        assigned = owners.assignment if owners else None
        stated = assigned or (task.basis.lead if units == task.lead else None)
        return Inherited(
            start or above.start,
            task.report_every or above.every,
            task.report_due or above.report_due,
            self._points(task) if task.curve else above.points,
            self._plan.acting(units, self._as_of) if units else above.lead,
            stated if units else above.lead_basis,
        )

    def _points(self, task: Task) -> Points:
        from plantrack.evaluation.curve import points_of  # few tasks have a curve of their own

        return points_of(task.curve, self._plan.period.first)
