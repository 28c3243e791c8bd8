"""Plans on a server: lines are kept as they are; what it cannot keep is told, and hides no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from random import Random

import pytest
from journal.contract import EVERY_KIND
from journal.postgresql.city import City, Stamped, city, line_of
from journal.stores.made import FUTURE, encoded, texts

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.stores import server
from plantrack.journal.stores.lines import Added, JournalLine, LineMarks, read_lines
from plantrack.journal.stores.server import ServerStore

_numbers = count(1)
LONG = Random(1).randbytes(4500).hex()  # noqa: S311 - the same every time
BAD = (
    f'{{"kind": "vote", "id": "{LONG}"}}',
    '{"kind": "vote", "id": "return",\r "text": ""}',
)
"""Lines that are records, and that PostgreSQL cannot keep."""


def new(tables: str) -> tuple[ServerStore, str]:
    """Return a store on a server, and the id of a plan that is not there yet."""
    return ServerStore(Server(tables)), f"store-{next(_numbers)}"


def add(store: ServerStore, plan: str, content: bytes) -> Added:
    """Add lines to a plan."""
    with store.adding(plan) as adding:
        return adding([line for line in read_lines(content, "f") if isinstance(line, JournalLine)])


def test_added(tables: str) -> None:
    """Lines are kept byte for byte, those of unknown kinds, too; again nothing is added."""
    store, plan = new(tables)
    content = encoded() + FUTURE.encode()
    assert add(store, plan, content) == Added(len(EVERY_KIND) + 1, 0)
    assert add(store, plan, content) == Added(0, len(EVERY_KIND) + 1)
    assert texts(store, plan) == sorted(content.decode().splitlines())
    assert plan in store.plans()
    assert store.size(plan) == len(EVERY_KIND) + 1


def test_other_words(tables: str) -> None:
    """A record whose id is there with other words is left out, and told."""
    store, plan = new(tables)
    add(store, plan, FUTURE.encode())
    found = add(store, plan, FUTURE.replace("刘洋", "李").encode() + encoded())
    assert [problem.text() for problem in found.refused] == [
        "f:1: another record with the id x1 is there already, and stays; left out"
    ]
    assert found.new == len(EVERY_KIND)


def test_refused(tables: str) -> None:
    """Lines that the server cannot keep are found among the others, which are kept."""
    store, plan = new(tables)
    content = encoded(EVERY_KIND[:5]) + "".join(f"{line}\n" for line in BAD).encode() + encoded(EVERY_KIND[5:])
    found = add(store, plan, content)
    assert [(problem.line, problem.text().partition("cannot keep it: ")[2]) for problem in found.refused] == [
        (6, "index row requires 9024 bytes, maximum size is 8191; left out"),
        (7, 'new row for relation "update" violates check constraint "update_line_check"; left out'),
    ]
    assert texts(store, plan) == sorted(encoded().decode().splitlines())


def test_numbers(tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are numbered in the order of their ids, however many are asked for at once."""
    monkeypatch.setattr(server, "READ", 2)
    store, plan = new(tables)
    add(store, plan, encoded(EVERY_KIND[:2]))
    store.server.connection.execute(
        "insert into plantrack.update (plan, id, line) values (%s, %s, %s)", (plan, "z", '{"kind": "vote", "id": "z"}')
    )
    (chunk,) = store.chunks(plan)
    assert [(line.id, line.number) for line in chunk.lines] == [("u01", 1), ("u02", 2), ("z", 3)]
    assert chunk.lines[2].file == f"{store.name} {plan}"


def test_marks(tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The marks of a plan are those of the lines that are there, however many are asked for at once."""
    store, plan = new(tables)
    assert store.marks(plan) == LineMarks()
    add(store, plan, encoded() + FUTURE.encode())
    for size in (5, (len(EVERY_KIND) + 1), 10_000):
        monkeypatch.setattr(server, "READ", size)
        assert store.marks(plan) == LineMarks().and_of([*encoded().decode().splitlines(), FUTURE.strip()])


def test_apart(tables: str) -> None:
    """A store for another thread has a connection of its own."""
    store, _ = new(tables)
    pids = [one.server.connection.info.backend_pid for one in (store, store.apart(), store)]
    assert pids[0] == pids[2] != pids[1]


@pytest.fixture
def fairs(running: str) -> Iterator[City]:
    """Return the city of the fairs."""
    with city(running) as found:
        yield found


def test_office(fairs: City) -> None:
    """An office copies what anybody recorded into its plan, whenever that was."""
    with closing(Server(fairs.of("office"))) as server:
        store = ServerStore(server)
        before = texts(store, "fairs")
        assert add(store, "fairs", encoded()) == Added(len(EVERY_KIND), 0)
        assert add(store, "fairs", encoded()) == Added(0, len(EVERY_KIND))
        assert texts(store, "fairs") == sorted([*before, *encoded().decode().splitlines()])


def test_unit(fairs: City) -> None:
    """A unit copies its own records; each that it may not record is told, and hides no other."""
    stic = Stamped("科创局")
    own, again = stic.record(), stic.record("retract", target=fairs.stic_report["act"])
    others = [
        Stamped("刘洋").record(ref="1.2"),
        Stamped("科创局").record(ref="1.2"),
        fairs.fund_report | {"percent": 9},
    ]
    lines = [line_of(one) for one in (own, *others, again)]
    with closing(Server(fairs.of("stic"))) as server:
        store = ServerStore(server)
        before = texts(store, "fairs")
        found = add(store, "fairs", "".join(f"{line}\n" for line in lines).encode())
        assert (found.new, found.there) == (2, 0)
        cannot = f"{store.name} cannot keep it: "
        assert [problem.text().replace(cannot, "") for problem in found.refused] == [
            (
                "f:2: this role records in names of its own only; "
                "give one that `plantrack journal roles` shows with --by, or none; left out"
            ),
            "f:3: your unit neither leads nor supports 1.2; ask the office, which assigns it; left out",
            f"f:4: another record with the id {fairs.fund_report['id']} is there already, and stays; left out",
        ]
        assert texts(store, "fairs") == sorted([*before, lines[0], lines[-1]])


def test_reader(fairs: City) -> None:
    """A reader copies nothing in, and is told once."""
    with (
        closing(Server(fairs.of("reader"))) as server,
        pytest.raises(JournalError, match="this role may not do that in this plan"),
    ):
        add(ServerStore(server), "fairs", encoded())
