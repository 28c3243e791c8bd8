"""Two stores are compared by id, byte for byte, and nothing is written."""

from __future__ import annotations

from pathlib import Path

from journal.contract import EVERY_KIND
from journal.stores.made import FUTURE, encoded, folder_store, journal_of

from plantrack.journal.stores.comparing import Compared, compare
from plantrack.journal.stores.lines import Total


def compared(tmp_path: Path, one: bytes, other: bytes) -> Compared:
    """Compare two folders with a plan each."""
    journal_of(tmp_path / "one", "p", one)
    journal_of(tmp_path / "other", "p", other)
    heard: list[tuple[int, int]] = []
    stores = (folder_store(tmp_path / "one"), folder_store(tmp_path / "other"))
    (found,) = compare(*stores, ["p"], lambda done, of: heard.append((done, of)))
    assert heard == [(1, 1)]
    return found


def test_same(tmp_path: Path) -> None:
    """The same lines in another order are the same."""
    found = compared(tmp_path, encoded(), encoded(EVERY_KIND[::-1]))
    assert found.same
    assert found.here == found.there == (len(EVERY_KIND), found.here.digest)


def test_different(tmp_path: Path) -> None:
    """What only one has, and what says something else, is told by its id."""
    found = compared(tmp_path, encoded(EVERY_KIND[:3]) + FUTURE.encode(), encoded(EVERY_KIND[1:4]) + FUTURE.encode())
    assert (found.missing_here, found.missing_there, found.differing) == (["u04"], ["u01"], [])
    assert not found.same


def test_other_words(tmp_path: Path) -> None:
    """A blank more is another line, though both say the same."""
    found = compared(tmp_path, FUTURE.encode(), FUTURE.replace("[1,  2]", "[1, 2]").encode())
    assert (found.differing, found.same, found.here.digest) == (["x1"], False, found.there.digest)


def test_unreadable(tmp_path: Path) -> None:
    """A line that cannot be read is told, whichever side it is on."""
    found = compared(tmp_path, encoded(), encoded() + b"{torn")
    assert [problem.line for problem in found.problems] == [len(EVERY_KIND) + 1]
    assert not found.same


def test_missing_plan(tmp_path: Path) -> None:
    """A plan that one side has not is missing there, update by update."""
    journal_of(tmp_path / "one", "p", encoded(EVERY_KIND[:2]))
    (found,) = compare(folder_store(tmp_path / "one"), folder_store(tmp_path / "none"), ["p"], lambda done, of: None)
    assert (found.missing_there, found.there) == (["u01", "u02"], Total())
