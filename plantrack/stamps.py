"""Stamps: by what a file is known to be unchanged without reading it, by the rule that git follows."""

import os
from pathlib import Path

from msgspec import Struct

RACY = 2 * 10**9
"""How long, in nanoseconds, a file may change without another time: the coarsest clock of a file system."""


class Stamp(Struct, frozen=True, array_like=True):
    """By what a file is known to be unchanged; times are in nanoseconds since 1970."""

    size: int
    modified: int
    changed: int
    inode: int

    def holds(self, looked: int) -> bool:
        """Tell whether a file that was changed after it was `looked` at would have another stamp."""
        return max(self.modified, self.changed) + RACY < looked


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file, which is opened as if it were read. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        found = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
