"""The journal of a plan that many keep on a server, and what was recorded here while there was no answer from it.

That lies in the folder beside the plan, as any journal does, until `plantrack journal sync` sends it; it stays there.
Both together are the journal: the order of updates means nothing, and what is in both counts once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from plantrack.errors import UnreachableError
from plantrack.journal.folder import content_of, record_files
from plantrack.journal.lines import JournalContents, decode_file, merge
from plantrack.model.updates import AnyUpdate

if TYPE_CHECKING:
    from plantrack.journal import FolderJournal
    from plantrack.journal.postgresql.mirror import Mirror
    from plantrack.journal.postgresql.store import PostgresJournal


class SharedPlace(Struct, frozen=True):
    """Where a journal is shared: the server's address, the plan's id, the folder beside it and the user's cache."""

    address: str
    plan: str
    folder: Path
    cache: Path | None


Offline = Callable[[UnreachableError, Literal["read", "recorded"]], None]
"""Is told why there is no answer, and what becomes of it: `read` or `recorded`."""


class SharedJournal:
    """A journal on a server, with the folder of what it has not got yet.

    Where there was no answer once, this journal asks no more: nobody is to wait twice.
    """

    def __init__(self, kept: "PostgresJournal", beside: "FolderJournal", cache: Path | None, offline: Offline) -> None:
        """Take the journal on the server, the one in the folder, and the user's cache folder."""
        self._kept, self._beside, self._cache, self._offline = kept, beside, cache, offline
        self._silent: UnreachableError | None = None
        self._told: set[str] = set()

    @cached_property
    def _mirror(self) -> "Mirror":
        from plantrack.journal.postgresql.mirror import Mirror

        if self._cache is None:
            self._temporary = TemporaryDirectory(prefix="plantrack-")
        return Mirror(self._cache or Path(self._temporary.name), self._kept.server, self._kept.plan)

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act on the server; without an answer from it, beside the plan."""
        try:
            self._ask(lambda: self._kept.append(updates))
        except UnreachableError as error:
            self._beside.append(updates)
            self._tell(error, "recorded")
        else:
            with suppress(UnreachableError):
                self._ask(self._mirror.refresh)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Let nobody else append; without the server, nobody else here."""
        with ExitStack() as stack:
            try:
                self._ask(lambda: stack.enter_context(self._kept.exclusive()))
            except UnreachableError:
                stack.enter_context(self._beside.exclusive())
            yield

    def telling(self) -> AbstractContextManager[None]:
        """Let nobody else tell people meanwhile. Raises JournalError without the server, which knows who tells."""
        return self._kept.telling()

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files are the journal, with what is new on the server.

        Raises UnreachableError where there is no answer from it, and nothing is known of it here.
        """
        try:
            self._ask(self._mirror.refresh)
        except UnreachableError as error:
            if not self._mirror.known:
                raise
            self._tell(error, "read")
        return (self._beside.folder, self._mirror.folder)

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        folders = self.folders()
        return merge(decode_file(content_of(path), path, places=places) for path in record_files(*folders))

    def _ask(self, work: Callable[[], object]) -> None:
        """Do what takes the server. Raises UnreachableError."""
        if self._silent:
            raise self._silent
        try:
            work()
        except UnreachableError as error:
            self._silent = error
            raise

    def _tell(self, error: UnreachableError, done: Literal["read", "recorded"]) -> None:
        if done not in self._told:
            self._told.add(done)
            self._offline(error, done)
