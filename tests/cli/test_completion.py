"""Completion: what a shell offers, asked for in the program's own protocol."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import PATIENCE, Bench, environment
from rich.cells import cell_len

from plantrack.cli.completion import HINT
from plantrack.model.policy import Rule

FAIRS = [("1", "办好展会"), ("1.1", "办好高交会"), ("1.2", "高交会招商"), ("2", "出台措施")]
STONE = ("1.1.1", "方案印发")
INDICATORS = [("hnte-count", "高企数量"), ("fair-area", "展会面积")]
UNITS = [("stic", "科创局"), ("fund", "基金委")]


def asked(line: str, shell: str) -> dict[str, str]:
    """Return the environment by which a shell asks for the end of a line."""
    return {
        "_PLANTRACK_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }


def offered(bench: Bench, line: str, shell: str = "fish", **env: str) -> str:
    """Return what the program answers to a shell."""
    done = bench.run(env={**asked(line, shell), **env})
    assert (done.code, done.err) == (0, "")
    return done.out.strip("\n")


def pairs(bench: Bench, line: str, **env: str) -> list[tuple[str, ...]]:
    """Return names and titles as fish gets them."""
    return [tuple(entry.split("\t")) for entry in offered(bench, line, **env).splitlines()]


def zsh_pairs(bench: Bench, line: str) -> list[tuple[str, ...]]:
    """Return names and titles as zsh gets them: a command of its own, whose last argument lists them in quotes."""
    *_, told = shlex.split(offered(bench, line, "zsh"))
    found = re.findall(r'"([^"]*)":"([^"]*)"', told)
    assert re.sub(r'"[^"]*"', "", told).strip("*: ()\n") == "", told
    return found


def test_bash(bench: Bench) -> None:
    """Bash gets names."""
    assert offered(bench, "plantrack show 1.", "bash").split() == ["1.1", "1.2", "1.1.1"]


def test_zsh(bench: Bench) -> None:
    """Zsh gets names and titles."""
    assert zsh_pairs(bench, "plantrack show 1.") == [*FAIRS[1:3], STONE]


def test_fish(bench: Bench) -> None:
    """So does fish."""
    assert pairs(bench, "plantrack show 1.") == [*FAIRS[1:3], STONE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plantrack done ", [*FAIRS, STONE]),
        ("plantrack done 1.1 2", [FAIRS[3]]),
        ("plantrack update 1.1.", [STONE]),
        ("plantrack reschedule 1.1", [FAIRS[1], STONE]),
        ("plantrack log 1.1", [FAIRS[1], STONE]),
        ("plantrack status 1.1", [FAIRS[1]]),
        ("plantrack assign 1.1", [FAIRS[1]]),
        ("plantrack assign 2 ", UNITS),
        ("plantrack assign 2 stic f", UNITS[1:]),
        ("plantrack list --lead s", UNITS[:1]),
        ("plantrack measure ", INDICATORS),
        ("plantrack measure h", INDICATORS[:1]),
        ("plantrack check --only o", [("overdue",), ("off-track",)]),
        ("plantrack check --fail-on ", [(rule.value,) for rule in Rule]),
        ("plantrack check --warn-on due", [("due-soon",)]),
        ("plantrack list --sort d", [("due",)]),
        ("plantrack update 2 --status d", [("done",)]),
        ("plantrack update 2 --status 已", [("已完成",), ("已取消",)]),
        ("plantrack list --light 滞", [("滞后",)]),
        ("plantrack show 9", []),
    ],
)
def test_what_fits(bench: Bench, line: str, expected: list[tuple[str, ...]]) -> None:
    """Each place is offered what belongs there: tasks, milestones where they may stand, indicators, units, words."""
    assert pairs(bench, line) == expected


@pytest.mark.parametrize("command", ["approve", "refuse"])
def test_requests(bench: Bench, command: str) -> None:
    """Those that await an answer are offered by their ids, with what they ask for."""
    for ref, due in (("1.1", "2024-12-06"), ("2", "2025-01-31")):
        bench.run("reschedule", ref, due, "--reason", "场馆")
    first, second = (entry["id"][-8:] for entry in bench.json("log")["updates"][-2:])
    bench.run("approve", second)
    offer = (first, f"1.1 办好高交会 申请延期至2024-12-06，申请号{first}（场…")
    assert pairs(bench, f"plantrack {command} ") == pairs(bench, f"plantrack {command} {first[:7]}") == [offer]


def test_commands(bench: Bench) -> None:
    """The commands themselves are offered, whatever else is loaded by then."""
    assert [name for name, _ in pairs(bench, "plantrack re")] == ["reschedule", "refuse", "remind", "report"]


def test_language(bench: Bench) -> None:
    """Titles are in the reader's language."""
    english = [("1.1", "Hold the Hi-Tech Fair")]
    assert pairs(bench, "plantrack status --lang en 1.1") == english
    assert pairs(bench, "plantrack status 1.1", PLANTRACK_LANG="en") == english
    assert pairs(bench, "plantrack status 1.1", PLANTRACK_LANG="fr") == []


