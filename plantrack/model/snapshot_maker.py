"""Making snapshots: updates are added up part by part, so that a long history need not be in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from plantrack.model.approvals import STEPS, adopted_approvals, examined
from plantrack.model.fold import Fold
from plantrack.model.history import History
from plantrack.model.latest_first import LatestFirst
from plantrack.model.sifting import Sifted, packed_days
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

    @property
    def in_order(self) -> bool:
        """Whether the parts were as they have to be."""
        return self.sound

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part of the updates; `sound` tells whether there can still be a snapshot."""
        if not updates:
            return
        moments = sorted([update.at for update in updates])  # those in order are sorted in less time than one is found
        self.sound &= not self._moments or moments[-1] <= self._moments[-1]
        self._moments += [moments[-1], moments[0]]
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
        self._keep(dated)

    def _keep(self, updates: Sequence[AnyDated]) -> None:
        steps = [*filter(_is_judged, updates)]
        self._steps += steps
        self._fold.apply([update for update in updates if not _is_judged(update)] if steps else updates)

    def join(self, part: Sifted) -> bool:
        """Add the next part as another maker sifted it, and tell whether that can be: nothing takes away from it."""
        if any(part.lowest <= name <= part.highest for name in self._gone):
            return False
        self.sound &= not self._moments or part.latest <= self._moments[-1]
        self._moments += [part.latest, part.earliest]
        self._retract([update for update in part.updates if type(update) is Retraction])
        self._parts.skip(part.last, part.lowest, part.highest)
        self.sound &= self._parts.sound
        self._days.append(part.until)
        self._named |= part.named
        self._effective = True
        self._fold.join(part.report_days(), part.reached)
        self._add_dated(part.updates, part.until)
        return True

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


class Sifter(SnapshotMaker):
    """Sifts such parts instead, for a maker that joins them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._left: list[AnyUpdate] = []

    def _retract(self, updates: Sequence[AnyUpdate]) -> None:
        super()._retract(updates)
        self._left += updates

    def _keep(self, updates: Sequence[AnyDated]) -> None:
        self._left += updates

    def sifted(self) -> Sifted | None:
        """Return what is left of the parts; None where nothing took effect, and where they are not as they have to be.

        Raises OverflowError where reports are of too many days.
        """
        if not (self.sound and self._effective):
            return None
        last_reports, reported, reached = self._fold.left_out()
        return Sifted(
            [*self._left, *last_reports],
            *packed_days(reported),
            reached,
            self._named,
            max(self._days),
            self._moments[0],
            self._moments[-1],
            self._parts.last,
            self._parts.lowest,
            self._parts.highest,
        )


def _is_judged(update: AnyDated) -> bool:
    """Tell whether an update is judged by others, or others by it."""
    return type(update) in STEPS or (type(update) is Report and update.status in CLOSED)


def snapshot(updates: Sequence[AnyUpdate]) -> HistorySnapshot | None:
    """Return the snapshot of updates that are all there; None where there can be none."""
    maker = SnapshotMaker()
    maker.add(updates)
    return maker.snapshot()
