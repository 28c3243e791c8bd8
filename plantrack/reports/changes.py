"""Changes: what became another between two days, or between two states of knowledge about one day, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.model.plan import Plan, Task
from plantrack.model.updates import AnyDated, AnyUpdate
from plantrack.reports.log import references_of
from plantrack.reports.overview import Summary


class Trend(StrEnum):
    """Where a light went. An office reads the lights from best to worst."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


class FieldChange(Struct, frozen=True):
    """One thing about a task that is another: its status, percent, light, due date or lead."""

    field: str
    old: Any
    new: Any


class TaskChange(Struct, frozen=True):
    """A task without sub-tasks, what is different about it, and where its light went."""

    task: Task
    differences: tuple[FieldChange, ...]
    direction: Trend


def changed(before: Sequence[TaskEvaluation], now: Sequence[TaskEvaluation]) -> tuple[TaskChange, ...]:
    """Return the tasks about which something is different, in the order of the plan."""
    old = {leaf.ref: leaf for leaf in leaves(before)}
    pairs = ((old[leaf.ref], leaf) for leaf in leaves(now) if leaf.ref in old)
    found = ((leaf, tuple(_differences(was, leaf)), direction(was, leaf)) for was, leaf in pairs)
    return tuple(TaskChange(leaf.facts.task, different, where) for leaf, different, where in found if different)


def _differences(was: TaskEvaluation, now: TaskEvaluation) -> Iterator[FieldChange]:
    for field, old, new in (
        ("status", was.facts.status, now.facts.status),
        ("percent", was.facts.percent, now.facts.percent),
        ("light", was.light.meaning, now.light.meaning),
        ("due", was.facts.due, now.facts.due),
        ("lead", was.facts.lead, now.facts.lead),
    ):
        if old != new:
            yield FieldChange(field, old, new)


_RANK = {
    Meaning.DONE: 0, Meaning.ON_TRACK: 1, Meaning.NOT_DUE: 1, Meaning.ATTENTION: 2, Meaning.UNREPORTED: 3,
    Meaning.OFF_TRACK: 4,
}  # fmt: skip
"""From best to worst. To begin on track is no change, and a cancelled task stands beside no other."""


def direction(was: TaskEvaluation, now: TaskEvaluation) -> Trend:
    """Return where the light of a task went."""
    old, new = _RANK.get(was.light.meaning), _RANK.get(now.light.meaning)
    return Trend.SAME if old is None or new is None or old == new else Trend.WORSE if new > old else Trend.IMPROVED


class RestatedTask(Struct, frozen=True):
    """What is known otherwise now about a task in the period before, and the records that say so."""

    task: Task
    differences: tuple[FieldChange, ...]
    records: tuple[AnyUpdate, ...]


class Restatement(Struct, frozen=True):
    """The period before, as it was known on this period's first day, and what is known otherwise now.

    `numbers` are the numbers of its summary that are others now: name, old and new.
    """

    day: date
    known_at: datetime
    summary: Summary
    numbers: tuple[FieldChange, ...]
    tasks: tuple[RestatedTask, ...]


def restatement(
    plan: Plan,
    then: tuple[Sequence[TaskEvaluation], Summary],
    now: tuple[Sequence[TaskEvaluation], Summary],
    since: Sequence[LateRecord],
    *,
    day: date,
    known_at: datetime,
) -> Restatement:
    """Return what is known otherwise about the period that ended on `day`: `then` as known at `known_at`, and `now`.

    `since` are the records that came in between.
    """
    return Restatement(
        day=day,
        known_at=known_at,
        summary=then[1],
        numbers=tuple(
            FieldChange(name, old, new)
            for name in Summary.__struct_fields__
            if (old := getattr(then[1], name)) != (new := getattr(now[1], name))
        ),
        tasks=tuple(
            RestatedTask(found.task, found.differences, tuple(_about(plan, found.task, since)))
            for found in changed(then[0], now[0])
        ),
    )


class LateRecord(Struct, frozen=True):
    """A record that came later, and those it speaks of: itself, or what it takes away or restores."""

    record: AnyUpdate
    subjects: tuple[AnyDated, ...]


def recorded_since(history: History, known_at: datetime, now: datetime | None, day: date) -> list[LateRecord]:
    """Return what was recorded after a moment, up to another, and bears on `day` or a day before it."""
    later = (u for u in history.updates if u.at > known_at and (now is None or u.at <= now))
    targets = {u.target for u in history.retractions}
    named: dict[str, list[AnyUpdate]] = {}
    for update in history.updates if targets else ():
        for name in targets.intersection((update.id, update.act)):
            named.setdefault(name, []).append(update)
    found = ((u, tuple(s for s in _subjects(u, named) if s.on <= day)) for u in later)
    return sorted(
        (LateRecord(u, subjects) for u, subjects in found if subjects),
        key=lambda late: (late.record.at, late.record.id),
    )


def _subjects(update: AnyUpdate, named: Mapping[str, Sequence[AnyUpdate]]) -> Iterator[AnyDated]:
    """Yield the record itself; of an undoing what it takes away, also through the undoing of an undoing."""
    if update.on is not None:
        yield update
        return
    for other in named.get(update.target, ()):
        if (other.at, other.id) < (update.at, update.id):
            yield from _subjects(other, named)


def _about(plan: Plan, task: Task, since: Sequence[LateRecord]) -> Iterator[AnyUpdate]:
    """Yield the records that speak of a task, of what belongs to it, or of a task above it."""
    refs = references_of(plan, task.ref) | {above.ref for above in plan.lineage(task.ref)}
    return (late.record for late in since if any(not refs.isdisjoint(subject.refs) for subject in late.subjects))
