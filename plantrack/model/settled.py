"""Settling: the history of a view of late days, in which the reports that only say where things stand are one state.

Of a long history a report tells little, and most records are such reports. These count, and nobody asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from plantrack.model.approvals import guarded_statuses
from plantrack.model.fold import Fold
from plantrack.model.history import DIGESTS, History, digest_of, in_order_of_recording
from plantrack.model.latest_first import LatestFirst
from plantrack.model.state import CLOSED, State, Status
from plantrack.model.updates import (
    Adoption,
    AnyDated,
    AnyUpdate,
    Measurement,
    MilestoneUpdate,
    Notice,
    Report,
    Retraction,
    in_utc,
)


class SettledHistory(History):
    """A history that knows some reports by the state of all of them only; `updates` and the like are the other records.

    They took effect by the day `until` and were recorded by the moment `known`, nothing takes them away or objects to
    them, and they are not sources of the last words on anything. Earlier days and moments cannot be shown.
    """

    def __init__(self, until: date, known: datetime, state: State, others: Iterable[AnyUpdate], digest: int) -> None:
        """Take the state of what is settled and its digest, and the other records."""
        super().__init__(others)
        self._until, self._moment, self._digest = until, known, digest
        self._settled = self._start = state

    def at(self, as_of: date | None = None, known_at: datetime | None = None) -> State:
        """Return the state of a cut. Raises ValueError for one that does not admit all that is settled."""
        if (as_of and as_of < self._until) or (known_at and known_at < self._moment):
            raise ValueError(as_of, known_at)
        return super().at(as_of, known_at)

    def begun(self, moment: datetime) -> bool:
        """Tell whether anything was recorded by a moment, at which all that is settled was."""
        return bool(self._settled.names()) or super().begun(moment)

    def about(self, refs: Collection[str]) -> History:
        """Return the history of what is said about some references; its digest is that of nothing."""
        known = {ref: self._settled.of(ref) for ref in self._settled.names() if ref in refs}
        others = super().about(refs).updates
        return SettledHistory(self._until, self._moment, State(refs=known), others, 0)

    def digest(self, known_at: datetime | None = None) -> int:
        """Return the number that stands for everything recorded up to a moment."""
        return (self._digest + super().digest(known_at)) % DIGESTS


AnyReport = Report | MilestoneUpdate | Measurement
_REPORTS = (Report, MilestoneUpdate, Measurement)


class Settler:
    """Settles the updates of a journal that come in parts, the latest first, so that few of them need to be in memory.

    Where parts are not so, and where people were told what a settled report may answer, there is no such history.
    """

    def __init__(self, until: date, known: datetime) -> None:
        """Take the last day and the last moment of what is settled."""
        self._until, self._known = until, in_utc(known)
        self._parts, self._fold, self._digest = LatestFirst(), Fold(), 0
        self._closing: list[Report] = []
        self._others: list[AnyUpdate] = []
        self._targets: set[str] = set()
        self._reported: dict[str, date] = {}
        self.sound = self.in_order = True

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part of the updates; `sound` tells whether there can be a history, `in_order` whether the parts are."""
        targets = {update.target for update in updates if type(update) is Retraction}
        self.in_order &= not any(map(self._parts.reaches, targets))
        self._targets |= targets
        self._parts.add(updates)
        settled, others = self._split(updates)
        self.in_order &= self._parts.sound
        self.sound = self.sound and self.in_order and not any(map(self._told_early, others))
        self._others += others
        self._settle(settled)

    def _told_early(self, update: AnyUpdate) -> bool:
        return type(update) is Notice and (update.on <= self._until or update.at <= self._known)

    def _split(self, updates: Sequence[AnyUpdate]) -> tuple[list[AnyReport], list[AnyUpdate]]:
        """Return the updates that are settled, and the others; what closes something is decided upon last."""
        settled: list[AnyReport] = []
        others: list[AnyUpdate] = []
        until, known, targets, reported = self._until, self._known, self._targets, self._reported
        done, cancelled = CLOSED
        for update in reversed(updates):
            if not isinstance(update, _REPORTS):
                others.append(update)
                continue
            if update.on > until or update.at > known or update.id in targets or update.act in targets:
                others.append(update)
            elif isinstance(update, Report) and (update.status is done or update.status is cancelled):
                (others if update.sources else self._closing).append(update)
            elif isinstance(update, Report) and update.status is None and not update.says_something:
                others.append(update)
            elif (update.source or update.evidence) and update.on >= reported.get(update.ref, date.min):
                reported[update.ref] = update.on
                others.append(update)
            else:
                reported.setdefault(update.ref, update.on)
                settled.append(update)
        return settled[::-1], others

    def _settle(self, updates: Sequence[AnyReport]) -> None:
        self._fold.add(updates)
        self._digest += digest_of(updates)

    def history(self) -> History:
        """Return the history of everything that was added."""
        adoptions = in_order_of_recording(update for update in self._others if isinstance(update, Adoption))
        guarded = set[Status]().union(*map(guarded_statuses, adoptions))
        self._others += [report for report in self._closing if report.status in guarded]
        self._settle([report for report in self._closing if report.status not in guarded])
        if adoptions and self._admitted(first := adoptions[0]):
            self._fold.add([first])  # nobody objects to it, and it changes nothing where it is applied once more
        return SettledHistory(self._until, self._known, self._fold.state(), self._others, self._digest % DIGESTS)

    def _admitted(self, update: AnyDated) -> bool:
        """Tell whether every cut admits an update."""
        settles = update.on <= self._until and update.at <= self._known
        return settles and self._targets.isdisjoint((update.id, update.act))
