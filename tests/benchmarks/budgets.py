"""Budgets: the ratios that the design promises, in one table.

Warm is beside what the warm-up of each command, which does not count, leaves in the cache: the plan, a snapshot of the
history, and what the command wrote. After an update the last of these no longer holds, and the others do; nothing is
promised of that. Cold is without any cache, as in CI.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.cases import AS_OF, FOUND, SHIPPED, WEEK, case, check, child, copy, plantrack, report, status, update
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds, times
from benchmarks.taskwarrior import imported, task
from benchmarks.timing import COUNTER, Job, in_turns, once

HEADER = ("what", "against", "our time", "their time", "ratio", "in processor time", "our memory", "budget")
LARGE, WIDE, SMALLER = (10_000, 500_000), (100_000, 100_000), (1_000, 20_000)
"""Tasks and updates of a plan with a long history, of one with many tasks, and of one whose report is a web page."""
COLD = {"PLANTRACK_CACHE": "off"}
ONCE = "`task burndown.weekly`"
"""What takes so long that it runs once."""


class Promise(NamedTuple):
    """A command, what it is measured against, and at most how many times as long it may take; memory is in MiB.

    `before` is run before each time, and does not count; `seconds` are of processor time.
    """

    what: str
    job: Job
    against: str
    other: Job
    limit: float | None
    memory: float | None = None
    before: Job | None = None
    seconds: float | None = None

    def row(self, runs: int) -> tuple[str, ...]:
        """Measure it."""
        sys.stderr.write(f"{self.what}\n")
        pairs = (
            once(self.other, self.job, self.before)
            if self.against == ONCE
            else in_turns(self.other, self.job, runs, self.before)
        )
        theirs, ours = pairs
        said = [Budget(hardening=self.limit).verdict(pairs.cpu_ratio)] if self.limit else []
        said += [Budget(hardening=self.memory).verdict(ours.memory, "MiB")] if self.memory else []
        said += [Budget(hardening=self.seconds).verdict(ours.cpu, "s")] if self.seconds else []
        return (
            self.what, self.against, milliseconds(ours.seconds), milliseconds(theirs.seconds), times(pairs.ratio),
            times(pairs.cpu_ratio), mebibytes(ours.memory), ", ".join(said).replace("hardening ", ""),
        )  # fmt: skip


def measure(scratch: Path, runs: int, *, wide: bool) -> Table:
    """Measure everything that is promised; the plan of 100,000 tasks only if it is wanted."""
    promises = [*_shipped(scratch), *_large(scratch)] + (list(_wide(scratch)) if wide else [])
    note = f"{median_of(runs)} Budgets are compared in processor time; {ONCE} runs once."
    return Table("budgets", HEADER, tuple(promise.row(runs) for promise in promises), (note,))


def _shipped(scratch: Path) -> Iterator[Promise]:
    against = ("the empty app", child("reference"))
    yield Promise("`check`, shipped plan", plantrack("check", plan=SHIPPED, codes=FOUND), *against, 1.3)
    own = copy(SHIPPED, scratch)
    after = plantrack("check", plan=own, codes=FOUND)
    yield Promise("`check`, shipped plan, after an update", after, *against, None, before=update(own, "6.5"))
    yield Promise("`update`, shipped plan", update(own, "6.5"), *against, 1.4)
    yield Promise("`status`, shipped plan", plantrack("status", plan=SHIPPED), *against, 1.8)


def _large(scratch: Path) -> Iterator[Promise]:
    plan, store = case(*LARGE), imported(case(*LARGE), scratch)
    own = copy(plan, scratch)
    overdue = ("`task overdue`", task(store, "overdue"))
    done = ("`task ID done`", task(store, COUNTER, "done"))
    burndown = (ONCE, task(store, "burndown.weekly"))
    listed = plantrack("list", "--overdue", "--as-of", AS_OF, plan=plan)
    yield Promise("`check`, warm", check(plan), *overdue, 2, 64)
    yield Promise("`check`, after an update", check(own), *overdue, None, before=update(own))
    yield Promise("`check`, cold", cold(check(plan)), *overdue, 12, 256)
    yield Promise("`update`, warm", update(own), *done, 1.2, 64)
    yield Promise("`status`, warm", status(plan), *overdue, 3, 64)
    yield Promise("`list --overdue`, warm", listed, *overdue, 3, 64)
    yield Promise("`report --week`, warm", report(plan), *burndown, 0.1, 64, before=report(plan))
    yield Promise("`report --week`, cold", cold(report(plan)), *burndown, 0.25, 256)
    yield Promise("`check`, warm", check(plan), "the same without updates", check(case(LARGE[0], 0)), 1.3)
    own = copy(case(*SMALLER), scratch)
    page = plantrack("report", "--week", WEEK, "--format", "html", plan=own)
    what = "`report --week --format html` of 1,000 tasks and 20,000 updates, after an update"
    yield Promise(what, page, "the empty app", child("reference"), None, before=update(own), seconds=0.8)


def _wide(scratch: Path) -> Iterator[Promise]:
    (folder := scratch / "wide").mkdir()
    plan, store = case(*WIDE), imported(case(*WIDE), folder)
    overdue = ("`task overdue`", task(store, "overdue"))
    yield Promise("`check` of 100,000 tasks, warm", check(plan), *overdue, 0.3)
    yield Promise("`check` of 100,000 tasks, cold", cold(check(plan)), *overdue, 1.5)


def cold(job: Job) -> Job:
    """Return a command without any cache."""
    return job._replace(env={**job.env, **COLD})
