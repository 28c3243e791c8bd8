"""Journals are copied between folders and servers, compared and counted, on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from cli_support import ADOPTED, Bench, Run
from postgres_server import database

from plantrack.guide import page
from plantrack.journal.postgresql.connection import Server
from plantrack.model.plan import CHINA_TIME
from plantrack.model.updates.base import minute_in

WEEK = "plans/fairs/journal/2024-W38.jsonl"
UPDATE = {"kind": "vote", "id": "V1", "act": "V1", "at": "2024-11-18T03:00:00.000Z", "by": "刘洋"}


@pytest.fixture
def address(running: str) -> Iterator[str]:
    """Return the address of a database with nothing in it."""
    with database(running) as found:
        yield found


def said(bench: Bench, address: str, *words: str, code: int = 0) -> list[str]:
    """Run `plantrack journal`, SERVER being the address, and return its lines without digests and ports."""
    done = bench.run("journal", *(address if word == "SERVER" else word for word in words), "--lang", "en")
    assert done.code == code, done
    text = (done.err + done.out).replace(Server(address).name, "SERVER")
    return re.sub("digest [0-9a-f]{32}", "digest …", text).splitlines()


def test_migrate(bench: Bench, address: str) -> None:
    """Tables are made once; a dry run only shows which files would be applied."""
    dry = said(bench, address, "migrate", "SERVER", "--dry-run")
    assert dry[0] == "SERVER: 0001_updates.sql would be applied"
    done = said(bench, address, "migrate", "SERVER")
    assert [line.replace("would be applied", "applied") for line in dry] == done
    assert said(bench, address, "migrate", "SERVER") == ["SERVER: the tables are up to date"]
    assert said(bench, address, "migrate", "SERVER", "--dry-run") == ["SERVER: the tables are up to date"]


def test_copy(bench: Bench, address: str) -> None:
    """To a server and back into an archive, which is the same; again, nothing is copied."""
    bench.write(UPDATE)
    said(bench, address, "migrate", "SERVER")
    done = said(bench, address, "copy", "plans", "SERVER")
    assert done == [
        "plans: 1; updates copied: 2; left out: 0",
        "plans: updates: 2; digest …",
        "SERVER: updates: 2; digest …",
        "both sides hold the same",
    ]
    assert said(bench, address, "copy", "plans/fairs", "SERVER")[0] == "plans: 1; updates copied: 0; left out: 0"
    assert said(bench, address, "copy", "SERVER", "archive")[0] == "plans: 1; updates copied: 2; left out: 0"
    assert (
        said(bench, address, "copy", "SERVER", "plans/fairs/journal")[0] == "plans: 1; updates copied: 0; left out: 0"
    )
    assert said(bench, address, "verify", "archive", "SERVER") == [
        "plans that are the same: 1 of 1",
        "archive: updates: 2; digest …",
        "SERVER: updates: 2; digest …",
    ]


def test_more_there(bench: Bench, address: str) -> None:
    """A place that has everything and more is no difference; and what is no address is no folder either."""
    bench.write(UPDATE)
    said(bench, address, "migrate", "SERVER")
    said(bench, address, "copy", "plans", "SERVER")
    bench.journal.joinpath("2024-W45.jsonl").unlink()
    assert said(bench, address, "copy", "plans", "SERVER")[-1] == "SERVER has all of that, and more"
    assert "'mysql://x' is no address of a server" in said(bench, address, "copy", "plans", "mysql://x", code=2)[0]
    assert [path.name for path in bench.here.iterdir()] == ["plans"]


def test_left_out(bench: Bench, address: str) -> None:
    """What cannot be read is told with its file and line and left out, and the exit code says so."""
    bench.write("{torn", week="2024-W47")
    said(bench, address, "migrate", "SERVER")
    broken, counts, *_ = said(bench, address, "copy", "plans", "SERVER", code=1)
    assert broken.startswith("plans/fairs/journal/2024-W47.jsonl:1: this line cannot be read as a record; restore it")
    assert counts == "plans: 1; updates copied: 1; left out: 1"


def test_verify(bench: Bench, address: str) -> None:
    """What is missing on either side, or was changed by the owner of the server, is told by its id."""
    said(bench, address, "migrate", "SERVER")
    said(bench, address, "copy", "plans", "SERVER")
    bench.write(UPDATE)
    assert said(bench, address, "verify", "plans", "SERVER", code=1)[:2] == [
        "fairs: missing in SERVER: 1 (V1)",
        "plans that are the same: 0 of 1",
    ]
    assert said(bench, address, "verify", "SERVER") == [
        "SERVER: plans: 1; updates checked: 1 of 1",
        "every one is as it was committed, in that order",
    ]
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("update plantrack.update set line = replace(line, 'adopt', 'adapt')")
    assert said(bench, address, "verify", "SERVER", code=1) == [
        f"fairs: update 1 ({ADOPTED['id']}) is not what was committed",
        "SERVER: plans: 1; updates checked: 1 of 1",
    ]
    assert said(bench, address, "verify", "SERVER", "plans", code=1)[:2] == [
        "fairs: missing in SERVER: 1 (V1)",
        f"fairs: other words under the same id: 1 ({ADOPTED['id']})",
    ]


def test_stats(bench: Bench, address: str) -> None:
    """What a server holds, in figures; as JSON with keys that the guide names."""
    said(bench, address, "migrate", "SERVER")
    bench.write(UPDATE)
    said(bench, address, "copy", "plans", "SERVER")
    shown = said(bench, address, "stats", "SERVER")
    assert re.fullmatch(r"SERVER: plans: 1; updates: 2; on disk: \d+\.\d KiB", shown[0])
    first, last = (minute_in(datetime.fromisoformat(str(one["at"])), CHINA_TIME) for one in (ADOPTED, UPDATE))
    assert shown[1:] == [f"recorded from {first} to {last}", "  postgres: 2"]
    found = json.loads("\n".join(said(bench, address, "stats", "SERVER", "--format", "json")))
    size = found.pop("size")
    assert size > 0
    assert found == {
        "schema": "plantrack.journal-stats/1", "server": "SERVER", "plans": 1, "updates": 2,
        "first": ADOPTED["at"], "last": UPDATE["at"], "writers": {"postgres": 2},
    }  # fmt: skip
    assert said(bench, address, "stats", "SERVER", "--plan", "other")[0].startswith("SERVER: plans: 0; updates: 0;")
    for language in ("en", "zh"):
        assert {key for key in (*found, "size") if f"`{key}`" not in page("server", language)} == set()


def test_no_journal_at_all(bench: Bench, address: str) -> None:
    """Where there is none, nothing is copied or the same, which is an error, and nothing is made."""
    (bench.here / "empty").mkdir()
    said = "error: there is no journal at {}; name the folder of a plan or of plans, or a server that keeps some\n"
    assert bench.run("journal", "migrate", address).code == 0
    for words in (["copy", "empty", address], ["copy", "empty", "new"], ["verify", "empty", "empty"]):
        assert bench.run("journal", *words, "--lang", "en") == Run(4, "", said.format("empty"))
    assert bench.run("journal", "verify", "empty", address, "--lang", "en").code == 4
    assert not (bench.here / "new").exists()
