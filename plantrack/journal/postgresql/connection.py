"""One connection to a server: made when it is needed, made again when it is lost, and never waited for without end.

What may have happened to a statement whose answer is lost, and why doing it again is right:

- It did not come to the server, or was undone with it: it is done now.
- It is still under way: who does it again waits for it at the lock of its plan, or gives up in time.
- It was done: what was recorded has ids, and is found by them (see `store`).
- It was done on a primary that died before its standby had it, and is not there on the promoted one: it is done now.
  Nobody was told that it was kept. A primary that starts again shows such a row before the standby has it; so what is
  found by its id counts only after a commit of one's own, for which the standby is waited for, and for all before it.
- The wait for the standby was broken off: the server says so beside its answer, and that counts as no answer.

PostgreSQL waits for a standby without end, and no timeout of its own ends that: here it ends as any silence does.
"""

import os
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from random import random
from threading import local
from time import monotonic, sleep
from typing import Any, TypeVar
from weakref import finalize

from plantrack.errors import UnreachableError
from plantrack.extras import needs
from plantrack.journal.addresses import check_address, no_address, unreadable
from plantrack.journal.locks import told_late

needs("psycopg", "postgres")

import psycopg  # noqa: E402 - after the sentence that says how to install it
from psycopg import pq  # noqa: E402
from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: E402

from plantrack.journal.postgresql.refusals import (  # noqa: E402
    SILENT,
    UNCONFIRMED,
    Patience,
    reason_of,
    refusal,
)

Result = TypeVar("Result")
_open = local()
"""The servers of this thread."""
SETTINGS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "plantrack",
}
"""What holds where the address says nothing else: seconds, and milliseconds of a silent network."""
STATEMENT = 60
"""Maximum number of seconds that a statement takes."""
LOCK = 50
"""Maximum number of seconds for which it waits for another one: fewer, so that the server says which it was."""
ON_SERVER = {
    "statement_timeout": f"{STATEMENT}s",
    "lock_timeout": f"{LOCK}s",
    "idle_in_transaction_session_timeout": f"{STATEMENT}s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15s",
    "search_path": "pg_catalog",
}
"""What the server is to do: it lets go within half a minute what a client holds whose machine is gone."""
SETTLE = "select pg_logical_emit_message(true, 'plantrack', '')"
"""A commit of its own that changes nothing."""
LONG, SHORT = 60.0, 1.0
"""How many seconds a server is waited for: one that answers, though it cannot yet; and one from which nothing comes."""
MARGIN, ASKING = 2.0, 5.0
"""Seconds for which an answer may be late, and after which it is asked again whether there is a server at all."""
ALIVE = (pq.Ping.OK, pq.Ping.REJECT)
FIRST, LAST = 0.05, 1.0
"""Seconds between two tries, at first and at most."""


