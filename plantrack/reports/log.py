"""History: the updates of a plan or of one reference, each with whether it is in force."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from msgspec import Struct

from plantrack.model.approvals import Objection
from plantrack.model.history import History, in_order_of_recording
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate, Notice, day_in


class LogEntry(Struct, frozen=True):
    """One update and whether it is in force; a retract counts as in force unless it is retracted itself.

    `objection` says what is wrong with how it came about; a void one may be why it is not in force. `late` is a request
    for a later date that came after the one that it was to move.
    """

    update: AnyUpdate
    in_force: bool
    objection: Objection | None = None
    late: bool = False


class Log(Struct, frozen=True):
    """Updates in order of recording, and the records of kinds unknown to this version, as in the journal.

    `earlier` is how many updates before these were left out.
    """

    entries: tuple[LogEntry, ...]
    unknown: tuple[dict[str, Any], ...] = ()
    earlier: int = 0


def log_entries(
    history: History,
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    refs: frozenset[str] | None = None,
    by: frozenset[str] = frozenset(),
    since: date | None = None,
    zone: tzinfo | None = None,
    late: frozenset[str] = frozenset(),
) -> tuple[LogEntry, ...]:
    """Return the updates up to a day and as known at a moment, in order of recording.

    `refs` keeps those that name one of the references, `by` those of some persons, and `since` those recorded on that
    day or later in `zone`. `late` has the ids of requests that came late.
    """
    gone = history.retracted(known_at)
    kept = (
        u
        for u in (history.updates if refs is None else _naming(history, refs))
        if (as_of is None or u.on is None or u.on <= as_of)
        and (known_at is None or u.at <= known_at)
        and (not by or u.by in by)
        and (since is None or day_in(u.at, zone) >= since)
    )
    ordered = in_order_of_recording(kept if refs is None else _narrowed(kept, refs))
    objections = history.objections(known_at)
    objected = {found.update.id for found in objections}
    return tuple(
        _entry(update, gone, objections if update.id in objected else (), late=update.id in late) for update in ordered
    )


def _narrowed(updates: Iterable[AnyUpdate], refs: frozenset[str]) -> Iterator[AnyUpdate]:
    """Yield updates; of a notice, which may tell of many things, what it tells about the references."""
    for update in updates:
        told = update.narrowed(refs) if isinstance(update, Notice) else update
        if told:
            yield told


def _entry(update: AnyUpdate, gone: set[str], objections: Sequence[Objection], *, late: bool) -> LogEntry:
    objection = next((found for found in objections if found.update == update), None)
    taken_back = not gone.isdisjoint((update.id, update.act))
    return LogEntry(update, not taken_back and (objection is None or objection.rest is not None), objection, late)


def _naming(history: History, refs: frozenset[str]) -> list[AnyUpdate]:
    """Return the records that name one of the references, and each retraction of one of these, also of a retraction."""
    found: list[AnyUpdate] = list({id(u): u for ref in refs for u in history.by_ref.get(ref, ())}.values())
    named = {name for u in found for name in (u.id, u.act)}
    for retraction in reversed(history.retractions):
        if retraction.target in named:
            found.append(retraction)
            named |= {retraction.id, retraction.act}
    return found


def without_begun(entries: Sequence[LogEntry]) -> tuple[LogEntry, ...]:
    """Return entries without the notices that were being sent, where it is also said that they were sent."""
    sent = {_message(one.update) for one in entries if isinstance(one.update, Notice) and one.update.state == "sent"}
    return tuple(
        one
        for one in entries
        if not (isinstance(one.update, Notice) and one.update.state == "sending" and _message(one.update) in sent)
    )


def _message(notice: Notice) -> tuple[str, str, str]:
    return notice.act, notice.unit, notice.level


def references_of(plan: Plan, ref: str) -> frozenset[str]:
    """Return every reference that an update on a task may have: its own, and those of all below it."""
    if ref not in plan.by_ref:
        return frozenset({ref})
    tasks = list(plan.by_ref[ref].walk())
    own = {name for task in tasks for name in (task.ref, *(stone.ref for stone in task.milestones))}
    return frozenset(own | {indicator.id for task in tasks for indicator in plan.indicators_of.get(task.ref, ())})
