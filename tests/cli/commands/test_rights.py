"""Rights on a server, through the commands: each role does its work, and what the server refuses is told in a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cli_support import PLAN, Bench, Run
from postgres_server import Cluster, cluster

ROLES = ("office", "stic", "fund", "reader", "stranger")
NO_PLAN = (
    "error: SERVER: there is no plan fairs, or this role has no rights in it; its office gives them with `plantrack "
    "journal grant`, and the owner of the tables makes a journal with `plantrack journal init`\n"
)
DENIED = "this role may not do that in this plan; its office gives rights with `plantrack journal grant`"

PARTLY = (
    "warning: this role may read only the records about what its unit leads or supports; all else is left out here, "
    "whatever was recorded about it\n"
)
STIC = 'stic records for STI Bureau (stic) as "科创局", "STI Bureau"\n'
FUND = 'fund records for NSF Committee (fund) as "刘洋"\n'


class Desk(Bench):
    """A machine on which everybody works, each as a role of the server, with a cache of its own."""

    def __init__(self, here: Path, server: Cluster) -> None:
        super().__init__(here, "fairs")
        self.server = server
        self.folder.mkdir(parents=True)
        self.file.write_text(PLAN, "utf-8")

    def as_(self, role: str, *words: str, **env: str) -> Run:
        """Run plantrack as a role, in nobody's name."""
        known = {"PLANTRACK_JOURNAL": self.server.address(role=role), "PLANTRACK_CACHE": str(self.here / role),
                 "PLANTRACK_LANG": "en", "PLANTRACK_ACTOR": ""}  # fmt: skip
        return self.run(*words, "--plan", str(self.folder), env=known | env)

    def does(self, role: str, *words: str) -> str:
        """Run plantrack as a role, which works; return what it says."""
        done = self.as_(role, *words)
        assert done.code == 0, done
        return done.out

    def refused(self, role: str, *words: str, **env: str) -> str:
        """Run plantrack as a role, which the server refuses; return why, without the server's name."""
        before = self.rows()
        done = self.as_(role, *words, **env)
        assert (done.code, done.out) == (5, ""), done
        assert self.rows() == before
        return done.err.replace(f"{self.server.host}/postgres", "SERVER").strip()

    def rows(self, query: str = "select writer, line from plantrack.update order by id") -> list[tuple[Any, ...]]:
        """Return rows of the server."""
        with psycopg.connect(self.server.address()) as connection:
            return connection.execute(query.encode()).fetchall()

    def said(self) -> list[tuple[Any, ...]]:
        """Return by which role, in whose name, what was recorded about what."""
        return self.rows("""select writer, record ->> 'by', record ->> 'kind', record ->> 'ref' from plantrack.update
                         join plantrack.chain using (plan, id) order by n""")

    def answering(self, ref: str) -> list[str]:
        """Return the units that answer for something, as the server knows it."""
        return [
            unit for (one, unit) in self.rows("select ref, unit from plantrack.responsible order by unit") if one == ref
        ]


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """Return a server with a role for each who logs in."""
    with cluster() as running:
        with psycopg.connect(running.address(), autocommit=True) as connection:
            for role in ROLES:
                connection.execute(f"create role {role} login".encode())
        yield running


@pytest.fixture
def desk(server: Cluster, tmp_path: Path) -> Desk:
    """Return a desk with the plan, whose office adopted it; the roles have their rights."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("drop schema if exists plantrack cascade")
    found = Desk(tmp_path / "desk", server)
    for words in (
        "init",
        "grant --office office --name 张敏",
        "grant --reader reader",
        "grant 科创局 stic",
        "grant fund fund",
    ):
        found.does("postgres", "journal", *words.split())
    found.does("office", "adopt")
    return found


def test_granted(desk: Desk) -> None:
    """The office sees who has which rights, others see their own; a unit's people are its names."""
    every = "reader reads\n" + FUND + STIC
    assert desk.does("office", "journal", "roles") == "office is the office\n" + every
    assert desk.does("fund", "journal", "roles") == FUND
    done = desk.as_("stic", "journal", "roles", PLANTRACK_LANG="zh")
    assert done.out == "stic：代 科创局（stic） 记录，名字为“科创局”、“STI Bureau”\n"


