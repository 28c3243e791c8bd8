"""The cache of plans that were read: an accelerator in the user's cache folder, never under `plans/`.

An entry serves only the path and content it was made from, and only the version of plantrack that made it. Plans with
problems are not kept. A damaged entry is ignored, and so is a folder that cannot be written: the file itself is read.
"""

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from plantrack.files import read_private, real, write_private
from plantrack.model.plan import Plan
from plantrack.version import __version__

FORMAT = 12
"""To be raised when the fields of a plan change, or when a plan file is read as other values, between two versions."""


class CachedPlan(Struct, frozen=True):
    """A plan with the path and content of its file, the version that read it, and the lines of its references."""

    version: str
    path: bytes
    content: bytes
    plan: Plan
    lines: dict[str, int]


def recall(cache: Path, path: Path, content: bytes) -> CachedPlan | None:
    """Return the entry for a plan file with that content, or None."""
    with suppress(OSError, ValueError, RecursionError):
        found = msgspec.msgpack.decode(read_private(_place(cache, path)), type=CachedPlan)
        if (found.version, found.path, found.content) == _origin(path, content):
            return found
    return None


def keep(cache: Path, path: Path, content: bytes, plan: Plan, lines: dict[str, int]) -> None:
    """Keep a plan that was read without problems."""
    with suppress(OSError):
        entry = CachedPlan(*_origin(path, content), plan, lines)
        write_private(_place(cache, path), msgspec.msgpack.encode(entry))


def _place(cache: Path, path: Path) -> Path:
    """Return the entry's file. Two plan files may share one and then take turns, as the whole path is compared."""
    return cache / f"{crc32(os.fsencode(real(path))):08x}.msgpack"


def _origin(path: Path, content: bytes) -> tuple[str, bytes, bytes]:
    """Return what an entry is made by and from."""
    return f"{__version__}/{FORMAT}", os.fsencode(real(path)), content
