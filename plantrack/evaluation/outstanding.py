"""Outstanding: each thing that somebody owes as of a day and may be told about: dates, reports, answers to requests.

Which dates are open and which reports are owed is said by the facts of a task; nothing here decides it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import UNSET, Struct, UnsetType

from plantrack.dates.periods import period
from plantrack.evaluation.evaluate import JudgingPolicy, TaskEvaluation, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.evaluation.owing import deadline
from plantrack.evaluation.reporting import Reporting
from plantrack.model.basis import Basis
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.updates import Cause, Request, Thing


class Outstanding(Struct, frozen=True, kw_only=True):
    """One thing that is owed. `due` is its day; of a request, the day on which it was made.

    `since` is the day from which the steps of a ladder are counted: of a missing report, the day by which the first one
    of the row was due, so that lasting silence climbs. `units` owe it; none where nobody leads. `period` is the one
    that a report is on, and `row` how many are missing in a row, from the `first` on. `basis` is that of a due date.
    """

    cause: Cause
    facts: TaskFacts
    ref: str
    due: date
    since: date
    units: tuple[str, ...]
    period: str | None = None
    first: str | None = None
    row: int = 0
    basis: Basis | None | UnsetType = UNSET
    request: Request | None = None

    @property
    def thing(self) -> Thing:
        """Return what it is, whatever is told about it."""
        return (self.cause.subject, self.ref, self.request.id if self.request else self.period or str(self.due))

    @property
    def late(self) -> bool:
        """Tell whether it is overdue, missing or unanswered; what is not is due soon."""
        return self.cause not in (Cause.DUE_SOON, Cause.REPORT_DUE)


def outstanding(
    plan: Plan, state: State, roots: Iterable[TaskEvaluation], until: date, judging: JudgingPolicy
) -> Iterator[Outstanding]:
    """Yield what is owed in the order of the plan; of reports that are not due yet, those due by a day.

    Nothing is owed of what nobody adopted, or of what is closed.
    """
    found = [evaluation.facts for evaluation in walk(roots)]
    if not found:
        return
    reporting = Reporting(plan, state, found[0].as_of, judging.calendar, over=judging.over)
    issuer = plan.acting((plan.issuer,), found[0].as_of)
    for facts in found:
        if facts.adopted is None or facts.closed:
            continue
        yield from _dates(facts)
        yield from _reports(plan, facts, reporting, until, judging)
        yield from (_request(facts, asked, issuer) for asked in facts.pending)


def _dates(facts: TaskFacts) -> Iterator[Outstanding]:
    """Yield the open dates, without that of a task that is reported as finished and waits to be verified."""
    claimed = any(asked.what == "close" for asked in facts.pending)
    for one in facts.own_open_dates():
        if claimed and one.milestone is None:
            continue
        yield _owed(Cause.OVERDUE if one.overdue else Cause.DUE_SOON, facts, one.day, ref=one.item.ref, basis=one.basis)


def _reports(
    plan: Plan, facts: TaskFacts, reporting: Reporting, until: date, judging: JudgingPolicy
) -> Iterator[Outstanding]:
    if facts.children:
        return
    if facts.owes and facts.missed_since:
        due, since = (
            deadline(plan, facts.task.ref, period(name), judging.calendar) for name in (facts.owes, facts.missed_since)
        )
        yield _owed(
            Cause.UNREPORTED, facts, due, since=since, period=facts.owes, first=facts.missed_since, row=facts.missed
        )
    for coming in reporting.coming(facts.task, until):
        yield _owed(Cause.REPORT_DUE, facts, coming.due, period=coming.period.label)


def _request(facts: TaskFacts, asked: Request, issuer: Sequence[str]) -> Outstanding:
    cause = Cause.TO_VERIFY if asked.what == "close" else Cause.UNANSWERED
    return _owed(cause, facts, asked.on, ref=asked.ref, units=tuple(issuer), request=asked)


def _owed(cause: Cause, facts: TaskFacts, due: date, **more: object) -> Outstanding:
    """Return what is owed of a task, unless it is said otherwise by its lead and counted from its day."""
    usual = {"ref": facts.task.ref, "since": due, "units": facts.lead}
    return Outstanding(cause=cause, facts=facts, due=due, **usual | more)  # type: ignore[arg-type]
