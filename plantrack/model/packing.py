"""Packing: a snapshot as plain data, of which each part is read only when it is asked for.

What is known of each reference is packed on its own, so that a command that asks about one reads nothing of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, Generic, Literal, TypeVar

from msgspec import Raw, Struct, msgpack, structs

from plantrack.model.basis import Decision, StatedBasis
from plantrack.model.policy import Approvals
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.state import (
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
)
from plantrack.model.updates import AdoptedName, Answer, AnyDated, Measurement, Request

N = TypeVar("N")
Record = Request | Answer | Measurement
"""The updates that a state keeps whole."""
PackedBasis = StatedBasis | tuple[Literal["assigned", "approved"], str, date, str | None] | None
"""A basis; a decision by its fields, as packed data tells structures apart only by their form."""
KINDS = (Request, Answer, Measurement, AdoptedName)
"""The kinds of records that a state keeps whole."""


class PackedReference(Struct, Generic[N], frozen=True, array_like=True, gc=False):
    """What is known of a reference; None for a field that nobody wrote."""

    status: Written[Status] | None
    percent: Written[float] | None
    progress: Written[str | None] | None
    problem: Written[str | None] | None
    next: Written[str | None] | None
    start: Written[date | None] | None
    due: tuple[Key, date | None, PackedBasis] | None
    lead: tuple[Key, tuple[str, ...], PackedBasis] | None
    support: tuple[Key, tuple[str, ...], PackedBasis] | None
    reopened: Key
    finished: set[Key]
    report_days: set[date]
    answers: set[tuple[date, str]]
    adoptions: list[tuple[Key, N]]
    records: list[Record]
    names: list[AdoptedName]


class Lists(Struct, frozen=True, array_like=True):
    """Which references there is something of: adoptions, reports on other periods, records of each kind."""

    adopted: list[str]
    answering: list[str]
    keeping: dict[str, list[str]]


class PackedSnapshot(Struct, frozen=True):
    """A snapshot as plain data, of which most parts are packed once more."""

    until: date
    known: datetime
    last: str
    approvals: Approvals | None
    objected: bool
    references: dict[str, memoryview]
    lists: memoryview
    named: memoryview
    gone: memoryview
    steps: memoryview


class PackedState(State):
    """The state of a snapshot. What is known of a reference is unpacked when it is asked for."""

    __slots__ = ("__dict__", "_packed", "_packed_lists")

    def __init__(self, packed: Mapping[str, memoryview], lists: memoryview) -> None:
        """Take what is known of each reference, and of which there is something."""
        super().__init__()
        self._packed, self._packed_lists = packed, lists

    def of(self, ref: str) -> ReferenceState:
        """Return what is known about a reference, for reading."""
        known = self._refs.get(ref)
        if known is None:
            packed = self._packed.get(ref)
            if packed is None:
                return ReferenceState()
            known = self._refs[ref] = _unpacked(ref, packed)
        return known

    def copy(self) -> State:
        """Return a state that can be changed without changing this one."""
        return State(self)

    def names(self) -> AbstractSet[str]:
        """Return each reference about which something is known."""
        return self._packed.keys()

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
        return msgpack.decode(self._packed_lists, type=Lists)


def pack(made: HistorySnapshot) -> bytes:
    """Return a snapshot as plain data. Raises OverflowError for a number that it cannot hold."""
    state = made.state
    lists = Lists(state.adopted(), state.answering(), {kind.__name__: state.keeping(kind) for kind in KINDS})
    found = PackedSnapshot(
        made.until,
        made.known,
        made.last,
        made.approvals,
        made.objected,
        {ref: memoryview(_packed(state.of(ref))) for ref in state.names()},
        memoryview(_encode(lists)),
        memoryview(_encode(made.named())),
        memoryview(_encode(made.gone())),
        memoryview(_encode(made.steps())),
    )
    return _encode(found)


def unpack(content: bytes | Raw) -> HistorySnapshot:
    """Return a snapshot that was packed. Raises DecodeError."""
    found = msgpack.decode(content, type=PackedSnapshot)
    return HistorySnapshot(
        found.until,
        found.known,
        found.last,
        found.approvals,
        found.objected,
        PackedState(found.references, found.lists),
        partial(msgpack.decode, found.named, type=frozenset[str]),
        partial(msgpack.decode, found.gone, type=frozenset[str]),
        partial(msgpack.decode, found.steps, type=tuple[AnyDated, ...]),
    )


_WRITTEN = ("status", "percent", "progress", "problem", "next", "start")
_SETTLED: dict[str, Callable[..., Any]] = {"due": DueDate, "lead": Owners, "support": Owners}
_encode = msgpack.Encoder().encode
_decode = msgpack.Decoder(PackedReference[Promise]).decode
_decode_terms = msgpack.Decoder(PackedReference[Terms]).decode


def _packed(known: ReferenceState) -> bytes:
    """Return what is known of a reference as plain data: the fields of a PackedReference."""
    written = (None if found is UNWRITTEN else found for name in _WRITTEN for found in [getattr(known, name)])
    settled = (_settled(getattr(known, name)) for name in _SETTLED)
    sets = (known.reopened, known.finished, known.report_days, known.answers, known.adoptions)
    records = [record for kind, kept in known.kept.items() if kind is not AdoptedName for record in kept]
    return _encode((*written, *settled, *sets, records, known.kept.get(AdoptedName, ())))


def _settled(found: Written[Any]) -> object:
    if found is UNWRITTEN:
        return None
    value, basis = structs.astuple(found.value)
    return (found.key, value, structs.astuple(basis) if isinstance(basis, Decision) else basis)


def _unpacked(ref: str, packed: memoryview) -> ReferenceState:
    """Return what is known of a reference."""
    found: PackedReference[Any] = (_decode if ref != WHOLE_PLAN else _decode_terms)(packed)
    known = ReferenceState(
        reopened=found.reopened,
        finished=found.finished,
        report_days=found.report_days,
        answers=found.answers,
        adoptions=found.adoptions,
    )
    for name in _WRITTEN:
        if (written := getattr(found, name)) is not None:
            setattr(known, name, written)
    for name, make in _SETTLED.items():
        if (settled := getattr(found, name)) is not None:
            key, value, basis = settled
            setattr(known, name, Written(key, make(value, Decision(*basis) if isinstance(basis, tuple) else basis)))
    for record in (*found.records, *found.names):
        known.kept.setdefault(type(record), set()).add(record)
    return known
