"""Whether a plan's journal on a server is the one that was committed: its chain of hashes, computed anew there.

It tells of a line or hash that was changed, removed, exchanged or slipped in. Of a chain that was computed anew from
some point on, which only the owner of the tables can do, whoever read the journal before is told by the mirror.
"""

from random import randrange

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.journal.postgresql.migrating import first_hash

FIRST_FAULT = """
    with told as (
        select not row_security_active('plantrack.update')
            or %(plan)s = any ((select plantrack.plans(current_user, 'whole'))::text[]) as whole
    ), head as (
        select n, hash from plantrack.journal where plan = %(plan)s
    ), last as (
        select n, hash from plantrack.chain where plan = %(plan)s order by n desc limit 1
    ), chain as (
        select n, id, hash, row_number() over w + greatest(%(after)s, 1) - 1 as place,
            lag(hash, 1, %(first)s::bytea) over w as before
        from plantrack.chain where plan = %(plan)s and n between %(after)s and %(until)s window w as (order by n)
    )
    select min(n) from (
        select c.n
        from told, chain c left join (select id, salt, line from plantrack.update where plan = %(plan)s) u using (id)
        where n > %(after)s
            and (n <> place or (line is null and whole) or hash <> sha256(before || salt || convert_to(line, 'UTF8')))
        union all
        select n + 1 from head
        where n <> coalesce((select n from last), 0) or hash <> coalesce((select hash from last), %(first)s)
            or ((select whole from told) and n <> (select count(*) from plantrack.update where plan = %(plan)s))
    ) as faults
    """
MOST = 50_000
"""How many updates in a row are hashed anew where that is done beside something else: a quarter of a second."""
EVERY = 2**62
CHANGED = (
    "{server}: update {n} of plan {plan} is not what was committed, or something stands there that never was: somebody "
    "has changed the journal; ask whoever owns the tables, and run `plantrack journal verify`"
)


def first_fault(server: Server, plan: str, after: int = 0, until: int = EVERY) -> int | None:
    """Return the number of the first update that is not what was committed; None where there is none.

    Lines are hashed anew after one number and up to another. How many there are, and the last hash, is looked at in any
    case; what is wrong with these has the number after the last.
    """
    values = {"plan": plan, "first": first_hash(plan), "after": after, "until": until}
    return server.run(lambda connection: _number(connection, FIRST_FAULT, values))


def check_chain(server: Server, plan: str, most: int = MOST) -> None:
    """Raise JournalError where the journal of a plan is not the one that was committed.

    Of one that has more than `most` updates only so many are hashed anew, in a row that begins anywhere.
    """
    size = "select n from plantrack.journal where plan = %(plan)s"
    n = server.run(lambda connection: _number(connection, size, {"plan": plan})) or 0
    after = randrange(n - most + 1) if n > most else 0  # noqa: S311 - so that nobody knows what is not looked at
    if (fault := first_fault(server, plan, after, after + most)) is not None:
        raise changed(server, plan, fault)


def changed(server: Server, plan: str, n: int) -> JournalError:
    """Return what is said where the server's own hashes do not hold, whatever was read before."""
    return JournalError(CHANGED, server=server.name, plan=plan, n=n)


def _number(connection: Connection, query: str, values: dict[str, object]) -> int | None:
    found = connection.execute(query, values).fetchone()
    return found[0] if found else None
