"""State: the plan after replaying the journal, as of a day and as known at a moment.

Replay does not depend on the order of the updates. What the values mean (percent, overdue, owing) is `progress`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from msgspec import UNSET, Struct

from plantrack.model.update import PROMISED, AnyDated, AnyUpdate, Key, Measure, Promise, Reschedule, Retract

Fields = dict[str, tuple[Key, Any]]


class State:
    """What was said about each reference, each field by its last writer. Read-only once `replay` returns it."""

    __slots__ = ("_done", "_fields", "_promises", "_reports", "measurements", "reschedules")

    def __init__(self) -> None:
        self._fields: dict[str, Fields] = {}
        self._promises: dict[str, tuple[Key, Promise]] = {}
        self._reports: dict[str, set[date]] = {}
        self._done: dict[str, list[Key]] = {}
        self.measurements: dict[str, list[Measure]] = {}
        self.reschedules: dict[str, Reschedule] = {}

    def fields(self, ref: str) -> Fields:
        """Return the fields of `ref` for writing."""
        found = self._fields.get(ref)
        if found is None:
            found = self._fields[ref] = {}
        return found

    @staticmethod
    def write(fields: Fields, name: str, value: object, key: Key) -> None:
        """Set a field unless a later writer has."""
        old = fields.get(name)
        if old is None or old[0] < key:
            fields[name] = (key, value)

    def reported(self, ref: str, on: date) -> None:
        """Note that something was reported on `ref` on that day."""
        days = self._reports.get(ref)
        if days is None:
            self._reports[ref] = {on}
        else:
            days.add(on)

    def finished(self, ref: str, key: Key, done: bool) -> None:  # noqa: FBT001 - asked for every report
        """Note that somebody said whether `ref` is done or reached."""
        if done:
            self._done.setdefault(ref, []).append(key)
        else:
            self.write(self.fields(ref), "last open", None, key)

    def promise(self, ref: str, promise: Promise, key: Key) -> None:
        """Keep the earliest promise of `ref`, and make what this one names current."""
        old = self._promises.get(ref)
        if old is None or key < old[0]:
            self._promises[ref] = (key, promise)
        fields = self.fields(ref)
        for name in PROMISED:
            value = getattr(promise, name)
            if value is not UNSET:
                self.write(fields, name, value if name.startswith("target") else (value, None), key)
                self.write(fields, f"adopted {name}", value, key)
        self.write(fields, "dropped", promise.dropped, key)

    def value(self, ref: str, name: str) -> Any:
        """Return what the last writer set, or None."""
        found = self._fields.get(ref, {}).get(name)
        return found and found[1]

    def written(self, ref: str, name: str) -> bool:
        """Tell whether anybody set the field."""
        return name in self._fields.get(ref, {})

    def written_on(self, ref: str, name: str) -> date | None:
        """Return the day on which the field's last writer took effect."""
        found = self._fields.get(ref, {}).get(name)
        return found and found[0][0]

    def done_since(self, ref: str) -> date | None:
        """Return the day since which `ref` is done or reached without a break; to say it again moves no day."""
        last = self._fields.get(ref, {}).get("last open")
        since = min((key for key in self._done.get(ref, ()) if last is None or key > last[0]), default=None)
        return since and since[0]

    def promised(self, ref: str) -> Promise | None:
        """Return the earliest promise of `ref`."""
        found = self._promises.get(ref)
        return found and found[1]

    def promised_due(self, ref: str) -> date | None:
        """Return the date that `ref` was promised for first, if there was one."""
        promise = self.promised(ref)
        return (promise.due or None) if promise else None

    def adopted_on(self, ref: str) -> date | None:
        """Return the day of the earliest adoption that names `ref`."""
        found = self._promises.get(ref)
        return found and found[0][0]

    def adopted(self) -> Iterable[str]:
        """Return every reference that some adoption names."""
        return self._promises.keys()

    def report_days(self, ref: str) -> set[date]:
        """Return the days on which something was reported on `ref`."""
        return self._reports.get(ref, set())

    def measured(self, indicator: str) -> list[Measure]:
        """Return the indicator's measurements, the earliest first."""
        return sorted(self.measurements.get(indicator, ()), key=lambda m: m.key)

    def facts(self) -> dict[str, Any]:
        """Return everything the state holds in an order that does not depend on replay, for comparing."""
        return {
            "fields": {ref: dict(sorted(f.items())) for ref, f in sorted(self._fields.items())},
            "promises": dict(sorted(self._promises.items())),
            "done": {ref: sorted(keys) for ref, keys in sorted(self._done.items())},
            "reports": {ref: sorted(days) for ref, days in sorted(self._reports.items())},
            "measurements": {ref: self.measured(ref) for ref in sorted(self.measurements)},
            "reschedules": dict(sorted(self.reschedules.items())),
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self.facts() == other.facts()

    __hash__ = None  # type: ignore[assignment]


class Cut(Struct, frozen=True):
    """What a view admits: updates with `on` up to `as_of` and `at` up to `known_at`; None admits all."""

    as_of: date | None = None
    known_at: datetime | None = None


ALL = Cut()


def distinct(updates: Iterable[AnyUpdate]) -> Iterable[AnyUpdate]:
    """Return each record once, however often its line was seen."""
    seen: dict[str, AnyUpdate] = {}
    for update in updates:
        old = seen.setdefault(update.id, update)
        if old is not update and repr(old) < repr(update):
            seen[update.id] = update
    return seen.values()


def retracted(updates: Iterable[AnyUpdate], known_at: datetime | None = None) -> set[str]:
    """Return the ids of updates and acts that are taken away.

    A retract takes away only what was recorded before it, so the latest one is decided first.
    """
    gone: set[str] = set()
    retracts = [u for u in updates if isinstance(u, Retract) and (known_at is None or u.at <= known_at)]
    for retract in sorted(retracts, key=lambda u: (u.at, u.id), reverse=True):
        if retract.id not in gone and retract.act not in gone:
            gone.add(retract.target)
    return gone


def in_force(updates: Iterable[AnyUpdate], cut: Cut = ALL) -> list[AnyDated]:
    """Return the updates, retracts aside, that the cut admits and nothing takes away, each once."""
    records = list(distinct(updates))
    gone = retracted(records, cut.known_at)
    last, known = cut.as_of or date.max, cut.known_at
    return [
        u
        for u in records
        if not isinstance(u, Retract)
        and u.on <= last
        and (known is None or u.at <= known)
        and (not gone or (u.id not in gone and u.act not in gone))
    ]


def replay(updates: Iterable[AnyUpdate], cut: Cut = ALL) -> State:
    """Fold the updates that the cut admits into the state; their order makes no difference."""
    state = State()
    for update in in_force(updates, cut):
        update.apply(state)
    return state
