"""Reports that are owed: a report for an earlier period, what refuses it, and the warning of what is still open."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import time_machine
from cli_support import Bench, Run


@pytest.fixture
def august(bench: Bench) -> Iterator[Bench]:
    """Return the bench on 20 August 2025: task 2, which is due at the end of 2025, was reported on up to June."""
    bench.edit("last: 2024-12-31}", "last: 2025-12-31}")
    bench.edit("due: 2024-12-31, lead: [stic],", "due: 2025-12-31, lead: [stic], report_due: 次月5日,")
    for month in ("10", "11", "12", "01", "02", "03", "04", "05", "06"):
        year = 2024 if month > "09" else 2025
        bench.write({
            "kind": "report", "id": f"R{month}", "act": f"A{month}", "at": f"{year}-{month}-10T02:00:00.000Z",
            "by": "刘洋", "on": f"{year}-{month}-10", "ref": "2", "percent": 40,
        })  # fmt: skip
    with time_machine.travel("2025-08-20T04:00:00Z"):
        yield bench


OPEN = "warning: 2 still owes the report for 2025-07; give it with `plantrack update 2 --for 2025-07`\n"


def test_what_is_still_owed_is_told(august: Bench) -> None:
    """A task that missed July and reports on 20 August stays unreported; the command says why, and what to do."""
    done = august.run("update", "2", "--percent", "50", "--lang", "en")
    assert (done.code, done.err) == (0, OPEN)
    assert august.run("update", "2", "--percent", "50", "--lang", "en", "--dry-run").err == OPEN
    assert august.json("explain", "2")["task"]["owes"] == "2025-07"
    zh = august.run("update", "2", "--percent", "50").err
    assert zh == "警告：2尚欠报2025-07，请用 `plantrack update 2 --for 2025-07` 补报\n"


@pytest.mark.parametrize("words", ["--for 2025-07", "--for 2025年7月", "--for last"])
def test_an_earlier_period_is_answered_late(august: Bench, words: str) -> None:
    """July was due on 5 August: 15 days late, told wherever the record is told; nothing is owed any more."""
    done = august.run("update", "2", "--percent", "50", *words.split(), "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("recorded: 2 Issue measures: 40% → 50% (for 2025-07, 15 days late), on 2025-08-20")
    assert august.records()[-1] == {
        "kind": "report", "by": "刘洋", "on": "2025-08-20", "ref": "2", "for": "2025-07", "percent": 50.0,
    }  # fmt: skip
    assert august.json("explain", "2")["task"]["owes"] is None
    assert "50% (for 2025-07, 15 days late)" in august.run("log", "2", "--lang", "en").out
    assert "50% (for 2025-07, 15 days late)" in august.run("show", "2", "--lang", "en").out
    month = ("--month", "2025-08", "--as-of", "2025-08-20", "--sections", "reported")
    found = august.run("report", *month, "--lang", "en")
    assert "50% (for 2025-07, 15 days late)" in found.out
    assert "50%（补报2025-07，迟报15天）" in august.run("log", "2").out
    assert [one.get("days_late") for one in august.json("log", "2")["updates"]][-2:] == [None, 15]


def test_the_last_period_is_that_before_the_day_of_the_report(august: Bench) -> None:
    """Whenever it is recorded."""
    assert august.run("update", "2", "--percent", "50", "--for", "last", "--on", "2025-07-10").code == 0
    assert august.records()[-1]["for"] == "2025-06"


@pytest.mark.parametrize(
    ("said", "words", "kept"),
    [
        (["--percent", "50"], "50%, newer records stand: 60%", "60%"),
        (["--status", "blocked", "--note", "x"], "blocked, x, newer records stand: in progress", "x"),
        (["--note", "x"], "x", "x"),
        (["--problem", "x", "--next", "y"], "problem: x, next: y, newer records stand", "资金"),
    ],
)
def test_an_answer_overwrites_nothing_newer(august: Bench, said: list[str], words: str, kept: str) -> None:
    """July's report comes after that of August: it answers July, sets what nothing newer says, and says so."""
    since = ("--percent", "60", "--status", "in-progress", "--problem", "资金", "--next", "评审", "--on", "2025-08-10")
    august.run("update", "2", *since)
    before = august.json("status")["tasks"][1]
    done = august.run("update", "2", "--for", "2025-07", *said, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"recorded: 2 Issue measures: {words} (for 2025-07, 15 days late), on 2025-08-20")
    after = august.json("status")["tasks"][1]
    assert (after["owes"], before["owes"]) == (None, "2025-07")
    assert (after["status"], after["percent"]) == ("in-progress", 60)
    told = august.run("show", "2", "--lang", "en").out
    assert all(text in told for text in ("资金", "评审", kept))


def test_an_answer_sets_what_is_not_newer(august: Bench) -> None:
    """After a report of July itself, that on July given in August counts, in both languages old → new."""
    done = august.run("update", "2", "--percent", "55", "--for", "2025-07", "--lang", "zh")
    assert done.out.startswith("已记录：2 出台措施：40% → 55%（补报2025-07，迟报15天）")
    august.run("update", "2", "--percent", "70", "--on", "2025-08-12")
    done = august.run("update", "2", "--percent", "56", "--for", "2025-07", "--lang", "zh")
    assert done.out.startswith("已记录：2 出台措施：56%，仍以后续记录为准：70%（补报2025-07，迟报15天）")
    assert august.json("status")["tasks"][1]["percent"] == 70


