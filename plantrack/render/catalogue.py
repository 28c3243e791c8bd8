"""A catalogue of messages (.mo), in which one message is found without the others being read.

`gettext` decodes all of them first, which is a twentieth of what a short command takes. They are sorted, as msgfmt and
Babel write them.
"""

from bisect import bisect_left
from struct import unpack_from

_LITTLE_ENDIAN = b"\xde\x12\x04\x95"


class Catalogue:
    """The content of a file, whose tables say where each key and its text stand."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._order = "<" if content.startswith(_LITTLE_ENDIAN) else ">"
        self._count, self._keys, self._texts = unpack_from(f"{self._order}3I", content, 8)

    def forms(self, key: str) -> tuple[str, ...]:
        """Return the text of a key in the form for one, then for more if that is another; nothing if it is lacking."""
        wanted = key.encode()
        place = bisect_left(range(self._count), wanted, key=self._key)
        if place == self._count or self._key(place) != wanted:
            return ()
        return tuple(self._entry(self._texts, place).decode().split("\0"))

    def _key(self, number: int) -> bytes:
        return self._entry(self._keys, number).partition(b"\0")[0]

    def _entry(self, table: int, number: int) -> bytes:
        length, place = unpack_from(f"{self._order}2I", self._content, table + 8 * number)
        return self._content[place : place + length]
