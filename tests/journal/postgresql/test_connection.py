"""One connection to a server: what is tried again, what is not, and what is said."""

from __future__ import annotations

import socket
import struct
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from cli_support import PATIENCE
from postgres_server import Cluster, cluster

from plantrack.errors import JournalError, UnreachableError, UsageError
from plantrack.journal.locks import locked
from plantrack.journal.postgresql.connection import Connection, Server, server_at
from plantrack.journal.postgresql.migrating import start_journal
from plantrack.journal.postgresql.mirror import Mirror
from plantrack.render.i18n import translator

INSERT = "insert into plantrack.update (plan, id, line) values (%s, %s, %s)"
DEADLOCKED = "select plan, id from plantrack.update where plan ~ 'deadlock'"
CHAIN = "select id from plantrack.chain where plan = 'serializable' order by n"
SERIALIZABLE = "?options=-c%20default_transaction_isolation%3Dserializable"


def _line(update: str) -> str:
    return f'{{"id": "{update}", "kind": "comment"}}'


def _into_both(first: str, second: str, update: str, meet: Callable[[], object]) -> Callable[[Connection], int]:
    """Return the work of recording about two plans in one transaction, which tells how often it was begun."""
    begun: list[int] = []

    def work(connection: Connection) -> int:
        begun.append(1)
        with connection.transaction():
            connection.execute(INSERT, (first, update, _line(update)))
            if len(begun) == 1:
                meet()
            connection.execute(INSERT, (second, update, _line(update)))
        return len(begun)

    return work


def test_deadlock(tables: str) -> None:
    """Two that record about two plans, each in another order, both get through: one of them at the second try."""
    servers = [Server(f"{tables}?options=-c%20deadlock_timeout%3D50ms") for _ in range(2)]
    for plan in ("deadlock-a", "deadlock-b"):
        start_journal(servers[0], plan)
    meet = Barrier(2)
    orders = (("deadlock-a", "deadlock-b", "u1"), ("deadlock-b", "deadlock-a", "u2"))
    works = [_into_both(*order, meet.wait) for order in orders]
    with ThreadPoolExecutor() as pool:
        begun = list(pool.map(lambda server, work: server.run(work), servers, works))
    assert sorted(begun) == [1, 2]
    rows = servers[0].run(
        lambda c: c.execute("select plan, id from plantrack.update where plan ~ 'deadlock'").fetchall()
    )
    assert sorted(rows) == [(plan, update) for plan in ("deadlock-a", "deadlock-b") for update in ("u1", "u2")]


def test_serializable(tables: str) -> None:
    """Where an address asks for serializable transactions, one that cannot be is begun again."""
    start_journal(Server(tables), "serializable")
    begun: list[int] = []

    def work(connection: Connection) -> None:
        with connection.transaction():
            connection.execute("select count(*) from plantrack.chain where plan = 'serializable'")
            if not begun:
                Server(tables).run(lambda other: other.execute(INSERT, ("serializable", "u1", _line("u1"))))
            begun.append(1)
            connection.execute(INSERT, ("serializable", "u2", _line("u2")))

    Server(f"{tables}{SERIALIZABLE}").run(work)
    assert len(begun) == 2
    rows = Server(tables).run(
        lambda c: c.execute("select id from plantrack.chain where plan = 'serializable' order by n")
    )
    assert rows.fetchall() == [("u1",), ("u2",)]


def test_many_servers_one_connection(tables: str) -> None:
    """The views of a process share a connection by its address; a thread has its own."""

    def process() -> int:
        found = server_at(tables, lambda: None).run(lambda connection: connection.execute("select pg_backend_pid()"))
        return int(found.fetchall()[0][0])

    with ThreadPoolExecutor(1) as pool:
        assert process() == process() != pool.submit(process).result()


@pytest.fixture(scope="module")
def strict() -> Iterator[Cluster]:
    """Return a server that lets some in with a password only, and some not at all."""
    with cluster("-c", "fsync=off") as made:
        for role in ("clerk password '9f'", "outsider", "crowd connection limit 0"):
            made.sql(f"create role {role.replace(' ', ' login ', 1)}" if " " in role else f"create role {role} login")
        made.sql("create role team nologin")
        made.sql("alter role postgres set statement_timeout = '60s'")
        rules = (
            "host all clerk 127.0.0.1/32 scram-sha-256", "host all outsider 127.0.0.1/32 reject",
            "host all all 127.0.0.1/32 trust",
        )  # fmt: skip
        (made.folder / "pg_hba.conf").write_text("\n".join(rules) + "\n")
        made.stop()
        made.start()
        yield made


