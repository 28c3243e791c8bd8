"""Fold: a whole journal read and replayed in a fresh process, with no cache of ours."""

from __future__ import annotations

from pathlib import Path

from benchmarks.cases import case, child
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds, times
from benchmarks.timing import in_turns

HEADER = ("updates", "time", "processor time", "reading", "replaying", "peak memory", "against the empty app", "budget")


def measure(scratch: Path, runs: int, updates: int) -> Table:
    """Fold a journal about 1,000 tasks; the budget is in seconds and holds for the whole process."""
    pairs = in_turns(child("reference"), child("fold", str(case(1000, updates))), runs)
    sample = pairs.second
    middle = sorted(sample.runs, key=lambda run: run.seconds)[len(sample.runs) // 2]
    reading, replaying = map(float, middle.output.split())
    row = (
        f"{updates:,}", *map(milliseconds, (sample.seconds, sample.cpu, reading, replaying)),
        mebibytes(sample.memory), times(pairs.ratio), Budget(3).verdict(sample.seconds, "s"),
    )  # fmt: skip
    return Table("cold fold of a journal", HEADER, (row,), (median_of(runs),))
