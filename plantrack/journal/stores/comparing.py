"""Comparing: which updates are only in one of two stores, and which say something else there."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from plantrack.errors import Problem
from plantrack.journal.stores.lines import Store, Telling, Total


class Compared(Struct, frozen=True):
    """A plan in two stores: the ids of what only one of them has, and of what differs; in their order."""

    plan: str
    here: Total
    there: Total
    missing_here: list[str]
    missing_there: list[str]
    differing: list[str]
    problems: list[Problem]

    @property
    def same(self) -> bool:
        """Whether both hold the same, byte for byte, and every line could be read."""
        return not (self.missing_here or self.missing_there or self.differing or self.problems)


class _ReadSide:
    """The marks of the lines of a plan in a store by their ids, its total, and what cannot be read."""

    def __init__(self, store: Store, plan: str) -> None:
        self.total, self.marks, self.problems = Total(), dict[str, int](), list[Problem]()
        for chunk in store.chunks(plan):
            self.total = self.total.and_of(chunk)
            self.marks.update((line.id, line.mark) for line in chunk.lines)
            self.problems += chunk.problems

    def without(self, other: "_ReadSide") -> list[str]:
        """Return the ids that the other has not."""
        return sorted(self.marks.keys() - other.marks.keys())


def compare(one: Store, other: Store, plans: Iterable[str], telling: Telling) -> Iterator[Compared]:
    """Yield what differs of each plan. Nothing is written. Raises JournalError where a store cannot be used at all."""
    every = list(plans)
    for done, plan in enumerate(every, 1):
        here, there = _ReadSide(one, plan), _ReadSide(other, plan)
        differing = [name for name in here.marks.keys() & there.marks.keys() if here.marks[name] != there.marks[name]]
        problems = [*here.problems, *there.problems]
        missing_here, missing_there = there.without(here), here.without(there)
        yield Compared(plan, here.total, there.total, missing_here, missing_there, sorted(differing), problems)
        telling(done, len(every))
