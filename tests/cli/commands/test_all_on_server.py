"""All plans of a server, for those who have nothing but its address: `--all postgresql://…`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import time_machine
from cli_support import ADOPTED, PLAN, Bench, Run
from postgres_server import Cluster, cluster

OTHER = PLAN.replace("id: fairs", "id: markets").replace("Plan of the fairs", "Plan of the markets")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """Return a server of these tests."""
    with cluster() as running:
        yield running


class City:
    """An office with two plans in a folder, and a mayor with nothing but the address of the server."""

    def __init__(self, here: Path, server: Cluster) -> None:
        self.address, self._here = server.address(), here
        self.office, self.mayor = Bench(here / "office", "fairs"), Bench(here / "mayor", "none")
        self.mayor.here.mkdir(parents=True)
        for name, text in (("fairs", PLAN), ("markets", OTHER)):
            folder = here / "office" / "plans" / name
            (folder / "journal").mkdir(parents=True)
            (folder / "plan.yaml").write_text(text, "utf-8")
            (folder / "journal" / "2024-W38.jsonl").write_text(json.dumps(ADOPTED) + "\n", "utf-8")

    def asks(self, bench: Bench, *words: str, cache: str = "cache", address: str | None = None) -> Run:
        """Run plantrack as one of them."""
        there = str(bench.here / cache) if cache != "off" else "off"
        journal = {"PLANTRACK_JOURNAL": self.address} if bench is self.office else {}
        words = tuple(address or self.address if word == "SERVER" else word for word in words)
        return bench.run(*words, env={"PLANTRACK_CACHE": there, "PLANTRACK_LANG": "en", **journal})

    def plan(self, name: str, *words: str) -> Run:
        """Run a command of the office on one of its plans."""
        return self.asks(self.office, *words, "--plan", str(self._here / "office" / "plans" / name))


@pytest.fixture
def town(server: Cluster, tmp_path: Path) -> Iterator[City]:
    """Return a city whose two plans are on the server, with what was recorded before."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("drop schema if exists plantrack cascade")
    with time_machine.travel("2024-11-18T04:00:00Z"):
        found = City(tmp_path, server)
        for name in ("fairs", "markets"):
            assert found.plan(name, "journal", "init").code == 0
            assert found.plan(name, "journal", "sync").code == 0
        yield found


@pytest.mark.parametrize("command", [("status",), ("check",), ("report", "--week", "2024-W46")])
@pytest.mark.parametrize("cache", ["cache", "off"])
def test_as_in_a_folder(town: City, command: tuple[str, ...], cache: str) -> None:
    """The mayor sees what the office sees of its folder, but for the place, with and without a cache, and again."""
    assert town.plan("fairs", "update", "2", "--percent", "40").code == 0
    folder = str(town.office.here / "plans")
    here = town.asks(town.office, *command, "--all", folder)
    for _ in range(2):
        there = town.asks(town.mayor, *command, "--all", "SERVER", cache=cache)
        assert there.code == here.code
        assert _places(there.out) == _places(here.out)
        assert len(there.out.splitlines()) > 5


def _places(out: str) -> list[list[str]]:
    """Return the words of each line, without the folders in which plans lie."""
    lines = (line.rpartition("/plan.yaml:")[2] for line in out.splitlines())
    return [[word for word in line.split() if "/" not in word and "─" not in word] for line in lines]


def test_changed(town: City) -> None:
    """What the office changes in its plan is there once it says so, and what was taken away is gone."""
    file = town.office.here / "plans" / "fairs" / "plan.yaml"
    file.write_text(file.read_text("utf-8").replace("Plan of the fairs", "Plan of all fairs"), "utf-8")
    calendar = file.with_name("calendar.yaml")
    calendar.write_text("days_off: [2024-11-20]\n", "utf-8")
    assert "Plan of the fairs" in town.asks(town.mayor, "status", "--all", "SERVER").out
    said = town.plan("fairs", "journal", "init").err
    assert "files of fairs that are kept there now as they are here: 2" in said
    assert "Plan of all fairs" in town.asks(town.mayor, "status", "--all", "SERVER").out
    laid = list(town.mayor.here.glob("cache/*.plans/fairs/*"))
    assert sorted(path.name for path in laid) == ["calendar.yaml", "plan.yaml"]
    calendar.unlink()
    assert "are here: 1" in town.plan("fairs", "journal", "init").err
    assert "files of" not in town.plan("fairs", "journal", "init").err
    town.asks(town.mayor, "status", "--all", "SERVER")
    assert [path.name for path in town.mayor.here.glob("cache/*.plans/fairs/*")] == ["plan.yaml"]


