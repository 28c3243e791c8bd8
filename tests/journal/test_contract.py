"""Every store keeps the contract of journals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from journal.contract import JournalContract

from plantrack.journal import Journal, MemoryJournal, open_journal


class TestMemoryJournal(JournalContract):
    """The journal in memory."""

    def opened(self) -> AbstractContextManager[Journal]:
        """Open an empty journal in memory."""
        return nullcontext(MemoryJournal())


class TestOpenJournal(JournalContract):
    """The journal of a plan folder."""

    @contextmanager
    def opened(self) -> Iterator[Journal]:
        """Open the journal of a folder that is not there yet."""
        with TemporaryDirectory() as folder:
            yield open_journal(Path(folder) / "plan" / "journal")
