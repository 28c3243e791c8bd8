"""The kind `milestone`: a checkpoint was reached, or is open again."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from plantrack.errors import Message, message
from plantrack.model.state import State
from plantrack.model.text import stated_text
from plantrack.model.updates.base import ReferenceUpdate


class MilestoneUpdate(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="milestone"):
    """A checkpoint was reached, or is open again.

    Valid: names a milestone.
    Applying: sets the day it was reached, or none, and its note as the progress; counts as a report on its task.
    Retracting: falls back to the writer before.
    """

    is_report: ClassVar[bool] = True
    remarked: ClassVar[tuple[str, ...]] = ("note",)

    state: Literal["reached", "reopened"]
    note: str | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set the day on which the milestone was reached, and what was done."""
        known = state.change(self.ref)
        known.finish(self.key, done=self.state == "reached")
        if note := stated_text(self.note):
            known.write("progress", self.key, note)
        known.report(self.on, None)

    def words(self) -> Iterator[Message]:
        """Yield whether it was reached."""
        yield message(self.state)
