"""JSON lines: what is to be said about tasks."""

from __future__ import annotations

import json
import subprocess

import pytest
from cli_support import HOSTILE, INERT, PATIENCE, Bench, Run, command, environment


@pytest.fixture(autouse=True)
def nothing_owed(bench: Bench) -> None:
    """Let the plan of the fairs be reported on by the quarter, so that nothing is owed yet."""
    bench.edit("language: zh", "language: zh\nreport_every: quarter")


# JSON lines


def lines(*records: object) -> str:
    """Return JSON lines."""
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def test_lines(bench: Bench) -> None:
    """Each line is one thing said; all of them are one act. A day on the line goes before that of the command."""
    given = lines(
        {"ref": "2", "status": "in-progress", "percent": 40, "note": "谈了三家", "problem": "缺人", "next": "招人"},
        "",
        {"ref": "方案印发", "status": "已完成", "on": "2024-10-15", "source": "https://a.cn/x"},
    )
    done = bench.program("update", "-", "--on", "2024-11-15", "--lang", "en", given=given)
    assert (done.code, done.err.startswith("warning: 2 still owes the report for ")) == (0, True)
    assert done.out.startswith(
        "recorded: 2 Issue measures: in progress, 40%, 谈了三家, problem: 缺人, next: 招人; "
        "1.1.1 Programme issued: reached"
    )
    assert done.out.count("\n") == 1
    report, stone = bench.records()
    assert report == {
        "kind": "report", "by": "刘洋", "on": "2024-11-15", "ref": "2", "status": "in-progress", "percent": 40.0,
        "progress": "谈了三家", "problem": "缺人", "next": "招人",
    }  # fmt: skip
    assert stone == {
        "kind": "milestone", "by": "刘洋", "on": "2024-10-15", "ref": "1.1.1", "state": "reached", "source": "https://a.cn/x",
    }  # fmt: skip
    assert bench.run("undo").code == 0
    assert bench.json("status")["tasks"][1]["percent"] is None


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ({"percent": "5%"}, "--percent 5%"),
        ({"percent": "40％"}, "--percent 40％"),
        ({"percent": " 5 "}, "--percent 5"),
        ({"status": "进行中"}, "--status 进行中"),
        ({"note": "x", "on": "2024/11/15"}, "--note x --on 2024/11/15"),
        ({"note": "x", "on": "上周五"}, "--note x --on 上周五"),
        ({"note": "x", "on": None, "percent": None}, "--note x"),
    ],
)
def test_lines_are_read_as_the_options_are(bench: Bench, field: dict[str, object], options: str) -> None:
    """A line says the same as a command with options; a byte-order mark before the first is no part of it."""
    assert bench.run("update", "-", given="\ufeff" + lines({"ref": "2", **field})).code == 0
    assert bench.run("update", "2", *options.split()).code == 0
    line, command = bench.records()
    assert line == command


GOOD = {"ref": "2", "note": "x"}


UNKNOWN_KEY = "unknown key 'notes'; known here: ref, for, status, percent, note, problem, next, solved, source, on"


@pytest.mark.parametrize(
    ("bad", "code", "why"),
    [
        ("{", 2, "it is not valid JSON"),
        ('{"ref": "1.1", "percent": "x"}', 2, "'x' is not a percentage; write a number from 0 to 100"),
        ('{"ref": "1.1", "percent": [5]}', 2, "'percent' takes a number"),
        ('{"ref": "1.1", "note": "x", "on": "11月"}', 2,
         "'11月' is 2024-11-01 to 2024-11-30; a single day is needed here"),
        ("[]", 2, "it must be a group of keys in braces"),
        ('{"note": "x"}', 2, "the key 'ref' is missing"),
        ('{"ref": "1.1", "notes": "x"}', 2, UNKNOWN_KEY),
        ('{"ref": "1.1", "note": "x", "evidence": [{"name": "a.pdf", "digest": "00"}]}', 2,
         "digests of evidence are computed here; name its files as 'source', one or a list of them"),
        ('{"ref": "1.1", "status": "finished"}', 2,
         "'finished' is no status; write not started, in progress, blocked, done, cancelled"),
        ('{"ref": "1.1", "note": "x", "on": "2024-11-19"}', 2,
         "2024-11-19 is after today (2024-11-18); record it once it has happened"),
        ('{"ref": "9", "note": "x"}', 4,
         "no task or milestone is called '9'; `plantrack list` shows them all"),
    ],
)  # fmt: skip
def test_bad_line(bench: Bench, bad: str, code: int, why: str) -> None:
    """A bad line is named by its number, and none of the others is recorded."""
    before = bench.files()
    done = bench.run("update", "-", "--lang", "en", given=lines(GOOD, "", bad, GOOD))
    assert done == Run(code, "", f"error: line 3: {why}; nothing was recorded\n")
    assert bench.files() == before


def test_bad_bytes(bench: Bench) -> None:
    """Bytes that are no UTF-8 are a bad line too."""
    done = subprocess.run(
        command("update", "-", "--lang", "en"), cwd=bench.here, env=environment(), capture_output=True,
        input=b'{"ref": "2", "note": "\xff"}\n', timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"error: line 1: ")
    assert bench.records() == []


def test_candidates_of_a_line(bench: Bench) -> None:
    """Words that fit several bring the line and the candidates."""
    done = bench.run("update", "-", given=lines(GOOD, {"ref": "高交会", "note": "x"}))
    said = "错误：第2行：“高交会”对应多个；请选择一个；未记录任何内容\n  1.1  办好高交会\n  1.2  高交会招商\n"
    assert (done, bench.records()) == (Run(4, "", said), [])


def test_what_cannot_be_said_in_a_line(bench: Bench) -> None:
    """What plan and state do not admit changes nothing either."""
    done = bench.run("update", "-", "--lang", "en", given=lines(GOOD, {"ref": "1", "status": "done"}))
    said = "error: 1 is not finished; still open: 1.1, 1.2\n"
    assert (done, bench.records()) == (Run(2, "", said), [])


def test_no_lines(bench: Bench) -> None:
    """Without a line there is nothing to record, and what a line looks like is shown."""
    said = 'error: no lines were read; each must be a record such as {"ref": "6.2", "status": "done"}\n'
    assert bench.run("update", "-", "--lang", "en", given="\n") == Run(2, "", said)


@pytest.mark.parametrize("words", [["-", "2"], ["2", "-"], ["-", "--note", "x"], ["-", "--status", "done"]])
def test_nothing_beside_the_lines(bench: Bench, words: list[str]) -> None:
    """Whatever stands beside the dash would be lost, so it is refused."""
    done = bench.run("update", *words, "--lang", "en", given=lines(GOOD))
    said = "error: `update -` reads everything from its input; leave out other references and options\n"
    assert (done, bench.records()) == (Run(2, "", said), [])


def test_lines_are_data(bench: Bench) -> None:
    """What a line says is kept as it is and shown inert."""
    done = bench.run("update", "-", "--lang", "en", given=lines({"ref": "2", "note": HOSTILE}))
    assert (done.code, INERT in done.out, "\x1b" in done.out) == (0, True, False)
    assert bench.records()[0]["progress"] == HOSTILE
