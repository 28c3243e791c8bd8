"""Which node of a reading is which of the one written by hand: by their titles, and by what they stand below.

Titles may keep or drop what a lead, a date or a number took out of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from documents.forms_reading import MILESTONE, Node

from plantrack.documents.similarity import bigrams, comparable, containment

COVERED = 0.85
"""The share of the shorter of two titles that the longer has to contain."""
ALIKE = 0.4
"""The least likeness of two titles, one of which may be much longer."""
SAME = 0.9
"""The share of a longer title from which a text is the same and no clause of it."""


@dataclass
class Placed:
    """A node in its tree, with the title as it is compared."""

    node: Node
    above: Placed | None
    depth: int
    plain: str

    def path(self) -> Iterator[Placed]:
        """Yield everything above it, nearest first."""
        at = self.above
        while at:
            yield at
            at = at.above

    def leaves(self) -> list[Node]:
        """Return the tasks below it that have none below them."""
        return [node for node in self.node.walk() if node is not self.node and is_leaf(node) and node.kind != MILESTONE]

    def first(self, name: str) -> Any:
        """Return what is said of it, or of the nearest above it of which that is said."""
        return next((said for one in (self, *self.path()) if (said := getattr(one.node, name))), None)


def is_leaf(node: Node) -> bool:
    """Tell whether there are no tasks below."""
    return all(part.kind == MILESTONE for part in node.parts)


def flat(nodes: Iterable[Node], above: Placed | None = None) -> Iterator[Placed]:
    """Yield nodes and everything below them, in order."""
    for node in nodes:
        one = Placed(node, above, above.depth + 1 if above else 0, comparable(node.title))
        yield one
        yield from flat(node.parts, one)


@cache
def _shared(one: str, other: str) -> int:
    """Return the number of characters that stand in both, in order, two and more together."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= min(2, len(one), len(other)))


def covered(part: str, whole: str) -> bool:
    """Tell whether a text contains nearly all of another."""
    if not part or part in whole:
        return bool(part)
    return containment(bigrams(part), bigrams(whole)) >= COVERED / 2 and _shared(part, whole) >= COVERED * len(part)


def likeness_of(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1; 0 unless one is contained in the other."""
    short, long = sorted((one, other), key=len)
    if not covered(short, long):
        return 0
    alike = 2 * _shared(short, long) / (len(one) + len(other))
    return alike if alike >= ALIKE else 0


def pairs_of(right: Sequence[Placed], found: Sequence[Placed]) -> dict[int, int]:
    """Return which node was read as which: the likest first, then those below the same, then in order.

    A group is read as a task only where nothing else is left that is like it.
    """
    alike = {
        (g, r): likeness
        for g, one in enumerate(right)
        for r, other in enumerate(found)
        if (likeness := likeness_of(one.plain, other.plain))
    }
    places = {id(one): r for r, one in enumerate(found)} | {id(one): g for g, one in enumerate(right)}

    def worth(pair: tuple[int, int]) -> float:
        one, other = right[pair[0]], found[pair[1]]
        above = [alike.get((places[id(a)], places[id(b)]), 0) for a in one.path() for b in other.path()]
        apart = abs(pair[0] / len(right) - pair[1] / len(found))
        other_kind = (one.node.kind == MILESTONE) != (other.node.kind == MILESTONE)
        return alike[pair] + 0.3 * max(above, default=0) - 0.1 * apart - 0.2 * other_kind

    def other_level(pair: tuple[int, int]) -> bool:
        return is_leaf(found[pair[1]].node) and not is_leaf(right[pair[0]].node)

    ranked = sorted(alike, key=lambda pair: (other_level(pair), -worth(pair), pair))
    taken: dict[int, int] = {}
    for g, r in ranked:
        if g not in taken and r not in taken.values():
            taken[g] = r
    return {id(right[g]): r for g, r in taken.items()}