@pytest.mark.parametrize(
    "line",
    [
        "update 2 --percent 40 --note 进展",
        "comment 2 备注",
        "comment fair-area 备注",
        "done 1.1.1",
        "measure hnte-count 2.5万家 --period 2024",
        "done 2",
        "reschedule 2 2030-12-31 --reason 场馆",
        "ack 2",
    ],
)
def test_a_unit_works(desk: Desk, line: str) -> None:
    """A unit does its work about its own tasks, in its own name without giving it, and takes it back."""
    desk.does("stic", *line.split())
    assert {(writer, by) for writer, by, *_ in desk.said()[1:]} == {("stic", "科创局")}
    n = len(desk.said())
    assert desk.does("stic", "undo")
    assert [kind for *_, kind, _ in desk.said()[n:]] == ["retract"]
    assert desk.does("reader", "log") == desk.does("stic", "log")


@pytest.mark.parametrize(
    ("role", "line", "why"),
    [
        ("stic", "update 1.2 --percent 5",
         "your unit neither leads nor supports 1.2; ask the office, which assigns it"),
        ("stic", "update 2 --percent 5 --by 刘洋",
         ("this role records in names of its own only; "
          "give one that `plantrack journal roles` shows with --by, or none")),
        ("stic", "assign 2 fund", "a unit does not record this (assign); ask the office to do so"),
        ("stic", "journal grant --reader stranger", DENIED),
        ("office", "journal grant --office stic", "this is for the owner of the tables"),
        ("office", "journal grant fund nobody",
         "there is no role nobody; an administrator makes it with CREATE ROLE … LOGIN"),
    ],
)  # fmt: skip
def test_refused(desk: Desk, role: str, line: str, why: str) -> None:
    """What the server refuses is told in a line, with what to do, and nothing is kept."""
    assert desk.refused(role, *line.split()) == f"error: SERVER: refused: {why}"


@pytest.mark.parametrize(
    ("role", "line", "why"),
    [
        ("stic", "update 1.2 --percent 5", "贵单位既非 1.2 的牵头单位，也非配合单位；请由办公室用 assign 指定"),
        ("office", "journal grant fund nobody", "没有角色 nobody；请管理员用 CREATE ROLE … LOGIN 建立"),
        ("reader", "comment 2 备注 --by 陈静",
         "该角色在本计划无此权限；由计划的办公室用`plantrack journal grant`授予"),
        ("stranger", "status", "该角色在那里没有任何权限；由某个计划的办公室用`plantrack journal grant`授予"),
    ],
)  # fmt: skip
def test_refused_in_chinese(desk: Desk, role: str, line: str, why: str) -> None:
    """The same in Chinese, without a word of the server's English."""
    assert desk.refused(role, *line.split(), PLANTRACK_LANG="zh") == f"错误：SERVER：拒绝：{why}"


def test_first_command_of_another(desk: Desk) -> None:
    """Where there are no tables yet, who may not make them is sent to the owner of the database: there is no office."""
    with psycopg.connect(desk.server.address(), autocommit=True) as owner:
        owner.execute("drop schema plantrack cascade")
    done = desk.as_("stranger", "journal", "init")
    assert (done.code, done.out) == (5, "")
    assert done.err.endswith(
        "refused: this role may make no tables there; "
        "ask the owner of the database to run `plantrack journal init` first\n"
    )


def test_undoing_the_office(desk: Desk) -> None:
    """A unit takes back nothing of the office."""
    act = str(desk.rows("select record ->> 'act' from plantrack.update")[0][0])
    assert "a unit takes back its own records only" in desk.refused("stic", "undo", act)


def test_who_answers(desk: Desk) -> None:
    """What the office assigns, adopts or undoes is known to the server with the same command."""
    assert (desk.answering("1.2"), desk.answering("1.1.1"), desk.answering("fair-area")) == (
        ["fund"],
        ["stic"],
        ["stic"],
    )
    desk.does("office", "assign", "1.2", "stic")
    assert desk.answering("1.2") == ["stic"]
    desk.does("stic", "update", "1.2", "--percent", "5")
    assert "neither leads nor supports 1.2" in desk.refused("fund", "update", "1.2", "--percent", "6")
    desk.does("office", "undo")
    assert desk.answering("1.2") == ["fund"]
    desk.does("office", "assign", "1.2", "stic", "--support")
    assert desk.answering("1.2") == ["fund", "stic"]


