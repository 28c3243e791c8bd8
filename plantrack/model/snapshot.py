"""Snapshots: what reports say in a history, added up, so that it can be continued without replaying them.

A snapshot has what a state keeps of reports and milestones, and every record of another kind whole. It serves questions
about any day from its last one on, as known at its last moment or later; every other one is the whole history's. Where
snapshots are kept is the journal's business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct, structs

from plantrack.model.approvals import Examined, Objection, adopted_approvals, examined
from plantrack.model.history import Cuts, History
from plantrack.model.policy import Approvals
from plantrack.model.state import Key, ReferenceState, State, Status, Written
from plantrack.model.updates import AnyDated, AnyUpdate, Comment, MilestoneUpdate, Report, Retraction

FOLDED = (Report, MilestoneUpdate)
"""The kinds that a snapshot adds up: there are many of them, and what they say has its last writer."""


class Reported(Struct, frozen=True, array_like=True):
    """What a state keeps of the reports on one reference."""

    status: Written[Status | None]
    percent: Written[float | None]
    progress: Written[str | None]
    problem: Written[str | None]
    next: Written[str | None]
    reopened: Key
    finished: set[Key]
    report_days: set[date]
    answers: set[tuple[date, str]]


class HistorySnapshot(Struct, frozen=True):
    """What a history says. `records` are those in force of other kinds, and the reports that were objected to.

    `until` is the last day on which something takes effect, `known` the last moment of recording, and `last` the
    greatest id; `named` are the references of all records, `gone` what retractions take away.
    """

    until: date
    known: datetime
    last: str
    named: frozenset[str]
    gone: frozenset[str]
    reported: dict[str, Reported]
    records: tuple[AnyDated, ...]

    def state(self, effective: Iterable[AnyDated]) -> State:
        """Return the state of everything in force; `effective` are those of the records that take effect."""
        known = {ref: ReferenceState(**structs.asdict(said)) for ref, said in self.reported.items()}
        state = State(defaultdict(ReferenceState, known))
        for record in effective:
            if not isinstance(record, FOLDED):
                record.apply(state)
        return state


def snapshot(history: History) -> HistorySnapshot | None:
    """Return the snapshot of a history; None of one in which nothing takes effect, or two records share an id."""
    if not history.latest or not history.in_force() or history.sharing_id:
        return None
    state, objected = State(), {objection.update.id for objection in history.objections()}
    for update in reversed(history.in_force()):
        if isinstance(update, FOLDED):
            update.apply(state)
    gone = history.retracted()
    return HistorySnapshot(
        max(update.on for update in history.updates if update.on),
        history.latest,
        max(update.id for update in history.updates),
        frozenset(history.named),
        frozenset(gone),
        {ref: _reported(known) for ref, known in state.refs()},
        tuple(
            update
            for update in history.updates
            if not isinstance(update, Comment | Retraction)
            and (not isinstance(update, FOLDED) or update.id in objected)
            and update.id not in gone
            and update.act not in gone
        ),
    )


def _reported(known: ReferenceState) -> Reported:
    return Reported(*(getattr(known, name) for name in Reported.__struct_fields__))


def joins(snapshot: HistorySnapshot, later: Sequence[AnyUpdate]) -> bool:
    """Tell whether records can join a snapshot: all are new, were recorded later, and take nothing of it away."""
    names = {update.id for update in later}
    return len(names) == len(later) and not any(
        isinstance(update, Retraction)
        or update.id <= snapshot.last
        or update.at < snapshot.known
        or update.id in snapshot.gone
        or update.act in snapshot.gone
        for update in later
    )


class ContinuedHistory(History):
    """The history of a snapshot and of records that join it. The whole is read where that cannot answer."""

    def __init__(self, snapshot: HistorySnapshot, later: Sequence[AnyUpdate], whole: Iterable[AnyUpdate]) -> None:
        """Take what `joins`, and every update, which is iterated only when it is needed."""
        super().__init__(whole)
        self._snapshot, self._more = snapshot, later

    @cached_property
    def latest(self) -> datetime | None:
        """The moment at which the last update was recorded."""
        return max((update.at for update in self._more), default=self._snapshot.known)

    @cached_property
    def named(self) -> AbstractSet[str]:
        """Every reference that an update other than an adoption names, whether it is in force or not."""
        return self._snapshot.named | {update.ref for update in self._more if update.ref is not None}

    @cached_property
    def sharing_id(self) -> Sequence[AnyUpdate]:
        """No updates: what shares its id with another one does not join."""
        return ()

    def at(self, as_of: date | None = None, known_at: datetime | None = None) -> State:
        """Return the state of a cut."""
        if (as_of is not None and as_of < self._snapshot.until) or not self._joined(known_at):
            return super().at(as_of, known_at)
        return self._continued.state(as_of)

    def objections(self, known_at: datetime | None = None) -> Sequence[Objection]:
        """Return what is wrong with how records in force came about."""
        return self._continued.objections if self._joined(known_at) else super().objections(known_at)

    def approvals(self) -> Approvals | None:
        """Return who has to approve what by the adoption recorded last that says so."""
        if not self._joined(None):
            return super().approvals()
        return adopted_approvals((*self._before.updates, *self._continued.updates))

    def _joined(self, known_at: datetime | None) -> bool:
        """Tell whether all that was recorded by a moment is all, and takes effect as it did in the snapshot."""
        everything = known_at is None or self.latest is None or known_at >= self.latest
        return everything and self._judged.objections[: len(self._before.objections)] == self._before.objections

    @cached_property
    def _before(self) -> Examined:
        """The records of the snapshot that take effect, and the objections to the others."""
        return examined([*self._snapshot.records])

    @cached_property
    def _judged(self) -> Examined:
        return examined([*self._snapshot.records, *self._dated]) if self._dated else self._before

    @cached_property
    def _dated(self) -> list[AnyDated]:
        return [update for update in self._more if not isinstance(update, Retraction)]

    @cached_property
    def _continued(self) -> Cuts:
        """What came later, on top of the state of the snapshot."""
        later = [update for update in self._judged.updates if update.id > self._snapshot.last]
        return Cuts(Examined(later, self._judged.objections), self._snapshot.state(self._before.updates))
