"""Rows of plans whose journals are on a server: made anew only where a journal moved, by one question for all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cli_support import Bench
from portfolio_support import copied, long_ago
from postgres_server import cluster, database

from plantrack.errors import UnreachableError
from plantrack.journal.postgresql.connection import Server


@pytest.fixture
def plans(bench: Bench, running: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bench]:
    """Return a bench with two plans whose journals are on a server, which has what they had in their folders."""
    copied(bench, "second")
    with database(running) as address:
        for words in (["migrate", address], ["copy", "plans", address]):
            assert bench.run("journal", *words).code == 0
        long_ago(bench)
        monkeypatch.setenv("PLANTRACK_JOURNAL", address)
        monkeypatch.setenv("PLANTRACK_CACHE", str(tmp_path / "cache"))
        yield bench


def test_moved(plans: Bench, rows_made: list[str]) -> None:
    """Nothing is made twice; after an update of one plan, only its row is; the output is that without any cache."""
    first = plans.run("status", "--all")
    assert sorted(rows_made) == ["fairs", "second"]
    rows_made.clear()
    assert plans.run("status", "--all") == first
    assert rows_made == []
    assert plans.run("done", "2", "--plan", "fairs").code == 0
    after = plans.run("status", "--all")
    assert rows_made == ["fairs"]
    assert after.out != first.out
    assert plans.run("status", "--all", env={"PLANTRACK_CACHE": "off"}) == after


def test_changed_on_the_server(plans: Bench) -> None:
    """The check of all plans looks at what was committed each time: it tells of the plan, and judges the others."""
    address = os.environ["PLANTRACK_JOURNAL"]
    assert plans.run("check", "--all").code == 1
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("update plantrack.update set line = line || ' ' where plan = 'fairs'")
    done = plans.run("check", "--all", "--lang", "en")
    assert done.code == 3
    assert "plans/fairs/plan.yaml: " in done.out
    assert "somebody has changed the journal" in done.out
    assert "plans/second/plan.yaml:" in done.out


@pytest.fixture
def unreached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the servers from which no answer came, each as often as it was waited for."""
    found: list[str] = []
    run = Server.run

    def call(self: Server, *args: Any, **kwargs: Any) -> Any:
        try:
            return run(self, *args, **kwargs)
        except UnreachableError:
            found.append(self.name)
            raise

    monkeypatch.setattr(Server, "run", call)
    return found


@pytest.mark.parametrize("gone", ["", "*.portfolio"], ids=["kept", "made"])
def test_without_an_answer(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unreached: list[str], gone: str
) -> None:
    """What was known is shown, with a note, after one wait for all; nothing is judged, and nothing is kept of it."""
    copied(bench, "second")
    monkeypatch.setenv("PLANTRACK_CACHE", str(tmp_path / "cache"))
    with cluster() as machine:
        monkeypatch.setenv("PLANTRACK_JOURNAL", machine.address())
        for words in (["migrate", machine.address()], ["copy", "plans", machine.address()]):
            assert bench.run("journal", *words).code == 0
        before = json.loads(bench.run("status", "--all", "--format", "json").out)
        for path in (tmp_path / "cache").glob(gone) if gone else ():
            path.unlink()
        machine.stop()
        done = bench.run("status", "--all", "--format", "json")
        assert (done.code, done.err, len(unreached)) == (0, "", 1)
        after = json.loads(done.out)
        assert after["summary"] == before["summary"]
        assert [one.pop("unanswered") for one in after["plans"]] == [True, True]
        assert [one.pop("unanswered") for one in before["plans"]] == [False, False]
        assert after == before
        shown = bench.run("status", "--all", "--lang", "en").out
        assert shown.count("no answer from the server; as it was known here") == 2
        unreached.clear()
        judged = bench.run("check", "--all", "--format", "json")
        assert (judged.code, judged.out, len(unreached)) == (5, "", 1)
        machine.start()
        again = bench.run("status", "--all", "--format", "json")
        assert (again.code, json.loads(again.out)["plans"][0]["unanswered"]) == (0, False)
