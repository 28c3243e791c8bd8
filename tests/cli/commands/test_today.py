"""`plantrack` alone: today's picture of the plan that is here and what to do next; without one, how to come by one."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest
import time_machine
from cli_support import HOSTILE, INERT, Bench, Run, on_terminal, uncoloured

from plantrack.cli.error_boundary import ALONE

ENGLISH = """\
Plan of the fairs
as of 2024-11-18 · 3 tasks: off track 1, unreported 2
besides: reports owed on 3, 1 of them on a task that is off track; 1 task overdue (on assumed dates); \
1 milestone missed (on assumed dates); 1 task past the date promised (on assumed dates)
Leads and due dates are assumed unless noted.

No.  Task            Light
───────────────────────────────────────────────────────
1    Hold the fairs  ✗ off track 1, ? unreported 1
2    Issue measures  ? unreported no report for 2024-10

What to do next
1. Report on 1.1.1 Programme issued, which was due on 2024-10-15 (1 of 2).
   plantrack update 1.1.1
2. Ask for the reports owed on 3 tasks; STI Bureau leads 2 of them.
   plantrack list --unreported --lead stic
3. Read the report.
   plantrack report

More: `plantrack status` shows progress and dates, `plantrack --help` all commands
"""
CHINESE = """\
会展计划
截至2024-11-18 · 共3项：滞后1项、应报未报2项
另：欠报3项，其中1项为滞后；超期任务1项（按推定时限）；超期节点1个（按推定时限）；超过承诺时限的任务1项（按推定时限）
除注明外，牵头单位和时限均为推定。

编号  任务      亮灯
──────────────────────────────────────
1     办好展会  ✗ 滞后 1、? 应报未报 1
2     出台措施  ? 应报未报 2024-10未报

下一步
1. 报送1.1.1 方案印发，时限2024-10-15已过（此类共2项）。
   plantrack update 1.1.1
2. 催报3项欠报任务，其中科创局牵头2项。
   plantrack list --unreported --lead stic
3. 查看通报。
   plantrack report

另见：“plantrack status”显示进度和时限，“plantrack --help”列出全部命令
"""
NO_PLAN = """\
There is no plan here: no folder `plans/` that holds one, here or above.

Start one:
  plantrack new work-2025 --title "Work plan of 2025" --year 2025

Draft one from a published document:
  plantrack import document.docx -o plans/work-2025

Try one with made-up data:
  plantrack demo
"""
NO_PLAN_IN_CHINESE = """\
此处没有计划：本级和上级文件夹中均无含有计划的 plans/。

新建计划：
  plantrack new work-2025 --title "2025年工作计划" --year 2025

由已公布的文件起草：
  plantrack import 文件.docx -o plans/work-2025

用虚构数据试用：
  plantrack demo
"""
SEVERAL = """\
There are several plans here. Name one:
  plantrack --plan 'a b'
  plantrack --plan fairs
