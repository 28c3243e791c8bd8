"""Stores for tests: folders of plans, with lines as somebody may have left them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from journal.contract import EVERY_KIND

from plantrack.journal.lines import encode
from plantrack.journal.stores.folders import FolderStore
from plantrack.journal.stores.lines import Store
from plantrack.model.updates import AnyUpdate

WEEK = "2024-W46.jsonl"
FUTURE = '{"kind": "vote", "id": "x1", "act": "x1", "at": "2024-11-15T01:00:00.000Z", "by": "刘洋", "votes": [1,  2]}\n'
"""A line of a kind that is not known, with blanks that nobody would write today."""


def journal_of(place: Path, plan: str, content: bytes) -> Path:
    """Write the journal of a plan into a folder of plans, and return its file."""
    file = place / plan / "journal" / WEEK
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return file


def folder_store(place: Path) -> FolderStore:
    """Return the store of a folder of plans, as it is now."""
    plans = sorted(place.iterdir()) if place.is_dir() else []
    return FolderStore(place, {plan.name: plan / "journal" for plan in plans}, place)


def encoded(updates: Iterable[AnyUpdate] = EVERY_KIND) -> bytes:
    """Return the lines of updates."""
    return b"".join(map(encode, updates))


def texts(store: Store, plan: str) -> list[str]:
    """Return the lines of a plan in a store, sorted."""
    return sorted(line.text for chunk in store.chunks(plan) for line in chunk.lines)
