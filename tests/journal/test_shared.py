"""A journal on a server beside what is recorded here: whatever becomes of the cache, what was recorded was recorded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event
from typing import NamedTuple

import psycopg
import pytest
from journal.contract import kept, reports
from journal.postgresql.test_mirror import undo
from postgres_server import cluster

from plantrack.errors import JournalError
from plantrack.journal import open_shared, shared, snapshots
from plantrack.journal.folder import record_files
from plantrack.journal.lines import JournalContents
from plantrack.journal.locks import locked
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.mirror import Mirror
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.journal.shared import SharedJournal, SharedPlace
from plantrack.journal.snapshots import Records
from plantrack.model.updates import AnyUpdate

_numbers = count(1)


class Place(NamedTuple):
    """A plan on a server, with a cache of its own."""

    server: Server
    plan: str
    cache: Path
    folder: Path

    def opened(self, waiting: Callable[[], None] = lambda: None, settled: list[Server] | None = None) -> SharedJournal:
        """Return the journal as the next command opens it; nothing is to be told of it."""

        def tell(event: str, error: object) -> None:
            raise AssertionError(event, error)

        known = [] if settled is None else settled
        place = SharedPlace(self.server.address, self.plan, self.folder, self.cache, known.append)
        return open_shared(place, waiting, tell)

    @property
    def mirror(self) -> Mirror:
        """What is known of it in the cache."""
        return Mirror(self.cache, self.server, self.plan)

    @property
    def on_server(self) -> list[AnyUpdate]:
        """What the server has."""
        return kept(PostgresJournal(self.server, self.plan))

    def chain(self) -> list[tuple[int, str]]:
        """Return the order of updates on the server."""
        with psycopg.connect(self.server.address) as owner:
            return owner.execute(
                "select n, id from plantrack.chain where plan = %s order by n", (self.plan,)
            ).fetchall()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server with the tables."""
    with cluster() as running, closing(Server(running.address())) as found:
        migrate(found)
        yield found


@pytest.fixture
def place(server: Server, tmp_path: Path) -> Place:
    """Return a plan on the server, of which the cache knows one update."""
    found = Place(server, f"shared-{next(_numbers)}", tmp_path / "cache", tmp_path / "journal")
    start_journal(server, found.plan)
    found.opened().append(reports(1))
    return found


def updates(contents: JournalContents) -> list[str]:
    """Return the ids of the updates, where nothing was wrong."""
    assert not contents.problems
    return sorted(update.id for update in contents.updates)


def no_position(place: Place) -> None:
    """Let the position be a folder."""
    (place.mirror.folder / "position").unlink()
    (place.mirror.folder / "position").mkdir()


def no_cache(place: Place) -> None:
    """Let the cache be a file."""
    place.cache.rename(place.cache.with_name("gone"))
    place.cache.write_bytes(b"")


def open_to_others(place: Place) -> None:
    """Let others read the cache."""
    place.mirror.folder.chmod(0o755)


@pytest.mark.parametrize("broken", [no_position, no_cache, open_to_others])
def test_cache_that_keeps_nothing(place: Place, broken: Callable[[Place], None]) -> None:
    """What is recorded is no error where the cache cannot be written; everything is read without it."""
    broken(place)
    settled: list[Server] = []
    journal = place.opened(settled=settled)
    assert journal.own_name() is None
    journal.append(reports(2)[1:])
    assert [one.address for one in settled] == [place.server.address]
    assert place.on_server == reports(2)
    everything = [one.id for one in reports(2)]
    assert updates(place.opened().read()) == everything
    assert place.opened().sync().received == 2
    assert not any(place.folder.glob("*"))


