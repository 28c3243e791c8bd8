"""Chart data: what charts show of a plan as of a day, computed once for every format."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, TaskEvaluation, evaluate, leaves, walk
from plantrack.evaluation.facts import Checkpoint, Light, Meaning, TaskFacts
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.history import History
from plantrack.model.measures import canonical_unit
from plantrack.model.plan import Plan
from plantrack.reports.changes import Snapshot, days_of, trends
from plantrack.reports.indicators import IndicatorProgress, indicator_progress
from plantrack.reports.requests import by_lead
from plantrack.reports.summary import summarise

ORDINAL = (Kind.RANK, Kind.EDITION, Kind.THRESHOLD)
"""The kinds of numbers that have no length: they are written and not drawn."""


class ChartData(Struct, frozen=True):
    """A plan as of a day, with its trend. `rows` are the tasks shown as rows: items, or an item with its tasks."""

    plan: Plan
    as_of: date
    rows: tuple[TaskEvaluation, ...]
    numbers: tuple[IndicatorProgress, ...]
    trend: tuple[Snapshot, ...]

    @property
    def past(self) -> tuple[Snapshot, ...]:
        """Return the snapshots up to as-of; later ones show only what is expected."""
        return tuple(snapshot for snapshot in self.trend if snapshot.day <= self.as_of)


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
    """A task as a bar from its start to its current due date; `due` is None if neither it nor a task below has one.

    It is `open` if an unfinished task below has no due date; it then extends to the end of the axis. `promised` is the
    day promised first, if different. `points` are the milestones here and below.
    """

    facts: TaskFacts
    light: Light
    start: date
    due: date | None
    open: bool
    promised: date | None
    points: tuple[Checkpoint, ...]


def bars(rows: Sequence[TaskEvaluation]) -> tuple[Bar, ...]:
    """Return a bar for each row; one with tasks below it spans them."""
    return tuple(map(_bar, rows))


def _bar(row: TaskEvaluation) -> Bar:
    every = [leaf.facts for leaf in leaves((row,))]
    due = row.facts.due or max((f.due for f in every if f.due), default=None)
    promised = row.facts.promised_due or max((f.promised_due for f in every if f.promised_due), default=None)
    return Bar(
        facts=row.facts,
        light=row.light,
        start=min(row.facts.start if not row.children else min(f.start for f in every), due or date.max),
        due=due,
        open=any(f.due is None and not f.closed for f in every) and row.facts.due is None,
        promised=promised if promised != due else None,
        points=tuple(point for below in walk((row,)) for point in below.facts.checkpoints),
    )


def shade(light: Light) -> Light:
    """Return a light as charts distinguish it: its meaning, its colour and an office's own words, without reasons."""
    return Light(light.meaning, colour=light.shade, words=light.words)


def shades(lights: Iterable[Light]) -> tuple[Light, ...]:
    """Return each shade once, from the best to the worst."""
    return tuple(sorted(dict.fromkeys(map(shade, lights)), key=lambda light: list(Meaning).index(light.meaning)))


class Load(Struct, frozen=True):
    """The tasks that a unit leads, or those without a lead: how many have each light, and how many owe a report."""

    unit: str | None
    lights: tuple[tuple[Light, int], ...]
    owing: int

    @property
    def tasks(self) -> int:
        """Return the number of tasks."""
        return sum(count for _, count in self.lights)


def loads(rows: Sequence[TaskEvaluation]) -> tuple[Load, ...]:
    """Return every unit that leads something, the one with the most tasks first; a task of several counts for each."""
    found = []
    for unit, tasks in by_lead(leaves(rows), lambda leaf: leaf.facts.lead):
        counts = Counter(shade(task.light) for task in tasks)
        ordered = tuple((light, counts[light]) for light in shades(counts))
        found.append(Load(unit, ordered, summarise(tasks).owed))
    return tuple(found)


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
