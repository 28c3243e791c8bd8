"""The benches of these tests: a small plan, and the one that is shipped."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import cli_support
import pytest
import time_machine
from cli_support import ADOPTED, PLAN, SHIPPED, Bench
from portfolio_support import broken, copied
from postgres_fixtures import running

from plantrack.cli.plan_rows import Outcome, RowMaker

__all__ = ["running"]
OURS = ("PLANTRACK_", "LC_", "GIT_", "XDG_")
OTHERS = (
    "LANG",
    "LANGUAGE",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "PYTHONUTF8",
    "PYTHONUNBUFFERED",
    "GITHUB_STEP_SUMMARY",
)

TELLS_THE_BEGINNING = """
import os, sys
def hook(event, args):
    if event == "import" and args[0] == "plantrack.cli.app":
        os.write(int(os.environ["BEGINS"]), b"!")
sys.addaudithook(hook)
"""
"""A sitecustomize that tells when plantrack imports the first of what it needs. What comes before is Python's own."""


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work alone in a folder: no language, no configuration, no actor but 刘洋."""
    for name in os.environ:
        if name.startswith(OURS) or name in OTHERS:
            monkeypatch.delenv(name)
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PLANTRACK_ACTOR", "刘洋")
    monkeypatch.setenv("PLANTRACK_JOURNAL", "")  # as it was, whatever a command sets
    monkeypatch.setenv("PLANTRACK_PAGER", "cat")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Return a bench with the plan of the fairs, adopted, at noon in Shenzhen on Monday, 2024-11-18."""
    found = Bench(tmp_path / "here", "fairs")
    found.journal.mkdir(parents=True)
    found.file.write_text(PLAN, "utf-8")
    (found.journal / "2024-W38.jsonl").write_text(json.dumps(ADOPTED, ensure_ascii=False) + "\n", "utf-8")
    with time_machine.travel("2024-11-18T04:00:00Z"):
        yield found


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Bench]:
    """Return a bench with the plan that is shipped, years after everything was recorded."""
    found = Bench(tmp_path / "here", SHIPPED.name)
    shutil.copytree(SHIPPED, found.folder)
    with time_machine.travel("2030-01-07T04:00:00Z"):
        yield found


@pytest.fixture
def city(bench: Bench) -> Bench:
    """Return a bench with three plans: one behind, one with a report on a task, and one that cannot be read."""
    later = copied(bench, "later", ("zh: 会展计划, en: Plan of the fairs", "zh: 场馆计划, en: Plan of the halls"))
    later.run("done", "1.1", "--plan", "later", "--on", "2024-11-15")
    later.run("update", "2", "--percent", "50", "--plan", "later")
    broken(bench.here, "broken")
    return bench


@pytest.fixture
def rows_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the plans of which a row is made, as they are made."""
    names: list[str] = []
    make = RowMaker.__call__

    def call(self: RowMaker, folder: Path) -> Outcome:
        names.append(folder.name)
        return make(self, folder)

    monkeypatch.setattr(RowMaker, "__call__", call)
    return names


@pytest.fixture
def telling(tmp_path: Path) -> Mapping[str, str]:
    """The environment in which the beginning is told."""
    (tmp_path / "sitecustomize.py").write_text(TELLS_THE_BEGINNING, "utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(tmp_path), cli_support.environment()["PYTHONPATH"]))}
