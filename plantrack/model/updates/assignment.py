"""The kind `assign`: other units answer for a task."""

from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.model.state import Owners, ReferenceState, State
from plantrack.model.updates.base import ReferenceUpdate, UnitIds, transition


class Assignment(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="assign"):
    """Other units answer for a task.

    Valid: names a task and units of the plan's directory.
    Applying: sets the lead units, or the supporting units, to those named.
    The basis is who assigned them; with an address as source it is public.
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
                known.write(role, self.key, Owners(units, self.decision("assigned", self.source)))

    def words(self, before: ReferenceState | None = None) -> Iterator[Message]:
        """Yield the units of each role; what it changes as old → new, where `before` is known."""
        known = before or ReferenceState()
        lead, support = _change(known.lead.value, self.lead), _change(known.support.value, self.support)
        if lead and support:
            yield message("lead: {lead}; support: {support}", lead=lead, support=support)
        elif lead:
            yield message("lead: {units}", units=lead)
        elif support:
            yield message("support: {units}", units=support)


def _change(old: Owners | None, new: tuple[str, ...] | None) -> Message | None:
    if new is None:
        return None
    return transition(
        message("{units}", units=UnitIds(old.units)) if old else None, message("{units}", units=UnitIds(new))
    )
