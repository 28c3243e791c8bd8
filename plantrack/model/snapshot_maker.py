"""Making snapshots: updates are added up part by part, so that a long history need not be in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from plantrack.model.approvals import STEPS, adopted_approvals, examined
from plantrack.model.fold import Fold
from plantrack.model.history import History
from plantrack.model.latest_first import LatestFirst
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.state import CLOSED
from plantrack.model.updates import AnyDated, AnyUpdate, Report, Retraction


class SnapshotMaker:
    """Makes a snapshot of updates that come in parts, the latest part first, each with later ids and moments.

    So a retraction is known before what it takes away. Where parts are not so, there is no snapshot.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._fold = Fold()
        self._gone: set[str] = set()
        self._steps: list[AnyDated] = []
        self._days: list[date] = []
        self._moments: list[datetime] = []
        self._parts = LatestFirst()
        self._named: set[str] = set()
        self._effective, self.sound = False, True

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part of the updates; `sound` tells whether there can still be a snapshot."""
        if not updates:
            return
        moments = [update.at for update in updates]
        self.sound &= not self._moments or max(moments) <= self._moments[-1]
        self._moments += [max(moments), min(moments)]
        self._retract([update for update in updates if type(update) is Retraction])
        self._parts.add(updates)
        self.sound &= self._parts.sound
        if days := [update.on for update in updates if update.on is not None]:
            self._days.append(max(days))
            self._add_dated(updates, self._days[-1])

    def _retract(self, updates: Sequence[AnyUpdate]) -> None:
        """Note what is taken away: the latest retraction is decided first, and none may reach into a later part."""
        for retraction in History(updates).retractions:
            if retraction.id not in self._gone and retraction.act not in self._gone:
                self._gone.add(retraction.target)
                self.sound &= not self._parts.reaches(retraction.target)

    def _add_dated(self, updates: Sequence[AnyUpdate], until: date) -> None:
        """Fold what is in force and not judged by other records, and keep what is; all are of days up to one."""
        kept = [*updates]
        gone = [kept.pop(place) for place in sorted(self._parts.places(updates, self._gone), reverse=True)]
        left = self._fold.left_of(kept, until)
        self._named.update([ref for update in (*gone, *left) if (ref := update.ref) is not None])
        dated = [update for update in left if update.on is not None]
        self._effective |= bool(dated) or len(left) < len(kept)
        steps = [*filter(_is_judged, dated)]
        self._steps += steps
        self._fold.apply([update for update in dated if not _is_judged(update)] if steps else dated)

    def snapshot(self) -> HistorySnapshot | None:
        """Return the snapshot; None where nothing takes effect, and where the parts were not as they have to be."""
        if not (self.sound and self._effective):
            return None
        found, named = examined(self._steps), frozenset(self._named | self._fold.names())
        self._fold.apply(found.updates)
        objected = {objection.update.id for objection in found.objections}
        steps = tuple(u for u in self._steps if type(u) in STEPS or u.id in objected)
        return HistorySnapshot(
            max(self._days),
            max(self._moments),
            self._parts.last,
            adopted_approvals(found.updates),
            bool(found.objections),
            self._fold.state(),
            lambda: named,
            lambda: self._gone,
            lambda: steps,
        )


def _is_judged(update: AnyDated) -> bool:
    """Tell whether an update is judged by others, or others by it."""
    return type(update) in STEPS or (type(update) is Report and update.status in CLOSED)


def snapshot(updates: Sequence[AnyUpdate]) -> HistorySnapshot | None:
    """Return the snapshot of updates that are all there; None where there can be none."""
    maker = SnapshotMaker()
    maker.add(updates)
    return maker.snapshot()
