"""Chart data: what charts show of a plan as of a day, computed once for every format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, TaskEvaluation, evaluate, leaves, walk
from plantrack.evaluation.facts import Checkpoint, Light, Meaning, TaskFacts
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.history import History
from plantrack.model.measures import canonical_unit
from plantrack.model.plan import Plan
from plantrack.model.state import Status
from plantrack.reports.changes import Snapshot, days_of, trends
from plantrack.reports.indicators import IndicatorProgress, indicator_progress
from plantrack.reports.requests import by_lead
from plantrack.reports.shades import Tally, tally
from plantrack.reports.summary import Summary, summarise

ORDINAL = (Kind.RANK, Kind.EDITION, Kind.THRESHOLD)
"""The kinds of numbers that have no length: they are written and not drawn."""
URGENT = (Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.ATTENTION)
"""The lights that something must be done about, the worst first."""


class ChartData(Struct, frozen=True, dict=True):
    """A plan as of a day, with its trend. `rows` are the tasks shown as rows: items, or an item with its tasks.

    What follows from these is worked out once for all charts and sizes.
    """

    plan: Plan
    as_of: date
    rows: tuple[TaskEvaluation, ...]
    numbers: tuple[IndicatorProgress, ...]
    trend: tuple[Snapshot, ...]

    @cached_property
    def past(self) -> tuple[Snapshot, ...]:
        """Return the snapshots up to as-of; later ones show only what is expected."""
        return tuple(snapshot for snapshot in self.trend if snapshot.day <= self.as_of)

    @cached_property
    def summary(self) -> Summary:
        """Return the rows in numbers, each task once."""
        below = {child.ref for row in self.rows for child in row.children}
        return summarise([row for row in self.rows if row.ref not in below])

    @cached_property
    def worst_first(self) -> tuple[TaskEvaluation, ...]:
        """Return the rows with the most tasks in a bad light first."""
        return tuple(sorted(self.rows, key=lambda row: urgency(tally((row,)))))

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Return a bar for each row; one with tasks below it spans them."""
        return bars(self.plan, self.rows)

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """Return every unit that leads something, the one with the most tasks in a bad light first."""
        return loads(self.rows)

    @cached_property
    def unfinished(self) -> bool:
        """Tell whether the last stretch of days of the trend goes on after as-of."""
        return bool(self.past) and self.past[-1].day not in days_of(self.plan, self.plan.period.last)


def chart_data(
    plan: Plan, history: History, as_of: date, ref: str | None = None, *,
    known_at: datetime | None = None, judging: JudgingPolicy = DEFAULT_JUDGING, past: bool = True,
) -> ChartData:  # fmt: skip
    """Return the data as of a day; with `ref`, its rows are that task and those below it; without `past`, no trend."""
    days = days_of(plan, as_of) if past else ()
    state = history.at(as_of, known_at)
    roots = evaluate(plan, state, as_of, judging)
    if ref is not None:
        roots = tuple(row for top in walk(roots) if top.ref == ref for row in (top, *top.children))
    trend = trends(plan, history, days, judging=judging, last=as_of, known_at=known_at)
    return ChartData(plan, as_of, roots, indicator_progress(plan, state), trend)


class Bar(Struct, frozen=True):
    """A task as a bar in time, from its start to its end; an item spans its own tasks, without those cancelled.

    `due` is the current due date, None if neither the task nor one below has one. It is `open` if an unfinished task
    below has no due date: it then lasts to the end of the plan at least. `promised` is the day promised first, if
    different. `points` are the milestones here and below, without those that a closed task left open.
    """

    facts: TaskFacts
    light: Light
    tally: Tally
    start: date
    end: date
    due: date | None
    open: bool
    promised: date | None
    points: tuple[Checkpoint, ...]


def bars(plan: Plan, rows: Sequence[TaskEvaluation]) -> tuple[Bar, ...]:
    """Return a bar for each row; one with tasks below it spans them."""
    return tuple(_bar(plan, row) for row in rows)


def _bar(plan: Plan, row: TaskEvaluation) -> Bar:
    every = [leaf.facts for leaf in leaves((row,))]
    every = [facts for facts in every if facts.status is not Status.CANCELLED] or every
    due = row.facts.due or max((f.due for f in every if f.due), default=None)
    promised = row.facts.promised_due or max((f.promised_due for f in every if f.promised_due), default=None)
    start = min(row.facts.start if not row.children else min(f.start for f in every), due or date.max)
    lasting = row.facts.due is None and any(f.due is None and not f.closed for f in every)
    return Bar(
        facts=row.facts,
        light=row.light,
        tally=tally((row,)),
        start=start,
        end=max(start, due or date.min, plan.period.last if lasting or due is None else date.min),
        due=due,
        open=lasting,
        promised=promised if promised != due else None,
        points=tuple(p for below in walk((row,)) for p in below.facts.checkpoints if p.done or not below.facts.closed),
    )


def urgency(found: Tally) -> tuple[int, ...]:
    """Return what sorts by how many are off track, unreported and need attention, the most first."""
    return tuple(-sum(count for light, count in found if light.meaning is meaning) for meaning in URGENT)


class Load(Struct, frozen=True):
    """The tasks that a unit leads, or those without a lead: how many have each light, and how many owe a report."""

    unit: str | None
    lights: Tally
    owing: int

    @property
    def tasks(self) -> int:
        """Return the number of tasks."""
        return sum(count for _, count in self.lights)

    def having(self, meaning: Meaning) -> int:
        """Return how many tasks have a light."""
        return sum(count for light, count in self.lights if light.meaning is meaning)


def loads(rows: Sequence[TaskEvaluation]) -> tuple[Load, ...]:
    """Return every unit that leads something, the one with the most tasks in a bad light first.

    A task of several units counts for each.
    """
    led = by_lead(leaves(rows), lambda leaf: leaf.facts.lead)
    found = [Load(unit, tally(tasks), summarise(tasks).owed) for unit, tasks in led]
    return tuple(sorted(found, key=lambda load: (urgency(load.lights), -load.owing)))


class ComparedFigure(Struct, frozen=True):
    """An indicator's amounts: of last year, the latest and the target, and as shares of the greatest of them.

    `shares` is None where the amounts are not drawn: ranks, editions, conditions, and amounts without a common scale.
    """

    line: IndicatorProgress
    amounts: tuple[Quantity | None, ...]
    shares: tuple[float | None, ...] | None


def compared(numbers: Sequence[IndicatorProgress]) -> tuple[ComparedFigure, ...]:
    """Return the indicators that are a headline, were measured or have a target."""
    return tuple(_compared(line) for line in numbers if line.latest or line.indicator.headline or line.indicator.target)


def _compared(line: IndicatorProgress) -> ComparedFigure:
    figure, target = line.figure, line.indicator.target
    amounts = (
        figure.quantity if figure else None,
        line.latest.quantity if line.latest else None,
        target.quantity if target else None,
    )
    found = [amount for amount in amounts if amount]
    most = max((amount.value for amount in found), default=0)
    one_scale = len({canonical_unit(amount.unit) for amount in found}) == 1
    ordinal = figure is not None and figure.kind in ORDINAL
    if ordinal or not one_scale or most <= 0 or any(amount.value < 0 for amount in found):
        return ComparedFigure(line, amounts, None)
    return ComparedFigure(line, amounts, tuple(None if amount is None else amount.value / most for amount in amounts))
