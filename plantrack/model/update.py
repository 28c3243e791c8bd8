"""Updates: one record in the journal each, one class for each kind.

Every class documents when it is valid, what applying it does and what retracting it does. Updates know nothing of
files; `state` replays them, `journal` keeps them. Field order here is the order of the keys in a journal line.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, to_builtins

if TYPE_CHECKING:
    from plantrack.model.state import State

Key = tuple[date, datetime, str]
"""What decides between two writers of one field: the greatest (on, at, id) wins."""

Percent = Annotated[float, Meta(ge=0, le=100)]
Moment = Annotated[datetime, Meta(tz=True)]


class Status(StrEnum):
    """What somebody reported about a task."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


CLOSED = (Status.DONE, Status.CANCELLED)


class Update(
    Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What every record has: its id, the act it belongs to, when it was recorded (UTC) and by whom."""

    id: str
    act: str
    at: Moment
    by: str


class DatedUpdate(Update, frozen=True, kw_only=True, gc=False):
    """A record that took effect on a day, in the plan's time zone."""

    on: date

    @property
    def key(self) -> Key:
        """Return what decides between two writers of one field."""
        return (self.on, self.at, self.id)


class Report(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="report"):
    """What an owner says about a task.

    Valid: names a task and says at least one thing; percent is 0–100.
    Applying: sets each thing it says, and counts as the report that the task owes for the period of `on`.
    Retracting: each thing falls back to its writer before.
    """

    ref: str
    status: Status | None = None
    percent: Percent | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set what the report says."""
        key = (self.on, self.at, self.id)
        fields = state.fields(self.ref)
        if self.status is not None:
            state.write(fields, "status", self.status, key)
            state.finished(self.ref, key, self.status is Status.DONE)
        if self.percent is not None:
            state.write(fields, "percent", self.percent, key)
        if self.progress is not None:
            state.write(fields, "progress", self.progress, key)
        if self.problem is not None:
            state.write(fields, "problem", self.problem, key)
        if self.next is not None:
            state.write(fields, "next", self.next, key)
        state.reported(self.ref, self.on)


class MilestoneUpdate(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="milestone"):
    """A checkpoint was reached, or is open again.

    Valid: names a milestone.
    Applying: sets the day it was reached, or none; counts as a report on its task.
    Retracting: falls back to the writer before.
    """

    ref: str
    state: Literal["reached", "reopened"]
    note: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set the day on which the milestone was reached."""
        reached = self.on if self.state == "reached" else None
        state.write(state.fields(self.ref), "reached", reached, self.key)
        state.finished(self.ref, self.key, self.state == "reached")
        state.reported(self.ref, self.on)


class Measure(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="measure"):
    """A number of an indicator. `value` is in the base unit of `unit`; `text` is how people wrote it.

    Valid: names an indicator and is counted in its unit.
    Applying: joins the indicator's measurements; counts as a report on the tasks that the indicator follows.
    Retracting: leaves them.
    """

    ref: str
    value: float | int
    unit: str
    qualifier: str | None = None
    text: str
    period: str | None = None
    published: date | None = None
    comparable: bool = True
    note: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Add the measurement."""
        state.measurements.setdefault(self.ref, []).append(self)
        state.reported(self.ref, self.on)


class Assign(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="assign"):
    """Other units answer for a task.

    Valid: names a task and units of the plan's directory.
    Applying: sets the lead units, or the supporting units, to those named. With a source the basis is public.
    Retracting: falls back to the writer before.
    """

    ref: str
    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set lead, support or both."""
        fields = state.fields(self.ref)
        if self.lead is not None:
            state.write(fields, "lead", (self.lead, self.source), self.key)
        if self.support is not None:
            state.write(fields, "support", (self.support, self.source), self.key)


class Reschedule(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="reschedule"):
    """An extension: asked for with a new date and a reason, then approved or refused.

    Valid: an ask names a task or milestone with a due date, a day and a reason; an answer names the ask by its id.
    Applying: an approval sets the current due date to the day it gives; asks and refusals change no date.
    Retracting: the due date falls back to the writer before.
    """

    ref: str
    step: Literal["ask", "approve", "refuse"]
    due: date | None = None
    reason: str | None = None
    ask: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Keep the step, and move the due date when it approves."""
        state.reschedules[self.id] = self
        if self.step == "approve" and self.due is not None:
            state.write(state.fields(self.ref), "due", (self.due, self.source or "approved"), self.key)


class Promise(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What was adopted for one reference. A field that is left out was not named; null was named and is nothing."""

    start: date | None | UnsetType = UNSET
    due: date | None | UnsetType = UNSET
    lead: tuple[str, ...] | UnsetType = UNSET
    support: tuple[str, ...] | UnsetType = UNSET
    target: float | int | None | UnsetType = UNSET
    target_text: str | UnsetType = UNSET
    dropped: bool = False


PROMISED = ("start", "due", "lead", "support", "target", "target_text")
"""What a promise may name."""


class Adopt(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="adopt"):
    """The plan, or an amendment of it, was adopted: dates, leads and targets by reference or indicator.

    Valid: names at least one reference; an amendment says why.
    Applying: the earliest adoption of a reference is its promise for good; a later one changes what is current.
    Retracting: promise and current values fall back to the other adoptions.
    """

    promises: dict[str, Promise]
    reason: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Keep the earliest promise of each reference and set what it names as current."""
        key = self.key
        for ref, promise in self.promises.items():
            state.promise(ref, promise, key)


class Retract(Update, frozen=True, kw_only=True, gc=False, tag="retract"):
    """Takes an update, or all updates of an act, away at every as-of. It has no `on`.

    Valid: names an update or an act that was recorded before it.
    Applying: what it names is no longer in force.
    Retracting: what it names is in force again.
    """

    target: str
    reason: str | None = None


class Unknown(Struct, frozen=True):
    """A record of a kind, or with a field, that this version does not know: kept, shown in the log, never applied."""

    record: dict[str, Any]


AnyDated = Report | MilestoneUpdate | Measure | Assign | Reschedule | Adopt
AnyUpdate = AnyDated | Retract
KINDS: dict[str, type[Update]] = {
    "report": Report,
    "milestone": MilestoneUpdate,
    "measure": Measure,
    "assign": Assign,
    "reschedule": Reschedule,
    "adopt": Adopt,
    "retract": Retract,
}


def record(update: AnyUpdate | Unknown) -> dict[str, Any]:
    """Return the update as plain values with keys in fixed order; `at` in UTC, with milliseconds."""
    if isinstance(update, Unknown):
        return update.record
    plain: dict[str, Any] = to_builtins(update)
    precision = "microseconds" if update.at.microsecond % 1000 else "milliseconds"
    with suppress(OverflowError):  # a moment at the end of time stays as it was written
        plain["at"] = update.at.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
    return plain


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(milliseconds: int, randomness: int) -> str:
    """Return 26 characters that sort by time: 48 bits of milliseconds since 1970, then 80 bits of randomness."""
    number = milliseconds << 80 | randomness
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def day_in(moment: datetime, zone: tzinfo | None) -> date:
    """Return the day of a moment in a time zone."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:  # at the ends of time
        return moment.date()


SHORT = 8
"""How many of its last characters stand for an id."""


def short(update: Update) -> str:
    """Return what people call an update by: the end of its act's id."""
    return update.act[-SHORT:]


class Act:
    """One command's doing: gives all its updates one act id, one moment and ids that sort in order of making."""

    def __init__(self, at: datetime, by: str, entropy: Callable[[int], bytes]) -> None:
        self.at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        self.by = by
        self._milliseconds = round(self.at.timestamp() * 1000)
        self._next = int.from_bytes(entropy(10), "big") >> 1
        self.id = self._new_id()

    def _new_id(self) -> str:
        self._next += 1
        return ulid(self._milliseconds, self._next)

    def stamp(self) -> dict[str, Any]:
        """Return id, act, at and by for the next update of this act."""
        return {"id": self._new_id(), "act": self.id, "at": self.at, "by": self.by}
