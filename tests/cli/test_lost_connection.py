"""A connection that is lost while something is decided: it is decided anew, by what others have recorded since."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from threading import Thread
from urllib.parse import urlsplit

import psycopg
import pytest
from cli.test_server import at
from cli_support import Bench
from postgres_server import database
from proxy import Fault, Proxy

from plantrack.journal.postgresql.store import APPEND

INSERT = b"insert into plantrack.update"
ASKED = {"kind": "request", "act": "ASKED000", "id": "ASKED001", "at": "2024-11-15T02:00:00.000Z", "by": "李静",
         "on": "2024-11-15", "ref": "2", "what": "extend", "due": "2025-01-20", "reason": "场馆"}  # fmt: skip
COMMENT = {"kind": "comment", "act": "01JCYZ0000AAAAAAAAAAAAAAAA", "id": "01JCYZ0000AAAAAAAAAAAAAAAA",
           "at": "2024-11-18T03:30:00.000Z", "by": "李静", "on": "2024-11-18", "ref": "2", "text": "后来"}  # fmt: skip
REASON = ("--reason", "检修")
COMMANDS = {
    "undo": ("undo", "--by", "李静"),
    "adopt": ("adopt", *REASON),
    "approve": ("approve", "ASKED001"),
    "refuse": ("refuse", "ASKED001", *REASON),
    "reschedule": ("reschedule", "1.1", "2025-01-31", *REASON),
    "cancel": ("cancel", "1.1", "1.2", *REASON),
    "ack": ("ack", "1.1"),
}
WAITING = "select from pg_locks where locktype = 'advisory' and not granted"


class Network(Proxy):
    """A network that loses the first requests that would record something, `meanwhile` something happens."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.lost, self.fault = 1, Fault.LOST
        self.meanwhile: Callable[[], object] = str

    def fault_of(self, request: bytes) -> Fault | None:
        """Return what happens to a request."""
        if INSERT not in request or not self.lost:
            return None
        self.lost -= 1
        self.meanwhile()
        return self.fault


@pytest.fixture
def kept(running: str, bench: Bench) -> Iterator[str]:
    """Return the address of a database with the journal of the plan on the bench, which waits for an answer."""
    bench.write(ASKED, week="2024-W46")
    bench.edit("Issue measures}, kind: deliverable, due: 2024-12-31", "Measures}, kind: deliverable, due: 2024-12-30")
    with database(running) as address:
        for word in ("init", "sync"):
            assert bench.run("journal", word, env=at(address)).code == 0
        yield address


@pytest.fixture
def network(kept: str) -> Iterator[Network]:
    """Return a network before that server."""
    with Network(urlsplit(kept).port or 5432) as found:
        yield found


def through(network: Network, address: str) -> dict[str, str]:
    """Return the environment in which the server is behind the network."""
    return at(re.sub(r":\d+/", f":{network.port}/", address) + "?sslmode=disable")


def records(address: str) -> list[dict[str, object]]:
    """Return what was recorded after the request, in its order."""
    with psycopg.connect(address) as connection:
        query = "select u.line from plantrack.update u join plantrack.chain using (plan, id) order by n offset 2"
        return [json.loads(line) for (line,) in connection.execute(query)]


def after_whom_waits(address: str) -> Callable[[], None]:
    """Return what lets somebody else record a comment as soon as nobody holds the plan, and waits until he waits."""

    def record() -> None:
        with psycopg.connect(address, autocommit=True) as other:
            line = json.dumps(COMMENT, ensure_ascii=False)
            other.execute(APPEND.encode(), ("fairs", [COMMENT["id"]], [line]))

    def begin() -> None:
        Thread(target=record, daemon=True).start()
        with psycopg.connect(address, autocommit=True) as connection:
            while not connection.execute(WAITING).fetchall():
                pass

    return begin


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT, Fault.UNANSWERED])
@pytest.mark.parametrize("name", COMMANDS)
def test_goes_on(bench: Bench, kept: str, network: Network, name: str, fault: Fault) -> None:
    """A command goes on by itself: it says the same, and what it decided is there once."""
    network.fault = fault
    before = bench.run(*COMMANDS[name], "--dry-run", env=at(kept))
    done = bench.run(*COMMANDS[name], env=through(network, kept))
    assert (done.code, done.err) == (0, before.err)
    assert len(done.out.splitlines()) == len(before.out.splitlines())
    assert network.lost == 0
    found = records(kept)
    assert len(found) == (2 if name == "cancel" else 1)
    assert len({record["act"] for record in found}) == 1


def test_decided_anew(bench: Bench, kept: str, network: Network) -> None:
    """What others recorded while the connection was lost is seen: the latest act is another one by then."""
    network.meanwhile = after_whom_waits(kept)
    done = bench.run("undo", "--by", "李静", env=through(network, kept))
    assert (done.code, done.err) == (0, "")
    assert [(record["kind"], record.get("target")) for record in records(kept)] == [
        ("comment", None), ("retract", COMMENT["act"]),
    ]  # fmt: skip


def test_in_vain(bench: Bench, kept: str, network: Network) -> None:
    """Where it is lost again and again the command ends with 5, and nothing is recorded."""
    network.lost = 99
    done = bench.run("undo", "--by", "李静", env=through(network, kept))
    assert (done.code, done.out) == (5, "")
    assert done.err.endswith(": the connection was lost; nothing was recorded; try again\n")
    assert network.lost == 96
    assert records(kept) == []
