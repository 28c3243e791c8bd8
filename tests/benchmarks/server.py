"""Server: many plans with their updates on a PostgreSQL server, against the same commands on one without updates."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
from benchmarks.cases import AS_OF, FOUND, HERE, cache, child, plantrack
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds, times
from benchmarks.timing import COUNTER, Job, Pairs, environment, in_turns, run_once
from postgres_server import Cluster, cluster

HEADER = ("what", "against", "our time", "their time", "ratio", "in processor time", "our memory", "budget")
SETTINGS = ("-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB")
"""What an administrator would set before much is copied; everything else is PostgreSQL's own, fsync included."""
RATE = 50_000
TICKS = os.sysconf("SC_CLK_TCK")


def many_plans(plans: int, updates: int) -> Path:
    """Return a folder of plans with so many updates each; a process of its own makes it where needed."""
    final = cache() / f"{plans}-plans-of-{updates}"
    if not final.exists():
        with tempfile.TemporaryDirectory(dir=cache()) as unfinished:
            made = Path(unfinished) / "plans"
            words = (sys.executable, HERE / "children" / "many_plans.py", str(plans), str(updates), made)
            subprocess.run(words, check=True, env=environment({}))
            made.replace(final)
    return final


def measure(scratch: Path, runs: int, plans: int, updates: int) -> Table:
    """Copy the plans, then run commands on one of them in turns with a server that has only its empty journal."""
    with cluster(*SETTINGS) as server:
        measured = Measured(server, scratch, many_plans(plans, updates), runs)
        copied = measured.copied(plans * updates)
        rows = (copied, *measured.commands(), *measured.mirrored(), measured.all_plans(plans))
        size = (
            f"{measured.size() / (plans * updates):.0f} bytes on the server's disk for each update, indexes included."
        )
    note = f"{plans * updates:,} updates over {plans:,} plans. {median_of(runs)} {size}"
    return Table("many plans on a server", HEADER, rows, (note,))


class Measured:
    """What is measured: a server with a full and an empty database."""

    def __init__(self, server: Cluster, scratch: Path, plans: Path, runs: int) -> None:
        self._server, self._scratch, self._plans, self._runs = server, scratch, plans, runs
        self._numbers = count(1)
        with psycopg.connect(server.address(), autocommit=True) as connection:
            for name in ("many", "bare"):
                connection.execute(f"create database {name}".encode())
        for name in ("many", "bare"):
            run_once(self._on(name, plantrack("journal", "init", plan=plans / "plan-1")))

    def _on(self, database: str, job: Job, cached: Path | None = None) -> Job:
        """Return a job whose plan is on a database, with a cache of its own."""
        folder = cached or self._scratch / f"cache-{next(self._numbers)}"
        return job._replace(env={"PLANTRACK_JOURNAL": self._server.address(database), "PLANTRACK_CACHE": str(folder)})

    def copied(self, updates: int) -> tuple[str, ...]:
        """Copy all plans from their folder, by a process that also compares both sides at the end."""
        words = ("journal", "copy", str(self._plans), self._server.address("many"))
        before, processes = self.processor_time(), self._server.processes
        run = run_once(Job((sys.executable, "-m", "plantrack", *words), HERE.parents[1]))
        self._wait(processes)
        busy = self.processor_time() - before
        whole, alone = updates / run.seconds, updates / max(busy, run.cpu)
        said = f"{whole:,.0f} a second in all; {alone:,.0f} by the processor time of the busier side"
        verdict = "kept" if whole >= RATE else "missed"
        return (
            f"`journal copy` of {updates:,} updates", said, milliseconds(run.seconds), "", "",
            f"client {run.cpu:.1f} s, server {busy:.1f} s", mebibytes(run.memory), f"≥ {RATE:,} a second: {verdict}",
        )  # fmt: skip

    def commands(self) -> Iterator[tuple[str, ...]]:
        """Run what is used every day on one plan, warm."""
        plan = self._plans / "plan-1"
        update = plantrack("update", "1.1", "--status", "in-progress", "--note", COUNTER, plan=plan)
        check = plantrack("check", "--as-of", AS_OF, plan=plan, codes=FOUND)
        for what, job in (("`update`", update), ("`check`", check)):
            yield self._row(
                what, "an empty server", in_turns(self._on("bare", job), self._on("many", job), self._runs), 1.5
            )

    def mirrored(self) -> Iterator[tuple[str, ...]]:
        """Read a plan for the first time on a machine, and again."""
        status = plantrack("status", "--as-of", AS_OF, plan=self._plans / "plan-2")
        warm = self._on("many", status)
        run_once(warm)
        cold = self._on("many", status)
        emptied = Job((sys.executable, "-c", f"import shutil; shutil.rmtree({cold.env['PLANTRACK_CACHE']!r}, True)"))
        yield self._row(
            "`status`, read for the first time", "read before", in_turns(warm, cold, self._runs, emptied), None
        )

    def all_plans(self, plans: int) -> tuple[str, ...]:
        """Show all plans, warm."""
        words = ("status", "--all", str(self._plans), "--as-of", AS_OF)
        job = self._on("many", Job((sys.executable, "-m", "plantrack", *words), HERE.parents[1]))
        run_once(job)
        pairs = in_turns(child("reference"), job, self._runs)
        verdict = Budget(3).verdict(pairs.second.seconds, "s").replace("core ", "")
        return (*self._row(f"`status --all` of {plans:,} plans, warm", "the empty app", pairs, None)[:-1], verdict)

    def _row(self, what: str, against: str, pairs: Pairs, limit: float | None) -> tuple[str, ...]:
        verdict = Budget(limit).verdict(pairs.cpu_ratio).replace("core ", "") if limit else ""
        wall = f", {times(pairs.ratio)} on the clock" if limit else ""
        return (
            what, against, milliseconds(pairs.second.seconds), milliseconds(pairs.first.seconds), times(pairs.ratio),
            times(pairs.cpu_ratio), mebibytes(pairs.second.memory), verdict + wall,
        )  # fmt: skip

    def _wait(self, before: set[int]) -> None:
        """Wait until no process of the server is left that was not there before: until then its time is not counted."""
        while self._server.processes - before:
            pass

    def processor_time(self) -> float:
        """Return the processor time of the server, of connections that have ended too."""
        spent = Path(f"/proc/{self._server.pid}/stat").read_text().rpartition(")")[2].split()[11:15]
        return sum(map(int, spent)) / TICKS

    def size(self) -> int:
        """Return how many bytes the full database has on the disk."""
        with psycopg.connect(self._server.address("many")) as connection:
            row = connection.execute("select pg_database_size('many')").fetchone()
            return int(row[0]) if row else 0
