"""The periodic report: what a week, a month or a quarter brought, beside the period before and last year's figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.model.facts import Checkpoint, Facts
from plantrack.model.plan import Basis, Milestone, Plan, Task
from plantrack.model.state import Cut, in_force, replay
from plantrack.model.update import Adopt, AnyDated, AnyUpdate, Key, Report, Status, day_in
from plantrack.model.update import Milestone as MilestoneUpdate
from plantrack.reports.numbers import Followed, followed
from plantrack.reports.overview import Summary, summarise
from plantrack.standing import Standing, leaves, standings, walk

RISKS = frozenset(
    ("far-behind", "behind", "blocked", "milestone-overdue", "due-soon", "percent-unknown", "status-unknown")
)
"""The reasons of a light for which a task is at risk; to be overdue is worse, and to be silent is told apart."""


class Dated(Struct, frozen=True):
    """A task or milestone with a date that matters: when it was reached, or is due. `days` counts days late.

    `basis` says where the due date comes from.
    """

    task: Task
    milestone: Milestone | None
    day: date
    lead: tuple[str, ...]
    lead_basis: Basis | None
    basis: Basis | None
    promised: date | None
    days: int = 0

    @property
    def ref(self) -> str:
        """Return the reference of the milestone, or of the task."""
        return self.milestone.ref if self.milestone else self.task.ref


class Told(Struct, frozen=True):
    """An update and the task, milestone or indicator that it speaks of. `ref` is the top-level task, if it has one."""

    update: AnyDated
    top: Task | None


class Silent(Struct, frozen=True):
    """A unit and the tasks on which it owes a report. `unit` is None for tasks that nobody leads."""

    unit: str | None
    tasks: tuple[Standing, ...]


class Assumed(Struct, frozen=True):
    """What rests on assumption: references of tasks whose lead, or whose due date, someone here set."""

    lead: tuple[str, ...]
    due: tuple[str, ...]
    milestones: tuple[str, ...]


class PeriodicReport(Struct, frozen=True, kw_only=True):
    """What a period brought. Every list is in the order of the plan unless it says otherwise."""

    plan: Plan
    period: Period
    as_of: date
    known_at: datetime | None
    summary: Summary
    previous: Summary
    reached: tuple[Dated, ...]
    reported: tuple[Told, ...]
    late: tuple[Dated, ...]
    at_risk: tuple[Standing, ...]
    unreported: tuple[Silent, ...]
    due_next: tuple[Dated, ...]
    next_period: Period
    indicators: tuple[Followed, ...]
    arrived_late: tuple[Told, ...]
    assumed: Assumed
    tops: tuple[Standing, ...]


def periodic_report(
    plan: Plan,
    updates: Iterable[AnyUpdate],
    period: Period,
    *,
    zone: tzinfo,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> PeriodicReport:
    """Return the report on a period as of a day (default: the period's last) and as known at a moment.

    `zone` is the plan's time zone: a day of recording is a day there.
    """
    as_of = as_of or period.last
    records = list(updates)
    admitted = in_force(records, Cut(as_of, known_at))
    state = replay(records, Cut(as_of, known_at))
    tops = standings(plan, state, as_of)
    before = period.previous().last
    return PeriodicReport(
        plan=plan,
        period=period,
        as_of=as_of,
        known_at=known_at,
        summary=summarise(tops),
        previous=summarise(standings(plan, replay(records, Cut(before, known_at)), before)),
        reached=tuple(_reached(tops, period, admitted)),
        reported=_told(plan, (u for u in admitted if u.on in period)),
        late=_late(tops),
        at_risk=tuple(_at_risk(tops)),
        unreported=_silent(tops),
        due_next=_due_in(tops, period.next()),
        next_period=period.next(),
        indicators=followed(plan, state),
        arrived_late=_told(plan, _late_arrivals(admitted, period, zone)),
        assumed=_assumed(tops),
        tops=tops,
    )


def _reached(tops: Sequence[Standing], period: Period, admitted: Sequence[AnyDated]) -> Iterable[Dated]:
    since = _done_since(admitted)
    for standing in walk(tops):
        facts = standing.facts
        for point in facts.checkpoints:
            if point.done and (on := since[point.milestone.ref]) and on in period:
                yield _at(facts, on, point)
        if not standing.children and facts.status is Status.DONE and (on := since[standing.ref]) and on in period:
            yield _at(facts, on)


def _done_since(admitted: Iterable[AnyDated]) -> dict[str, date | None]:
    """Return the day since which each task or milestone is done without a break; to say it again moves no day."""
    writes: dict[str, list[tuple[Key, bool]]] = {}
    for update in admitted:
        if isinstance(update, Report) and update.status is not None:
            writes.setdefault(update.ref, []).append((update.key, update.status is Status.DONE))
        elif isinstance(update, MilestoneUpdate):
            writes.setdefault(update.ref, []).append((update.key, update.state == "reached"))
    since: dict[str, date | None] = {}
    for ref, said in writes.items():
        on = None
        for key, done in sorted(said):
            on = (on or key[0]) if done else None
        since[ref] = on
    return since


def _told(plan: Plan, updates: Iterable[AnyDated]) -> tuple[Told, ...]:
    """Return the updates in the order of the plan; those on the plan as a whole come last."""
    order = {task.ref: number for number, task in enumerate(plan.walk())}

    def told(update: AnyDated) -> tuple[int, Key, Told]:
        task = None if isinstance(update, Adopt) else plan.task_of(update.ref)
        top = list(plan.lineage(task.ref))[-1] if task else None
        return (order[task.ref] if task else len(order), update.key, Told(update, top))

    return tuple(entry[2] for entry in sorted(map(told, updates), key=lambda entry: entry[:2]))


def _at(facts: Facts, day: date, point: Checkpoint | None = None, days: int = 0) -> Dated:
    return Dated(
        task=facts.task, milestone=point.milestone if point else None,
        day=day, lead=facts.lead, lead_basis=facts.lead_basis,
        basis=point.basis if point else facts.due_basis, promised=(point or facts).promised_due, days=days,
    )  # fmt: skip


def _late(tops: Sequence[Standing]) -> tuple[Dated, ...]:
    """Return what is overdue, the latest first."""
    found = []
    for facts in (s.facts for s in walk(tops)):
        if facts.overdue and facts.due:
            found.append(_at(facts, facts.due, days=-(facts.days_left or 0)))
        found += [_at(facts, point.due, point, point.days_late) for point in facts.checkpoints if point.overdue]
    return tuple(sorted(found, key=lambda entry: -entry.days))


def _at_risk(tops: Sequence[Standing]) -> Iterable[Standing]:
    """Yield what may become late, also where nobody reported on it lately."""
    for leaf in leaves(tops):
        if not leaf.facts.overdue and any(reason.code in RISKS for reason in leaf.light.reasons):
            yield leaf


def _silent(tops: Sequence[Standing]) -> tuple[Silent, ...]:
    """Return the units that owe reports, the one with the most first."""
    by_unit: dict[str | None, list[Standing]] = {}
    for leaf in leaves(tops):
        if leaf.facts.owes:
            for unit in leaf.facts.lead or (None,):
                by_unit.setdefault(unit, []).append(leaf)
    return tuple(Silent(unit, tuple(tasks)) for unit, tasks in sorted(by_unit.items(), key=lambda pair: -len(pair[1])))


def _due_in(tops: Sequence[Standing], period: Period) -> tuple[Dated, ...]:
    """Return what falls due in a period, the earliest first."""
    found = []
    for facts in (s.facts for s in walk(tops) if not s.facts.closed):
        found += [_at(facts, p.due, p) for p in facts.checkpoints if p.done is None and p.due in period]
        if facts.due and facts.due in period:
            found.append(_at(facts, facts.due))
    return tuple(sorted(found, key=lambda entry: entry.day))


def _late_arrivals(admitted: Iterable[AnyDated], period: Period, zone: tzinfo) -> Iterable[AnyDated]:
    """Return what was recorded in the period but took effect before it."""
    return (u for u in admitted if u.on < period.first and day_in(u.at, zone) in period)


def _assumed(tops: Sequence[Standing]) -> Assumed:
    every = [s.facts for s in leaves(tops)]
    return Assumed(
        lead=tuple(f.task.ref for f in every if f.lead_basis == "assumed"),
        due=tuple(f.task.ref for f in every if f.due and f.due_basis == "assumed"),
        milestones=tuple(p.milestone.ref for f in every for p in f.checkpoints if p.basis == "assumed"),
    )
