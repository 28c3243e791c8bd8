"""Entries of the cache of snapshots: a head, and parts that are read when they are needed.

Head and parts have a checksum each. A part that is damaged is made again from what the snapshot was made of.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from io import FileIO
from itertools import accumulate
from pathlib import Path
from weakref import finalize
from zlib import adler32

from msgspec import Raw, Struct, msgpack

from plantrack.files import write_private
from plantrack.stamps import Stamp

_NUMBER = 4
"""The bytes of the numbers before a head: its size and its checksum."""


class Trace(Struct, frozen=True, array_like=True):
    """What is known of a file: the stamp it had before it was read, and size and checksum of what was read."""

    stamp: Stamp
    size: int
    checksum: int


class KeptPart(Struct, frozen=True, array_like=True):
    """Size and checksum of a part."""

    size: int
    checksum: int


class Entry(Struct, frozen=True):
    """The head: the version that made it, its folder, and its files as they were when they were `looked` at."""

    version: str
    folder: bytes
    looked: int
    files: dict[str, Trace]
    snapshot: Raw
    parts: list[KeptPart]


class Parts:
    """The parts behind a head, from a file that it closes; `again` makes all of them, where one is damaged."""

    def __init__(self, file: FileIO, parts: Sequence[KeptPart], again: Callable[[], Sequence[bytes]]) -> None:
        """Take a file that stands behind its head."""
        self._file, self._parts, self._again = file, parts, again
        self._starts = [*accumulate([part.size for part in parts], initial=file.tell())]
        finalize(self, file.close)

    def __call__(self, number: int) -> bytes:
        """Return a part."""
        part = self._parts[number]
        with suppress(OSError):
            self._file.seek(self._starts[number])
            found = self._file.read(part.size)
            if (len(found), adler32(found)) == (part.size, part.checksum):
                return found
        return self._made[number]

    @cached_property
    def _made(self) -> Sequence[bytes]:
        return self._again()


def read_entry(file: FileIO) -> Entry:
    """Return the head of an entry, and let the file stand behind it. Raises ValueError where it is damaged."""
    size, checksum = int.from_bytes(file.read(_NUMBER)), int.from_bytes(file.read(_NUMBER))
    whole = os.fstat(file.fileno()).st_size
    packed = file.read(min(size, whole))
    if adler32(packed) != checksum:
        raise ValueError
    entry = msgpack.decode(packed, type=Entry)
    if file.tell() + sum(part.size for part in entry.parts) != whole:
        raise ValueError
    return entry


def write_entry(place: Path, entry: Entry, body: bytes) -> None:
    """Write an entry with what stands behind its head. Raises OSError."""
    packed = msgpack.encode(entry)
    write_private(place, b"".join((len(packed).to_bytes(_NUMBER), adler32(packed).to_bytes(_NUMBER), packed, body)))
