"""Makes a plan with many units, sends each its ledger, and fills in three cells of every row.

python children/ledgers.py UNITS TASKS FOLDER
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl

HEAD = "id: many\ntitle: 大计划\nissuer: u0\nperiod: {first: 2026-01-01, last: 2026-12-31}\nunits:\n"
TASK = "kind: deliverable, due: 2026-12-31, basis: {due: assumed}"


def text(units: int, tasks: int) -> str:
    """Return the plan: an item for each unit, with its tasks below."""
    named = "".join(f"  u{n}: {{zh: 单位{n}, en: Unit {n}}}\n" for n in range(units))
    items = "".join(
        f'  - ref: "{n + 1}"\n    title: 事项{n}\n    lead: [u{n}]\n    basis: {{lead: assumed}}\n    tasks:\n'
        + "".join(f'      - {{ref: "{n + 1}.{k + 1}", title: 任务{n}之{k}, {TASK}}}\n' for k in range(tasks))
        for n in range(units)
    )
    return f"{HEAD}{named}tasks:\n{items}"


def fill(path: Path, tasks: int) -> None:
    """Fill in status, progress and words of every task."""
    book = openpyxl.load_workbook(path)
    for row in range(4, 4 + tasks):
        for column, value in ((7, "进行中"), (8, 0.3), (10, "本期已完成阶段工作")):
            book.worksheets[0].cell(row, column).value = value
    book.save(path)


def main() -> None:
    """Do what the command line asks for."""
    units, tasks, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    plan = folder / "plans" / "many"
    plan.mkdir(parents=True)
    (plan / "plan.yaml").write_text(text(units, tasks), "utf-8")
    words = [sys.executable, "-m", "plantrack"]
    subprocess.run([*words, "adopt", "--plan", str(plan)], check=True)
    subprocess.run(
        [*words, "ledger", "send", "--per-unit", str(folder / "out"), "--plan", str(plan), "--lang", "zh"], check=True
    )
    for path in (folder / "out").iterdir():
        fill(path, tasks)


if __name__ == "__main__":
    main()
