"""Parts of a journal that come the latest first, so that what is taken away later is known before it comes."""

from collections.abc import Sequence
from operator import lt

from plantrack.model.updates import AnyUpdate


class LatestFirst:
    """Whether each part has later ids than the next one, and none of them twice."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sound, self._lowest = True, ""

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Look at a part; `sound` tells whether all are as they have to be."""
        if not updates:
            return
        ids = [update.id for update in updates]
        if not all(map(lt, ids, ids[1:])):
            ids.sort()
            self.sound &= len({*ids}) == len(ids)
        self.sound &= not self._lowest or ids[-1] < self._lowest
        self._lowest = min(ids[0], self._lowest or ids[0], *[update.act for update in updates])

    def reaches(self, name: str) -> bool:
        """Tell whether an update or act of that name may be in a part that was added."""
        return bool(self._lowest) and name >= self._lowest
