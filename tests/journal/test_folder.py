"""The folder of a journal: what stands in it, and that reading it needs no TinyDB."""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from cli_support import ROOT
from journal.contract import reports
from journal.processes import outside

from plantrack.journal import TRACKED, is_empty, new_files, open_journal
from plantrack.journal.folder import SHORT, act_file, is_short, record_files, week_file

SCRIPT = """
import sys
from typer.testing import CliRunner
from plantrack.cli.app import build
CliRunner().invoke(build(), [*sys.argv[1:], "--as-of", "2024-11-17"])
print(sorted(name for name in sys.modules if name.partition(".")[0] == "tinydb"))
"""


@pytest.mark.parametrize("command", ["check", "status"])
def test_reading_never_imports_tinydb(command: str) -> None:
    """Only what appends needs it."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_a_new_journal_needs(tmp_path: Path) -> None:
    """The files of git, without those that are there; they are no records."""
    files = new_files(tmp_path)
    assert [path.name for path in files] == [".gitattributes", ".gitignore"]
    (tmp_path / ".gitignore").touch()
    assert [path.name for path in new_files(tmp_path)] == [".gitattributes"]
    assert is_empty(tmp_path)
    assert is_empty(tmp_path / "missing")


def test_a_journal_is_short_by_the_size_of_its_files(tmp_path: Path) -> None:
    """Of those with records; none is short as well."""
    assert is_short(tmp_path / "missing")
    (tmp_path / "2024-W01.jsonl").write_bytes(b" " * (SHORT - 2))
    (tmp_path / "2024-W02.jsonl").write_bytes(b" ")
    (tmp_path / "note.txt").write_bytes(b" " * SHORT)
    assert is_short(tmp_path)
    (tmp_path / "2024-W02.jsonl").write_bytes(b"  ")
    assert not is_short(tmp_path)


def test_every_file_with_records_is_tracked(tmp_path: Path) -> None:
    """The patterns find what was appended, and with it the journal is no longer empty."""
    updates = reports(3)
    open_journal(tmp_path).append(updates)
    open_journal(tmp_path).append(updates[:1])
    names = [path.name for path in record_files(tmp_path)]
    assert names == [act_file(updates[0]), week_file(updates[0])]
    assert all(any(fnmatch(name, pattern) for pattern in TRACKED) for name in names)
    assert not is_empty(tmp_path)


def test_line_that_is_being_written(tmp_path: Path) -> None:
    """A reader that comes while a line is written, of which the system shows a part, reads it once it is whole."""
    assert set(map(str, outside("readings", tmp_path, 200))) == {"[]"}