def test_only_what_one_may_see(server: Cluster, town: City) -> None:
    """A reader of one plan sees that one; whoever is no office publishes nothing."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("drop role if exists viewer")
        connection.execute("create role viewer login")
    assert town.plan("fairs", "journal", "grant", "--reader", "viewer").code == 0
    address = server.address(role="viewer")
    seen = town.asks(town.mayor, "status", "--all", "SERVER", address=address)
    assert (seen.code, seen.err) == (0, "")
    assert "Plan of the fairs" in seen.out
    assert "Plan of the markets" not in seen.out
    with psycopg.connect(address, autocommit=True) as connection:
        for query in ("select plantrack.publish('fairs', '{plan.yaml}', '{x}')",
                      "insert into plantrack.file values ('fairs', 'calendar.yaml', 'x')",
                      "delete from plantrack.file"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(query.encode())


def test_strange_names(server: Cluster, town: City) -> None:
    """What an owner writes past the rules never becomes a path."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("alter table plantrack.file drop constraint file_name_check, drop constraint file_plan_fkey")
        connection.execute("insert into plantrack.file values ('../../up', 'plan.yaml', 'x'), ('fairs', '../up', 'x')")
    assert town.asks(town.mayor, "status", "--all", "SERVER").code == 0
    assert list(town.mayor.here.rglob("up*")) == []


def test_no_answer(town: City) -> None:
    """Where nothing answers, that is the answer."""
    done = town.asks(town.mayor, "status", "--all", "postgresql://127.0.0.1:1/x")
    assert (done.code, done.out) == (5, "")
    assert "cannot be reached" in done.err


def test_as_it_was_known(server: Cluster, town: City) -> None:
    """Where it was seen before, that is shown, with a note; a check judges nothing."""
    words = ("status", "--all", "SERVER")
    before = town.asks(town.mayor, *words)
    server.stop()
    try:
        done, judged = town.asks(town.mayor, *words), town.asks(town.mayor, "check", "--all", "SERVER")
        other = town.asks(town.mayor, *words, cache="other")
    finally:
        server.start()
    assert (done.code, judged.code, judged.out, other.code, other.out) == (0, 5, "", 5, "")
    assert done.err.count("this is what was known here before") == 1
    assert done.out.count("no answer from the server; as it was known here") == 2
    assert before.out.splitlines()[0] == done.out.splitlines()[0]
    assert town.asks(town.mayor, *words) == before


@pytest.mark.parametrize("cache", ["cache", "off"])
def test_places_of_findings(town: City, cache: str) -> None:
    """A finding names the plan and its file, not where the file lies here; git is not asked about that."""
    found = json.loads(town.asks(town.mayor, "check", "--all", "SERVER", "--format", "json", cache=cache).out)
    places = {one["file"] for plan in found["plans"] for one in plan["findings"]}
    assert places == {"fairs/plan.yaml", "markets/plan.yaml"}
    done = town.asks(town.mayor, "check", "--all", "SERVER", "--new-since", "main")
    assert (done.code, done.out) == (2, "")
    assert "--new-since compares plans in a folder with git" in done.err


UNITS = """\
units:
  sti: {zh: 科技创新局, en: STI Bureau, formerly: [{zh: 科创局, en: STI Commission, until: 2024-01-31}]}
"""


