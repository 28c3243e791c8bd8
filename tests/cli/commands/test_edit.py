"""The commands that write plan.yaml: what they write, say, ask and refuse."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from difflib import unified_diff

import pytest
from cli_support import HOSTILE, INERT, PLAN, Bench, Run, Terminal, command, environment
from syrupy.assertion import SnapshotAssertion

from plantrack.model.plan import Text
from plantrack.planfile import read_plan


def changed(bench: Bench) -> str:
    """Return how the plan file differs from what it was."""
    lines = PLAN.splitlines(), bench.file.read_text("utf-8").splitlines()
    return "\n".join(unified_diff(*lines, "before", "after", n=0, lineterm=""))


@pytest.mark.parametrize(
    "line",
    [
        "add item --title 新 --title-en New --due 2024-12-20 --lead 基金委",
        "add task 办好展会 --title 新 --weight 2 --start Q3",
        "add task 1.2 --title 新 --basis document --lead stic",
        "add milestone 1.1 --title 新 --due 6月底 --source '深科创〔2024〕5号'",
        "add milestone 2 --title 新 --due 3月15日 --source https://example.org/1",
        "add unit data --name 数据处 --title-en Data --person 吴刚 --person li",
        "add indicator n --title 用户 --unit 人 --target 200人以上 --task 2 --headline --cumulative --basis assumed",
        "edit 1.2 --kind 可交付 --start Q3 --due 11月底 --support stic --support fund",
        "edit 1.1.1 --due 2024-10-31 --weight 0.5 --title-zh 印发 --title-en Issued",
        "edit 1.1 --due 2024-11-30 --basis plan --lead none --weight none",
        "edit 2 --lead fund --title 出台办法 --lang zh",
        "edit fair-area --title-en Area --title-zh 面积 --task 1.1 --task 1.2 --no-headline --unit ㎡",
        "edit 刘洋 --person 韩梅 --title-en 'NSF Office'",
        "edit 2 --lead stic --basis assumed",
    ],
)
def test_what_is_written(bench: Bench, line: str, snapshot: SnapshotAssertion) -> None:
    """Where it stands and what it was before; everything else stays as it is, and the plan is valid."""
    done = bench.run(*shlex.split(line), env={"PLANTRACK_LANG": "zh" if "zh" in line.split() else "en"})
    assert done.code == 0
    assert f"{done.out}---\n{done.err}---\n{changed(bench)}\n" == snapshot
    assert read_plan(bench.folder).problems == ()


def test_a_dry_run(bench: Bench, snapshot: SnapshotAssertion) -> None:
    """It shows the change as a diff, and nothing is written."""
    before = bench.files()
    done = bench.run("add", "task", "1", "--title", HOSTILE, "--dry-run", "--lang", "en")
    assert (done.code, bench.files()) == (0, before)
    assert done.out == snapshot
    assert INERT.replace("\\x1b", "\\u001b") in done.out


def test_hostile_titles(bench: Bench) -> None:
    """They are kept as typed, and shown without effect."""
    done = bench.run("add", "task", "1", "--title", f"{HOSTILE} {{zh: a}} # b\n- c", "--lang", "en")
    assert done.out == f"plans/fairs/plan.yaml:33: 1.3 {INERT} {{zh: a}} # b - c: added\n"
    assert read_plan(bench.folder).plan.by_ref["1.3"].title.zh == f"{HOSTILE} {{zh: a}} # b\n- c"


def test_references_are_never_used_again(bench: Bench) -> None:
    """Neither those that records speak of, though they are undone, nor those that were adopted and are gone."""
    bench.run("update", "1.2", "--status", "in-progress")
    bench.run("undo")
    bench.edit("1.2", "1.5")
    bench.write({"kind": "comment", "id": "X1", "act": "X0", "at": "2024-11-02T02:00:00.000Z", "by": "王", "ref": "7.4",
                 "on": "2024-11-02", "text": "x"})  # fmt: skip
    said = [bench.run("add", *words, "--title", "新").out for words in (("item",), ("task", "7"))]
    assert [line.split()[1] for line in said if line] == ["8"]
    assert bench.run("add", "task", "1", "--title", "新", "--lang", "en").out.split()[1] == "1.6"
    assert bench.run("add", "milestone", "1.1", "--title", "新", "--due", "2024-11-01").out.split()[1] == "1.1.2"


def test_what_was_adopted(bench: Bench) -> None:
    """It is written with a warning, found by the check, and promised by the next adoption."""
    done = bench.run("edit", "2", "--due", "2024-12-20", "--lang", "en")
    warned = "`plantrack adopt --reason …` makes it the promise, until then `plantrack check` reports it\n"
    assert done.err == f"warning: this differs from what was adopted: 2; {warned}"
    assert "due was adopted as 2024-12-31, the plan says 2024-12-20" in bench.run("check", "--lang", "en").out
    assert bench.run("adopt", "--reason", "x").code == 0
    assert "quiet-slip" not in bench.run("check").out
    assert bench.run("edit", "fund", "--name", "基金处", "--title-en", "Fund").err == ""


def test_nothing_differs(bench: Bench) -> None:
    """It is said, and the file is not written."""
    stamp = bench.file.stat().st_ino, bench.file.stat().st_mtime_ns
    done = bench.run("edit", "2", "--weight", "none", "--lang", "en")
    assert done == Run(0, "nothing to write: plans/fairs/plan.yaml says so already\n")
    assert (bench.file.stat().st_ino, bench.file.stat().st_mtime_ns) == stamp


@pytest.mark.parametrize("tasks", ["tasks:\n", ""])
def test_the_first_item(bench: Bench, tasks: str) -> None:
    """A plan whose tasks are still to be written is none for others, and gets its first item here."""
    shutil.rmtree(bench.journal)
    bench.file.write_text(PLAN[: PLAN.index("indicators:")] + tasks, "utf-8")
    assert bench.run("status").code == 3
    done = bench.run("add", "item", "--title", "新", "--lang", "en")
    assert done == Run(0, "plans/fairs/plan.yaml:18: 1 新: added\n")
    assert bench.file.read_text("utf-8").endswith('tasks:\n  - ref: "1"\n    title: "新"\n    kind: ongoing\n')


def test_many_writers_at_once(bench: Bench) -> None:
    """Each waits for the others: all entries are there, each with a reference of its own."""
    writers = [
        subprocess.Popen(
            command("add", "task", "1", "--title", f"新{number}"), cwd=bench.here, env=environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]  # fmt: skip
    ends = [(writer.communicate()[1], writer.returncode) for writer in writers]
    assert [code for _, code in ends] == [0] * 4, ends
    added = read_plan(bench.folder).plan.by_ref["1"].tasks[2:]
    assert [task.ref for task in added] == ["1.3", "1.4", "1.5", "1.6"]
    assert sorted(task.title.zh for task in added) == ["新0", "新1", "新2", "新3"]


ASKED = {
    "a task": (
        ("add", "task", "1"),
        (("title: ", "新"), ("due date: ", "soon"), ("not a date", "6月底"), ("lead unit: ", "基金"), ("n: no): ", "")),
        Text("新", "新"),
    ),
    "an item, which is not written": (
        ("add", "item"), (("title: ", "新"), ("due date: ", ""), ("lead unit: ", ""), ("n: no): ", "n")), None,
    ),
    "a milestone of a task that is named": (
        ("add", "milestone"),
        (("belongs to: ", "措施"), ("title: ", "新"), ("due date: ", "2024-06-30"), ("n: no): ", "y")),
        Text("新", "新"),
    ),
    "a unit": (
        ("add", "unit"), (("hyphens): ", "Data"), ("cannot be read", "data"), ("title: ", "新"), ("for it: ", ""),
                          ("n: no): ", "")), Text("新", "新"),
    ),
    "an indicator": (
        ("add", "indicator", "rate"),
        (("title: ", "新"), ("what it counts", "家"), ("target: ", "200家以上"), ("n: no): ", "")), Text("新", "新"),
    ),
    "a known task": (
        ("edit", "2"), (("title: ", ""), ("due date: ", "2024-11-30"), ("lead unit: ", ""), ("n: no): ", "")), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_on_a_terminal(bench: Bench, name: str, snapshot: SnapshotAssertion) -> None:
    """What is missing; the change is shown and written once it is agreed to."""
    words, answers, title = ASKED[name]
    with Terminal(bench, *words, "--lang", "en", columns=200) as terminal:
        for question, answer in answers:
            terminal.await_text(question)
            terminal.type(f"{answer}\n")
        done = terminal.end()
    assert done.code == 0
    assert re.sub("on: [0-9-]{10}", "on: TODAY", changed(bench)) == snapshot
    plan = read_plan(bench.folder).plan
    titles = [*(task.title for task in plan.walk()), *(stone.title for _, stone in plan.milestones.values())]
    titles += [Text(unit.zh, unit.en) for unit in plan.units.values()] + [one.label for one in plan.indicators]
    assert titles.count(Text("新", "新")) == (title is not None)


def test_where_it_comes_from_is_shown(bench: Bench) -> None:
    """As of what the journal assigns: by whom, when and by which paper."""
    shutil.rmtree(bench.journal)
    bench.run("edit", "2", "--due", "2024-12-20", "--source", "5号", "--by", "陈静")
    assert "2024-12-20 (assigned by 陈静 on 2024-11-18, 5号)" in bench.run("show", "2", "--lang", "en").out
    (task,) = (one for one in bench.json("list")["tasks"] if one["ref"] == "2")
    assert json.dumps(task["basis"]) == '{"lead": "assumed", "due": "assigned"}'
