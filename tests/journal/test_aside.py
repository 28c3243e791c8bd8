"""Lines that are set aside: byte for byte in a file beside the plan, and in the journal no more; lost at no instant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from crashes.disk import Disk, Tree, put, tree
from crashes.power import crashes

from plantrack.errors import JournalError, Message, message
from plantrack.journal import open_shared
from plantrack.journal.aside import Aside, set_aside, standing_aside
from plantrack.journal.shared import SharedPlace

WHY = message("not yours")
ONE, OTHER, STAYS = (f'{{"kind":"vote", "id":"{name}", "act":"{name}"}}'.encode() for name in "abc")
NO_ID, TORN = '{"kind":"vote","note":"\u202e离线"}'.encode(), b'{"kind": "comm'
FILES = {
    "2024-W46.jsonl": STAYS + b"\n" + ONE + b"\r\n\n",
    "2024-W47-b.jsonl": OTHER + b"\n" + TORN,
    "2024-W47.jsonl": ONE + b"\n" + NO_ID + b"\n" + STAYS + b"\n",
}
REFUSED = {line.decode(): WHY for line in (ONE, OTHER)}
LEFT = {"2024-W46.jsonl": STAYS + b"\n\n", "2024-W47.jsonl": STAYS + b"\n"}
BEHIND = (
    b"# journal/2024-W46.jsonl:2: not yours\n" + ONE + b"\r\n"
    b"# journal/2024-W47-b.jsonl:1: not yours\n" + OTHER + b"\n"
    b"# journal/2024-W47-b.jsonl:2: this line cannot be read as a record; restore it from git, or delete it if it was "
    b"cut off\n" + TORN + b"\n"
    b"# journal/2024-W47.jsonl:2: this record has no id, by which it could be kept once; left out\n" + NO_ID + b"\n"
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a journal with lines that are refused, some that cannot be read, and some that stay."""
    found = tmp_path / "plan" / "journal"
    found.mkdir(parents=True)
    for name, content in FILES.items():
        (found / name).write_bytes(content)
    return found


def words(place: str, why: Message) -> str:
    """Return what stands above a line."""
    return f"{place}: {why}"


def journal(folder: Path) -> dict[str, bytes]:
    """Return the files of the journal."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}


def test_set_aside(folder: Path) -> None:
    """Lines go as they are, each under why; again, nothing changes. A file of which nothing is left is gone."""
    aside = folder.parent / "set-aside.txt"
    assert set_aside(folder, aside, REFUSED, words).n == 5
    assert (journal(folder), aside.read_bytes()) == (LEFT, BEHIND)
    assert set_aside(folder, aside, REFUSED, words).n == 0
    assert (journal(folder), aside.read_bytes()) == (LEFT, BEHIND)


def test_put_back(folder: Path) -> None:
    """What was set aside may be put back by hand, and set aside once more: it stands in the file once."""
    aside = folder.parent / "set-aside.txt"
    set_aside(folder, aside, REFUSED, words)
    (folder / "2024-W48.jsonl").write_bytes(ONE + b"\n")
    assert set_aside(folder, aside, REFUSED, words).n == 1
    assert (journal(folder), aside.read_bytes()) == (LEFT, BEHIND)


def test_whose(folder: Path) -> None:
    """Names are told once each, of what can be read; what was put back stands aside no more."""
    signed = b'{"kind":"vote","by":"\\u001b[31m\xe9\x99\x88","id":"d","act":"d"}'
    lines = [signed, b'{"by":"b"}', signed, b'{"by":5}', b"[" * 100_000, TORN]
    assert Aside.of(lines) == Aside(6, ("\x1b[31m陈", "b"))
    assert standing_aside(folder) is None
    (folder.parent / "set-aside.txt").write_bytes(b"# why\n" + signed + b"\r\n\n# why\n" + ONE + b"\n")
    said = standing_aside(folder)
    assert said
    assert (said.warning, said.message.facts["n"], said.message.facts["names"]) == (True, 1, ("\x1b[31m陈",))
    (folder / "2024-W48.jsonl").write_bytes(signed + b"\n")
    assert standing_aside(folder) is None


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_who_may_read_and_write_stays(folder: Path, mode: int) -> None:
    """What stays has the mode that it had, and what is set aside has no wider one."""
    for path in folder.glob("*.jsonl"):
        path.chmod(0o666)
    (folder / "2024-W46.jsonl").chmod(mode)
    aside = folder.parent / "set-aside.txt"
    before = os.umask(0o022)
    try:
        set_aside(folder, aside, REFUSED, words)
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in (folder / "2024-W46.jsonl", aside)] == [mode, mode]
    assert (folder / "2024-W47.jsonl").stat().st_mode & 0o777 == 0o666


def test_through_links(folder: Path, tmp_path: Path) -> None:
    """Links among the files of a journal stay, and what they lead to is written; one that is emptied stays empty."""
    for name in ("2024-W46.jsonl", "2024-W47-b.jsonl"):
        (folder / name).rename(tmp_path / name)
        (folder / name).symlink_to(tmp_path / name)
    (tmp_path / ".pending").write_bytes(b"what a crash left\n")
    aside = folder.parent / "set-aside.txt"
    assert set_aside(folder, aside, REFUSED, words).n == 5
    assert {path.name for path in folder.iterdir() if path.is_symlink()} == {"2024-W46.jsonl", "2024-W47-b.jsonl"}
    assert (journal(folder), aside.read_bytes()) == ({**LEFT, "2024-W47-b.jsonl": b""}, BEHIND)
    assert {path.name for path in tmp_path.iterdir()} == {"2024-W46.jsonl", "2024-W47-b.jsonl", "plan"}


def test_journals_elsewhere(tmp_path: Path) -> None:
    """What two plans set aside lies beside each of them, also where their journals lie side by side elsewhere."""
    for name in ("fairs", "markets"):
        (tmp_path / "journals" / name).mkdir(parents=True)
        (tmp_path / name).mkdir()
        (tmp_path / name / "journal").symlink_to(tmp_path / "journals" / name)
        shared = open_shared(
            SharedPlace("postgresql://127.0.0.1:1/db", name, tmp_path / name / "journal", None), print, print
        )
        assert shared.aside == tmp_path / name / "set-aside.txt"


def test_a_file_that_cannot_be_written(folder: Path) -> None:
    """Where the file cannot be written every line stays."""
    aside = folder.parent / "set-aside.txt"
    aside.mkdir()
    with pytest.raises(JournalError, match=r"set-aside.txt: cannot be read: Is a directory"):
        set_aside(folder, aside, REFUSED, words)
    assert journal(folder) == FILES


def test_killed_at_any_instant(folder: Path, tmp_path: Path) -> None:
    """Killed or without power anywhere, every line is in the journal or in the file, and the next run ends it."""
    start, disk, aside = tree(tmp_path), Disk(tmp_path), folder.parent / "set-aside.txt"
    with disk.watched():
        set_aside(folder, aside, REFUSED, words)
    found = [*crashes(start, disk.calls, 40)]
    assert len(found) > 30
    for crash in found:
        put(tmp_path, crash.tree)
        assert not missing(tree(tmp_path)), crash.how
        set_aside(folder, aside, REFUSED, words)
        assert not missing(tree(tmp_path)), crash.how
        assert journal(folder) == LEFT, crash.how


def missing(found: Tree) -> set[bytes]:
    """Return the lines that are nowhere any more."""
    lines = {line.rstrip(b"\r") for content in found.values() if content for line in content.split(b"\n")}
    return {ONE, OTHER, STAYS, NO_ID, TORN} - lines
