"""A real PostgreSQL server for tests: its own folder, port and processes, started where a test asks for one.

`PLANTRACK_TEST_POSTGRES` names a server to be used instead, as a superuser; else the system's own programs are started.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Any

import psycopg
import pytest
from required import ALL

GIVEN = "PLANTRACK_TEST_POSTGRES"
SUPERUSER = "postgres"
DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian's packages put the programs of each version, which are not in PATH."""
_numbers = count(1)
PAUSE = 0.05
"""Seconds after which a server that starts is asked again."""
FAST = ("-c", "fsync=off", "-c", "full_page_writes=off")
"""For servers that no test kills."""


def programs(*, everything: bool = ALL) -> Path:
    """Return the folder of initdb and postgres; without one the test skips, or fails where everything is required."""
    from_path = shutil.which("initdb")
    every = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = [*(path.parent for path in every), *([Path(from_path).resolve().parent] if from_path else [])]
    if not found:
        end = pytest.fail if everything else pytest.skip
        end("PostgreSQL is missing; install the package postgresql, or name a server in PLANTRACK_TEST_POSTGRES")
    return found[0]


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _user() -> str | None:
    """Return as whom a server runs: PostgreSQL refuses root. Debian's package makes a user for it."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd

    return next(name for name in (SUPERUSER, "nobody") if name in {user.pw_name for user in pwd.getpwall()})


def _in_english() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


class Cluster:
    """One server: its folder of data and its port."""

    def __init__(self, folder: Path, port: int, settings: tuple[str, ...] = FAST) -> None:
        self.folder, self.port, self.settings = folder, port, settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """Host and port, as they stand in an address."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The number of the process that has started all others of the server."""
        assert self._process is not None
        return self._process.pid

    @property
    def processes(self) -> set[int]:
        """The numbers of the processes that it has started and that still run."""
        return {*_children(self.pid)}

    def address(self, database: str = "postgres", role: str = SUPERUSER) -> str:
        """Return the address of a database, as a role."""
        return f"postgresql://{role}@{self.host}/{database}"

    def run(self, program: str, *words: str, **environment: str) -> None:
        """Run one of PostgreSQL's own programs as who may."""
        found = shutil.which(program, path=programs()) or program
        subprocess.run([found, *words], user=_user(), check=True, capture_output=True, cwd="/",
                       env=_in_english() | environment)  # fmt: skip

    def create(self) -> None:
        """Make the folder of data; whoever comes from this machine is let in, as any role."""
        self.run("initdb", "-D", f"{self.folder}", "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    def start(self, patience: float = 60) -> None:
        """Start it, and wait until it answers; after so many seconds without an answer the test fails."""
        words = ["-D", f"{self.folder}", "-p", f"{self.port}", "-c", "listen_addresses=127.0.0.1",
                 "-c", "unix_socket_directories=", "-c", "max_connections=200", *self.settings]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([programs() / "postgres", *words], user=_user(), cwd="/", stdout=log,
                                             stderr=log, start_new_session=True, env=_in_english())  # fmt: skip
        ends = monotonic() + patience
        while not self._answers():
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PAUSE)
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert monotonic() < ends, (self.folder / "log").read_text()

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.address(), connect_timeout=5).close()
            return True
        return False

    def kill(self) -> None:
        """Kill all of its processes at once, as a machine that dies."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)  # it starts no more
            for process in (*_children(self._process.pid), self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self._process.wait()
            (self.folder / "postmaster.pid").unlink(missing_ok=True)
        self._process = None

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
        self._process = None

    def standby(self, *settings: str) -> Cluster:
        """Return a copy of this server, not yet started, that follows it under the name `standby`."""
        made = Cluster(self.folder.with_name("standby"), free_port(), settings)
        self.run("pg_basebackup", "-D", f"{made.folder}", "-d", self.address(), "-c", "fast", "-N")
        self.run("touch", f"{made.folder}/standby.signal")
        follows = f"host=127.0.0.1 port={self.port} user={SUPERUSER} application_name=standby"
        made.settings += ("-c", f"primary_conninfo={follows}", "-c", "wal_retrieve_retry_interval=100ms")
        return made

    def promote(self) -> None:
        """Make a standby the primary; it takes updates when this returns."""
        self.sql("select pg_promote()")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, done as the superuser."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []


def _children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    return [int(pid) for pid, parent in map(str.split, listed.stdout.splitlines()) if int(parent) == process]


@contextmanager
def pair() -> Iterator[tuple[Cluster, Cluster]]:
    """Yield a running server, and a standby that every commit waits for."""
    with cluster("-c", "synchronous_standby_names=standby") as primary:
        second = primary.standby("-c", "fsync=on")
        try:
            second.start()
            yield primary, second
        finally:
            second.kill()


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """Yield a running server that is gone afterwards."""
    folder = Path(mkdtemp(prefix="plantrack-pg-"))
    if user := _user():
        shutil.chown(folder, user)
    made = Cluster(folder / "data", free_port(), settings or FAST)
    try:
        made.create()
        made.start()
        yield made
    finally:
        made.kill()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a server's first database: of the one that is named, or of one of our own."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    with cluster() as own:
        yield own.address()


@contextmanager
def database(address: str) -> Iterator[str]:
    """Yield the address of a new database on a server, which is gone afterwards."""
    name = f"plantrack_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
        try:
            yield address.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"drop database {name} with (force)".encode())
