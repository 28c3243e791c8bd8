"""Copying: what one store has and another has not is added to that. Again, or after a kill, only the rest is added."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plantrack.errors import Problem
from plantrack.journal.stores.lines import LineMarks, Store, Telling, Total
from plantrack.journal.stores.streams import merged

STREAMS = 6
"""How many plans are copied at once: while the disk or the server is waited for, others go on."""


class Copied(Struct, frozen=True):
    """What was copied: how many updates were `new` there, both sides afterwards, and what was left out."""

    plans: int = 0
    new: int = 0
    source: Total = Total()
    target: Total = Total()
    problems: list[Problem] = []

    def and_also(self, more: "Copied") -> "Copied":
        """Return what both counted, with the problems of this one."""
        return Copied(
            self.plans + more.plans, self.new + more.new,
            self.source.and_also(more.source), self.target.and_also(more.target), self.problems,
        )  # fmt: skip

    @property
    def same(self) -> bool:
        """Whether both sides hold the same."""
        return self.source == self.target


def copy(source: Store, target: Store, plans: Sequence[str], telling: Telling | None) -> Copied:
    """Add the lines of plans, byte for byte, to another store, and return what both hold then.

    Each plan is read back from the target once it is there: that is what `telling` counts, too. Raises JournalError
    where a store cannot be used at all.
    """
    lines = 2 * sum(map(source.size, plans)) if telling else 0
    told = telling or (lambda done, of: None)
    left, done = iter(plans), Copied()
    _both_open(source, target)  # before others may take the last connection
    beside = [_copied_beside(source.apart(), target.apart(), left) for _ in plans[1:STREAMS]]
    for part in merged([_copied(source, target, left), *beside]):
        done.problems.extend(part.problems)
        done = done.and_also(part)
        told(min(done.source.updates + done.target.updates, lines), lines)
    done.problems.sort(key=lambda problem: (problem.file, problem.line))
    return done


def _both_open(source: Store, target: Store) -> bool:
    return source.opened() and target.opened()


def _copied_beside(source: Store, target: Store, plans: Iterator[str]) -> Iterator[Copied]:
    """Copy, too, where both stores have a connection for it; else the plans are left to the others."""
    if _both_open(source, target):
        yield from _copied(source, target, plans)


def _copied(source: Store, target: Store, plans: Iterator[str]) -> Iterator[Copied]:
    """Yield what became of each chunk of each plan, and what the target holds of the plan then."""
    for plan in plans:
        total, marks = Total(), LineMarks()
        with target.adding(plan) as add:
            for chunk in source.chunks(plan):
                added, of_chunk = add(chunk.lines), Total().and_of(chunk)
                total, marks = total.and_also(of_chunk), marks.and_also(chunk.marks)
                yield Copied(0, added.new, of_chunk, problems=[*chunk.problems, *added.refused])
        yield Copied(1, target=total if target.marks(plan) == marks else _total(target, plan))


def _total(store: Store, plan: str) -> Total:
    total = Total()
    for chunk in store.chunks(plan):
        total = total.and_of(chunk)
    return total
