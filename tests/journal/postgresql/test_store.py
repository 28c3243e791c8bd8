"""The journal on a server keeps the contract of journals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from random import Random

import pytest
from journal.contract import EVERY_KIND, JournalContract, kept, reports

from plantrack.errors import JournalError, RefusedError, UnreachableError, UsageError
from plantrack.journal import Journal
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import start_journal
from plantrack.journal.postgresql.store import PostgresJournal

_numbers = count(1)


@contextmanager
def opened(address: str) -> Iterator[PostgresJournal]:
    """Open the empty journal of a new plan."""
    plan = f"plan-{next(_numbers)}"
    with closing(Server(address)) as server:
        start_journal(server, plan)
        yield PostgresJournal(server, plan)


class TestPostgresJournal(JournalContract):
    """The journal of a plan on a server."""

    @pytest.fixture(autouse=True)
    def _on_server(self, tables: str) -> None:
        self.address = tables

    address: str

    @contextmanager
    def opened(self) -> Iterator[Journal]:
        """Open the empty journal of a new plan."""
        with opened(self.address) as journal:
            yield journal


def test_no_journal(tables: str) -> None:
    """A plan of which the server knows nothing is refused, and nothing is kept."""
    journal = PostgresJournal(Server(tables), "unknown")
    with pytest.raises(JournalError, match="there is no journal of plan unknown"):
        journal.append(reports(1))
    assert kept(journal) == []


def test_same_id(tables: str) -> None:
    """An id that is there with other words is an error; the same line again is none."""
    with opened(tables) as journal:
        journal.append(EVERY_KIND[1:2])
        journal.append(EVERY_KIND[1:2])
        other = type(EVERY_KIND[1])
        with pytest.raises(JournalError, match="1 records were not kept"):
            journal.add([EVERY_KIND[1].id], [f'{{"id": "{EVERY_KIND[1].id}", "kind": "comment"}}'])
        assert isinstance(kept(journal)[0], other)
        assert len(kept(journal)) == 1


def test_what_no_index_takes(tables: str) -> None:
    """A record that can never be kept is refused at once, so that it can be set aside."""
    name = Random(1).randbytes(6000).hex()  # noqa: S311 - the same every time
    with opened(tables) as journal, pytest.raises(RefusedError, match="index row requires"):
        PostgresJournal(Server(tables, alive=1), journal.plan).add([name], [f'{{"id": "{name}", "kind": "comment"}}'])


def test_no_server() -> None:
    """Where nothing answers, that is said within seconds."""
    with pytest.raises(UnreachableError, match="cannot be reached"):
        Server("postgresql://127.0.0.1:1/none", silent=0).run(lambda connection: connection)


@pytest.mark.parametrize("address", ["postgresql://a:secret@host/db", "postgresql://host/db?password=secret"])
def test_password(address: str) -> None:
    """A password in an address is refused, and not repeated."""
    with pytest.raises(UsageError, match="PGPASSFILE") as error:
        Server(address)
    assert "secret" not in str(error.value)
