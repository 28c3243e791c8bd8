"""The kind `report`: what an owner says about a task."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from msgspec import field

from plantrack.errors import Message, message
from plantrack.model.percentages import percent_text, rounded_percent
from plantrack.model.period_names import PeriodName
from plantrack.model.state import CLOSED, ReferenceState, State, Status
from plantrack.model.text import given_text, stated_text
from plantrack.model.updates.base import Percent, ReferenceUpdate, precedence, transition, typed_text


class Report(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="report"):
    """What an owner says about a task.

    Valid: names a task and says at least one thing; percent is 0–100; blank text says nothing.
    Applying: sets each thing it says, and counts as the report that the task owes for the period named by `for`, by
    default that of `on`. One for an earlier period sets only what nothing newer than that period says. A problem stays
    until a report has it solved, or says that there is none, or closes the task; a next step until the next report. One
    that says nothing changes nothing.
    Retracting: each thing falls back to its writer before.
    """

    is_report: ClassVar[bool] = True

    period: PeriodName | None = field(default=None, name="for")
    status: Status | None = None
    percent: Percent | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    solved: bool = False
    source: str | None = None

    @property
    def says_something(self) -> bool:
        """Tell whether the report says anything at all."""
        if self.status is not None or self.percent is not None or self.solved:
            return True
        return bool(stated_text(self.progress) or given_text(self.problem) or given_text(self.next))

    def apply(self, state: State) -> None:
        """Set what the report says."""
        if not self.says_something:
            return
        key, known, closes = precedence(self, self.period), state.change(self.ref), self.status in CLOSED
        if self.status is not None:
            if known.status.key <= key:
                known.write("status", key, self.status)
            known.finish(key, done=self.status is Status.DONE)
        if self.percent is not None and known.percent.key <= key:
            known.write("percent", key, self.percent)
        if self.progress and known.progress.key <= key and (progress := stated_text(self.progress)):
            known.write("progress", key, progress)
        if closes or self.solved or (self.problem and given_text(self.problem)):
            known.write("problem", key, self.left_open("problem"))
        if known.next.key <= key:
            known.write("next", key, self.left_open("next"))
        known.report(self.on, self.period)

    def left_open(self, name: Literal["problem", "next"]) -> str | None:
        """Return the problem or the next step that stands after the report: none of a task that it closes."""
        return None if self.status in CLOSED else stated_text(getattr(self, name))

    def fall(self, before: ReferenceState) -> tuple[str, str] | None:
        """Return the percentage known before and the one that it says, where progress falls; by the digits shown."""
        old, new = before.shown or 0, self.percent
        if new is None or self._stays(before, "percent") or rounded_percent(new) >= rounded_percent(old):
            return None
        return percent_text(old), percent_text(new)

    def _stays(self, before: ReferenceState, name: str) -> bool:
        """Tell whether something newer says a field, which a report on an earlier period then leaves as it is."""
        key = precedence(self, self.period)
        done = name == "percent" and before.status.value is Status.DONE and before.status.key > key
        return done or getattr(before, name).key > key

    def words(self, before: ReferenceState | None = None) -> Iterator[Message]:
        """Yield each thing that the report says; what it changes as old → new, where `before` is known."""
        known = before or ReferenceState()
        if self.status:
            old = None if self._stays(known, "status") else status_message(known.status.value)
            yield transition(old, status_message(self.status))
        if self.percent is not None:
            yield transition(None if self._stays(known, "percent") else _percent(known.shown), _percent(self.percent))
        if progress := given_text(self.progress):
            yield typed_text(progress)
        if given_text(self.problem):
            yield message("problem: {text}", text=self.problem)
        if self.solved:
            yield message("problem solved")
        if given_text(self.next):
            yield message("next: {text}", text=self.next)
        yield from self._left(known)

    def _left(self, known: ReferenceState) -> Iterator[Message]:
        """Yield that newer records stand, where the report leaves what they say; status and percentage by value."""
        given = {name: getattr(self, name) for name in ("status", "percent", "progress", "problem", "next")}
        left = [name for name, value in given.items() if value is not None and self._stays(known, name)]
        kept = [status_message(known.status.value)] * ("status" in left) + [_percent(known.shown)] * ("percent" in left)
        if any(kept):
            yield message("newer records stand: {kept}", kept=tuple(filter(None, kept)))
        elif left:
            yield message("newer records stand")

    def remarks(self) -> Iterator[Message]:
        """Yield the period that it answers, where that is another than the one of its day."""
        if self.period:
            yield message("for {period}", period=self.period)


def status_message(status: Status | None) -> Message | None:
    """Return a status in words; None where nobody reported one."""
    return message(f"status {status}") if status else None


def _percent(percent: float | None) -> Message | None:
    return None if percent is None else typed_text(percent_text(percent))
