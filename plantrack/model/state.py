"""State: what the updates in force say about each reference. Its parts are maxima and sets, so order never matters.

Which updates are in force is decided in `history`; what the values mean (overdue, owing) in `evaluation`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from plantrack.model.basis import Basis
from plantrack.model.period_names import last_day
from plantrack.model.plan import Frequency, PlanPeriod, TaskKind, Text

Key = tuple[date, date, datetime, str]
"""Decides between two writers of one field: the greatest (about, on, at, id) wins.

What a record is `about` is its day, or for a report on an earlier period that period's last day.
"""

T_co = TypeVar("T_co", covariant=True)
Kept = TypeVar("Kept", bound=Hashable)


class Status(StrEnum):
    """What somebody reported about a task."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


CLOSED = (Status.DONE, Status.CANCELLED)


class Named(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What an adoption names. A field that is left out was not named; null was named and is nothing."""

    dropped: bool = False

    def named(self) -> dict[str, Any]:
        """Return the fields that are named, with their values."""
        fields = (name for name in self.__struct_fields__ if name != "dropped")
        return {name: value for name in fields if (value := getattr(self, name)) is not UNSET}


class Promise(Named, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What was adopted for one reference, or that it was dropped. `parent` is the task that it stands below."""

    title: Text | UnsetType = UNSET
    parent: str | None | UnsetType = UNSET
    kind: TaskKind | None | UnsetType = UNSET
    weight: float | None | UnsetType = UNSET
    start: date | None | UnsetType = UNSET
    due: date | None | UnsetType = UNSET
    curve: dict[str, float] | UnsetType = UNSET
    lead: tuple[str, ...] | UnsetType = UNSET
    support: tuple[str, ...] | UnsetType = UNSET
    report_every: Frequency | None | UnsetType = UNSET
    report_due: str | None | UnsetType = UNSET
    target: float | int | None | UnsetType = UNSET
    target_text: str | UnsetType = UNSET


class Terms(Named, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What was adopted for the plan as a whole. `calendar` and `lights` are digests of what their files say.

    `example` is true of a made-up plan.
    """

    period: PlanPeriod | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    report_every: Frequency | UnsetType = UNSET
    report_due: str | None | UnsetType = UNSET
    curve: dict[str, float] | UnsetType = UNSET
    policy: dict[str, Any] | UnsetType = UNSET
    indicators: dict[str, tuple[str, ...]] | UnsetType = UNSET
    calendar: str | None | UnsetType = UNSET
    lights: str | None | UnsetType = UNSET
    example: bool | UnsetType = UNSET


PROMISED = tuple(name for name in Promise.__struct_fields__ if name != "dropped")
SETTLED = frozenset(("start", "due", "lead", "support", "target", "example"))
"""The fields that every adoption of a reference settles: where it leaves one out, nothing was promised."""
WHOLE_PLAN = ""
"""The plan as a whole, where a state is asked about a reference."""


class Written(Struct, Generic[T_co], frozen=True, gc=False, array_like=True):
    """The value of a field and the key of its last writer."""

    key: Key
    value: T_co

    @property
    def on(self) -> date:
        """Return the day on which it was written."""
        return self.key[1]


UNWRITTEN = Written((date.min, date.min, datetime.min.replace(tzinfo=UTC), ""), None)


class DueDate(Struct, frozen=True, gc=False):
    """A due date in force, and who approved it; None for an adopted date."""

    day: date | None
    approval: Basis | None = None


class Owners(Struct, frozen=True, gc=False):
    """Units that answer for a task, and who assigned them; None for adopted ones."""

    units: tuple[str, ...]
    assignment: Basis | None = None


_MAKE: dict[str, Callable[[Any], Any]] = {"start": lambda day: day, "due": DueDate, "lead": Owners, "support": Owners}
"""The fields that an adoption sets, and what makes their values."""
_NO_RECORDS: Mapping[type[Any], set[Any]] = MappingProxyType({})


def with_one(kept: AbstractSet[Kept], one: Kept) -> AbstractSet[Kept]:
    """Return a set with one more in it: the same set, but where it is the empty one that all begin with."""
    if isinstance(kept, set):
        kept.add(one)
        return kept
    return {*kept, one}


class ReferenceState(Struct):
    """What is known about one task, milestone or indicator: each field by its last writer, the rest as sets.

    `adoptions` are in the order of their keys, and `adopted` is what they say together: every field as the latest that
    names it says, None before any.
    `reopened` is the key of the latest report that it is neither done nor reached, and `finished` has the keys of all
    later ones that it is. `report_days` are the days of reports on the period in which that day lies, `answers` the
    days of reports on another one, each with the name of that period. `kept` are records that count as a whole.
    """

    status: Written[Status | None] = UNWRITTEN
    percent: Written[float | None] = UNWRITTEN
    progress: Written[str | None] = UNWRITTEN
    problem: Written[str | None] = UNWRITTEN
    next: Written[str | None] = UNWRITTEN
    start: Written[date | None] = UNWRITTEN
    due: Written[DueDate | None] = UNWRITTEN
    lead: Written[Owners | None] = UNWRITTEN
    support: Written[Owners | None] = UNWRITTEN
    reopened: Key = UNWRITTEN.key
    finished: AbstractSet[Key] = frozenset()
    report_days: AbstractSet[date] = frozenset()
    answers: AbstractSet[tuple[date, str]] = frozenset()
    adoptions: Sequence[tuple[Key, Any]] = ()
    adopted: Any = None
    kept: Mapping[type[Any], set[Any]] = _NO_RECORDS

    def write(self, name: str, key: Key, value: Any) -> None:
        """Set a field unless a later writer did; between two different lines with one key, the value decides."""
        old: Written[Any] = getattr(self, name)
        if old.key < key or (old.key == key and repr(old.value) < repr(value)):
            setattr(self, name, Written(key, value))

    def finish(self, key: Key, *, done: bool) -> None:
        """Note a report that it is done, or that it is not."""
        if key <= self.reopened:
            return
        if done:
            self.finished = with_one(self.finished, key)
        else:
            self.reopened = key
            if self.finished:
                self.finished = {later for later in self.finished if later > key}

    def report(self, on: date, period: str | None) -> None:
        """Note a report of a day, on the period in which that day lies or on the one that is named."""
        if period is None:
            self.report_days = with_one(self.report_days, on)
        else:
            self.answers = with_one(self.answers, (on, period))

    def adopt(self, key: Key, named: Named, made: dict[tuple[str, Any], Written[Any]]) -> None:
        """Keep what an adoption names, and make it current; `made` is what it wrote before, as many promises agree."""
        if self.adoptions:
            place = self._place(key, named)
            self.adopted = _beside(self.adopted, named, self.adoptions[place:])
            self.adoptions = (*self.adoptions[:place], (key, named), *self.adoptions[place:])
        else:
            self.adoptions = ((key, named),)
            self.adopted = named
        for name, make in _MAKE.items():
            value = getattr(named, name, UNSET)
            if value is UNSET:
                continue
            written = made.get((name, value)) or made.setdefault((name, value), Written(key, make(value)))
            if getattr(self, name) is UNWRITTEN:
                setattr(self, name, written)
            else:
                self.write(name, key, written.value)

    def _place(self, key: Key, named: Named) -> int:
        """Return where an adoption stands in the order of their keys; between two with one key, the content decides."""
        if self.adoptions[-1][0] < key:  # as most do; the words of an adoption take their time
            return len(self.adoptions)
        return bisect_right(self.adoptions, _order((key, named)), key=_order)

    def keep(self, record: Hashable) -> None:
        """Keep a record whole, under its class."""
        if (records := self.kept.get(type(record))) is None:
            self.kept = {**self.kept, type(record): {record}}
        else:
            records.add(record)

    @property
    def shown(self) -> float | None:
        """Return the percentage as it is shown: what was reported, and 100 of what is done."""
        return 100 if self.status.value is Status.DONE else self.percent.value

    @property
    def done_since(self) -> date | None:
        """Return the day since which it is done or reached without a break; to say it again moves no day."""
        return min([on for _, on, _, _ in self.finished]) if self.finished else None

    @property
    def closed_at(self) -> datetime | None:
        """Return when it was first recorded to be done, cancelled or reached, as it still is; None while it is open."""
        if self.finished:
            return min(at for _, _, at, _ in self.finished)
        return self.status.key[2] if self.status.value in CLOSED else None

    @property
    def told_until(self) -> date:
        """Return the last day that reports are about; that of a report on an earlier period is the period's last."""
        ends = (min(on, last_day(period) or on) for on, period in self.answers)
        return max([*self.report_days, *ends], default=date.min)

    @property
    def promised(self) -> Promise | None:
        """Return the promise: the adoption recorded first, with what later ones were the first to name."""
        if not self.adoptions:
            return None
        promise: Promise
        (_, promise), *later = self._recorded
        for _, more in later:
            unnamed = {n: v for n, v in more.named().items() if n not in SETTLED and getattr(promise, n) is UNSET}
            promise = replace(promise, **unnamed)
        return promise

    @property
    def promised_due(self) -> date | None:
        """Return the due date that was promised, if there was one."""
        promised = self.promised
        return (promised and promised.due) or None

    @property
    def adopted_on(self) -> date | None:
        """Return the day of the adoption recorded first."""
        return self._recorded[0][0][0] if self.adoptions else None

    @property
    def _recorded(self) -> Sequence[tuple[Key, Any]]:
        """The adoptions in the order in which they were recorded."""
        return sorted(self.adoptions, key=_recorded) if len(self.adoptions) > 1 else self.adoptions

    @property
    def in_plan(self) -> bool:
        """Tell whether it is adopted and was not dropped since."""
        return self.adopted is not None and not self.adopted.dropped

    def copy(self) -> ReferenceState:
        """Return the same, to be changed."""
        return replace(
            self,
            finished={*self.finished},
            report_days={*self.report_days},
            answers={*self.answers},
            kept={kind: {*records} for kind, records in self.kept.items()},
        )


def together(adoptions: Sequence[tuple[Key, Any]]) -> Any:
    """Return what adoptions in the order of their keys say together; there must be one."""
    (_, adopted), *later = adoptions
    for _, named in later:
        adopted = _beside(adopted, named, ())
    return adopted


def _beside(adopted: Any, named: Named, later: Sequence[tuple[Key, Any]]) -> Any:
    """Return what is adopted with one more adoption, of which that counts which none of the later ones names."""
    counts = {n: v for n, v in named.named().items() if all(getattr(more, n) is UNSET for _, more in later)}
    return replace(adopted, **counts, dropped=(later[-1][1] if later else named).dropped)


def _order(adoption: tuple[Key, Any]) -> tuple[Key, str]:
    return adoption[0], repr(adoption[1])


def _recorded(adoption: tuple[Key, Any]) -> tuple[datetime, str, str]:
    (*_, at, name), named = adoption
    return at, name, repr(named)


UNKNOWN = ReferenceState()
"""What is known where nothing is, for reading."""


class State:  # noqa: PLW1641 - it may change
    """What is known about each reference. Read-only for whoever gets it from a history.

    What is known otherwise than in the state `below` is its own; the rest is read there.
    """

    __slots__ = ("_below", "_read", "_refs")

    def __init__(self, below: State | None = None, refs: Mapping[str, ReferenceState] | None = None) -> None:
        """Take the state that this one continues, which changes no more, and what is known otherwise than there."""
        self._below, self._refs = below, dict(refs or {})
        self._read: dict[str, ReferenceState] = {}

    def of(self, ref: str) -> ReferenceState:
        """Return what is known about a reference, for reading."""
        known = self._refs.get(ref)
        if known is None and self._below is not None:
            known = self._read.get(ref)
            if known is None:
                known = self._read[ref] = self._below.of(ref)
        return UNKNOWN if known is None else known

    def names(self) -> AbstractSet[str]:
        """Return each reference about which something is known."""
        return self._refs.keys() | self._below.names() if self._below else self._refs.keys()

    def change(self, ref: str) -> ReferenceState:
        """Return what is known about a reference, for an update to write."""
        known = self._refs.get(ref)
        if known is None:
            known = self._refs[ref] = ReferenceState() if self._below is None else self._below.of(ref).copy()
        return known

    def keep(self, ref: str, record: Hashable) -> None:
        """Keep a record whole, under its class and a reference."""
        self.change(ref).keep(record)

    def kept(self, kind: type[Kept], ref: str) -> AbstractSet[Kept]:
        """Return the records of a class that were kept under a reference."""
        return self.of(ref).kept.get(kind, _NONE)

    def keeping(self, kind: type[Any]) -> list[str]:
        """Return the references under which records of a class were kept, sorted."""
        own = [ref for ref, known in self._refs.items() if kind in known.kept]
        return self._those(own, self._below.keeping(kind) if self._below else ())

    def all_kept(self, kind: type[Kept]) -> Iterable[Kept]:
        """Yield the records of a class that were kept under any reference."""
        return (record for ref in self.keeping(kind) for record in self.kept(kind, ref))

    def adopted(self) -> list[str]:
        """Return every reference that some adoption names, sorted."""
        own = [ref for ref, known in self._refs.items() if known.adoptions]
        found = self._those(own, self._below.adopted() if self._below else ())
        return found[1:] if found[:1] == [WHOLE_PLAN] else found

    def answering(self) -> list[str]:
        """Return the references with reports that answer another period than that of their days, sorted."""
        own = [ref for ref, known in self._refs.items() if known.answers]
        return self._those(own, self._below.answering() if self._below else ())

    def _those(self, own: list[str], below: Iterable[str]) -> list[str]:
        """Return references of its own, and those of the state below of which it knows nothing else."""
        return sorted([*own, *(ref for ref in below if ref not in self._refs)])

    def copy(self) -> State:
        """Return a state that can be changed without changing this one."""
        return State(self if self._refs else self._below)

    def differing(self, other: State) -> set[str]:
        """Return the references of which two states do not share what they know."""
        ours, theirs = [*self._layers()], [*other._layers()]
        shared = {*map(id, ours)} & {*map(id, theirs)}
        return {ref for layer in (*ours, *theirs) if id(layer) not in shared for ref in layer.own()}

    def own(self) -> AbstractSet[str]:
        """Return the references of which it knows otherwise than the state below."""
        return self._refs.keys()

    def _layers(self) -> Iterator[State]:
        state: State | None = self
        while state is not None:
            yield state
            state = state._below  # noqa: SLF001 - of the same class

    def with_others(self, other: State, refs: Iterable[str]) -> State:
        """Return a state that knows of some references what another one does, and of all others what this one does."""
        return State(self, {ref: other.of(ref) for ref in refs})

    def __eq__(self, other: object) -> bool:
        """Tell whether two states know the same, however they came about."""
        if not isinstance(other, State):
            return NotImplemented
        return all(self.of(ref) == other.of(ref) for ref in self.names() | other.names())


_NONE: AbstractSet[Any] = frozenset()
