"""Scale: what the commands of every day cost as plans and journals grow."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.cases import case, check, child, copy, report, status, update
from benchmarks.tables import Table, mebibytes, median_of, milliseconds
from benchmarks.timing import Job, Pairs, in_turns

COMMANDS = ("check", "update", "report", "status")
HEADER = ("tasks", "updates", *(f"`{name}`" for name in COMMANDS), "largest peak memory")


class Cell(NamedTuple):
    """What one command cost at one size, in turns with the empty application."""

    command: str
    tasks: int
    updates: int
    pairs: Pairs


def cells(scratch: Path, runs: int, tasks: Sequence[int], updates: Sequence[int]) -> Iterator[Cell]:
    """Yield the cost of every command at every size."""
    empty = child("reference")
    for many in tasks:
        for said in updates:
            for name, job in jobs(case(many, said), scratch).items():
                sys.stderr.write(f"{name}: {many:,} tasks, {said:,} updates\n")
                yield Cell(name, many, said, in_turns(empty, job, runs))


def jobs(plan: Path, scratch: Path) -> dict[str, Job]:
    """Return the commands by name."""
    made = (check(plan), update(copy(plan, scratch)), report(plan), status(plan))
    return dict(zip(COMMANDS, made, strict=True))


def table(cells: Iterable[Cell], runs: int) -> Table:
    """Return one row for each size."""
    sizes: dict[tuple[int, int], list[Pairs]] = {}
    for cell in cells:
        sizes.setdefault((cell.tasks, cell.updates), []).append(cell.pairs)
    rows = tuple(_row(tasks, updates, pairs) for (tasks, updates), pairs in sizes.items())
    note = f"In brackets: against the empty typer application, in turns. {median_of(runs)}"
    return Table("cost against size", HEADER, rows, (note,))


def _row(tasks: int, updates: int, every: Sequence[Pairs]) -> tuple[str, ...]:
    costs = [f"{milliseconds(pairs.second.seconds)} ({pairs.ratio:.1f} ×)" for pairs in every]
    return (f"{tasks:,}", f"{updates:,}", *costs, mebibytes(max(pairs.second.memory for pairs in every)))
