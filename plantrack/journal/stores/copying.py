"""Copying: what one store has and another has not is added to that. Again, or after a kill, only the rest is added."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from plantrack.errors import Problem
from plantrack.journal.stores.lines import Chunk, Store, Telling, Total

Part = TypeVar("Part")


class Copied(Struct, frozen=True):
    """What was copied: how many updates were `new` there, both sides afterwards, and what was left out."""

    plans: int
    new: int
    source: Total
    target: Total
    problems: list[Problem]

    @property
    def same(self) -> bool:
        """Whether both sides hold the same."""
        return self.source == self.target


def copy(source: Store, target: Store, plans: Sequence[str], telling: Telling | None) -> Copied:
    """Add the lines of plans, byte for byte, to another store, and return what both hold then.

    The source is read while the target writes; then the target is read, too: that is what `telling` counts. Raises
    JournalError where a store cannot be used at all.
    """
    lines = sum(map(source.size, plans)) if telling else 0
    told = telling or (lambda done, of: None)
    new, total, problems = 0, Total(), list[Problem]()
    for plan, chunks in groupby(ahead(totalled(source, plans)), lambda pair: pair[0].plan):
        with target.adding(plan) as add:
            for chunk, together in chunks:
                added, total = add(chunk.lines), together
                new += added.new
                problems += [*chunk.problems, *added.refused]
                told(total.updates, 2 * lines)
    there = Total()
    for _, there in ahead(totalled(target, plans)):
        told(min(total.updates + there.updates, 2 * lines), 2 * lines)
    return Copied(len(plans), new, total, there, problems)


def totalled(store: Store, plans: Iterable[str]) -> Iterator[tuple[Chunk, Total]]:
    """Yield the chunks of plans, each with the total of what was read up to its end."""
    total = Total()
    for plan in plans:
        for chunk in store.chunks(plan):
            total = total.and_of(chunk)
            yield chunk, total


def ahead(parts: Iterator[Part]) -> Iterator[Part]:
    """Yield parts; the next one is made, in a thread, while one is used."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = pool.submit(next, parts, None)
            yield part
