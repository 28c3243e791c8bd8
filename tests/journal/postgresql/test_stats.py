"""The figures of a server: the sums that its rows give, for which each row is read once."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from postgres_server import database

from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.stats import Stats, _stats, stats
from plantrack.journal.postgresql.store import PostgresJournal

SCANS = """
    select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) from pg_stat_xact_user_tables
    where schemaname = 'plantrack' and relname = 'update'
    """
MOMENTS = {"a": ("2024-11-18T04:00:00.000Z", "2024-09-18T02:00:00.000Z"), "b": ("2025-01-01T00:00:00.000Z",)}


@pytest.fixture
def server(running: str) -> Iterator[Server]:
    """Return a server with two plans of two writers, and a plan without any update."""
    with database(running) as address:
        found = Server(address)
        migrate(found)
        for plan in ("a", "b", "c"):
            start_journal(found, plan)
        for plan, moments in MOMENTS.items():
            lines = [f'{{"id":"{n}","at":"{at}"}}' for n, at in enumerate(moments)]
            PostgresJournal(found, plan).add([f"{n}" for n in range(len(lines))], lines)
        yield found
        found.close()


def test_all_and_one(server: Server) -> None:
    """Of all plans, of one, and of one without an update."""
    size = stats(server).size
    first, last = MOMENTS["a"][1], MOMENTS["b"][0]
    assert stats(server) == Stats(3, 3, size, first, last, {"postgres": 3})
    assert stats(server, "a") == Stats(1, 2, size, first, MOMENTS["a"][0], {"postgres": 2})
    assert stats(server, "c") == Stats(1, 0, size, None, None, {})


def test_each_row_once(server: Server) -> None:
    """However many figures rest on the rows of updates, the server walks through them once."""
    with psycopg.connect(server.address) as connection:
        ((before,),) = connection.execute(SCANS)
        _stats(connection, None)  # type: ignore[arg-type]
        ((after,),) = connection.execute(SCANS)
    assert after - before == 1
