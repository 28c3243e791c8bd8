"""The kind `request`: a later date, a cancellation or the acceptance of finished work is asked for."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from msgspec import field

from plantrack.errors import Message, message
from plantrack.model.period_names import PeriodName
from plantrack.model.state import ReferenceState, State
from plantrack.model.text import stated_text
from plantrack.model.updates.base import SHORT, ReferenceUpdate, precedence

What = Literal["extend", "cancel", "close"]
"""What can be asked for: another due date, that a task be cancelled, or that it be accepted as done."""


class Request(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="request"):
    """A later date, a cancellation or the acceptance of finished work is asked for.

    Valid: names a task that is open, or for `extend` a milestone as well; `extend` gives the day, and all but `close` a
    reason. One request for one thing is open at a time.
    Applying: is kept and moves nothing. `close` counts as the report that the task owes for `period`, by default
    that of `on`, and its reason as progress.
    Retracting: leaves the requests; its answer then takes no effect.
    """

    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    what: What
    period: PeriodName | None = field(default=None, name="for")
    due: date | None = None
    reason: str | None = None
    source: str | None = None

    @property
    def is_report(self) -> bool:  # type: ignore[override]
        """Tell whether it counts as a report: who says that a task is done reports on it."""
        return self.what == "close"

    @property
    def name(self) -> str:
        """Return what people call the request by: the end of its own id, for an act may hold several."""
        return self.id[-SHORT:]

    def apply(self, state: State) -> None:
        """Keep the request."""
        state.keep(self.ref, self)
        if self.what == "close":
            known = state.change(self.ref)
            known.report(self.on, self.period)
            if progress := stated_text(self.reason):
                known.write("progress", precedence(self, self.period), progress)

    def words(self, before: ReferenceState | None = None) -> Iterator[Message]:
        """Yield what is asked for, and by which id the request is answered."""
        old = before.due.value.day if before and before.due.value else None
        if self.what == "extend" and old:
            yield message("asks to move {old} → {due}, request {id}", old=old, due=self.due, id=self.name)
        elif self.what == "extend":
            yield message("asks for {due}, request {id}", due=self.due, id=self.name)
        elif self.what == "cancel":
            yield message("asks to be cancelled, request {id}", id=self.name)
        else:
            yield message("reported as finished, awaiting approval, request {id}", id=self.name)
