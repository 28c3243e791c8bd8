"""Adding up the files of a journal, week by week from the last one; several processes add up parts of a long one.

What they send back is what the same files would have given here, or nothing: then they are read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from plantrack.journal.entries import Trace
from plantrack.journal.folder import read_path
from plantrack.journal.lines import BLOCK, JournalContents, merge
from plantrack.model.sifting import Sifted
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.snapshot_maker import Sifter, SnapshotMaker
from plantrack.model.updates import AnyUpdate
from plantrack.processes import Child, Children, helpers

WEEK = len("2024-W46")
"""How far the names of the files agree that hold records of one week."""
SHARE = 8 * 2**20
"""How many bytes a process reads at least: far fewer are read faster than it starts and sends."""
MOST = 4
"""The most processes that read one journal; each of them has to send what it read."""
Files = dict[str, Trace]
Read = Callable[[Path, Files], Iterable[JournalContents]]
"""Reads a file in blocks of lines, the last one first, and notes by what it is known."""
Made = TypeVar("Made", bound="Maker")


class Maker(Protocol):
    """Makes something of updates that come in parts, as long as these are `in_order` and all else is `sound` too."""

    @property
    def sound(self) -> bool:
        """Whether something can still be made."""

    @property
    def in_order(self) -> bool:
        """Whether each part was earlier than the one before it; larger ones may be, where it was not."""

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part."""


class Reading(Struct, frozen=True):
    """What is read: files, in blocks or each week as a `whole`."""

    paths: Sequence[Path]
    read: Read
    whole: bool

    def parts(self, files: Files) -> Iterator[JournalContents]:
        """Yield what is in the files, the last part first."""
        for week in _weeks(self.paths):
            found = (part for path in week for part in self.read(path, files))
            yield from (merge(found),) if self.whole or len(week) > 1 else found


class ReadShare(Struct, frozen=True, array_like=True):
    """What another process sends: what is left of its files, and by what they are known."""

    part: Sifted
    files: Files


def added_up(paths: Sequence[Path], read: Read, files: Files) -> HistorySnapshot | None:
    """Return a snapshot of files; None where there can be none."""
    made = in_parts(SnapshotMaker, paths, lambda maker, whole: _divided(maker, Reading(paths, read, whole), files))
    return made.snapshot() if made else None


def added_here(make: Callable[[], Made], paths: Sequence[Path], read: Read) -> Made | None:
    """Return what this process alone makes of files; None where not all of them can be added."""
    return in_parts(make, paths, lambda maker, whole: _all_added(maker, Reading(paths, read, whole), {}))


def in_parts(make: Callable[[], Made], paths: Sequence[Path], add: Callable[[Made, bool], bool]) -> Made | None:
    """Return what is made of files in blocks; None where not all of them can be added.

    Where the lines of a week are in no order, as git may merge them, its `whole` has to be one part.
    """
    for whole in (False, True) if any(_size(path) > BLOCK for path in paths) else (True,):
        maker = make()
        if add(maker, whole):
            return maker
        if maker.in_order:
            break
    return None


def _divided(maker: SnapshotMaker, reading: Reading, files: Files) -> bool:
    """Add files, of which other processes read some, and tell whether all of them could be added."""
    own, *others = (replace(reading, paths=share) for share in shares(reading.paths))
    with Children() as children:
        theirs = [(share, children.start(partial(_sifted, share))) for share in others]
        added = _all_added(maker, own, files)
        for share, child in theirs:
            added = added and maker.sound and (_joined(maker, child, files) or _all_added(maker, share, files))
    return added


def _all_added(maker: Maker, reading: Reading, files: Files) -> bool:
    """Add files, and tell whether all of them could be added."""
    for part in reading.parts(files):
        maker.add(part.updates)
        if not (maker.sound and part.sound):
            return False
    return True


def shares(paths: Sequence[Path]) -> list[list[Path]]:
    """Divide files among this process, which has the last weeks, and those that can help it."""
    weeks = [(week[::-1], sum(map(_size, week))) for week in _weeks(paths)]
    whole = sum(size for _, size in weeks)
    number = min(whole // SHARE, helpers() + 1, MOST)
    found: list[list[Path]] = [[]]
    read = 0
    for week, size in weeks:
        if found[-1] and len(found) < number and read + size / 2 > len(found) * whole / number:
            found.append([])
        found[-1] = [*week, *found[-1]]
        read += size
    return found


def _sifted(share: Reading) -> bytes:
    """Return what another process sends. Raises ValueError where files have to be read by the one that asks."""
    maker, files = Sifter(), Files()
    part = maker.sifted() if _all_added(maker, share, files) else None
    if part is None:
        raise ValueError
    return msgpack.encode(ReadShare(part, files))


def _joined(maker: SnapshotMaker, child: Child, files: Files) -> bool:
    """Add what another process read, and tell whether it sent that, and it can be added."""
    answer = child.answer()
    if answer is None:
        return False
    found = msgpack.decode(answer, type=ReadShare)
    files.update(found.files)
    return maker.join(found.part)


def _weeks(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield the files of each week, the last week and its last file first."""
    return (list(week) for _, week in groupby(reversed(paths), lambda path: path.name[:WEEK]))


def _size(path: Path) -> int:
    found = read_path(path, Path.stat, None)
    return found.st_size if found else 0
