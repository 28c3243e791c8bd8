"""Acts: the ids and the moment that all updates of one command share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(milliseconds: int, randomness: int) -> str:
    """Return 26 characters that sort by time: 48 bits of milliseconds since 1970, then 80 bits of randomness."""
    number = milliseconds << 80 | randomness
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


class Act:
    """One command's doing: gives all its updates one act id, one moment and ids that sort in order of making."""

    def __init__(self, at: datetime, by: str, entropy: Callable[[int], bytes]) -> None:
        self.at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        self.by = by
        self._milliseconds = round(self.at.timestamp() * 1000)
        self._next = int.from_bytes(entropy(10), "big") >> 1
        self.id = self._new_id()

    def _new_id(self) -> str:
        self._next += 1
        return ulid(self._milliseconds, self._next)

    def stamp(self) -> dict[str, Any]:
        """Return id, act, at and by for the next update of this act."""
        return {"id": self._new_id(), "act": self.id, "at": self.at, "by": self.by}
