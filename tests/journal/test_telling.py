"""The lock that is held while people are told: it is one of its own, and leaves nothing that git would see."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import journal

from plantrack.errors import JournalError
from plantrack.journal import MemoryJournal, open_journal
from plantrack.journal.folder import record_files
from plantrack.journal.locks import is_held

LINE = '{"kind": "report", "on": "2024-03-01", "ref": "1", "percent": 40}'


def test_others_may_record(tmp_path: Path) -> None:
    """Whoever tells people holds up only those who would tell them, too."""
    open_journal(tmp_path / "journal").append(journal(LINE))
    teller, other = open_journal(tmp_path / "journal"), open_journal(tmp_path / "journal")
    with teller.telling():
        other.append(journal(LINE.replace("40", "50")))
        teller.append(journal(LINE.replace("40", "60")))
        assert not is_held(tmp_path / "journal")
    assert len(teller.read().updates) == 3
    assert len(record_files(tmp_path / "journal")) == 1
    ignored = (tmp_path / "journal" / ".gitignore").read_text().splitlines()
    assert [path.name for path in (tmp_path / "journal" / "telling").iterdir()] == [".lock"] == ignored[:1]


def test_where_nothing_was_recorded(tmp_path: Path) -> None:
    """There is nothing to tell, and nothing is made."""
    with open_journal(tmp_path / "journal").telling(), MemoryJournal().telling():
        assert [*tmp_path.iterdir()] == []


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """Nothing is told that could not be recorded."""
    open_journal(tmp_path / "journal").append(journal(LINE))
    (tmp_path / "journal" / "telling").write_text("")
    with pytest.raises(JournalError, match="nothing was recorded"), open_journal(tmp_path / "journal").telling():
        pass
