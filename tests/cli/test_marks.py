"""Marks: what changed is seen, also where its times say nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plantrack.cli.marks import RACY, SMALL, holds, is_racy, mark, stamp_of

LATER = 2**62
"""Long after any file was written, in nanoseconds: its times are believed."""
LONG_AGO = 0
"""Before any file was written: no time is believed."""

Act = Callable[[Path], object]
CHANGES: dict[str, Act] = {
    "written": lambda here: (here / "file").write_bytes(b"other"),
    "as long and as old": lambda here: _as_old(here / "file", b"2"),
    "gone": lambda here: (here / "file").unlink(),
    "a folder now": lambda here: _replaced(here / "file").mkdir(),
    "a link to nothing now": lambda here: _replaced(here / "file").symlink_to("nothing"),
    "for nobody to read": lambda here: (here / "file").chmod(0),
}


def _as_old(path: Path, content: bytes) -> None:
    found = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _replaced(path: Path) -> Path:
    path.unlink()
    return path


@pytest.mark.parametrize("looked", [LATER, LONG_AGO])
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changed(tmp_path: Path, change: str, looked: int) -> None:
    """Is another: by its times, or by its content where it is so young that they might be the same."""
    (tmp_path / "file").write_bytes(b"1")
    found = mark(str(tmp_path / "file"), looked)
    assert found
    assert (found[2] is None) is (looked is LATER)
    assert holds(found)
    CHANGES[change](tmp_path)
    assert not holds(found)


@pytest.mark.parametrize("looked", [LATER, LONG_AGO])
def test_a_folder_that_changed(tmp_path: Path, looked: int) -> None:
    """It has another entry, or one less; what is in a file of it is not its own."""
    (tmp_path / "file").write_bytes(b"1")
    found = mark(str(tmp_path), looked)
    assert found
    (tmp_path / "file").write_bytes(b"2")
    assert holds(found)
    (tmp_path / "other").write_bytes(b"")
    assert not holds(found)
    other = mark(str(tmp_path), looked)
    assert other
    (tmp_path / "file").unlink()
    assert not holds(other)


def test_times_that_say_nothing(tmp_path: Path) -> None:
    """A young file with the same stamp and another content is another file."""
    path = tmp_path / "file"
    path.write_bytes(b"1")
    found = mark(str(path), LONG_AGO)
    assert found
    path.write_bytes(b"2")
    assert not holds((found[0], stamp_of(str(path)), found[2]))


@pytest.mark.parametrize("name", ["nothing", "nothing/deeper", "a\0b", "x" * 300])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    """Is known by not being there, until it is."""
    found = mark(str(tmp_path / name), LONG_AGO)
    assert found
    assert (holds(found), len(found[1]), found[2]) == (True, 1, None)
    if name == "nothing":
        (tmp_path / name).mkdir()
        assert not holds(found)
        shutil.rmtree(tmp_path / name)
        assert holds(found)


def test_what_is_young_and_cannot_be_compared(tmp_path: Path) -> None:
    """It has no mark: a large file, and what is none."""
    large, pipe = tmp_path / "large", tmp_path / "pipe"
    large.write_bytes(bytes(SMALL + 1))
    os.mkfifo(pipe)
    assert [mark(str(path), LONG_AGO) for path in (large, pipe)] == [None, None]
    assert mark(str(large), LATER) == (str(large), stamp_of(str(large)), None)


def test_young_is_two_seconds(tmp_path: Path) -> None:
    """By the later of two times, that of the content and that of the file."""
    os.utime(tmp_path, ns=(0, 0))
    stamp, changed = stamp_of(str(tmp_path)), tmp_path.stat().st_ctime_ns
    assert [is_racy(stamp, changed + RACY), is_racy(stamp, changed + RACY + 1)] == [True, False]
