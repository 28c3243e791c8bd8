"""The cache of plans that were read: an accelerator in the user's cache folder, never under `plans/`.

An entry serves only the path and content it was made from, and only the version of plantrack that made it. Plans with
problems are not kept. A damaged entry is ignored, and so is a folder that cannot be written: the file itself is read.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from io import FileIO
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import decode, encode
from msgspec.structs import replace

from plantrack.files import real, write_private
from plantrack.model.plan import Plan, Task
from plantrack.private import open_private
from plantrack.stamps import Stamp, stamp_of
from plantrack.version import __version__

FORMAT = 17
"""To be raised when the fields of a plan change, or when a plan file is read as other values, between two versions."""

_NUMBER = 8
"""Bytes before the head of an entry, which tell its length."""

Lines = dict[str, int]
"""The line of every reference and id."""


class CachedItem(Struct, frozen=True, array_like=True):
    """A task at the top: the references in it, with a blank around each, and its size in the body of the entry."""

    refs: str
    size: int


class CachedPlan(Struct, frozen=True):
    """The head of an entry: who read the plan, and the path, stamp and digest of its file when it was `looked` at.

    `frame` is the plan without its tasks, packed with the lines of what is in that. The tasks at the top follow in the
    body, each packed with the lines of what is in it.
    """

    version: str
    path: bytes
    looked: int
    stamp: Stamp
    digest: bytes
    mostly_assumed: bool
    frame: bytes
    items: tuple[CachedItem, ...]

    def plan(self, tasks: Iterable[memoryview]) -> tuple[Plan, Lines]:
        """Return the plan with those of its tasks at the top, and the lines."""
        frame, lines = decode(self.frame, type=tuple[Plan, Lines])
        found = [decode(packed, type=tuple[Task, Lines]) for packed in tasks]
        for _, more in found:
            lines |= more
        plan = replace(frame, tasks=tuple(task for task, _ in found))
        vars(plan)["mostly_assumed"] = self.mostly_assumed  # as it is of all tasks
        return plan, lines

    def places(self, refs: Collection[str]) -> Sequence[int]:
        """Return which of the items references are in; all of them without any, or where one is none of the plan's."""
        found = {self._place(ref) for ref in refs}
        return sorted(found) if found and -1 not in found else range(len(self.items))

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

    def recall(self, refs: Collection[str] = (), content: bytes | None = None) -> tuple[Plan, Lines] | None:
        """Return what is kept of the file; without its content, only where its stamp tells that it is the same.

        With `refs`, it may be only what these references stand in.
        """
        with suppress(OSError, ValueError, RecursionError), open_private(self._place) as file:
            head = decode(_taken(file, int.from_bytes(file.read(_NUMBER))), type=CachedPlan)
            if (head.version, head.path) == (_version(), self._path) and self._holds(head, file, content):
                return head.plan(_parts(head, file, head.places(refs)))
        return None

    def _holds(self, head: CachedPlan, file: FileIO, content: bytes | None) -> bool:
        if content is None:
            return head.stamp == self._stamp and head.stamp.holds(head.looked)
        same = head.digest == _digest(content)
        if same and self._stamp and self._stamp.holds(self._looked):
            body = file.tell()
            self._write(replace(head, looked=self._looked, stamp=self._stamp), file.readall())
            file.seek(body)
        return same

    def keep(self, content: bytes, plan: Plan, lines: Lines) -> None:
        """Keep a plan that was read without problems from that content."""
        if self._stamp:
            refs = [[*_refs(top)] for top in plan.tasks]
            frame, *parts = _packed(plan, refs, lines)
            items = tuple(CachedItem(f" {' '.join(one)} ", len(part)) for one, part in zip(refs, parts, strict=True))
            about = _version(), self._path, self._looked, self._stamp, _digest(content), plan.mostly_assumed
            self._write(CachedPlan(*about, frame, items), b"".join(parts))

    def _write(self, head: CachedPlan, body: bytes) -> None:
        packed = encode(head)
        with suppress(OSError):
            write_private(self._place, len(packed).to_bytes(_NUMBER) + packed + body)


def _parts(head: CachedPlan, file: FileIO, places: Sequence[int]) -> Iterator[memoryview]:
    """Yield the packed tasks at some places, in their order; the file stands at the first of all."""
    ends = [0, *accumulate(item.size for item in head.items)]
    if places:
        start = ends[places[0]]
        file.seek(start, os.SEEK_CUR)
        body = memoryview(_taken(file, ends[places[-1] + 1] - start))
        yield from (body[ends[n] - start : ends[n + 1] - start] for n in places)


def _taken(file: FileIO, size: int) -> bytes:
    """Return so many of the bytes that follow, which in a damaged entry may be far more than there are."""
    return file.read(min(size, os.fstat(file.fileno()).st_size))


def _packed(plan: Plan, inside: Sequence[Sequence[str]], lines: Lines) -> Iterator[bytes]:
    """Yield the plan without its tasks, and each task at the top, with the references `inside` it."""
    places = {ref: place for place, refs in enumerate(inside, 1) for ref in refs}
    parts: list[Lines] = [{} for _ in range(len(inside) + 1)]
    for name, line in lines.items():
        parts[places.get(name.partition(" ")[0], 0)][name] = line
    yield encode((replace(plan, tasks=()), parts[0]))
    yield from (encode(part) for part in zip(plan.tasks, parts[1:], strict=True))


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
