"""Progress: percent, expected and owing of every task as of a day, and this year's numbers beside the baseline.

What a light says about it is `lights`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import Period, complete_by, period_of
from plantrack.model.facts import Checkpoint, Facts
from plantrack.model.plan import Basis, Figure, Indicator, Plan, Public, Task, TaskKind
from plantrack.model.quantity import AT_MOST, Kind, Quantity
from plantrack.model.state import State
from plantrack.model.update import CLOSED, Measure, Status


class Progress:
    """Works out the facts of every task of one plan in one state, as of one day."""

    def __init__(self, plan: Plan, state: State, as_of: date, grace: int = 0) -> None:
        """Take what to look at; `grace` is the days after a due date that do not count as overdue."""
        self.plan, self.state, self.as_of, self.grace = plan, state, as_of, grace

    def all(self) -> tuple[Facts, ...]:
        """Return the facts of the top-level tasks, with those of their children inside."""
        return tuple(self.facts(task) for task in self.plan.tasks)

    def facts(self, task: Task) -> Facts:
        """Return the facts of one task and of everything below it."""
        children = tuple(self.facts(child) for child in task.tasks)
        status = _parent_status(children) if children else self.state.value(task.ref, "status")
        due, due_basis = self.due(task.ref, task.due, task.basis.due)
        promised = self.state.promised(task.ref)
        owed = None if children else self.owed_period(task, status)
        days = self.report_days(task)
        lead, lead_basis = self.lead(task)
        start = self.start(task)
        return Facts(
            task=task,
            status=status,
            percent=_parent_percent(children) if children else self._percent(task.ref, status),
            expected=_parent_expected(children) if children else self._expected(task, start, due),
            reported=_sum_reported(children) if children else _reported(days, status),
            last_report=max([*days, *(c.last_report for c in children if c.last_report)], default=None),
            lead=lead,
            support=self.support(task),
            lead_basis=lead_basis,
            due=due,
            due_basis=due_basis,
            promised_due=(promised.due or None) if promised else None,
            start=start,
            adopted=self.state.adopted_on(task.ref),
            days_left=(due - self.as_of).days if due else None,
            overdue=status not in CLOSED and self._past(due),
            owed=owed is not None,
            owes=owed.label if owed and not any(day in owed for day in days) else None,
            missed=self._missed(task, owed, days) if owed else 0,
            checkpoints=self._checkpoints(task, closed=status in CLOSED),
            children=children,
        )

    def due(self, ref: str, planned: date | None, basis: Basis | None) -> tuple[date | None, Basis | None]:
        """Return the current due date of a task or milestone, and its basis.

        What was adopted or approved counts; the plan file is asked only where nothing was.
        """
        due, moved = self.state.value(ref, "due") or (planned, None)
        if due is None:
            return None, None
        if moved:
            return due, "approved" if moved == "approved" else Public(moved)
        return due, (due == planned and basis) or "assumed"

    def lead(self, task: Task) -> tuple[tuple[str, ...], Basis | None]:
        """Return the units that answer for the task now, its own or inherited, and the basis."""
        for above in self.plan.lineage(task.ref):
            lead, source = self.state.value(above.ref, "lead") or (above.lead, None)
            if lead:
                if lead == above.lead:
                    return lead, above.basis.lead or "assumed"
                return lead, Public(source) if source else "assumed"
        return (), None

    def support(self, task: Task) -> tuple[str, ...]:
        """Return the units that help with the task now."""
        units: tuple[str, ...] = (self.state.value(task.ref, "support") or (task.support, None))[0]
        return units

    def start(self, task: Task) -> date:
        """Return the day on which the task begins: its own, the nearest above, else the plan's first."""
        for above in self.plan.lineage(task.ref):
            start = self.state.value(above.ref, "start") or above.start
            if start:
                return start
        return self.plan.period.first

    def report_days(self, task: Task) -> set[date]:
        """Return the days of all reports on the task: its own, of its milestones and of its indicators."""
        days = set(self.state.report_days(task.ref))
        for stone in task.milestones:
            days |= self.state.report_days(stone.ref)
        for indicator in self.plan.indicators_of.get(task.ref, ()):
            days |= self.state.report_days(indicator.id)
        return days

    def owed_period(self, task: Task, status: Status | None) -> Period | None:
        """Return the latest complete period for which the task owes a report, or None.

        A period is complete at the end of its last day. One is owed for each that starts after the later of adoption
        and the task's own start: by a deliverable until it is closed, by an ongoing task up to the plan's last period.
        """
        adopted = self.state.adopted_on(task.ref)
        if adopted is None or status in CLOSED:
            return None
        every = self.plan.every(task.ref)
        period = complete_by(self.as_of, every)
        if task.kind is not TaskKind.DELIVERABLE:
            final = period_of(self.plan.period.last, every)
            period = min(period, final, key=lambda p: p.first)
        return period if period.first > max(adopted, self.start(task)) else None

    def _missed(self, task: Task, owed: Period, days: set[date]) -> int:
        """Return how many owed periods in a row, counted back from the latest, passed without a report."""
        since = max(d for d in (self.state.adopted_on(task.ref), self.start(task)) if d)
        missed = 0
        while owed.first > since and not any(day in owed for day in days):
            missed, owed = missed + 1, owed.previous()
        return missed

    def _past(self, due: date | None) -> bool:
        return due is not None and (self.as_of - due).days > self.grace

    def _percent(self, ref: str, status: Status | None) -> float | None:
        percent: float | None = self.state.value(ref, "percent")
        return 100 if status is Status.DONE else percent

    def _expected(self, task: Task, start: date, due: date | None) -> float | None:
        """Return the linear share of the days from start to due that have passed at the end of as-of."""
        if due is None or task.kind is not TaskKind.DELIVERABLE:
            return None
        share = ((self.as_of - start).days + 1) / max((due - start).days + 1, 1)
        return round(100 * min(max(share, 0), 1), 1)

    def _checkpoints(self, task: Task, *, closed: bool) -> tuple[Checkpoint, ...]:
        found = []
        for stone in task.milestones:
            due, basis = self.due(stone.ref, stone.due, stone.basis)
            promised = self.state.promised(stone.ref)
            done = self.state.value(stone.ref, "reached")
            found.append(
                Checkpoint(
                    milestone=stone,
                    due=due or stone.due,
                    promised_due=(promised.due or None) if promised else None,
                    done=done,
                    overdue=not closed and done is None and self._past(due),
                    days_late=(self.as_of - (due or stone.due)).days,
                    basis=basis or "assumed",
                )
            )
        return tuple(found)


