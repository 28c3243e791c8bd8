"""One lock per journal: writers wait for each other, and the lock goes with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from journal import processes
from journal.contract import reports
from journal.processes import outside

import plantrack
from plantrack.journal import locks, open_journal
from plantrack.journal.locks import NAME, is_held, locked


def is_free(folder: Path) -> bool:
    """Tell whether another process could take the lock now."""
    descriptor = os.open(folder / NAME, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that holds the lock of a journal, and kill it at the end."""
    command = [sys.executable, processes.__file__, "hold", str(folder)]
    path = {**os.environ, "PYTHONPATH": str(Path(plantrack.__file__).parents[1])}
    with subprocess.Popen(command, env=path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b'"held"\n'
        yield process
        process.kill()


def test_held_and_let_go(tmp_path: Path) -> None:
    """Nobody else gets the lock while it is held; afterwards anybody does."""
    with locked(tmp_path):
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_is_held(tmp_path: Path) -> None:
    """Another process may hold it; one's own is no reason to wait, and where there is no lock there is none."""
    assert not is_held(tmp_path)
    with holder(tmp_path):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)
    with locked(tmp_path):
        assert not is_held(tmp_path)


def test_let_go_after_an_error(tmp_path: Path) -> None:
    """An error while the lock is held lets it go and is passed on."""
    with pytest.raises(ValueError, match="some error"), locked(tmp_path):
        raise ValueError("some error")
    assert is_free(tmp_path)


def test_killed(tmp_path: Path) -> None:
    """A process that is killed while it holds the lock leaves a journal to which others append."""
    with holder(tmp_path):
        assert not is_free(tmp_path)
    assert is_free(tmp_path)
    open_journal(tmp_path).append(reports(1))
    assert open_journal(tmp_path).read().updates == reports(1)


class _TiredError(Exception):
    """Raised in a writer that has waited for a while."""


def _tire(signal_number: int, frame: object) -> NoReturn:
    raise _TiredError


def test_writers_wait(tmp_path: Path) -> None:
    """An append waits as long as another process holds the lock, and writes nothing before it has it."""
    open_journal(tmp_path).append(reports(1))
    before = signal.signal(signal.SIGALRM, _tire)
    try:
        with holder(tmp_path):
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            with pytest.raises(_TiredError):
                open_journal(tmp_path).append(reports(1, "b"))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert open_journal(tmp_path).read().updates == reports(1)
    assert is_free(tmp_path)


def test_waiting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for more than a moment is told, once; whoever does not wait is not."""
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    told: list[str] = []
    open_journal(tmp_path, partial(told.append, "waiting")).append(reports(1))
    assert told == []
    with holder(tmp_path) as process:

        def waiting() -> None:
            told.append("waiting")
            process.kill()

        journal = open_journal(tmp_path, waiting)
        journal.append(reports(1, "b"))
    assert told == ["waiting"]
    assert len(journal.read().updates) == 2


def test_deciding(tmp_path: Path) -> None:
    """The lock is held from reading to appending, and let go; a folder that is not there yet is nobody's."""
    with open_journal(tmp_path / "new").exclusive():
        open_journal(tmp_path / "new").append(reports(1))
    journal = open_journal(tmp_path / "new")
    with journal.exclusive():
        assert not is_free(tmp_path / "new")
        journal.append(reports(1, "b"))
        assert not is_free(tmp_path / "new")
    assert is_free(tmp_path / "new")
    assert len(journal.read().updates) == 2


def test_readers_do_not_wait(tmp_path: Path) -> None:
    """Reading takes no lock: it goes on while a writer holds it."""
    open_journal(tmp_path).append(reports(1))
    with holder(tmp_path):
        assert not is_free(tmp_path)
        assert open_journal(tmp_path).read().updates == reports(1)


def test_file_of_its_own(tmp_path: Path) -> None:
    """The lock's file is always the same one, and empty: were it replaced, two writers could hold a lock each."""
    open_journal(tmp_path).append(reports(1))
    before = (tmp_path / NAME).stat()
    open_journal(tmp_path).append(reports(1, "b"))
    after = (tmp_path / NAME).stat()
    assert (after.st_ino, after.st_size) == (before.st_ino, 0)


@pytest.mark.slow
def test_crowd(tmp_path: Path) -> None:
    """Of 8 processes that append 100 updates each at once, all 800 are kept, each acknowledged, each on its line."""
    acknowledged = outside("crowd", tmp_path, 8, 100)
    reading = open_journal(tmp_path).read()
    assert len(set(acknowledged)) == len(acknowledged) == 800
    assert sorted(update.id for update in reading.updates) == sorted(acknowledged)
    assert reading.problems == ()
    assert {path.name for path in tmp_path.iterdir()} == {".gitattributes", ".gitignore", ".lock", "2024-W46.jsonl"}
