"""The rows of a portfolio as they are kept in the user's cache folder: one file for a place and what was asked of it.

A row serves only the same question in the same folder, by the same version, on the same day of its plan, and while
every file that it rests on is what it was (see `marks`), and a journal on a server has not moved. Nothing is believed
that is not the user's own; a damaged file is ignored, and so is a folder that cannot be written: rows are made anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import decode, encode

from plantrack.cli.marks import Mark, holds
from plantrack.errors import Message, PlantrackError, UnreachableError
from plantrack.files import write_private
from plantrack.private import open_private
from plantrack.version import __version__

FORMAT = 6
"""To be raised when a row changes, or when the same files come to say something else."""
SUFFIX = ".portfolio"
MOST = 20
"""How many files are kept; the oldest are removed first."""
CHECKSUM = 4
"""Bytes before the content."""
OURS = "PLANTRACK_"
IGNORED = {"PLANTRACK_CACHE", "PLANTRACK_LANG", "PLANTRACK_PLAN"}
"""Variables of ours that no row rests on."""


class OnServer(Struct, frozen=True, array_like=True):
    """A journal on a server: its address, the plan, and its head (see `mirror`)."""

    address: str
    plan: str
    head: tuple[int, bytes, str]


class KeptRow(Struct, frozen=True, array_like=True):
    """A row, packed; from when to when it holds, in nanoseconds since 1970, and the marks of what it rests on."""

    begin: int
    end: int
    marks: list[Mark]
    row: bytes
    journal: OnServer | None = None

    def holds(self, moment: int) -> bool:
        """Tell whether it would be the same now."""
        return self.begin <= moment < self.end and all(map(holds, self.marks))


class KeptRows:
    """The rows kept for a question; without a cache folder there are none."""

    def __init__(self, cache: Path | None, question: object) -> None:
        self._cache, self._place = cache, cache / f"{_digest(question)}{SUFFIX}" if cache else None
        self._rows, self._heads = self._read(), dict[str, Mapping[str, tuple[int, bytes, str]]]()
        self.silent = dict[str, Message]()
        """The addresses from which no answer came, and why."""

    def recalled(self, folder: str, moment: int) -> bytes | None:
        """Return the row of the plan in a folder; None where there is none that holds."""
        kept = self._rows.get(folder)
        return kept.row if kept and kept.holds(moment) and self._unmoved(kept.journal) else None

    def _unmoved(self, journal: OnServer | None) -> bool:
        """Tell whether nothing was added to a journal on a server, which is asked once for all of them."""
        if journal is None:
            return True
        if journal.address not in self._heads:
            self._heads[journal.address] = self._asked(journal.address)
        return self._heads[journal.address].get(journal.plan) == journal.head

    def _asked(self, address: str) -> Mapping[str, tuple[int, bytes, str]]:
        """Return the heads of all journals on a server; none where they cannot be had, which every plan tells."""
        try:
            return _heads(address)
        except UnreachableError as error:
            self.silent[address] = error.message
        except PlantrackError:
            pass
        return {}

    def keep(self, fresh: Mapping[str, KeptRow], folders: set[str]) -> None:
        """Keep new rows beside those that were kept; those of other `folders` are gone."""
        rows = {folder: row for folder, row in {**self._rows, **fresh}.items() if folder in folders}
        if self._cache is None or self._place is None or not (fresh or rows.keys() != self._rows.keys()):
            return
        with suppress(OSError, ValueError):
            content = encode(rows)
            write_private(self._place, crc32(content).to_bytes(CHECKSUM) + content, synced=False)
            _remove_oldest(self._cache)

    def _read(self) -> dict[str, KeptRow]:
        if self._place is None:
            return {}
        with suppress(OSError, ValueError, RecursionError), open_private(self._place) as file:
            content = file.readall()
            if crc32(content[CHECKSUM:]) == int.from_bytes(content[:CHECKSUM]):
                return decode(memoryview(content)[CHECKSUM:], type=dict[str, KeptRow])
        return {}


def _heads(address: str) -> Mapping[str, tuple[int, bytes, str]]:
    """Return the heads of all journals on a server."""
    from plantrack.journal.postgresql.connection import Server
    from plantrack.journal.postgresql.mirror import heads

    server = Server(address)
    try:
        return heads(server)
    finally:
        server.close()  # before other processes are started, which would share it


def _digest(question: object) -> str:
    """Return what names a question, asked in this folder and environment."""
    ours = sorted((name, value) for name, value in os.environ.items() if name.startswith(OURS) and name not in IGNORED)
    asked = (__version__, FORMAT, Path.cwd(), ours, question)
    return blake2b(repr(asked).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _remove_oldest(cache: Path) -> None:
    kept = sorted(cache.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST:]:
        path.unlink(missing_ok=True)
