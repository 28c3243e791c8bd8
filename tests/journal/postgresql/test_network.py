"""A network that fails between a client and a server: nothing is half there or twice, and nobody waits for ever."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from journal.contract import kept, reports
from proxy import Fault, Proxy

from plantrack.errors import JournalError, UnreachableError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import start_journal
from plantrack.journal.postgresql.mirror import Mirror
from plantrack.journal.postgresql.store import PostgresJournal

INSERT = b"insert into plantrack.update"
SAYS_NO_TLS = b"N"
_numbers = count(1)


@pytest.fixture
def proxy(tables: str) -> Iterator[Proxy]:
    """Return a network before the server."""
    with Proxy(urlsplit(tables).port or 5432) as made:
        yield made


@pytest.fixture
def behind(tables: str) -> Iterator[PostgresJournal]:
    """Return the journal of a new plan, with nothing before the server."""
    with closing(Server(tables)) as server:
        plan = f"network-{next(_numbers)}"
        start_journal(server, plan)
        yield PostgresJournal(server, plan)


@pytest.fixture
def journal(proxy: Proxy, behind: PostgresJournal) -> Iterator[PostgresJournal]:
    """Return the same journal, with that network between."""
    address = re.sub(r":\d+/", f":{proxy.port}/", behind.server.address)
    with closing(Server(f"{address}?connect_timeout=2&sslmode=disable", alive=10)) as server:
        yield PostgresJournal(server, behind.plan)


def _order(journal: PostgresJournal) -> list[str]:
    return [update.id for update in journal.read().updates]


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT, Fault.UNANSWERED])
def test_lost_answer(proxy: Proxy, journal: PostgresJournal, fault: Fault) -> None:
    """What is appended is there once, in its order, whatever became of the request."""
    journal.append(reports(2, "a"))
    proxy.fail(INSERT, fault)
    journal.append(reports(3, "b"))
    journal.append(reports(1, "c"))
    assert _order(journal) == ["a0", "a1", "b0", "b1", "b2", "c0"]


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT, Fault.UNANSWERED])
def test_lost_answer_where_others_wait(proxy: Proxy, journal: PostgresJournal, fault: Fault) -> None:
    """Whoever let nobody else append is told that nothing was recorded, only where nothing was; and may go on after."""
    proxy.fail(INSERT, fault)
    said = ""
    try:
        with journal.exclusive():
            journal.append(reports(3))
    except JournalError as error:
        said = str(error)
    assert ("nothing was recorded" in said) == (_order(journal) == [])
    assert _order(journal) in ([], ["a0", "a1", "a2"])
    assert (fault, said != "") != (Fault.LOST, False)
    assert (fault, said != "") != (Fault.UNANSWERED, True)
    with journal.exclusive():
        journal.append(reports(3))
    assert _order(journal) == ["a0", "a1", "a2"]


def test_lost_while_others_wait(proxy: Proxy, journal: PostgresJournal, behind: PostgresJournal) -> None:
    """Where the connection was lost before anything was sent, others may have recorded: nothing is appended."""
    with journal.exclusive():
        proxy.fail(b"select", Fault.LOST)
        assert kept(journal) == []
        behind.append(reports(1, "b"))
        with pytest.raises(JournalError, match="nothing was recorded"):
            journal.append(reports(1, "a"))
    assert _order(behind) == ["b0"]


def test_lost_while_people_are_told(proxy: Proxy, journal: PostgresJournal, behind: PostgresJournal) -> None:
    """Where the connection was lost while people are told, others may tell them: no more is kept of it, nor said."""
    with journal.telling():
        journal.append(reports(1, "a"))
        proxy.fail(b"select", Fault.LOST)
        assert len(kept(journal)) == 1
        with behind.telling(), pytest.raises(JournalError, match="others may tell people now"):
            journal.append(reports(1, "b"))
        with pytest.raises(JournalError, match="others may tell people now"):
            journal.append(reports(1, "c"))
    with journal.telling():
        journal.append(reports(1, "d"))
    assert _order(behind) == ["a0", "d0"]


@pytest.mark.parametrize("up", [True, False])
def test_cut_anywhere(proxy: Proxy, journal: PostgresJournal, *, up: bool) -> None:
    """Cut after so many bytes in either direction, twice in a row, an act is whole and there once."""
    chance = random.Random(f"{up}")  # noqa: S311 - repeatable on purpose
    wanted = []
    for n in range(12):
        journal.server.close()
        proxy.limits = [(up, chance.randint(1, 2000)) for _ in range(2)]
        act = reports(4, f"{n:02}-")
        journal.append(act)
        wanted += [update.id for update in act]
        assert _order(journal) == wanted


def test_reading_goes_on(proxy: Proxy, journal: PostgresJournal, behind: PostgresJournal, tmp_path: Path) -> None:
    """What is known here grows by what was missing, wherever reading was cut; nothing is in it twice."""
    behind.append(reports(300, "a"))
    mirror = Mirror(tmp_path, journal.server, journal.plan)
    for limit in (5_000, 20_000, 40_000):
        behind.append(reports(30, f"{limit}-"))
        journal.server.close()
        proxy.limits = [(False, limit)]
        mirror.refresh()
    lines = [line for path in sorted(mirror.folder.glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    assert len({*lines}) == len(lines) == 390


@pytest.mark.slow
@pytest.mark.parametrize("fault", [None, Fault.HALF_OPEN])
def test_silence(proxy: Proxy, journal: PostgresJournal, behind: PostgresJournal, fault: Fault | None) -> None:
    """Where nothing comes back any more, that is said in time; added again later, it is there once."""
    journal.append(reports(1, "a"))
    if fault:
        proxy.fail(INSERT, fault)
        journal.append(reports(1, "b"))
    else:
        proxy.flowing.clear()
        with pytest.raises(UnreachableError, match="nothing comes back from it"):
            journal.append(reports(1, "b"))
        proxy.flowing.set()
        journal.append(reports(1, "b"))
    behind.append(reports(1, "c"))
    assert _order(behind) == ["a0", "b0", "c0"]


def test_slow(proxy: Proxy, journal: PostgresJournal) -> None:
    """A slow network is waited for."""
    proxy.delay = 0.05
    with journal.exclusive():
        journal.append(reports(3))
    assert _order(journal) == ["a0", "a1", "a2"]


@pytest.mark.parametrize("answer", [b"", SAYS_NO_TLS])
def test_never_answers(answer: bytes) -> None:
    """A server that takes a connection, and says nothing or no more, is given up within the time for connecting."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = Server(f"postgresql://127.0.0.1:{port}/db?connect_timeout=1&sslmode=prefer", silent=0)
        if answer:
            Thread(target=_answering, args=(listener, answer), daemon=True).start()
        with pytest.raises(
            UnreachableError, match=f"127.0.0.1:{port}/db: cannot be reached: nothing comes back from it"
        ):
            server.run(lambda connection: connection)


def _answering(listener: socket.socket, answer: bytes) -> None:
    with suppress(OSError), listener.accept()[0] as client:
        client.recv(8)
        client.sendall(answer)
        while client.recv(65536):
            pass


def test_held_for_long(journal: PostgresJournal, behind: PostgresJournal) -> None:
    """Whoever holds a plan and says nothing loses it after a while; others are told so, and record nothing."""
    address = f"{behind.server.address}?options=-c%20lock_timeout%3D200ms"
    other = PostgresJournal(Server(address), behind.plan)
    with journal.exclusive():
        assert _idle(journal) == "10min"
        with pytest.raises(JournalError, match="another command has been recording for too long"):
            other.append(reports(1))
    assert _idle(journal) == "0"
    other.append(reports(1))
    assert _order(other) == ["a0"]


def _idle(journal: PostgresJournal) -> str:
    found = journal.server.run(lambda connection: connection.execute("show idle_session_timeout").fetchone())
    return str(found and found[0])