class Connection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that does not wait for an answer without end."""

    ends = float("inf")
    """The moment at which an answer comes too late."""
    unconfirmed = False
    """Whether the server has done something that its standby may not have."""

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **kwargs: Any) -> Any:
        """Wait for what is under way. Raises OperationalError once that is in vain."""
        return super().wait(self._heard(gen), *args, **kwargs)

    def _heard(self, gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
        """Hand on what psycopg waits for, and look at the clock when nothing has come for a moment."""
        asking = monotonic() + ASKING
        with closing(gen):
            try:
                wanted = next(gen)
                while True:
                    ready = yield wanted
                    if not ready and monotonic() > min(asking, self.ends):
                        self._check_alive()
                        asking = monotonic() + ASKING
                    wanted = gen.send(ready)
            except StopIteration as end:
                done: Result = end.value
                return done

    def _check_alive(self) -> None:
        host = {"host": self.info.host, "hostaddr": self.info.hostaddr or None, "port": self.info.port}
        known = {**self.info.get_parameters(), **host, "target_session_attrs": "any", "connect_timeout": 2}
        if monotonic() > self.ends or pq.PGconn.ping(make_conninfo("", **known).encode()) not in ALIVE:
            raise psycopg.OperationalError(SILENT)

    def settle(self) -> None:
        """Wait until everything that can be seen here is as safe as what is committed here."""
        with suppress(psycopg.errors.UndefinedFunction):  # another engine, where nobody sees what is not
            self.execute(SETTLE)

    def note(self, said: psycopg.errors.Diagnostic) -> None:
        """Take in what a server says beside its answers."""
        self.unconfirmed |= said.source_function == "SyncRepWaitForLSN"


class Server:
    """A server by its address. `waiting` is called, once, where something takes seconds."""

    def __init__(
        self, address: str, waiting: Callable[[], None] = lambda: None, *, alive: float = LONG, silent: float = SHORT
    ) -> None:
        """Take an address without a password, and how many seconds to wait for a server. Raises UsageError."""
        self.address = check_address(address)
        try:
            self._known: dict[str, Any] = {**SETTINGS, **conninfo_to_dict(address)}
        except psycopg.ProgrammingError as error:
            raise no_address(address, unreadable(str(error))) from None
        self.waiting, self._told, self._alive, self._silent = waiting, False, alive, silent
        self._connection: Connection | None = None

    @property
    def name(self) -> str:
        """What people call it: host and database."""
        port = f":{self._known['port']}" if "port" in self._known else ""
        return f"{self._known.get('host', 'localhost')}{port}/{self._known.get('dbname', '')}"

    def run(
        self, work: Callable[[Connection], Result], *, on: Connection | None = None, patience: float | None = None
    ) -> Result:
        """Return what work does on a connection. It may be begun again, so doing it twice must be the same as once.

        It is done `on` one connection, where that is given, as long as it is open; and for `patience` seconds at most,
        but for the answer that may be late. Raises UnreachableError where there is no server, and JournalError where it
        refuses.
        """
        begun, silent, pause = monotonic(), None, FIRST
        limits = {Patience.LONG: patience or self._alive, Patience.SHORT: self._silent}
        with told_late(self.tell):
            while True:
                try:
                    return _done(work, on or self.connection, begun + limits[Patience.LONG] + MARGIN)
                except psycopg.Error as error:
                    self._drop_unless_idle()
                    patience_left, why = reason_of(error)
                    if patience_left is Patience.NONE:
                        raise refusal(self.name, error) from None
                except BaseException:
                    self._cancel()
                    self._drop_unless_idle()
                    raise
                now = monotonic()
                silent = (silent or now) if patience_left is Patience.SHORT else None
                if (on is not None and on.closed) or now + pause > (silent or begun) + limits[patience_left]:
                    raise UnreachableError("{server}: cannot be reached: {why}", server=self.name, why=why)
                sleep(pause * (0.5 + random() / 2))  # noqa: S311 - so that those who wait do not all come back at once
                pause = min(2 * pause, LAST)

    @property
    def connection(self) -> Connection:
        """The connection that is open, or a new one."""
        if self._connection is None or self._connection.closed:
            options = " ".join(f"-c {name}={value}" for name, value in ON_SERVER.items())
            known = {**self._known, "options": f"{options} {self._known.get('options', '')}"}
            self._connection = Connection.connect(make_conninfo("", **known), autocommit=True)
            self._connection.add_notice_handler(self._connection.note)
            finalize(self, self._connection.close)
        return self._connection

    def opened(self) -> bool:
        """Connect, where that can be done at once; tell whether there is a connection."""
        with suppress(psycopg.Error):
            return not self.connection.closed
        return False

    def again(self) -> "Server":
        """Return the same server for another thread, with a connection of its own; what takes seconds is told once."""
        return Server(self.address, self.tell, alive=self._alive, silent=self._silent)

    def close(self) -> None:
        """Leave the server."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _drop_unless_idle(self) -> None:
        """Leave the server, unless the connection can still be used: what is under way on it will not be waited for."""
        if self._connection and self._connection.info.transaction_status is not pq.TransactionStatus.IDLE:
            self.close()

    def _cancel(self) -> None:
        """Let the server end what is under way, so that nothing is done that was given up: Ctrl-C, say."""
        if self._connection and self._connection.info.transaction_status is pq.TransactionStatus.ACTIVE:
            with suppress(psycopg.Error):
                self._connection.cancel_safe(timeout=1)

    def tell(self) -> None:
        """Say that it takes long, once."""
        if not self._told:
            self._told = True
            self.waiting()


def server_at(address: str, waiting: Callable[[], None]) -> Server:
    """Return the server of an address: one for all plans and views of a process. Each thread has its own.

    Raises UsageError.
    """
    known: dict[tuple[int, str], Server] = vars(_open).setdefault("servers", {})
    key = (os.getpid(), address)
    if key not in known:
        known[key] = Server(address, waiting)
    known[key].waiting = waiting
    return known[key]


def _done(work: Callable[[Connection], Result], connection: Connection, ends: float) -> Result:
    """Return what work does on a connection. Raises OperationalError where its standby may not have it."""
    connection.ends, connection.unconfirmed = ends, False
    try:
        result = work(connection)
    finally:
        connection.ends = float("inf")
    if connection.unconfirmed:
        raise psycopg.OperationalError(UNCONFIRMED)
    return result
