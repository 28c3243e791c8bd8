"""Snapshots: the state of everything in a history, so that it can be continued without replaying it.

A snapshot has the state of its last day, and every record whose judgement rests on others. It serves questions about
any day from its last one on, as known at its last moment or later; every other one is the whole history's. How one is
packed is told in `packing`; where it is kept is the journal's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from plantrack.model.approvals import STEPS, Examined, Objection, adopted_approvals, examined
from plantrack.model.history import Cuts, History
from plantrack.model.policy import Approvals
from plantrack.model.state import CLOSED, State
from plantrack.model.updates import AnyDated, AnyUpdate, Report, Retraction


class HistorySnapshot(Struct, frozen=True):
    """What a history says; what takes its time to read is a function.

    `until` is the last day on which something takes effect, `known` the last moment of recording, and `last` the
    greatest id. `approvals` says who has to approve what, and `objected` whether anything in force was objected to.
    `named` returns the references of all records, `gone` what retractions take away, and `steps` the records in force
    that others are judged by, with those objected to.
    """

    until: date
    known: datetime
    last: str
    approvals: Approvals | None
    objected: bool
    state: State
    named: Callable[[], AbstractSet[str]]
    gone: Callable[[], AbstractSet[str]]
    steps: Callable[[], Sequence[AnyDated]]


def joins(snapshot: HistorySnapshot, later: Sequence[AnyUpdate]) -> bool:
    """Tell whether records can join a snapshot: all are new, were recorded later, and take nothing of it away."""
    gone = snapshot.gone() if later else ()
    return len({update.id for update in later}) == len(later) and not any(
        isinstance(update, Retraction)
        or update.id <= snapshot.last
        or update.at < snapshot.known
        or update.id in gone
        or update.act in gone
        for update in later
    )


class ContinuedHistory(History):
    """The history of a snapshot and of records that join it. The whole is read where that cannot answer."""

    def __init__(self, snapshot: HistorySnapshot, later: Sequence[AnyUpdate], whole: Iterable[AnyUpdate]) -> None:
        """Take what `joins`, and every update, which is iterated only when it is needed."""
        super().__init__(whole)
        self._snapshot = snapshot
        self._later = [update for update in later if not isinstance(update, Retraction)]

    @cached_property
    def latest(self) -> datetime | None:
        """The moment at which the last update was recorded."""
        return max((update.at for update in self._later), default=self._snapshot.known)

    @cached_property
    def named(self) -> AbstractSet[str]:
        """Every reference that an update other than an adoption names, whether it is in force or not."""
        return self._snapshot.named() | {update.ref for update in self._later if update.ref is not None}

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
        return adopted_approvals(self._continued.updates) or self._snapshot.approvals

    def _is_everything(self, known_at: datetime | None) -> bool:
        """Tell whether all that was recorded by a moment is all."""
        return known_at is None or self.latest is None or known_at >= self.latest

    def _joined(self, known_at: datetime | None) -> bool:
        """Tell whether all that was recorded by a moment is all, and takes effect as it did in the snapshot."""
        return self._is_everything(known_at) and self._judged is not None

    @cached_property
    def _judged(self) -> Examined | None:
        """What takes effect of the later records, and the objections to all; None where they change earlier ones."""
        if not self._snapshot.objected and not any(map(self._is_judged, self._later)):
            return Examined(self._later)
        before = self._snapshot.steps()
        objections = examined([*before]).objections
        found = examined([*before, *self._later])
        if found.objections[: len(objections)] != objections:
            return None
        return Examined([update for update in found.updates if update.id > self._snapshot.last], found.objections)

    def _is_judged(self, update: AnyDated) -> bool:
        """Tell whether something could be objected to, or changes what is: a report only where a policy was adopted."""
        closes = isinstance(update, Report) and update.status in CLOSED
        return type(update) in STEPS or (closes and self._snapshot.approvals is not None)

    @cached_property
    def _continued(self) -> Cuts:
        """What came later, on top of the state of the snapshot."""
        return Cuts(self._judged or Examined([]), self._snapshot.state)
