"""The cache of plans that were read: an accelerator in the user's cache folder, never under `plans/`.

An entry serves only the path and content it was made from, and only the version of plantrack that made it. Plans with
problems are not kept. A damaged entry is ignored, and so is a folder that cannot be written: the file itself is read.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import decode, encode
from msgspec.structs import replace

from plantrack.files import read_private, real, write_private
from plantrack.model.plan import Plan, Task
from plantrack.stamps import Stamp, stamp_of
from plantrack.version import __version__

FORMAT = 13
"""To be raised when the fields of a plan change, or when a plan file is read as other values, between two versions."""

Lines = dict[str, int]
"""The line of every reference and id."""


class CachedItem(Struct, frozen=True, array_like=True):
    """A task at the top, packed with the lines of what is in it; `refs` are those in it, with a blank around each."""

    refs: str
    packed: memoryview


class CachedPlan(Struct, frozen=True):
    """A plan with the version that read it, and the path, stamp and digest of its file when it was `looked` at.

    `frame` is the plan without its tasks, packed with the lines of what is in that.
    """

    version: str
    path: bytes
    looked: int
    stamp: Stamp
    digest: bytes
    mostly_assumed: bool
    frame: memoryview
    items: tuple[CachedItem, ...]

    def unpacked(self, refs: Collection[str]) -> tuple[Plan, Lines]:
        """Return the plan and the lines: with those tasks at the top that references are in, where all of them are.

        Without any, or where one is no reference of a task or milestone, the plan is whole.
        """
        frame, lines = decode(self.frame, type=tuple[Plan, Lines])
        found = [decode(item.packed, type=tuple[Task, Lines]) for item in self._items(refs)]
        for _, more in found:
            lines |= more
        plan = replace(frame, tasks=tuple(task for task, _ in found))
        vars(plan)["mostly_assumed"] = self.mostly_assumed  # as it is of all tasks
        return plan, lines

    def _items(self, refs: Collection[str]) -> Collection[CachedItem]:
        places = {self._place(ref) for ref in refs}
        return [self.items[n] for n in sorted(places)] if places and -1 not in places else self.items

    def _place(self, ref: str) -> int:
        words = f" {ref} "
        return next((n for n, item in enumerate(self.items) if words in item.refs), -1) if " " not in ref else -1


class PlanCache:
    """The entry of one plan file in a cache folder; `moment` is when the file is looked at."""

    def __init__(self, folder: Path, path: Path, moment: datetime | None = None) -> None:
        self._path = os.fsencode(real(path))
        self._place = folder / f"{crc32(self._path):08x}.msgpack"  # two files may share one and then take turns
        self._looked = round(moment.timestamp() * 10**9) if moment else 0
        self._stamp: Stamp | None = None
        with suppress(OSError):
            self._stamp = stamp_of(path)

    @cached_property
    def _entry(self) -> CachedPlan | None:
        with suppress(OSError, ValueError, RecursionError):
            found = decode(read_private(self._place), type=CachedPlan)
            if (found.version, found.path) == (_version(), self._path):
                return found
        return None

    def recall(self, refs: Collection[str] = (), content: bytes | None = None) -> tuple[Plan, Lines] | None:
        """Return what is kept of the file; without its content, only where its stamp tells that it is the same.

        With `refs`, it may be only what these references stand in.
        """
        with suppress(ValueError, RecursionError):
            if self._entry and self._holds(self._entry, content):
                return self._entry.unpacked(refs)
        return None

    def _holds(self, entry: CachedPlan, content: bytes | None) -> bool:
        if content is None:
            return entry.stamp == self._stamp and entry.stamp.holds(entry.looked)
        same = entry.digest == _digest(content)
        if same and self._stamp and self._stamp.holds(self._looked):
            self._write(replace(entry, looked=self._looked, stamp=self._stamp))
        return same

    def keep(self, content: bytes, plan: Plan, lines: Lines) -> None:
        """Keep a plan that was read without problems from that content."""
        if self._stamp:
            frame, *items = _packed(plan, lines)
            about = _version(), self._path, self._looked, self._stamp, _digest(content), plan.mostly_assumed
            self._write(CachedPlan(*about, frame.packed, tuple(items)))

    def _write(self, entry: CachedPlan) -> None:
        with suppress(OSError):
            write_private(self._place, encode(entry))


def _packed(plan: Plan, lines: Lines) -> Iterator[CachedItem]:
    """Yield the plan without its tasks, and each task at the top."""
    inside = [[*_refs(top)] for top in plan.tasks]
    places = {ref: place for place, refs in enumerate(inside, 1) for ref in refs}
    parts: list[Lines] = [{} for _ in range(len(inside) + 1)]
    for name, line in lines.items():
        parts[places.get(name.partition(" ")[0], 0)][name] = line
    whole = [(replace(plan, tasks=()), parts[0]), *zip(plan.tasks, parts[1:], strict=True)]
    for refs, part in zip(([], *inside), whole, strict=True):
        yield CachedItem(f" {' '.join(refs)} ", memoryview(encode(part)))


def _refs(top: Task) -> Iterator[str]:
    """Yield the references of a task, of everything below it, and of their milestones."""
    for task in top.walk():
        yield task.ref
        yield from (stone.ref for stone in task.milestones)


def _version() -> str:
    return f"{__version__}/{FORMAT}"


def _digest(content: bytes) -> bytes:
    from hashlib import blake2b  # where a stamp is not enough: it takes its time to load

    return blake2b(content).digest()
