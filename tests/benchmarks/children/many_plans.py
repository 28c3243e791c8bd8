"""Write a folder of plans with their journals, each with a seed of its own: many_plans.py PLANS UPDATES FOLDER."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])

from benchmarks.generate import journal, plan_text  # noqa: E402 - found by the path

from plantrack.journal.folder import week_file  # noqa: E402
from plantrack.journal.lines import encode  # noqa: E402
from plantrack.planfile import parse_plan  # noqa: E402

TASKS = 100


def main() -> None:
    """Write what the command line says."""
    plans, updates, place = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    text = plan_text(TASKS)
    plan = parse_plan(text, place, "plan.yaml").plan
    for number in range(1, plans + 1):
        folder = place / f"plan-{number}"
        (folder / "journal").mkdir(parents=True)
        (folder / "plan.yaml").write_text(text.replace(f"id: {plan.id}", f"id: plan-{number}", 1), encoding="utf-8")
        for name, group in groupby(journal(plan, updates, number), week_file):
            (folder / "journal" / name).write_bytes(b"".join(map(encode, group)))


if __name__ == "__main__":
    main()
