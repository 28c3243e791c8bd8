"""Plans in folders: what is added stands in files of weeks, whole, and beside what was there."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from journal.contract import EVERY_KIND
from journal.processes import an_act
from journal.stores.made import FUTURE, WEEK, encoded, folder_store, journal_of, texts

from plantrack.errors import JournalError
from plantrack.journal.lines import encode
from plantrack.journal.stores import folders
from plantrack.journal.stores.lines import Added, JournalLine, LineMarks, read_lines


def add(place: Path, plan: str, content: bytes) -> Added:
    """Add lines to a plan in a folder of plans."""
    with folder_store(place).adding(plan) as adding:
        return adding([line for line in read_lines(content, "f") if isinstance(line, JournalLine)])


def files(place: Path) -> dict[str, str]:
    """Return what the files of plan p hold."""
    return {path.name: path.read_text("utf-8") for path in (place / "p" / "journal").glob("*.jsonl")}


def test_weeks(tmp_path: Path) -> None:
    """Lines of a new plan stand in the files of their weeks; of what has no moment, in one of its own."""
    undated = '{"kind": "vote", "id": "x2", "at": "soon"}\n'
    assert add(tmp_path, "p", encoded(EVERY_KIND[:1]) + (FUTURE + undated).encode()) == Added(3, 0)
    week = f"{EVERY_KIND[0].at:%G-W%V}.jsonl"
    assert week != WEEK
    assert files(tmp_path) == {week: encoded(EVERY_KIND[:1]).decode(), WEEK: FUTURE, "undated.jsonl": undated}
    assert (tmp_path / "p" / "journal" / ".gitattributes").exists()


def test_beside(tmp_path: Path) -> None:
    """What was there stays as it is; what is new stands in a file beside it, and again nothing is added."""
    journal_of(tmp_path, "p", FUTURE.encode())
    other = FUTURE.replace("x1", "x3")
    assert add(tmp_path, "p", (FUTURE + other).encode()) == Added(1, 1)
    assert add(tmp_path, "p", (FUTURE + other).encode()) == Added(0, 2)
    found = files(tmp_path)
    assert found.pop(WEEK) == FUTURE
    assert [*found.values()] == [other]
    assert texts(folder_store(tmp_path), "p") == [FUTURE.strip(), other.strip()]


def test_other_words(tmp_path: Path) -> None:
    """A record whose id is there with other words is left out, and told."""
    journal_of(tmp_path, "p", FUTURE.encode())
    found = add(tmp_path, "p", FUTURE.replace("刘洋", "李").encode())
    assert [problem.text() for problem in found.refused] == [
        "f:1: another record with the id x1 is there already, and stays; left out"
    ]
    assert files(tmp_path) == {WEEK: FUTURE}


def test_marks(tmp_path: Path) -> None:
    """The marks of a plan are those of the lines in its files; of a plan that is not there, those of none."""
    add(tmp_path, "p", encoded() + FUTURE.encode())
    store = folder_store(tmp_path)
    assert len(files(tmp_path)) > 1
    assert store.marks("p") == LineMarks().and_of(texts(store, "p"))
    assert store.marks("q") == LineMarks()


@pytest.mark.parametrize("plan", ["..", "../p", "a/b", "", "P", "/etc"])
def test_hostile_ids(tmp_path: Path, plan: str) -> None:
    """An id that no plan file could have names no folder."""
    with pytest.raises(JournalError, match="cannot be a plan's id"):
        add(tmp_path / "plans", plan, encoded())
    assert not (tmp_path / "plans").exists()


def test_no_folder(tmp_path: Path) -> None:
    """Where no folder can be made, that is said."""
    (tmp_path / "p").write_text("")
    with pytest.raises(JournalError, match="cannot be written"):
        add(tmp_path, "p", encoded())


def test_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read in blocks of lines: each line once, in their order, what is wrong with its number."""
    monkeypatch.setattr(folders, "BLOCK", 300)
    journal_of(tmp_path, "p", encoded() + b"\n{torn\n" + encoded(EVERY_KIND[:1]) + FUTURE.encode())
    store = folder_store(tmp_path)
    (chunk,) = store.chunks("p")
    assert [line.text for line in chunk.lines] == [*encoded().decode().splitlines(), FUTURE.rstrip("\n")]
    assert [problem.line for problem in chunk.problems] == [len(EVERY_KIND) + 2]
    assert store.marks("p").lines == len(EVERY_KIND) + 4


def test_memory(tmp_path: Path) -> None:
    """What a large file says is never held whole."""
    content = b"".join(map(encode, (update for _ in range(5000) for update in an_act(9, "推进"))))
    journal_of(tmp_path, "p", content)
    tracemalloc.start()
    try:
        assert sum(len(chunk.lines) for chunk in folder_store(tmp_path).chunks("p")) == 45_000
        assert tracemalloc.get_traced_memory()[1] < 6 * len(content)
    finally:
        tracemalloc.stop()
