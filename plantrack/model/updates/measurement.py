"""The kind `measure`: a number of an indicator."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from plantrack.errors import Message, message
from plantrack.model.amounts import Quantity
from plantrack.model.state import State
from plantrack.model.text import given_text
from plantrack.model.updates.base import ReferenceUpdate, typed_text

LARGEST_KEPT = 10**36
"""Beyond it amounts could not be computed with; what is recorded stays far below."""


class Measurement(ReferenceUpdate, frozen=True, kw_only=True, gc=False, tag="measure"):
    """A number of an indicator. `value` is in the base unit of `unit`; `text` is how people wrote it.

    Valid: names an indicator and is counted in its unit.
    Applying: joins the indicator's measurements; counts as a report on the tasks that the indicator follows.
    Retracting: leaves them.
    """

    is_report: ClassVar[bool] = True

    value: float | int
    unit: str
    qualifier: str | None = None
    text: str
    period: str | None = None
    published: date | None = None
    comparable: bool = True
    note: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        if not abs(self.value) <= LARGEST_KEPT:
            raise ValueError(f"Expected a number up to {LARGEST_KEPT} - at `$.value`")

    @property
    def quantity(self) -> Quantity:
        """Return value, unit and qualifier as one."""
        return Quantity(self.value, self.unit, self.qualifier)

    def apply(self, state: State) -> None:
        """Add the measurement."""
        state.keep(self.ref, self)
        state.change(self.ref).report(self.on, None)

    def remarks(self) -> Iterator[Message]:
        """Yield its period, whether it can be compared, and the note."""
        if self.period:
            yield typed_text(self.period)
        if not self.comparable:
            yield message("not comparable")
        if note := given_text(self.note):
            yield typed_text(note)
