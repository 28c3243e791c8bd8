"""Start-up: how much longer a command on the shipped plan takes than an empty typer application.

The journal there is a few dozen lines, so what is measured is imports, the plan file and the work itself.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.cases import FOUND, SHIPPED, child, copy, plantrack, update
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds, times
from benchmarks.timing import Job, in_turns

HEADER = ("command", "time", "against the empty app", "in processor time", "peak memory", "budget")


def measure(scratch: Path, runs: int) -> Table:
    """Run each command in turns with the empty application."""
    empty = child("reference")
    subjects: dict[str, tuple[Job, Budget]] = {
        "the empty app itself": (empty, Budget()),
        "with yaml, msgspec and tinydb": (child("reference_beside"), Budget()),
        "`check`": (plantrack("check", plan=SHIPPED, codes=FOUND), Budget(1.8, 1.3)),
        "`update`": (update(copy(SHIPPED, scratch), "6.5"), Budget(1.8, 1.4)),
        "`status`": (plantrack("status", plan=SHIPPED), Budget(3.0, 1.8)),
    }
    rows = tuple(_row(name, empty, job, budget, runs) for name, (job, budget) in subjects.items())
    return Table("start-up, on the shipped plan", HEADER, rows, (median_of(runs),))


def _row(name: str, empty: Job, job: Job, budget: Budget, runs: int) -> tuple[str, ...]:
    pairs = in_turns(empty, job, runs)
    time, memory = pairs.second.seconds, pairs.second.memory
    ratios = times(pairs.ratio), times(pairs.cpu_ratio)
    return (name, milliseconds(time), *ratios, mebibytes(memory), budget.verdict(pairs.ratio))
