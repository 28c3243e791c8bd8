"""`import` of a table of tasks: the draft, the first reports, and what is refused."""

from __future__ import annotations

import hashlib

from cli_support import Bench, Run, Terminal
from spreadsheets import xlsx

ROWS = [
    ("2024年道路任务表",),
    ("序号", "任务", "牵头单位", "时限", "状态", "进度", "存在问题"),
    (1, "修桥", "交通局", "9月底", "正在推进", 0.6, "资金"),
    (2, "植树", "园林局", "11月", "已完成", 1, None),
    (3, "清淤", "水务局", "12月", None, None, None),
]
FILES = [f"plans/roads/{name}" for name in ("plan.yaml", ".gitignore", "journal/.gitattributes", "journal/.gitignore")]
SHOWN = """\
Title       2024年道路任务表
Issuer      –
Period      2024-01-01 to 2024-12-31
Tasks       3
Owners      3
Dates       3
Milestones  0
Reports     2
Left out    0
To decide   1

Sheet  Head      Read as
─────────────────────────
表1    序号      number
表1    任务      task
表1    牵头单位  lead
表1    时限      due date
表1    状态      status
表1    进度      progress
表1    存在问题  problem
"""


def put(bench: Bench) -> str:
    """Put the table into the folder. Return its digest."""
    content = xlsx(ROWS)
    (bench.here / "roads.xlsx").write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def roads(bench: Bench) -> Bench:
    """Return the plan that is drafted."""
    return Bench(bench.here, "roads")


def english(bench: Bench, *words: str) -> Run:
    """Run a command line in English, as a person of that name."""
    return bench.run(*words, env={"PLANTRACK_LANG": "en", "PLANTRACK_ACTOR": "刘洋"})


def test_draft_and_first_reports(bench: Bench) -> None:
    """A plan that validates, and one act with a report for each task of which the table says how it stands."""
    digest = put(bench)
    done = english(bench, "import", "roads.xlsx", "-o", "plans/roads", "--on", "2024-06-30")
    files = "".join(f"{name} written\n" for name in (FILES[0], "plans/plan.schema.json", *FILES[1:]))
    following = (
        "now answer the questions in plans/roads/plan.yaml, or one by one with --review added to this command, then "
        "run `plantrack validate plans/roads` and "
        "`plantrack adopt --plan plans/roads`\n"
    )
    assert done == Run(0, f"{SHOWN}\n{files}reports recorded: 2\n{following}")
    assert english(bench, "validate", "plans/roads").code == 0
    common = {
        "kind": "report",
        "by": "刘洋",
        "on": "2024-06-30",
        "evidence": [{"name": "../../roads.xlsx", "digest": digest}],
    }
    assert roads(bench).records() == [
        common | {"ref": "1", "source": "roads.xlsx#表1!E3", "status": "in-progress", "percent": 60, "problem": "资金"},
        common | {"ref": "2", "source": "roads.xlsx#表1!E4", "status": "done", "percent": 100},
    ]


def test_dry_run(bench: Bench) -> None:
    """It shows what would be read and written, with or without a day, and writes nothing."""
    put(bench)
    before = bench.files()
    shown = english(bench, "import", "roads.xlsx", "-o", "plans/roads", "--dry-run")
    files = "".join(f"{name}: would be written\n" for name in (FILES[0], "plans/plan.schema.json", *FILES[1:]))
    assert shown == Run(0, f"{SHOWN}\n{files}")
    dated = english(bench, "import", "roads.xlsx", "-o", "plans/roads", "--dry-run", "--on", "2024-06-30")
    assert dated == Run(0, f"{SHOWN}\n{files}reports that would be recorded: 2\n")
    assert bench.files() == before


def test_a_day_to_come(bench: Bench) -> None:
    """Nothing is written where the day is after today, or is several."""
    put(bench)
    before = bench.files()
    words = ("import", "roads.xlsx", "-o", "plans/roads", "--on")
    assert english(bench, *words, "2024-12-31").err == (
        "error: 2024-12-31 is after today (2024-11-18); record it once it has happened\n"
    )
    assert english(bench, *words, "10月").code == 2
    assert bench.files() == before


def test_asked_on_a_terminal(bench: Bench) -> None:
    """Without a day it is asked for, where somebody can be asked."""
    put(bench)
    words = ("import", "roads.xlsx", "-o", "plans/roads")
    with Terminal(bench, *words, env={"PLANTRACK_LANG": "en"}) as terminal:
        terminal.await_text("the table says how tasks stand: as of which day?")
        terminal.type("2024-06-30\n")
        assert terminal.end().code == 0
    assert [record["on"] for record in roads(bench).records()] == ["2024-06-30"] * 2


def test_a_journal_that_is_there(bench: Bench) -> None:
    """A plan that is replaced keeps its journal, to which nothing is added."""
    put(bench)
    words = ("import", "roads.xlsx", "-o", "plans/roads", "--on", "2024-06-30", "--force")
    assert english(bench, *words).code == 0
    kept = roads(bench).records()
    again = english(bench, *words)
    assert (again.code, "reports recorded" in again.out) == (0, False)
    assert roads(bench).records() == kept


def test_json(bench: Bench) -> None:
    """Everything that was read, each with its cell; nothing is written."""
    digest = put(bench)
    before = bench.files()
    found = bench.json("import", "roads.xlsx")
    assert found["document"] == {
        "title": "2024年道路任务表", "issuer": None, "published": None, "sha256": digest, "encoding": None
    }  # fmt: skip
    assert found["period"] == {"first": "2024-01-01", "last": "2024-12-31"}
    assert found["columns"][3] == {"sheet": "表1", "head": "时限", "column": "due"}
    assert found["plan_items"][0] == {
        "ref": "1", "title": "修桥", "place": "表1!B3", "lead": ["交通局"], "support": [],
        "responsible": [], "people": [], "kind": "deliverable", "start": None,
        "due": "2024-09-30", "due_text": "2024-09-30", "target": None, "milestones": [],
        "report": {"place": "表1!E3", "status": "in-progress", "percent": 60, "progress": None, "problem": "资金",
                   "next": None, "evidence": [], "day": None},
        "questions": [], "tasks": [],
    }  # fmt: skip
    assert bench.files() == before


def test_markdown_that_is_a_document(bench: Bench) -> None:
    """A text with more words than rows stays a document, whatever tables are in it."""
    table = "| 任务 | 时限 |\n|---|---|\n| 修桥 | 6月 |\n"
    (bench.here / "a.md").write_text("# 2024年表\n\n" + table, "utf-8")
    (bench.here / "b.md").write_text("会议记录\n" * 9 + "\n" + table, "utf-8")
    assert bench.run("import", "a.md", "--dry-run").code == 0
    assert "columns" not in bench.json("import", "b.md", "--year", "2024")
