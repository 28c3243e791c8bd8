"""Work: what a command does on a fixed plan is counted, so that none of it grows unnoticed. Times are the benchmark's.

A count that falls is an improvement: lower its bound here. One that grows needs a reason in the commit that raises it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from operator import le
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest
import time_machine
from benchmarks.generate import write
from cli_support import ROOT, Bench, environment
from portfolio_support import copied

import plantrack
from plantrack.evaluation.progress import Progress
from plantrack.journal import lines, snapshots
from plantrack.model.updates import KINDS

OURS = str(Path(plantrack.__file__).parent)
TASKS, UPDATES = 200, 2000
APPLIED = {kind.apply.__code__ for kind in KINDS.values() if hasattr(kind, "apply")}


class Work(NamedTuple):
    """What a command did: lines decoded, updates applied to a state, tasks evaluated, calls of our own functions."""

    decoded: int
    applied: int
    evaluated: int
    calls: int


COLD = {
    "check --as-of 2024-11-17": Work(2000, 317, 200, 33_899),
    "status --as-of 2024-11-17": Work(2000, 317, 200, 30_707),
    "list --overdue --as-of 2024-11-17": Work(2000, 317, 200, 27_761),
    "report --week 2024-W46": Work(2000, 351, 404, 106_943),
    "report --week 2024-W46 --format html": Work(2000, 1307, 2804, 324_556),
    "show 1.2 --as-of 2024-11-17": Work(2000, 317, 200, 28_624),
    "update 1.2 --status in-progress --percent 10": Work(2000, 318, 0, 15_728),
    "done 1.2": Work(2000, 318, 0, 15_453),
}
"""At most so much without a cache."""
WARM = {
    "check --as-of 2024-11-17": Work(0, 0, 200, 21_019),
    "status --as-of 2024-11-17": Work(0, 0, 200, 17_877),
    "list --overdue --as-of 2024-11-17": Work(0, 0, 200, 14_650),
    "report --week 2024-W46": Work(2000, 351, 404, 95_678),
    "show 1.2 --as-of 2024-11-17": Work(2000, 0, 20, 9_600),
    "update 1.2 --status in-progress --percent 10": Work(0, 1, 0, 1_265),
    "done 1.2": Work(0, 1, 0, 1_128),
}
"""At most so much beside a plan and a snapshot that were kept."""
MODULES = {"check": 136, "status": 157, "update 6.5 --percent 40 --dry-run": 121}
"""At most so many modules, but those of the standard library, are loaded for a command on the shipped plan."""
RECALLED = {"check": 10, "status": 10, "report --week 2024-W46": 10}
"""At most so many where it was asked before, and no module of the standard library but these."""
LIGHT = {"__future__", "_blake2", "_thread", "atexit", "errno", "gc", "marshal", "time", "zlib"}


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Bench]:
    """Return a bench with a generated plan of 200 tasks and 2,000 updates, on the day after the last of these."""
    found = Bench(tmp_path / "here", f"tasks-{TASKS}")
    write(found.folder, TASKS, UPDATES)
    with time_machine.travel("2024-11-18T04:00:00Z"):
        yield found


def warm_up(bench: Bench, command: str) -> None:
    """Run a command on a copy of the plan first: what a process does once, as it loads modules, does not count."""
    shutil.copytree(bench.folder, bench.here / "copy" / bench.folder.name)
    words = (*command.split(), "--plan", str(bench.here / "copy" / bench.folder.name))
    assert bench.run(*words, env={"PLANTRACK_CACHE": "off"}).code in (0, 1)


def work(bench: Bench, command: str, cache: Path | str, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return what a command does, with caches in a folder."""
    calls: Counter[Any] = Counter()
    decoded = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS) and not frame.f_code.co_name.startswith("<"):
            calls[frame.f_code] += 1

    def decode_file(content: bytes, file: str, *, places: bool = False) -> lines.JournalContents:
        nonlocal decoded
        decoded += content.count(b"\n")
        return lines.decode_file(content, file, places=places)

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "decode_file", decode_file)
        patch.setattr("plantrack.journal.decode_file", decode_file)
        sys.setprofile(count)
        try:
            done = bench.run(*command.split(), env={"PLANTRACK_CACHE": str(cache)})
        finally:
            sys.setprofile(None)
    assert done.code in (0, 1), done.err
    applied = sum(calls[code] for code in APPLIED)
    return Work(decoded, applied, calls[Progress.facts.__code__], calls.total())


