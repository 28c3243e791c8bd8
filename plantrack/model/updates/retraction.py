"""The kind `retract`: takes updates away."""

from collections.abc import Collection, Iterator
from typing import ClassVar, Self

from plantrack.errors import Message, message
from plantrack.model.updates.base import SHORT, Update


class Retraction(Update, frozen=True, kw_only=True, gc=False, tag="retract"):
    """Takes an update, or all updates of an act, away at every as-of. It has no `on`.

    Valid: names an update or an act that was recorded before it.
    Applying: what it names is no longer in force; `History.retracted` decides which retractions hold.
    Retracting: what it names is in force again.
    """

    on: ClassVar[None] = None
    ref: ClassVar[None] = None
    refs: ClassVar[tuple[str, ...]] = ()

    target: str
    reason: str | None = None

    def narrowed(self, known: Collection[str]) -> Self:
        """Return the retraction itself."""
        return self

    def words(self) -> Iterator[Message]:
        """Yield what it takes away."""
        yield message("takes back {target}", target=self.target[-SHORT:])
