"""Files: paths as people type them, and a file that is the old or the new one at every instant."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import ROOT
from limits import largest_file

from plantrack.errors import UsageError
from plantrack.files import typed, write_private, write_whole
from plantrack.private import open_private


def read(path: Path) -> bytes:
    """Return what a private file holds."""
    with open_private(path) as file:
        return file.read()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder `here` that stands alone."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("{here}/plans/p/plan.yaml", "plans/p/plan.yaml"),
        ("plans/p/plan.yaml", "plans/p/plan.yaml"),
        ("./plans/../plan.yaml", "plan.yaml"),
        ("../here/计划.yaml", "计划.yaml"),
        ("{here}", "."),
        ("../there/plan.yaml", "../there/plan.yaml"),
        ("{here}/../hereafter/plan.yaml", "{here}/../hereafter/plan.yaml"),
        ("/etc/hosts", "/etc/hosts"),
    ],
)
def test_typed(here: Path, path: str, text: str) -> None:
    """A path below the working directory is relative to it; any other stays as it was given."""
    assert typed(Path(path.format(here=here))) == text.format(here=here)


def test_typed_nowhere(here: Path) -> None:
    """Where the working directory is gone, a path is still told."""
    here.rmdir()
    assert typed(Path("/p/plan.yaml")) == "/p/plan.yaml"


def test_new_file(here: Path) -> None:
    """A new file holds the bytes and may be read by all; nothing else is left beside it."""
    write_whole(here / "报告.md", "一\r\n".encode())
    assert (here / "报告.md").read_bytes() == "一\r\n".encode()
    assert (here / "报告.md").stat().st_mode & 0o777 == 0o644
    assert names(here) == ["报告.md"]


def test_old_file(here: Path) -> None:
    """An old file is replaced as a whole and keeps its rights; whoever has it open goes on reading the old one."""
    (here / "r.md").write_text("the old one, which is longer")
    (here / "r.md").chmod(0o640)
    with (here / "r.md").open() as reader:
        write_whole(here / "r.md", b"new")
        assert reader.read() == "the old one, which is longer"
    assert (here / "r.md").read_bytes() == b"new"
    assert (here / "r.md").stat().st_mode & 0o777 == 0o640
    assert names(here) == ["r.md"]


def test_relative(here: Path) -> None:
    """A bare name is a file in the working directory."""
    write_whole(Path("r.md"), b"new")
    assert (here / "r.md").read_bytes() == b"new"


def test_full_disk(here: Path) -> None:
    """When the disk is full the old file is untouched, nothing is left beside it, and an error says why."""
    (here / "r.md").write_text("old")
    with largest_file(1000), pytest.raises(UsageError) as error:
        write_whole(here / "r.md", b"x" * 5000)
    assert str(error.value) == "r.md: cannot be written: File too large"
    assert error.value.exit_code == 2
    assert (here / "r.md").read_text() == "old"
    assert names(here) == ["r.md"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no/r.md", "no/r.md: cannot be written: No such file or directory"),
        ("file/r.md", "file/r.md: cannot be written: Not a directory"),
        ("folder", "folder: cannot be written: Is a directory"),
    ],
    ids=["no folder", "a file for a folder", "a folder"],
)
def test_cannot_be_written(here: Path, path: str, said: str) -> None:
    """A path at which no file can be is an error with the path and the reason."""
    (here / "file").write_text("")
    (here / "folder").mkdir()
    with pytest.raises(UsageError) as error:
        write_whole(here / path, b"new")
    assert str(error.value) == said
    assert names(here) == ["file", "folder"]


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to a file that is not there yet"])
def test_link(here: Path, *, there: bool) -> None:
    """A link stays one, and what it points to is written."""
    (here / "weeks").mkdir()
    if there:
        (here / "weeks" / "46.md").write_text("old")
    (here / "latest.md").symlink_to("weeks/46.md")
    write_whole(here / "latest.md", b"new")
    assert (here / "latest.md").is_symlink()
    assert (here / "weeks" / "46.md").read_bytes() == b"new"


def test_pipe(here: Path) -> None:
    """A pipe is written into and stays: were it replaced, `-o /dev/null` would take the device away for all."""
    os.mkfifo(here / "pipe")
    reader = os.open(here / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(here / "pipe", b"new")
        assert os.read(reader, 100) == b"new"
    finally:
        os.close(reader)
    assert (here / "pipe").is_fifo()


def test_a_private_file_is_the_users_alone(tmp_path: Path) -> None:
    """It is written with mode 600 into a folder of mode 700, and read back; a link in its place is replaced."""
    path, elsewhere = tmp_path / "own" / "entry", tmp_path / "elsewhere"
    path.parent.mkdir(mode=0o700)
    path.symlink_to(elsewhere)
    write_private(path, b"kept")
    assert read(path) == b"kept"
    assert (path.lstat().st_mode & 0o7777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not path.is_symlink()
    assert not elsewhere.exists()
    assert [found.name for found in path.parent.iterdir()] == ["entry"]


@pytest.mark.parametrize("mode", [0o640, 0o602])
def test_what_others_can_reach_is_not_private(tmp_path: Path, mode: int) -> None:
    """Neither a file nor a folder that others may read or write; nothing is written there either."""
    path = tmp_path / "own" / "entry"
    write_private(path, b"kept")
    path.chmod(mode)
    with pytest.raises(PermissionError):
        read(path)
    path.chmod(0o600)
    path.parent.chmod(mode | 0o100)
    with pytest.raises(PermissionError):
        read(path)
    with pytest.raises(PermissionError):
        write_private(path, b"other")
    path.parent.chmod(0o700)
    assert read(path) == b"kept"


def test_a_link_or_a_pipe_is_not_private(tmp_path: Path) -> None:
    """A link is not followed, and nobody waits for a pipe."""
    own = tmp_path / "own"
    write_private(own / "entry", b"kept")
    (own / "link").symlink_to(own / "entry")
    os.mkfifo(own / "pipe", 0o600)
    for name in ("link", "pipe", "missing"):
        with pytest.raises(OSError):  # noqa: PT011 - each has its own number
            read(own / name)


def test_new_files_follow_the_umask(here: Path) -> None:
    """Whoever keeps files from others keeps new ones from them, too."""
    before = os.umask(0o077)
    try:
        write_whole(here / "r.md", b"new")
    finally:
        os.umask(before)
    assert (here / "r.md").stat().st_mode & 0o777 == 0o600


def test_a_long_name(here: Path) -> None:
    """As long as the system takes it."""
    write_whole(here / ("名" * 84 + ".md"), b"new")
    assert names(here) == ["名" * 84 + ".md"]


LEAVING = """
import os, sys
from pathlib import Path
import plantrack.files
os.fsync = lambda descriptor: os.kill(os.getpid(), 9)
plantrack.files.write_whole(Path(sys.argv[1]), b"x" * 1000)
"""


def test_what_a_kill_left_is_removed(here: Path) -> None:
    """By whoever writes the same file next; what somebody is just writing stays, and so do other files."""
    left_by = {}
    for name in ("r.md", "other.md"):
        before = {*names(here)}
        done = subprocess.run([sys.executable, "-c", LEAVING, here / name], check=False, cwd=ROOT)
        assert done.returncode == -signal.SIGKILL
        (left_by[name],) = {*names(here)} - before
    busy = here / (left_by["r.md"] + "-busy")
    busy.write_bytes(b"")
    with busy.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_whole(here / "r.md", b"new")
    assert names(here) == sorted(["r.md", left_by["other.md"], busy.name])
