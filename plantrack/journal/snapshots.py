"""The cache of snapshots: an accelerator in the user's cache folder, never under `plans/`.

An entry serves only the folder it was made from, and only the version of plantrack that made it. It knows each file as
git does, by size, times and inode; of a file that changed since, or so shortly before that its times might not show it,
the beginning must have the checksum it had, and what was appended joins. A damaged entry is ignored, and so is a folder
that cannot be written: the whole journal is read.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date, datetime
from errno import ESTALE
from functools import cached_property, partial
from io import FileIO
from pathlib import Path
from zlib import adler32, crc32

from msgspec import Raw
from msgspec.structs import replace

from plantrack.errors import JournalError, reason
from plantrack.files import real, typed
from plantrack.journal.entries import Entry, KeptPart, Parts, Trace, read_entry, write_entry
from plantrack.journal.folder import content_of, read_path, record_files
from plantrack.journal.lines import JournalContents, blocks, decode_file, merge
from plantrack.model.history import History
from plantrack.model.packing import pack, unpack
from plantrack.model.snapshot import ContinuedHistory, joins
from plantrack.model.updates import AnyUpdate
from plantrack.private import open_private
from plantrack.stamps import Stamp
from plantrack.version import __version__

FORMAT = 15
"""To be raised when what is kept of a history changes, or when the same records come to say something else."""
SUFFIX = ".history"
MOST_LATER = 5000
"""Maximum number of records that join a snapshot before a new one is made."""
KEPT = 30 * 24 * 60 * 60 * 10**9
"""How long, in nanoseconds, an entry stays that is not written anew: its journal may be gone."""
NOWHERE = Stamp(0, 0, 0, 0)
"""The stamp of a file that is not there."""


class Records:
    """What a journal holds, as a history that continues the snapshot in a `cache`, or one that is made."""

    def __init__(
        self, folders: Sequence[Path], cache: Path | None, moment: datetime, check: Callable[[], None] = lambda: None
    ) -> None:
        """Take the folders of the journal, that of the cache, and the moment from which on files are looked at.

        `check` is called after each reading, and raises JournalError where it cannot be relied on.
        """
        self._folders, self._cache, self._moment = folders, cache, round(moment.timestamp() * 10**9)
        self._check = check

    @property
    def _files(self) -> list[Path]:
        return record_files(*self._folders)

    @cached_property
    def contents(self) -> JournalContents:
        """Everything in the journal."""
        found = merge(decode_file(content_of(path), path) for path in self._files)
        self._check()
        return found

    @cached_property
    def continued(self) -> History | None:
        """The history by a snapshot, the one that is kept or a new one; None where there can be none."""
        found = self.recalled or self._made()
        self._check()
        return found

    def settled(self, until: date, known: datetime) -> History | None:
        """Return the history for views from a day and a moment on; None where it takes the whole one."""
        from plantrack.journal.dividing import added_here
        from plantrack.model.settled import Settler

        settler = added_here(
            lambda: Settler(until, known), self._files, lambda path, _: _decoded(content_of(path), path)
        )
        self._check()
        return settler.history() if settler else None

    def _made(self) -> History | None:
        """Make a snapshot and keep it."""
        from plantrack.journal.dividing import added_up

        files = dict[str, Trace]()
        made = added_up(self._files, self._looked_at, files)
        if made is None:
            return None
        if self._cache:
            with suppress(OverflowError):
                head, parts = pack(made)
                known = [KeptPart(len(part), adler32(part)) for part in parts]
                entry = Entry(*_origin(self._folders), self._moment, files, Raw(head), known)
                self._write(entry, b"".join(parts))
        return ContinuedHistory(made, (), self._updates())

    def _looked_at(self, path: Path, files: dict[str, Trace]) -> Iterator[JournalContents]:
        """Return what a file holds, and note by what it is known."""
        stamp, content = stamp_of(path), content_of(path)
        if self._cache:
            files[os.fspath(path)] = Trace(stamp, len(content), crc32(content))
        return _decoded(content, path)

    @cached_property
    def recalled(self) -> History | None:
        """The history by the snapshot that is kept; None where there is none that holds."""
        if self._cache is None:
            return None
        with suppress(OSError, ValueError, RecursionError), ExitStack() as stack:
            file = stack.enter_context(open_private(_place(self._cache, self._folders)))
            entry = read_entry(file)
            if (entry.version, entry.folder) == _origin(self._folders) and (found := self._continued(entry, file)):
                stack.pop_all()  # its parts are read later
                return found
        return None

    def _continued(self, entry: Entry, file: FileIO) -> History | None:
        paths = self._files
        if entry.files.keys() - {*map(os.fspath, paths)}:
            return None
        later: list[AnyUpdate] = []
        compared: dict[str, Trace] = {}
        for path in paths:
            appended, trace = _appended(path, entry.files.get(os.fspath(path)), entry.looked)
            found = None if appended is None else decode_file(appended, path)
            if found is None or not found.sound:
                return None
            later += found.updates
            if trace and trace.stamp.holds(self._moment):
                compared[os.fspath(path)] = trace
        if compared:
            entry = replace(entry, looked=self._moment, files=entry.files | compared)
            self._write_again(entry, file)
        parts = Parts(file, entry.parts, partial(self._parts_again, entry.files))
        kept = unpack(entry.snapshot, parts)
        if len(later) > MOST_LATER or not joins(kept, later):
            return None
        return ContinuedHistory(kept, later, self._updates())

    def _updates(self) -> Iterator[AnyUpdate]:
        """Yield every update; nothing is read before the first is asked for."""
        yield from self.contents.updates

    def _parts_again(self, files: dict[str, Trace]) -> list[bytes]:
        """Return the parts of a snapshot of what it was made of, and drop the damaged entry.

        Raises JournalError where that has just changed.
        """
        from plantrack.journal.dividing import added_up

        if self._cache:
            with suppress(OSError):
                _place(self._cache, self._folders).unlink()
        contents = {name: content_of(Path(name))[: trace.size] for name, trace in files.items()}
        same = all(crc32(contents[name]) == trace.checksum for name, trace in files.items())
        paths = [path for path in self._files if os.fspath(path) in files]
        made = added_up(paths, lambda path, _: _decoded(contents[os.fspath(path)], path), {}) if same else None
        if made is None:
            why = reason(OSError(ESTALE, os.strerror(ESTALE)))
            raise JournalError("{file}: cannot be read: {why}", file=typed(self._folders[0]), why=why)
        return pack(made)[1]

    def _write_again(self, entry: Entry, file: FileIO) -> None:
        """Write a changed head before the parts that stand behind the old one, and let the file stand there."""
        start = file.tell()
        self._write(entry, file.read())
        file.seek(start)

    def _write(self, entry: Entry, body: bytes) -> None:
        """Keep an entry, and remove old ones."""
        if self._cache is None:
            return
        place = _place(self._cache, self._folders)
        with suppress(OSError):
            write_entry(place, entry, body)
            for path in self._cache.glob(f"*{SUFFIX}"):
                if path != place and path.stat().st_mtime_ns + KEPT < self._moment:
                    path.unlink(missing_ok=True)


def _decoded(content: bytes, path: Path) -> Iterator[JournalContents]:
    """Yield what the blocks of a file hold, the last block first."""
    return (decode_file(block, path) for block in blocks(content))


def _appended(path: Path, trace: Trace | None, looked: int) -> tuple[bytes | None, Trace | None]:
    """Return what a file holds beyond what was read of it; None where that is no longer what it begins with.

    Where its content had to be compared and is the same, return by what it is known from now on as well.
    """
    if trace is None:
        return content_of(path), None
    stamp = stamp_of(path)
    if stamp == trace.stamp and stamp.holds(looked):
        return b"", None
    content = content_of(path)
    if crc32(content[: trace.size]) != trace.checksum:
        return None, None
    same = replace(trace, stamp=stamp) if len(content) == trace.size else None
    return content[trace.size :], same


def stamp_of(path: Path) -> Stamp:
    """Return what git keeps of a file. Raises JournalError."""
    found = read_path(path, Path.stat, None)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino) if found else NOWHERE


def _place(cache: Path, folders: Sequence[Path]) -> Path:
    """Return the entry's file. Two journals may share one and then take turns, as the whole paths are compared."""
    return cache / f"{crc32(_names(folders)):08x}{SUFFIX}"


def _origin(folders: Sequence[Path]) -> tuple[str, bytes]:
    """Return what an entry is made by and from."""
    return f"{__version__}/{FORMAT}", _names(folders)


def _names(folders: Sequence[Path]) -> bytes:
    return b"\0".join(os.fsencode(real(folder)) for folder in folders)
