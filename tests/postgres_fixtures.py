"""A server and a database with the tables of journals, for all tests of a folder; its conftest names what it needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postgres_server import database, server

from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate


@pytest.fixture(scope="session")
def running() -> Iterator[str]:
    """Return the address of a running server, as its superuser."""
    with server() as address:
        yield address


@pytest.fixture(scope="session")
def tables(running: str) -> Iterator[str]:
    """Return the address of a database with the tables, which tests share: each takes a plan of its own."""
    with database(running) as address:
        migrate(Server(address))
        yield address


@pytest.fixture
def empty(running: str) -> Iterator[str]:
    """Return the address of a new database with nothing in it."""
    with database(running) as address:
        yield address
