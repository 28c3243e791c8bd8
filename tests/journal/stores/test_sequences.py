"""Whatever is done to a journal, in memory, in a folder and on a server: they say the same.

Acts are appended to all of them, or to one of the latter two only; once or twice, alone or while nobody else may. What
only one has is copied to the other. Journals are opened anew and read in between.
"""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal.contract import acts, stamped
from strategies import journals

from plantrack.journal import Journal, MemoryJournal, open_journal
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import start_journal
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.journal.stores.copying import copy
from plantrack.journal.stores.folders import FolderStore
from plantrack.journal.stores.server import ServerStore
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate

WHERE = st.sampled_from([("folder", "server"), ("folder",), ("server",)])
HOW = st.sampled_from(["once", "twice", "exclusive"])
THEN = st.sampled_from(["nothing", "copy", "reopen", "read", "again"])
PARTS = 8
"""So many processes can share the work."""
QUICK = next((path for path in ("/dev/shm",) if Path(path).is_dir()), None)  # noqa: S108 - a folder of its own in it
"""Where writing waits for no disk, if there is such a place."""
_numbers = count(1)


class Stores:
    """A plan in memory, in a folder and on a server."""

    def __init__(self, place: Path, server: Server) -> None:
        self.place, self.server, self.plan = place, server, f"sequence-{next(_numbers)}"
        self.memory = MemoryJournal()
        start_journal(server, self.plan)
        self.open()

    def open(self) -> None:
        """Open those anew that outlive a process."""
        self.journals: dict[str, Journal] = {
            "folder": open_journal(self.place / "journal"),
            "server": PostgresJournal(self.server, self.plan),
        }

    def append(self, act: list[AnyUpdate], where: tuple[str, ...], how: str) -> None:
        """Append an act in memory and to others."""
        self.memory.append(act)
        for journal in (self.journals[name] for name in where):
            if how == "exclusive":
                with journal.exclusive():
                    journal.append(act)
                continue
            for _ in range(2 if how == "twice" else 1):
                journal.append(act)

    def then(self, what: str, act: list[AnyUpdate]) -> None:
        """Do something in between."""
        if what == "copy":
            self.copy()
        elif what == "reopen":
            self.open()
        elif what == "again":
            self.append(act, ("folder", "server"), "once")
        elif what == "read":
            for journal in self.journals.values():
                assert journal.read().problems == ()

    def copy(self) -> None:
        """Copy in both directions; then all three say the same."""
        folder = FolderStore(self.place, {self.plan: self.place / "journal"}, None)
        server = ServerStore(self.server)
        copy(folder, server, [self.plan], None)
        assert copy(server, folder, [self.plan], None).same
        self.check()

    def check(self) -> None:
        """Compare."""
        known = History(self.memory.read().updates)
        for journal in self.journals.values():
            found = History(journal.read().updates)
            assert (found.digest(), found.at()) == (known.digest(), known.at())


def check_sequence(updates: list[AnyUpdate], address: str, data: st.DataObject) -> None:
    """Do something random with every act."""
    with TemporaryDirectory(dir=QUICK) as place, closing(Server(address)) as server:
        stores = Stores(Path(place), server)
        for act in data.draw(st.permutations(acts(updates))):
            stores.append(act, data.draw(WHERE), data.draw(HOW))
            stores.then(data.draw(THEN), act)
        stores.copy()


@stamped
@given(updates=journals(), data=st.data())
def test_sequences(updates: list[AnyUpdate], tables: str, data: st.DataObject) -> None:
    """Any sequence gives the same state in memory, in a folder and on a server."""
    check_sequence(updates, tables, data)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@settings(parent=stamped, max_examples=2000 // PARTS)
@given(updates=journals(), data=st.data())
def test_many_sequences(updates: list[AnyUpdate], tables: str, data: st.DataObject, part: int) -> None:
    """The same, of 2,000 sequences."""
    check_sequence(updates, tables, data)
