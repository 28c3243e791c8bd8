"""What a server holds, in figures."""

from msgspec import Struct

from plantrack.journal.postgresql.connection import Connection, Server

PLANS = """
    select count(*), coalesce(sum(n), 0)::bigint from plantrack.journal
    where %(plan)s::text is null or plan = %(plan)s
    """
MOMENTS = """
    select min(record ->> 'at'), max(record ->> 'at') from plantrack.update
    where %(plan)s::text is null or plan = %(plan)s
    """
WRITERS = """
    select writer, count(*) from plantrack.update where %(plan)s::text is null or plan = %(plan)s
    group by writer order by count(*) desc, writer
    """
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
    ((first, last),) = connection.execute(MOMENTS, about)
    ((size,),) = connection.execute(SIZE)
    return Stats(plans, updates, size, first, last, dict(connection.execute(WRITERS, about).fetchall()))
