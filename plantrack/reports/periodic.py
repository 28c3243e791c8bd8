"""The periodic report: what a week, a month or a quarter brought, beside the period before and last year's figures."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, tzinfo
from operator import attrgetter

from msgspec import Struct

from plantrack.dates.periods import DAY, Period
from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, TaskEvaluation, evaluate, leaves, walk
from plantrack.evaluation.facts import Checkpoint, ReasonCode, TaskFacts
from plantrack.evaluation.lights.rules import RuleSet
from plantrack.model.basis import Basis
from plantrack.model.history import History
from plantrack.model.plan import Milestone, Plan, Task
from plantrack.model.promises import news
from plantrack.model.state import State
from plantrack.model.updates import AnyDated, Notice, day_in, in_utc
from plantrack.reports.changes import Restatement, Snapshot, TaskChange, changed, restatement
from plantrack.reports.indicators import IndicatorProgress, indicator_progress
from plantrack.reports.ledgers import UnitLedger, came_in
from plantrack.reports.narrowing import history_of, of_tasks, of_units
from plantrack.reports.overview import LastWords, last_words
from plantrack.reports.reminded import Reminded, reminded
from plantrack.reports.requests import Amended, AnsweredRequest, UnitRequests, amendments, by_lead, by_unit, requests
from plantrack.reports.shape import Shape
from plantrack.reports.summary import Summary, summarise

RISKS = frozenset(ReasonCode) - {
    ReasonCode.CANCELLED, ReasonCode.DONE, ReasonCode.REPORTED, ReasonCode.OVERDUE, ReasonCode.REVISED_MISSED,
    ReasonCode.UNREPORTED,
    ReasonCode.TIME_PASSED, ReasonCode.NOT_ADOPTED, ReasonCode.NOTHING_OWED,
}  # fmt: skip
"""The reasons of a light for which a task is at risk; overdue is worse, and unreported has its own list."""


class DueItem(Struct, frozen=True):
    """A task or milestone, the day it was reached or is due, how many days late it is, and the basis of its date.

    What is `done` is late by the days from the one promised first.
    """

    task: Task
    milestone: Milestone | None
    day: date
    lead: tuple[str, ...]
    lead_basis: Basis | None
    basis: Basis | None
    promised: date | None
    days: int = 0
    done: bool = False

    @property
    def item(self) -> Task | Milestone:
        """Return what was reached or is due."""
        return self.milestone or self.task

    @property
    def ref(self) -> str:
        """Return the reference of the milestone, or of the task."""
        return self.milestone.ref if self.milestone else self.task.ref


class MissingReport(Struct, frozen=True):
    """A unit and the tasks on which it owes a report. `unit` is None for tasks that nobody leads."""

    unit: str | None
    tasks: tuple[TaskEvaluation, ...]


class Assumed(Struct, frozen=True):
    """What rests on assumption: references of tasks whose lead, or whose due date, someone here set."""

    lead: tuple[str, ...]
    due: tuple[str, ...]
    milestones: tuple[str, ...]


class Provenance(Struct, frozen=True):
    """What a report rests on: digests of the plan file and of the records that count, and the program's version."""

    plan: str
    journal: str
    version: str


