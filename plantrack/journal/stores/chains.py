"""Chains: whether the lines on a server are those that were committed, in their order, each hashed behind the last."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.journal.postgresql.migrating import first_hash
from plantrack.journal.stores.lines import Telling

READ = 10_000
"""How many numbers of a chain are asked for at once."""
HEAD = "select n, hash from plantrack.journal where plan = %s"
NEXT = """
    select c.n, c.id, c.hash, u.salt || convert_to(u.line, 'UTF8')
    from plantrack.chain c left join plantrack.update u using (plan, id)
    where c.plan = %s and c.n > %s order by c.n limit %s
    """
UNCHAINED = """
    select u.id from plantrack.update u where u.plan = %s
    and not exists (select from plantrack.chain c where c.plan = u.plan and c.id = u.id) order by u.id
    """
RESTRICTED = "select row_security_active('plantrack.update')"
REMOVED = "update {n} ({id}) was removed"
CHANGED = "update {n} ({id}) is not what was committed"
ABSENT = "updates {first} to {last} are missing from the chain"
ADDED = "{id} was added past the chain"
SHORTENED = "the chain has {n} updates, and the journal says {head}"
OTHER_END = "the journal says another last hash than the chain"


class Chain(Struct, frozen=True):
    """The chain of a plan: how many updates it has, how many this role could read, and what is wrong with it."""

    plan: str
    n: int
    read: int
    faults: list[Message]


def check_chains(server: Server, plans: Sequence[str], telling: Telling) -> list[Chain]:
    """Check the chains of plans; `telling` hears how many of how many were."""
    found = []
    for plan in plans:
        found.append(check_chain(server, plan))
        telling(len(found), len(plans))
    return found


def check_chain(server: Server, plan: str) -> Chain:
    """Walk through the chain of a plan, with hashes computed here; a role sees what it may read."""
    return server.run(lambda connection: _check(connection, plan))


def _check(connection: Connection, plan: str) -> Chain:
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        head = connection.execute(HEAD, (plan,)).fetchone() or (0, first_hash(plan))
        restricted = connection.execute(RESTRICTED).fetchone()
        walk = _Walk(plan, whole=restricted == (False,))
        faults = [fault for row in _rows(connection, plan) for fault in walk.faults(*row)]
        faults += walk.ended(*head)
        added = connection.execute(UNCHAINED, (plan,)).fetchall()
    return Chain(plan, walk.n, walk.n - walk.unread, faults + [message(ADDED, id=name) for (name,) in added])


def _rows(connection: Connection, plan: str) -> Iterator[tuple[int, str, bytes, bytes | None]]:
    n = 0
    while rows := connection.execute(NEXT, (plan, n, READ)).fetchall():
        yield from rows
        n = rows[-1][0]


class _Walk:
    """How far a chain was walked through: number and hash of its last update."""

    def __init__(self, plan: str, *, whole: bool) -> None:
        """Begin before the first update; a role that reads the `whole` journal misses what was removed."""
        self.n, self.unread, self._hash, self._whole = 0, 0, first_hash(plan), whole

    def faults(self, n: int, name: str, found: bytes, hashed: bytes | None) -> Iterator[Message]:
        """Yield what is wrong up to an update, by its salt and line, and go on behind it, as if it were right."""
        if n > self.n + 1:
            yield message(ABSENT, first=self.n + 1, last=n - 1)
        if hashed is None:
            self.unread += 1
            if self._whole:
                yield message(REMOVED, n=n, id=name)
        elif n == self.n + 1 and sha256(self._hash + hashed).digest() != found:
            yield message(CHANGED, n=n, id=name)
        self.n, self._hash = n, found

    def ended(self, n: int, last: bytes) -> Iterator[Message]:
        """Yield what is wrong with the end, by what the journal says of it."""
        if n != self.n:
            yield message(SHORTENED, n=self.n, head=n)
        elif last != self._hash:
            yield message(OTHER_END)
