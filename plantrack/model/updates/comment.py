"""The kind `comment`: a remark that reports nothing."""

from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.model.state import State
from plantrack.model.updates.base import ReferenceUpdate


class Comment(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="comment"):
    """A remark on a task, milestone or indicator.

    Valid: names one of them and has text that is not blank.
    Applying: changes nothing; it is no report, and is shown where records are.
    Retracting: changes nothing.
    """

    text: str
    source: str | None = None

    def apply(self, state: State) -> None:
        """Leave the state as it is."""

    def words(self) -> Iterator[Message]:
        """Yield the text."""
        yield message("comment: {text}", text=self.text)
