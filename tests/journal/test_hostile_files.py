"""What lies in the place of a journal's file and is none: told at once with its path, never waited for, never followed.

The same for the files beside a plan.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from journal.contract import reports

from plantrack.errors import JournalError, PlanError
from plantrack.journal import open_journal
from plantrack.journal.folder import week_file
from plantrack.planfile import text_of

WEEK = week_file(reports(1)[0])
MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "Not a regular file"),
    "a device that never ends": (lambda path: path.symlink_to("/dev/zero"), "Not a regular file"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "No such file or directory"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
    "a folder": (Path.mkdir, "Is a directory"),
}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """Return the folder of a journal with something that is no file in the place of a week's, and what is said."""
    monkeypatch.chdir(tmp_path)
    make, said = MADE[request.param]
    (tmp_path / "journal").mkdir()
    make(tmp_path / "journal" / WEEK)
    return tmp_path / "journal", said


def test_reading(made: tuple[Path, str]) -> None:
    """It is no silence: nothing can be read, and the path is told."""
    folder, why = made
    with pytest.raises(JournalError) as error:
        open_journal(folder).read()
    assert str(error.value).endswith(f": cannot be read: {why}")
    assert "journal" in str(error.value)


def test_writing(made: tuple[Path, str]) -> None:
    """Nothing is recorded into it; a link to nothing becomes the file that it points to."""
    folder, why = made
    if why == "No such file or directory":
        open_journal(folder).append(reports(1))
        assert open_journal(folder).read().updates == reports(1)
        return
    with pytest.raises(JournalError) as error:
        open_journal(folder).append(reports(1))
    assert str(error.value).endswith(f": nothing was recorded: {why}")
    assert "journal" in str(error.value)


def test_text_beside_a_plan(made: tuple[Path, str]) -> None:
    """A calendar or light rules are read from regular files only, too."""
    folder, why = made
    with pytest.raises(PlanError) as error:
        text_of(folder / WEEK)
    assert str(error.value).endswith(f": cannot be read: {why}")
    assert "journal" in str(error.value)


def test_a_journal_that_is_a_link_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal whose disk is not there is no empty journal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "journal").symlink_to("away")
    with pytest.raises(JournalError) as error:
        open_journal(tmp_path / "journal").read()
    assert str(error.value) == "away: cannot be read: No such file or directory"
