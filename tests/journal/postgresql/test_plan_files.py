"""The files of plans on a server are laid out here, with older tables, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.journal.postgresql import migrating
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.plan_files import lay_out, publish


def test_no_directory_with_older_tables(empty: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tables without one are asked for the plans all the same."""
    server, older = Server(empty), sorted(migrating.migrations())[:3]
    monkeypatch.setattr(migrating, "migrations", lambda: iter(older))
    migrate(server)
    start_journal(server, "p")
    publish(server, "p", {"plan.yaml": "id: p\n"}, None)
    folder = lay_out(server, tmp_path)
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.yaml")}
    assert found == {"p/plan.yaml": "id: p\n", "units.yaml": ""}
