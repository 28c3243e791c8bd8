"""Making snapshots: updates are added up part by part, so that a long history need not be in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from plantrack.model.approvals import STEPS, adopted_approvals, examined
from plantrack.model.fold import Fold
from plantrack.model.history import History
from plantrack.model.latest_first import LatestFirst
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.state import Status
from plantrack.model.updates import AnyDated, AnyUpdate, Report


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
        self._last: list[str] = []
        self._parts = LatestFirst()
        self._named: set[str | None] = set()
        self._effective, self.sound = False, True

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part of the updates; `sound` tells whether there can still be a snapshot."""
        if not updates:
            return
        ids, moments = [update.id for update in updates], [update.at for update in updates]
        self.sound &= not self._moments or max(moments) <= self._moments[-1]
        self._retract([update for update in updates if update.on is None])
        self._parts.add(updates)
        self.sound &= self._parts.sound
        self._last.append(max(ids))
        self._moments += [max(moments), min(moments)]
        self._named.update([update.ref for update in updates])
        self._add_dated([update for update in updates if update.on is not None])

    def _retract(self, updates: Sequence[AnyUpdate]) -> None:
        """Note what is taken away: the latest retraction is decided first, and none may reach into a later part."""
        for retraction in History(updates).retractions:
            if retraction.id not in self._gone and retraction.act not in self._gone:
                self._gone.add(retraction.target)
                self.sound &= not self._parts.reaches(retraction.target)

    def _add_dated(self, updates: list[AnyDated]) -> None:
        """Fold what is not judged by other records, and keep what is."""
        if updates:
            self._days.append(max([update.on for update in updates]))
        gone, done, cancelled = self._gone, Status.DONE, Status.CANCELLED
        kept = [u for u in updates if u.id not in gone and u.act not in gone] if gone else updates
        self._effective |= bool(kept)
        reports = [update for update in kept if type(update) is Report]
        closing = [report for report in reports if report.status is done or report.status is cancelled]
        others = [update for update in kept if type(update) is not Report]
        self._steps += [*closing, *(update for update in others if type(update) in STEPS)]
        self._fold.add([update for update in others if type(update) not in STEPS])
        self._fold.add(
            [r for r in reports if r.status is not done and r.status is not cancelled] if closing else reports
        )

    def snapshot(self) -> HistorySnapshot | None:
        """Return the snapshot; None where nothing takes effect, and where the parts were not as they have to be."""
        if not (self.sound and self._effective):
            return None
        found, named = examined(self._steps), frozenset(ref for ref in self._named if ref is not None)
        self._fold.add(found.updates)
        objected = {objection.update.id for objection in found.objections}
        steps = tuple(u for u in self._steps if type(u) in STEPS or u.id in objected)
        return HistorySnapshot(
            max(self._days),
            max(self._moments),
            max(self._last),
            adopted_approvals(found.updates),
            bool(found.objections),
            self._fold.state(),
            lambda: named,
            lambda: self._gone,
            lambda: steps,
        )


def snapshot(updates: Sequence[AnyUpdate]) -> HistorySnapshot | None:
    """Return the snapshot of updates that are all there; None where there can be none."""
    maker = SnapshotMaker()
    maker.add(updates)
    return maker.snapshot()
