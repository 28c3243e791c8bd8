"""What a server holds, in figures."""

from msgspec import Struct

from plantrack.journal.postgresql.connection import Connection, Server

PLANS = """
    select count(*), coalesce(sum(n), 0)::bigint from plantrack.journal
    where %(plan)s::text is null or plan = %(plan)s
    """
WRITERS = """
    select writer, count(*), min(record ->> 'at'), max(record ->> 'at') from plantrack.update
    where %(plan)s::text is null or plan = %(plan)s
    group by writer order by count(*) desc, writer
    """
"""Each row of updates is read once, which is what takes its time on a large server."""
SIZE = """
    select sum(pg_total_relation_size(c.oid))::bigint from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = 'plantrack' and c.relkind = 'r'
    """


class Stats(Struct, frozen=True):
    """Plans and their updates, when the first and the last were recorded, and how many came by which role.

    `size` is what all tables and indexes take on the server's disk, in bytes, whatever plan is asked about.
    """

    plans: int
    updates: int
    size: int
    first: str | None
    last: str | None
    writers: dict[str, int]


def stats(server: Server, plan: str | None = None) -> Stats:
    """Return the figures of a plan, or of all that this role may read."""
    return server.run(lambda connection: _stats(connection, plan))


def _stats(connection: Connection, plan: str | None) -> Stats:
    about = {"plan": plan}
    ((plans, updates),) = connection.execute(PLANS, about)
    rows = connection.execute(WRITERS, about).fetchall()
    ((size,),) = connection.execute(SIZE)
    first, last = ([row[column] for row in rows if row[column]] for column in (2, 3))
    return Stats(
        plans, updates, size, min(first, default=None), max(last, default=None), {row[0]: row[1] for row in rows}
    )
