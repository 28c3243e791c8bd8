"""Progress: percent and expected of every task as of a day, beside everything else that can be said of it.

Which reports it owes is `reporting`'s, what a light says about it `lights`'.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.curve import Curve, Points, curve, points_of
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.evaluation.inherited import Inherited
from plantrack.evaluation.reporting import Reporting
from plantrack.evaluation.rollup import means
from plantrack.model.approvals import due_written, pending, refused_claim
from plantrack.model.basis import Basis
from plantrack.model.percentages import WHOLE, Exact, exact, share
from plantrack.model.plan import Milestone, Plan, Task, TaskKind
from plantrack.model.state import CLOSED, ReferenceState, State, Status
from plantrack.model.updates import Answer, Request


class Progress:
    """Works out the facts of every task of one plan in one state, as of one day.

    What several tasks share is worked out once: what they take from above, the periods that are owed, the points of a
    day on curves that are alike.
    """

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
        self.reporting = Reporting(plan, state, as_of, calendar, over=over)
        self._inheritance = self.reporting.inheritance
        self._asked = {asked.ref for asked in state.all_kept(Request)}
        self._answered = {answer.ref for answer in state.all_kept(Answer)}
        self._points = points_of(plan.curve, plan.period.first)
        self._expected_on: dict[tuple[date, date, date, Points], Exact] = {}

    def facts(self, task: Task) -> TaskFacts:
        """Return the facts of one task and of everything below it."""
        children = tuple([self._kept.get(child.ref) or self.facts(child) for child in task.tasks])
        said, terms = self.state.of(task.ref), self._inheritance.of(task.ref)
        status = _parent_status(children) if children else said.status.value
        closed = status in CLOSED
        due, due_basis = self._due(task.ref, said, task.due, task.basis.due, () if children else (said,))
        stones = self._checkpoints(task, said, closed=closed) if task.milestones else ()
        percent, expected = means(children) if children else self._percentages(task, said, terms, due, stones)
        heard = self.reporting.heard(task, said)
        owed, missed, unheard = (False, (), None) if children else self.reporting.of(task, heard, terms, closed=closed)
        support = said.support.value.units if said.support.value else task.support
        return TaskFacts(
            task=task,
            as_of=self.as_of,
            status=status,
            percent=percent,
            expected=expected,
            lead=terms.lead,
            support=self.plan.acting(support, self.as_of) if support else (),
            lead_basis=terms.lead_basis,
            due=due,
            due_basis=due_basis,
            start=terms.start,
            adopted=said.adopted_on,
            days_left=(due - self.as_of).days if due else None,
            overdue=not closed and self._past(due),
            owed=owed,
            owes=missed[0].label if missed else None,
            missed=len(missed),
            missed_since=missed[-1].label if missed else None,
            checkpoints=stones,
            children=children,
            said=said,
            heard=heard,
            unheard=unheard,
            pending=self._pending(task) if self._asked else (),
            refused=refused_claim(self.state, task.ref) if task.ref in self._answered else None,
        )

    def _pending(self, task: Task) -> tuple[Request, ...]:
        refs = (task.ref, *(stone.ref for stone in task.milestones))
        return tuple(asked for ref in refs if ref in self._asked for asked in pending(self.state, ref))

    def _due(
        self,
        ref: str,
        said: ReferenceState,
        planned: date | None,
        basis: Basis | None,
        closing: tuple[ReferenceState, ...],
    ) -> tuple[date | None, Basis | None]:
        """Return the current due date of a task or milestone, and its basis.

        What was adopted or approved counts, until one of `closing` was closed; the plan file only where nothing was.
        """
        written = said.due
        if ref in self._answered or len(said.adoptions) > 1:  # else nothing moved it
            written = due_written(self.state, ref, min(filter(None, (s.closed_at for s in closing)), default=None))
        due = written.value
        if due is None:
            return (planned, basis) if planned else (None, None)
        if due.day is None:
            return None, None
        return due.day, due.approval or (basis if due.day == planned else None)

    def _past(self, due: date | None) -> bool:
        return due is not None and (self.as_of - due).days > self.grace

    def curve(self, task: Task, due: date | None) -> Curve | None:
        """Return where the task should be by which day, from its start to its due date; None where nothing says so.

        The plan's curve is for deliverables; an ongoing task has one where it, or a task above it, gives it. A point on
        or after the date in plan.yaml does not hold back a task whose date moved.
        """
        found = self._curve_terms(task, self._inheritance.of(task.ref), due)
        return found and self._curve(*found)

    def _curve_terms(self, task: Task, terms: Inherited, due: date | None) -> tuple[date, date, date, Points] | None:
        """Return what decides on the curve of a task: its start and end, the day before which its points lie, these."""
        if terms.points is None and task.kind is not TaskKind.DELIVERABLE:
            return None
        end = due or self.plan.period.last
        return terms.start, end, task.due or end, self._points if terms.points is None else terms.points

    def _curve(self, start: date, end: date, limit: date, points: Points) -> Curve:
        return curve(start, end, {day: share for day, share in points if day < limit}, self.calendar)

    def _percentages(
        self, task: Task, said: ReferenceState, terms: Inherited, due: date | None, stones: Sequence[Checkpoint]
    ) -> tuple[Exact | None, Exact | None]:
        """Return how far a leaf is, and how far it should be; milestones that have a weight measure it.

        What was reported counts; where nothing was, the weight of the milestones reached.
        """
        measured = bool(stones) and measured_by_milestones(task)
        percent = said.percent.value
        reached = exact(percent) if percent is not None else None
        if said.status.value is Status.DONE:
            reached = WHOLE
        elif percent is None and measured and any(stone.done for stone in stones):
            reached = _weighed(stones, [stone.done is not None for stone in stones])
        if measured:
            return reached, _weighed(stones, [stone.days_late > 0 for stone in stones])
        return reached, self._expected(self._curve_terms(task, terms, due))

    def _expected(self, terms: tuple[date, date, date, Points] | None) -> Exact | None:
        if terms is None:
            return None
        found = self._expected_on.get(terms)
        if found is None:
            found = self._expected_on[terms] = self._curve(*terms).at(self.as_of)
        return found

    def _checkpoints(self, task: Task, known: ReferenceState, *, closed: bool) -> tuple[Checkpoint, ...]:
        return tuple([self._checkpoint(stone, task, known, closed=closed) for stone in task.milestones])

    def _checkpoint(self, stone: Milestone, task: Task, known: ReferenceState, *, closed: bool) -> Checkpoint:
        said = self.state.of(stone.ref)
        due, basis = self._due(stone.ref, said, stone.due, stone.basis, (said,) if task.tasks else (said, known))
        done, promised = said.done_since, said.promised_due
        until = done or (None if closed else self.as_of)
        return Checkpoint(
            milestone=stone,
            due=due or stone.due,
            promised_due=promised,
            days_past_promise=max((until - promised).days, 0) if promised and until else None,
            done=done,
            overdue=not closed and done is None and self._past(due),
            days_late=(self.as_of - (due or stone.due)).days,
            basis=basis,
        )


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
