"""Taskwarrior 2.6.2, as in Debian: the same tasks, imported as they stand, and moved so that the same are overdue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import AS_OF, case, check, child, copy, report, update
from benchmarks.tables import Budget
from benchmarks.timing import COUNTER, Job, in_turns, once, run_once
from benchmarks.versus import Missing, Versus


def compare(scratch: Path, runs: int, tasks: int, updates: int) -> Iterator[Versus | Missing]:
    """Yield overdue against check, done against update, burndown against report."""
    if shutil.which("task") is None:
        yield Missing("Taskwarrior", "apt-get install taskwarrior")
        return
    plan = case(tasks, updates)
    store = imported(plan, scratch)
    ours = copy(plan, scratch)
    overdue, done = task(store, "overdue"), task(store, COUNTER, "done")
    yield Versus("`check`", "`task overdue`", in_turns(overdue, check(plan), runs), Budget(hardening=2))
    yield Versus("`update`", "`task ID done`", in_turns(done, update(ours), runs), Budget(hardening=1.2))
    yield growth(copy(case(tasks, 0), scratch), ours, runs)
    yield Versus(
        "`report --week`", "`task burndown.weekly`, once",
        once(task(store, "burndown.weekly"), report(plan)), Budget(hardening=0.1),
    )  # fmt: skip


def growth(empty: Path, full: Path, runs: int) -> Versus:
    """Return what the journal's length adds to one update."""
    pairs = in_turns(update(empty), update(full), runs)
    return Versus("`update`", "the same on an empty journal", pairs, Budget(hardening=1.2))


def imported(plan: Path, scratch: Path) -> Path:
    """Return a folder of Taskwarrior's with the tasks of the plan in it."""
    file, store = scratch / "tasks.json", scratch / "taskwarrior"
    store.mkdir()
    run_once(child("export_tasks", str(plan), AS_OF, str(file)))
    run_once(task(store, "import", str(file)))
    return store


def task(store: Path, *words: str) -> Job:
    """Return a command of Taskwarrior's that never asks and reads nobody's settings."""
    env = {"TASKRC": "/dev/null", "TASKDATA": str(store)}
    return Job(("task", "rc.confirmation=no", "rc.hooks=no", *words), env=env)
