"""Where labels stand so that no two of them overlap."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

Band = tuple[float, float]
"""Where a part of a chart begins and ends, from top to bottom."""


class Area(Struct, frozen=True):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Tell whether two rectangles overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom


class Taken:
    """What is drawn already, which labels must not overlap."""

    def __init__(self, within: Area, areas: Iterable[Area] = ()) -> None:
        self.within, self.areas = within, list(areas)

    def place(self, wanted: Iterable[Area]) -> Area | None:
        """Return the first rectangle that is free, and take it; None if none is."""
        for area in wanted:
            inside = self.within.left <= area.left and area.right <= self.within.right
            if inside and not any(map(area.meets, self.areas)):
                self.areas.append(area)
                return area
        return None


def spread(wanted: Sequence[float], sizes: Sequence[float], first: float, last: float) -> list[float]:
    """Return where things of these sizes start so that none overlaps, each near where it is wanted.

    What is wanted first comes first. They lie between `first` and `last` if there is room for all.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    starts, edge = list(wanted), first
    for n in order:
        starts[n] = max(wanted[n], edge)
        edge = starts[n] + sizes[n]
    edge = max(last, first + sum(sizes))
    for n in reversed(order):
        starts[n] = min(starts[n], edge - sizes[n])
        edge = starts[n]
    return starts
