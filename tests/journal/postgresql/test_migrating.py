"""What the tables of a server ask of it."""

from __future__ import annotations

from random import Random

import psycopg
import pytest
from journal.contract import EVERY_KIND
from msgspec.structs import replace

from plantrack.errors import JournalError
from plantrack.journal.postgresql import migrating
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import check_version, migrate, start_journal
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.journal.stores.chains import Chain, check_chains
from plantrack.model.updates import Retraction


def test_too_old() -> None:
    """A server whose SQL the migrations do not speak is told by its version, before anything is made on it."""
    check_version(140_000)
    with pytest.raises(JournalError, match=r"that it is PostgreSQL 13\.23; journals need 14 or later"):
        check_version(130_023)


MIGRATIONS = sorted(migrating.migrations())


def test_numbers() -> None:
    """The files are numbered one by one."""
    assert [int(name.partition("_")[0]) for name, _ in MIGRATIONS] == [*range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS)))
def test_older_tables(number: int, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed with older tables stays as it is; what comes after is hashed behind it."""
    server = Server(empty)
    with monkeypatch.context() as older:
        older.setattr(migrating, "migrations", lambda: iter(MIGRATIONS[:number]))
        assert migrate(server) == [name for name, _ in MIGRATIONS[:number]]
    start_journal(server, "p")
    journal = PostgresJournal(server, "p")
    journal.append(EVERY_KIND[:3])
    before = server.connection.execute("select * from plantrack.chain order by n").fetchall()
    assert migrate(server) == [name for name, _ in MIGRATIONS[number:]]
    journal.append(EVERY_KIND[3:6])
    journal.append(EVERY_KIND[6:])
    assert server.connection.execute("select * from plantrack.chain order by n limit 3").fetchall() == before
    assert check_chains(server, ["p"], lambda done, of: None) == [Chain("p", len(EVERY_KIND), len(EVERY_KIND), [])]
    assert [update.id for update in journal.read().updates] == [update.id for update in EVERY_KIND]


def test_retract_without_measure(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an index would not take is there already, and hinders no migration."""
    server = Server(empty, alive=1)
    with monkeypatch.context() as older:
        older.setattr(migrating, "migrations", lambda: iter(MIGRATIONS[:3]))
        migrate(server)
    start_journal(server, "p")
    target = Random(1).randbytes(6000).hex()  # noqa: S311 - the same every time
    PostgresJournal(server, "p").append(
        [replace(one, target=target) for one in EVERY_KIND if isinstance(one, Retraction)]
    )
    assert migrate(server) == [name for name, _ in MIGRATIONS[3:]]


def test_older_tables_of_somebody_else(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not change the tables is told that their owner has to, not that rights in a plan are missing."""
    with monkeypatch.context() as older:
        older.setattr(migrating, "migrations", lambda: iter(MIGRATIONS[:3]))
        migrate(Server(empty))
    with psycopg.connect(empty, autocommit=True) as owner:
        owner.execute("create role elder login; grant plantrack_office to elder")
        try:
            with pytest.raises(JournalError) as caught:
                migrate(Server(empty.replace("//postgres@", "//elder@")))
        finally:
            owner.execute("drop role elder")
    assert str(caught.value).endswith(
        ": the tables are older than this plantrack; let their owner run `plantrack journal migrate`"
    )
