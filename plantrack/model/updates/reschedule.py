"""The kind `reschedule`: an extension that is asked for, approved or refused."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from plantrack.errors import Message, message
from plantrack.model.state import DueDate, State
from plantrack.model.updates.base import ReferenceUpdate


class Reschedule(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="reschedule"):
    """An extension: asked for with a new date and a reason, then approved or refused.

    Valid: an ask names a task or milestone with a due date, a day and a reason; an answer names the ask by its id.
    Applying: an approval sets the current due date to the day it gives; asks and refusals change no date.
    Retracting: the due date falls back to the writer before.
    """

    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    step: Literal["ask", "approve", "refuse"]
    due: date | None = None
    reason: str | None = None
    ask: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Keep the step, and move the due date when it approves."""
        state.keep(self.ref, self)
        if self.step == "approve" and self.due is not None:
            state.change(self.ref).write("due", self.key, DueDate(self.due, self.source or "approved"))

    def words(self) -> Iterator[Message]:
        """Yield the step, with the new date where it names one."""
        if self.step == "ask":
            yield message("asks for {due}, request {id}", due=self.due, id=self.short)
        elif self.step == "approve":
            yield message("approved: now due {due}", due=self.due)
        else:
            yield message("refused: the date stays")
