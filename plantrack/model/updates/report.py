"""The kind `report`: what an owner says about a task."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, field

from plantrack.errors import Message, message
from plantrack.model.state import State, Status
from plantrack.model.updates.base import Percent, ReferenceUpdate, typed_text

PeriodName = Annotated[str, Meta(pattern=r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4])$")]


class Report(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="report"):
    """What an owner says about a task.

    Valid: names a task and says at least one thing; percent is 0–100.
    Applying: sets each thing it says, and counts as the report that the task owes for the period named by `for`, by
    default that of `on`.
    Retracting: each thing falls back to its writer before.
    """

    is_report: ClassVar[bool] = True

    period: PeriodName | None = field(default=None, name="for")
    status: Status | None = None
    percent: Percent | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set what the report says."""
        key, known = self.key, state.change(self.ref)
        if self.status is not None:
            known.write("status", key, self.status)
            known.finish(key, done=self.status is Status.DONE)
        if self.percent is not None:
            known.write("percent", key, self.percent)
        if self.progress is not None:
            known.write("progress", key, self.progress)
        if self.problem is not None:
            known.write("problem", key, self.problem)
        if self.next is not None:
            known.write("next", key, self.next)
        if self.period is None:
            known.report_days.add(self.on)
        else:
            known.answers.add((self.on, self.period))

    def words(self) -> Iterator[Message]:
        """Yield each thing that the report says."""
        if self.status:
            yield message(f"status {self.status}")
        if self.percent is not None:
            yield typed_text(f"{self.percent:g}%")
        if self.progress:
            yield typed_text(self.progress)
        if self.problem:
            yield message("problem: {text}", text=self.problem)
        if self.next:
            yield message("next: {text}", text=self.next)

    def remarks(self) -> Iterator[Message]:
        """Yield the period that it answers, where that is another than the one of its day."""
        if self.period:
            yield message("for {period}", period=self.period)
