"""Processes: work that children of this process do beside it, each on a processor of its own.

A child is a fork, so that it knows all that is known here. It sends one answer through a pipe and ends at once: nothing
that is open here is written or closed by it. Whoever starts children has an answer for one that fails or is killed.
"""

import _signal as signal  # type: ignore[import-not-found]  # `signal` takes milliseconds
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import starmap
from types import TracebackType
from typing import Self

from plantrack.files import write_all

Work = Callable[[], bytes]
_alone: list[bool] = []


def stay_alone() -> None:
    """Let this process be the only one that works on what it does: others like it have the other processors."""
    _alone.append(True)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def helpers() -> int:
    """Return how many children can work beside this process: none where a fork is not safe, as beside threads.

    The thread that listens to Ctrl-C holds nothing that a child could wait for.
    """
    threading = sys.modules.get("threading")
    if _alone or sys.platform != "linux" or (threading and threading.active_count() > 1):
        return 0
    return processors() - 1


class Child:
    """A process that calls a function; it ends, without an answer, where that fails.

    Where there can be no more processes, or no more open files, it never runs, and has no answer either.
    """

    def __init__(self) -> None:
        """Prepare it; it does not run yet."""
        self._pids: list[int] = []
        self._ends: list[int] = []
        with suppress(OSError):
            self._ends += os.pipe()

    def run(self, work: Work) -> None:
        """Start it."""
        if not self._ends:
            return
        parent = os.getpid()
        try:
            with suppress(OSError):
                self._pids += starmap(os.fork, [()])  # in one step: Ctrl-C cannot come before its number is known
            if self._pids == [0]:
                os.close(self._ends[0])
                ignore_interrupts()
                write_all(self._ends[1], work())
                os._exit(0)
        finally:
            if os.getpid() != parent:
                os._exit(1)
            os.close(self._ends.pop())

    def answer(self) -> bytes | None:
        """Wait for what the function returns; None where the process failed or was killed."""
        if not self._pids:
            return None
        with open(self._ends[0], "rb", closefd=False) as pipe:
            found = pipe.read()
        return found if self._ended() == 0 else None

    def stop(self) -> None:
        """End the process, if it still runs."""
        for pid in self._pids:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                self._ended()
        for end in self._ends:
            os.close(end)

    def _ended(self) -> int:
        _, status = os.waitpid(self._pids[0], 0)
        self._pids.clear()
        return status


class Children:
    """The children of a piece of work; when that ends, however it does, they end too."""

    def __init__(self) -> None:
        self._started: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for child in self._started:
            child.stop()

    def start(self, work: Work) -> Child:
        """Let another process call a function."""
        child = Child()
        self._started.append(child)
        child.run(work)
        return child


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
