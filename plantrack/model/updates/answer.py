"""The kind `answer`: a request is approved or refused."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from plantrack.errors import Message, message
from plantrack.model.state import DueDate, ReferenceState, State, Status
from plantrack.model.updates.base import ReferenceUpdate, transition
from plantrack.model.updates.report import status_message
from plantrack.model.updates.request import What

Verdict = Literal["approve", "refuse"]


class Answer(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="answer"):
    """A request is approved or refused. `what` and `due` repeat what was asked for, so that the record stands alone.

    Valid: names a request in force that nobody answered; a refusal says why.
    Applying: is kept; an approval sets the due date, or closes the task. `approvals` decides which answers count.
    Retracting: due date or status fall back to the writer before, and the request is open again.
    """

    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    request: str | None = None
    what: What
    verdict: Verdict
    due: date | None = None
    reason: str | None = None
    source: str | None = None

    @property
    def extension(self) -> DueDate | None:
        """Return the due date that it approves, if it does."""
        if self.due is None or (self.what, self.verdict) != ("extend", "approve"):
            return None
        return DueDate(self.due, self.decision("approved", self.source))

    def apply(self, state: State) -> None:
        """Keep the answer, and do what it approves."""
        state.keep(self.ref, self)
        if self.verdict == "refuse":
            return
        known = state.change(self.ref)
        if self.what == "extend":
            if extension := self.extension:
                known.write("due", self.key, extension)
            return
        known.write("status", self.key, _CLOSED[self.what])
        known.finish(self.key, done=self.what == "close")
        known.write("problem", self.key, None)
        known.write("next", self.key, None)

    def words(self, before: ReferenceState | None = None) -> Iterator[Message]:
        """Yield the verdict, and what is so by now; what an approval changes as old → new, where `before` is known."""
        known = before or ReferenceState()
        if self.verdict == "refuse":
            yield message(_REFUSED[self.what])
        elif self.what != "extend":
            new = status_message(_CLOSED[self.what])
            yield message("approved: {status}", status=transition(status_message(known.status.value), new))
        elif known.due.value and known.due.value.day:
            yield message("approved: due {old} → {due}", old=known.due.value.day, due=self.due)
        else:
            yield message("approved: now due {due}", due=self.due)


_CLOSED = {"close": Status.DONE, "cancel": Status.CANCELLED}
_REFUSED: dict[What, str] = {
    "extend": "refused: the date stays",
    "cancel": "refused: the task goes on",
    "close": "refused: not accepted as done",
}
