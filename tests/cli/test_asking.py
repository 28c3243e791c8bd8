"""Asking on a terminal what is to be reported about a task."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run, Terminal

STATUS = "状态（1 未启动、2 进行中、3 受阻、4 已完成）："
ENGLISH = "status (1 not started, 2 in progress, 3 blocked, 4 done): "
CONFIRM = ("是否记录？（回车确认，n 取消）：", "")
YES = ("record this? (Enter: yes, n: no): ", "")


@pytest.fixture(autouse=True)
def nothing_owed(bench: Bench) -> None:
    """Let the plan of the fairs be reported on by the quarter, so that nothing is owed yet."""
    bench.edit("language: zh", "language: zh\nreport_every: quarter")


def answered(bench: Bench, words: tuple[str, ...], *answers: tuple[str, str], env: dict[str, str] | None = None) -> Run:
    """Run plantrack on a terminal and answer its questions."""
    with Terminal(bench, *words, columns=200, env=env) as terminal:
        for question, answer in answers:
            terminal.await_text(question)
            terminal.type(f"{answer}\n")
        return terminal.end()


def test_answers(bench: Bench) -> None:
    """What is answered is shown, confirmed and recorded as one report; an empty answer leaves things as they are."""
    done = answered(
        bench, ("update", "2", "--lang", "en", "--on", "2024-11-15"),
        (ENGLISH, "2"), ("percent: ", "40%"), ("done so far: ", "谈了三家"), ("problem: ", ""), ("next: ", "  会签  "),
        YES,
    )  # fmt: skip
    assert done.code == 0
    assert done.out.startswith("2  Issue measures\nan empty answer changes nothing\nstatus (1 ")
    told = ": 2 Issue measures: in progress, 40%, 谈了三家, next: 会签, on 2024-11-15, by 刘洋"
    assert f"\nwould record{told}\n" in done.out
    assert f"\nrecorded{told} (id " in done.out
    assert bench.records() == [
        {
            "kind": "report", "by": "刘洋", "on": "2024-11-15", "ref": "2", "status": "in-progress", "percent": 40.0,
            "progress": "谈了三家", "next": "会签",
        }
    ]  # fmt: skip


@pytest.mark.parametrize("env", [{}, {"LC_ALL": "C", "LANG": "C"}])
def test_backspaces(bench: Bench, env: dict[str, str]) -> None:
    """Each takes one character away, however many bytes or cells it has, whatever the environment says of encodings."""
    done = answered(
        bench, ("update", "1.2", "--lang", "zh"),
        (STATUS, "2"), ("进展情况：", "谈了三家公司\x7f\x7f"), ("存在问题：", "é人\x7f\x7f缺人手\x7f"),
        ("下一步措施：", ""), CONFIRM, env=env,
    )  # fmt: skip
    assert done.code == 0
    (kept,) = bench.records()
    assert (kept["progress"], kept["problem"]) == ("谈了三家", "缺人")


def test_what_is_known(bench: Bench) -> None:
    """The questions show it; 无 ends a problem."""
    bench.run("update", "2", "--status", "blocked", "--percent", "40", "--note", "谈了三家", "--problem", "缺人",
              "--next", "招人", "--on", "2024-11-15")  # fmt: skip
    done = answered(
        bench, ("update", "2", "--lang", "zh"),
        (f"{STATUS[:-1]}，现为受阻：", "进行中"), ("进度（0–100），现为40%：", "60"),
        ("进展情况，现为谈了三家（2024-11-15）：", ""),
        ("存在问题，现为缺人（2024-11-15）；已解决请填“无”：", "无"),
        ("下一步措施，现为招人（2024-11-15）：", ""), CONFIRM,
    )  # fmt: skip
    assert "已记录：2 出台措施：受阻 → 进行中，40% → 60%，问题：无，" in done.out
    assert bench.records()[-1]["problem"] == "无"


def test_what_the_policy_lets_a_report_say(bench: Bench) -> None:
    """Cancelling is offered where it needs no approval."""
    bench.edit("language: zh", "language: zh\npolicy: {approval: {cancel: none}}")
    done = answered(
        bench, ("update", "2", "--lang", "en"),
        (f"{ENGLISH[:-3]}, 5 cancelled): ", "5"), ("done so far: ", ""), YES,
    )  # fmt: skip
    assert done.code == 0
    assert [kept["status"] for kept in bench.records()] == ["cancelled"]


def test_what_fits_the_kind(bench: Bench) -> None:
    """A milestone is reached or open again; an ongoing task has no percentage; what is done no next step."""
    done = answered(
        bench, ("update", "1.1.1", "1.2", "2", "--lang", "zh"),
        ("状态（1 已完成）：", "2"), ("状态（1 已完成）：", "1"), ("进展情况：", ""),
        (STATUS, "2"), ("进展情况：", ""), ("存在问题：", ""), ("下一步措施：", ""),
        (STATUS, "4"), ("进展情况：", "已印发"), CONFIRM,
    )  # fmt: skip
    assert done.code == 0
    assert done.out.startswith("1.1.1  方案印发\n留空则保持不变\n状态（1")
    assert [(r["kind"], r["ref"]) for r in bench.records()] == [
        ("milestone", "1.1.1"),
        ("report", "1.2"),
        ("report", "2"),
    ]
    again = answered(bench, ("update", "1.1.1", "--lang", "zh"), ("状态（1 改回未完成），现为", ""))
    assert again.code == 2


def test_again(bench: Bench) -> None:
    """An answer that cannot be read is asked for again, before the next question; a status may be written as shown."""
    done = answered(
        bench, ("update", "2", "--lang", "en"),
        (ENGLISH, "6"), (ENGLISH, "0"), (ENGLISH, "5"), (ENGLISH, "已取消"), (ENGLISH, "much"), (ENGLISH, "受阻"),
        ("percent: ", "140"), ("percent: ", "-1"), ("percent: ", "nan"), ("percent: ", ""),
        ("done so far: ", ""), ("problem: ", ""), ("next: ", ""), YES,
    )  # fmt: skip
    assert done.code == 0
    for text in ("6", "0", "5", "已取消", "much", "140", "-1", "nan"):
        assert f"\n'{text}' cannot be read; try again, or leave it empty\n" in done.out
    assert [(r["status"], "percent" in r) for r in bench.records()] == [("blocked", False)]


def test_not_confirmed(bench: Bench) -> None:
    """What was shown and not wanted is not recorded, and any other text is no yes; a dry run is not asked."""
    answers = [(STATUS, ""), ("进度（0–100）：", "5"), ("进展情况：", ""), ("存在问题：", ""), ("下一步措施：", "")]
    done = answered(bench, ("update", "2", "--lang", "zh"), *answers, (CONFIRM[0], "下周会签"), (CONFIRM[0], "n"))
    assert (done.code, done.out.splitlines()[-1], bench.records()) == (0, "未作记录", [])
    tried = answered(bench, ("update", "2", "--lang", "zh", "--dry-run"), *answers)
    assert (tried.code, tried.out.count("将记录："), bench.records()) == (0, 1, [])


def test_nothing_answered(bench: Bench) -> None:
    """Nothing said is nothing recorded."""
    questions = (ENGLISH, "percent: ", "done so far: ", "problem: ", "next: ")
    done = answered(bench, ("update", "2", "--lang", "en"), *((question, "") for question in questions))
    assert done.code == 2
    assert done.out.endswith("\nerror: there is nothing to record for 2; give a status, a percentage or a note\n")
    assert bench.records() == []


def test_a_parent_is_refused_before_the_questions(bench: Bench) -> None:
    """On what others are below nothing could be answered."""
    done = answered(bench, ("update", "2", "1", "--lang", "en"))
    assert done == Run(2, "error: 1 is not reported on itself; report on its sub-tasks: 1.1, 1.2\n")


def test_no_terminal_no_question(bench: Bench) -> None:
    """Where nobody can answer nothing is asked."""
    said = "error: there is nothing to record for 2; give a status, a percentage or a note\n"
    assert bench.program("update", "2", "--lang", "en", given="4\n") == Run(2, "", said)
