"""The commands that record: what they say in one line, and what stands in the journal after."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from typing import Any
from unittest.mock import ANY

import pytest
import time_machine
from cli_support import ADOPTED, Bench, Run
from msgspec import to_builtins

from plantrack.model.policy import Policy

LATER = re.compile(r", by 刘洋 \(id [0-9A-Z]{8}\)\n$")
UNCLEAR = (
    "`reschedule` takes a reference and a date, as in `reschedule 6.2 2025-03-31`; answer with `approve` or `refuse`"
)


@pytest.fixture(autouse=True)
def nothing_owed(request: pytest.FixtureRequest) -> None:
    """Let the plan of the fairs be reported on by the quarter, so that nothing is owed yet."""
    if "bench" in request.fixturenames:
        request.getfixturevalue("bench").edit("language: zh", "language: zh\nreport_every: quarter")


def said(bench: Bench, *words: str) -> str:
    """Run a command that records, and return its one line without who it was and the id."""
    done = bench.run(*words, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert LATER.search(done.out), done.out
    assert done.out.count("\n") == 1
    return LATER.sub("", done.out)


def refused(bench: Bench, *words: str) -> tuple[int, str]:
    """Run a command that is refused; return its code and error, and see that nothing changed."""
    before = bench.files()
    done = bench.run(*words, "--lang", "en")
    assert done.out == ""
    assert bench.files() == before
    return done.code, done.err.removeprefix("error: ").rstrip("\n")


def record(**fields: object) -> dict[str, object]:
    """Return what a record of today by 刘洋 holds."""
    return {"by": "刘洋", "on": "2024-11-18", **fields}


# update and done


def test_update(bench: Bench) -> None:
    """What is said about several tasks is recorded for each, as one act."""
    line = said(bench, "update", "2", "高交会招商", "--status", "in-progress", "--percent", "40", "--note", "谈了三家",
                "--problem", "缺人", "--next", "招人", "--source", "https://a.cn/x", "--on", "2024-11-15")  # fmt: skip
    words = "in progress, 40%, 谈了三家, problem: 缺人, next: 招人"
    assert line == f"recorded: 2 Issue measures: {words}; 1.2 Win exhibitors: {words}, on 2024-11-15"
    rest = {
        "on": "2024-11-15", "status": "in-progress", "percent": 40.0, "progress": "谈了三家", "problem": "缺人",
        "next": "招人", "source": "https://a.cn/x",
    }  # fmt: skip
    assert bench.records() == [record(kind="report", ref="2", **rest), record(kind="report", ref="1.2", **rest)]
    acts = {update["act"] for update in bench.json("log", "--by", "刘洋")["updates"]}
    assert len(acts) == 1


def test_update_in_chinese(bench: Bench) -> None:
    """The line is in the reader's language."""
    done = bench.run("update", "2", "--percent", "40", "--note", "谈了三家")
    assert re.fullmatch(r"已记录：2 出台措施：40%，谈了三家，日期2024-11-18，记录人刘洋（标识[0-9A-Z]{8}）\n", done.out)


@pytest.mark.parametrize("typed", ["40", "40%", "４０％"])
def test_a_percentage_with_its_sign(bench: Bench, typed: str) -> None:
    """It is read with the sign and without."""
    assert bench.run("update", "2", "--percent", typed).code == 0
    (kept,) = bench.records()
    assert kept["percent"] == 40


def test_words_for_numbers(bench: Bench) -> None:
    """Words of a title do for its number where they fit one; a milestone is found where no task is."""
    assert said(bench, "done", "办好 高交会") == "recorded: 1.1 Hold the Hi-Tech Fair: done, on 2024-11-18"
    assert said(bench, "done", "programme") == "recorded: 1.1.1 Programme issued: reached, on 2024-11-18"
    assert bench.records() == [
        record(kind="report", ref="1.1", status="done"),
        record(kind="milestone", ref="1.1.1", state="reached"),
    ]


def test_done_and_open_again(bench: Bench) -> None:
    """`done` closes tasks and reaches milestones; with --reopen it is the other way."""
    assert said(bench, "done", "2", "1.1.1", "--note", "印了", "--on", "2024-10-15") == (
        "recorded: 2 Issue measures: done, 印了; 1.1.1 Programme issued: reached (印了), on 2024-10-15"
    )
    assert said(bench, "done", "2", "1.1.1", "--reopen") == (
        "recorded: 2 Issue measures: done → in progress; 1.1.1 Programme issued: open again, on 2024-11-18"
    )
    fields = [{k: v for k, v in r.items() if k in ("ref", "status", "state")} for r in bench.records()]
    assert fields == [
        {"ref": "2", "status": "done"}, {"ref": "1.1.1", "state": "reached"},
        {"ref": "2", "status": "in-progress"}, {"ref": "1.1.1", "state": "reopened"},
    ]  # fmt: skip
    (task,) = (t for t in bench.json("status")["tasks"] if t["ref"] == "2")
    assert (task["status"], task["percent"]) == ("in-progress", None)


def test_old_and_new(bench: Bench) -> None:
    """The line tells what a report changes, and a warning where progress falls."""
    said(bench, "update", "2", "--status", "in-progress", "--percent", "75")
    done = bench.run("update", "2", "--status", "blocked", "--percent", "4", "--lang", "en")
    assert done.out.startswith("recorded: 2 Issue measures: in progress → blocked, 75% → 4%, on 2024-11-18, by ")
    assert done.err == "warning: the progress of 2 falls from 75% to 4%\n"
    assert said(bench, "update", "2", "--percent", "4") == "recorded: 2 Issue measures: 4%, on 2024-11-18"
    told = bench.run(
        "update", "-", "--lang", "en", given='{"ref": "2", "percent": 99.99999}\n{"ref": "2", "percent": 100}'
    ).out
    assert told.startswith("recorded: 2 Issue measures: 4% → 99.9%; 2 Issue measures: 99.9% → 100%, on ")


