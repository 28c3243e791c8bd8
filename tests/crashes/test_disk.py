"""The watched disk: its record is all that was done, and its rules are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from crashes.disk import Call, Disk, Kind, put, tree
from crashes.power import crashes, replay

from plantrack.files import write_whole

BEFORE = {"old.md": "旧".encode(), "folder": None, "folder/kept": b"kept"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder in which something lies."""
    put(tmp_path, BEFORE)
    return tmp_path


def work(root: Path) -> None:
    """Write files in the ways there are."""
    write_whole(root / "old.md", "新".encode())
    write_whole(root / "made" / "new.md", b"new", folders=True)
    with (root / "folder" / "log").open("ab") as file:
        file.write(b"one")
        file.write(b"two")
    (root / "folder" / "log").write_text("three")
    (root / "folder" / "log").rename(root / "log")
    descriptor = os.open(root / "folder" / "kept", os.O_RDWR)
    os.write(descriptor, b"K")
    os.ftruncate(descriptor, 3)
    os.close(descriptor)
    os.remove(root / "made" / "new.md")  # noqa: PTH107 - as the library may


def test_record_is_complete(root: Path) -> None:
    """What was recorded, done again, makes the same files; nothing is written past the record."""
    disk = Disk(root)
    with disk.watched():
        work(root)
    assert tree(root) == {"old.md": "新".encode(), "folder": None, "folder/kept": b"Kep", "log": b"three", "made": None}
    assert replay(BEFORE, disk.calls) == tree(root)


def test_rule(root: Path) -> None:
    """A rule lets a call fail before anything is done, and lets a part of a write through."""
    short = Disk(root, lambda call: 1)
    descriptor = os.open(root / "old.md", os.O_WRONLY)
    os.close(descriptor)
    with short.watched():
        descriptor = os.open(root / "old.md", os.O_WRONLY)
        assert os.write(descriptor, b"ab") == 1
        os.close(descriptor)
    assert short.calls == [Call(Kind.WRITE, "old.md", "old.md", 0, b"a")]

    def refuse(call: Call) -> None:
        raise PermissionError(call.path)

    with Disk(root, refuse).watched(), pytest.raises(PermissionError, match="new"):
        (root / "new").mkdir()
    assert sorted(tree(root)) == sorted(BEFORE)


CREATE, WRITE, FILE = Call(Kind.CREATE, "f", "1"), Call(Kind.WRITE, "f", "1", 0, b"ab"), Call(Kind.SYNC, "f", "1")
FOLDER, TOLD = Call(Kind.SYNC, "."), Call(Kind.TOLD, "")


@pytest.mark.parametrize(
    ("calls", "left"),
    [
        ([CREATE, WRITE, TOLD], [None, b"", b"\0\0", b"a", b"ab"]),
        ([CREATE, WRITE, FILE, TOLD], [None, b"ab"]),
        ([CREATE, FOLDER, WRITE, TOLD], [b"", b"\0\0", b"a", b"ab"]),
        ([CREATE, FOLDER, WRITE, FILE, TOLD], [b"ab"]),
        ([CREATE, WRITE, FILE, FOLDER, TOLD], [b"ab"]),
    ],
)
def test_what_a_power_cut_may_leave(calls: list[Call], left: list[bytes | None]) -> None:
    """After a command has told that it is done, what was synced is there; of the rest anything may be missing."""
    found = {crash.tree.get("f") for crash in crashes({}, calls) if crash.told}
    assert found == set(left)


def test_rename_before_its_content(root: Path) -> None:
    """A name that is given before the content was synced may stand over nothing: what write_whole has to prevent."""
    calls = [CREATE, WRITE, Call(Kind.RENAME, "f", "1", target="old.md"), TOLD]
    found = {crash.tree.get("old.md") for crash in crashes(BEFORE, calls)}
    assert found == {"旧".encode(), b"", b"\0\0", b"a", b"ab"}


def test_write_whole(root: Path) -> None:
    """At every instant the old file or the new one is there, and once it was told, the new one."""
    disk = Disk(root)
    with disk.watched():
        write_whole(root / "old.md", b"new")
    found = {(crash.tree["old.md"], crash.told) for crash in crashes(BEFORE, [*disk.calls, TOLD])}
    assert found == {("旧".encode(), False), (b"new", False), (b"new", True)}


def test_write_whole_in_new_folders(root: Path) -> None:
    """Once it was told, the folders that were made for a file are there, too."""
    disk = Disk(root)
    with disk.watched():
        write_whole(root / "a" / "b" / "c.md", b"new", folders=True)
    found = {crash.tree.get("a/b/c.md") for crash in crashes(BEFORE, [*disk.calls, TOLD]) if crash.told}
    assert found == {b"new"}
