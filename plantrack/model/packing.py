"""Packing: a snapshot as plain data, of which each part is read only when it is asked for.

What is known of each reference is packed on its own, so that a command that asks about one reads nothing of the others.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Generic, Literal, TypeVar
from zlib import crc32

from msgspec import Raw, Struct, msgpack, structs

from plantrack.model.basis import Decision, StatedBasis
from plantrack.model.policy import Approvals
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.state import (
    UNKNOWN,
    UNWRITTEN,
    WHOLE_PLAN,
    DueDate,
    Key,
    Owners,
    Promise,
    ReferenceState,
    State,
    Status,
    Terms,
    Written,
    together,
)
from plantrack.model.updates import (
    Acknowledgement,
    AdoptedName,
    Answer,
    AnyDated,
    LedgerReturn,
    Measurement,
    Notice,
    Request,
)

N = TypeVar("N")
Record = Request | Answer | Measurement | LedgerReturn | Notice | Acknowledgement
"""The updates that a state keeps whole."""
PackedBasis = StatedBasis | tuple[Literal["assigned", "approved"], str, date, str | None] | None
"""A basis; a decision by its fields, as packed data tells structures apart only by their form."""
GROUPS = 256
"""In how many groups references are packed: to find one, only its group is looked through."""
LISTS, NAMED, GONE, STEPS = range(GROUPS, GROUPS + 4)
"""The numbers of the parts behind the groups."""
KINDS = (Request, Answer, Measurement, LedgerReturn, Notice, Acknowledgement, AdoptedName)
"""The kinds of records that a state keeps whole."""


class PackedReference(Struct, Generic[N], frozen=True, array_like=True, gc=False):
    """What is known of a reference; None for a field that nobody wrote.

    A number before a value is the place of its key among the `keys`. The days of reports are places, in two bytes each,
    among the days of the snapshot.
    """

    keys: list[Key]
    status: tuple[int, Status] | None
    percent: tuple[int, float] | None
    progress: tuple[int, str | None] | None
    problem: tuple[int, str | None] | None
    next: tuple[int, str | None] | None
    start: tuple[int, date | None] | None
    due: tuple[int, date | None, PackedBasis] | None
    lead: tuple[int, tuple[str, ...], PackedBasis] | None
    support: tuple[int, tuple[str, ...], PackedBasis] | None
    reopened: int | None
    finished: set[Key]
    report_days: bytes
    answers: set[tuple[date, str]]
    adoptions: list[tuple[int, N]]
    records: list[Record]
    names: list[AdoptedName]


class Lists(Struct, frozen=True, array_like=True):
    """Which references there is something of: adoptions, reports on other periods, records of each kind."""

    adopted: list[str]
    answering: list[str]
    keeping: dict[str, list[str]]


class PackedSnapshot(Struct, frozen=True):
    """What stands at the head of a snapshot. Its parts are the groups of references, each by name, and the rest."""

    until: date
    known: datetime
    last: str
    approvals: Approvals | None
    objected: bool
    days: list[date]


class PackedState(State):
    """The state of a snapshot. What is known of a reference is unpacked when it is asked for."""

    __slots__ = ("__dict__", "_days", "_packed", "_part")

    def __init__(self, days: list[date], part: Callable[[int], bytes]) -> None:
        """Take the days that reports are of, and what returns a part of the snapshot."""
        super().__init__()
        self._days, self._part = days, part
        self._packed: dict[int, dict[str, memoryview]] = {}

    def _group(self, number: int) -> dict[str, memoryview]:
        """Return what is known of the references of a group."""
        found = self._packed.get(number)
        if found is None:
            found = self._packed[number] = msgpack.decode(self._part(number), type=dict[str, memoryview])
        return found

    def of(self, ref: str) -> ReferenceState:
        """Return what is known about a reference, for reading."""
        known = self._refs.get(ref)
        if known is None:
            packed = self._group(_group_of(ref)).get(ref)
            if packed is None:
                return UNKNOWN
            known = self._refs[ref] = _unpacked(ref, packed, self._days)
        return known

    def copy(self) -> State:
        """Return a state that can be changed without changing this one."""
        return State(self)

    def names(self) -> AbstractSet[str]:
        """Return each reference about which something is known."""
        return {ref for number in range(GROUPS) for ref in self._group(number)}

    own = names

    def keeping(self, kind: type[Any]) -> list[str]:
        """Return the references under which records of a class were kept, sorted."""
        return self._lists.keeping.get(kind.__name__, [])

    def adopted(self) -> list[str]:
        """Return every reference that some adoption names, sorted."""
        return self._lists.adopted

    def answering(self) -> list[str]:
        """Return the references with reports that answer another period than that of their days, sorted."""
        return self._lists.answering

    @cached_property
    def _lists(self) -> Lists:
        return msgpack.decode(self._part(LISTS), type=Lists)


def pack(made: HistorySnapshot) -> tuple[bytes, list[bytes]]:
    """Return a snapshot as plain data, its head and its parts. Raises OverflowError for too large a number."""
    state, days = made.state, sorted({day for ref in made.state.names() for day in made.state.of(ref).report_days})
    places = {day: place for place, day in enumerate(days)}
    groups: list[dict[str, memoryview]] = [{} for _ in range(GROUPS)]
    for ref in state.names():
        groups[_group_of(ref)][ref] = memoryview(_packed(state.of(ref), places))
    lists = Lists(state.adopted(), state.answering(), {kind.__name__: state.keeping(kind) for kind in KINDS})
    found = PackedSnapshot(
        made.until,
        made.known,
        made.last,
        made.approvals,
        made.objected,
        days,
    )
    return _encode(found), [*map(_encode, (*groups, lists, made.named(), made.gone(), made.steps()))]


def unpack(head: bytes | Raw, part: Callable[[int], bytes]) -> HistorySnapshot:
    """Return a snapshot that was packed, by its head and what returns its parts. Raises DecodeError."""
    found = msgpack.decode(head, type=PackedSnapshot)
    return HistorySnapshot(
        found.until,
        found.known,
        found.last,
        found.approvals,
        found.objected,
        PackedState(found.days, part),
        lambda: msgpack.decode(part(NAMED), type=frozenset[str]),
        lambda: msgpack.decode(part(GONE), type=frozenset[str]),
        lambda: msgpack.decode(part(STEPS), type=tuple[AnyDated, ...]),
    )


_WRITTEN = ("status", "percent", "progress", "problem", "next", "start")
_SETTLED: dict[str, Callable[..., Any]] = {"due": DueDate, "lead": Owners, "support": Owners}
_encode = msgpack.Encoder().encode


def _group_of(ref: str) -> int:
    return crc32(ref.encode("utf-8", "surrogatepass")) % GROUPS


def _packed(known: ReferenceState, places: Mapping[date, int]) -> bytes:
    """Return what is known of a reference as plain data: the fields of a PackedReference."""
    keys: dict[Key, int] = {}
    written = [_written(getattr(known, name), keys) for name in _WRITTEN]
    settled = [_settled(getattr(known, name), keys) for name in _SETTLED]
    reopened = None if known.reopened is UNWRITTEN.key else keys.setdefault(known.reopened, len(keys))
    adoptions = [(keys.setdefault(key, len(keys)), named) for key, named in known.adoptions]
    days = array("H", sorted([places[day] for day in known.report_days])).tobytes()
    records = [record for kind, kept in known.kept.items() if kind is not AdoptedName for record in kept]
    names = known.kept.get(AdoptedName, ())
    sets = (reopened, known.finished, days, known.answers, adoptions)
    return _encode(([*keys], *written, *settled, *sets, records, names))


def _written(found: Written[Any], keys: dict[Key, int]) -> object:
    return None if found is UNWRITTEN else (keys.setdefault(found.key, len(keys)), found.value)


def _settled(found: Written[Any], keys: dict[Key, int]) -> object:
    if found is UNWRITTEN:
        return None
    value, basis = structs.astuple(found.value)
    place = keys.setdefault(found.key, len(keys))
    return (place, value, structs.astuple(basis) if isinstance(basis, Decision) else basis)


@cache
def _decoder(*, whole: bool) -> msgpack.Decoder[PackedReference[Any]]:
    """Return what decodes what is known of a reference, or of the whole plan."""
    return msgpack.Decoder(PackedReference[Terms] if whole else PackedReference[Promise])


def _unpacked(ref: str, packed: memoryview, days: Sequence[date]) -> ReferenceState:
    """Return what is known of a reference."""
    found = _decoder(whole=ref == WHOLE_PLAN).decode(packed)
    keys = found.keys
    known = ReferenceState(
        finished=found.finished,
        report_days={days[place] for place in array("H", found.report_days)},
        answers=found.answers,
    )
    if found.adoptions:
        known.adoptions = tuple((keys[place], named) for place, named in found.adoptions)
        known.adopted = together(known.adoptions)
    if found.reopened is not None:
        known.reopened = keys[found.reopened]
    for name in _WRITTEN:
        if (written := getattr(found, name)) is not None:
            setattr(known, name, Written(keys[written[0]], written[1]))
    for name, make in _SETTLED.items():
        if (settled := getattr(found, name)) is not None:
            place, value, basis = settled
            setattr(
                known, name, Written(keys[place], make(value, Decision(*basis) if isinstance(basis, tuple) else basis))
            )
    for record in (*found.records, *found.names):
        known.keep(record)
    return known