@pytest.mark.parametrize(("language", "words"), [("zh", "进行中，99.9%"), ("en", "in progress, 99.9%")])
def test_the_digits_of_every_view(bench: Bench, language: str, words: str) -> None:
    """A percentage is kept as it was typed, and confirmed, logged and shown with the same digits."""
    done = bench.run("update", "2", "--status", "in-progress", "--percent", "99.96", "--lang", language)
    (record,) = bench.records()
    assert (done.code, done.err, record["percent"]) == (0, "", 99.96)
    log, csv, status = (bench.run(*view.split(), "--lang", language) for view in ("log", "log --format csv", "status"))
    assert [words in said for said in (done.out, log.out, csv.out.replace(", ", ", "))] == [True, True, True]
    assert ["99.96" in said.out for said in (done, log, csv, status)] == [False, False, False, False]
    assert " 99.9%" in status.out


@pytest.mark.parametrize(
    ("percent", "err"),
    [("99.94", ""), ("99.85", ""), ("99.84", "warning: the progress of 2 falls from 99.9% to 99.8%\n")],
)
def test_a_fall_that_no_view_shows(bench: Bench, percent: str, err: str) -> None:
    """Progress falls where its digits do."""
    said(bench, "update", "2", "--status", "in-progress", "--percent", "99.96")
    assert bench.run("update", "2", "--percent", percent, "--lang", "en").err == err


def test_nothing_to_open_again(bench: Bench) -> None:
    """What is not closed, and what was never reached, cannot be opened again."""
    assert refused(bench, "done", "2", "--reopen") == (
        2,
        "2 is not closed, so it cannot be opened again; `plantrack show 2` shows where it stands",
    )
    assert refused(bench, "done", "1.1.1", "--reopen") == (
        2,
        "1.1.1 was never reached, so it cannot be opened again; `plantrack show 1.1.1` shows where it stands",
    )


def test_before_the_adoption(bench: Bench) -> None:
    """A report of a day on which the plan was not adopted yet is recorded, with a warning."""
    done = bench.run("done", "1.1", "2", "--on", "2024-01-05", "--lang", "en")
    assert (done.code, done.err) == (
        0, "warning: 2024-01-05 is before 1.1 was adopted (2024-09-18); no report is owed for that day\n"
    )  # fmt: skip
    assert len(bench.records()) == 2


def test_a_problem_and_its_solution(bench: Bench) -> None:
    """A problem is in force until it is solved; to solve none is refused."""
    said(bench, "update", "2", "--problem", "缺人")
    assert said(bench, "update", "2", "--solved") == "recorded: 2 Issue measures: problem solved, on 2024-11-18"
    assert refused(bench, "update", "2", "--solved") == (2, "2 has no open problem to solve; leave out `--solved`")
    assert bench.records()[-1] == record(kind="report", ref="2", solved=True)


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\u200b\u2060", "\ufeff", "\t\n", "\x01"])
def test_blank_notes(bench: Bench, blank: str) -> None:
    """A note that nobody can see reports nothing, as an option and as a line; in a journal it is no report."""
    nothing = "there is nothing to record for 2; give a status, a percentage or a note"
    assert refused(bench, "update", "2", "--note", blank) == (2, nothing)
    line = json.dumps({"ref": "2", "note": blank, "problem": blank})
    assert bench.run("update", "-", "--lang", "en", given=line).err == f"error: {nothing}\n"
    assert refused(bench, "reschedule", "2", "2025-01-31", "--reason", blank)[0] == 2
    before = bench.json("status", "2")["tasks"]
    bench.write(
        {
            "at": "2024-11-17T02:00:00.000Z",
            "by": "x",
            "kind": "report",
            "id": "X",
            "act": "X",
            "on": "2024-11-17",
            "ref": "2",
            "progress": blank,
        }
    )
    assert bench.json("status", "2")["tasks"] == before


def test_done_with_its_parent(bench: Bench) -> None:
    """A parent is done when all below it is, counting what is named with it."""
    assert refused(bench, "done", "1", "1.1") == (2, "1 is not finished; still open: 1.2")
    said(bench, "done", "1", "1.1", "1.2")
    assert [(r["ref"], r["status"]) for r in bench.records()] == [("1", "done"), ("1.1", "done"), ("1.2", "done")]
    assert bench.json("status")["tasks"][0]["light"] == "done"


