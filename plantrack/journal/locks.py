"""One lock per journal, held while an act is written. It lies on a file of its own that is never replaced."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EAGAIN
from pathlib import Path

NAME = ".lock"
PATIENCE = 2.0
"""Seconds after which whoever waits is told so."""
ENOUGH = 5.0
"""Seconds after which whoever can do without the lock does."""
PAUSE = 0.02
"""Seconds between two tries of such a one."""
_ours: set[Path] = set()
"""The folders whose lock this process holds."""

if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
    import msvcrt

    def _acquired(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _acquire(descriptor: int) -> None:
        while True:
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                time.sleep(0.05)

    def _release(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquired(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def told_late(waiting: Callable[[], None]) -> Iterator[None]:
    """Call `waiting`, in a thread of its own, where what is done meanwhile takes longer than a moment."""
    from threading import Timer

    timer = Timer(PATIENCE, waiting)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _acquire_within(descriptor: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not _acquired(descriptor):
        if time.monotonic() >= end:
            raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
        time.sleep(PAUSE)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None, patience: float | None = None) -> Iterator[None]:
    """Hold the journal's lock; waits for other writers. The lock goes with the process, however it ends.

    `waiting` is called, in a thread of its own, once that takes longer than a moment. Raises BlockingIOError after so
    many seconds of `patience`.
    """
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _acquired(descriptor):
            with told_late(waiting):
                if patience is None:
                    _acquire(descriptor)
                else:
                    _acquire_within(descriptor, patience)
        _ours.add(folder)
        yield
        _release(descriptor)
    finally:
        _ours.discard(folder)
        os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Tell whether another process is writing now; where there is no lock to ask, none is."""
    if folder in _ours:
        return False
    with suppress(OSError):
        descriptor = os.open(folder / NAME, os.O_RDONLY)
        try:
            return not _acquired(descriptor)
        finally:
            os.close(descriptor)
    return False
