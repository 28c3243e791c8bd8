"""One connection to a server: made when it is needed, made again when it is lost, and never waited for without end."""

from collections.abc import Callable
from random import random
from time import monotonic, sleep
from typing import Any, TypeAlias, TypeVar
from weakref import finalize

from plantrack.errors import JournalError, UnreachableError
from plantrack.extras import needs
from plantrack.journal.addresses import check_address

needs("psycopg", "postgres")

import psycopg  # noqa: E402 - after the sentence that says how to install it
from psycopg import errors, pq  # noqa: E402
from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: E402

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
Result = TypeVar("Result")
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
"""Maximum number of seconds that a statement takes, and that another one is waited for."""
ALIVE, SILENT = 60.0, 1.0
"""How many seconds a server is waited for: one that answers, though it cannot yet; and one from which nothing comes."""
SHORTEST, LONGEST = 0.05, 1.0
"""Seconds between two tries, at first and at most."""
TOLD = 2.0
"""Seconds after which whoever waits is told so."""
AGAIN = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.ReadOnlySqlTransaction,  # a primary that has become a standby
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
"""What another try, on another connection, may mend."""
NEVER = (errors.InsufficientPrivilege, errors.InvalidPassword, errors.InvalidAuthorizationSpecification,
         errors.InvalidCatalogName, errors.QueryCanceled, errors.LockNotAvailable, errors.DiskFull)  # fmt: skip
"""What of these it does not."""
MISSING = (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedFunction)


class Server:
    """A server by its address. `waiting` is called, once, where a try has to be made again for seconds."""

    def __init__(
        self, address: str, waiting: Callable[[], None] = lambda: None, *, alive: float = ALIVE, silent: float = SILENT
    ) -> None:
        """Take an address without a password, and how many seconds to wait for a server. Raises UsageError."""
        self.address = check_address(address)
        self._waiting, self._alive, self._silent = waiting, alive, silent
        self._connection: Connection | None = None

    @property
    def name(self) -> str:
        """What people call it: host and database."""
        known = self._settings()
        port = f":{known['port']}" if "port" in known else ""
        return f"{known.get('host', 'localhost')}{port}/{known.get('dbname', '')}"

    def run(self, work: Callable[[Connection], Result], *, once: bool = False) -> Result:
        """Return what work does on a connection. It may be begun again, so doing it twice must be the same as once.

        With `once` it is not. Raises UnreachableError where there is no server, and JournalError where it refuses.
        """
        begun, pause, told = monotonic(), SHORTEST, False
        while True:
            try:
                return work(self.connection)
            except NEVER as error:
                self.close()
                raise refusal(self.name, error) from None
            except AGAIN as error:
                self.close()
                waited = monotonic() - begun
                if once or waited + pause > (self._alive if self._answers() else self._silent):
                    raise UnreachableError(
                        "{server}: cannot be reached: {why}", server=self.name, why=said(error)
                    ) from None
            except psycopg.Error as error:
                self.close()
                raise refusal(self.name, error) from None
            if waited > TOLD and not told:
                told = True
                self._waiting()
            sleep(pause * (0.5 + random() / 2))  # noqa: S311 - so that those who wait do not all come back at once
            pause = min(2 * pause, LONGEST)

    @property
    def connection(self) -> Connection:
        """The connection that is open, or a new one."""
        if self._connection is None or self._connection.closed:
            options = f"-c statement_timeout={STATEMENT}s -c lock_timeout={STATEMENT}s -c search_path=pg_catalog"
            known = self._settings()
            known["options"] = f"{options} {known.get('options', '')}"
            self._connection = psycopg.connect(make_conninfo("", **known), autocommit=True)
            finalize(self, self._connection.close)
        return self._connection

    def close(self) -> None:
        """Leave the server."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _settings(self) -> dict[str, Any]:
        return {**SETTINGS, **conninfo_to_dict(self.address)}

    def _answers(self) -> bool:
        """Tell whether any host answers at all, be it that it only starts, or only reads."""
        known = self._settings() | {"target_session_attrs": "any", "connect_timeout": 2}
        return pq.PGconn.ping(make_conninfo("", **known).encode()) in (pq.Ping.OK, pq.Ping.REJECT)


def refusal(server: str, error: psycopg.Error) -> JournalError:
    """Return what a server refused, in its own words, unless the tables are missing."""
    if isinstance(error, MISSING):
        return JournalError(
            "{server}: there are no tables for journals; `plantrack journal init` makes them", server=server
        )
    return JournalError("{server}: refused: {why}", server=server, why=said(error))


def said(error: psycopg.Error) -> str:
    """Return what a server, or the way to it, says: a line."""
    return error.diag.message_primary or next(iter(str(error).splitlines()), type(error).__name__)
