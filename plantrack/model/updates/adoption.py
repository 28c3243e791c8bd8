"""The kind `adopt`: the plan, or an amendment of it, was adopted."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar, Self

from msgspec import UNSET, Struct
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.model.state import WHOLE_PLAN, Key, Named, Promise, State, Terms, Written
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
    """The plan, or an amendment of it, was adopted: what each reference or indicator promises, and the plan's terms.

    Valid: names something; an amendment says why, and takes effect no earlier than an adoption that it amends.
    `units` has the names of the plan's units, for the day on which the plan has them no more.
    Applying: the adoption of a reference recorded first is its promise for good; a later one changes what is current.
    Retracting: promise and current values fall back to the other adoptions.
    """

    ref: ClassVar[None] = None
    remarked: ClassVar[tuple[str, ...]] = ("reason",)

    promises: dict[str, Promise]
    units: dict[str, UnitName] = {}
    terms: Terms | None = None
    reason: str | None = None
    source: str | None = None

    @property
    def refs(self) -> Collection[str]:
        """Return every reference that is adopted."""
        return self.promises.keys()

    def narrowed(self, known: Collection[str]) -> Self | None:
        """Return the adoption of some references alone, and of the policy, which says what needs approval."""
        promises = {ref: promise for ref, promise in self.promises.items() if ref in known}
        terms = Terms(policy=self.terms.policy) if self.terms and self.terms.policy is not UNSET else None
        return replace(self, promises=promises, terms=terms) if promises or terms else None

    @property
    def named(self) -> Mapping[str, Named]:
        """Return what is adopted by reference, and for the plan as a whole."""
        return self.promises if self.terms is None else {WHOLE_PLAN: self.terms, **self.promises}

    def apply(self, state: State) -> None:
        """Keep the promise of each reference and set what it names as current; once more, and nothing changes."""
        key, made = self.key, dict[tuple[str, Any], Written[Any]]()
        for ref, named in self.named.items():
            adoptions = state.of(ref).adoptions
            if not adoptions or (key, named) not in adoptions:
                state.change(ref).adopt(key, named, made)
        for unit, name in self.units.items():
            state.keep(unit, AdoptedName(key, unit, name))

    def words(self) -> Iterator[Message]:
        """Yield how many references were adopted, or that the terms of the plan were."""
        if self.promises:
            yield message("adopted, {n} references", n=len(self.promises))
        else:
            yield message("adopted: terms of the plan")
