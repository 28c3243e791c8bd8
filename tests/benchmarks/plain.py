"""Plain TinyDB: the same records in one JSON file behind TinyDB's own storage, as one would do without thinking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import case, child, copy, update
from benchmarks.timing import in_turns, run_once
from benchmarks.versus import Versus

RUNS = 3
"""Enough for what takes seconds."""


def compare(scratch: Path, runs: int, tasks: int, updates: int) -> Iterator[Versus]:
    """Yield inserting one record against an update, and reading all records against the fold."""
    plan, file = case(tasks, updates), str(scratch / "plain.json")
    run_once(child("plain_tinydb", "make", file, str(plan)))
    insert, read = child("plain_tinydb", "insert", file), child("plain_tinydb", "read", file)
    runs = min(runs, RUNS)
    yield Versus("`update`", "plain TinyDB: insert one", in_turns(insert, update(copy(plan, scratch)), runs))
    yield Versus("read and replay", "plain TinyDB: read all", in_turns(read, child("fold", str(plan)), runs))