def test_told_late(desk: Desk) -> None:
    """What was assigned without the server hearing who answers is heard with the office's next record, or by init."""
    desk.does("office", "assign", "1.2", "stic")
    for words in (("comment", "1", "备注"), ("journal", "init")):
        with psycopg.connect(desk.server.address()) as connection:
            connection.execute("delete from plantrack.responsible")
            connection.execute("update plantrack.settled set changes = 1")
        desk.does("office", *words)
        assert desk.answering("1.2") == ["stic"]


def test_a_unit_that_ends(desk: Desk) -> None:
    """A unit that ends is followed by its successor: on the day after, whatever was recorded meanwhile."""
    desk.edit("people: [刘洋]}", "people: [刘洋], until: 2999-12-31, successor: stic}")
    desk.does("office", "journal", "init")
    query = """select unit, (since at time zone 'UTC')::text, (until at time zone 'UTC')::text
        from plantrack.responsible where ref = '1.2' order by since"""
    moment = "2999-12-31 16:00:00"  # midnight in Shenzhen
    assert desk.rows(query) == [("fund", "-infinity", moment), ("stic", moment, "infinity")]


def test_changed_by_the_owner(desk: Desk) -> None:
    """What the owner of the tables changed is found by the next check, also of who knows the journal already."""
    desk.does("stic", "update", "2", "--percent", "40")
    before = desk.as_("reader", "check")
    with psycopg.connect(desk.server.address()) as owner:
        owner.execute("""update plantrack.update set line = replace(line, '"percent":40', '"percent":90')""")
    done = desk.as_("reader", "check")
    assert (before.code, done.code, done.out) == (1, 5, "")
    assert "update 2 of plan fairs is not what was committed" in done.err
    assert "40%" in desk.does("reader", "status", "2")


def test_the_name_without_an_answer(desk: Desk) -> None:
    """Without an answer the name is the one that the server gave last; what was recorded is sent and kept."""
    desk.does("fund", "update", "1.2", "--percent", "5")
    desk.server.stop()
    try:
        assert desk.as_("fund", "update", "1.2", "--percent", "7").code == 0
    finally:
        desk.server.start()
    assert desk.does("fund", "journal", "sync") == "sent: 1, received: 0\n"
    assert desk.said()[1:] == [("fund", "刘洋", "report", "1.2")] * 2


def test_refused_later(desk: Desk) -> None:
    """What a unit recorded without an answer about another's task is refused later, and can be set aside."""
    desk.does("stic", "comment", "2", "备注")
    desk.server.stop()
    try:
        assert desk.as_("stic", "update", "2", "--percent", "40").code == 0
        assert desk.as_("stic", "update", "1.2", "--percent", "5").code == 0
    finally:
        desk.server.start()
    done = desk.as_("stic", "journal", "sync")
    assert (done.code, done.out) == (5, "sent: 1, received: 0\n")
    assert "neither leads nor supports 1.2" in done.err
    (line,) = [line for line in lines(desk.journal) if '"1.2"' in line]
    assert desk.does("stic", "journal", "sync", "--set-aside") == "sent: 0, received: 0\n"
    assert line not in lines(desk.journal)
    why, kept = (desk.folder / "set-aside.txt").read_text("utf-8").splitlines()
    assert kept == line
    assert "your unit neither leads nor supports 1.2; ask the office, which assigns it" in why
    assert desk.as_("stic", "status").err == ""
    told = "set-aside.txt: warning: records that stand aside: 1, by 科创局; they count no more"
    assert told in desk.as_("fund", "journal", "sync").err
    seen = desk.run("validate", str(desk.folder), env={"PLANTRACK_JOURNAL": "", "PLANTRACK_LANG": "en"})
    assert told in seen.out
    assert (seen.code, seen.out.splitlines()[-1].endswith("plan.yaml: errors 0, warnings 1")) == (0, True)
    assert desk.does("stic", "log") == desk.does("reader", "log")


def test_refused_to_a_reader(desk: Desk) -> None:
    """Who may record nothing at all sets aside what it recorded without an answer."""
    desk.does("reader", "status")
    desk.server.stop()
    try:
        assert desk.as_("reader", "comment", "2", "备注", "--by", "陈静").code == 0
    finally:
        desk.server.start()
    (line,) = lines(desk.journal)
    assert desk.as_("reader", "journal", "sync").code == 5
    assert desk.does("reader", "journal", "sync", "--set-aside") == "sent: 0, received: 0\n"
    assert lines(desk.journal) == []
    why, kept = (desk.folder / "set-aside.txt").read_text("utf-8").splitlines()
    assert kept == line
    assert "this role may not do that in this plan" in why
    assert desk.as_("reader", "status").err == ""