def test_many(shipped: Bench) -> None:
    """A long act is told by its first five and how many more; all of it is recorded."""
    refs = [f"2.{n}" for n in range(1, 6)] + ["3.1", "3.2"]
    line = said(shipped, "cancel", *refs, "--reason", "调整", "--on", "2024-12-20")
    assert line.count(": asks to be cancelled") == 5
    assert line.endswith("; and 2 more, on 2024-12-20")
    assert [r["ref"] for r in shipped.records()[-7:]] == refs


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("update 2 1.2 9 --note x", 4, "no task or milestone is called '9'; `plantrack list` shows them all"),
        ("update 2 1 --percent 5", 2, "1 is not reported on itself; report on its sub-tasks: 1.1, 1.2"),
        ("update 2 1.1.1 --note x", 2, "1.1.1 is a milestone; a note alone belongs to its task 1.1"),
        ("update 2 1.1.1 --status blocked", 2,
         "1.1.1 is a milestone; it can be reached (`done`) or open again (`in-progress`)"),
        ("update 2 --status finished", 2,
         "'finished' is no status; write not started, in progress, blocked, done, cancelled"),
        ("update 2 --percent x", 2, "'x' is not a percentage; write a number from 0 to 100"),
        ("update 2 --percent 101", 2, "101 is not a percentage; write a number from 0 to 100"),
        ("update 2 --percent nan", 2, "nan is not a percentage; write a number from 0 to 100"),
        ("update 2 --note=", 2, "there is nothing to record for 2; give a status, a percentage or a note"),
        ("update 2 --note x --on 2024-11-19", 2,
         "2024-11-19 is after today (2024-11-18); record it once it has happened"),
        ("done 2 --on 2024-11-31", 2, "'2024-11-31' is not a day; write it as YYYY-MM-DD"),
        ("done 2 --on 本周", 2, "'本周' is 2024-11-18 to 2024-11-24; a single day is needed here"),
        ("done 2 --on 明天", 2,
         "2024-11-19 is after today (2024-11-18); record it once it has happened"),
        ("done 2 --on 每周五", 2, "'每周五' recurs (every Friday); write one of its days"),
        ("measure hnte-count 5万个", 2, "'5万个' is counted in 个, but here the unit is 家; write it in 家"),
        ("measure hnte-count 5万家 --period 2027", 2,
         "'2027' begins on 2027-01-01, after 2024-11-18; name a period that has begun"),
        ("measure hnte-count 5万家 --period 2024-13", 2,
         "'2024-13': there is no such day or period; look it up in the calendar"),
        ("measure hnte-count 两到三万家", 2, "'两到三万家' is a range; write the one amount that is meant"),
        ("measure hnte-count 很多", 2,
         "cannot read '很多' as an amount; write a number with its unit, as in over 25,000 or CNY 1.58 billion"),
        ("measure hnte-count 5万家 --published 10月", 2,
         "'10月' is 2024-10-01 to 2024-10-31; a single day is needed here"),
        ("measure 面 5", 4, "'面' fits several; choose one"),
        ("assign 2 fund nope", 4, "no unit is called 'nope'; choose one"),
        ("reschedule 2 2025-01-31", 2, "give a reason why the date of 2 should move; write it after `--reason`"),
        ("reschedule 2 2024-12-31 --reason x", 2, "2 is due on 2024-12-31 already; ask for a later day"),
        ("reschedule 1.2 2024-12-31 --reason x", 2,
         "1.2 has no due date to extend; write one into plan.yaml, and adopt it"),
        ("reschedule 2 soon --reason x", 2,
         ("'soon': not a date that plantrack reads; write it like 2024-11-17, November 17, end of June, Q3 or "
         "in 5 working days")),
        ("reschedule 2 --reason x", 2, UNCLEAR),
        ("reschedule --approve NOPE", 4, "no such record: 'NOPE'; `plantrack log` shows the ids"),
        ("reschedule 2 --approve NOPE", 2, UNCLEAR),
        ("undo NOPE", 4, "no such record: 'NOPE'; `plantrack log` shows the ids"),
        ("undo --by 王芳", 4,
         "nothing of 王芳 is in force that could be undone; name a record by its id, as `plantrack log` shows them"),
    ],
)  # fmt: skip
def test_refused(bench: Bench, words: str, code: int, error: str) -> None:
    """One thing that cannot be recorded, and nothing is; the error says what, and where it can what to do."""
    bench.edit("label: {zh: 高企数量", "label: {zh: 高企面数量")
    found, told = refused(bench, *words.split())
    assert (found, told.splitlines()[0]) == (code, error)


@pytest.mark.parametrize(
    "words",
    [
        "update 2 1.2 --percent 40", "done 2", "measure hnte-count 2.5万家 --period 2024", "assign 2 fund",
        "reschedule 2 2025-01-31 --reason x", "undo", "adopt --reason x",
    ],
)  # fmt: skip
def test_dry_run(bench: Bench, words: str) -> None:
    """A dry run says what would be recorded, and leaves every byte as it was."""
    said(bench, "update", "1.1", "--note", "x")
    bench.edit("due: 2024-12-31,", "due: 2024-12-30,")
    before = bench.files()
    done = bench.run(*words.split(), "--dry-run", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1].startswith("would record: ")
    assert bench.files() == before
    *_, line = bench.run(*words.split(), "--lang", "en").out.splitlines()
    told = done.out.splitlines()[-1].removeprefix("would record: ")
    hidden = re.sub(r"request \w+", "request ID", told)
    assert re.sub(r"request \w+", "request ID", line).startswith(f"recorded: {hidden}")


def test_dry_run_needs_no_journal(bench: Bench) -> None:
    """A dry run makes no journal where there is none."""
    (bench.journal / "2024-W38.jsonl").unlink()
    bench.journal.rmdir()
    assert bench.run("done", "2", "--dry-run").code == 0
    assert not bench.journal.exists()


def test_first_update(bench: Bench) -> None:
    """The first update makes the journal, with what git needs."""
    (bench.journal / "2024-W38.jsonl").unlink()
    bench.journal.rmdir()
    said(bench, "done", "2")
    assert (bench.journal / ".gitattributes").read_text() == "*.jsonl merge=union text eol=lf\n"
    assert [path.name for path in bench.journal.glob("*.jsonl")] == ["2024-W47.jsonl"]


def test_comment(bench: Bench) -> None:
    """It is recorded and shown with the records, and is no report."""
    before = bench.json("status")["tasks"]
    assert said(bench, "comment", "2", "区里建议开会", "--source", "来函") == (
        "recorded: 2 Issue measures: comment: 区里建议开会, on 2024-11-18"
    )
    said(bench, "comment", "hnte-count", "口径待核")
    assert bench.records() == [
        record(kind="comment", ref="2", text="区里建议开会", source="来函"),
        record(kind="comment", ref="hnte-count", text="口径待核"),
    ]
    assert bench.json("status")["tasks"] == before
    assert "批注：区里建议开会" in bench.run("show", "2").out
    log = bench.run("log", "hnte-count", "--lang", "zh").out
    assert ("高企数量：批注：口径待核" in log, "区里建议开会" in log) == (True, False)
    week = ("--week", "2024-W47", "--as-of", "2024-11-18", "--sections", "reported")
    assert "批注：区里建议开会" in bench.run("report", *week).out
    assert refused(bench, "comment", "2", "\u200b") == (2, "the comment is blank; write what there is to say")


# evidence


