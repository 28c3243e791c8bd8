"""Processes that use a journal from outside: many writers at once, writers that are killed, users without rights.

Run as a program of its own, which imports everything once and forks from there: a process costs about a millisecond.
Each line that it prints is one JSON value; `outside` returns them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count as count_from
from pathlib import Path
from time import perf_counter
from typing import Any

import plantrack
from plantrack.errors import PlantrackError
from plantrack.journal import open_journal
from plantrack.journal.lines import encode
from plantrack.journal.locks import locked
from plantrack.model.updates import Act, Report

MONDAY = datetime(2024, 11, 11, 1, tzinfo=UTC)
NOBODY = 65534
KILLS_PER_JOURNAL = 5


def outside(command: str, *arguments: object) -> list[Any]:
    """Run a command of this module as a process of its own, and return the values that it printed."""
    done = subprocess.run(
        [sys.executable, __file__, command, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(plantrack.__file__).parents[1])},
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def tell(value: object) -> None:
    """Print a value, in one write, so that the lines of several processes stay whole."""
    os.write(1, json.dumps(value, ensure_ascii=False).encode() + b"\n")


def an_act(lines: int, words: str) -> list[Report]:
    """Return the updates of one act; each says of how many lines the act is."""
    act = Act(MONDAY, "刘洋", os.urandom)
    day = date(2024, 11, 11)
    return [Report(**act.stamp(), on=day, ref="6.6", percent=float(lines), progress=words) for _ in range(lines)]


def child(work: Callable[[], None]) -> int:
    """Fork a process that does the work and ends; return its id."""
    process = os.fork()
    if process:
        return process
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def crowd(folder: str, writers: str, acts: str) -> None:
    """Let writers append acts all at once, and tell the id of each update that was acknowledged."""
    gate, opener = os.pipe()

    def write() -> None:
        os.close(opener)
        os.read(gate, 1)
        for number in range(int(acts)):
            updates = an_act(1, f"第{number}次")
            open_journal(folder).append(updates)
            tell(updates[0].id)

    processes = [child(write) for _ in range(int(writers))]
    os.close(opener)
    ends = [os.waitpid(process, 0)[1] for process in processes]
    if any(ends):
        sys.exit(f"a writer failed: {ends}")


def readings(folder: str, count: str) -> None:
    """Read a journal many times while another process writes lines without a pause; tell what was wrong with them."""
    file = Path(folder, "2024-W46.jsonl")

    def write() -> None:
        with file.open("ab", buffering=0) as written:
            for number in count_from(1):
                words = f"{number}" + "推进" * 30_000  # a file that was emptied meanwhile never looks the same
                line = encode(an_act(1, words)[0])
                with locked(Path(folder)):
                    written.truncate(0) if number % 5 == 0 else written.write(line)

    process = child(write)
    for _ in range(int(count)):
        tell(_held(Path(folder))["problems"])
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def kills(folder: str, seed: str, count: str) -> None:
    """Kill writers at random instants; tell after each what was acknowledged and what the journal holds then."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for number in range(int(count)):
        place = Path(folder, str(number // KILLS_PER_JOURNAL))
        acknowledged = list(_killed(place, chance))
        after = _held(place)
        later = an_act(2, "后来")
        open_journal(place).append(later)
        tell({**after, "acknowledged": acknowledged, "later": later[0].act, "last": _held(place)["acts"]})


def _killed(place: Path, chance: random.Random) -> Iterator[str]:
    """Let a writer append acts until it is killed; yield the ids of the acts that it acknowledged."""
    acts = [an_act(chance.randint(1, 30), "推进" * chance.choice([1, 50, 2000])) for _ in range(10)]
    heard, said = os.pipe()

    def write() -> None:
        for updates in acts:
            open_journal(place).append(updates)
            os.write(said, updates[0].act.encode() + b"\n")
        signal.pause()

    process = child(write)
    os.close(said)
    with os.fdopen(heard, "rb") as answers:
        for _ in range(chance.randint(0, 4)):
            yield answers.readline().decode().strip()
        chance.choice([_at_once, _any_time, _while_writing])(place, chance)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        yield from answers.read().decode().split()


def _at_once(place: Path, chance: random.Random) -> None:
    """Choose the instant of a kill: right after an answer."""


def _any_time(place: Path, chance: random.Random) -> None:
    """Choose any instant, finer than a sleep could; nothing waits on it."""
    end = perf_counter() + chance.uniform(0, 0.004)
    while perf_counter() < end:
        pass


def _while_writing(place: Path, chance: random.Random) -> None:
    """Choose the instant at which a file begins to grow, if that comes soon."""
    before, end = _size(place), perf_counter() + 0.05
    while _size(place) == before and perf_counter() < end:
        pass


def _size(place: Path) -> int:
    return sum(path.stat().st_size for path in place.glob("*.jsonl"))


def _held(place: Path) -> dict[str, Any]:
    """Return the acts in a journal that are whole, those that are not, and what was said about lines."""
    reading = open_journal(place).read()
    lines: dict[str, list[float | None]] = {}
    for update in reading.updates:
        lines.setdefault(update.act, []).append(update.percent if isinstance(update, Report) else None)
    acts = [act for act, said in lines.items() if said == [len(said)] * len(said)]
    return {"acts": acts, "problems": [problem.text() for problem in reading.problems]}


def unprivileged(folder: str) -> None:
    """Read a journal, then append to it, as a user without rights; tell what came of each."""
    journal = open_journal(folder)
    import_module("plantrack.journal.tinydb")  # while the interpreter may still read where it is installed
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    tell(_outcome(lambda: [update.id for update in journal.read().updates]))
    tell(_outcome(lambda: journal.append(an_act(1, "推进"))))


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except PlantrackError as error:
        return f"{type(error).__name__}: {error}"


def hold(folder: str) -> None:
    """Take the journal's lock, tell so, and keep it until killed."""
    with locked(Path(folder)):
        tell("held")
        signal.pause()


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
