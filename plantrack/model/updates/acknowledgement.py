"""The kind `acknowledge`: somebody confirms to know what is due or late (签收)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from msgspec import field

from plantrack.errors import Message, message
from plantrack.model.period_names import PeriodName
from plantrack.model.reminding import Subject
from plantrack.model.state import State
from plantrack.model.updates.base import SHORT, ReferenceUpdate
from plantrack.model.updates.notice import Thing


class Acknowledgement(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="acknowledge"):
    """Somebody confirms to know what is due or late: nobody is reminded of that any more.

    Valid: names a task or milestone of which something is open, and what that is: its due date, the period of a report,
    the ids of requests.
    Applying: is kept, and ends the ladder of these. Another due date, period or request has a ladder of its own.
    Retracting: the ladder goes on.
    """

    remarked: ClassVar[tuple[str, ...]] = ("note",)

    due: date | None = None
    period: PeriodName | None = field(default=None, name="for")
    requests: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None

    @property
    def things(self) -> Iterator[Thing]:
        """Yield what it acknowledges."""
        if self.due:
            yield (Subject.DATE, self.ref, str(self.due))
        if self.period:
            yield (Subject.REPORT, self.ref, self.period)
        for request in self.requests:
            yield (Subject.REQUEST, self.ref, request)

    def apply(self, state: State) -> None:
        """Keep the acknowledgement."""
        state.keep(self.ref, self)

    def words(self) -> Iterator[Message]:
        """Yield what it acknowledges."""
        if self.due:
            yield message("acknowledged: due {due}", due=self.due)
        if self.period:
            yield message("acknowledged: report for {period}", period=self.period)
        for request in self.requests:
            yield message("acknowledged: request {id}", id=request[-SHORT:])
