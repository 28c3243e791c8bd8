"""The journal in memory is part of the product: for dry runs, and for scripts that want to try something."""

from __future__ import annotations

from pathlib import Path

import pytest
from journal.contract import EVERY_KIND, kept, reports

from plantrack.journal import MemoryJournal, open_journal


def test_holds_what_it_is_given() -> None:
    """It may begin with updates, as a dry run begins with what the real journal holds."""
    assert kept(MemoryJournal(iter(EVERY_KIND))) == EVERY_KIND


def test_on_its_own() -> None:
    """Two of them have nothing in common."""
    one, other = MemoryJournal(reports(1)), MemoryJournal(reports(1))
    one.append(reports(2, "b"))
    assert (len(kept(one)), len(kept(other))) == (3, 1)


def test_touches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run on what a folder holds leaves the folder as it was."""
    monkeypatch.chdir(tmp_path)
    real = open_journal(tmp_path)
    real.append(reports(1))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    MemoryJournal(real.read().updates).append(reports(3, "b"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_places() -> None:
    """Lines are counted as in a file, and the place says that there is none."""
    places = MemoryJournal(reports(2)).read(places=True).places
    assert places == {"a0": ("(memory)", 1), "a1": ("(memory)", 2)}
