"""The journal of one plan on a server: rows that are appended, and read in the order in which they were committed."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from plantrack.errors import JournalError, UnreachableError
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
KNOWN = "select id from plantrack.update where plan = %s and id = any(%s)"
LOCK = "select pg_advisory_lock(%s, hashtext(%s))"
UNLOCK = "select pg_advisory_unlock(%s, hashtext(%s))"
WRITING, TELLING = 1886219380, 1886219381
"""Which lock of a plan is held: that of whoever appends, which is `plantrack.hold`'s, or of whoever tells people."""
OTHER = "{server}: {n} records were not kept: others with the same ids, and other words, are there already"
LOST = "{server}: the connection was lost; nothing was recorded; try again"


class PostgresJournal:
    """The journal of a plan on a server."""

    def __init__(self, server: Server, plan: str) -> None:
        """Take the server, and the id of the plan."""
        self.server, self.plan, self._held = server, plan, False

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act, all or none; they are on the server's disk when this returns.

        Where its answer was lost they are sent again: what is there already is not kept twice.
        """
        lines = [encode(update).decode().rstrip("\n") for update in updates]
        self.add([update.id for update in updates], lines)

    def add(self, ids: Sequence[str], lines: Sequence[str]) -> None:
        """Keep lines with their ids, all or none, in one transaction. Raises JournalError."""
        if not lines:
            return
        values = (self.plan, list(ids), list(lines))
        try:
            kept = self.server.run(lambda connection: connection.execute(APPEND, values).rowcount, once=self._held)
        except UnreachableError:
            if not self._held:
                raise
            kept = 0
        if kept < len(lines) and (other := len({*ids}) - self.server.run(lambda here: _number(here, SAME, values))):
            raise JournalError(LOST if self._held else OTHER, server=self.server.name, n=other)

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of some ids are there already."""
        values = (self.plan, list(ids))
        return {one for (one,) in self.server.run(lambda connection: connection.execute(KNOWN, values).fetchall())}

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Let nobody else append until the end, nor this process once the connection is lost."""
        with self._locked(WRITING):
            self._held = True
            try:
                yield
            finally:
                self._held = False

    def telling(self) -> AbstractContextManager[None]:
        """Let nobody else tell people meanwhile."""
        return self._locked(TELLING)

    @contextmanager
    def _locked(self, which: int) -> Iterator[None]:
        values = (which, self.plan)
        self.server.run(lambda connection: connection.execute(LOCK, values))
        holder = self.server.connection
        try:
            yield
        finally:
            if not holder.closed:
                holder.execute(UNLOCK, values)

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        rows = self.server.run(lambda connection: connection.execute(READ, (self.plan,)).fetchall())
        content = "".join(f"{line}\n" for (line,) in rows).encode()
        return decode_file(content, f"{self.server.name} {self.plan}", places=places)


def _number(connection: Connection, query: str, values: tuple[object, ...]) -> int:
    found = connection.execute(query, values).fetchone()
    return found[0] if found else 0
