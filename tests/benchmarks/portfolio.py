"""Portfolio: all plans of a folder at a glance, with nothing kept of them, with everything kept, and after an update.

Four of five plans are copies of the shipped one, with journals of differing length; every fifth is the demo.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.cases import AS_OF, FOUND, SHIPPED, WEEK, script
from benchmarks.tables import Table, mebibytes, median_of, milliseconds
from benchmarks.timing import COUNTER, Job, Sample, run_once

from plantrack.demo import demo_files

HEADER = ("plans", "command", "cold", "processor time", "warm", "processor time", "after an update", "memory", "budget")
LONGER = (0, 50, 200, 1_000)
"""How many records the journals have beside those that are shipped, in turns."""
REFS = ("1.1", "2.1", "6.5", "6.6")
COMMANDS = {
    "status --all": ("status", "--all", "--as-of", AS_OF),
    "report --all": ("report", "--all", "--week", WEEK),
    "check --all": ("check", "--all", "--as-of", AS_OF),
}
BUDGETS = {(100, "status --all"): (5.0, 0.6), (1_000, "status --all"): (None, 3.0)}
"""How much it may take cold, and warm, in seconds of processor time."""
QUIET = (
    "The limits are held against processor time, which is what a quiet core takes at most: the machine was shared with"
    " many other programs. Cold, several processes share it; more than 100 plans are read cold once."
)


def city(folder: Path, plans: int) -> Path:
    """Return the folder, with so many plans under `plans/`."""
    for n in range(plans):
        plan = folder / "plans" / f"plan-{n:04}"
        for path, content in (_demo(plan) if n % 5 == 4 else _shipped(plan, LONGER[n % 4])).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return folder


def _demo(plan: Path) -> dict[Path, str]:
    return demo_files(plan, date(2026, 9, 18), "zh")


def _shipped(plan: Path, more: int) -> dict[Path, str]:
    text = (SHIPPED / "plan.yaml").read_text("utf-8").replace(f"id: {SHIPPED.name}", f"id: {plan.name}", 1)
    files = {plan / "journal" / path.name: path.read_text("utf-8") for path in SHIPPED.glob("journal/*.jsonl")}
    for week, line in _records(more):
        files[plan / "journal" / f"{week}.jsonl"] = files.get(plan / "journal" / f"{week}.jsonl", "") + line
    return {plan / "plan.yaml": text, **files}


def _records(more: int) -> Iterator[tuple[str, str]]:
    """Yield reports through the last weeks of the plan, each with the week in which it was recorded."""
    for n in range(more):
        at = datetime(2024, 10, 1, tzinfo=UTC) + timedelta(minutes=100 * n % 112_000)
        year, week, _ = at.isocalendar()
        stamp = {"id": f"01JX{n:022}", "act": f"01JX{n:022}", "at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
        said = {"by": "x", "on": str(at.date()), "ref": REFS[n % 4], "status": "in-progress", "percent": n % 90}
        yield f"{year}-W{week:02}", json.dumps({"kind": "report", **stamp, **said}) + "\n"


def measure(scratch: Path, runs: int, sizes: tuple[int, ...]) -> Table:
    """Measure all commands on folders of these sizes."""
    rows = [row for plans in sizes for row in _rows(city(scratch / str(plans), plans), plans, runs)]
    note = f"Cold: without any cache; after an update of one plan; memory: the largest process, cold. {median_of(runs)}"
    return Table("all plans of a folder", HEADER, tuple(rows), (note, QUIET))


def _rows(folder: Path, plans: int, runs: int) -> Iterator[tuple[str, ...]]:
    for name, words in COMMANDS.items():
        sys.stderr.write(f"{name}: {plans:,} plans\n")
        kept = {"PLANTRACK_CACHE": str(folder / "cache")}
        cold, warm = (_asked(words, folder, env) for env in ({"PLANTRACK_CACHE": "off"}, kept))
        update = ("update", "6.5", "--note", COUNTER, "--plan", "plan-0000", "--on", AS_OF)
        change = Job((script(), *update), folder, env=kept)
        after = _sample(warm, runs, change)
        slow, fast = _sample(cold, 1 if plans > 100 else runs), _sample(warm, runs)
        yield (
            f"{plans:,}", f"`{name}`", milliseconds(slow.seconds), milliseconds(slow.cpu), milliseconds(fast.seconds),
            milliseconds(fast.cpu), milliseconds(after.seconds), mebibytes(slow.memory),
            _verdict(plans, name, slow, fast),
        )  # fmt: skip


def _verdict(plans: int, name: str, cold: Sample, warm: Sample) -> str:
    """Return each limit and whether it is kept."""
    limits = zip(("cold", "warm"), BUDGETS.get((plans, name), (None, None)), (cold, warm), strict=True)
    told = ((when, limit, found.cpu <= limit) for when, limit, found in limits if limit)
    return ", ".join(f"{when} ≤ {limit:g} s: {'kept' if kept else 'missed'}" for when, limit, kept in told)


def _asked(words: tuple[str, ...], folder: Path, env: dict[str, str]) -> Job:
    return Job((script(), *words), folder, FOUND, env)


def _sample(job: Job, runs: int, before: Job | None = None) -> Sample:
    """Run a job after a warm-up, and something else before each run, which does not count."""
    found = []
    for number in range(1, runs + 2):
        if before:
            run_once(before, number)
        found.append(run_once(job, number))
    return Sample(tuple(found[1:]))
