"""The kind `ledger`: a unit's ledger for a period came in."""

from collections.abc import Collection, Iterator
from typing import Annotated, ClassVar, Self

from msgspec import Meta, field

from plantrack.errors import Message, message
from plantrack.model.period_names import PeriodName
from plantrack.model.state import State
from plantrack.model.updates.base import DatedUpdate, UnitIds, typed_text


class LedgerReturn(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="ledger"):
    """A unit's ledger for a period came in; what it changed stands in the other records of its act.

    Valid: names a unit of the plan's directory and a period on which reports are given. `digest` is the SHA-256 of the
    file in hexadecimal digits, and `changed` how many of its cells were recorded, which may be none.
    Applying: is kept under the unit; no task changes. Who sent a ledger, and when, is computed from these records.
    Retracting: the ledger counts as not sent.
    """

    ref: ClassVar[None] = None

    unit: str
    period: PeriodName = field(name="for")
    source: str | None = None
    digest: str
    changed: Annotated[int, Meta(ge=0)] = 0

    @property
    def refs(self) -> Collection[str]:
        """Return the unit, under whose id it is kept."""
        return (self.unit,)

    def narrowed(self, known: Collection[str]) -> Self | None:
        """Return what the record says about some references and units."""
        return self if self.unit in known else None

    def apply(self, state: State) -> None:
        """Keep the record."""
        state.keep(self.unit, self)

    def words(self) -> Iterator[Message]:
        """Yield whose ledger came in for which period, and how many cells were recorded."""
        yield message("the ledger of {unit} for {period} came in", unit=UnitIds((self.unit,)), period=self.period)
        yield message("cells changed: {count}", count=self.changed)

    def remarks(self) -> Iterator[Message]:
        """Yield the name of the file."""
        if self.source:
            yield typed_text(self.source)
