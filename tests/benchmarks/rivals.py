"""Rivals: other tools at the same work on the same tasks, in turns with ours.

Each rival stands in a module of its own, which says what it compares and what to install where it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import backlog, plain, taskwarrior
from benchmarks.tables import Table, mebibytes, median_of, milliseconds, times
from benchmarks.versus import Missing, Versus

HEADER = (
    "ours",
    "theirs",
    "our time",
    "their time",
    "ours : theirs",
    "in processor time",
    "our memory",
    "their memory",
    "budget",
)
RIVALS = (taskwarrior, backlog, plain)


def measure(scratch: Path, runs: int, tasks: int, updates: int) -> Table:
    """Run every rival that is installed."""
    rows, notes = [], [f"On {tasks:,} tasks; our journal about them holds {updates:,} updates. {median_of(runs)}"]
    for found in _all(scratch, runs, tasks, updates):
        if isinstance(found, Missing):
            notes.append(f"{found.name} was not measured: it is not installed ({found.install}).")
        else:
            rows.append(_row(found))
    return Table("against others", HEADER, tuple(rows), tuple(notes))


def _all(scratch: Path, runs: int, tasks: int, updates: int) -> Iterator[Versus | Missing]:
    for rival in RIVALS:
        yield from rival.compare(scratch, runs, tasks, updates)


def _row(versus: Versus) -> tuple[str, ...]:
    theirs, ours = versus.pairs
    return (
        versus.ours, versus.theirs, milliseconds(ours.seconds), milliseconds(theirs.seconds),
        times(versus.pairs.ratio), times(versus.pairs.cpu_ratio), mebibytes(ours.memory), mebibytes(theirs.memory),
        versus.budget.verdict(versus.pairs.ratio),
    )  # fmt: skip