def removing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder be removed when the files of a journal are looked for."""

    def found(*folders: Path) -> list[Path]:
        shutil.rmtree(folder, ignore_errors=True)
        return record_files(*folders)

    for module in (shared, snapshots):
        monkeypatch.setattr(module, "record_files", found)


@pytest.mark.parametrize("read", ["read", "contents", "continued", "settled"])
def test_removed_while_it_is_read(place: Place, monkeypatch: pytest.MonkeyPatch, read: str) -> None:
    """Files that are gone between fetching and reading are no shorter journal: that is told, and the next one reads."""
    journal, now = place.opened(), datetime(2024, 11, 18, tzinfo=UTC)
    assert Records(journal.folders(), place.cache, now, journal.check_read).continued is not None
    records = Records(journal.folders(), place.cache, now, journal.check_read)
    ways: dict[str, Callable[[], object]] = {
        "read": journal.read, "contents": lambda: records.contents, "continued": lambda: records.continued,
        "settled": lambda: records.settled(now.date(), now),
    }  # fmt: skip
    with monkeypatch.context() as patched:
        removing(place.mirror.folder, patched)
        with pytest.raises(JournalError, match="was removed while it was read; run this again"):
            ways[read]()
    assert kept(place.opened()) == place.on_server


def test_stopped_reader(place: Place) -> None:
    """Who holds the cache for ever lets nobody wait for ever; it is told, and nobody else's files are touched."""
    told = Event()
    before = {path.name: path.read_bytes() for path in place.mirror.folder.iterdir()}
    settled: list[Server] = []
    with locked(place.mirror.folder):
        place.opened(settled=settled).append(reports(2)[1:])
        assert len(settled) == 1
        assert updates(place.opened(told.set).read()) == [one.id for one in reports(2)]
    assert told.is_set()
    assert {path.name: path.read_bytes() for path in place.mirror.folder.iterdir()} == before


def test_restored(place: Place) -> None:
    """A server that was set back gets what it had, in its order, so that others go on with what they know."""
    later = reports(5)[1:]
    for one in (*later[2:], *later[:2]):
        place.opened().append([one])
    chain, other = place.chain(), place._replace(cache=place.cache.with_name("other"))
    other.mirror.refresh()
    undo(place.server, place.plan, 1)
    with pytest.raises(JournalError, match="it was set back"):
        place.opened().read()
    done = place.opened().sync()
    assert (done.sent, done.received) == (4, 0)
    assert place.chain() == chain
    other.mirror.refresh()
    done = other.opened().sync()
    assert (done.sent, done.received) == (0, 0)


@pytest.mark.parametrize("more", [1, 6])
def test_restored_beside_a_fresh_recorder(place: Place, tmp_path: Path, more: int) -> None:
    """What was recorded on a server that was set back stays, what it lost comes back, and nothing is doubled."""
    for one in reports(5)[1:]:
        place.opened().append([one])
    everything = place.on_server
    undo(place.server, place.plan, 2)
    fresh = place._replace(cache=tmp_path / "fresh")
    for one in reports(9 + more)[9:]:
        fresh.opened().append([one])
    with pytest.raises(JournalError, match=r"set back to 2 updates .*; it lacks 3 that are known here; "):
        place.opened().read()
    done = place.opened().sync()
    assert (done.sent, done.received) == (3, more)
    assert sorted(kept(place.opened()), key=lambda one: one.id) == sorted(
        (*everything, *reports(9 + more)[9:]), key=lambda one: one.id
    )
    done = place.opened().sync()
    assert (done.sent, done.received) == (0, 0)
    assert len(kept(fresh.opened())) == 5 + more


def test_restored_up_to_a_refusal(place: Place) -> None:
    """What the server refuses ends it, so that it never has another order than it had; later it goes on there."""
    later = reports(5)[1:]
    for one in reversed(later):
        place.opened().append([one])
    chain = place.chain()
    undo(place.server, place.plan, 1)
    with psycopg.connect(place.server.address, autocommit=True) as owner:
        allowed = f"id <> '{later[1].id}' or plan <> '{place.plan}'"
        owner.execute(f"alter table plantrack.update add constraint quiet check ({allowed})".encode())
        with pytest.raises(JournalError, match="refused"):
            place.opened().sync()
        assert place.chain() == chain[:3]
        owner.execute("alter table plantrack.update drop constraint quiet")
    assert place.opened().sync().sent == 2
    assert place.chain() == chain