def _parent_status(children: Sequence[Facts]) -> Status | None:
    """A parent says nothing of its own: its status follows from those below."""
    statuses = {child.status for child in children}
    if statuses <= {*CLOSED}:
        return Status.DONE if Status.DONE in statuses else Status.CANCELLED
    statuses.discard(Status.CANCELLED)
    if statuses == {None}:
        return None
    if statuses <= {None, Status.NOT_STARTED}:
        return Status.NOT_STARTED
    if statuses <= {None, Status.BLOCKED, Status.DONE} and Status.BLOCKED in statuses:
        return Status.BLOCKED
    return Status.IN_PROGRESS


def _leaves(facts: Facts) -> list[Facts]:
    return [leaf for child in facts.children for leaf in _leaves(child)] if facts.children else [facts]


def _counted(children: Sequence[Facts]) -> list[Facts]:
    """Return the leaves over which a parent's mean goes; nothing when all are silent."""
    leaves = [leaf for child in children for leaf in _leaves(child) if leaf.status is not Status.CANCELLED]
    if all(leaf.percent is None for leaf in leaves):
        return []
    return [leaf for leaf in leaves if leaf.task.kind is TaskKind.DELIVERABLE or leaf.percent is not None]


def mean(numbers: Sequence[float]) -> float | None:
    """Return the mean to one decimal; None of nothing."""
    return round(sum(numbers) / len(numbers), 1) if numbers else None


def _parent_percent(children: Sequence[Facts]) -> float | None:
    counted = _counted(children)
    return mean([leaf.percent or 0 for leaf in counted])


def _parent_expected(children: Sequence[Facts]) -> float | None:
    leaves = [leaf for child in children for leaf in _leaves(child) if leaf.status is not Status.CANCELLED]
    known = [leaf.expected for leaf in leaves if leaf.expected is not None]
    return mean(known)


def _reported(days: set[date], status: Status | None) -> tuple[int, int]:
    return (0, 0) if status is Status.CANCELLED else (int(bool(days)), 1)


def _sum_reported(children: Sequence[Facts]) -> tuple[int, int]:
    return sum(c.reported[0] for c in children), sum(c.reported[1] for c in children)


class Change(Struct, frozen=True):
    """How a measurement stands to last year's figure. `amount` is in percent, points, places or years by `unit`."""

    amount: float
    unit: str
    approximate: bool


def change(figure: Figure, measurement: Measure) -> Change | None:
    """Compare a measurement with the figure of the year before; None where no change can be stated.

    Nothing is stated for editions, for measurements marked as not comparable, and for the figure's own period.
    """
    if figure.kind is Kind.EDITION or not measurement.comparable or measurement.period == figure.period:
        return None
    now = Quantity(measurement.value, measurement.unit, measurement.qualifier)
    difference = now.value - figure.value
    approximate = not (figure.quantity.exact and now.exact)
    if figure.kind is Kind.RANK:
        return Change(-difference, "places", approximate)
    if figure.kind is Kind.STREAK:
        return Change(difference, "years", approximate)
    if figure.kind is Kind.GROWTH or figure.unit == "%":
        return Change(round(difference, 2), "points", approximate)
    return Change(round(100 * difference / abs(figure.value), 1), "percent", approximate) if figure.value else None


def distance(indicator: Indicator, measurement: Measure | None) -> float | int | None:
    """Return what is still missing to the indicator's target in its base unit; 0 when it is reached."""
    if indicator.target is None or measurement is None:
        return None
    missing = indicator.target.value - measurement.value
    return max(-missing if indicator.target.qualifier in AT_MOST else missing, 0)
