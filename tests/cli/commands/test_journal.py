"""A plan whose journal is on a server: as on any other, without an answer, and brought together afterwards."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import time_machine
from cli_support import ADOPTED, PLAN, Bench, Run
from postgres_server import Cluster, cluster

COMMENT = {"kind": "comment", "id": "W1", "act": "W0", "at": "2024-11-18T03:00:00.000Z", "by": "刘洋",
           "on": "2024-11-18", "ref": "2", "note": "离线记录"}  # fmt: skip
ASIDE = (
    "plans/fairs/set-aside.txt: warning: records that stand aside: 2, by 刘洋; they count no more, until somebody who "
    "may send them puts them back into plans/fairs/journal\n"
)
CHAIN = "select n, id from plantrack.chain order by n"


class Machine(Bench):
    """A machine on which the plan names the server, with a cache of its own, and nothing in the folder of the plan."""

    def __init__(self, here: Path, server: Cluster) -> None:
        super().__init__(here, "fairs")
        self.folder.mkdir(parents=True)
        self.file.write_text(PLAN.replace("units:\n", f"journal: {server.address()}\nunits:\n", 1), "utf-8")
        self.env = {"PLANTRACK_CACHE": str(here / "cache"), "PLANTRACK_LANG": "en"}

    def asks(self, *words: str) -> Run:
        """Run plantrack there."""
        return self.run(*words, "--plan", str(self.folder), env=self.env)

    @property
    def waiting(self) -> int:
        """How many lines lie in the folder of the plan."""
        return sum(path.read_bytes().count(b"\n") for path in self.journal.glob("*.jsonl"))


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """Return a server that tests may stop; each leaves it running."""
    with cluster() as running:
        yield running


@pytest.fixture
def machines(server: Cluster, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """Return two machines with the plan; its journal was made, and it was adopted."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("drop schema if exists plantrack cascade")
    one, other = (Machine(tmp_path / name, server) for name in ("one", "other"))
    with time_machine.travel("2024-11-18T04:00:00Z"):
        assert one.asks("journal", "init").code == 0
        one.journal.mkdir()
        one.write(ADOPTED, week="2024-W38")
        assert one.asks("journal", "sync").out == "sent: 1, received: 0\n"
        yield one, other


def rows(server: Cluster) -> list[str]:
    """Return the lines on the server in the order in which they were committed."""
    with psycopg.connect(server.address()) as connection:
        query = "select u.line from plantrack.chain c join plantrack.update u using (plan, id) order by c.n"
        return [line for (line,) in connection.execute(query)]


def test_init(machines: tuple[Machine, Machine]) -> None:
    """It may be run again, and says that everything was there."""
    done = machines[0].asks("journal", "init")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"127\.0\.0\.1:\d+/postgres: the journal of fairs was there already\n", done.out)


def test_init_tells_what_waits(machines: tuple[Machine, Machine]) -> None:
    """It ends with how many records of the folder are not on the server yet, and how they get there."""
    one, _ = machines
    one.write(COMMENT, {**COMMENT, "id": "W2"}, week="2024-W47")
    done = one.asks("journal", "init")
    assert done.out.splitlines()[-1].replace(f"{one.here}/", "") == (
        "records in plans/fairs/journal that are not on the server yet: 2; `plantrack journal sync` sends them"
    )


