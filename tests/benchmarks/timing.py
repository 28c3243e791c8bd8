"""Timing of whole processes: from start to end, with processor time and peak memory, and pair by pair.

What is run is the business of the parts (`startup`, `fold`, `scale`, `rivals`). This module and whoever imports it stay
small on purpose: a child process is never seen smaller than the process that started it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO, NamedTuple

COUNTER = "{n}"
"""Stands in a command for the number of the run, from 1, the warm-up."""

TAIL = 2**16
"""How many of the last bytes of a job's output are kept."""

_TO_MEBIBYTES = 2**20 if sys.platform == "darwin" else 2**10


class Job(NamedTuple):
    """What one process is to do. `codes`: the exit codes that mean it worked; 1 is a check that found something."""

    command: tuple[str, ...]
    folder: Path | None = None
    codes: tuple[int, ...] = (0,)
    env: Mapping[str, str] = {}


class Run(NamedTuple):
    """One process that ended: wall clock and processor time in seconds, peak memory in MiB, and the last it printed."""

    seconds: float
    cpu: float
    memory: float
    output: str = ""


class Sample(NamedTuple):
    """Several runs of one job, in the order in which they ran."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """Return the median wall clock time."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        """Return the median processor time."""
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        """Return the median peak memory in MiB."""
        return median(run.memory for run in self.runs)


class Pairs(NamedTuple):
    """Two jobs that ran in turns, A B A B and so on."""

    first: Sample
    second: Sample

    @property
    def ratio(self) -> float:
        """Return the median of second : first in wall clock time, pair by pair."""
        return ratio([r.seconds for r in self.first.runs], [r.seconds for r in self.second.runs])

    @property
    def cpu_ratio(self) -> float:
        """Return the same in processor time, which other programs on the machine disturb less."""
        return ratio([r.cpu for r in self.first.runs], [r.cpu for r in self.second.runs])


def ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the median of second : first, pair by pair."""
    return median(b / a for a, b in zip(first, second, strict=True))


def in_turns(first: Job, second: Job, runs: int, before: Job | None = None) -> Pairs:
    """Run two jobs in turns, `runs` times each after one warm-up of both, which also compiles their .pyc files.

    What is to be done `before` the second does not count.
    """
    both: list[tuple[Run, Run]] = []
    for number in range(1, runs + 2):
        one = run_once(first, number)
        if before:
            run_once(before, number)
        both.append((one, run_once(second, number)))
    del both[0]
    return Pairs(Sample(tuple(a for a, _ in both)), Sample(tuple(b for _, b in both)))


def once(first: Job, second: Job, before: Job | None = None) -> Pairs:
    """Run two jobs one single time, for what is slow enough to need no median; what is done `before` does not count."""
    if before:
        run_once(before)
    return Pairs(Sample((run_once(first),)), Sample((run_once(second),)))


def run_once(job: Job, number: int = 1) -> Run:
    """Run a job and wait for its end. Raises RuntimeError, with what it printed, when it did not work."""
    command = [str(number) if word == COUNTER else word for word in job.command]
    start = perf_counter()
    with subprocess.Popen(
        command, cwd=job.folder, env=environment(job.env), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        output = _tail(process.stdout)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    if process.returncode not in job.codes:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _TO_MEBIBYTES, output)


def _tail(stream: IO[bytes] | None) -> str:
    """Read a stream to its end and return the last of it: a report of many pages would make this process large."""
    kept = b""
    while stream and (more := stream.read(TAIL)):
        kept = (kept + more)[-TAIL:]
    return kept.decode(errors="replace")


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a child: this one without what changes how Python or plantrack work."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PLANTRACK", "TASK"))}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": "", **extra}


def own_memory() -> float:
    """Return the peak memory of this process in MiB, below which no child's can be seen."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _TO_MEBIBYTES
