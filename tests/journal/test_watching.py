"""What was added to a journal since it was looked at last."""

from __future__ import annotations

from pathlib import Path

from journal.contract import EVERY_KIND, changed, reports

from plantrack.journal import open_journal
from plantrack.journal.watching import Tail


def test_added(tmp_path: Path) -> None:
    """At first everything is new, then what was appended, each once, in order of recording."""
    journal, tail = open_journal(tmp_path / "journal"), Tail()
    assert tail.added(journal.folders()) == []
    journal.append(EVERY_KIND[:2])
    assert tail.added(journal.folders()) == EVERY_KIND[:2]
    assert tail.added(journal.folders()) == []
    journal.append([changed(EVERY_KIND[3], id="later")])
    journal.append(reports(3, "act"))
    assert {update.id for update in tail.added(journal.folders())} == {"later", "act0", "act1", "act2"}
    journal.append(EVERY_KIND[:2])
    assert tail.added(journal.folders()) == []


def test_merged(tmp_path: Path) -> None:
    """What a merge put before other lines is found as well, and what it moved is not new."""
    journal, tail = open_journal(tmp_path / "journal"), Tail()
    journal.append(EVERY_KIND[:1])
    tail.added(journal.folders())
    (file,) = journal.folder.glob("*.jsonl")
    before = file.read_bytes()
    journal.append([changed(EVERY_KIND[0], id="first")])
    (file,) = journal.folder.glob("*.jsonl")
    merged = file.read_bytes().removeprefix(before) + before
    file.unlink()
    file.write_bytes(merged)
    assert [update.id for update in tail.added(journal.folders())] == ["first"]


def test_cut_off(tmp_path: Path) -> None:
    """A line that is not yet whole is found once it is."""
    journal, tail = open_journal(tmp_path / "journal"), Tail()
    journal.append(EVERY_KIND[:2])
    paths = list(journal.folder.glob("*.jsonl"))
    whole = paths[0].read_bytes()
    paths[0].write_bytes(whole[:-20])
    found = tail.added(journal.folders())
    paths[0].write_bytes(whole)
    assert sorted(u.id for u in (*found, *tail.added(journal.folders()))) == [u.id for u in EVERY_KIND[:2]]
