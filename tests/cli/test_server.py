"""What an officer sees of a server that fails: one line, an exit code, and no wait without a word."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import psycopg
import pytest
from cli.test_interruption import AS_MODULE, begun, ended
from cli_support import PATIENCE, Bench, command, environment
from postgres_server import database
from proxy import Proxy

from plantrack.journal.postgresql.store import LOCK, WRITING

WAITS = "warning: no answer from the server yet, or another command is writing to the journal; waiting\n"
NOBODY = "postgresql://127.0.0.1:1/db"
LEFT = """
    select pid, state, query from pg_stat_activity where application_name = 'plantrack' and datname = current_database()
    """
TIMES = 16


@pytest.fixture
def kept(running: str, bench: Bench) -> Iterator[str]:
    """Return the address of a database with the tables, and the journal of the plan on the bench."""
    with database(running) as address:
        for word in ("init", "sync"):
            assert bench.program("journal", word, env=at(address)).code == 0
        yield address


def at(address: str, language: str = "en") -> dict[str, str]:
    """Return the environment in which a server keeps the journal."""
    return {"PLANTRACK_JOURNAL": address, "PLANTRACK_LANG": language}


def rows(address: str) -> int:
    """Return how many updates a server has."""
    with psycopg.connect(address) as connection:
        found = connection.execute("select count(*) from plantrack.update").fetchone()
    return int(found[0]) if found else 0


@contextmanager
def holding(address: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Hold the plan, as another command does."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(LOCK, ("0", WRITING, "fairs"))
        yield connection


@contextmanager
def started(bench: Bench, address: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command on the bench, whose journal is on a server if an address is given."""
    given = at(address) if address else {"PLANTRACK_LANG": "en"}
    with subprocess.Popen(
        command(*words), cwd=bench.here, env=environment(given), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        yield process


def _last(said: str) -> str:
    return said.splitlines()[-1]


def gone(address: str) -> bool:
    """Wait until no command is connected any more, and tell that nobody holds the plan."""
    with psycopg.connect(address, autocommit=True) as connection:
        while connection.execute(LEFT).fetchall():
            pass
        return not connection.execute("select from pg_locks where locktype = 'advisory'").fetchall()


UNREACHABLE = {"en": "127.0.0.1:1/db: cannot be reached: no server listens there",
               "zh": "127.0.0.1:1/db：无法连接：该处没有服务器"}  # fmt: skip
KEPT = {"en": "warning: {}; kept in plans/fairs/journal until `plantrack journal sync` sends it\n",
        "zh": "警告：{}；先存在plans/fairs/journal，待`plantrack journal sync`送出\n"}  # fmt: skip
JUDGED = {"en": "error: {}; check the address and the network, or ask whoever runs the server\n",
          "zh": "错误：{}；请检查地址和网络，或询问服务器管理员\n"}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nobody_listens(bench: Bench, language: str) -> None:
    """Without a server a record is kept here, and what judges ends with 5: one line each."""
    said = UNREACHABLE[language]
    done = bench.run("comment", "1.1", "已核实", env=at(NOBODY, language))
    assert (done.code, done.err) == (0, KEPT[language].format(said))
    done = bench.run("check", env=at(NOBODY, language))
    assert (done.code, done.out, done.err) == (5, "", JUDGED[language].format(said))


@pytest.mark.parametrize("words", [("comment", "1.1", "已核实"), ("check",), ("undo",)])
def test_refused(bench: Bench, kept: str, words: tuple[str, ...]) -> None:
    """What a server refuses ends every command with 5 and one line; nothing is recorded, and no password is shown."""
    done = bench.program("--debug", *words, env=at(f"{kept}_no") | {"PGPASSWORD": "hunter2"})
    assert (done.code, done.out) == (5, "")
    assert re.search(r"\nerror: .*: refused: there is no database \w+_no; correct the address, or ask .*\n$", done.err)
    assert "hunter2" not in done.err
    assert (rows(kept), bench.records()) == (1, [])


@pytest.mark.parametrize(
    "address", ["postgresql://u:hunter2@host/db", "postgresql://u:hunter2/x@host/db", "postgresql://h:x/d"]
)
def test_no_address(bench: Bench, address: str) -> None:
    """An address that cannot be read, or holds a password, is wrong usage, and not repeated."""
    done = bench.program("--debug", "status", env=at(address))
    assert done.code == 2
    assert "hunter2" not in done.err


def test_waiting_is_told(bench: Bench, kept: str) -> None:
    """Whoever waits for another command is told so, once, on stderr, and then goes on."""
    with holding(kept) as holder, started(bench, kept, "undo") as process:
        assert process.stderr
        assert process.stderr.readline().decode() == WAITS
        holder.close()
        assert process.wait(PATIENCE) == 4
        assert process.stderr.read().decode().startswith("error: nothing of ")


def test_waiting_is_told_without_a_plan(tmp_path: Path, bench: Bench, kept: str) -> None:
    """So is whoever asks a slow server, and has no plan."""
    bench.here = tmp_path
    with Proxy(urlsplit(kept).port or 5432) as proxy:
        proxy.flowing.clear()
        address = re.sub(r":\d+/", f":{proxy.port}/", kept)
        with started(bench, "", "journal", "stats", address) as process:
            assert process.stderr
            assert process.stderr.readline().decode() == WAITS
            proxy.flowing.set()
            assert process.wait(PATIENCE) == 0
            assert process.stderr.read() == b""


def test_interrupted_while_waiting(bench: Bench, kept: str) -> None:
    """Ctrl-C ends a command that waits at once: quietly, with 130, and nothing of it waits on at the server."""
    with holding(kept) as holder:
        for words in (("undo",), ("comment", "1.1", "已核实")):
            with started(bench, kept, *words) as process:
                assert process.stderr
                assert process.stderr.readline().decode() == WAITS
                process.send_signal(signal.SIGINT)
                assert process.wait(PATIENCE) == 130
                assert process.stderr.read() == b""
            while holder.execute(LEFT).fetchall():
                pass
    assert gone(kept)
    assert rows(kept) == 1


def test_interrupted_in_silence(bench: Bench, kept: str) -> None:
    """Ctrl-C ends a command to which the server says nothing any more."""
    with Proxy(urlsplit(kept).port or 5432) as proxy:
        proxy.flowing.clear()
        address = re.sub(r":\d+/", f":{proxy.port}/", kept)
        with started(bench, address, "comment", "1.1", "已核实") as process:
            assert process.stderr
            assert process.stderr.readline().decode() == WAITS
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 130
            assert process.stderr.read() == b""
    assert gone(kept)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_ended_at_any_instant(bench: Bench, kept: str, telling: Mapping[str, str], how: signal.Signals) -> None:
    """At whatever instant a command ends, what it said to be recorded is, and nobody holds the plan afterwards."""
    words, env = (*AS_MODULE, "comment", "1.1", "已核实"), {**telling, **at(kept)}
    with begun(bench, words, env) as process:
        began = monotonic()
        assert ended(process)[0] == 0
        whole, recorded = monotonic() - began, rows(kept)
    assert recorded == 2
    for n in range(TIMES):
        with begun(bench, words, env) as process:
            sleep(whole * (n + 1) / TIMES)
            process.send_signal(how)
            code, said = ended(process)
        assert code in (0, 130, -how)
        assert b"Traceback" not in said
        assert b"error" not in said
        assert gone(kept)
        assert rows(kept) - recorded in ((1,) if code == 0 else (0, 1))
        recorded = rows(kept)
