"""Changes: differences between two days or two states of knowledge about one day, with their causes, and trends."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.dates.periods import DAY, Period
from plantrack.evaluation.evaluate import (
    DEFAULT_JUDGING,
    JudgingPolicy,
    TaskEvaluation,
    evaluate_again,
    leaves,
    progress_of,
)
from plantrack.evaluation.facts import Meaning
from plantrack.evaluation.rollup import means
from plantrack.model.history import History
from plantrack.model.percentages import Exact, rounded_percent
from plantrack.model.plan import Plan, Task
from plantrack.model.promises import news
from plantrack.model.updates import AnyDated, AnyUpdate, in_utc
from plantrack.reports.log import references_of
from plantrack.reports.shades import Tally, added, tallied, tally
from plantrack.reports.summary import SHARES, Summary, summarise

ROOM = 7000
"""Maximum number of tasks times days evaluated for a trend, so that a large plan does not take seconds."""
MOST = 120
"""Maximum number of days of a trend."""
SUNDAY = 6
STEPS = (1, 2, 3, 6, 12)
"""Months between two days, if there are too many weeks."""


class Trend(StrEnum):
    """The direction in which a light changed, between best and worst."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


class FieldChange(Struct, frozen=True):
    """A difference in one field: a task's status, percent, light, due date or lead, or a number of a summary."""

    field: str
    old: Any
    new: Any


class TaskChange(Struct, frozen=True):
    """A task without sub-tasks, its differences, and the direction of its light.

    `records` are those that say so, where what was known of a period has changed since.
    """

    task: Task
    differences: tuple[FieldChange, ...]
    direction: Trend
    records: tuple[AnyUpdate, ...] = ()


FIELDS = {
    "status": "facts.status", "percent": "facts.percent", "light": "light.meaning", "due": "facts.due",
    "lead": "facts.lead",
}  # fmt: skip
"""What is compared of a task: the name of each difference, and where its value is."""


def changed(before: Sequence[TaskEvaluation], now: Sequence[TaskEvaluation]) -> tuple[TaskChange, ...]:
    """Return the tasks with differences, in the order of the plan."""
    old = {leaf.ref: leaf for leaf in leaves(before)}
    pairs = ((was, leaf) for leaf in leaves(now) if (was := old.get(leaf.ref)) is not None and was is not leaf)
    found = ((now, differences(was, now, FIELDS), direction(was, now)) for was, now in pairs)
    return tuple(TaskChange(now.facts.task, different, where) for now, different, where in found if different)


