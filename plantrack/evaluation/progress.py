"""Progress: percent, expected and owing of every task as of a day.

What a light says about it is `lights`'.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.curve import Curve, curve, day_of
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.evaluation.owing import Owing, answered
from plantrack.evaluation.rollup import mean_expected, mean_percent
from plantrack.model.approvals import due_written, pending, refused_claim
from plantrack.model.basis import Basis
from plantrack.model.percentages import WHOLE, Exact, exact, share
from plantrack.model.plan import Plan, Task, TaskKind
from plantrack.model.state import CLOSED, UNWRITTEN, DueDate, Owners, State, Status
from plantrack.model.updates import Request


class Progress:
    """Works out the facts of every task of one plan in one state, as of one day."""

    def __init__(
        self,
        plan: Plan,
        state: State,
        as_of: date,
        *,
        grace: int = 0,
        calendar: Calendar = NONE,
        over: date = date.max,
        kept: Mapping[str, TaskFacts] | None = None,
    ) -> None:
        """Take what to look at. `grace`: days after a due date that still pass; `calendar`: which days are worked.

        `over` is the last day that is over now, for owing; by default every day is. `kept` are facts known by now.
        """
        self._kept = kept or {}
        self.plan, self.state, self.as_of, self.grace, self.calendar = plan, state, as_of, grace, calendar
        self.owing = Owing(plan, as_of, calendar, over=over)
        self._starts: dict[str, date] = {}

    def facts(self, task: Task) -> TaskFacts:
        """Return the facts of one task and of everything below it."""
        children = tuple(self._kept.get(child.ref) or self.facts(child) for child in task.tasks)
        said = self.state.of(task.ref)
        status = _parent_status(children) if children else said.status.value
        due, due_basis = self.due(task.ref, task.due, task.basis.due, None if children else said.closed_at)
        promised = said.promised_due
        days = self.report_days(task)
        latest = None if children else self.owing.latest(task.ref)
        since = None if status in CLOSED else self.owed_from(task)
        owed = self.owing.owed(task, latest, since) if latest and since else None
        missed = self.owing.missed(owed, since, self.answered_days(task)) if owed and since else []
        lead, lead_basis = self.lead(task)
        start = self.start(task)
        stones = self._checkpoints(task, closed=status in CLOSED)
        return TaskFacts(
            task=task,
            as_of=self.as_of,
            status=status,
            percent=mean_percent(children) if children else self._percent(task, status, stones),
            expected=mean_expected(children) if children else self._expected(task, due, stones),
            reported=_sum_reported(children) if children else _reported(days, status),
            last_report=max([*days, *(c.last_report for c in children if c.last_report)], default=None),
            lead=lead,
            support=self.plan.acting((said.support.value or Owners(task.support)).units, self.as_of),
            lead_basis=lead_basis,
            due=due,
            due_basis=due_basis,
            promised_due=promised,
            days_past_promise=None if children else self._days_past(task.ref, promised, status),
            start=start,
            adopted=said.adopted_on,
            days_left=(due - self.as_of).days if due else None,
            overdue=status not in CLOSED and self._past(due),
            owed=owed is not None,
            owes=missed[0].label if missed else None,
            missed=len(missed),
            missed_since=missed[-1].label if missed else None,
            checkpoints=stones,
            children=children,
            pending=self._pending(task),
            refused=refused_claim(self.state, task.ref),
            stale=latest is not None and max(days, default=date.min) < latest.first,
        )

    def _pending(self, task: Task) -> tuple[Request, ...]:
        refs = (task.ref, *(stone.ref for stone in task.milestones))
        return tuple(asked for ref in refs for asked in pending(self.state, ref))

    def due(
        self, ref: str, planned: date | None, basis: Basis | None, closed: datetime | None = None
    ) -> tuple[date | None, Basis | None]:
        """Return the current due date of a task or milestone, and its basis.

        What was adopted or approved counts, of what is `closed` until then; the plan file only where nothing was.
        """
        due = due_written(self.state, ref, closed).value or DueDate(planned)
        if due.day is None:
            return None, None
        return due.day, due.approval or (basis if due.day == planned else None)

    def lead(self, task: Task) -> tuple[tuple[str, ...], Basis | None]:
        """Return the units that answer for the task now, its own or inherited, and the basis."""
        for above in self.plan.lineage(task.ref):
            lead = self.state.of(above.ref).lead.value or Owners(above.lead)
            if lead.units:
                units = self.plan.acting(lead.units, self.as_of)
                return units, lead.assignment or (above.basis.lead if lead.units == above.lead else None)
        return (), None

    def start(self, task: Task) -> date:
        """Return the day on which the task begins: its own, the nearest above, else the plan's first."""
        found = self._starts.get(task.ref)
        if found is None:
            above = self.plan.parents.get(task.ref)
            said = self.state.of(task.ref).start
            own = task.start if said is UNWRITTEN else said.value
            found = self._starts[task.ref] = own or (self.start(above) if above else self.plan.period.first)
        return found

    def report_days(self, task: Task) -> set[date]:
        """Return the days on which something was reported on the task, its milestones or its indicators."""
        days: set[date] = set()
        for ref in self._told_by(task):
            said = self.state.of(ref)
            days |= said.report_days
            days.update(day for day, _ in said.answers)
        return days

    def answered_days(self, task: Task) -> set[date]:
        """Return a day of each period that was reported on: of a report for an earlier period, that period's first.

        What had not begun on the day of the report is not answered by it, nor is a period of another length.
        """
        days: set[date] = set()
        for ref in self._told_by(task):
            said = self.state.of(ref)
            days |= said.report_days
            for day, name in said.answers:
                period = answered(self.plan, task.ref, name)
                if period and period.first <= day:
                    days.add(period.first)
        return days

    def _told_by(self, task: Task) -> Iterator[str]:
        """Yield the references whose reports count for the task: its own, its milestones' and its indicators'."""
        yield task.ref
        yield from (stone.ref for stone in task.milestones)
        yield from (indicator.id for indicator in self.plan.indicators_of.get(task.ref, ()))

    def owed_from(self, task: Task) -> date | None:
        """Return the day from which on the periods that begin are owed: of adoption or of the start, if that is later.

        None for a task that nobody adopted.
        """
        adopted = self.state.of(task.ref).adopted_on
        return adopted and max(adopted, self.start(task))

    def _past(self, due: date | None) -> bool:
        return due is not None and (self.as_of - due).days > self.grace

    def _days_past(self, ref: str, promised: date | None, status: Status | None) -> int | None:
        if promised is None or status is Status.CANCELLED:
            return None
        return max(((self.state.of(ref).done_since or self.as_of) - promised).days, 0)

    def curve(self, task: Task, due: date | None) -> Curve | None:
        """Return where the task should be by which day, from its start to its due date; None where nothing says so.

        The plan's curve is for deliverables; an ongoing task has one where it, or a task above it, gives it. A point on
        or after the date in plan.yaml does not hold back a task whose date moved.
        """
        own = next((above.curve for above in self.plan.lineage(task.ref) if above.curve), None)
        if own is None and task.kind is not TaskKind.DELIVERABLE:
            return None
        end = due or self.plan.period.last
        days = {day_of(name, self.plan.period.first): share for name, share in (own or self.plan.curve).items()}
        points = {day: share for day, share in days.items() if day and day < (task.due or end)}
        return curve(self.start(task), end, points, self.calendar)

    def _expected(self, task: Task, due: date | None, stones: Sequence[Checkpoint]) -> Exact | None:
        if measured_by_milestones(task):
            return _weighed(stones, [stone.days_late > 0 for stone in stones])
        found = self.curve(task, due)
        return found.at(self.as_of) if found else None

    def _percent(self, task: Task, status: Status | None, stones: Sequence[Checkpoint]) -> Exact | None:
        """Return what was reported; where nothing was, the weight of the milestones reached if they measure it."""
        percent = self.state.of(task.ref).percent.value
        if status is Status.DONE:
            return WHOLE
        if percent is None and measured_by_milestones(task) and any(stone.done for stone in stones):
            return _weighed(stones, [stone.done is not None for stone in stones])
        return None if percent is None else exact(percent)

    def _checkpoints(self, task: Task, *, closed: bool) -> tuple[Checkpoint, ...]:
        found = []
        for stone in task.milestones:
            said = self.state.of(stone.ref)
            ends = filter(None, (said.closed_at, None if task.tasks else self.state.of(task.ref).closed_at))
            due, basis = self.due(stone.ref, stone.due, stone.basis, min(ends, default=None))
            done, promised = said.done_since, said.promised_due
            until = done or (None if closed else self.as_of)
            found.append(
                Checkpoint(
                    milestone=stone,
                    due=due or stone.due,
                    promised_due=promised,
                    days_past_promise=max((until - promised).days, 0) if promised and until else None,
                    done=done,
                    overdue=not closed and done is None and self._past(due),
                    days_late=(self.as_of - (due or stone.due)).days,
                    basis=basis,
                )
            )
        return tuple(found)


def _parent_status(children: Sequence[TaskFacts]) -> Status | None:
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


def measured_by_milestones(task: Task) -> bool:
    """Tell whether the milestones measure the task: where one of them has a weight. One without counts 1."""
    return any(stone.weight is not None for stone in task.milestones)


def _weighed(stones: Sequence[Checkpoint], counted: Sequence[bool]) -> Exact:
    """Return the share of the weight of those counted, 0–100."""
    weights = [exact(stone.milestone.weight or 1) for stone in stones]
    return share(sum(w for w, yes in zip(weights, counted, strict=True) if yes), sum(weights))


def _reported(days: set[date], status: Status | None) -> tuple[int, int]:
    return (0, 0) if status is Status.CANCELLED else (int(bool(days)), 1)


def _sum_reported(children: Sequence[TaskFacts]) -> tuple[int, int]:
    return sum(c.reported[0] for c in children), sum(c.reported[1] for c in children)