class PeriodicReport(Struct, frozen=True, kw_only=True):
    """What a period brought. Every list is in the order of the plan unless it says otherwise.

    `roots` are the top-level tasks, `before` the same ones at the end of the period before, and `previous` that period
    in numbers, both as known now. `restated` is what was known otherwise on this period's first day, and `changed` what
    is different since the period before. Requests are all those in force, first those made or answered in the period.
    `reminded` is what was told in it, `last_words` has the tasks on which something was said; `units` and `refs` name
    what the report was narrowed to, and `trend` is there only for formats that show pictures. `ledgers` say how each
    unit's came in, where the period is one for which any did. It is `projected` as of a day to come.
    """

    plan: Plan
    whole: Plan
    rules: RuleSet
    period: Period
    as_of: date
    projected: bool
    known_at: datetime | None
    known_day: date | None
    summary: Summary
    previous: Summary
    reached: tuple[DueItem, ...]
    reported: tuple[AnyDated, ...]
    late: tuple[DueItem, ...]
    past_promise: tuple[DueItem, ...]
    amendments: tuple[Amended, ...]
    requests: tuple[AnsweredRequest, ...]
    extensions_by_unit: tuple[UnitRequests, ...]
    at_risk: tuple[TaskEvaluation, ...]
    unreported: tuple[MissingReport, ...]
    due_next: tuple[DueItem, ...]
    indicators: tuple[IndicatorProgress, ...]
    arrived_late: tuple[AnyDated, ...]
    assumed: Assumed
    roots: tuple[TaskEvaluation, ...]
    before: tuple[TaskEvaluation, ...]
    last_words: dict[str, LastWords]
    changed: tuple[TaskChange, ...]
    restated: Restatement
    provenance: Provenance | None = None
    units: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    trend: tuple[Snapshot, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    shape: Shape = Shape()
    calendar: Calendar = NONE
    ledgers: dict[str, UnitLedger] = {}

    @property
    def extensions(self) -> tuple[AnsweredRequest, ...]:
        """Return the requests for a later date."""
        return tuple(entry for entry in self.requests if entry.what == "extend")

    @property
    def is_first(self) -> bool:
        """Tell whether the plan was adopted since the period before: then nothing is compared with that."""
        before, now = (any(leaf.facts.adopted for leaf in leaves(roots)) for roots in (self.before, self.roots))
        return now and not before

    @property
    def silent(self) -> tuple[TaskEvaluation, ...]:
        """Return the tasks on which nothing was ever reported, where they are most tasks of a plan that is over."""
        if self.as_of <= self.plan.period.last:
            return ()
        every = [*leaves(self.roots)]
        silent = tuple(leaf for leaf in every if not (leaf.facts.closed or leaf.facts.ever_reported))
        return silent if 2 * len(silent) > len(every) else ()


def periodic_report(
    plan: Plan,
    history: History,
    period: Period,
    *,
    zone: tzinfo,
    as_of: date | None = None,
    known_at: datetime | None = None,
    judging: JudgingPolicy = DEFAULT_JUDGING,
    units: tuple[str, ...] = (),
    refs: tuple[str, ...] = (),
    provenance: Provenance | None = None,
) -> PeriodicReport:
    """Return the report on a period as of a day (default: the period's last) and as known at a moment.

    `zone` is the plan's time zone, in which days of recording count. With `units` it is the report of what these lead
    on that day, with `refs` of some tasks.
    """
    as_of, before = as_of or period.last, period.previous().last
    everything, whole, plan = history, plan, of_tasks(plan, refs) if refs else plan
    if units:
        plan = of_units(plan, evaluate(plan, history.at(as_of, known_at), as_of, judging), units)
    if units or refs:
        history = history_of(plan, history)
    previous = evaluate(plan, history.at(before, known_at), before, judging)
    summary = summarise(previous)
    state, admitted = history.at(as_of, known_at), history.in_force(as_of, known_at)
    roots = evaluate(plan, state, as_of, judging)
    asked = requests(plan, history, roots, as_of, known_at)
    begins = _day_before(period, zone)
    late = (u for u in admitted if u.at > begins and u.on < period.first and day_in(u.at, zone) in period)
    owing = (leaf for leaf in leaves(roots) if leaf.facts.owes)
    return PeriodicReport(
        plan=plan,
        whole=whole,
        rules=judging.judge.rules,
        period=period,
        as_of=as_of,
        projected=(as_of - judging.over).days > 1,
        known_at=known_at,
        known_day=known_at and day_in(known_at, zone),
        summary=summarise(roots),
        previous=summary,
        reached=tuple(_reached(roots, period, state)),
        reported=_in_order(plan, _effective(admitted, period)),
        late=late_items(roots),
        past_promise=_past_promise(roots, state),
        amendments=tuple(amended for amended in amendments(admitted) if amended.update.on in period),
        requests=tuple(sorted(asked, key=lambda entry: not entry.within(period))),
        extensions_by_unit=by_unit(asked),
        at_risk=tuple(leaf for leaf in leaves(roots) if _risky(leaf)),
        unreported=tuple(MissingReport(lead, tuple(tasks)) for lead, tasks in by_lead(owing, lambda s: s.facts.lead)),
        due_next=_due_in(roots, period.next()),
        indicators=indicator_progress(plan, state),
        arrived_late=_in_order(plan, (u for u in news(late, admitted) if not isinstance(u, Notice))),
        assumed=_assumed(roots),
        roots=roots,
        before=previous,
        changed=changed(previous, roots),
        restated=restatement(
            plan, history, previous, judging, summary=summary, period=period, zone=zone, known_at=known_at
        ),
        provenance=provenance,
        units=units,
        refs=refs,
        last_words=last_words(plan, admitted, state, roots),
        reminded=reminded(plan, admitted, period),
        calendar=judging.calendar,
        ledgers={} if refs else came_in(whole, everything.at(as_of, known_at), period, judging.calendar),
    )


def settled_by(period: Period, zone: tzinfo, known_at: datetime | None = None) -> tuple[date, datetime]:
    """Return the day and the moment from which on a report on a period tells reports apart."""
    begins = _day_before(period, zone)
    return period.previous().last, min(begins, in_utc(known_at or begins))


def _day_before(period: Period, zone: tzinfo) -> datetime:
    """Return a moment before the first day of a period anywhere: what was recorded by then is easily told."""
    return in_utc(datetime.combine(period.first, time.min, zone)) - DAY


def _reached(roots: Sequence[TaskEvaluation], period: Period, state: State) -> Iterable[DueItem]:
    for facts in (evaluation.facts for evaluation in walk(roots)):
        for point in facts.checkpoints:
            if point.done and (on := state.of(point.milestone.ref).done_since) and on in period:
                yield _at(facts, on, point, point.days_past_promise or 0, done=True)
        if not facts.children and (on := state.of(facts.task.ref).done_since) and on in period:
            yield _at(facts, on, days=facts.days_past_promise or 0, done=True)


def _effective(admitted: Sequence[AnyDated], period: Period) -> Sequence[AnyDated]:
    """Return those that took effect in a period, of updates in the order of their days; what was told is no report."""
    on = attrgetter("on")
    found = admitted[bisect_left(admitted, period.first, key=on) : bisect_right(admitted, period.last, key=on)]
    return [update for update in found if not isinstance(update, Notice)]


def _in_order(plan: Plan, updates: Iterable[AnyDated]) -> tuple[AnyDated, ...]:
    """Return the updates in the order of the plan; those on the plan as a whole come last."""
    order = {task.ref: number for number, task in enumerate(plan.walk())}
    found = [(plan.task_of(update.ref or ""), update) for update in updates]
    found.sort(key=lambda pair: (order[pair[0].ref] if pair[0] else len(order), pair[1].key))
    return tuple(update for _, update in found)


def _at(facts: TaskFacts, day: date, point: Checkpoint | None = None, days: int = 0, *, done: bool = False) -> DueItem:
    return DueItem(
        task=facts.task, milestone=point.milestone if point else None,
        day=day, lead=facts.lead, lead_basis=facts.lead_basis,
        basis=point.basis if point else facts.due_basis, promised=(point or facts).promised_due, days=days,
        done=done,
    )  # fmt: skip


def late_items(roots: Sequence[TaskEvaluation]) -> tuple[DueItem, ...]:
    """Return what is overdue, the latest first."""
    found = []
    for facts in (s.facts for s in walk(roots)):
        if facts.overdue and facts.due:
            found.append(_at(facts, facts.due, days=-(facts.days_left or 0)))
        found += [_at(facts, point.due, point, point.days_late) for point in facts.checkpoints if point.overdue]
    return tuple(sorted(found, key=lambda entry: -entry.days))


def _past_promise(roots: Sequence[TaskEvaluation], state: State) -> tuple[DueItem, ...]:
    """Return the tasks past the date promised first, the latest first; those that are done with the day of that."""
    found = []
    for facts in (leaf.facts for leaf in leaves(roots) if leaf.facts.days_past_promise):
        done = state.of(facts.task.ref).done_since
        day = done or facts.due or facts.promised_due or facts.as_of
        found.append(_at(facts, day, days=facts.days_past_promise or 0, done=done is not None))
    return tuple(sorted(found, key=lambda entry: -entry.days))


def _risky(leaf: TaskEvaluation) -> bool:
    """Tell whether a task may become late, also where nobody reported on it lately."""
    return not leaf.facts.overdue and any(reason.code in RISKS for reason in leaf.light.reasons)


def _due_in(roots: Sequence[TaskEvaluation], period: Period) -> tuple[DueItem, ...]:
    """Return what falls due in a period, the earliest first."""
    found = []
    for facts in (s.facts for s in walk(roots) if not s.facts.closed):
        found += [_at(facts, p.due, p) for p in facts.checkpoints if p.done is None and p.due in period]
        if facts.due and facts.due in period:
            found.append(_at(facts, facts.due))
    return tuple(sorted(found, key=lambda entry: entry.day))


def _assumed(roots: Sequence[TaskEvaluation]) -> Assumed:
    every = [s.facts for s in leaves(roots)]
    return Assumed(
        lead=tuple(f.task.ref for f in every if f.lead_basis == "assumed"),
        due=tuple(f.task.ref for f in every if f.due and f.due_basis == "assumed"),
        milestones=tuple(p.milestone.ref for f in every for p in f.checkpoints if p.basis == "assumed"),
    )
