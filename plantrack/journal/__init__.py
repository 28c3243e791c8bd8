"""Journals: where updates are kept. Append-only; nothing that was written is ever rewritten.

Journal          what every store can do
open_journal     the store of a plan folder
open_shared      the store of a plan on a server
MemoryJournal    the same in memory: for dry runs, tests, and scripts that want to try something
TRACKED          patterns of the files with records in a journal's folder
is_empty         whether a folder holds no record
is_short         whether a journal is read faster than a snapshot of it
new_files        the files that a journal needs before its first record
week_files       the files that keep some updates, a file per week
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Protocol

from plantrack.errors import JournalError, reason
from plantrack.files import typed
from plantrack.journal.folder import TRACKED, content_of, is_empty, is_short, new_files, record_files, week_file
from plantrack.journal.lines import JournalContents, decode_file, encode, merge
from plantrack.model.updates import AnyUpdate

if TYPE_CHECKING:
    from plantrack.journal.shared import SharedJournal, SharedPlace, Tell

TELLING = "telling"
"""The folder of the lock that is held while people are told."""
LOOKED = 1.0
"""Seconds after which a folder is looked at again by whoever waits for records."""


class Journal(Protocol):
    """What every store can do. One suite of contract tests runs against each."""

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act, all or none; they are on the disk when this returns.

        Raises JournalError when they could not be kept; then none of them is.
        """

    def exclusive(self) -> AbstractContextManager[None]:
        """Let nobody else append meanwhile, so that what is read and decided still holds when it is appended.

        Raises JournalError where nothing could be appended.
        """

    def telling(self) -> AbstractContextManager[None]:
        """Let nobody else tell people meanwhile what the records owe to tell; others may append.

        Raises JournalError where nothing could be appended.
        """

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept, in no order that means anything; `places` adds the file and line of each update.

        Raises JournalError when a file cannot be read at all.
        """


class FolderJournal:
    """The journal in the folder of a plan. Reading needs no TinyDB."""

    def __init__(self, folder: Path, waiting: Callable[[], None]) -> None:
        self.folder = folder
        self._waiting, self._held = waiting, False

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act, all or none, on the disk."""
        from plantrack.journal.locks import locked
        from plantrack.journal.tinydb import append

        append(self.folder, updates, nullcontext() if self._held else locked(self.folder, self._waiting))

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the lock of the folder, if it is there: otherwise there is nothing that could be decided upon."""
        with ExitStack() as stack:
            if self.folder.is_dir():
                self._hold(stack)
            try:
                yield
            finally:
                self._held = False

    def _hold(self, stack: ExitStack) -> None:
        self._lock(stack, self.folder)
        self._held = True

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Hold a lock of its own beside the records, which git ignores too; without records there is none."""
        with ExitStack() as stack:
            if self.folder.is_dir():
                self._lock(stack, self.folder / TELLING)
            yield

    def _lock(self, stack: ExitStack, folder: Path) -> None:
        """Hold the lock of a folder, which is made if only its parents are there."""
        from plantrack.journal.locks import locked

        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder, self._waiting))
        except OSError as error:
            where = typed(folder)
            raise JournalError("{file}: nothing was recorded: {why}", file=where, why=reason(error)) from None

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files are the journal."""
        return (self.folder,)

    def wait(self, seconds: float) -> None:
        """Wait for what others record: a moment, as no file tells of it; at most so long."""
        sleep(min(seconds, LOOKED))

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept, from all files."""
        return merge(decode_file(content_of(path), path, places=places) for path in record_files(self.folder))


class MemoryJournal:
    """Keeps updates as the same lines that a file would hold."""

    def __init__(self, updates: Iterable[AnyUpdate] = ()) -> None:
        self._content = bytearray()
        self.append(list(updates))

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act."""
        self._content += b"".join(map(encode, updates))

    def exclusive(self) -> AbstractContextManager[None]:
        """Return at once: nobody else knows it."""
        return nullcontext()

    telling = exclusive

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        return decode_file(bytes(self._content), "(memory)", places=places)


def open_journal(folder: Path | str, waiting: Callable[[], None] = lambda: None) -> FolderJournal:
    """Return the journal in a folder, which need not exist until something is appended.

    `waiting` is called, in another thread, where others keep it locked for seconds.
    """
    return FolderJournal(Path(folder), waiting)


def open_shared(place: "SharedPlace", waiting: Callable[[], None], tell: "Tell") -> "SharedJournal":
    """Return the journal of a plan on a server, with what is recorded here while there is no answer from it.

    Nothing is asked of the server before something is read or appended. `tell` is told where there is no answer.
    Raises UsageError for an address with a password, or where the extra `postgres` is not installed.
    """
    from plantrack.journal.postgresql.connection import server_at
    from plantrack.journal.postgresql.store import PostgresJournal
    from plantrack.journal.shared import SharedJournal

    kept = PostgresJournal(server_at(place.address, waiting), place.plan)
    return SharedJournal(place, kept, open_journal(place.folder, waiting), tell)


def week_files(folder: Path, updates: Iterable[AnyUpdate]) -> dict[Path, str]:
    """Return the files of a folder that keep updates, in the order in which these are given."""
    files: dict[Path, str] = {}
    for update in updates:
        path = folder / week_file(update)
        files[path] = files.get(path, "") + encode(update).decode()
    return files


__all__ = [
    "TRACKED",
    "FolderJournal",
    "Journal",
    "JournalContents",
    "MemoryJournal",
    "is_empty",
    "is_short",
    "new_files",
    "open_journal",
    "open_shared",
    "week_files",
]
