"""The kind `adopt`: the plan, or an amendment of it, was adopted."""

from collections.abc import Collection, Iterator
from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.state import Key, Promise, State
from plantrack.model.updates.base import DatedUpdate


class UnitName(Struct, frozen=True):
    """The name of a unit in both languages, as of its adoption."""

    zh: str
    en: str


class AdoptedName(Struct, frozen=True):
    """A unit's name as some adoption gave it; the one with the greatest key is the latest."""

    key: Key
    unit: str
    name: UnitName


class Adoption(DatedUpdate, frozen=True, kw_only=True, gc=False, tag="adopt"):
    """The plan, or an amendment of it, was adopted: dates, leads and targets by reference or indicator.

    Valid: names at least one reference; an amendment says why.
    `units` has the names of the units that the promises name, for the day on which the plan has them no more.
    Applying: the earliest adoption of a reference is its promise for good; a later one changes what is current.
    Retracting: promise and current values fall back to the other adoptions.
    """

    ref: ClassVar[None] = None
    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    promises: dict[str, Promise]
    units: dict[str, UnitName] = {}
    reason: str | None = None
    source: str | None = None

    @property
    def refs(self) -> Collection[str]:
        """Return every reference that is adopted."""
        return self.promises.keys()

    def narrowed(self, known: Collection[str]) -> Self | None:
        """Return the adoption of some references alone."""
        promises = {ref: promise for ref, promise in self.promises.items() if ref in known}
        return replace(self, promises=promises) if promises else None

    def apply(self, state: State) -> None:
        """Keep the promise of each reference and set what it names as current."""
        for ref, promise in self.promises.items():
            state.change(ref).adopt(self.key, promise)

        for unit, name in self.units.items():
            state.keep(unit, AdoptedName(self.key, unit, name))

    def words(self) -> Iterator[Message]:
        """Yield how many references were adopted."""
        yield message("adopted, references: {n}", n=len(self.promises))
