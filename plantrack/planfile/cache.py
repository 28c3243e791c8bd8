"""The cache of read plans: an accelerator in the user's cache folder, never under `plans/`.

An entry serves only the very file and bytes it was made from, and only the code that made it; plans with problems are
never kept. A damaged entry is no entry, and a folder that cannot be written is no error: the file itself is read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from plantrack.evaluation import curve as curve_module
from plantrack.model import plan as plan_module
from plantrack.model.plan import Plan

READERS = (
    *(Path(plan_module.__file__).with_name(name) for name in ("plan.py", "policy.py", "quantity.py")),
    Path(curve_module.__file__),
    *(Path(__file__).with_name(name) for name in ("composing.py", "nodes.py", "parsing.py", "rules.py")),
)
"""The code that decides what a plan file means."""


class CachedPlan(Struct, frozen=True):
    """A plan with path and bytes of its file, the state of the code that read it, and where its references stand."""

    code: list[int]
    path: bytes
    content: bytes
    plan: Plan
    lines: dict[str, int]


def recall(cache: Path, path: Path, content: bytes) -> CachedPlan | None:
    """Return what was kept of a plan file with that content, or None."""
    with suppress(OSError, msgspec.DecodeError):
        found = msgspec.msgpack.decode(_place(cache, path).read_bytes(), type=CachedPlan)
        if (found.code, found.path, found.content) == (_code(), _name(path), content):
            return found
    return None


def keep(cache: Path, path: Path, content: bytes, plan: Plan, lines: dict[str, int]) -> None:
    """Keep a plan that was read without problems."""
    place = _place(cache, path)
    passing = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        passing.write_bytes(msgspec.msgpack.encode(CachedPlan(_code(), _name(path), content, plan, lines)))
        passing.replace(place)


def _place(cache: Path, path: Path) -> Path:
    """Return where a plan file is kept. Two files may share a place and then take turns: the whole path is compared."""
    return cache / f"{crc32(_name(path)):08x}.msgpack"


def _name(path: Path) -> bytes:
    return os.fsencode(path.resolve())


def _code() -> list[int]:
    return [path.stat().st_mtime_ns for path in READERS]
