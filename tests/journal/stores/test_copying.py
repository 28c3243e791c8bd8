"""Copying between any two stores: nothing is lost, changed or doubled, whoever is killed meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from journal.contract import EVERY_KIND
from journal.stores import copier
from journal.stores.made import FUTURE, encoded, folder_store, journal_of, texts
from postgres_server import database

from plantrack.journal.lines import decode_file
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate
from plantrack.journal.stores import copying
from plantrack.journal.stores.copying import copy
from plantrack.journal.stores.lines import Store
from plantrack.journal.stores.server import ServerStore
from plantrack.model.history import DIGESTS, History

_numbers = count(1)
PLANS = 3
"""How many are copied at once by a process that is killed."""
ROLE = """do $$ begin
    if to_regrole('plantrack_{0}') is null then create role plantrack_{0} nologin; end if;
end $$"""
Opened = Callable[[], Store]


@pytest.fixture(params=["folder", "server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Return what opens a store to copy into."""
    if request.param == "folder":
        return lambda: folder_store(tmp_path / "target")
    address: str = request.getfixturevalue("tables")
    return lambda: ServerStore(Server(address))


@pytest.fixture
def plan() -> str:
    """Return the id of a plan that is nowhere yet."""
    return f"copy-{next(_numbers)}"


def test_there_and_back(target: Opened, plan: str, tmp_path: Path) -> None:
    """Lines go from a folder to any store and back into another folder byte for byte; again, nothing is copied."""
    file = journal_of(tmp_path / "source", plan, encoded() + FUTURE.encode())
    source = folder_store(tmp_path / "source")
    heard: list[tuple[int, int]] = []
    found = copy(source, target(), [plan], lambda done, of: heard.append((done, of)))
    n = len(EVERY_KIND) + 1
    assert (found.plans, found.new, found.problems, found.same) == (1, n, [], True)
    assert found.source.updates == found.target.updates == n
    assert heard == [(n, 2 * n), (2 * n, 2 * n)]
    assert copy(source, target(), [plan], None).new == 0
    back = folder_store(tmp_path / "back")
    assert copy(target(), back, [plan], None).same
    assert texts(folder_store(tmp_path / "back"), plan) == sorted(file.read_text("utf-8").splitlines())


def test_digest(target: Opened, plan: str, tmp_path: Path) -> None:
    """The digest of both sides is that which a report shows of its journal."""
    journal_of(tmp_path / "source", plan, encoded())
    found = copy(folder_store(tmp_path / "source"), target(), [plan], None)
    assert found.source.digest == found.target.digest == History(EVERY_KIND).digest()


def test_broken(target: Opened, plan: str, tmp_path: Path) -> None:
    """A line that cannot be read is told with its file and line, and hides no other."""
    file = journal_of(tmp_path / "source", plan, encoded(EVERY_KIND[:2]) + b"{torn\n" + encoded(EVERY_KIND[2:]))
    found = copy(folder_store(tmp_path / "source"), target(), [plan], None)
    assert [problem.text() for problem in found.problems] == [
        f"{file}:3: this line cannot be read as a record; restore it from git, or delete it if it was cut off"
    ]
    assert texts(target(), plan) == sorted(encoded().decode().splitlines())


def test_more_there(target: Opened, plan: str, tmp_path: Path) -> None:
    """What only the target has stays, and both sides are told to differ."""
    journal_of(tmp_path / "first", plan, encoded(EVERY_KIND[:3]))
    journal_of(tmp_path / "second", plan, encoded(EVERY_KIND[3:]))
    copy(folder_store(tmp_path / "first"), target(), [plan], None)
    found = copy(folder_store(tmp_path / "second"), target(), [plan], None)
    assert (found.new, found.same, found.target.updates) == (len(EVERY_KIND) - 3, False, len(EVERY_KIND))