def test_a_journal_that_came_along(desk: Desk) -> None:
    """Who reads only its own sets aside what others recorded, where it came along with the files of the plan."""
    desk.does("office", "journal", "grant", "fund", "fund", "--only-own")
    desk.does("office", "comment", "2", "备注")
    desk.does("fund", "comment", "1.2", "备注")
    desk.journal.mkdir()
    every = [line for _, line in desk.rows()]
    (desk.journal / "2024-W47.jsonl").write_text("".join(f"{line}\n" for line in every), "utf-8")
    assert "wait for the server" in desk.as_("fund", "status").err
    done = desk.as_("fund", "journal", "sync")
    assert (done.code, done.out) == (5, "sent: 0, received: 0\n")
    assert desk.does("fund", "journal", "sync", "--set-aside") == "sent: 0, received: 0\n"
    hidden = [line for line in every if '"ref":"2"' in line]
    assert (desk.folder / "set-aside.txt").read_text("utf-8").splitlines()[1::2] == hidden
    assert lines(desk.journal) == [line for line in every if line not in hidden]
    assert desk.as_("fund", "status").err == PARTLY
    assert [line for _, line in desk.rows()] == every


@pytest.fixture
def narrow(desk: Desk) -> Desk:
    """Return the desk; 2 was done by its unit, and the other unit reads only what is about its own tasks."""
    desk.does("office", "journal", "grant", "fund", "fund", "--only-own")
    desk.does("stic", "done", "2")
    desk.does("fund", "update", "1.2", "--percent", "40")
    return desk


def test_hidden_is_not_unreported(narrow: Desk) -> None:
    """Whose records a role may not read stands in none of its views, and each says so in every format."""
    for words, shown in (
        (("status",), "Plan of the fairs (only what this role may read)"),
        (("report", "--month", "2024-11"), "Plan of the fairs (only what this role may read)"),
        (("list",), "1.2"),
        (("explain", "1.2"), "1.2"),
        (("log",), "adopt"),
        (("agenda",), "Plan of the fairs (only what this role may read)"),
        ((), "Plan of the fairs (only what this role may read)"),
    ):
        done = narrow.as_("fund", *words)
        assert (done.code, done.err) == (0, PARTLY), words
        assert shown in done.out, words
        assert "Issue measures" not in done.out
        assert "Hi-Tech Fair" not in done.out
    found = json.loads(narrow.does("fund", "list", "--format", "json"))
    assert (found["only_readable"], [task["ref"] for task in found["tasks"]]) == (True, ["1.2"])
    assert "only_readable" not in json.loads(narrow.does("reader", "list", "--format", "json"))
    page = narrow.does("fund", "report", "--month", "2024-11", "--format", "markdown")
    assert page.startswith("# Plan of the fairs (only what this role may read): report on ")


def test_a_task_that_is_hidden(narrow: Desk) -> None:
    """A task of others is refused by name, as nothing is known of it."""
    for words in (("status", "2"), ("show", "2"), ("explain", "2"), ("log", "2"), ("report", "--item", "2")):
        done = narrow.as_("fund", *words)
        assert (done.code, done.out) == (4, "")
        assert (
            "error: this role may not read the records about 2, which its unit neither leads nor supports" in done.err
        )
    assert narrow.as_("reader", "status", "2").code == 0


def test_nobody_is_accused_unseen(narrow: Desk) -> None:
    """A check finds what it finds of the readable part for anybody, and nothing of the rest."""
    every, own = (json.loads(narrow.as_(role, "check", "--format", "json").out) for role in ("reader", "fund"))
    assert own["only_readable"]
    assert {one["ref"] for one in own["findings"]} <= {"1.2", None}
    assert [one for one in own["findings"] if one["ref"]] == [one for one in every["findings"] if one["ref"] == "1.2"]


def test_hidden_among_all_plans(narrow: Desk) -> None:
    """Of all plans of the server a role sees the counts of what it may read, which the title says."""
    narrow.does("office", "journal", "init")
    address = narrow.server.address(role="fund")
    found = json.loads(narrow.run("status", "--all", address, "--format", "json", env={"PLANTRACK_LANG": "en"}).out)
    (plan,) = found["plans"]
    assert plan["title"]["en"] == "Plan of the fairs (only what this role may read)"
    assert plan["summary"]["tasks"] == 1