PASSWORD = (
    "no password was given; put it into the file that PGPASSFILE names, or into PGPASSWORD",
    "没有给出密码；请写入 PGPASSFILE 所指的文件或 PGPASSWORD",
)
WRONG = (
    "wrong password for clerk, or no such role; correct it in the file that PGPASSFILE names, or in PGPASSWORD",
    "clerk 的密码错误，或没有这个角色；请在 PGPASSFILE 所指的文件或 PGPASSWORD 中更正",
)
LOGIN = (
    "no login ({said}); correct role and `sslmode` in the address, or ask whoever runs the server",
    "不允许登录（{said}）；请更正地址中的用户名和 `sslmode`，或询问服务器管理员",
)
ROLE = (
    "there is no role {said}; correct the address, or ask whoever runs the server",
    "没有角色 {said}；请更正地址，或询问服务器管理员",
)
NO_LOGIN = (
    "role team may not log in; correct the address, or ask whoever runs the server",
    "角色 team 不能登录；请更正地址，或询问服务器管理员",
)
DATABASE = (
    "there is no database {said}; correct the address, or ask whoever runs the server",
    "没有数据库 {said}；请更正地址，或询问服务器管理员",
)
REJECTED = 'pg_hba.conf rejects connection for host "127.0.0.1", user "outsider", database "postgres", no encryption'
REFUSED = {
    "clerk@HERE/postgres": (PASSWORD, ""),
    "outsider@HERE/postgres?sslmode=disable": (LOGIN, REJECTED),
    "nobody@HERE/postgres": (ROLE, "nobody"),
    "team@HERE/postgres": (NO_LOGIN, ""),
    "postgres@HERE/missing": (DATABASE, "missing"),
}
"""Who is let in by no means, what is said in English and Chinese, and what the server says."""
READ_ONLY = "postgres@HERE/postgres?options=-c%20default_transaction_read_only%3Don"
UNREACHABLE = {
    "crowd@HERE/postgres": ("it has as many connections as it takes", "服务器连接数已满"),
    "postgres@HERE/postgres?sslmode=require": (
        "it offers no encryption, which the address demands", "地址要求加密，而服务器不提供加密",
    ),
    READ_ONLY: (
        "it takes no updates: it is a standby, or set to be only read", "服务器只读：是备用服务器，或被设为只读",
    ),
    f"{READ_ONLY}&target_session_attrs=read-write": (
        "no host of the address takes updates", "地址中没有一台主机可以写入",
    ),
    "postgres@127.0.0.1:1/db": ("no server listens there", "该处没有服务器"),
    "postgres@nowhere.invalid/db": (
        "there is no host of this name, or no network", "没有这个名称的主机，或网络不通",
    ),
}  # fmt: skip
"""Who comes how to no server that takes updates, and what is said in English and Chinese."""


def _asked(where: str, host: str) -> tuple[type[JournalError], list[str]]:
    """Return which error it is to come so, and what it says behind the server's name."""
    server = Server(f"postgresql://{where.replace('HERE', host)}", alive=0.2, silent=0.2)
    with pytest.raises(JournalError) as error:
        server.run(lambda connection: connection.execute("create table more (n int)"))
    said = [error.value.message.text(translator(language)) for language in ("en", "zh")]
    assert all(one.startswith(server.name) for one in said)
    return error.type, [one.removeprefix(server.name) for one in said]


@pytest.mark.parametrize("where", REFUSED)
def test_refused(strict: Cluster, where: str) -> None:
    """What a server refuses for good is one line in either language, with what to do."""
    words, told = REFUSED[where]
    said = [": refused: " + words[0].format(said=told), "：拒绝：" + words[1].format(said=told)]
    assert _asked(where, strict.host) == (JournalError, said)


