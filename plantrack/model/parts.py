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
        self.sound &= all(map(lt, ids, ids[1:])) or len({*ids}) == len(ids)
        self.sound &= not self._lowest or max(ids) < self._lowest
        self._lowest = min([*ids, *[update.act for update in updates], self._lowest or ids[0]])

    def reaches(self, name: str) -> bool:
        """Tell whether an update or act of that name may be in a part that was added."""
        return bool(self._lowest) and name >= self._lowest
