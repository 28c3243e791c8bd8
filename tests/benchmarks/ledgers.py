"""Ledgers: what it costs to take those of many units at once, with three cells filled in of every row."""

from __future__ import annotations

from pathlib import Path

from benchmarks.cases import child, plantrack
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds
from benchmarks.timing import in_turns, run_once

HEADER = ("ledgers", "rows each", "time", "processor time", "peak memory", "budget")


def measure(scratch: Path, runs: int, units: int, tasks: int) -> Table:
    """Take the ledgers in a dry run, which does everything but write."""
    folder = scratch / "ledgers"
    run_once(child("ledgers", str(units), str(tasks), str(folder)))
    take = plantrack("ledger", "take", "--from", str(folder / "out"), "--dry-run", plan=folder / "plans" / "many")
    sample = in_turns(child("reference"), take, runs).second
    verdicts = Budget(60).verdict(sample.seconds, "s"), Budget(200).verdict(sample.memory, "MiB")
    row = (
        str(units), str(tasks), milliseconds(sample.seconds), milliseconds(sample.cpu), mebibytes(sample.memory),
        ", ".join(verdicts),
    )  # fmt: skip
    return Table("ledgers taken", HEADER, (row,), (median_of(runs),))
