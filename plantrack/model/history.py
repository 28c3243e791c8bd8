"""History: all updates of a plan, each once. Every state comes from here; nobody else replays.

What an update does to a state is defined by its kind; where updates are kept is the journal's business.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, is_
from typing import TypeVar

import msgspec

from plantrack.model.approvals import Examined, Objection, adopted_approvals, examined
from plantrack.model.fold import folded
from plantrack.model.policy import Approvals
from plantrack.model.state import State
from plantrack.model.updates import Adoption, AnyDated, AnyUpdate, LedgerReturn, Notice, Retraction, Unknown, in_utc

Dated = TypeVar("Dated", bound=AnyDated)
Recorded = TypeVar("Recorded", bound=AnyUpdate)
DIGEST_BYTES = 16
DIGESTS = 1 << 8 * DIGEST_BYTES
"""How many digests there are; a sum of them is taken modulo this."""


class History:
    """The updates of a plan. Cuts share its index: a later day continues from the state of an earlier one.

    A cut is what is asked about: `as_of` admits updates that took effect by the end of that day, `known_at` those that
    were recorded by that moment; None admits all.
    """

    def __init__(self, updates: Iterable[AnyUpdate] = ()) -> None:
        """Take updates in any order. A line seen twice counts once; two different lines with one id both count."""
        self._given = updates
        self._cuts: dict[datetime | None, Cuts] = {}
        self._start: State | None = None

    @cached_property
    def _lines(self) -> dict[str, AnyUpdate]:
        """Every update by its id, or by its whole content where another one has that id."""
        given = tuple(self._given)
        lines = {update.id: update for update in given}
        if len(lines) < len(given):
            lines = {}
            for update in given:
                first = lines.setdefault(update.id, update)
                if first is not update and repr(first) != repr(update):
                    lines[repr(update)] = update
        return lines

    @cached_property
    def sharing_id(self) -> Sequence[AnyUpdate]:
        """Updates whose id another one has: nothing that was recorded is so, only what somebody forged."""
        return [update for name, update in self._lines.items() if name != update.id]

    @cached_property
    def updates(self) -> tuple[AnyUpdate, ...]:
        """All updates, each once, in no order that means anything."""
        return tuple(self._lines.values())

    @cached_property
    def by_ref(self) -> dict[str, list[AnyUpdate]]:
        """The updates that name a reference, by that reference."""
        found = defaultdict(list)
        for update in self.updates:
            for ref in update.refs:
                found[ref].append(update)
        return found

    @cached_property
    def retractions(self) -> list[Retraction]:
        """All retractions, the latest first; between two different ones with one id, the content decides."""
        found = [update for update in self.updates if isinstance(update, Retraction)]
        return sorted(found, key=lambda update: (update.at, update.id, update.target, update.by), reverse=True)

    @cached_property
    def latest(self) -> datetime | None:
        """The moment at which the last update was recorded."""
        return max((update.at for update in self.updates), default=None)

    @cached_property
    def named(self) -> AbstractSet[str]:
        """Every reference that an update other than an adoption names, whether it is in force or not."""
        return {update.ref for update in self.updates if update.ref is not None}

    def __contains__(self, update: AnyUpdate) -> bool:
        return update in (self._lines.get(update.id), self._lines.get(repr(update)))

    def at(self, as_of: date | None = None, known_at: datetime | None = None) -> State:
        """Return the state of a cut. Ask for the earlier of two days first: the later one then continues from it."""
        return self._known(known_at).state(as_of)

    def in_force(self, as_of: date | None = None, known_at: datetime | None = None) -> Sequence[AnyDated]:
        """Return the updates that a cut admits, nothing takes away and take effect, in the order of their days."""
        cuts = self._known(known_at)
        return cuts.updates[: cuts.count(as_of)]

    def objections(self, known_at: datetime | None = None) -> Sequence[Objection]:
        """Return what is wrong with how records in force came about: without approval, or approved by who asked."""
        return self._known(known_at).objections

    def approvals(self) -> Approvals | None:
        """Return who has to approve what by the adoption recorded last that says so."""
        return adopted_approvals(self.in_force())

    def retracted(self, known_at: datetime | None = None) -> set[str]:
        """Return the ids of updates and acts that are taken away.

        A retraction takes away only what was recorded before it, so the latest one is decided first.
        """
        gone: set[str] = set()
        for retraction in self.retractions:
            known = known_at is None or retraction.at <= known_at
            if known and retraction.id not in gone and retraction.act not in gone:
                gone.add(retraction.target)
        return gone

    def digest(self, known_at: datetime | None = None) -> int:
        """Return a number that stands for everything recorded up to a moment: the sum of a hash of every update.

        The same updates give the same number, whatever their order, files and repetitions; numbers of disjoint
        histories add up modulo 2**128. It detects what was lost or edited by accident, not what somebody forged.
        """
        return digest_of(self.updates if known_at is None else [u for u in self.updates if u.at <= known_at])

    def begun(self, moment: datetime) -> bool:
        """Tell whether anything was recorded by a moment."""
        return any(update.at <= moment for update in self.updates)

    def about(self, refs: Collection[str]) -> History:
        """Return the history of what is said about some references; every retraction stays."""
        return History(part for update in self.updates if (part := update.narrowed(refs)))

    def _known(self, known_at: datetime | None) -> Cuts:
        """Return what was in force as known at a moment; one after the last record is the same as none."""
        moment = in_utc(known_at) if known_at and self.latest and known_at < self.latest else None
        if moment not in self._cuts:
            gone = self.retracted(moment)
            recorded = [u for u in self.updates if u.on is not None and (moment is None or u.at <= moment)]
            kept = [u for u in recorded if u.id not in gone and u.act not in gone] if gone else recorded
            self._cuts[moment] = Cuts(examined(kept), self._start, self._cuts.get(None))
        return self._cuts[moment]


def digest_of(updates: Iterable[AnyUpdate | Unknown]) -> int:
    """Return the sum of a hash of every update; each must be there once."""
    from hashlib import blake2b  # reports only: it loads OpenSSL

    new, found = blake2b(digest_size=DIGEST_BYTES).copy, []
    encode, line = msgspec.json.Encoder().encode_into, bytearray()
    for update in updates:
        encode(update, line)
        (hashed := new()).update(line)
        found.append(hashed.digest())
    return sum(map(int.from_bytes, found)) % DIGESTS


def in_order_of_recording(updates: Iterable[Recorded]) -> list[Recorded]:
    """Return updates as they were recorded; between two different ones with one id, the content decides."""
    moment = attrgetter("at", "id")
    found = sorted(updates, key=moment)
    if any(moment(one) == moment(other) for one, other in pairwise(found)):  # the words of an update take their time
        found.sort(key=lambda update: (update.at, update.id, repr(update)))
    return found


def one_by_one(updates: Iterable[Dated]) -> Iterator[tuple[Dated, State]]:
    """Yield each update, in the order of recording, with the state of the earlier ones; that state goes on growing."""
    state = State()
    for update in in_order_of_recording(updates):
        yield update, state
        update.apply(state)


class Cuts:
    """The updates in force as known at one moment, by day, and the states already asked for.

    `start` is the state before all of them. `beside` is known at another moment: of what both say alike, its state
    is taken.
    """

    def __init__(self, found: Examined, start: State | None = None, beside: Cuts | None = None) -> None:
        self.updates = sorted(found.updates, key=attrgetter("on"))
        self.objections = found.objections
        self._states = {0: start or State()}
        self._beside = beside

    def count(self, as_of: date | None) -> int:
        """Return how many of the updates took effect by the end of a day."""
        return len(self.updates) if as_of is None else bisect_right(self.updates, as_of, key=attrgetter("on"))

    def replayed(self, as_of: date | None) -> State | None:
        """Return the state of a day if it was asked for before."""
        return self._states.get(self.count(as_of))

    def state(self, as_of: date | None) -> State:
        """Replay: continue from the latest state before that day."""
        count = self.count(as_of)
        if count not in self._states and (state := self._differing(count, as_of)):
            self._states[count] = state
        if count not in self._states:
            start = max(known for known in self._states if known < count)
            added = self.updates[start:count]
            self._states[count] = folded(added, self._states[start])
        return self._states[count]

    def _differing(self, count: int, as_of: date | None) -> State | None:
        """Return the state of what is beside, but for the references of which not the same updates are known.

        None where that has no state of this day, and where an adoption, or a record that is kept by unit, names them.
        """
        there = self._beside.replayed(as_of) if self._beside and len(self._states) == 1 else None
        if self._beside is None or there is None:
            return None
        ours, theirs = self.updates[:count], self._beside.updates[: self._beside.count(as_of)]
        only = _in_one(ours, theirs)
        adoptions, refs = [u for u in ours if isinstance(u, Adoption)], {ref for u in only for ref in u.refs}
        units = {u.unit for u in ours if isinstance(u, _KEPT_BY_UNIT)}.union(*(u.units for u in adoptions))
        if any(isinstance(u, (Adoption, *_KEPT_BY_UNIT)) for u in only) or not refs.isdisjoint(units):
            return None
        narrowed = filter(None, (update.narrowed(refs) for update in adoptions))
        differing = folded([*(u for u in ours if u.ref in refs), *narrowed], self._states[0])
        return there.with_others(differing, refs)


_KEPT_BY_UNIT = (Notice, LedgerReturn)
"""The kinds that a state keeps under a unit, and not under the references that they name."""


def _in_one(ours: Sequence[AnyDated], theirs: Sequence[AnyDated]) -> list[AnyDated]:
    """Return the updates that only one of two sequences has, which mostly begin alike."""
    alike = [*map(is_, ours, theirs), False].index(False)
    ours, theirs = ours[alike:], theirs[alike:]
    here, there = {*map(id, ours)}, {*map(id, theirs)}
    return [u for u in ours if id(u) not in there] + [u for u in theirs if id(u) not in here]
