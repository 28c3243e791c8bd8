"""A unit takes back its own request until that is answered, and again once its office has taken back the answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psycopg
import pytest
from journal.postgresql.city import City, Stamped, city, line_of

from plantrack.errors import RefusedError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.store import PostgresJournal

INSERT = b"insert into plantrack.update (plan, id, line) values ('fairs', %s, %s)"
WAITING = "select from pg_locks where not granted and locktype = 'advisory'"
Record = dict[str, Any]


@pytest.fixture(scope="module")
def fairs(running: str) -> Iterator[City]:
    """Return the city of the fairs."""
    with city(running) as found:
        yield found


def add(fairs: City, role: str, kind: str, **said: Any) -> Record:
    """Add a record as a role, and return it."""
    made = Stamped({"stic": "科创局", "office": "张敏"}[role]).record(kind, **said)
    with fairs.login(role) as connection:
        connection.execute(INSERT, (made["id"], line_of(made)))
    return made


def asked(fairs: City) -> Record:
    """Let the unit ask for something."""
    return add(fairs, "stic", "request", on="2024-10-15", ref="2", what="extend", due="2025-01-31", reason="检修")


def answer(fairs: City, request: Record) -> Record:
    """Let the office refuse it."""
    return add(fairs, "office", "answer", on="2024-10-15", ref="2", what="extend", verdict="refuse",
               reason="不延", request=request["id"])  # fmt: skip


def take_back(fairs: City, record: Record, key: str = "act", role: str = "stic") -> Record:
    """Take a record back, by the id of its act or its own."""
    return add(fairs, role, "retract", target=record[key])


def refused(fairs: City, record: Record, key: str = "act") -> bool:
    """Tell whether the unit is refused to take a record back, as what it is about was answered."""
    before = fairs.state()
    try:
        take_back(fairs, record, key)
    except psycopg.Error as error:
        return (error.sqlstate, fairs.state()) == ("PT013", before)
    return False


def test_until_it_is_answered(fairs: City) -> None:
    """Before and after: while the answer is in force the request stays, whichever id is named."""
    request = asked(fairs)
    back = take_back(fairs, request)
    take_back(fairs, back)
    given = answer(fairs, request)
    assert refused(fairs, request)
    assert refused(fairs, request, "id")
    undone = take_back(fairs, given, role="office")
    take_back(fairs, undone, "id", role="office")
    assert refused(fairs, request)
    take_back(fairs, given, "id", role="office")
    assert not refused(fairs, request)


def test_by_a_detour(fairs: City) -> None:
    """It is not taken back either by taking back what brought it back; what was taken back before may come back."""
    request = asked(fairs)
    back = take_back(fairs, request)
    again = take_back(fairs, back)
    answer(fairs, request)
    assert refused(fairs, again)
    assert refused(fairs, again, "id")
    other = asked(fairs)
    gone = take_back(fairs, other)
    answer(fairs, other)
    assert not refused(fairs, gone)
    assert refused(fairs, other)


def test_what_takes_itself_back(fairs: City) -> None:
    """An act with its own retracts is decided from the latest back, which takes no time."""
    act = Stamped("科创局")
    request = act.record("request", on="2024-10-15", ref="2", what="extend", due="2025-01-31", reason="检修")
    with fairs.login("stic") as connection:
        connection.execute("set statement_timeout = '5s'")
        connection.execute(INSERT, (request["id"], line_of(request)))
        for _ in range(40):
            made = act.record("retract", target=request["act"])
            connection.execute(INSERT, (made["id"], line_of(made)))
        answer(fairs, request)
        again = Stamped("科创局").record("retract", target=request["act"])
        connection.execute(INSERT, (again["id"], line_of(again)))


def test_the_earlier_kind(fairs: City) -> None:
    """A request of the earlier kind that was answered stays, too."""
    office = {"on": "2024-10-15", "ref": "2"}
    request = add(fairs, "office", "reschedule", by="科创局", step="ask", due="2025-01-31", reason="检修", **office)
    add(fairs, "office", "reschedule", step="refuse", ask=request["id"], **office)
    assert refused(fairs, request)


def test_the_office(fairs: City) -> None:
    """The office may."""
    request = asked(fairs)
    answer(fairs, request)
    assert take_back(fairs, request, role="office")


def test_others_are_not_told(fairs: City) -> None:
    """Nobody asks by the function whether somebody else's request, or one of another plan, was answered."""
    request = asked(fairs)
    answer(fairs, request)
    retract = Stamped("刘洋").record("retract", target=request["id"])
    asking = "select plantrack.leaves_answers(%s, row(%s, '', '', %s::jsonb, '', '', now())::plantrack.update)"
    for role, of, told in (("fund", "fund", True), ("foreign", "foreign", False), ("fund", "stic", False)):
        with fairs.login(role) as connection:
            row = connection.execute(asking, (fairs.role(of), "fairs", line_of(retract))).fetchone()
        assert row == (told,)


def test_at_the_same_moment(fairs: City) -> None:
    """A request that is taken back while it is being answered stays."""
    request = asked(fairs)
    made = Stamped("张敏").record("answer", on="2024-10-15", ref="2", what="extend", verdict="refuse", reason="不延",
                                 request=request["id"])  # fmt: skip
    with fairs.login("office") as office, ThreadPoolExecutor() as pool:
        office.execute("begin")
        office.execute(INSERT, (made["id"], line_of(made)))
        later = pool.submit(take_back, fairs, request)
        with psycopg.connect(fairs.address, autocommit=True) as owner:
            while not later.done() and not owner.execute(WAITING).fetchall():
                pass
        office.execute("commit")
        with pytest.raises(psycopg.Error) as caught:
            later.result()
    assert caught.value.sqlstate == "PT013"


def test_told(fairs: City) -> None:
    """What to do is told."""
    request = asked(fairs)
    answer(fairs, request)
    made = Stamped("科创局").record("retract", target=request["act"])
    with closing(Server(fairs.of("stic"))) as server, pytest.raises(RefusedError) as caught:
        PostgresJournal(server, "fairs").add([made["id"]], [line_of(made)])
    assert str(caught.value).endswith(
        f": refused: request {request['id'][-8:]} was answered, and stays; ask the office to undo its answer first"
    )
