"""Parts of a journal that come the latest first, so that what is taken away later is known before it comes."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from plantrack.model.updates import AnyUpdate


class LatestFirst:
    """Whether each part has later ids than the next one, and none of them twice.

    `lowest` and `highest` are the least and the greatest of all ids and acts, `last` is the greatest id.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sound, self.last = True, ""
        self.lowest = self.highest = ""
        self._names = tuple[list[str], ...]()

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Look at a part; `sound` tells whether all are as they have to be."""
        if not updates:
            return
        ids, acts = [update.id for update in updates], [update.act for update in updates]
        sorted_ids, sorted_acts = sorted(ids), sorted(acts)
        self._names = (ids, acts) if (ids, acts) == (sorted_ids, sorted_acts) else ()
        self.sound &= len({*ids}) == len(ids)
        self._go_on(sorted_ids[-1], min(sorted_ids[0], sorted_acts[0]), max(sorted_ids[-1], sorted_acts[-1]))

    def skip(self, last: str, lowest: str, highest: str) -> None:
        """Go on behind a part that another process looked at, by its greatest id and its least and greatest name."""
        self._names = ()
        self._go_on(last, lowest, highest)

    def _go_on(self, last: str, lowest: str, highest: str) -> None:
        self.sound &= not self.lowest or last < self.lowest
        self.lowest = min(self.lowest or lowest, lowest)
        self.highest, self.last = max(self.highest, highest), max(self.last, last)

    def reaches(self, name: str) -> bool:
        """Tell whether an update or act of that name may be in a part that was added."""
        return bool(self.lowest) and name >= self.lowest

    def places(self, updates: Sequence[AnyUpdate], names: Collection[str]) -> Collection[int]:
        """Return the places of those updates of the part that was added last whose id or act has one of the names."""
        if self._names:
            return {place for known in self._names for place in _found(known, names)}
        return [place for place, update in enumerate(updates) if update.id in names or update.act in names]


def _found(known: Sequence[str], names: Collection[str]) -> Iterator[int]:
    """Yield the places of names among those that are known, which are in order."""
    first, last = known[0], known[-1]
    for name in names:
        if first <= name <= last:
            yield from range(bisect_left(known, name), bisect_right(known, name))
