"""Appending to a journal with TinyDB: every file is a database, every line a document; what is there stays as it is.

There is one exception: lines that are set aside leave their file (`replace_file`).

TinyDB's own storage rewrites one JSON file on every insert, which loses updates of other writers and, when killed, the
whole file. So the storage and the table here are our own: inserting appends lines under a lock, which are on the disk
before it returns, and reading takes no lock.

A line that is cut off is no record, so an act of one line is whole or not there. An act of several lines is a file of
its own beside that of its week, and gets its name when it is whole.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from plantrack.errors import JournalError, reason
from plantrack.files import real, sync_folder, typed, write_all
from plantrack.journal.folder import GIT_FILES, PENDING, SUFFIX, act_file, content_of, week_file
from plantrack.journal.lines import decode_file, encode
from plantrack.model.updates import AnyUpdate, record
from plantrack.private import check_regular

_APPENDING = os.O_RDWR | os.O_CREAT | os.O_APPEND | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NONBLOCK"))
NOT_KNOWN = "{file}: it is not known whether this was recorded: {why}; `plantrack log` shows what was"


class LineStorage(Storage):
    """A TinyDB storage that is one append-only file of JSON lines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the lines as TinyDB documents under their ids."""
        reading = decode_file(content_of(self.path), self.path)
        records = map(record, (*reading.updates, *reading.unknown))
        return {LineTable.default_table_name: {str(found.get("id")): found for found in records}}

    def write(self, data: Mapping[str, Any]) -> NoReturn:
        """Refuse: nothing in a journal is ever rewritten."""
        raise JournalError("a journal is only ever appended to; record a retract instead")

    def append(self, lines: bytes) -> None:
        """Append whole lines and wait until they are on the disk; on failure nothing is added.

        The name of a file is made safe before its first line, so that no line is kept under a name that may be lost.
        """
        descriptor = os.open(self.path, _APPENDING, 0o666)
        try:
            check_regular(os.fstat(descriptor))
            size = os.lseek(descriptor, 0, os.SEEK_END)
            if not size:
                sync_folder(self.path.parent)
                sync_folder(self.path.parent.parent)
            with _or_taken_back(self.path, partial(os.ftruncate, descriptor, size)):
                write_all(descriptor, b"\n" * _unfinished(descriptor, size) + lines)
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _or_taken_back(path: Path, take_back: Callable[[], object]) -> Iterator[None]:
    """Take back what fails. Raises JournalError where that fails, too."""
    try:
        yield
    except BaseException:
        try:
            take_back()
        except OSError as error:
            raise JournalError(NOT_KNOWN, file=typed(path), why=reason(error)) from None
        raise


def _unfinished(descriptor: int, size: int) -> bool:
    """Tell whether the file's last line was cut off."""
    if not size:
        return False
    os.lseek(descriptor, -1, os.SEEK_END)
    return os.read(descriptor, 1) != b"\n"


class LineTable(Table):
    """A TinyDB table that inserts by appending, without reading back what is there."""

    default_table_name = "updates"
    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Append the documents as lines, in one write; return their ids."""
        records = [dict(document) for document in documents]
        ids = [found.get("id") or self._get_next_id() for found in records]
        self._storage.append(b"".join(map(encode, records)))  # type: ignore[attr-defined]
        return ids

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Append one document."""
        return self.insert_multiple([document])[0]

    def _get_next_id(self) -> NoReturn:
        raise JournalError("an update brings its own id")

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return self._storage.read()[self.default_table_name]  # type: ignore[index]


class LineDB(TinyDB):
    """One journal file as a TinyDB database with one table."""

    table_class = LineTable
    default_table_name = LineTable.default_table_name
    default_storage_class = LineStorage  # type: ignore[assignment]


def append(folder: Path, updates: Sequence[AnyUpdate], lock: AbstractContextManager[None]) -> None:
    """Append the updates of one act to the files of a folder, all or none, within its lock. Raises JournalError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with lock:
            _prepare(folder)
            if len(updates) == 1:
                LineDB(folder / week_file(updates[0])).insert(record(updates[0]))
            elif updates:
                _place(folder / act_file(updates[0]), b"".join(map(encode, updates)))
    except OSError as error:
        where = typed(Path(error.filename) if isinstance(error.filename, str) else folder)
        raise JournalError("{file}: nothing was recorded: {why}", file=where, why=reason(error)) from None


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Add files of lines by the week that they are of, each whole or not at all; to be called under the lock.

    Where there is one of that name, what is added has its content in its name. Raises OSError.
    """
    from hashlib import sha256  # it loads OpenSSL

    _prepare(folder)
    for name, content in files.items():
        path = folder / f"{name}{SUFFIX}"
        if path.exists():
            path = folder / f"{name}-{sha256(content).hexdigest()[:26]}{SUFFIX}"
        _place(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Let a file have other content, or be gone where that is blank: the old or the new at every instant.

    Its mode stays. A link stays, too, and what it leads to is written. To be called under the lock, once the lines that
    go are safe elsewhere. Raises OSError.
    """
    _prepare(path.parent)
    place = real(path)
    if content.strip() or path.is_symlink():
        pending = place.with_name(PENDING)
        _remove(pending)
        make_file(pending, mode_of(place))
        LineStorage(pending).append(content)
        pending.replace(place)
    else:
        path.unlink()
    sync_folder(place.parent)


def make_file(path: Path, mode: int) -> None:
    """Make an empty file with a mode, whatever the umask says. Raises OSError."""
    os.close(os.open(path, _APPENDING, 0o600))
    path.chmod(mode)


def mode_of(path: Path) -> int:
    """Return who may read and write a file. Raises OSError."""
    return path.stat().st_mode & 0o666


def _prepare(folder: Path) -> None:
    """Remove what a crash left, and write what git needs to merge the files, where that is not there yet."""
    _remove(folder / PENDING)
    for name, content in GIT_FILES.items():
        path = folder / name
        if not path.exists() or not path.stat().st_size:
            _place(path, content.encode())


def _place(path: Path, content: bytes) -> None:
    """Put a new file on the disk, whole or not at all; to be called under the lock."""
    pending = path.with_name(PENDING)
    with _or_taken_back(path, lambda: _remove(pending, path)):
        LineStorage(pending).append(content)
        pending.replace(path)
        sync_folder(path.parent)


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
