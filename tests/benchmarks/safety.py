"""Kills writers at random instants, lets a crowd of them write at once, and prints what was lost: it has to be nothing.

    python tests/benchmarks/safety.py kills [COUNT]     1,000 kills, a fifth of them while a snapshot is written
    python tests/benchmarks/safety.py crowd [SECONDS]   16 writers, 4 readers, an undo loop and a git merge loop: 120 s

Every process runs the commands as the command line does, on one plan, with the cache. The note of each record says of
how many records its act is.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

sys.path[0] = str(Path(__file__).parents[1])

from cli_support import ADOPTED, PLAN, Bench, Run  # noqa: E402 - found through the line before
from journal.processes import child  # noqa: E402
from repository import git  # noqa: E402

from plantrack.journal import open_journal  # noqa: E402
from plantrack.journal.locks import locked  # noqa: E402
from plantrack.model.updates import Report  # noqa: E402

WRITERS, READERS = 16, 4
REFS = ("1.1", "1.2", "2")
TOLD = re.compile(r"\(id (\w{8})\)\n")
BATCH = 50
"""After so many kills a new journal is begun."""
REPORT = {
    "kind": "report",
    "at": "2024-11-05T02:00:00.000Z",
    "by": "张敏",
    "on": "2024-11-05",
    "ref": "2",
    "percent": 20,
}
MANY = 3000
"""Records of the journal of which a snapshot is written."""
TORN = "cannot be read"


def bench(here: Path) -> Bench:
    """Return a bench with the plan of the fairs in a folder, and work there."""
    found = Bench(here / "here", "fairs")
    found.journal.mkdir(parents=True)
    found.file.write_text(PLAN, "utf-8")
    found.write(ADOPTED, week="2024-W38")
    os.chdir(found.here)
    os.environ |= {"PLANTRACK_CACHE": str(here / "cache"), "PLANTRACK_LANG": "en", "PLANTRACK_ACTOR": "刘洋"}
    return found


def write(office: Bench, chance: random.Random) -> Run:
    """Record an act of one to 30 records."""
    count = chance.choice([1, 1, 2, 3, 30])
    note = f"{count} {'推进' * chance.choice([1, 50, 300])}"
    if count == 1:
        return office.run("update", chance.choice(REFS), "--percent", "10", "--note", note)
    lines = [json.dumps({"ref": REFS[n % 3], "percent": n, "note": note}) for n in range(count)]
    return office.run("update", "-", given="\n".join(lines))


def told(done: Run) -> str:
    """Return by what an act that was written is called."""
    found = TOLD.search(done.out)
    if done.code or not found:
        sys.exit(f"a command failed: {done}")
    return found[1]


def held(office: Bench) -> tuple[set[str], int, int]:
    """Return the acts in the journal, how many of them are not whole, and how many lines cannot be read."""
    reading = open_journal(office.journal).read()
    sizes = Counter(one.act for one in reading.updates)
    said = {
        one.act: int(one.progress.split()[0]) for one in reading.updates if isinstance(one, Report) and one.progress
    }
    half = [act for act, size in said.items() if size > sizes[act]]
    return {act[-8:] for act in sizes}, len(half), len(reading.problems)


def kills(count: int) -> Iterator[str]:
    """Yield what became of so many kills."""
    chance, snapshots = random.Random(2024), count // 5  # noqa: S311 - repeatable on purpose
    seen = Counter[str]()
    for first in range(0, count - snapshots, BATCH):
        with tempfile.TemporaryDirectory() as scratch:
            office = bench(Path(scratch))
            for _ in range(min(BATCH, count - snapshots - first)):
                seen += _killed_writer(office, chance)
    yield "{kills} writers killed: {told} acts told, {lost} lost, {half} half there, {torn} lines cut off".format_map(
        seen
    )
    with tempfile.TemporaryDirectory() as scratch:
        office = bench(Path(scratch))
        office.write(*({**REPORT, "id": f"R{n}", "act": f"R{n}", "progress": f"1 {n}"} for n in range(MANY)))
        seen = sum((_killed_snapshot(office) for _ in range(snapshots)), Counter())
    yield "{kills} killed about a snapshot, {within} while it was written: {differing} outputs differed".format_map(
        seen
    )


def _killed_writer(office: Bench, chance: random.Random) -> Counter[str]:
    """Let a writer record until it is killed at any instant, then record once more; return what is there."""
    heard, said = os.pipe()
    own = random.Random(chance.random())  # noqa: S311
    before = held(office)[2]

    def work() -> None:
        while True:
            os.write(said, told(write(office, own)).encode())

    process = child(work)
    os.close(said)
    sleep(chance.uniform(0, 0.15))
    end(process)
    with os.fdopen(heard) as answers:
        words = answers.read()
    names = {words[n : n + 8] for n in range(0, len(words), 8)} | {told(write(office, chance))}
    kept, half, torn = held(office)
    return Counter(kills=1, told=len(names), lost=len(names - kept), half=half, torn=torn - before)


def _killed_snapshot(office: Bench) -> Counter[str]:
    """Kill a reader as soon as it writes a snapshot; return whether that was unfinished, and whether outputs differ."""
    cache = Path(os.environ["PLANTRACK_CACHE"])
    shutil.rmtree(cache, ignore_errors=True)
    process = child(lambda: office.run("status") and None)
    until = monotonic() + 30
    while not any(cache.glob("*.history*")) and monotonic() < until:
        pass
    end(process)
    within = not any(cache.glob("*.history"))
    warm, cold = (office.run("status", env={"PLANTRACK_CACHE": place}) for place in (str(cache), "off"))
    return Counter(kills=1, within=int(within), differing=int(warm != cold or warm.code != 0))


def end(process: int) -> None:
    """Kill a process."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def crowd(seconds: int) -> Iterator[str]:
    """Yield what became of a crowd that worked for so long."""
    with tempfile.TemporaryDirectory() as scratch:
        office, log = bench(Path(scratch)), Path(scratch, "log")
        git(office.here, "init", "-q", "-b", "main")
        write(office, random.Random(0))  # noqa: S311
        git(office.here, "add", "-A")
        git(office.here, "commit", "-q", "-m", "plan")
        git(office.here, "clone", "-q", ".", str(Path(scratch, "other")))
        loops = [_writes] * WRITERS + [_reads] * READERS + [_undoes, _merges]
        until = monotonic() + seconds
        processes = [child(partial(_loop, loop, n, office, log, until)) for n, loop in enumerate(loops)]
        failed = [os.waitpid(process, 0)[1] for process in processes]
        done = [line.split() for line in log.read_text("utf-8").splitlines()]
        count = Counter(kind for kind, *_ in done)
        kept, half, torn = held(office)
        lost = {name for kind, name in done if kind in ("written", "undone", "merged")} - kept
    yield (
        f"{WRITERS} writers, {READERS} readers, undo and merges, {seconds} s: {count['written']} acts written, "
        f"{count['undone']} undone, {count['merged']} merged, {count['read']} times read; {len(lost)} lost, "
        f"{half} half there, {torn} lines cut off, a torn line seen {count['torn']} times, half an act "
        f"{count['half']} times, {sum(map(bool, failed))} of {len(loops)} processes failed or were late"
    )


