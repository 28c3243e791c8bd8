"""Appending to a journal with TinyDB: every file is a database, every line a document; nothing is ever rewritten.

TinyDB's own storage rewrites one JSON file on every insert, which loses updates of other writers and, when killed, the
whole file. So the storage and the table here are our own: inserting appends lines under a lock, in one write that is
on the disk before it returns, and reading takes no lock.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from plantrack.errors import JournalError, reason
from plantrack.files import check_regular, typed
from plantrack.journal.folder import GIT_FILES, content_of, week_file
from plantrack.journal.lines import decode_file, encode
from plantrack.journal.locks import locked
from plantrack.model.updates import AnyUpdate, record

_APPENDING = os.O_RDWR | os.O_CREAT | os.O_APPEND | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NONBLOCK"))


class LineStorage(Storage):
    """A TinyDB storage that is one append-only file of JSON lines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the lines as TinyDB documents under their ids."""
        reading = decode_file(content_of(self.path), typed(self.path))
        records = map(record, (*reading.updates, *reading.unknown))
        return {LineTable.default_table_name: {str(found.get("id")): found for found in records}}

    def write(self, data: Mapping[str, Any]) -> NoReturn:
        """Refuse: nothing in a journal is ever rewritten."""
        raise JournalError("a journal is only ever appended to; record a retract instead")

    def append(self, lines: bytes) -> None:
        """Append whole lines in one write and wait until they are on the disk; on failure nothing is added."""
        new = not self.path.exists()
        descriptor = os.open(self.path, _APPENDING, 0o666)
        try:
            check_regular(os.fstat(descriptor))
            size = os.lseek(descriptor, 0, os.SEEK_END)
            content = b"\n" * _unfinished(descriptor, size) + lines
            try:
                if os.write(descriptor, content) != len(content):
                    raise OSError(28, "No space left on device")
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)
        if new:
            _sync_folder(self.path.parent)


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


def append(folder: Path, updates: Sequence[AnyUpdate]) -> None:
    """Append the updates of one act to the files of a folder, all or none. Raises JournalError."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            _sync_folder(folder.parent)
        with locked(folder):
            _prepare(folder)
            for name, group in groupby(updates, key=week_file):
                LineDB(folder / name).insert_multiple(map(record, group))
    except OSError as error:
        where = typed(Path(error.filename) if isinstance(error.filename, str) else folder)
        raise JournalError("{file}: nothing was recorded: {why}", file=where, why=reason(error)) from None


def _prepare(folder: Path) -> None:
    """Write what git needs to merge the files, where it is not there yet; a full disk may have left it empty."""
    for name, content in GIT_FILES.items():
        path = folder / name
        if not path.exists() or not path.stat().st_size:
            LineStorage(path).append(content.encode())


def _sync_folder(folder: Path) -> None:
    """Make a new file's name safe on the disk; Windows has no way to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
