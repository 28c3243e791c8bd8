"""What is generated is fresh, and what the page for contributors names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from generated import ROOT, stale

from plantrack.version import __version__

TOLD_VERSION = re.compile(r"(?:plantrack==|@v|rev: v)([0-9]+[.][0-9.]*[0-9])")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_fresh() -> None:
    """The README's screens, the reference and the schema are what the program would write today."""
    assert [str(path.relative_to(ROOT)) for path in stale()] == [], "python tests/generated.py writes them anew"


def test_the_version_that_people_are_told_to_install() -> None:
    """It is the one of `plantrack/version.py`."""
    pages = [".github/actions/plantrack/action.yml", ".gitlab/plantrack.gitlab-ci.yml",
             "plantrack/guide/en/gate.md", "plantrack/guide/zh/gate.md"]  # fmt: skip
    told = {name: {*TOLD_VERSION.findall((ROOT / name).read_text("utf-8"))} for name in pages}
    assert told == {name: {__version__} for name in pages}


def test_where_things_live() -> None:
    """Every file and folder that the page for contributors names is there, and every folder of the package is named."""
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:plantrack|tests)[/\w.]*)`", page))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
    folders = {f"plantrack/{path.parent.name}" for path in (ROOT / "plantrack").glob("*/__init__.py")}
    assert sorted(folders - named) == []


def test_a_stale_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A document that the program would write otherwise is named, and so is one that is not there."""
    page, gone = tmp_path / "page.md", tmp_path / "gone.md"
    page.write_text("plantrack list --sort\n", "utf-8")
    monkeypatch.setattr("generated.DOCUMENTS", {page: lambda: "plantrack list --invented\n", gone: str})
    assert stale() == [page, gone]
    monkeypatch.setattr("generated.DOCUMENTS", {page: lambda: "plantrack list --sort\n"})
    assert stale() == []