def lines(folder: Path) -> list[str]:
    """Return the lines of a journal in a folder."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]


def test_revoked(desk: Desk) -> None:
    """A role whose rights are taken reads and records nothing, and is told so; there is nothing to take twice."""
    desk.does("stic", "status")
    assert desk.does("office", "journal", "revoke", "stic") == "stic: no rights in fairs any more\n"
    for words in (("update", "2", "--percent", "5"), ("status",), ("journal", "sync"), ("undo",)):
        assert desk.refused("stic", *words) == (
            "error: SERVER: this role has no rights in plan fairs any more; "
            "its office gives them with `plantrack journal grant`"
        )
    new = desk.as_("stic", "status", PLANTRACK_CACHE=str(desk.here / "new"))
    assert (new.code, new.out) == (4, "")
    assert new.err.replace(f"{desk.server.host}/postgres", "SERVER") == NO_PLAN
    assert desk.refused("stranger", "status") == (
        "error: SERVER: refused: this role has no rights there; "
        "the office of a plan gives some with `plantrack journal grant`"
    )
    done = desk.as_("office", "journal", "revoke", "stic")
    assert (done.code, done.err) == (4, "error: stic has no rights in fairs; `plantrack journal roles` shows who has\n")


def test_no_such_plan(desk: Desk) -> None:
    """Of a plan without a journal the owner of the tables is told so, and a member of another no more than of any."""
    desk.edit("id: fairs", "id: other")
    done = desk.as_("postgres", "status")
    assert (done.code, "there is no journal of plan other; make it with" in done.err) == (4, True)
    done = desk.as_("stic", "status")
    assert done.err.replace(f"{desk.server.host}/postgres", "SERVER").endswith(NO_PLAN.replace("fairs", "other"))


def test_nobody_has_rights(desk: Desk) -> None:
    """The owner of the tables is told that nobody has any; a role that has none any more, what `status` says."""
    desk.does("stic", "status")
    for role in ("office", "stic", "fund", "reader"):
        desk.does("postgres", "journal", "revoke", role)
    done = desk.as_("postgres", "journal", "roles")
    assert (done.code, done.out) == (0, "")
    assert done.err == "no role has rights in fairs, as far as this one may see; `plantrack journal grant` gives some\n"
    assert desk.refused("stic", "journal", "roles") == (
        "error: SERVER: this role has no rights in plan fairs any more; "
        "its office gives them with `plantrack journal grant`"
    )
    done = desk.as_("postgres", "journal", "roles", "--format", "json")
    assert json.loads(done.out) == {
        "schema": "plantrack.journal-roles/1", "server": f"{desk.server.host}/postgres", "plan": "fairs", "roles": [],
    }  # fmt: skip


def test_roles_for_machines(desk: Desk) -> None:
    """The same as JSON."""
    found = json.loads(desk.does("fund", "journal", "roles", "--format", "json"))
    assert found["roles"] == [{"role": "fund", "unit": "fund", "may": "unit", "names": ["刘洋"], "only_own": False}]


def test_usual_names(desk: Desk) -> None:
    """A unit without people records under its names in all languages, that of the plan first, in whatever language."""
    assert desk.as_("office", "journal", "grant", "stic", "stic", PLANTRACK_LANG="zh").code == 0
    assert desk.does("stic", "journal", "roles") == STIC
    assert desk.does("office", "journal", "grant", "stic", "stic") == STIC
    desk.does("stic", "comment", "2", "a")
    desk.does("stic", "comment", "2", "b", "--by", "STI Bureau")
    assert [by for _, by, *_ in desk.said()[1:]] == ["科创局", "STI Bureau"]


def test_wrong_words(desk: Desk) -> None:
    """A grant is for one role: of a unit, the office or a reader."""
    for words in ("grant", "grant fund", "grant fund fund --reader fund", "grant --office a --reader b",
                  "grant --reader a --only-own"):  # fmt: skip
        done = desk.as_("postgres", "journal", *words.split())
        assert (done.code, done.out) == (2, ""), words
        assert "give a unit and a role, or only --office ROLE, or only --reader ROLE" in done.err