def test_the_directory_of_units(town: City) -> None:
    """The owner of the tables keeps it there with `journal init`; whoever has only the address has units matched."""
    file = town.office.here / "plans" / "units.yaml"
    file.write_text(UNITS, "utf-8")
    assert _units_seen(town) == {"stic", "fund"}
    said = "units.yaml is kept there now as it is here\n"
    assert town.plan("markets", "journal", "init").err.endswith(said)
    assert _units_seen(town) == {"sti", "fund"}
    assert said not in town.plan("fairs", "journal", "init").err
    file.write_text("# none\n", "utf-8")
    assert town.plan("fairs", "journal", "init").err.endswith(said)
    assert _units_seen(town) == {"stic", "fund"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"units: [\n", "plans/units.yaml:2:1: "),
        (b"secret: sesame\n", "plans/units.yaml:1:1: unknown key 'secret'"),
        (b"- kg\n- m\n", "plans/units.yaml:1:1: a group of keys is expected here: units\n"),
        (b"\xff", "plans/units.yaml: not UTF-8 at byte 0; save the file as UTF-8\n"),
    ],
)
def test_a_directory_with_problems(town: City, content: bytes, said: str) -> None:
    """One that is broken, or is none, is told and does not leave this machine: there it stays as it was."""
    file = town.office.here / "plans" / "units.yaml"
    file.write_text(UNITS, "utf-8")
    assert town.plan("fairs", "journal", "init").code == 0
    file.write_bytes(content)
    done = town.plan("fairs", "journal", "init")
    assert (done.code, said in done.err) == (0, True)
    assert done.err.endswith("units.yaml is not kept there as it is here; mend its problems first\n")
    assert _kept_there(town) == [(UNITS,)]


def test_a_directory_elsewhere(town: City) -> None:
    """A file of that name above the folder of plans is none of theirs."""
    (town.office.here / "units.yaml").write_text(UNITS, "utf-8")
    assert "units.yaml" not in town.plan("fairs", "journal", "init").err
    assert _kept_there(town) == []


def test_an_emptied_directory(town: City) -> None:
    """An empty file empties the directory on the server; without a file it stays there as it was."""
    file = town.office.here / "plans" / "units.yaml"
    file.write_text(UNITS, "utf-8")
    assert town.plan("fairs", "journal", "init").code == 0
    file.unlink()
    assert town.plan("fairs", "journal", "init").code == 0
    assert _kept_there(town) == [(UNITS,)]
    file.touch()
    assert town.plan("fairs", "journal", "init").err.endswith("units.yaml is kept there now as it is here\n")
    assert (_kept_there(town), _units_seen(town)) == ([("",)], {"stic", "fund"})


def test_who_may_write_the_directory(server: Cluster, town: City) -> None:
    """An office reads it and is told that it stays as it was; a role without a plan reads nothing."""
    file = town.office.here / "plans" / "units.yaml"
    file.write_text(UNITS, "utf-8")
    assert town.plan("fairs", "journal", "init").code == 0
    with psycopg.connect(server.address(), autocommit=True) as connection:
        for role in ("zhang", "nobody_here"):
            connection.execute(f"drop role if exists {role}".encode())
            connection.execute(f"create role {role} login".encode())
        connection.execute("grant plantrack_reader to nobody_here")
    assert town.plan("fairs", "journal", "grant", "--office", "zhang").code == 0
    town.address = server.address(role="zhang")
    assert "units.yaml" not in town.plan("fairs", "journal", "init").err
    file.write_text("# none\n", "utf-8")
    done = town.plan("fairs", "journal", "init")
    said = "units.yaml stays there as it was; the owner of the tables may change it\n"
    assert (done.code, done.err.endswith(said)) == (0, True)
    assert _units_seen(town) == {"sti", "fund"}
    for role, seen in (("zhang", [(UNITS,)]), ("nobody_here", [])):
        with psycopg.connect(server.address(role=role), autocommit=True) as connection:
            assert connection.execute("select content from plantrack.directory").fetchall() == seen
            for change in ("insert into {} (content) values ('x')", "update {} set content = 'x'", "delete from {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(change.format("plantrack.directory").encode())


def _kept_there(town: City) -> list[tuple[object, ...]]:
    """Return the text of the directory on the server."""
    with psycopg.connect(town.address) as connection:
        return connection.execute("select content from plantrack.directory").fetchall()


def _units_seen(town: City) -> set[str]:
    found = json.loads(town.asks(town.mayor, "status", "--all", "SERVER", "--format", "json").out)
    return {one["unit"] for one in found["by_unit"] if one["unit"]}