def within(found: Work, bound: Work) -> bool:
    """Tell whether no count grew, that of calls by 5 % at most: whole modules may grow a little at a time."""
    return all(map(le, found[:3], bound[:3])) and found.calls <= 1.05 * bound.calls


@pytest.mark.parametrize("command", COLD)
def test_work_without_a_cache(large: Bench, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Every line is decoded once, and applied once for each state that is shown."""
    warm_up(large, command)
    found = work(large, command, "off", monkeypatch)
    assert within(found, COLD[command]), found


@pytest.mark.parametrize("command", WARM)
def test_work_beside_a_snapshot(large: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """What a snapshot says is not decoded, nor replayed."""
    cache = tmp_path / "cache"
    warm_up(large, command)
    large.run("status", env={"PLANTRACK_CACHE": str(cache)})
    found = work(large, command, cache, monkeypatch)
    assert within(found, WARM[command]), found


PLANS = 8
ALL = {
    "status --all": (Work(0, 0, 0, 2248), Work(2, 2, 4, 3_367)),
    "report --all --week 2024-W46": (Work(0, 0, 0, 4094), Work(2, 1, 8, 5_731)),
    "check --all": (Work(0, 0, 0, 2242), Work(2, 2, 4, 3_656)),
}
"""At most so much for eight small plans of which everything is kept, and after an update of one of them."""


@pytest.mark.parametrize("command", ALL)
def test_work_on_all_plans(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Nothing is read of a plan that did not move."""
    for n in range(1, PLANS):
        copied(bench, f"plan-{n}")
    cache = tmp_path / "cache"
    work(bench, command, cache, monkeypatch)
    warm, after = ALL[command]
    found = work(bench, command, cache, monkeypatch)
    assert within(found, warm), found
    bench.run("update", "2", "--percent", "10", "--plan", "plan-1")
    found = work(bench, command, cache, monkeypatch)
    assert within(found, after), found


LOADED = """
import sys
before = {*sys.modules}
from plantrack.cli import run
try:
    run()
finally:
    print(*sorted({*sys.modules} - before), file=sys.stderr)
"""


def loaded(command: str, cache: Path, **env: str) -> set[str]:
    """Return the modules that a command loads beside what Python itself has."""
    words, env = [sys.executable, "-c", LOADED, *command.split()], {"PLANTRACK_CACHE": str(cache), **env}
    done = subprocess.run(words, cwd=ROOT, env=environment(env), capture_output=True, text=True, check=False)
    return {*done.stderr.splitlines()[-1].split()}


def of_others(modules: set[str]) -> set[str]:
    """Return those that are not of the standard library."""
    return {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}


@pytest.mark.parametrize("command", MODULES)
def test_modules_loaded(command: str, tmp_path: Path) -> None:
    """A command loads what it needs, beside a plan that was kept by the run before, which was asked otherwise."""
    loaded(command, tmp_path / "cache", ASKED="otherwise")
    found = of_others(loaded(command, tmp_path / "cache"))
    assert len(found) <= MODULES[command], len(found)


@pytest.mark.parametrize("command", RECALLED)
def test_modules_loaded_for_an_answer(command: str, tmp_path: Path) -> None:
    """Nothing but what finds it and knows that it holds."""
    loaded(command, tmp_path / "cache")
    found = loaded(command, tmp_path / "cache")
    own = of_others(found)
    assert len(own) <= RECALLED[command], own
    assert found - own <= LIGHT