def test_sources(bench: Bench) -> None:
    """The first is the source, the others evidence; a file is kept by its path from the plan and its digest."""
    (bench.here / "纪要.txt").write_text("会议纪要", "utf-8")
    digest = sha256("会议纪要".encode()).hexdigest()
    said(
        bench,
        "done",
        "2",
        "--source",
        "https://a.cn/x",
        "--source",
        "纪要.txt",
        "--source",
        " \u3000",
        "--source",
        "公报",
    )
    said(bench, "measure", "hnte-count", "5万家", "--period", "2024", "--source", "纪要.txt")
    paper = {"name": "../../纪要.txt", "digest": digest}
    first, second = bench.records()
    assert (first["source"], first["evidence"]) == ("https://a.cn/x", [paper, {"name": "公报"}])
    assert (second["source"], second["evidence"]) == ("../../纪要.txt", [paper])
    assert "https://a.cn/x\n" in (shown := bench.run("show", "2").out.replace(" ", ""))
    assert "../../纪要.txt\n" in shown
    assert bench.json("log")["updates"][-2]["evidence"] == [paper, {"name": "公报"}]


def test_sources_of_a_line(bench: Bench) -> None:
    """One text or a list."""
    (bench.folder / "纪要.txt").write_text("x", "utf-8")
    given = [
        {"ref": "2", "percent": 5, "source": ["公报", "plans/fairs/纪要.txt"]},
        {"ref": "1.2", "note": "x", "source": "公报"},
    ]
    assert bench.run("update", "-", given="\n".join(map(json.dumps, given))).code == 0
    first, second = bench.records()
    assert (first["source"], first["evidence"]) == (
        "公报", [{"name": "纪要.txt", "digest": sha256(b"x").hexdigest()}]
    )  # fmt: skip
    assert (second["source"], "evidence" in second) == ("公报", False)


def test_a_file_that_is_not_there_is_named(bench: Bench) -> None:
    """A mistyped file is kept as text, as any source is, and said so; an address and a paper's number are none."""
    done = bench.run("update", "2", "--note", "有据", "--source", "nofile.pdf", "--lang", "en")
    assert (done.code, done.err) == (0, "warning: there is no file nofile.pdf here; the source is kept as text\n")
    assert bench.records()[0]["source"] == "nofile.pdf"
    for source in ("https://example.org/a.pdf", "府办〔2026〕15号"):
        assert bench.run("update", "2", "--note", "有据", "--source", source).err == ""


def test_evidence_that_is_gone_or_changed(bench: Bench) -> None:
    """`validate` warns with file and line of the record, until the file is as it was or the record is undone."""
    paper = bench.folder / "纪要.txt"
    paper.write_text("x", "utf-8")
    said(bench, "done", "2", "--source", str(paper))
    sound = bench.run("validate", "--lang", "en")
    assert "evidence" not in sound.out
    paper.write_text("y", "utf-8")
    changed = "W47.jsonl:1: warning: the file 纪要.txt is another than when it was recorded as evidence\n"
    assert changed in bench.run("validate", "--lang", "en").out
    paper.unlink()
    gone = "W47.jsonl:1: warning: the file 纪要.txt is gone; it is the evidence of this record, so put it back\n"
    assert gone in bench.run("validate", "--lang", "en").out
    said(bench, "undo")
    assert bench.run("validate", "--lang", "en") == sound


