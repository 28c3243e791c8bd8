"""The kind `reschedule`: an extension, as it was recorded before there were requests of other kinds; read for ever."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from plantrack.errors import Message
from plantrack.model.state import ReferenceState, State
from plantrack.model.updates.answer import Answer
from plantrack.model.updates.base import ReferenceUpdate
from plantrack.model.updates.request import Request


class Reschedule(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="reschedule"):
    """An extension: asked for with a new date and a reason, then approved or refused. No longer written.

    Valid: an ask names a task or milestone with a due date, a day and a reason; an answer names the ask by its id.
    Applying: does what the request or the answer does that it stands for.
    Retracting: the same.
    """

    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    step: Literal["ask", "approve", "refuse"]
    due: date | None = None
    reason: str | None = None
    ask: str | None = None
    source: str | None = None

    @property
    def meaning(self) -> Request | Answer:
        """Return the request or the answer that it stands for, under the same id."""
        same = ("id", "act", "at", "by", "on", "evidence", "ref", "reason", "source")
        head = {name: getattr(self, name) for name in same}
        if self.step == "ask":
            return Request(**head, what="extend", due=self.due)
        return Answer(**head, what="extend", request=self.ask, verdict=self.step, due=self.due)

    def apply(self, state: State) -> None:
        """Apply what it stands for."""
        self.meaning.apply(state)

    def words(self, before: ReferenceState | None = None) -> Iterator[Message]:
        """Yield the words of what it stands for."""
        return self.meaning.words(before)