def test_pages_of_the_guide(bench: Bench) -> None:
    """They are offered with what they say, whatever becomes of the plan."""
    bench.file.unlink()
    english = [("plan", "plan.yaml: the plan as a file, every key. Commands: add…")]
    assert pairs(bench, "plantrack guide pl") == pairs(bench, "plantrack guide pl", PLANTRACK_LANG="fr") == english
    chinese = [("plan", "计划文件：plan.yaml 的全部键。命令：add、edit、schema")]
    assert pairs(bench, "plantrack guide --lang zh pl") == chinese


def test_named_plan(bench: Bench) -> None:
    """A plan that was named before on the line is the one that is meant."""
    shutil.copytree(bench.folder, bench.here / "plans" / "labs")
    assert pairs(bench, "plantrack show 2") == []
    assert pairs(bench, "plantrack show --plan labs 2") == [FAIRS[3]]
    assert pairs(bench, "plantrack show 2", PLANTRACK_PLAN="fairs") == [FAIRS[3]]


@pytest.mark.parametrize("content", [b"id: [", b"\xff", b""])
def test_no_plan(bench: Bench, content: bytes) -> None:
    """Where no plan can be read nothing is offered, and nothing is said in the middle of the line."""
    bench.file.write_bytes(content)
    assert pairs(bench, "plantrack show 1") == []


def test_plan_with_problems(bench: Bench) -> None:
    """A plan's problems are not told in the middle of the line either."""
    bench.edit("due: 2024-12-31,", "due: 2025-12-31,")
    assert pairs(bench, "plantrack status 1.1") == [FAIRS[1]]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("title", "hint"),
    [
        (r"[/red]x[red]", "［/red］x［red］"),
        (r"`touch a`$(touch b)", "｀touch a｀＄(touch b)"),
        (r"\\$(touch c)\"; touch d", "＼＄(touch c)＂; touch d"),
        (r"'; touch e #\e[31m!!", "＇; touch e #＼x1b［31m！！"),
        (r"one\ntwo\tthree", "one two three"),
    ],
)
def test_titles_are_data(bench: Bench, shell: str, title: str, hint: str) -> None:
    """A shell that evaluates the answer does nothing that a title says; it has no markup, escape or second line."""
    bench.edit("zh: 出台措施", f'zh: "{title}"')
    found = (pairs if shell == "fish" else zsh_pairs)(bench, "plantrack show 2")
    assert found == [("2", hint)]


def test_long_titles(shipped: Bench) -> None:
    """A long title is cut, or shells would take its further lines for names."""
    found = pairs(shipped, "plantrack status ", PLANTRACK_LANG="en", COLUMNS="60")
    assert len(found) == 54
    assert {len(pair) for pair in found} == {2}
    assert max(cell_len(title) for _, title in found) == HINT
    chinese = pairs(shipped, "plantrack status ")
    assert [name for name, _ in chinese] == [name for name, _ in found]


PROGRAM = f"""\
#!{sys.executable}
from plantrack.cli import main
main()
"""


def test_bash_itself(bench: Bench) -> None:
    """Bash, told by the program's own script, completes a line with the program that is found by its name."""
    program = Path(os.environ["HOME"], "plantrack")
    program.write_text(PROGRAM)
    program.chmod(0o755)
    commands = """
        eval "$(plantrack --show-completion bash)"
        COMP_WORDS=(plantrack show 1.1)
        COMP_CWORD=2
        _plantrack_completion plantrack
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{program.parent}:{os.environ['PATH']}"
    env = environment({"PATH": path, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    done = subprocess.run(
        ["bash", "--norc", "-c", commands], cwd=bench.here, env=env, capture_output=True, timeout=PATIENCE, check=True
    )
    assert (done.stdout.decode().split(), done.stderr) == (["1.1", "1.1.1"], b"")