def test_nothing_to_adopt_without_an_answer(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """That there is nothing to adopt is said by what was known before, where there is no answer."""
    one, _ = machines
    one.asks("adopt", "--by", "张敏", "--reason", "更正")
    server.stop()
    try:
        done = one.asks("adopt", "--by", "张敏")
    finally:
        server.start()
    assert (done.code, done.out) == (0, "nothing to adopt: the plan is as adopted\n")
    assert done.err.count("cannot be reached") == 1
    assert "this is what was known here before" in done.err


def title_there(server: Cluster) -> str:
    """Return the English title in plan.yaml on the server."""
    ((content,),) = server.sql("select content from plantrack.file where name = 'plan.yaml'")
    found = re.search(r"^title:.*en: (.*)}$", content, re.MULTILINE)
    return found[1] if found else ""


def test_newer_files_on_the_server(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """An office with an older plan.yaml leaves the newer one on the server, and is told once; init overwrites it."""
    one, other = machines
    other.asks("assign", "2", "fund", "--by", "张敏")
    other.edit("en: Plan of the fairs", "en: Newer plan")
    assert "files of fairs that are kept there now as they are here: 1" in other.asks("adopt", "--by", "张敏").err
    older = one.asks("assign", "2", "stic", "--by", "张敏")
    assert (older.code, title_there(server)) == (0, "Newer plan")
    assert older.err.count(
        "/postgres: the files of fairs there are others than here and were changed elsewhere; they stay as they are: "
        "bring plan.yaml here up to date, by git, say; or `plantrack journal init` keeps there what is here\n"
    ) == 1  # fmt: skip
    assert "changed elsewhere" in one.asks("journal", "grant", "--reader", "postgres").err
    assert "files of fairs that are kept there now as they are here: 1" in one.asks("journal", "init").err
    assert title_there(server) == "Plan of the fairs"
    assert "changed elsewhere" in other.asks("assign", "2", "fund", "--by", "张敏").err
    one.edit("en: Plan of the fairs", "en: Newest plan")
    assert "as they are here: 1" in one.asks("assign", "2", "stic", "--by", "张敏").err
    other.file.write_bytes(one.file.read_bytes())
    assert other.asks("assign", "2", "fund", "stic", "--by", "张敏").err == ""
    assert title_there(server) == "Newest plan"


def test_no_server(bench: Bench) -> None:
    """Of a plan whose journal lies in its folder, both commands say what to do."""
    for command in ("init", "sync"):
        done = bench.run("journal", command, "--lang", "en")
        assert (done.code, done.out) == (2, "")
        assert "name a server with `journal:` in plan.yaml" in done.err


def test_recorded_on_the_server(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """What one records is on the server, and another one sees it with the next command."""
    one, other = machines
    assert one.asks("update", "2", "--percent", "40").code == 0
    assert [json.loads(line)["kind"] for line in rows(server)] == ["adopt", "report"]
    assert (one.waiting, other.waiting) == (1, 0)
    assert "40%" in other.asks("status", "2").out
    assert other.asks("log").out == one.asks("log").out


def test_undone_elsewhere(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """An act is taken back on another machine than the one where it was recorded."""
    one, other = machines
    one.asks("update", "2", "--percent", "40", "--by", "张敏")
    assert other.asks("undo", "--by", "张敏").code == 0
    assert [json.loads(line)["kind"] for line in rows(server)] == ["adopt", "report", "retract"]
    assert "40%" not in one.asks("status", "2").out


def test_without_an_answer(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """Recorded without the server on two machines, brought together: both know the same; again, nothing changes."""
    one, other = machines
    other.asks("status")
    server.stop()
    try:
        first = one.asks("update", "2", "--percent", "40", "--by", "张敏")
        second = other.asks("update", "1.2", "--percent", "10", "--by", "刘洋")
        view = one.asks("status")
        judged = one.asks("check")
        named = one.asks("log", "2")
    finally:
        server.start()
    assert (first.code, second.code, one.waiting, other.waiting) == (0, 0, 2, 1)
    assert "plans/fairs/journal until `plantrack journal sync` sends it" in first.err
    assert first.err.count("cannot be reached") == 1
    assert view.code == 0
    assert "this is what was known here before" in view.err
    assert (judged.code, judged.out) == (5, "")
    assert "40%" in named.out
    assert len(rows(server)) == 1
    assert "wait for the server; `plantrack journal sync` sends them" in one.asks("status").err
    assert one.asks("journal", "sync").out == "sent: 1, received: 0\n"
    assert other.asks("journal", "sync").out == "sent: 1, received: 1\n"
    assert one.asks("journal", "sync").out == "sent: 0, received: 1\n"
    kept = rows(server)
    for machine in machines:
        again = machine.asks("journal", "sync")
        assert (again.code, again.out, again.err) == (0, "sent: 0, received: 0\n", "")
    assert rows(server) == kept
    for command in (("status",), ("log",), ("check",), ("report", "--week", "2024-W47")):
        here, there = (machine.asks(*command).out.replace(f"{machine.here}", "") for machine in machines)
        assert here == there
    assert one.asks("status").err == ""


def test_nothing_known(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """Where nothing is known of the server, a view is refused; what is recorded is kept."""
    new = machines[1]
    server.stop()
    try:
        view, named = new.asks("status"), new.asks("update", "2", "--percent", "30", "--by", "张敏", "--dry-run")
        new.env["PLANTRACK_ACTOR"] = ""
        recorded = new.asks("update", "2", "--percent", "40")
    finally:
        server.start()
    assert (view.code, view.out) == (5, "")
    assert "may refuse the name" not in named.err
    assert (recorded.code, new.waiting) == (0, 1)
    assert "until `plantrack journal sync` sends it" in recorded.err
    assert recorded.err.count("so the server may refuse the name; give yours with --by or PLANTRACK_ACTOR") == 1
    assert new.asks("journal", "sync").out == "sent: 1, received: 1\n"
    assert len(rows(server)) == 2


def test_broken_line_stays(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """A line that cannot be read stays, is told with its place, and stops nothing else; unknown kinds are sent."""
    one, _ = machines
    one.write(
        COMMENT, '{"kind": "comment", ', {**COMMENT, "kind": "vote", "id": "W2"}, {"kind": "vote"},
        COMMENT, {**COMMENT, "note": "x"}, week="2024-W47",
    )  # fmt: skip
    done = one.asks("journal", "sync")
    assert (done.code, done.out) == (5, "sent: 2, received: 0\n")
    assert "2024-W47.jsonl:2: this line cannot be read as a record" in done.err
    assert "2024-W47.jsonl:4: this record has no id" in done.err
    assert "2024-W47.jsonl:6: another record with the id W1 is there already" in done.err
    assert [json.loads(line)["id"] for line in rows(server)] == [ADOPTED["id"], "W1", "W2"]


def test_refused_act_stays(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """An act that the server refuses stays, with the reason and what to do, and the others are sent."""
    one, _ = machines
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("alter table plantrack.update add constraint quiet check (line not like '%离线%')")
    others = [{**COMMENT, "id": f"V{n}", "act": f"V{n}", "note": "x"} for n in (1, 2)]
    one.write(others[0], COMMENT, others[1], week="2024-W47")
    done = one.asks("journal", "sync")
    assert (done.code, done.out) == (5, "sent: 2, received: 0\n")
    assert re.search(r"^record W0 is refused: .* refused: .*$", done.err, re.MULTILINE)
    assert done.err.replace(f"{one.here}/", "").endswith(
        "this stays in plans/fairs/journal; mend it, or let `plantrack journal sync --set-aside` move it to "
        "plans/fairs/set-aside.txt\n"
    )
    assert [json.loads(line)["id"] for line in rows(server)] == [ADOPTED["id"], "V1", "V2"]
    assert "wait for the server" in one.asks("status").err


def test_set_aside(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """What cannot be sent leaves the journal for a file beside the plan, as it is, with why; the rest is sent."""
    one, _ = machines
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("alter table plantrack.update add constraint quiet check (line not like '%离线%')")
    refused, torn = json.dumps(COMMENT, ensure_ascii=False), '{"kind": "comment", '
    sent = {**COMMENT, "id": "V1", "act": "V1", "note": "x"}
    one.write(refused, torn, sent, week="2024-W47")
    done = one.asks("journal", "sync", "--set-aside")
    assert (done.code, done.out) == (0, "sent: 1, received: 0\n")
    assert done.err.replace(f"{one.here}/", "").endswith("lines moved to plans/fairs/set-aside.txt: 2, by 刘洋; they "
        "count no more, until somebody who may send them puts them back into plans/fairs/journal\n")  # fmt: skip
    above, line, why, other = (one.folder / "set-aside.txt").read_text("utf-8").splitlines()
    assert (line, other) == (refused, torn)
    assert re.fullmatch(r"# 2024-11-18 12:00 journal/2024-W47.jsonl:1: .* refused: .*", above)
    assert why == (
        "# 2024-11-18 12:00 journal/2024-W47.jsonl:2: this line cannot be read as a record; restore it from git, or "
        "delete it if it was cut off"
    )
    assert (one.journal / "2024-W47.jsonl").read_text("utf-8") == f"{json.dumps(sent, ensure_ascii=False)}\n"
    assert [json.loads(line)["id"] for line in rows(server)] == [ADOPTED["id"], "V1"]
    assert one.asks("status").err == ""
    assert "离线" not in one.asks("log").out
    again = one.asks("journal", "sync", "--set-aside")
    assert (again.code, again.out) == (0, "sent: 0, received: 0\n")
    assert again.err.replace(f"{one.here}/", "") == ASIDE


def test_another_record_with_its_id(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """A record whose id the server has with other words is no record that was sent: it is told, and set aside."""
    one, other = machines
    for machine, note in ((one, "一"), (other, "二")):
        machine.journal.mkdir(exist_ok=True)
        machine.write({**COMMENT, "text": note}, {**COMMENT, "id": "W2", "text": "同"}, week="2024-W47")
    assert one.asks("journal", "sync").out == "sent: 2, received: 0\n"
    done = other.asks("journal", "sync")
    assert (done.code, done.out) == (5, "sent: 0, received: 3\n")
    assert "record W0 is refused: " in done.err
    assert "others with the same ids, and other words, are there already" in done.err
    assert "wait for the server" in other.asks("log").err
    assert other.asks("journal", "sync", "--set-aside").code == 0
    assert [line for line in (other.folder / "set-aside.txt").read_text("utf-8").splitlines() if line[0] != "#"] == [
        json.dumps({**COMMENT, "text": "二"}, ensure_ascii=False)
    ]
    assert other.asks("log") == one.asks("log")


def test_full_disk_is_no_refusal(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """What the server only cannot keep now ends it; nothing is set aside."""
    one, _ = machines
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("""
            create function plantrack.full() returns trigger language plpgsql as
                $$ begin raise exception 'full' using errcode = '53100'; end $$;
            create trigger full_disk before insert on plantrack.update execute function plantrack.full()""")
    one.write(COMMENT, week="2024-W47")
    before = one.files()
    done = one.asks("journal", "sync", "--set-aside")
    assert (done.code, done.out) == (5, "")
    assert "its disk is full" in done.err
    assert {name: content for name, content in one.files().items() if "cache" not in name} == {
        name: content for name, content in before.items() if "cache" not in name
    }


def test_changed_on_the_server(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """A line that its owner changed there is seen by whoever has not read it, and one that was taken away by all."""
    one, other = machines
    one.asks("update", "2", "--percent", "40")
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("update plantrack.update set line = replace(line, '40', '90') where line like '%40%'")
    seen = other.asks("status", "2")
    assert (seen.code, seen.out) == (5, "")
    assert seen.err.startswith(
        f"error: 127.0.0.1:{server.port}/postgres: update 2 of plan fairs is not what was committed"
    )
    assert seen.err.endswith("ask whoever owns the tables, and run `plantrack journal verify`\n")
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("update plantrack.chain set hash = sha256('') where n = 2")
        connection.execute("update plantrack.journal set hash = sha256('')")
    seen = one.asks("status", "2")
    assert (seen.code, seen.out) == (5, "")
    assert "update 2 of plan fairs, or one before it, is not the one that was read before" in seen.err
    (folder,) = (one.here / "cache").glob("*.server")
    assert f"what was read is in {folder}: delete it to go on" in seen.err
    assert '"percent":40' in "".join(path.read_text("utf-8") for path in folder.glob("*.jsonl"))
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("delete from plantrack.chain where n = 2")
        connection.execute("update plantrack.journal set n = 1")
    assert one.asks("status", "2").code == 5


def test_no_cache(machines: tuple[Machine, Machine]) -> None:
    """Without a cache everything is read from the server, to the same bytes."""
    one, _ = machines
    one.asks("update", "2", "--percent", "40")
    cached = one.asks("status")
    one.env["PLANTRACK_CACHE"] = "off"
    assert one.asks("status") == cached


def test_nothing_recorded_yet(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """Of a journal that was seen to be empty it is known without an answer that it is."""
    one = machines[0]
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("drop schema plantrack cascade")
    one.env["PLANTRACK_CACHE"] = str(one.here / "new")
    shutil.rmtree(one.journal)
    one.asks("journal", "init")
    before = one.asks("status")
    server.stop()
    try:
        seen = one.asks("status")
    finally:
        server.start()
    assert (before.code, seen.code, seen.out) == (0, 0, before.out)
    assert "this is what was known here before" in seen.err


def test_part_of_the_cache_gone(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """A cache without some of its files is read anew; without an answer it is not shown as what is known."""
    one = machines[0]
    one.asks("update", "2", "--percent", "40", "--by", "张敏")
    before = one.asks("status")
    shutil.rmtree(one.journal)
    for kept in (one.here / "cache").glob("*.server/*.jsonl"):
        kept.unlink()
    server.stop()
    try:
        silent = one.asks("status")
    finally:
        server.start()
    assert (silent.code, silent.out) == (5, "")
    assert one.asks("status") == before


def test_set_back(server: Cluster, machines: tuple[Machine, Machine]) -> None:
    """Of a server that was restored from a backup it is said so, and what it lacks is sent as it was."""
    one, other = machines
    for percent in ("40", "50", "60"):
        one.asks("update", "2", "--percent", percent)
    before, chain = one.asks("status"), server.sql(CHAIN)
    shutil.rmtree(one.journal)
    other.asks("status")
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("""
            delete from plantrack.update where id in (select id from plantrack.chain where n > 2);
            delete from plantrack.chain where n > 2;
            update plantrack.journal set (n, hash) = (select n, hash from plantrack.chain where n = 2)""")
    for command in ("status", "check"):
        seen = one.asks(command)
        assert (seen.code, seen.out) == (5, "")
        assert "it has 2 updates of plan fairs, of which 4 are known here: it was set back" in seen.err
    assert one.asks("journal", "sync").out == "sent: 2, received: 0\n"
    assert server.sql(CHAIN) == chain
    assert one.asks("status") == before
    assert other.asks("status").code == 0
    assert one.asks("journal", "sync").out == "sent: 0, received: 0\n"
