"""What is known here of a journal on a server: never less than was acknowledged, whatever becomes of the files."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg
import pytest
from journal.contract import kept, reports
from journal.postgresql.city import City, Stamped, city, line_of

from plantrack.errors import CacheError, JournalError
from plantrack.journal.locks import locked
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import first_hash, start_journal
from plantrack.journal.postgresql.mirror import Mirror, heads
from plantrack.journal.postgresql.rights import Charge, Member, admit, settle
from plantrack.journal.postgresql.store import PostgresJournal

LINES = 5
FILE = "00000000.jsonl"
_numbers = count(1)


class Kept(NamedTuple):
    """A journal of five updates on a server, and what is known of it here."""

    journal: PostgresJournal
    mirror: Mirror

    @property
    def file(self) -> Path:
        """The file with its lines."""
        return self.mirror.folder / FILE

    def set_back(self, n: int) -> None:
        """Bring the server back to its first updates, as from a backup."""
        undo(self.journal.server, self.journal.plan, n)


def undo(server: Server, plan: str, n: int) -> None:
    """Remove what was committed to a plan after an update, and that it ever was."""
    with psycopg.connect(server.address) as owner:
        owner.execute("delete from plantrack.update u using plantrack.chain c"
                      " where c.plan = %s and c.n > %s and u.plan = c.plan and u.id = c.id", (plan, n))  # fmt: skip
        owner.execute("delete from plantrack.chain where plan = %s and n > %s", (plan, n))
        owner.execute("update plantrack.journal j set n = %s, hash = coalesce("
                      " (select hash from plantrack.chain c where c.plan = j.plan and c.n = %s), %s) where plan = %s",
                      (n, n, first_hash(plan), plan))  # fmt: skip


@pytest.fixture
def five(tables: str, tmp_path: Path) -> Iterator[Kept]:
    """Return a journal of five updates that was read."""
    with closing(Server(tables)) as server:
        plan = f"mirrored-{next(_numbers)}"
        start_journal(server, plan)
        journal = PostgresJournal(server, plan)
        for one in reports(LINES):
            journal.append([one])
        mirror = Mirror(tmp_path / "cache", server, plan)
        mirror.refresh()
        yield Kept(journal, mirror)


def damage(what: Callable[[Path], object]) -> Callable[[Kept], object]:
    """Return what does something to the file with the lines."""
    return lambda five: what(five.file)


DAMAGE: dict[str, Callable[[Kept], object]] = {
    "a file removed": damage(Path.unlink),
    "a file cut": damage(lambda file: os.truncate(file, file.stat().st_size - 7)),
    "a file emptied": damage(lambda file: file.write_bytes(b"")),
    "a torn line": damage(lambda file: file.write_bytes(file.read_bytes() + b'{"kind": "comm')),
    "lines without their position": damage(lambda file: file.write_bytes(file.read_bytes() * 2)),
    "a file more": damage(lambda file: file.with_name("00000007.jsonl").write_bytes(b'{"kind": ')),
    "no position": lambda five: (five.mirror.folder / "position").unlink(),
    "no folder": lambda five: shutil.rmtree(five.mirror.folder),
}
"""What power cuts, and people who make room, do to a cache."""


@pytest.mark.parametrize("what", DAMAGE)
def test_mended(five: Kept, what: str) -> None:
    """Whatever is gone is read anew, and what is too much is cut off, before more is added behind it."""
    before = five.file.read_bytes()
    DAMAGE[what](five)
    five.mirror.refresh()
    assert b"".join(path.read_bytes() for path in sorted(five.mirror.folder.glob("*.jsonl"))) == before
    five.journal.append(reports(LINES + 1)[-1:])
    five.mirror.refresh()
    assert five.file.read_bytes().startswith(before)
    assert len(five.file.read_bytes().splitlines()) == LINES + 1


@pytest.mark.parametrize("what", ["a file removed", "a file cut", "a torn line"])
def test_known(five: Kept, what: str) -> None:
    """What lacks lines that were read is not what is known, and removed by nobody who only looks at it."""
    DAMAGE[what](five)
    there = {path.name: path.read_bytes() for path in five.mirror.folder.iterdir()}
    assert (five.mirror.known, five.mirror.n) == (what == "a torn line", LINES)
    assert {path.name: path.read_bytes() for path in five.mirror.folder.iterdir()} == there


def test_nothing_yet(tables: str, tmp_path: Path) -> None:
    """Of a journal without updates it is known that it has none."""
    with closing(Server(tables)) as server:
        start_journal(server, "nothing-yet")
        mirror = Mirror(tmp_path, server, "nothing-yet")
        assert not mirror.known
        mirror.refresh()
        assert (mirror.known, mirror.n) == (True, 0)


def test_not_kept(five: Kept) -> None:
    """Where nothing can be written an error says which file and why."""
    position = five.mirror.folder / "position"
    position.unlink()
    position.mkdir()
    with pytest.raises(CacheError, match=r"position: .*Is a directory; .*PLANTRACK_CACHE"):
        five.mirror.refresh()


def test_not_private(five: Kept) -> None:
    """A folder that others may read is not used, and nothing in it is removed."""
    before = five.file.read_bytes()
    five.mirror.folder.chmod(0o755)
    with pytest.raises(CacheError, match="Operation not permitted"):
        five.mirror.refresh()
    assert five.file.read_bytes() == before
    five.mirror.own_name = "刘洋"
    assert five.mirror.own_name is None


def test_private(five: Kept) -> None:
    """The folder is the user's alone."""
    assert stat.S_IMODE(five.mirror.folder.stat().st_mode) == 0o700


