"""The kind `assign`: other units answer for a task."""

from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.model.state import Owners, State
from plantrack.model.updates.base import ReferenceUpdate, UnitIds


class Assignment(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="assign"):
    """Other units answer for a task.

    Valid: names a task and units of the plan's directory.
    Applying: sets the lead units, or the supporting units, to those named. With a source the basis is public.
    Retracting: falls back to the writer before.
    """

    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    source: str | None = None

    def apply(self, state: State) -> None:
        """Set lead, support or both."""
        known = state.change(self.ref)
        for role, units in (("lead", self.lead), ("support", self.support)):
            if units is not None:
                known.write(role, self.key, Owners(units, self.source))

    def words(self) -> Iterator[Message]:
        """Yield the units of each role."""
        if self.lead is not None and self.support is not None:
            yield message("lead: {lead}; support: {support}", lead=UnitIds(self.lead), support=UnitIds(self.support))
        elif self.lead is not None:
            yield message("lead: {units}", units=UnitIds(self.lead))
        elif self.support is not None:
            yield message("support: {units}", units=UnitIds(self.support))