def differences(was: object, now: object, fields: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Return the fields, of several, whose values at their paths differ."""
    before, after = map(_getter(*fields.values()), (was, now))
    if before == after:  # as of most
        return ()
    values = zip(fields, before, after, strict=True)
    return tuple(FieldChange(name, old, new) for name, old, new in values if differ(old, new))


_getter = cache(attrgetter)


def differ(old: object, new: object) -> bool:
    """Tell whether two values differ where they are shown: percentages by their digits."""
    if isinstance(old, int | Fraction) and isinstance(new, int | Fraction):
        return rounded_percent(old) != rounded_percent(new)
    return old != new


RANKS = {
    Meaning.DONE: 0, Meaning.ON_TRACK: 1, Meaning.NOT_DUE: 1, Meaning.ATTENTION: 2, Meaning.UNREPORTED: 3,
    Meaning.OFF_TRACK: 4,
}  # fmt: skip
"""Lights from best to worst. Going from not due to on track is no change; a cancelled task is not compared."""


def direction(was: TaskEvaluation, now: TaskEvaluation) -> Trend:
    """Return the direction in which the light of a task changed."""
    old, new = RANKS.get(was.light.meaning), RANKS.get(now.light.meaning)
    return Trend.SAME if old is None or new is None or old == new else Trend.WORSE if new > old else Trend.IMPROVED


class Restatement(Struct, frozen=True):
    """The period before, as it was known on this period's first day, and what is now known differently.

    `numbers` are the numbers of its summary that have changed, and `begun` tells whether anything was recorded by then.
    """

    day: date
    known_at: datetime
    summary: Summary
    numbers: tuple[FieldChange, ...]
    tasks: tuple[TaskChange, ...]
    begun: bool = True


LateRecord = tuple[AnyUpdate, tuple[AnyDated, ...]]
"""A record that came later, and its subjects: itself, or what it retracts or restores."""


def restatement(
    plan: Plan,
    history: History,
    now: Sequence[TaskEvaluation],
    judging: JudgingPolicy,
    *,
    summary: Summary,
    period: Period,
    zone: tzinfo,
    known_at: datetime | None,
) -> Restatement:
    """Return how the period before is known `now`, other than it was at the end of this period's first day.

    `summary` has it in numbers as it is known now.
    """
    day, first = period.previous().last, datetime.combine(period.first, time.max, zone)
    then = min(first, known_at) if known_at else first
    since = recorded_since(history, then, known_at, day)
    state = history.at(day, known_at)
    roots = evaluate_again(plan, now, state, history.at(day, then), judging) if since else now
    before = summarise(roots) if since else summary
    about = _by_reference(since)
    tasks = (replace(found, records=_about(plan, found.task, about)) for found in changed(roots, now))
    numbers = changed_numbers(before, summary)
    return Restatement(day, then, before, numbers, tuple(tasks), history.begun(then))


def changed_numbers(was: Summary, now: Summary) -> tuple[FieldChange, ...]:
    """Return the numbers of two summaries that differ."""
    old, new = ({**one.counts(), **{name: getattr(one, name) for name in SHARES}} for one in (was, now))
    return tuple(FieldChange(name, old[name], new[name]) for name in old if differ(old[name], new[name]))


def recorded_since(history: History, known_at: datetime, now: datetime | None, day: date) -> list[LateRecord]:
    """Return what was recorded after a moment, up to another, and bears on `day` or a day before it.

    An adoption that only names more of what was adopted before is no news.
    """
    moment = in_utc(known_at)
    recorded = [u for u in history.updates if u.at > moment and (now is None or u.at <= now)]
    later = news(recorded, history.in_force(day, now))
    targets = {u.target for u in history.retractions}
    named: dict[str, list[AnyUpdate]] = {}
    for update in history.updates if targets else ():
        if update.id in targets or update.act in targets:
            for name in targets.intersection((update.id, update.act)):
                named.setdefault(name, []).append(update)
    found = ((u, tuple(s for s in _subjects(u, named) if s.on <= day)) for u in later)
    return sorted((late for late in found if late[1]), key=lambda late: (late[0].at, late[0].id))


def _subjects(update: AnyUpdate, named: Mapping[str, Sequence[AnyUpdate]]) -> Iterator[AnyDated]:
    """Yield the record itself; for a retraction what it retracts, also through the retraction of a retraction."""
    if update.on is not None:
        yield update
        return
    for other in named.get(update.target, ()):
        if (other.at, other.id) < (update.at, update.id):
            yield from _subjects(other, named)


def _by_reference(since: Sequence[LateRecord]) -> dict[str, dict[int, AnyUpdate]]:
    """Return the records about each reference, by their places in the sequence."""
    found: dict[str, dict[int, AnyUpdate]] = {}
    for place, (record, subjects) in enumerate(since):
        for ref in {ref for subject in subjects for ref in subject.refs}:
            found.setdefault(ref, {})[place] = record
    return found


def _about(plan: Plan, task: Task, about: Mapping[str, Mapping[int, AnyUpdate]]) -> tuple[AnyUpdate, ...]:
    """Return the records on a task, on what belongs to it, or on a task above it, in their order."""
    refs = references_of(plan, task.ref) | {above.ref for above in plan.lineage(task.ref)}
    found = {place: record for ref in refs for place, record in about.get(ref, {}).items()}
    return tuple(found[place] for place in sorted(found))


class Snapshot(Struct, frozen=True):
    """The plan at the end of a day: how far it is and should be, and the lights of each item's tasks by its reference.

    Of a day to come nothing but what is expected is known.
    """

    day: date
    expected: Exact | None
    percent: Exact | None = None
    items: tuple[tuple[str, Tally], ...] = ()

    @property
    def tally(self) -> Tally:
        """Return how many of all tasks have each light."""
        return added(found for _, found in self.items)

    @property
    def lights(self) -> Counter[Meaning]:
        """Return how many of all tasks have a light of each meaning."""
        counts: Counter[Meaning] = Counter()
        for light, count in self.tally:
            counts[light.meaning] += count
        return counts


def trends(
    plan: Plan, history: History, days: Iterable[date], *,
    judging: JudgingPolicy = DEFAULT_JUDGING, last: date = date.max, known_at: datetime | None = None,
) -> tuple[Snapshot, ...]:  # fmt: skip
    """Return the plan at the end of each day, in order; updates after `last` are ignored, and what is later expected.

    Tasks are judged as everywhere, but for the reasons, and for what is told of tasks above others.
    """
    judge, found = replace(judging, reasons=False).judge, []
    for day in sorted(set(days)):
        progress = progress_of(plan, history.at(min(day, last), known_at), day, judging)
        tops = [progress.facts(task) for task in plan.tasks]
        percent, expected = means(tops)
        if day > last:
            found.append(Snapshot(day, expected))
        else:
            lights = ((top.task.ref, tallied(map(judge.light, top.leaves()))) for top in tops)
            found.append(Snapshot(day, expected, percent, tuple(lights)))
    return tuple(found)


def snapshot(day: date, roots: Sequence[TaskEvaluation]) -> Snapshot:
    """Return the plan as it was evaluated at the end of a day."""
    percent, expected = means([top.facts for top in roots])
    return Snapshot(day, expected, percent, tuple((top.ref, tally((top,))) for top in roots))


def days_of(plan: Plan, as_of: date, latest: int | None = None) -> tuple[date, ...]:
    """Return the days of a trend: the ends of weeks, the last day of the plan, and as-of if it lies in the period.

    For a large or long plan the ends of months, or of every second, third, … month. With `latest`, only that many days
    up to as-of.
    """
    first, last = plan.period.first, plan.period.last
    room = min(MOST, ROOM // max(sum(1 for _ in plan.leaves()), 1))
    weeks = range(first.toordinal() + SUNDAY - first.weekday(), last.toordinal(), SUNDAY + 1)
    days = [date.fromordinal(day) for day in weeks] if len(weeks) <= room else _month_ends(first, last, room)
    found = sorted({*days, last, *([as_of] if first <= as_of <= last else [])})
    return tuple(found if latest is None else [day for day in found if day <= as_of][-latest:])


def _month_ends(first: date, last: date, room: int) -> list[date]:
    """Return the ends of every n-th month, with the smallest step that fits."""
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal()))
    ends = [day for day in days if (day + DAY).day == 1]
    choices = [[day for day in ends if day.month % step == 0] for step in STEPS]
    return next((days for days in choices if len(days) <= room), choices[-1][:room])
