"""The journal of one plan on a server: rows that are appended, and read in the order in which they were committed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256

from plantrack.errors import JournalError, LostError, RefusedError, UnreachableError
from plantrack.journal.lines import JournalContents, decode_file, encode
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.model.updates import AnyUpdate

APPEND = """
    insert into plantrack.update (plan, id, line)
    select %s, id, line from unnest(%s::text[], %s::text[]) as added (id, line)
    on conflict (plan, id) do nothing
    """
SAME = """
    select count(*) from plantrack.update
    where plan = %s and (id, line) in (select * from unnest(%s::text[], %s::text[]))
    """
READ = """
    select u.line from plantrack.chain c join plantrack.update u using (plan, id) where c.plan = %s order by c.n
    """
KNOWN = "select id, sha256(convert_to(line, 'UTF8')) from plantrack.update where plan = %s and id = any(%s)"
LOCK = "select set_config('idle_session_timeout', %s, false), pg_advisory_lock(%s, hashtext(%s))"
UNLOCK = "select set_config('idle_session_timeout', %s, false), pg_advisory_unlock(%s, hashtext(%s))"
IDLE = "10min"
"""For how long a client may hold a plan without a word: one that is suspended would hold it for ever."""
WRITING, TELLING = 1886219380, 1886219381
"""Which lock of a plan is held: that of whoever appends, which is `plantrack.hold`'s, or of whoever tells people."""
ENDING = 5.0
"""How many seconds a connection that was lost is waited for on the server, to see what became of its last statement."""
OTHER = "{server}: {n} records were not kept: others with the same ids, and other words, are there already"
LOST = "{server}: the connection was lost; nothing was recorded; try again"
STOPPED = "{server}: the connection was lost, and others may tell people now; run this again, which tells nothing twice"


class PostgresJournal:
    """The journal of a plan on a server."""

    def __init__(self, server: Server, plan: str) -> None:
        """Take the server, and the id of the plan."""
        self.server, self.plan = server, plan
        self._holder: Connection | None = None
        self._tells = False

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act, all or none; they are on the server's disk when this returns.

        Where its answer was lost they are sent again: what is there already is not kept twice.
        """
        lines = [encode(update).decode().rstrip("\n") for update in updates]
        self.add([update.id for update in updates], lines)

    def add(self, ids: Sequence[str], lines: Sequence[str]) -> None:
        """Keep lines with their ids, all or none, in one transaction.

        Raises JournalError where they are not kept, and UnreachableError where that is not known, too: they may be
        added again, here or elsewhere.
        """
        if lines and (other := self._added((self.plan, list(ids), list(lines)))):
            raise RefusedError(OTHER, server=self.server.name, n=other)

    def _added(self, values: tuple[str, list[str], list[str]]) -> int:
        """Keep lines; return how many were not, as others have their ids."""
        try:
            return self.server.run(partial(_add, values=values), on=self._holder)
        except UnreachableError:
            if not self._holder:
                raise
        if self._tells:
            raise JournalError(STOPPED, server=self.server.name)
        self._holder = self._hold(WRITING, ENDING)
        if self.server.run(partial(_missing, values=values), on=self._holder):
            raise LostError(LOST, server=self.server.name)
        return 0

    def missing(self, lines: Mapping[str, str]) -> set[str]:
        """Return the ids, of some with their lines, that are not there with the same words, and safe."""
        there = self.server.run(partial(_known, values=(self.plan, list(lines))))
        return {key for key, line in lines.items() if there.get(key) != sha256(line.encode()).digest()}

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Let nobody else append until the end, nor this process once the connection is lost."""
        self._holder = self._hold(WRITING)
        try:
            yield
        finally:
            self._let_go(self._holder, WRITING)
            self._holder = None

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Let nobody else tell people meanwhile; once the connection is lost, nothing more is kept until the end."""
        self._holder, self._tells = self._hold(TELLING), True
        try:
            yield
        finally:
            self._let_go(self._holder, TELLING)
            self._holder, self._tells = None, False

    def _hold(self, which: int, patience: float | None = None) -> Connection:
        """Return the connection that holds a lock of the plan, which goes with it."""

        def hold(connection: Connection) -> Connection:
            connection.execute(LOCK, (IDLE, which, self.plan))
            return connection

        return self.server.run(hold, patience=patience)

    def _let_go(self, holder: Connection, which: int) -> None:
        if not holder.closed:
            with suppress(JournalError):
                self.server.run(lambda connection: connection.execute(UNLOCK, ("0", which, self.plan)), on=holder)

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        rows = self.server.run(lambda connection: connection.execute(READ, (self.plan,)).fetchall())
        content = "".join(f"{line}\n" for (line,) in rows).encode()
        return decode_file(content, f"{self.server.name} {self.plan}", places=places)


def _add(connection: Connection, values: tuple[str, list[str], list[str]]) -> int:
    """Keep lines; return how many were not, as others have their ids."""
    kept = connection.execute(APPEND, values).rowcount
    return 0 if kept == len(values[2]) else _missing(connection, values)


def _known(connection: Connection, values: tuple[str, list[str]]) -> dict[str, bytes]:
    found: dict[str, bytes] = dict(connection.execute(KNOWN, values).fetchall())
    connection.settle()
    return found


def _missing(connection: Connection, values: tuple[str, list[str], list[str]]) -> int:
    """Return how many of some lines are not there. Those that are there are safe then, whoever brought them."""
    found = connection.execute(SAME, values).fetchone()
    connection.settle()
    return len({*values[1]}) - (found[0] if found else 0)