def test_a_wrong_password(strict: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password is told from none."""
    monkeypatch.setenv("PGPASSWORD", "8e")
    said = [f": refused: {WRONG[0]}", f"：拒绝：{WRONG[1]}"]
    assert _asked("clerk@HERE/postgres", strict.host) == (JournalError, said)


@pytest.mark.parametrize("where", UNREACHABLE)
def test_unreachable(strict: Cluster, where: str) -> None:
    """Where there is no server that takes updates, that is one line in either language."""
    english, chinese = UNREACHABLE[where]
    said = [f": cannot be reached: {english}", f"：无法连接：{chinese}"]
    assert _asked(where, strict.host) == (UnreachableError, said)


def test_wrong_password_once(strict: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password is tried once, so that no account is locked by us, and never shown."""
    (tmp_path / "pass").write_text(f"127.0.0.1:{strict.port}:*:clerk:hunter2\n")
    (tmp_path / "pass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", f"{tmp_path / 'pass'}")
    before = (strict.folder / "log").read_text().count("password authentication failed")
    with pytest.raises(JournalError, match="wrong password for clerk") as error:
        Server(strict.address(role="clerk")).run(lambda connection: connection)
    assert (strict.folder / "log").read_text().count("password authentication failed") == before + 1
    assert "hunter2" not in "".join(traceback.format_exception(error.value))


CODES = {
    "57P03": ("the database system is starting up", "it is only starting"),
    "57P01": ("the database system is shutting down", "it is being shut down"),
    "53300": ("sorry, too many clients already", "it has as many connections as it takes"),
}


@contextmanager
def _speaking(code: str, words: str) -> Iterator[int]:
    """Yield the port of a server that tells everybody the same, as PostgreSQL does before it lets anybody in."""
    fields = b"".join(
        f"{kind}{said}\0".encode() for kind, said in zip("SVCM", ("FATAL", "FATAL", code, words), strict=True)
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def speak() -> None:
            with suppress(OSError):
                while True:
                    with listener.accept()[0] as client:
                        client.recv(65536)
                        client.sendall(b"E" + struct.pack("!i", len(fields) + 5) + fields + b"\0")

        Thread(target=speak, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("code", CODES)
def test_not_yet(code: str) -> None:
    """A server that starts, ends or is full is tried again for a while, and told what it is."""
    told, said = CODES[code]
    with _speaking(code, told) as port, pytest.raises(UnreachableError, match=said):
        Server(f"postgresql://127.0.0.1:{port}/db?sslmode=disable", alive=0.3, silent=0).run(
            lambda connection: connection
        )


ENDED = "select pg_terminate_backend(pg_backend_pid())"
RAISED = "do $$ begin raise exception 'no space left on device' using errcode = '%s'; end $$"


def test_ended_by_others(tables: str) -> None:
    """A connection that others end is made again, and nobody hears of it."""
    begun: list[int] = []

    def work(connection: Connection) -> int:
        begun.append(1)
        if len(begun) == 1:
            connection.execute(ENDED)
        return len(begun)

    assert Server(tables).run(work) == 2


def test_full_disk(tables: str) -> None:
    """Where the server's disk is full, that is said at once, and nothing was recorded."""
    with pytest.raises(JournalError, match="its disk is full; nothing was recorded; tell"):
        Server(tables).run(lambda connection: connection.execute(RAISED.replace("%s", "53100").encode()))


def test_takes_too_long(tables: str) -> None:
    """A statement that takes too long is ended by the server, and that is said."""
    server = Server(f"{tables}?options=-c%20statement_timeout%3D50ms")
    with pytest.raises(JournalError, match="not done in time; try again when the server has less to do"):
        server.run(lambda connection: connection.execute("select pg_sleep(60)"))


def test_locks_before_statements(tables: str) -> None:
    """A lock is given up before the statement that waits for it, so that it is said what was waited for."""
    found = Server(tables).run(
        lambda c: c.execute("select current_setting('lock_timeout'), current_setting('statement_timeout')").fetchone()
    )
    assert found == ("50s", "1min")


def test_told_once() -> None:
    """Whoever waits is told so, once, however often it is tried."""
    told = []
    server = Server("postgresql://127.0.0.1:1/db", lambda: told.append(1), silent=3)
    for _ in range(2):
        with pytest.raises(UnreachableError):
            server.run(lambda connection: connection)
    assert told == [1]


def test_told_where_another_reads(tables: str, tmp_path: Path) -> None:
    """Whoever waits until another command here has read what is new is told so, too."""
    told = Event()
    server = Server(tables, told.set)
    start_journal(server, "read-by-two")
    mirror = Mirror(tmp_path, server, "read-by-two")
    mirror.refresh()
    with ThreadPoolExecutor() as pool:
        with locked(mirror.folder):
            refreshed = pool.submit(mirror.refresh)
            assert told.wait(PATIENCE)
        refreshed.result()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://host/db?foo=secret", "postgresql://host:port/db", "postgresql://[::1/db", "postgresql://a%zz/db",
        "postgresql://u:se/cret@host/db", "postgresql://u:se#cret@host/db", "postgresql://u:12/cret@host/db",
        "postgresql://u:12?cret@host/db",
    ],
)  # fmt: skip
def test_no_address(address: str) -> None:
    """What cannot be read, or holds what may be a password, is refused, and not repeated."""
    with pytest.raises(UsageError) as error:
        Server(address)
    assert not {"secret", "cret", "foo"} & {*str(error.value).replace("/", " ").split()}
