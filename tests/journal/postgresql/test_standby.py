"""Machines that die: a primary with a standby that every commit waits for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import postgres_server
import pytest
from cli_support import environment
from journal.contract import kept, reports
from postgres_server import Cluster

from plantrack.errors import UnreachableError
from plantrack.journal.postgresql.connection import LONG, MARGIN, Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.mirror import Mirror
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.model.updates import Report

pytestmark = pytest.mark.slow
CLIENTS, EACH, PLANS = 32, 200, 8
Told = tuple[int, int, str, float]
"""Client, number, id and seconds of an update that was acknowledged."""
KILLS = 4
"""How often the primary is killed and started again; after that it is killed for good."""

CANCEL = """
    select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'patient'
    """


@pytest.fixture
def pair() -> Iterator[tuple[Cluster, Cluster]]:
    """Return a primary and its standby, with the tables of journals."""
    with postgres_server.pair() as (primary, standby):
        migrate(Server(primary.address()))
        yield primary, standby


def both(primary: Cluster, standby: Cluster) -> str:
    """Return the address of both, by which the one is found that takes updates."""
    return f"postgresql://postgres@{primary.host},{standby.host}/postgres?target_session_attrs=read-write"


def test_killed_machines(
    pair: tuple[Cluster, Cluster], tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """Every acknowledged update is there once, in the order of its client, through five kills and one promotion."""
    primary, standby = pair
    address = both(primary, standby)
    for n in range(PLANS):
        start_journal(Server(address), f"plan-{n}")
    program = f"{Path(__file__).with_name('writers.py')}"
    with subprocess.Popen(
        [sys.executable, program, address, *map(str, (PLANS, CLIENTS, EACH))],
        env=environment({"PYTHONPATH": os.pathsep.join(sys.path)}), stdout=subprocess.PIPE,
    ) as writers:  # fmt: skip
        told = list(_with_kills(writers, primary, standby))
    assert writers.returncode == 0
    found = [update for n in range(PLANS) for update in _updates(tmp_path, Server(address), f"plan-{n}")]
    assert sorted(update.id for update in found) == sorted(one[2] for one in told)
    for client in range(CLIENTS):
        own = [update.progress for update in found if update.by == f"{client}"]
        assert own == [f"{n}" for n in range(EACH)]
    longest = max(one[3] for one in told)
    record_testsuite_property("longest wait in seconds", longest)
    assert longest < LONG + MARGIN


def _with_kills(writers: subprocess.Popen[bytes], primary: Cluster, standby: Cluster) -> Iterator[Told]:
    """Yield what was acknowledged; kill the primary meanwhile, the last time for good."""
    assert writers.stdout
    between = CLIENTS * EACH // (KILLS + 2)
    for n, line in enumerate(writers.stdout, 1):
        yield json.loads(line)
        if n % between == 0:
            _kill(n // between, primary, standby)


def _kill(time: int, primary: Cluster, standby: Cluster) -> None:
    if time <= KILLS:
        primary.kill()
        primary.start()
    elif time == KILLS + 1:
        primary.kill()
        standby.promote()


def _updates(folder: Path, server: Server, plan: str) -> list[Report]:
    """Return the updates of a plan in the order of its chain, which is checked."""
    mirror = Mirror(folder, server, plan)
    mirror.refresh()
    lines = [line for path in sorted(mirror.folder.glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    return [msgspec.json.decode(line, type=Report) for line in lines]


def test_what_only_one_machine_has(pair: tuple[Cluster, Cluster]) -> None:
    """What the standby has not confirmed is not acknowledged: though it can be read, and where waiting was ended."""
    primary, standby = pair
    start_journal(Server(primary.address()), "plan")
    journal = PostgresJournal(Server(primary.address(), alive=1), "plan")
    standby.kill()
    with pytest.raises(UnreachableError, match="nothing comes back from it"):
        journal.append(reports(1))
    primary.kill()
    primary.start()
    assert kept(journal) == reports(1)
    with pytest.raises(UnreachableError, match="nothing comes back from it"):
        journal.append(reports(1))
    with ThreadPoolExecutor() as pool:
        patient = pool.submit(PostgresJournal(Server(f"{primary.address()}?application_name=patient"), "plan").append,
                              reports(1))  # fmt: skip
        for _ in range(2):
            while not (patient.done() or primary.sql(CANCEL)):
                pass
        assert not patient.done()
        standby.start()
        patient.result()
    primary.kill()
    standby.promote()
    assert kept(PostgresJournal(Server(both(primary, standby)), "plan")) == reports(1)


def test_promoted_without_it(pair: tuple[Cluster, Cluster]) -> None:
    """What a dead primary had not acknowledged may be missing on the promoted one; sent again, it is there once."""
    primary, standby = pair
    start_journal(Server(primary.address()), "plan")
    standby.kill()
    with pytest.raises(UnreachableError):
        PostgresJournal(Server(primary.address(), alive=1), "plan").append(reports(1))
    primary.kill()
    standby.start()
    standby.promote()
    journal = PostgresJournal(Server(both(primary, standby)), "plan")
    assert kept(journal) == []
    journal.append(reports(1))
    assert kept(journal) == reports(1)
