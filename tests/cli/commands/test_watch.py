"""Watching: the latest acts and the status as they change, on a terminal and into a pipe."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from cli_support import Bench, Terminal, command, environment
from postgres_server import Cluster, cluster

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.interruption import INTERRUPTED
from plantrack.cli.watching import Watch

LISTENING = "select count(*) from pg_stat_activity where query = 'listen plantrack'"


@contextmanager
def watching(bench: Bench, *words: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """Yield a process that watches into a pipe."""
    with subprocess.Popen(command("watch", *words), cwd=bench.here, env=environment(env), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    """Return the next line that it prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def test_terminal(bench: Bench) -> None:
    """It shows the status, then what another one records and the new status, and ends with Ctrl-C."""
    with Terminal(bench, "watch", "--every", "0.2", "--lang", "en") as terminal:
        terminal.await_text("watching the plan; Ctrl-C ends")
        terminal.await_text("✗ off track")
        assert bench.run("update", "2", "--percent", "45", "--by", "张敏").code == 0
        terminal.await_text("2024-11-18 12:00  recorded: 2 Issue measures: 45%, on 2024-11-18, by 张敏")
        terminal.await_text("45%")
        terminal.interrupt()
        assert terminal.end().code == INTERRUPTED


def test_one_unit(bench: Bench) -> None:
    """What it leads or supports is shown, as by `list --mine`; and of new records those on that, or on no task."""
    bench.edit("due: 2024-12-31, lead: [stic]", "due: 2024-12-31, lead: [stic], support: [fund]")
    watch = Watch(Context(SharedOptions("fairs", "en")), None, ("fund",), 5)
    assert "as of 2024-11-18 · 2 tasks" in watch.status()
    assert re.findall(r"^([0-9.]+) ", watch.status(), re.MULTILINE) == ["1", "2"]
    for words in ("comment 1.1 others", "comment 1.2 led", "comment 2 supported", "undo"):
        assert bench.run(*words.split()).code == 0
    told = [re.split(" takes|, on", line[18:])[0] for line in watch.told(watch.added())]
    assert told == [
        "recorded: 1.2 Win exhibitors: comment: led",
        "recorded: 2 Issue measures: comment: supported",
        "recorded: undo:",
    ]


def test_low_terminal(bench: Bench) -> None:
    """Where there is no room for all lines, the last one says how many there are more."""
    with Terminal(bench, "watch", "--every", "0.2", "--lang", "en", rows=12) as terminal:
        terminal.await_text("watching the plan; Ctrl-C ends")
        terminal.await_text("; a taller window, or `watch REF`, shows them")
        terminal.interrupt()
        assert terminal.end().code == INTERRUPTED


def test_server(bench: Bench) -> None:
    """The server tells at once: nobody waits for the next look."""
    with cluster() as server:
        env = {"PLANTRACK_JOURNAL": server.address(), "PLANTRACK_LANG": "en"}
        assert bench.run("journal", "init", env=env).code == 0
        with watching(bench, "--every", "3600", env=env) as process:
            _until_listening(server)
            assert bench.run("comment", "2", "\x1b[31mtold at once", env=env).code == 0
            line = line_of(process)
            assert line.startswith("2024-11-18 12:00  recorded: 2 Issue measures: comment: \\x1b[31mtold at once, on")
            process.send_signal(signal.SIGINT)
            assert process.wait() == INTERRUPTED


def test_server_gone(bench: Bench) -> None:
    """Where the server does not answer any more, that is said once; and what is recorded later comes once it does."""
    with cluster() as server:
        env = {"PLANTRACK_JOURNAL": server.address(), "PLANTRACK_LANG": "en"}
        assert bench.run("journal", "init", env=env).code == 0
        with watching(bench, "--every", "0.2", env=env) as process:
            _until_listening(server)
            server.stop()
            assert process.stderr is not None
            assert "cannot be reached" in process.stderr.readline()
            server.start()
            assert bench.run("comment", "2", "back again", env=env).code == 0
            assert "back again" in line_of(process)
            process.send_signal(signal.SIGINT)
            assert process.communicate()[1] == ""


def _until_listening(server: Cluster) -> None:
    with psycopg.connect(server.address(), autocommit=True) as connection:
        while connection.execute(LISTENING).fetchone() == (0,):
            pass
