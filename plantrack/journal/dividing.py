"""Adding up the files of a journal, week by week from the last one; several processes add up parts of a long one.

What they send back is what the same files would have given here, or nothing: then they are read here.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol

from msgspec import Struct, msgpack

from plantrack.journal.entries import Trace
from plantrack.journal.folder import read_path
from plantrack.journal.lines import JournalContents, merge
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
Read = Callable[[Path, Files], JournalContents]
"""Reads a file, and notes by what it is known."""


class Maker(Protocol):
    """Makes something of updates that come in parts, as long as they are `sound`."""

    sound: bool

    def add(self, updates: Sequence[AnyUpdate]) -> None:
        """Add a part."""


class ReadShare(Struct, frozen=True, array_like=True):
    """What another process sends: what is left of its files, and by what they are known."""

    part: Sifted
    files: Files


def added_up(paths: Sequence[Path], read: Read, files: Files) -> HistorySnapshot | None:
    """Return a snapshot of files; None where there can be none."""
    maker = SnapshotMaker()
    own, *others = shares(paths)
    with Children() as children:
        theirs = [(share, children.start(partial(_sifted, share, read))) for share in others]
        added = all_added(maker, own, read, files)
        for share, child in theirs:
            added = added and maker.sound and (_joined(maker, child, files) or all_added(maker, share, read, files))
    return maker.snapshot() if added else None


def all_added(maker: Maker, paths: Sequence[Path], read: Read, files: Files) -> bool:
    """Add files, and tell whether all of them could be added."""
    for week in _weeks(paths):
        found = merge([read(path, files) for path in week])
        maker.add(found.updates)
        if not (maker.sound and found.sound):
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


def _sifted(paths: Sequence[Path], read: Read) -> bytes:
    """Return what another process sends. Raises ValueError where files have to be read by the one that asks."""
    maker, files = Sifter(), Files()
    part = maker.sifted() if all_added(maker, paths, read, files) else None
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