def test_only_files_of_the_project_are_read(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A record may name any path: no device, pipe, file elsewhere or link to one is opened, and none is told apart."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "密.txt"
    elsewhere.write_text("x", "utf-8")
    (bench.folder / "link.txt").symlink_to(elsewhere)
    os.mkfifo(bench.folder / "pipe.txt")
    named = (str(elsewhere), f"{elsewhere}.gone", "/dev/zero", "../../../../../etc/passwd", "link.txt")
    digest = sha256(b"x").hexdigest()
    head = {key: ADOPTED[key] for key in ("act", "at", "by", "on")} | {"kind": "comment", "ref": "2", "text": "x"}
    for n, name in enumerate((*named, "pipe.txt", "nul\0.txt")):
        bench.write(head | {"id": f"E{n}", "evidence": [{"name": name, "digest": digest}]})
    told = bench.run("validate", "--lang", "en").out
    for name in named:
        assert f"the file {name}, the evidence of this record, lies outside the project and is not read\n" in told
    for name in ("pipe.txt", "nul\\x00.txt"):
        assert f"the file {name} is gone; it is the evidence of this record, so put it back\n" in told
    assert "another" not in told


def test_a_file_elsewhere_is_no_evidence(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It is kept as text, and said so; in a repository all of it is the project."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "纪要.txt"
    elsewhere.write_text("x", "utf-8")
    done = bench.run("update", "2", "--note", "有据", "--source", str(elsewhere), "--lang", "en")
    why = "lies outside the project, where nobody else can compare it; the source is kept as text"
    assert (done.code, done.err) == (0, f"warning: the file {elsewhere} {why}\n")
    assert [bench.records()[0].get(key) for key in ("source", "evidence")] == [str(elsewhere), None]
    paper = bench.here / "纪要.txt"
    paper.write_text("x", "utf-8")
    (bench.folder / ".git").mkdir()
    assert bench.run("update", "2", "--note", "有据", "--source", str(paper)).err == (
        f"警告：文件{paper}不在项目文件夹内，他人无法核对；该来源按文字记录\n"
    )
    (bench.folder / ".git").rmdir()
    (bench.here / ".git").mkdir()
    assert bench.run("update", "2", "--note", "有据", "--source", str(paper)).err == ""


def test_evidence_of_any_size_is_not_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is kept as text; one that has grown since is told."""
    paper = bench.folder / "纪要.txt"
    paper.write_text("x", "utf-8")
    said(bench, "done", "2", "--source", str(paper))
    monkeypatch.setattr("plantrack.cli.evidence.LARGEST", 0)
    told = "W47.jsonl:1: warning: the file 纪要.txt, the evidence of this record, is too large to be compared\n"
    assert told in bench.run("validate", "--lang", "en").out
    done = bench.run("comment", "2", "有据", "--source", str(paper), "--lang", "en")
    why = "cannot be read, or is too large; the source is kept as text"
    assert (done.code, done.err) == (0, f"warning: the file {paper} {why}\n")


# measure and assign


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2023", "2023"), ("上半年", "2024-H1"), ("2024年三季度", "2024-Q3"), ("2024-07/2024-09", "2024-Q3"),
        ("1-10月", "2024-01/2024-10"), ("november", "2024-11"), ("2024-01-01/2024-12-31", "2024"),
    ],
)  # fmt: skip
def test_the_period_of_a_measurement_has_one_name(bench: Bench, typed: str, kept: str) -> None:
    """However it was written."""
    said(bench, "measure", "hnte-count", "2.5万家", "--period", typed)
    assert [line["period"] for line in bench.records()] == [kept]


def test_a_measurement_without_a_period_is_compared_with_nothing(bench: Bench) -> None:
    """The command says so at once."""
    done = bench.run("measure", "hnte-count", "2.5万家", "--lang", "en")
    warning = "warning: no period was given, so no change against last year is stated; undo, and add --period 2024-H1\n"
    assert (done.code, done.err) == (0, warning)
    (figure, _) = bench.json("baseline")["figures"]
    assert (figure["measured"][0]["value"], figure["change"]) == (25000, None)


def test_half_a_year_is_a_share_of_last_years_whole(bench: Bench) -> None:
    """In every view, for an indicator whose numbers add up; others are compared with nothing."""
    bench.edit("baseline: [hnte]}", "baseline: [hnte], cumulative: true}")
    said(bench, "measure", "hnte-count", "12350家", "--period", "2024-H1")
    said(bench, "measure", "fair-area", "25万平方米", "--period", "2024-H1")
    changes = [figure["change"] for figure in bench.json("baseline")["figures"]]
    assert changes == [{"amount": 50.0, "unit": "share", "approximate": True}, None]
    share = "part of the year; about 50% of last year's whole"
    for form in ("text", "markdown"):
        assert (
            share
            in bench.run("report", "--from", "2024-11-01", "--to", "2024-11-18", "--lang", "en", "--format", form).out
        )
    assert share in bench.run("baseline", "--lang", "en").out


def test_a_measurement_is_told_as_it_is_shown_everywhere(bench: Bench) -> None:
    """With its unit, whether that was typed or not, in the confirmation, the log and the tables."""
    done = bench.run("measure", "hnte-count", "25000", "--period", "2024-10", "--lang", "zh")
    assert done.out.startswith("已记录：高企数量（hnte-count）：2.5万家（2024-10），")
    for view in ("log", "baseline", "show 2"):
        assert "2.5万家（2024-10）" in bench.run(*view.split(), "--lang", "zh").out
    (kept,) = bench.records()
    assert (kept["value"], kept["unit"], kept["text"]) == (25000, "家", "25000")


def test_measure(bench: Bench) -> None:
    """A number is kept in the base unit and as it was written."""
    line = said(bench, "measure", "高企", "突破2.5万家", "--period", "2024-10", "--published", "2024-11-01",
                "--not-comparable", "--note", "快报", "--source", "公报")  # fmt: skip
    told = "High-tech firms (hnte-count): over 25,000 (2024-10, not comparable, 快报)"
    assert line == f"recorded: {told}, on 2024-11-18"
    kept = record(
        kind="measure", ref="hnte-count", value=25000, unit="家", qualifier="突破", text="突破2.5万家",
        period="2024-10", published="2024-11-01", comparable=False, note="快报", source="公报",
    )  # fmt: skip
    assert bench.records() == [kept]


def test_an_amount_is_measured_as_it_is_written_or_shown(bench: Bench) -> None:
    """Whatever the form, the value is kept in the indicator's unit."""
    for text in ("九万四", "一万二千家", "1万2000家", "over 24,700", "≥50家"):
        said(bench, "measure", "hnte-count", text, "--period", "2024-10")
    kept = [(r["value"], r.get("qualifier"), r["text"]) for r in bench.records()]
    assert kept == [
        (94_000, None, "九万四"),
        (12_000, None, "一万二千家"),
        (12_000, None, "1万2000家"),
        (24_700, "超", "over 24,700"),
        (50, "不低于", "≥50家"),
    ]


def test_assign(bench: Bench) -> None:
    """Units named by id, name or one of their people answer for a task; support is apart from the lead."""
    assert said(bench, "assign", "2", "刘洋", "科创", "fund") == (
        "recorded: 2 Issue measures: lead: STI Bureau → NSF Committee, STI Bureau, on 2024-11-18"
    )
    assert said(bench, "assign", "出台", "fund", "--support", "--source", "公报") == (
        "recorded: 2 Issue measures: support: NSF Committee, on 2024-11-18"
    )
    assert bench.records() == [
        record(kind="assign", ref="2", lead=["fund", "stic"]),
        record(kind="assign", ref="2", support=["fund"], source="公报"),
    ]
    task = bench.json("status")["tasks"][1]
    assert (task["lead"], task["support"]) == (["fund", "stic"], ["fund"])


# reschedule


def asked(bench: Bench, *words: str) -> str:
    """Ask for a later date of task 2, or for something else, as another person; return the id of the request."""
    words = words or ("reschedule", "2", "2025-01-31", "--reason", "会签未完成")
    done = bench.run(*words, "--by", "陈静", "--lang", "en")
    found = re.search(r"request (\w{8})", done.out)
    assert found, done.err
    return found[1]


def test_a_request_with_an_earlier_day_is_late_all_the_same(bench: Bench) -> None:
    """`--on` before the due date helps nobody: confirmation, history, report and JSON say late, and when it came."""
    words = ("reschedule", "1.1.1", "2024-12-01", "--reason", "印刷厂排期", "--on", "2024-10-10")
    done = bench.run(*words, "--lang", "en")
    assert done.err == "warning: it was due on 2024-10-15; the request is recorded as late\n"
    marked = "late (印刷厂排期, recorded on 2024-11-18)"
    assert marked in done.out
    assert marked in bench.run("show", "1.1", "--lang", "en").out
    report = ("report", "--week", "2024-W46")
    assert "2024-10-10, recorded on 2024-11-18, late: 印刷厂排期" in bench.run(*report, "--lang", "en").out
    zh = "逾期申请（印刷厂排期，记录于2024-11-18）"
    days = ("--from", "2024-10-01", "--to", "2024-10-31", "--sections", "reported")
    october = bench.run("report", *days, "--format", "markdown").out
    assert [zh in out for out in (october, bench.run("log").out, bench.run("log", "--format", "csv").out)] == [True] * 3
    assert "2024-10-10，记录于2024-11-18，逾期申请：印刷厂排期" in bench.run(*report).out
    (entry,) = bench.json(*report)["requests"]
    assert (entry["asked_on"], entry["recorded_on"], entry["late"]) == ("2024-10-10", "2024-11-18", True)


def test_reschedule_late(bench: Bench) -> None:
    """A request after the due date goes on, is said to be late, and stands as late in history and report."""
    words = ("reschedule", "1.1.1", "2024-12-01", "--reason", "印刷厂排期", "--lang", "en")
    done = bench.run(*words)
    assert done.err == "warning: it was due on 2024-10-15; the request is recorded as late\n"
    told, shown = (
        rf"{words}, request \w{{8}}, late \(印刷厂排期\)"
        for words in ("asks to move 2024-10-15 → 2024-12-01", "asks for 2024-12-01")
    )
    assert re.fullmatch(rf"recorded: 1.1.1 Programme issued: {told}, on 2024-11-18", LATER.sub("", done.out))
    assert bench.records() == [
        record(kind="request", ref="1.1.1", what="extend", due="2024-12-01", reason="印刷厂排期")
    ]
    assert re.search(shown, bench.run("show", "1.1", "--lang", "en").out)
    (extension,) = bench.json("report", "--from", "2024-11-18", "--to", "2024-11-18")["extensions"]
    assert (extension["ref"], extension["late"], extension["answer"]) == ("1.1.1", True, "pending")


def test_reschedule_on_the_day(bench: Bench) -> None:
    """It is in time on the very day and late on the next; a dry run warns as well."""
    words = ("reschedule", "1.1.1", "2024-12-01", "--reason", "印刷厂排期", "--dry-run", "--lang", "zh")
    with time_machine.travel("2024-10-15T15:59:00Z"):
        done = bench.run(*words)
    assert (done.code, done.err, "逾期" in done.out) == (0, "", False)
    with time_machine.travel("2024-10-15T16:01:00Z"):
        done = bench.run(*words)
    assert (done.err, "，逾期申请" in done.out) == ("警告：时限为2024-10-15，已过；记为逾期申请\n", True)
    assert bench.records() == []


def due(bench: Bench) -> tuple[str, str]:
    """Return the current and the promised date of task 2."""
    task = bench.json("status")["tasks"][1]
    return task["due"], task["promised_due"]


def test_reschedule_approved(bench: Bench) -> None:
    """A date moves when its request is approved; what was promised stays."""
    request = asked(bench)
    assert due(bench) == ("2024-12-31", "2024-12-31")
    line = said(bench, "approve", request.lower(), "--reason", "同意")
    assert line == "recorded: 2 Issue measures: approved: due 2024-12-31 → 2025-01-31 (同意), on 2024-11-18"
    assert due(bench) == ("2025-01-31", "2024-12-31")
    ask, answer = bench.records()
    assert ask == record(kind="request", ref="2", what="extend", due="2025-01-31", reason="会签未完成", by="陈静")
    assert answer.pop("request").endswith(request)
    assert answer == record(kind="answer", ref="2", what="extend", verdict="approve", due="2025-01-31", reason="同意")
    for words in (("approve", request), ("refuse", request, "--reason", "x"), ("reschedule", "--approve", request)):
        told = (
            "this request was answered on 2024-11-18 by 刘洋: approve; "
            "ask anew, or undo the answer as `plantrack log` shows it"
        )
        assert refused(bench, *words, "--on", "2024-11-01") == (2, told)


def test_reschedule_refused(bench: Bench) -> None:
    """When it is refused, with a reason, the date stays; the earlier spelling needs none."""
    request = asked(bench)
    assert "Missing option '--reason'" in refused(bench, "refuse", request)[1]
    assert refused(bench, "refuse", request, "--reason", "\u3000") == (
        2,
        "a refusal needs a reason; give it with --reason",
    )
    line = said(bench, "reschedule", "--refuse", request)
    assert line == "recorded: 2 Issue measures: refused: the date stays, on 2024-11-18"
    assert due(bench) == ("2024-12-31", "2024-12-31")


def test_one_answer(bench: Bench) -> None:
    """A request is approved or refused, not both."""
    request = asked(bench)
    assert refused(bench, "reschedule", "--approve", request, "--refuse", request) == (2, UNCLEAR)


def test_a_cancelled_task_is_open_until_that_is_approved(bench: Bench) -> None:
    """`update --status cancelled` tells the way; the request shows in the light, the answer carries its paper."""
    said(bench, "update", "2", "--status", "in-progress", "--percent", "40")
    told = "cancelling 2 needs approval; ask for it with `plantrack cancel 2 --reason …`"
    assert refused(bench, "update", "2", "--status", "cancelled", "--note", "并入1.1") == (2, told)
    request = asked(bench, "cancel", "2", "--reason", "并入1.1")
    task = bench.json("status", "2")["tasks"][0]
    assert (task["status"], task["reasons"][-1], len(task["pending"])) == ("in-progress", "cancel-pending", 1)
    assert task["pending"][0]["id"].endswith(request)
    assert "取消待批" in bench.run("list", "--lang", "zh").out
    waiting = f"Awaiting approval  asks to be cancelled, request {request} (并入1.1), on 2024-11-18 by 陈静"
    assert waiting in bench.run("show", "2", "--lang", "en").out
    line = said(bench, "approve", request, "--source", "办公会纪要第15期")
    assert line == "recorded: 2 Issue measures: approved: in progress → cancelled, on 2024-11-18"
    assert bench.json("status", "2")["tasks"][0]["status"] == "cancelled"
    assert "办公会纪要第15期" in bench.run("log", "2").out


def test_done_awaits_approval_where_the_policy_says_so(bench: Bench) -> None:
    """A claim is 办结待审, a refused one is open again with its reason until somebody reports, an approved one done."""
    bench.edit("sections:", "policy: {approval: {close: other-person}}\nsections:")
    request = asked(bench, "done", "2", "--note", "已印发")
    assert bench.json("status", "2")["tasks"][0]["status"] is None
    assert "办结待审" in bench.run("list", "--lang", "zh").out
    (row,) = bench.json("report", "--week", "2024-W47")["requests"]
    assert (row["what"], row["ref"], row["answer"], row["reason"]) == ("close", "2", "pending", "已印发")
    own = "陈静 asked for this; the policy wants another person to approve it"
    assert refused(bench, "approve", request, "--by", "陈静") == (2, own)
    line = said(bench, "refuse", request, "--reason", "缺验收报告")
    assert line == "recorded: 2 Issue measures: refused: not accepted as done (缺验收报告), on 2024-11-18"
    assert "办结退回：缺验收报告" in bench.run("list", "--lang", "zh").out
    assert "Not accepted as done" in bench.run("show", "2", "--lang", "en").out
    again = asked(bench, "update", "2", "--status", "done", "--note", "补验收报告")
    assert "办结退回" not in bench.run("list", "--lang", "zh").out
    said(bench, "approve", again)
    assert bench.json("status", "2")["tasks"][0]["status"] == "done"


def test_what_one_approves_of_oneself_is_marked(bench: Bench) -> None:
    """With a warning, in the report, in the log and as a finding."""
    said(bench, "cancel", "2", "--reason", "并入1.1")
    request = bench.json("log")["updates"][-1]["id"]
    done = bench.run("approve", request, "--lang", "en")
    assert done.err == "warning: 刘洋 approves what 刘洋 asked for; it is marked as approved by who asked\n"
    assert bench.json("report", "--week", "2024-W47")["requests"][0]["own"] is True
    assert bench.json("log")["updates"][-1]["objection"] == "self-approved"
    found = bench.json("check", "--only", "self-approved")["findings"]
    assert [(one["rule"], one["severity"], one["ref"]) for one in found] == [("self-approved", "warning", "2")]


# adopt


def test_adopt_first(bench: Bench) -> None:
    """The first adoption takes the whole plan, and needs no reason."""
    (bench.journal / "2024-W38.jsonl").unlink()
    line = said(bench, "adopt", "--on", "2024-09-18")
    assert line == "recorded: Plan of the fairs: adopted, 5 references, on 2024-09-18"
    (kept,) = bench.records()
    assert (kept["kind"], list(kept["promises"])) == ("adopt", ["1", "1.1", "1.1.1", "1.2", "2"])
    none: dict[str, object] = {"weight": None, "curve": {}, "report_every": None, "report_due": None}
    title = {"zh": "办好高交会", "en": "Hold the Hi-Tech Fair"}
    assert kept["promises"]["1.1"] == {
        "title": title,
        "parent": "1",
        "kind": "deliverable",
        "due": "2024-11-16",
        **none,
    }
    assert kept["terms"] == {
        "period": {"first": "2024-01-01", "last": "2024-12-31"}, "timezone": "Asia/Shanghai", "report_every": "quarter",
        "report_due": None, "curve": {}, "policy": to_builtins(Policy()),
        "indicators": {"hnte-count": ["2"], "fair-area": ["1.1"]}, "calendar": None, "lights": None,
    }  # fmt: skip
    assert due(bench) == ("2024-12-31", "2024-12-31")


def test_adopt_again(bench: Bench) -> None:
    """An amendment prints old and new, names only what changes, and says why; what was never named needs no reason."""
    assert bench.run("adopt", "--lang", "en") == Run(0, ANY, "")
    named = len(bench.records())
    bench.edit("due: 2024-11-16", "due: 2024-11-30")
    bench.edit("due: 2024-12-31, lead: [stic]", "due: 2024-12-31, lead: [fund]")
    bench.edit('ref: "1.2"', 'ref: "1.3"')
    assert refused(bench, "adopt") == (2, "the plan was adopted before; give a reason why it changes")
    done = bench.run("adopt", "--reason", "市里调整", "--lang", "en")
    *changes, line = done.out.splitlines(keepends=True)
    assert changes == [
        "1.1 due: 2024-11-16 → 2024-11-30\n", "1.3 is new\n", "2 lead: STI Bureau → NSF Committee\n",
        "1.2 is dropped\n",
    ]  # fmt: skip
    assert LATER.sub("", line) == "recorded: Plan of the fairs: adopted, 4 references (市里调整), on 2024-11-18"
    none: dict[str, object] = {"weight": None, "curve": {}, "report_every": None, "report_due": None}
    title = {"zh": "高交会招商", "en": "Win exhibitors"}
    promises = {
        "1.1": {"due": "2024-11-30"},
        "1.3": {"title": title, "parent": "1", "kind": "ongoing", "lead": ["fund"], **none},
        "2": {"lead": ["fund"]}, "1.2": {"dropped": True},
    }  # fmt: skip
    names = {"stic": {"zh": "科创局", "en": "STI Bureau"}, "fund": {"zh": "基金委", "en": "NSF Committee"}}
    assert bench.records()[named:] == [record(kind="adopt", promises=promises, units=names, reason="市里调整")]
    before = bench.files()
    nothing = Run(0, "nothing to adopt: the plan is as adopted\n")
    assert bench.run("adopt", "--reason", "x", "--lang", "en") == nothing
    assert bench.files() == before


def test_adopt_on_a_day_before_what_it_amends(bench: Bench) -> None:
    """Nobody rewrites a promise by dating an adoption back."""
    bench.edit("due: 2024-11-16", "due: 2024-11-30")
    said = "what was adopted on 2024-09-18 cannot be amended as of 2024-01-02; write 2024-09-18 or later"
    assert refused(bench, "adopt", "--on", "2024-01-02", "--reason", "x") == (2, said)
    assert bench.records() == []


def test_calendar_and_light_rules_are_adopted(bench: Bench) -> None:
    """By what they say: another day off is a slip and a comment is none; adopted, it is an amendment."""
    calendar = bench.file.with_name("calendar.yaml")
    calendar.write_text("holidays: [2024-11-11]\n", "utf-8")
    assert bench.run("adopt").code == 0
    calendar.write_text("# 值班\nholidays:\n- 2024-11-11\n", "utf-8")
    only = ("check", "--only", "quiet-slip", "--lang", "en")
    assert bench.run(*only) == Run(0, "nothing found as of 2024-11-18\n", "")
    calendar.write_text("holidays: [2024-11-11, 2024-11-12]\n", "utf-8")
    bench.edit("language: zh\n", "language: zh\npolicy: {grace: 9999, severity: {quiet-slip: 'off'}}\n")
    done = bench.run(*only)
    mend = "; put it back, or adopt it as an amendment with a reason"
    assert (done.code, re.sub(r"[0-9a-f]{16}", "…", done.out).replace(mend, "")) == (1, SLIPPED)
    amended = bench.run("adopt", "--reason", "市里调整", "--lang", "en").out.splitlines()
    assert [re.sub(r"[0-9a-f]{16}", "…", line) for line in amended[:-1]] == [
        "days of grace: 0 → 9999", "severity of findings: – → quiet-slip: off", "calendar: … → …",
    ]  # fmt: skip
    assert bench.run(*only).code == 0


SLIPPED = """\
plans/fairs/plan.yaml:5: error [quiet-slip] Plan of the fairs: days of grace was adopted as 0, the plan says 9999
plans/fairs/plan.yaml:5: error [quiet-slip] Plan of the fairs: severity of findings was adopted as none, \
the plan says quiet-slip: off
plans/fairs/plan.yaml: error [quiet-slip] Plan of the fairs: calendar changed since it was adopted
findings as of 2024-11-18: 3 (quiet-slip 3)
"""


def test_adopt_a_plan_with_problems(bench: Bench) -> None:
    """A plan that has problems is not adopted."""
    bench.edit("due: 2024-12-31,", "due: 2025-12-31,")
    done = bench.run("adopt", "--reason", "x", "--lang", "en")
    assert (done.code, done.out, bench.records()) == (2, "", [])
    error = "error: a plan with problems cannot be adopted; `plantrack validate` shows them"
    assert done.err.splitlines()[-1] == error


# undo


def percent(bench: Bench) -> Any:
    """Return the percentage of task 2."""
    return bench.json("status")["tasks"][1]["percent"]


def test_undo(bench: Bench) -> None:
    """Undo takes back one's latest act as a whole; again, the one before it; then there is nothing left."""
    said(bench, "update", "2", "--percent", "10")
    said(bench, "update", "2", "1.2", "--percent", "20")
    said(bench, "update", "2", "--percent", "30", "--by", "刘洋")
    assert bench.run("update", "2", "--percent", "40", "--by", "王芳").code == 0
    assert percent(bench) == 40
    assert bench.run("undo", "--by", "王芳").code == 0
    for left in (20, 10, None):
        assert said(bench, "undo").startswith("recorded: undone: ")
        assert percent(bench) == left
    assert refused(bench, "undo") == (
        4,
        "nothing of 刘洋 is in force that could be undone; name a record by its id, as `plantrack log` shows them",
    )
    assert [r["kind"] for r in bench.records()] == ["report"] * 5 + ["retract"] * 4
    assert set(bench.records()[-1]) == {"kind", "by", "target"}


def test_undo_has_no_day_of_effect(bench: Bench) -> None:
    """What is taken back is taken back at every day, so a day would promise what does not happen."""
    said(bench, "update", "2", "--percent", "40")
    before = bench.records()
    assert "No such option: --on" in bench.run("undo", "--on", "2024-11-01").err
    assert bench.records() == before


def test_undo_by_id(bench: Bench) -> None:
    """An act named by the end of its id is taken back, whoever did it; undoing the undo restores it."""
    done = bench.run("update", "2", "--percent", "40", "--by", "王芳", "--lang", "en")
    name = done.out[-10:-2]
    assert said(bench, "undo", name) == "recorded: undone: 2 Issue measures: 40%"
    assert percent(bench) is None
    told = f"{name} is undone already; undo its undo to restore it"
    assert refused(bench, "undo", name) == (2, told)
    undone = bench.json("log", "--by", "刘洋")["updates"][-1]["id"]
    assert said(bench, "undo", undone.lower()) == "recorded: restored: 2 Issue measures: 40%"
    assert percent(bench) == 40
    assert [(u["kind"], u["in_force"]) for u in bench.json("log")["updates"]] == [
        ("adopt", True), ("report", True), ("retract", False), ("retract", True),
    ]  # fmt: skip


# Together with others


def test_language_is_known_before_anything_is_written(bench: Bench) -> None:
    """An act whose line could not be told is not recorded either."""
    done = bench.run("done", "2", env={"PLANTRACK_LANG": "fr"})
    assert (done.code, done.out, bench.records()) == (2, "", [])


def test_an_unfinished_line(bench: Bench) -> None:
    """After a line that was cut off the next update stands on its own, and is counted."""
    with (bench.journal / "2024-W47.jsonl").open("w") as file:
        file.write('{"kind":"report","id":"01')
    assert bench.run("update", "2", "--percent", "40", "--lang", "en").code == 0
    first, second = (bench.journal / "2024-W47.jsonl").read_text("utf-8").splitlines()
    assert (first, second[:16]) == ('{"kind":"report","id":"01', '{"kind":"report"')
    done = bench.run("log", "--lang", "en")
    assert (done.code, done.err.count("\n"), "40%" in done.out) == (0, 1, True)


def test_in_a_pipe(bench: Bench) -> None:
    """A program of its own says the same one line on stdout, and nothing on stderr."""
    done = bench.program("done", "2", "--on", "2024-11-15", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert LATER.sub("", done.out) == "recorded: 2 Issue measures: done, on 2024-11-15"
    assert [(r["ref"], r["status"]) for r in bench.records()] == [("2", "done")]
