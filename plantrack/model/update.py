"""Updates: one record in the journal each, one class for each kind.

Every class documents when it is valid, what applying it does and what retracting it does. Updates know nothing of
files; `state` replays them, `journal` keeps them. Field order here is the order of the keys in a journal line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct, to_builtins

from plantrack.model.state import DueDate, Key, Owners, Promise, State, Status, later

Percent = Annotated[float, Meta(ge=0, le=100)]
Moment = Annotated[datetime, Meta(tz=True)]


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


class ReferenceUpdate(DatedUpdate, frozen=True, kw_only=True, gc=False):
    """A record about one reference."""

    ref: str

    @property
    def refs(self) -> Collection[str]:
        """Return the reference that the record names."""
        return (self.ref,)


class Report(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="report"):
    """What an owner says about a task.

    Valid: names a task and says at least one thing; percent is 0–100.
    Applying: sets each thing it says, and counts as the report that the task owes for the period of `on`.
    Retracting: each thing falls back to its writer before.
    """

    status: Status | None = None
    percent: Percent | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set what the report says."""
        key = (self.on, self.at, self.id)
        said = state.change(self.ref)
        if self.status is not None:
            said.status = later(said.status, key, self.status)
            said.finish(key, done=self.status is Status.DONE)
        if self.percent is not None:
            said.percent = later(said.percent, key, self.percent)
        if self.progress is not None:
            said.progress = later(said.progress, key, self.progress)
        if self.problem is not None:
            said.problem = later(said.problem, key, self.problem)
        if self.next is not None:
            said.next = later(said.next, key, self.next)
        said.report_days.add(self.on)


class MilestoneUpdate(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="milestone"):
    """A checkpoint was reached, or is open again.

    Valid: names a milestone.
    Applying: sets the day it was reached, or none; counts as a report on its task.
    Retracting: falls back to the writer before.
    """

    state: Literal["reached", "reopened"]
    note: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set the day on which the milestone was reached."""
        said = state.change(self.ref)
        said.finish(self.key, done=self.state == "reached")
        said.report_days.add(self.on)


class Measure(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="measure"):
    """A number of an indicator. `value` is in the base unit of `unit`; `text` is how people wrote it.

    Valid: names an indicator and is counted in its unit.
    Applying: joins the indicator's measurements; counts as a report on the tasks that the indicator follows.
    Retracting: leaves them.
    """

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
        state.keep(self.ref, self)
        state.change(self.ref).report_days.add(self.on)


class Assign(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="assign"):
    """Other units answer for a task.

    Valid: names a task and units of the plan's directory.
    Applying: sets the lead units, or the supporting units, to those named. With a source the basis is public.
    Retracting: falls back to the writer before.
    """

    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set lead, support or both."""
        said = state.change(self.ref)
        if self.lead is not None:
            said.lead = later(said.lead, self.key, Owners(self.lead, self.source))
        if self.support is not None:
            said.support = later(said.support, self.key, Owners(self.support, self.source))


class Reschedule(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="reschedule"):
    """An extension: asked for with a new date and a reason, then approved or refused.

    Valid: an ask names a task or milestone with a due date, a day and a reason; an answer names the ask by its id.
    Applying: an approval sets the current due date to the day it gives; asks and refusals change no date.
    Retracting: the due date falls back to the writer before.
    """

    step: Literal["ask", "approve", "refuse"]
    due: date | None = None
    reason: str | None = None
    ask: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Keep the step, and move the due date when it approves."""
        state.keep(self.ref, self)
        if self.step == "approve" and self.due is not None:
            said = state.change(self.ref)
            said.due = later(said.due, self.key, DueDate(self.due, self.source or "approved"))


class Adopt(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="adopt"):
    """The plan, or an amendment of it, was adopted: dates, leads and targets by reference or indicator.

    Valid: names at least one reference; an amendment says why.
    Applying: the earliest adoption of a reference is its promise for good; a later one changes what is current.
    Retracting: promise and current values fall back to the other adoptions.
    """

    ref: ClassVar[None] = None
    promises: dict[str, Promise]
    reason: str | None = None
    source: str | None = None

    @property
    def refs(self) -> Collection[str]:
        """Return every reference that is adopted."""
        return self.promises.keys()

    def apply(self, state: State) -> None:
        """Keep the earliest promise of each reference and set what it names as current."""
        key = self.key
        for ref, promise in self.promises.items():
            state.change(ref).adopt(key, promise)


class Retract(Update, frozen=True, kw_only=True, gc=False, tag="retract"):
    """Takes an update, or all updates of an act, away at every as-of. It has no `on`.

    Valid: names an update or an act that was recorded before it.
    Applying: what it names is no longer in force.
    Retracting: what it names is in force again.
    """

    on: ClassVar[None] = None
    ref: ClassVar[None] = None
    refs: ClassVar[tuple[str, ...]] = ()
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