Loop = Callable[[Bench, random.Random], Iterator[tuple[str, str]]]


def _loop(loop: Loop, number: int, office: Bench, log: Path, until: float) -> None:
    """Do one thing again and again, and log what was done. A process that waits for ever is ended."""
    signal.alarm(round(until - monotonic()) + 60)
    chance = random.Random(number)  # noqa: S311
    with log.open("a", buffering=1, encoding="utf-8") as file:
        while monotonic() < until:
            file.writelines(f"{kind} {name}\n" for kind, name in loop(office, chance))


def _writes(office: Bench, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "written", told(write(office, chance))


def _reads(office: Bench, chance: random.Random) -> Iterator[tuple[str, str]]:
    done = office.run(chance.choice(["status", "check", "list"]))
    if done.code > 1:
        sys.exit(f"a command failed: {done}")
    yield "read", "-"
    _, half, torn = held(office)
    if torn or TORN in done.err:
        yield "torn", "-"
    if half:
        yield "half", "-"


def _undoes(office: Bench, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "undone", told(office.run("comment", "2", "误报", "--by", "李静"))
    yield "undone", told(office.run("undo", "--by", "李静"))


def _merges(office: Bench, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Record on a branch elsewhere, and merge it here; git replaces files, so it has the journal's lock."""
    other = Bench(office.here.parent / "other", "fairs")
    name = told(other.run("comment", "1.1", "外地", "--plan", str(other.folder)))
    git(other.here, "add", "-A")
    git(other.here, "commit", "-q", "-m", "other")
    with locked(office.journal):
        git(office.here, "add", "-A")
        git(office.here, "commit", "-q", "--allow-empty", "-m", "here")
        git(office.here, "pull", "-q", "--no-rebase", "--no-edit", str(other.here), "main")
    git(other.here, "pull", "-q", "--no-rebase", "--no-edit", str(office.here), "main")
    yield "merged", name


if __name__ == "__main__":
    what, given = {"kills": (kills, 1000), "crowd": (crowd, 120)}[sys.argv[1]]
    for line in what(int(sys.argv[2]) if sys.argv[2:] else given):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
