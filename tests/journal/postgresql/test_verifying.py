"""What the owner of the tables changed is found: by whom, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from journal.postgresql.city import City, Stamped, city, line_of

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import first_hash, start_journal
from plantrack.journal.postgresql.mirror import Mirror
from plantrack.journal.postgresql.rights import Member, admit
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.journal.postgresql.verifying import check_chain, first_fault

_numbers = count(1)
LINES = 6
CHAIN = """
    update plantrack.chain c set hash = new.hash from (
        with recursive linked as (
            select 0::bigint as n, %(first)s::bytea as hash union all
            select linked.n + 1, sha256(linked.hash || u.salt || convert_to(u.line, 'UTF8'))
            from linked join plantrack.chain c on c.plan = %(plan)s and c.n = linked.n + 1
            join plantrack.update u using (plan, id)
        ) select * from linked
    ) as new where c.plan = %(plan)s and c.n = new.n;
    update plantrack.journal j set hash = c.hash from plantrack.chain c
    where j.plan = %(plan)s and c.plan = j.plan and c.n = j.n
    """
CHANGE = """
    update plantrack.update set line = replace(line, '"percent":40', '"percent":90')
    where plan = %(plan)s and id = (select id from plantrack.chain where plan = %(plan)s and n = 3)
    """
"""The third line says 90 percent instead of 40."""
REMOVE = """
    delete from plantrack.update
    where plan = %(plan)s and id = (select id from plantrack.chain where plan = %(plan)s and n = {n})
    """
UNLINK = "delete from plantrack.chain where plan = %(plan)s and n = {n}"
SHORTEN = """
    update plantrack.journal j set n = 5, hash = c.hash from plantrack.chain c
    where j.plan = %(plan)s and c.plan = j.plan and c.n = 5
    """
EXCHANGE = """
    update plantrack.chain c set id = o.id from plantrack.chain o
    where c.plan = %(plan)s and o.plan = c.plan and (c.n, o.n) in ((3, 4), (4, 3))
    """
HASH = "update plantrack.chain set hash = sha256('') where plan = %(plan)s and n = 3"
LAST = "update plantrack.journal set hash = sha256('') where plan = %(plan)s"
SALT = CHANGE.replace("line = replace(line, '\"percent\":40', '\"percent\":90')", "salt = ''")
SLIP_IN = """insert into plantrack.update (plan, id, line) values (%(plan)s, '0', '{"id": "0"}')"""
DISABLE, ENABLE = (f"alter table plantrack.update {done} trigger all" for done in ("disable", "enable"))


class Tampered(NamedTuple):
    """What the owner does, and the first update in which the server's chain shows it; None where it does not."""

    statements: tuple[str, ...]
    found: int | None
    mirror: bool


TAMPERED = {
    "a line": Tampered((CHANGE,), 3, mirror=False),
    "a line, past all triggers": Tampered((DISABLE, CHANGE, ENABLE), 3, mirror=False),
    "a salt": Tampered((SALT,), 3, mirror=False),
    "a hash": Tampered((HASH,), 3, mirror=False),
    "the last hash": Tampered((LAST,), 7, mirror=True),
    "the last row": Tampered((REMOVE.format(n=6),), 6, mirror=False),
    "the last row, everywhere": Tampered((REMOVE.format(n=6), UNLINK.format(n=6), SHORTEN), None, mirror=True),
    "a row in the middle": Tampered((REMOVE.format(n=3),), 3, mirror=False),
    "a row and its link": Tampered((REMOVE.format(n=3), UNLINK.format(n=3)), 4, mirror=False),
    "the order of two rows": Tampered((EXCHANGE,), 3, mirror=False),
    "a row slipped in": Tampered((DISABLE, SLIP_IN, ENABLE), 7, mirror=False),
    "a line and all hashes after it": Tampered((CHANGE, CHAIN), None, mirror=True),
}
"""What the owner does to a plan of six updates, by what is changed. A warm mirror sees what its own last hash shows."""


class Plan(NamedTuple):
    """A plan with six updates on a server, which a reader has read before the owner changed it."""

    server: Server
    id: str
    before: Mirror


