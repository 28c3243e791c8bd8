"""The journals of plans on a server: read in the order of ids, which is that of time, and added to by COPY."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from plantrack.errors import Message, message
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.journal.postgresql.denials import denial
from plantrack.journal.postgresql.migrating import start_journal
from plantrack.journal.postgresql.refusals import NOT_ADDED, NOT_KEPT, said
from plantrack.journal.postgresql.store import WRITING
from plantrack.journal.stores.lines import Added, Adding, Chunk, JournalLine, LineMarks, Lines, chunked, read_lines

READ = 10_000
"""How many lines are asked for at once."""
PLANS = "select plan from plantrack.journal order by plan"
SIZE = "select n from plantrack.journal where plan = %s"
NEXT = "select id, line from plantrack.update where plan = %s and id > %s order by id limit %s"
HOLD = "select pg_advisory_xact_lock(%s, hashtext(%s))"
STATE = "select row_security_active('plantrack.update'), exists (select from plantrack.update where plan = %s)"
"""Whether the rights to every row are checked, and whether there is any."""
THERE = "select id, line from plantrack.update where plan = %s and id = any(%s)"
COPY = "copy plantrack.update (plan, id, line) from stdin (format binary)"
INSERT = """
    insert into plantrack.update (plan, id, line)
    select %s, id, line from unnest(%s::text[], %s::text[]) as added (id, line)
    """


class NotKeptError(Exception):
    """The server cannot keep a line among those that were sent: why."""

    def __init__(self, why: Message | str) -> None:
        """Take it in the server's words, or in our own."""
        super().__init__(f"{why}")
        self.why = why


class ServerStore:
    """Plans on a server."""

    def __init__(self, server: Server) -> None:
        self.server, self.name = server, server.name

    only: str | None = None

    def plans(self) -> list[str]:
        """Return the ids of the plans that have a journal here."""
        return [plan for (plan,) in self._rows(PLANS)]

    def size(self, plan: str) -> int:
        """Return how many lines the journal of a plan has."""
        return sum(n for (n,) in self._rows(SIZE, plan))

    def chunks(self, plan: str) -> Iterator[Chunk]:
        """Yield the lines that are there now, as far as this role may see them."""
        return chunked(plan, self._lines(plan))

    def _lines(self, plan: str) -> Iterator[Lines]:
        done = 0
        for texts in self._texts(plan):
            yield read_lines("\n".join(texts).encode(), f"{self.name} {plan}", done)
            done += len(texts)

    def marks(self, plan: str) -> LineMarks:
        """Read all lines that are there now, as far as this role may see them."""
        marks = LineMarks()
        for texts in self._texts(plan):
            marks = marks.and_of(texts)
        return marks

    def _texts(self, plan: str) -> Iterator[list[str]]:
        last, full = "", True
        while full and (rows := self._rows(NEXT, plan, last, READ)):
            yield [line for _, line in rows]
            last, full = rows[-1][0], len(rows) == READ

    def apart(self) -> "ServerStore":
        """Return a store with a connection of its own."""
        return ServerStore(self.server.again())

    def opened(self) -> bool:
        """Connect, and try that once only."""
        return self.server.opened()

    @contextmanager
    def adding(self, plan: str) -> Iterator[Adding]:
        """Make the journal where there is none."""
        start_journal(self.server, plan)
        yield lambda lines: self._added(plan, lines)

    def _added(self, plan: str, lines: Sequence[JournalLine]) -> Added:
        """Add lines in one transaction. Those that the server cannot keep are found by halves, and left out."""
        if not lines:
            return Added()
        try:
            return self.server.run(lambda connection: _add(connection, plan, lines))
        except NotKeptError as error:
            if len(lines) == 1:
                why = message("{server} cannot keep it: {why}; left out", server=self.name, why=error.why)
                return Added(refused=[lines[0].problem(why)])
        middle = len(lines) // 2
        return self._added(plan, lines[:middle]) + self._added(plan, lines[middle:])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.server.run(lambda connection: connection.execute(query.encode(), values).fetchall())


def _add(connection: Connection, plan: str, lines: Sequence[JournalLine]) -> Added:
    """Add what is not there to the journal of a plan, to which nobody else adds meanwhile. Raises NotKeptError."""
    try:
        with connection.transaction():
            connection.execute(HOLD, (WRITING, plan))
            checked, begun = connection.execute(STATE, (plan,)).fetchone() or (True, True)
            there = _there(connection, plan, lines) if begun else {}
            new = [line for line in lines if line.id not in there]
            (_insert if checked else _copy)(connection, plan, new)
    except NOT_KEPT as error:
        raise NotKeptError(said(error)) from None
    except psycopg.Error as error:
        if error.sqlstate in NOT_ADDED and (why := denial(error)):
            raise NotKeptError(why) from None
        raise
    refused = [line.other_words for line in lines if there.get(line.id, line.text) != line.text]
    return Added(len(new), len(lines) - len(new) - len(refused), refused)


def _there(connection: Connection, plan: str, lines: Sequence[JournalLine]) -> dict[str, str]:
    """Return what is there under the ids of lines."""
    return dict(connection.execute(THERE, (plan, [line.id for line in lines])).fetchall())


def _insert(connection: Connection, plan: str, lines: Sequence[JournalLine]) -> None:
    """Insert rows where the rights to every row are checked: there a server refuses COPY."""
    connection.execute(INSERT, (plan, [line.id for line in lines], [line.text for line in lines]))


def _copy(connection: Connection, plan: str, lines: Sequence[JournalLine]) -> None:
    if not lines:
        return
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(("text", "text", "text"))
        for line in lines:
            copy.write_row((plan, line.id, line.text))