def test_done_answers_too(august: Bench) -> None:
    """Also through `done`, and in time where the report is due later than its period ends."""
    done = august.run("done", "2", "--for", "2025-07", "--on", "2025-08-05", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("recorded: 2 Issue measures: done (for 2025-07), on 2025-08-05")


def test_a_line_answers_too(august: Bench) -> None:
    """`update -` reads the key `for`; an error names the line."""
    line = json.dumps({"ref": "2", "percent": 50, "for": "2025年7月"}, ensure_ascii=False)
    assert august.run("update", "-", given=line + "\n").err == ""
    assert august.records()[-1]["for"] == "2025-07"
    done = august.run("update", "-", "--lang", "en", given='{"ref": "2", "percent": 50, "for": "2025-08"}\n')
    said = "2025-08 is not over on 2025-08-20; leave it out: a report answers the period of its day"
    assert done == Run(2, "", f"error: line 1: {said}; nothing was recorded\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("2 --for 2025-99", "'2025-99' is not a month; write this, last or a name such as 2025-11"),
        ("2 --for 2025-W30", "2 reports every month; instead of 2025-W30 write 2025-07"),
        ("2 --for 2025-W27", "2 reports every month; instead of 2025-W27 write 2025-06, 2025-07"),
        ("2 --for 2025年二季度", "2 reports every month; instead of 2025年二季度 write 2025-04, 2025-05, 2025-06"),
        ("2 --for 2024", "2 reports every month; instead of 2024 write 2024-01 to 2024-12"),
        ("2 --for this", "2025-08 is not over on 2025-08-20; leave it out: a report answers the period of its day"),
        ("2 --for 2024-09", "2 owes no report for 2024-09, which begins before 2024-09-18; leave out `--for`"),
        ("1.2 --for 2024-09", "1.2 owes no report for 2024-09, which begins before 2024-09-18; leave out `--for`"),
        ("1 --for 2025-07", ("only a task without sub-tasks owes reports, so 1 cannot answer for a period; "
         "name its sub-tasks, or leave out `--for`")),
        ("1.1.1 --for 2025-07",
         ("only a task without sub-tasks owes reports, so 1.1.1 cannot answer for a period; "
         "name its sub-tasks, or leave out `--for`")),
        ("- --for 2025-07", "`update -` reads everything from its input; leave out other references and options"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered(august: Bench, words: str, error: str) -> None:
    """Another length, what is not over, what was never owed, and what owes no report."""
    before = august.records()
    done = august.run("update", *words.split(), "--percent", "5", "--lang", "en")
    assert (done.code, done.out, done.err) == (2, "", f"error: {error}\n")
    assert august.records() == before


def test_the_right_name_is_offered(august: Bench) -> None:
    """Also where a task reports by quarter and a month was typed, in Chinese, and in a line of `update -`."""
    august.edit("report_due: 次月5日,", "report_due: 次月5日, report_every: quarter,")
    done = august.run("update", "2", "--note", "x", "--for", "2025-05")
    assert done == Run(2, "", "错误：2每季度报送一次；2025-05请改为2025-Q2\n")
    line = '{"ref": "2", "note": "x", "for": "2025年5月"}\n'
    done = august.run("update", "-", given=line)
    assert done.err == "错误：第1行：2每季度报送一次；2025年5月请改为2025-Q2；未记录任何内容\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2025-99", "2025-99 is no period; the report is kept, and answers for none"),
        ("2025-Q2", "2 reports every month, not on 2025-Q2; the report answers for no period"),
    ],
)
def test_a_record_that_answers_for_no_period_is_told(august: Bench, name: str, said: str) -> None:
    """With file and line, by `validate` and `check`; it counts as the report of no period, and sets what it says."""
    august.write({
        "kind": "report", "id": "R99", "act": "A99", "at": "2025-08-12T02:00:00.000Z", "by": "刘洋",
        "on": "2025-08-12", "ref": "2", "for": name, "percent": 45,
    })  # fmt: skip
    found = august.run("validate", "--lang", "en").out
    assert f"2024-W45.jsonl:10: warning: {said}\n" in found
    [finding] = [one for one in august.json("check", "--only", "unknown-record")["findings"] if name in one["message"]]
    assert (finding["line"], finding["rule"]) == (10, "unknown-record")
    task = august.json("status")["tasks"][1]
    assert (task["owes"], task["percent"]) == ("2025-07", 45)


def test_a_rhythm_that_was_adopted_once_is_no_mistake(august: Bench) -> None:
    """Reports by month stay right after a task reports by quarter."""
    august.run("update", "2", "--percent", "50", "--for", "2025-07")
    august.run("adopt", "--reason", "补定")
    august.edit("report_due: 次月5日,", "report_due: 次月5日, report_every: quarter,")
    assert "2025-07" not in august.run("validate", "--lang", "en").out


def test_a_projection_blames_for_what_is_due_now(august: Bench) -> None:
    """August was due on the 25th: today it still runs, by its end its report is owed; September is not due."""
    august.edit("report_due: 次月5日,", "report_due: 每月25日,")
    with time_machine.travel("2025-08-27T04:00:00Z"):
        owed = [august.json("explain", "2", *words)["task"]["owes"] for words in ([], ["--as-of", "2025-09-30"])]
    assert owed == ["2025-07", "2025-08"]


def test_many_are_counted(shipped: Bench) -> None:
    """Five are named."""
    refs = [f"2.{n}" for n in range(1, 6)] + ["3.1", "3.2"]
    told = shipped.run("update", *refs, "--note", "x", "--lang", "en").err.splitlines()
    assert len(told) == 6
    assert told[-1] == "warning: 2 more tasks owe a report; `plantrack list --unreported` shows them"


def test_a_broken_journal_stops_no_report(august: Bench) -> None:
    """What was recorded is confirmed, whatever cannot be read beside it."""
    august.write("{torn")
    done = august.run("update", "2", "--percent", "50", "--lang", "en")
    assert done.code == 0
    assert done.err.endswith(OPEN)
