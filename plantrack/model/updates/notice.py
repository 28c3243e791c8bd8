"""The kind `notice`: somebody is told what is due, late or unanswered."""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.period_names import PeriodName
from plantrack.model.reminding import Level, Subject
from plantrack.model.state import State
from plantrack.model.updates.base import SHORT, DatedUpdate, UnitIds

MOST = 3
"""Maximum number of matters that are named where a notice is told in one line."""


class Cause(StrEnum):
    """Why somebody is told."""

    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    REPORT_DUE = "report-due"
    UNREPORTED = "unreported"
    UNANSWERED = "request-unanswered"
    TO_VERIFY = "claim-to-verify"

    @property
    def subject(self) -> Subject:
        """Return what it is about."""
        return _SUBJECTS[self]


_SUBJECTS = {
    Cause.DUE_SOON: Subject.DATE,
    Cause.OVERDUE: Subject.DATE,
    Cause.REPORT_DUE: Subject.REPORT,
    Cause.UNREPORTED: Subject.REPORT,
    Cause.UNANSWERED: Subject.REQUEST,
    Cause.TO_VERIFY: Subject.REQUEST,
}

Thing = tuple[Subject, str, str]
"""What a matter is about, whatever the step: the subject, the reference, and the due date, period or request."""


class Matter(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One thing that a notice tells: why, about which reference, and at which step of the ladder.

    `due` is the due date, the last day for the report on `period`, or the day on which `request` was made. It is a
    `repeat` where the same may have been told before: a run ended between telling it and recording that.
    """

    cause: Cause
    ref: str
    due: date
    step: int
    period: PeriodName | None = None
    request: str | None = None
    repeat: bool = False

    @property
    def thing(self) -> Thing:
        """Return what it is about, whatever the step."""
        return (self.cause.subject, self.ref, self.request or self.period or str(self.due))


class Notice(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="notice"):
    """A unit is told what is due, late or unanswered, by one message through a channel.

    Valid: names a unit and at least one matter. It is recorded as `sending` before the message goes out, and as `sent`
    once the channel took it over; all those of one run are one act.
    Applying: is kept. What was sent is not sent again; what is only being sent may have been, and its repeat says so.
    Retracting: it is told again. What a channel refused is taken back at once.
    """

    ref: ClassVar[None] = None

    state: Literal["sending", "sent"]
    unit: str
    level: Level
    channel: str
    matters: tuple[Matter, ...]

    @property
    def refs(self) -> Collection[str]:
        """Return the references that the matters name."""
        return dict.fromkeys(matter.ref for matter in self.matters).keys()

    def narrowed(self, known: Collection[str]) -> Self | None:
        """Return what is told about some references."""
        matters = tuple(matter for matter in self.matters if matter.ref in known)
        return replace(self, matters=matters) if matters else None

    def apply(self, state: State) -> None:
        """Keep the notice under its unit."""
        state.keep(self.unit, self)

    def words(self) -> Iterator[Message]:
        """Yield who was told through what, and the first matters."""
        named = tuple(matter_message(matter) for matter in self.matters[:MOST])
        more = (message("{n} more", n=len(self.matters) - MOST),) if len(self.matters) > MOST else ()
        facts: dict[str, Any] = {"unit": UnitIds((self.unit,)), "channel": self.channel, "matters": (*named, *more)}
        facts |= {"level": message(f"level {self.level}")}
        if self.state == "sending":
            yield message("{unit} ({level}) being told by {channel}: {matters}", **facts)
        else:
            yield message("{unit} ({level}) told by {channel}: {matters}", **facts)


def matter_message(matter: Matter) -> Message:
    """Return what a matter is about and why it is told, in a few words."""
    what = cause_message(matter)
    return message("{ref} {what} (repeated)" if matter.repeat else "{ref} {what}", ref=matter.ref, what=what)


def cause_message(matter: Matter) -> Message:
    """Return why somebody is told, in a few words."""
    return message(f"told {matter.cause}", due=matter.due, period=matter.period, id=(matter.request or "")[-SHORT:])