def test_many_plans(target: Opened, plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many plans all are copied, several at once; what is wrong is told in the order of their files."""
    monkeypatch.setattr(copying, "STREAMS", 3)
    plans = [f"{plan}-{n}" for n in range(8)]
    for n, name in enumerate(plans):
        journal_of(tmp_path / "source", name, encoded(EVERY_KIND[: n + 1]) + b"{torn\n" * (n % 3))
    source, heard = folder_store(tmp_path / "source"), list[tuple[int, int]]()
    found = copy(source, target(), plans, lambda done, of: heard.append((done, of)))
    lines = sum(range(1, len(plans) + 1))
    assert (found.plans, found.new, found.source.updates, found.same) == (len(plans), lines, lines, True)
    assert found.source.digest == sum(History(EVERY_KIND[: n + 1]).digest() for n in range(len(plans))) % DIGESTS
    places = [(Path(problem.file).parts[-3], problem.line) for problem in found.problems]
    assert places == [(name, n + 2 + torn) for n, name in enumerate(plans) for torn in range(n % 3)]
    assert heard == sorted(heard)
    assert heard[-1] == (2 * lines, 2 * (lines + len(places)))
    for name in plans:
        assert texts(target(), name) == texts(source, name)


def test_few_connections(plan: str, running: str, tmp_path: Path) -> None:
    """Streams for which a server has no connection leave their plans to the others."""
    plans = [f"{plan}-{n}" for n in range(8)]
    for name in plans:
        journal_of(tmp_path / "source", name, encoded())
    with psycopg.connect(running, autocommit=True) as admin, limited(admin, 5) as role, ExitStack() as databases:
        one, other = (owned(admin, databases.enter_context(database(running)), role) for _ in range(2))
        for source, target in ((folder_store(tmp_path / "source"), one), (one, other)):
            found = copy(source, target, plans, None)
            assert (found.plans, found.new, found.same) == (len(plans), len(plans) * len(EVERY_KIND), True)


@contextmanager
def limited(admin: psycopg.Connection[tuple[object, ...]], connections: int) -> Iterator[str]:
    """Make a role with few connections."""
    role = f"limited_{os.getpid()}"
    admin.execute(f"create role {role} login connection limit {connections}".encode())
    yield role
    admin.execute(f"drop role {role}".encode())


def owned(admin: psycopg.Connection[tuple[object, ...]], address: str, role: str) -> ServerStore:
    """Return the store of a database that a role owns."""
    admin.execute(f"alter database {address.rpartition('/')[2]} owner to {role}".encode())
    for team in ("reader", "unit", "office"):
        admin.execute(ROLE.format(team).encode())
    server = Server(address.replace("//postgres@", f"//{role}@"), alive=1)
    migrate(server)
    return ServerStore(server)


def test_changed_there(plan: str, tables: str, tmp_path: Path) -> None:
    """The digest of the target is that of what it holds, whatever was sent."""
    journal_of(tmp_path / "source", plan, encoded())
    store = ServerStore(Server(tables))
    copy(folder_store(tmp_path / "source"), store, [plan], None)
    change = "update plantrack.update set line = replace(line, '经费', '无') where plan = %s and id = 'u02'"
    store.server.connection.execute(change, (plan,))
    found = copy(folder_store(tmp_path / "source"), store, [plan], None)
    assert found.source.digest == History(EVERY_KIND).digest()
    changed = encoded(EVERY_KIND[:2]).decode().replace("经费", "无").encode() + encoded(EVERY_KIND[2:])
    assert found.target == (len(EVERY_KIND), History(decode_file(changed, "f").updates).digest())
    assert not found.same


def test_no_tables(empty: str, plan: str, tmp_path: Path) -> None:
    """Without tables on the server that is said, and how to make them."""
    journal_of(tmp_path / "source", plan, encoded())
    with pytest.raises(Exception, match="there are no tables for journals"):
        copy(folder_store(tmp_path / "source"), ServerStore(Server(empty)), [plan], None)


@pytest.mark.parametrize("kind", ["folder", "server"])
def test_killed(kind: str, tables: str, plan: str, tmp_path: Path) -> None:
    """Killed at any instant, copying goes on where it was: acts are whole, and in the end both sides are the same."""
    plans = [f"{plan}-{n}" for n in range(PLANS)]
    updates = sum(copier.write(tmp_path / "source", name) for name in plans)
    target = tables if kind == "server" else f"{tmp_path / 'target'}"
    done = subprocess.run(
        [sys.executable, copier.__file__, tmp_path / "source", target, *plans],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE, check=True, timeout=240,
    )  # fmt: skip
    assert json.loads(done.stdout) == {"same": True, "updates": updates}
