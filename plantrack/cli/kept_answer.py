"""An answer as it is kept in a file: its head, and what was written.

What is read of it is whole: it has the length and the checksums that it was kept with.
"""

from __future__ import annotations

import marshal
import os
from io import FileIO
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantrack.cli.marks import Mark

FORMAT = 1
"""To be raised when what is kept of an answer changes."""
SUFFIX = ".answer"
CHUNK = 2**20
"""How many bytes are in memory at a time."""
NUMBER = 4
"""Bytes of a number before the head: its length, and its checksum."""

Head = tuple[int, int, int, bool, int, int, list[tuple[str, str]], list["Mark"]]
"""From when to when an answer holds, in nanoseconds since 1970; the exit code; whether a pager may show it; size and
checksum of its content; where paths led to; and the marks of what it rests on."""


def packed(head: Head, content: bytes) -> bytes:
    """Return an entry as it is kept."""
    first = marshal.dumps(head)
    return b"".join((_number(len(first)), _number(crc32(first)), first, content))


def read_head(kept: FileIO) -> Head | None:
    """Return the head of an entry; None of one that is damaged. The content is read next."""
    length, checksum = (int.from_bytes(kept.read(NUMBER) or b"") for _ in range(2))
    first = kept.read(min(length, os.fstat(kept.fileno()).st_size)) or b""
    if crc32(first) != checksum or not first:
        return None
    head: Head = marshal.loads(first)  # noqa: S302 - the user's own, and whole
    size, begin = 0, crc32(b"")
    for chunk in chunks(kept):
        size, begin = size + len(chunk), crc32(chunk, begin)
    kept.seek(2 * NUMBER + length)
    return head if (size, begin) == head[4:6] else None


def chunks(kept: FileIO) -> Iterator[bytes]:
    """Yield the content of a file from where it is read, a part at a time."""
    while chunk := kept.read(CHUNK):
        yield chunk


def _number(value: int) -> bytes:
    return value.to_bytes(NUMBER)