def test_locked(five: Kept) -> None:
    """Who can do without the lock waits for it no longer than it likes."""
    with locked(five.mirror.folder), pytest.raises(CacheError, match="temporarily unavailable"):
        five.mirror.refresh(patience=0)
    five.mirror.refresh(patience=0)


def test_vanishing(five: Kept, tables: str) -> None:
    """A folder that is removed while many read into it ends in no error of Python's, and is read anew afterwards."""

    def read() -> None:
        with closing(Server(tables)) as server:
            for _ in range(20):
                with suppress(CacheError):
                    Mirror(five.mirror.folder.parent, server, five.journal.plan).refresh()

    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read) for _ in range(6)]
        while not all(one.done() for one in readers):
            shutil.rmtree(five.mirror.folder, ignore_errors=True)
        for one in readers:
            one.result()
    five.mirror.refresh()
    assert len(five.file.read_bytes().splitlines()) == LINES


@pytest.mark.parametrize("n", [0, 3])
def test_set_back(five: Kept, n: int) -> None:
    """A server with fewer updates than are known is told of as such, and what it lost is kept here in its order."""
    five.set_back(n)
    before = five.file.read_bytes()
    with pytest.raises(JournalError, match=f"has {n} updates of plan .*, of which 5 are known here: it was set back; "):
        five.mirror.refresh()
    assert five.file.read_bytes() == before
    assert "".join(f"{text}\n" for _, text in five.mirror.lost()).encode() == b"".join(before.splitlines(True)[n:])


@pytest.mark.parametrize("more", [1, 4, 7])
def test_set_back_and_recorded_since(five: Kept, more: int) -> None:
    """Who did not know what was lost records on a server that was set back: what it lacks is told, and kept here."""
    five.set_back(1)
    before = five.file.read_bytes()
    for one in reports(9 + more)[9:]:
        five.journal.append([one])
    with pytest.raises(JournalError, match=r"it was set back to 1 updates of plan .*, and others were .*; it lacks 4 "):
        five.mirror.refresh()
    assert "".join(f"{text}\n" for _, text in five.mirror.lost()).encode() == b"".join(before.splitlines(True)[1:])


def test_changed_and_set_back(five: Kept) -> None:
    """Where lines that were there are elsewhere, that is said as of any that were changed; nothing is to be sent."""
    five.set_back(1)
    five.journal.append([reports(9)[-1]])
    five.journal.append([reports(LINES)[-1]])
    with pytest.raises(JournalError, match="somebody has changed the journal"):
        five.mirror.refresh()
    assert five.mirror.lost() == []


def test_nothing_lost(five: Kept) -> None:
    """A server that has everything lacks nothing."""
    five.journal.append(reports(LINES + 1)[-1:])
    assert five.mirror.lost() == []
    assert kept(five.journal) == reports(LINES + 1)