@pytest.fixture(scope="module")
def fairs(running: str) -> Iterator[City]:
    """Return a city, for its roles."""
    with city(running) as found:
        yield found


@pytest.fixture
def plan(fairs: City, tmp_path: Path) -> Iterator[Plan]:
    """Return a plan, as a reader sees it."""
    name = f"plan-{next(_numbers)}"
    with closing(Server(fairs.address)) as owner, closing(Server(fairs.of("reader"))) as reader:
        start_journal(owner, name)
        admit(owner, name, Member(fairs.role("reader"), "", "read"))
        records = [Stamped("张敏").record() for _ in range(LINES)]
        for one in records:
            PostgresJournal(owner, name).add([one["id"]], [line_of(one)])
        mirror = Mirror(tmp_path / "warm", reader, name)
        mirror.refresh()
        check_chain(reader, name)
        yield Plan(reader, name, mirror)


def tamper(address: str, plan: str, statements: tuple[str, ...]) -> None:
    """Do what only the owner of the tables can do."""
    with psycopg.connect(address) as owner:
        for one in statements:
            for part in one.split(";"):
                values = {"plan": plan, "first": first_hash(plan)}
                owner.execute(part.encode(), values if "%(" in part else None)


@pytest.mark.parametrize("what", TAMPERED)
def test_found(fairs: City, plan: Plan, what: str) -> None:
    """The first update that is not what was committed is found on the server, whatever a reader knows already."""
    done = TAMPERED[what]
    tamper(fairs.address, plan.id, done.statements)
    assert first_fault(plan.server, plan.id) == done.found
    with (
        suppress(JournalError) if done.found is None else pytest.raises(JournalError, match="is not what was committed")
    ):
        check_chain(plan.server, plan.id)


@pytest.mark.parametrize("what", TAMPERED)
def test_seen_by_who_read_before(fairs: City, plan: Plan, what: str) -> None:
    """Who has read the journal before sees that the last hash is another, and so what the server's chain does not."""
    tamper(fairs.address, plan.id, TAMPERED[what].statements)
    assert refused(plan.before.refresh) == TAMPERED[what].mirror
    assert TAMPERED[what].mirror or TAMPERED[what].found is not None


@pytest.mark.parametrize("what", TAMPERED)
def test_seen_by_who_reads_first(fairs: City, plan: Plan, what: str, tmp_path: Path) -> None:
    """Who reads for the first time hashes every line that comes, and sees all but a chain that fits what is there."""
    tamper(fairs.address, plan.id, TAMPERED[what].statements)
    seen = refused(Mirror(tmp_path / "cold", plan.server, plan.id).refresh)
    assert seen == (TAMPERED[what].found is not None and what not in UNREAD)


UNREAD = ("the last row", "a row in the middle", "a row and its link", "a row slipped in")
"""What a mirror takes for lines that its role may not read; the server's chain shows it."""


def test_a_part(fairs: City, plan: Plan) -> None:
    """Of a long journal so many in a row are hashed anew as are asked for; how many there are is seen anyway."""
    tamper(fairs.address, plan.id, (CHANGE,))
    assert [first_fault(plan.server, plan.id, after, after + 1) for after in range(LINES)] == [
        3 if n == 3 else None for n in range(1, LINES + 1)
    ]
    tamper(fairs.address, plan.id, (REMOVE.format(n=6),))
    assert first_fault(plan.server, plan.id, 0, 1) == LINES + 1


def test_only_own(fairs: City, plan: Plan) -> None:
    """Who reads its own tasks only is not told of lines that it may not read, but of those that were changed."""
    with closing(Server(fairs.address)) as owner, closing(Server(fairs.of("narrow"))) as narrow:
        admit(owner, plan.id, Member(fairs.role("narrow"), "fund", "unit", ("周宁",), only_own=True))
        assert first_fault(narrow, plan.id) is None


def refused(work: Callable[[], None]) -> bool:
    """Tell whether something raises JournalError."""
    try:
        work()
    except JournalError:
        return True
    return False
