"""History: the updates of a plan or of one reference, each with whether it is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from msgspec import Struct

from plantrack.model.plan import Plan
from plantrack.model.state import Cut, distinct, retracted
from plantrack.model.update import Adopt, AnyUpdate, Retract, day_in


class LogEntry(Struct, frozen=True):
    """One update and whether it is in force; a retract counts as in force unless it is retracted itself."""

    update: AnyUpdate
    in_force: bool


class Log(Struct, frozen=True):
    """Updates in order of recording, and the records that this version does not know, as they stand in the journal."""

    entries: tuple[LogEntry, ...]
    unknown: tuple[dict[str, Any], ...] = ()


def history(
    updates: Iterable[AnyUpdate],
    cut: Cut,
    *,
    refs: frozenset[str] | None = None,
    by: str | None = None,
    since: date | None = None,
    zone: tzinfo | None = None,
) -> tuple[LogEntry, ...]:
    """Return the updates that the cut admits, in order of recording.

    `refs` keeps those that name one of the references, `by` those of one person, and `since` those recorded on that
    day or later in `zone`.
    """
    records = sorted(distinct(updates), key=lambda u: (u.at, u.id))
    gone = retracted(records, cut.known_at)
    kept = [
        u
        for u in (records if refs is None else _naming(records, refs))
        if _admitted(u, cut) and (by is None or u.by == by) and (since is None or day_in(u.at, zone) >= since)
    ]
    return tuple(LogEntry(u, u.id not in gone and u.act not in gone) for u in kept)


def _admitted(update: AnyUpdate, cut: Cut) -> bool:
    last: date = cut.as_of or date.max
    known: datetime | None = cut.known_at
    return (isinstance(update, Retract) or update.on <= last) and (known is None or update.at <= known)


def _naming(records: Sequence[AnyUpdate], refs: frozenset[str]) -> list[AnyUpdate]:
    """Return the records that name one of the references, and each retract of one of these, also of a retract."""
    named = {u.id for u in records if _names(u, refs)}
    acts = {u.act for u in records if u.id in named}
    for record in records:
        if isinstance(record, Retract) and (record.target in named or record.target in acts):
            named.add(record.id)
            acts.add(record.act)
    return [u for u in records if u.id in named]


def _names(update: AnyUpdate, refs: frozenset[str]) -> bool:
    if isinstance(update, Adopt):
        return not refs.isdisjoint(update.promises)
    return not isinstance(update, Retract) and update.ref in refs


def references_of(plan: Plan, ref: str) -> frozenset[str]:
    """Return every reference under which updates on a task may stand: its own, and those of all below it."""
    if ref not in plan.by_ref:
        return frozenset({ref})
    found = set()
    for task in plan.by_ref[ref].walk():
        found |= {task.ref, *(stone.ref for stone in task.milestones)}
        found |= {indicator.id for indicator in plan.indicators_of.get(task.ref, ())}
    return frozenset(found)
