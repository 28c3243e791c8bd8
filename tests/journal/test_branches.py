"""Two branches of a repository: what both recorded comes together without a conflict."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from journal.contract import EVERY_KIND, kept
from repository import git

from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate

NOON = datetime(2024, 11, 14, 4, tzinfo=UTC)


def recorded(folder: Path, updates: list[AnyUpdate]) -> None:
    """Append each update as an act of its own, and commit."""
    for update in updates:
        open_journal(folder).append([update])
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "--allow-empty", "-m", "进展")


@pytest.mark.parametrize("shared", [3, 0], ids=["a file both know", "a new file on each"])
def test_branches_merge(tmp_path: Path, shared: int) -> None:
    """Two branches that both recorded in the same week merge without a conflict, and the state is that of all."""
    folder = tmp_path / "journal"
    updates = [msgspec.structs.replace(update, at=NOON) for update in EVERY_KIND]
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "计划")
    recorded(folder, updates[:shared])
    git(tmp_path, "checkout", "-q", "-b", "other")
    recorded(folder, updates[7:])
    git(tmp_path, "checkout", "-q", "main")
    recorded(folder, updates[shared:7])
    git(tmp_path, "merge", "-q", "-m", "合并", "other")
    assert git(tmp_path, "status", "--porcelain") == ""
    assert len((folder / "2024-W46.jsonl").read_bytes().splitlines()) == len(updates)
    assert kept(open_journal(folder)) == updates
    assert History(open_journal(folder).read().updates).at() == History(updates).at()
