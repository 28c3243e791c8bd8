"""The tables of a server, made and changed by numbered files of SQL, each once, one process at a time."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.journal.postgresql.refusals import FORBIDDEN

MIGRATING = 1886219382
"""The lock of whoever changes the tables."""
OLDEST = 14
"""The first version whose SQL the migrations speak."""
SCHEMA = """
    create schema if not exists plantrack;
    create table if not exists plantrack.migration (
        number int primary key, name text not null, applied timestamptz not null default now()
    );
    """
THERE = "select from plantrack.journal where plan = %s"
OLDER = "{server}: the tables are older than this plantrack; let their owner run `plantrack journal migrate`"
OPEN = "insert into plantrack.journal (plan, hash) values (%s, %s) on conflict (plan) do nothing"


def migrate(server: Server) -> list[str]:
    """Bring the tables up to this version, in one transaction; return the names of the files that were applied.

    Raises JournalError where the server does not let this role do it, is too old, or has tables of a newer version.
    """
    return server.run(lambda connection: _migrate(connection, server.name))


def check_version(number: int) -> None:
    """Refuse a server by the number of its version, as 130023 for 13.23. Raises JournalError."""
    if number < OLDEST * 10_000:
        raise JournalError(
            "the server says that it is PostgreSQL {version}; journals need {oldest} or later",
            version=f"{number // 10_000}.{number % 10_000}", oldest=OLDEST,
        )  # fmt: skip


def missing(server: Server) -> list[str]:
    """Return the names of the files that are still to be applied. Raises JournalError for newer tables."""
    return server.run(lambda connection: [name for _, name in _missing(connection)])


def _migrate(connection: Connection, name: str) -> list[str]:
    missing = _missing(connection)
    if not missing:
        return []  # whoever may change nothing here need not
    check_version(connection.info.server_version)
    try:
        return _applied(connection)
    except FORBIDDEN:
        if len(missing) == len(dict(migrations())):
            raise
        raise JournalError(OLDER, server=name) from None


def _applied(connection: Connection) -> list[str]:
    known = dict(migrations())
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", (MIGRATING,))
        connection.execute(SCHEMA)
        found = _missing(connection)
        for number, name in found:
            connection.execute(known[name].encode())
            connection.execute("insert into plantrack.migration (number, name) values (%s, %s)", (number, name))
    return [name for _, name in found]


def _missing(connection: Connection) -> list[tuple[int, str]]:
    """Return number and name of the files that are still to be applied."""
    names = sorted(dict(migrations()))
    (made,) = connection.execute("select to_regclass('plantrack.migration') is not null").fetchone() or (False,)
    there = {n for (n,) in connection.execute("select number from plantrack.migration")} if made else set()
    if there - {*range(1, len(names) + 1)}:
        raise JournalError("the tables of the server are of a newer version; update plantrack")
    return [(n, name) for n, name in enumerate(names, 1) if n not in there]


def migrations() -> Iterator[tuple[str, str]]:
    """Yield name and content of every migration, in no order."""
    for file in files("plantrack.journal.postgresql").joinpath("migrations").iterdir():
        if file.name.endswith(".sql"):
            yield file.name, file.read_text("utf-8")


def start_journal(server: Server, plan: str) -> bool:
    """Make the journal of a plan, without updates; tell whether there was none. Raises JournalError."""
    return server.run(lambda connection: _start(connection, plan))


def _start(connection: Connection, plan: str) -> bool:
    if connection.execute(THERE, (plan,)).fetchone() is not None:
        return False
    return connection.execute(OPEN, (plan, first_hash(plan))).rowcount > 0


def first_hash(plan: str) -> bytes:
    """Return the hash before a plan's first update: that of its id."""
    return sha256(plan.encode()).digest()