@pytest.fixture(scope="module")
def fairs(running: str) -> Iterator[City]:
    """Return the city of the fairs, in which `narrow` reads its own tasks only: 1.2."""
    with city(running) as found:
        yield found


class Narrow:
    """What is known here of a plan of its own, as who reads its own tasks only, and what the owner does there."""

    def __init__(self, fairs: City, cache: Path, server: Server) -> None:
        self.owner, self.server = Server(fairs.address), server
        self.plan, self.role = f"narrow-{next(_numbers)}", fairs.role("narrow")
        start_journal(self.owner, self.plan)
        self.admit(only_own=True)
        settle(self.owner, self.plan, 0, [Charge("1.2", "fund")])
        self.mirror = Mirror(cache, server, self.plan)
        self.record("1.2")
        self.record("2")

    def admit(self, *, only_own: bool) -> None:
        """Say what may be read."""
        admit(self.owner, self.plan, Member(self.role, "fund", "unit", ("周宁",), only_own=only_own))

    def record(self, ref: str) -> None:
        """Add a record."""
        one = Stamped("张敏").record(ref=ref)
        PostgresJournal(self.owner, self.plan).add([one["id"]], [line_of(one)])

    def lines(self) -> list[str]:
        """Return the tasks of the lines that are known after a look at the server."""
        self.mirror.refresh()
        lines = (self.mirror.folder / FILE).read_bytes().splitlines()
        return [msgspec.json.decode(line)["ref"] for line in lines]


@pytest.fixture
def narrow(fairs: City, tmp_path: Path) -> Iterator[Narrow]:
    """Return who reads its own tasks only."""
    with closing(Server(fairs.of("narrow"))) as server:
        found = Narrow(fairs, tmp_path, server)
        yield found
        found.owner.close()


def test_given_a_task(narrow: Narrow) -> None:
    """Who is given a task reads what was recorded about it before; who loses one reads no more of it."""
    assert narrow.lines() == ["1.2"]
    settle(narrow.owner, narrow.plan, 1, [Charge("1.2", "fund"), Charge("2", "fund")])
    assert narrow.lines() == ["1.2", "2"]
    settle(narrow.owner, narrow.plan, 2, [Charge("2", "fund")])
    assert narrow.lines() == ["2"]


def test_given_the_whole(narrow: Narrow) -> None:
    """Who may read the whole journal afterwards reads all of it; the rows kept of the plan are known to be others."""
    assert narrow.lines() == ["1.2"]
    before = heads(narrow.server)[narrow.plan]
    assert before == narrow.mirror.head
    narrow.admit(only_own=False)
    assert heads(narrow.server)[narrow.plan] not in (before, narrow.mirror.head)
    assert narrow.lines() == ["1.2", "2"]
    assert heads(narrow.server)[narrow.plan] == narrow.mirror.head
    narrow.record("3")
    assert narrow.lines() == ["1.2", "2", "3"]


def test_another_role(narrow: Narrow, fairs: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """One address is that of another role where PGUSER says so: each reads what it may, whoever read before."""
    cache = narrow.mirror.folder.parent
    address = fairs.address.replace("postgres@", "")
    for role, lines in ((narrow.role, ["1.2"]), ("postgres", ["1.2", "2"]), (narrow.role, ["1.2"])):
        monkeypatch.setenv("PGUSER", role)
        with closing(Server(address)) as server:
            narrow.mirror = Mirror(cache, server, narrow.plan)
            assert narrow.lines() == lines


def test_narrow_and_set_back(narrow: Narrow) -> None:
    """Who does not know every line sends none of a server's lost ones, which would come into another order."""
    narrow.record("1.2")
    assert narrow.lines() == ["1.2", "1.2"]
    undo(narrow.owner, narrow.plan, 2)
    with pytest.raises(JournalError, match="it was set back"):
        narrow.mirror.refresh()
    assert narrow.mirror.lost() == []
    assert (narrow.mirror.folder / FILE).read_bytes().count(b"\n") == 2


def test_nothing_of_it_lost(narrow: Narrow) -> None:
    """What somebody else lost is nothing to who may not read it."""
    assert narrow.lines() == ["1.2"]
    undo(narrow.owner, narrow.plan, 1)
    assert (narrow.lines(), narrow.mirror.n) == (["1.2"], 1)