`export PLANTRACK_PLAN='a b'` names it for every command that follows
"""


@pytest.mark.parametrize(
    ("words", "shown"), [([], CHINESE), (["--lang", "en"], ENGLISH), (["--debug", "--lang=zh"], CHINESE)]
)
def test_today(bench: Bench, words: list[str], shown: str) -> None:
    """The head of the plan, a light per item, and three things to do, each with its command."""
    assert bench.run(*words) == Run(0, shown)


def test_on_a_terminal(bench: Bench) -> None:
    """The same lines in colour."""
    shown = on_terminal(bench, "--lang", "en", columns=200)
    assert (shown.code, "\x1b[" in shown.out) == (0, True)
    lines = [line.rstrip() for line in uncoloured(shown.out).splitlines()]
    assert lines == bench.program("--lang", "en").out.splitlines()


@pytest.mark.parametrize("named", [[], ["--plan", "fairs"]])
def test_what_is_shown_can_be_typed(bench: Bench, named: list[str]) -> None:
    """Every command that is shown runs, on the plan that was named."""
    lines = re.findall(r"^   (plantrack .*)$", bench.run(*named).out, re.MULTILINE)
    assert len(lines) == 3
    for line in lines:
        words = shlex.split(line)[1:]
        assert words[-2:] == (named or words[-2:])
        assert bench.run(*words, *(["--status", "done"] if words[0] == "update" else [])).code == 0


def test_a_plan_that_was_not_adopted(bench: Bench) -> None:
    """Adopting it comes first; once that is done, the next thing does."""
    for path in bench.journal.iterdir():
        path.unlink()
    assert "1. Adopt the plan: from then on reports are owed and changes are seen.\n   plantrack adopt\n" in (
        bench.run("--lang", "en").out
    )
    bench.run("adopt")
    assert "plantrack adopt" not in bench.run().out


def test_a_request_that_awaits_an_answer(bench: Bench) -> None:
    """It is named by the id that answers it."""
    bench.run("reschedule", "2", "2025-03-31", "--reason", "x", "--by", "陈静")
    (id_,) = re.findall(
        r"1\. Approve or refuse the request of 2024-11-18 on 2 Issue measures\.\n   plantrack approve (\w+)\n",
        bench.run("--lang", "en").out,
    )
    assert bench.run("approve", id_).code == 0
    assert "approve" not in bench.run("--lang", "en").out


def test_a_plan_that_is_over(bench: Bench) -> None:
    """The report is that on the whole of it."""
    bench.edit("first: 2024-01-01, last: 2024-12-31", "first: 2024-01-01, last: 2024-11-17")
    assert "   plantrack report --from 2024-01-01 --to 2024-11-17\n" in bench.run().out


@pytest.mark.parametrize(("env", "shown"), [({}, NO_PLAN), ({"PLANTRACK_LANG": "zh"}, NO_PLAN_IN_CHINESE)])
def test_no_plan(bench: Bench, env: dict[str, str], shown: str) -> None:
    """How to come by one."""
    shutil.rmtree(bench.here / "plans")
    assert bench.run(env=env) == Run(0, shown)


@pytest.mark.parametrize(("day", "year"), [("2026-10-31", "2026"), ("2026-11-01", "2027"), ("2027-01-02", "2027")])
def test_the_year_of_a_plan_to_come(bench: Bench, day: str, year: str) -> None:
    """It is this year, and from November on the next one."""
    shutil.rmtree(bench.here / "plans")
    with time_machine.travel(f"{day}T12:00:00Z"):
        assert bench.run() == Run(0, NO_PLAN.replace("2025", year))


def test_several_plans(bench: Bench) -> None:
    """How to name one of them; named so, it is shown."""
    shutil.copytree(bench.folder, bench.here / "plans" / "a b")
    assert bench.run() == Run(0, SEVERAL)
    assert bench.run("--plan", "a b", "--lang", "en").out.startswith("Plan of the fairs\n")
    assert bench.run(env={"PLANTRACK_PLAN": "fairs"}).out == CHINESE


def test_the_name_of_a_plan_is_data(bench: Bench) -> None:
    """Nothing of it reaches the terminal as an escape."""
    shutil.copytree(bench.folder, bench.here / "plans" / HOSTILE.replace("/", ""))
    assert INERT.replace("/", "") in bench.run().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["--plan", "nothing"],
            4,
            "error: there is no plan at nothing; name a folder with a plan.yaml, or an id under plans/\n",
        ),
        (["--lang", "fr"], 2, "error: no language is called 'fr'; write zh or en\n"),
        (["--lang", "en", "stauts"], 2, None),
        (["--nope"], 2, None),
    ],
)
def test_refused(bench: Bench, words: list[str], code: int, said: str | None) -> None:
    """A plan that is not there, a language that is none, and words that are no command."""
    done = bench.run(*words)
    assert (done.code, done.out) == (code, "")
    assert said in (None, done.err)


def test_a_plan_that_cannot_be_read(bench: Bench) -> None:
    """That is an error as everywhere."""
    bench.file.write_text("- x\n", "utf-8")
    assert bench.run().code == 3


def test_it_stands_in_no_list(bench: Bench) -> None:
    """The command behind it is not offered."""
    assert ALONE not in bench.run("--help").out
