"""What commands do grows with a plan and its journal at most in proportion: twice as much is at most twice the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import time_machine
from benchmarks.generate import write
from cli.test_hostile_journals import record
from cli_support import ADOPTED, PLAN, Bench
from counting import calls

from plantrack.render.charts import png

FILES = ("r.md", "r.html", "r.json", "r.docx", "r.xlsx")
VIEWS = (
    "status", "status --format json", "list", "list --format csv", "list --milestones --format json", "log",
    "log --format csv", "log --format json", "show 1", "explain 1.1", "baseline", "validate", "check",
    *(f"check --format {form}" for form in ("json", "github", "gitlab", "junit", "sarif")),
    "report --month 2024-10", *(f"report --month 2024-10 --full -o {file}" for file in FILES),
    *(f"chart {chart}" for chart in ("gantt", "burnup", "baseline", "units", "lights")),
    *(f"chart {chart} -o c.svg" for chart in ("gantt", "burnup", "units", "lights")),
)  # fmt: skip
FEW = ("status", "log", "show 2", "check --format sarif", "validate", "report --full",
       *(f"report --full -o {file}" for file in FILES), "undo --by 张敏 --dry-run")  # fmt: skip
LARGE = (".docx", ".html", ".xlsx", "burnup", "lights")
SLACK = 5_000
LOADED: set[str] = set()
"""The commands that this process has run."""
Record = dict[str, Any]


@pytest.fixture(autouse=True)
def _not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take one picture for all: to draw them takes longer than all the rest, and each is one call."""
    drawn = png.png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', 9)
    monkeypatch.setattr(png, "png", lambda svg, width: drawn)


def work(bench: Bench, command: str) -> int:
    """Return how many functions a command calls, when everything that it needs is loaded."""

    def run() -> None:
        done.append(bench.run(*command.split(), "--lang", "zh", env={"PLANTRACK_CACHE": "off"}).code)

    done: list[int] = []
    if command not in LOADED:
        run()
        LOADED.add(command)
    found = calls(run)
    assert {*done} <= {0, 1}, command
    return found


def generated(here: Path, tasks: int, updates: int) -> Bench:
    """Return a bench with a generated plan and journal."""
    found = Bench(here, f"tasks-{tasks}")
    write(found.folder, tasks, updates)
    return found


def parts(view: str) -> int:
    """Return the part of a size that is enough for a view: files, and what shows many days, take most work by far."""
    return 2 if any(word in view for word in LARGE) else 1


def assert_in_proportion(benches: Sequence[Bench], view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare the work of a view where there is twice as much."""
    found = []
    with time_machine.travel("2024-11-18T04:00:00Z"):
        for bench in benches:
            monkeypatch.chdir(bench.here)
            found.append(work(bench, view))
    assert found[1] <= 2.1 * found[0] + SLACK, found


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sizes", [((40, 160), (80, 320)), ((40, 200), (40, 400))], ids=["tasks", "updates"])
def test_twice_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str, sizes: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    """Twice the tasks, each with as many updates, and the same tasks with twice the updates."""
    benches = [
        generated(tmp_path / str(number), tasks // parts(view), updates // parts(view))
        for number, (tasks, updates) in enumerate(sizes)
    ]
    assert_in_proportion(benches, view, monkeypatch)


def asked(number: int) -> list[Record]:
    """Return a request with its approval."""
    due, ask = f"2025-{number % 12 + 1:02}-28", f"R{2 * number}"
    said = {"on": "2024-11-05", "ref": "2", "what": "extend", "due": due}
    return [
        record("request", 2 * number, **said, reason="x"),
        record("answer", 2 * number + 1, **said, request=ask, verdict="approve"),
    ]


def amended(number: int) -> list[Record]:
    """Return an adoption that moves the due date of a task."""
    promised = {"2": {"due": f"2025-{number % 12 + 1:02}-28"}}
    return [record("adopt", number, on="2024-11-05", promises=promised, reason="x")]


def report(number: int, **said: object) -> Record:
    """Return a report on a task."""
    return record("report", number, on="2024-11-05", ref="2", percent=5, **said)


def of_records(make: Callable[[int], list[Record]]) -> Callable[[int], tuple[str, list[Record]]]:
    """Return what makes the plan of the fairs, and records for a size."""
    return lambda size: (PLAN, make(size))


def of_plan(old: str, new: Callable[[int], str]) -> Callable[[int], tuple[str, list[Record]]]:
    """Return what makes a plan with something instead of something else for a size, and a report."""
    return lambda size: (PLAN.replace(old, new(size), 1), [report(0)])


def units(size: int) -> str:
    """Return a directory of units, and the name of each among the leads of a task."""
    return "units:\n" + "".join(f"  u{n}: {{zh: 第{n}处, en: Division {n}}}\n" for n in range(size))


def milestones(size: int) -> str:
    """Return the milestones of a task."""
    rows = (f"{{ref: '2.{n}', title: 会{n}, due: 2024-11-{n % 28 + 1:02}}}" for n in range(1, size))
    return f'{{ref: "2", milestones: [{", ".join(rows)}],'


def figures(size: int) -> str:
    """Return figures of the year before."""
    said = "label: {zh: 面积, en: Area}, text: 5万平方米, value: 50000, unit: 平方米, kind: measure"
    rows = (f'    - {{id: f{n}, {said}, period: "2023", section: 1}}\n' for n in range(size))
    return "  figures:\n" + "".join(rows)


TEXT = "办好招商，\n增长1%。"
SHAPES: dict[str, tuple[int, Callable[[int], tuple[str, list[Record]]]]] = {
    "a long note": (400, of_records(lambda size: [report(0, progress=TEXT * size, problem="x " * size)])),
    "a long word": (2_000, of_records(lambda size: [report(0, progress="一a" * size, next="x" * size)])),
    "many sources": (
        200,
        of_records(lambda size: [report(0, sources=[f"https://example.org/{n}" for n in range(size)])]),
    ),
    "a chain of retracts": (
        300,
        of_records(lambda size: [report(0), *(record("retract", n, target=f"A{n - 1}") for n in range(1, size))]),
    ),
    "requests": (60, of_records(lambda size: [one for number in range(size) for one in asked(number)])),
    "adoptions": (60, of_records(lambda size: [one for number in range(size) for one in amended(number)])),
    "reports on one day": (200, of_records(lambda size: [report(n, progress=f"第{n}次") for n in range(size)])),
    "a long title": (300, of_plan("出台措施", lambda size: "出台措施" * size)),
    "units": (100, of_plan("units:\n", units)),
    "milestones": (60, of_plan('{ref: "2",', milestones)),
    "figures": (60, of_plan("  figures:\n", figures)),
}
"""What there may be much of: how much at first, and the plan and the records of a size."""


def shaped(here: Path, text: str, records: Sequence[Record]) -> Bench:
    """Return a bench with a plan and records."""
    found = Bench(here, "fairs")
    found.journal.mkdir(parents=True)
    found.file.write_text(text, "utf-8")
    found.write(ADOPTED, *records)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("view", FEW)
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_of_one_thing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str, view: str) -> None:
    """Long texts, long lists, and many records about one task."""
    size, make = SHAPES[shape]
    benches = [shaped(tmp_path / str(times), *make(times * size // parts(view))) for times in (1, 2)]
    assert_in_proportion(benches, view, monkeypatch)
