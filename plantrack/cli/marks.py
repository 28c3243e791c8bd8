"""Marks: by what a path is known to be what it was. It imports nothing that takes time to load."""

import os
from stat import S_ISDIR
from zlib import crc32

from plantrack.private import check_regular, without_waiting

RACY = 2 * 10**9
"""How long, in nanoseconds, a file may change without another time: the coarsest clock of a file system."""
SMALL = 2**20
"""Maximum size, in bytes, of what is compared by its content where its times are too young to tell."""

Stamp = tuple[int, ...]
"""Mode, size, times in nanoseconds, inode and device; only the number of the error where there is nothing."""
Mark = tuple[str, Stamp, int | None]
"""A path, its stamp, and the checksum of its content where the stamp is not enough."""


def stamp_of(path: str) -> Stamp:
    """Return the stamp of what a path leads to."""
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib is not loaded yet
    except OSError as error:
        return (error.errno or 0,)
    except ValueError:  # no path at all
        return (0,)
    return found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def is_racy(stamp: Stamp, looked: int) -> bool:
    """Tell whether it might have changed after it was looked at, in nanoseconds since 1970, and have the same stamp."""
    return len(stamp) > 1 and max(stamp[2:4]) + RACY >= looked


def mark(path: str, looked: int) -> Mark | None:
    """Return the mark of a path before it is read; None where it is young, and too large to be compared."""
    stamp = stamp_of(path)
    if not is_racy(stamp, looked):
        return path, stamp, None
    checksum = _checksum(path, stamp)
    return None if checksum is None else (path, stamp, checksum)


def holds(mark: Mark) -> bool:
    """Tell whether a path is what it was."""
    path, stamp, checksum = mark
    return stamp_of(path) == stamp and (checksum is None or _checksum(path, stamp) == checksum)


def _checksum(path: str, stamp: Stamp) -> int | None:
    """Return the checksum of a small file, or of the names in a folder."""
    try:
        if S_ISDIR(stamp[0]):
            return crc32(b"\0".join(sorted(map(os.fsencode, os.listdir(path)))))  # noqa: PTH208 - as above
        if stamp[1] > SMALL:
            return None
        with open(path, "rb", opener=without_waiting) as file:
            check_regular(os.fstat(file.fileno()))
            return crc32(file.read(SMALL + 1))
    except OSError:
        return None
