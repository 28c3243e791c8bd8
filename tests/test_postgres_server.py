"""The programs of PostgreSQL that tests start: the distribution's, else those in PATH, and a clear end without any."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import postgres_server
import pytest
from postgres_server import Cluster, free_port, programs


@pytest.fixture(autouse=True)
def _nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide what is installed here."""
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path / "postgresql")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def installed(folder: Path) -> Path:
    """Put a program there, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "initdb").touch(0o755)
    return folder


def test_newest(tmp_path: Path) -> None:
    """Of several versions of the distribution the newest is taken, before what is in PATH."""
    installed(tmp_path / "bin")
    installed(tmp_path / "postgresql" / "9.6" / "bin")
    newest = installed(tmp_path / "postgresql" / "15" / "bin")
    assert programs() == newest


def test_clients_only(tmp_path: Path) -> None:
    """A version of which the distribution has the clients only is none, and hides no other."""
    (tmp_path / "postgresql" / "17" / "bin").mkdir(parents=True)
    found = installed(tmp_path / "bin")
    assert programs() == found
    older = installed(tmp_path / "postgresql" / "15" / "bin")
    assert programs() == older


def test_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer in time is not waited for without end; the failure shows its log."""
    with TemporaryDirectory() as place:  # whoever a server runs as may enter it, unlike tmp_path
        folder = Path(place)
        folder.chmod(0o755)
        made = installed(folder) / "postgres"
        made.write_text("#!/bin/sh\necho it recovers >&2\nexec /bin/sleep 600\n")
        made.chmod(0o755)
        monkeypatch.setenv("PATH", place)
        found = Cluster(folder, free_port())
        with pytest.raises(AssertionError, match="it recovers"):
            found.start(patience=0.5)
        monkeypatch.undo()
        found.kill()


def test_in_path(tmp_path: Path) -> None:
    """Elsewhere, as from a wheel with binaries, they are found in PATH."""
    found = installed(tmp_path / "bin")
    assert programs() == found


def test_none() -> None:
    """Without any a test skips, or fails where everything is required, and says what to install."""
    with pytest.raises(pytest.skip.Exception, match="install the package postgresql"):
        programs(everything=False)
    with pytest.raises(pytest.fail.Exception, match="install the package postgresql"):
        programs(everything=True)
