"""The README says what the program does: its screens are fresh, its commands run, its script works."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from cli_support import Bench, Run
from read_support import DOCUMENT
from repository import git
from tables_told import rows

from plantrack.guide import page

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = [
    line.split(" # ")[0].strip() for block in BLOCKS for line in block.splitlines() if line.startswith("plantrack ")
]
FINDS = (
    "plantrack check", "plantrack check --format sarif -o findings.sarif",
    "plantrack check --all --format sarif -o all.sarif",
)  # fmt: skip
"""What is meant to find an error in the shipped plan, and so ends with exit code 1."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with a copy of the shipped plans, and of a document, on its branch main."""
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    shutil.copy(DOCUMENT, tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "plans: as shipped")
    return tmp_path


def _run(command: str, place: Path, language: str = "en") -> Run:
    """Run a command of the page in a folder, in this process: the page has many, and each would start for itself."""
    _, *words = shlex.split(command)
    with contextlib.chdir(place):
        return Bench(place, "").run(*words, env={"PLANTRACK_ACTOR": "Li Lei", "PLANTRACK_LANG": language})


def test_every_command_of_the_daily_loops_runs_as_written(place: Path) -> None:
    """In the order of the page, on a copy of the shipped plan; the id of a request is the one that was shown."""
    request = ""
    assert _run("plantrack ledger send --per-unit ledgers", place).code == 0  # the week before
    for command in COMMANDS:
        shown = _run(command.replace("8QMVRXMS", request), place)
        assert shown.code == int(command in FINDS), (command, shown.out, shown.err)
        if found := re.search(r"request ([0-9A-Z]{8})", shown.out):
            request = found[1]
    assert len(COMMANDS) == 32


def test_the_setup_is_the_same_in_both_languages() -> None:
    """The two commands that install stand in each part of the page, word for word."""
    setups = [block for block in BLOCKS if "pip install" in block]
    assert len(setups) == 2
    assert setups[0] == setups[1]


@pytest.mark.parametrize("row", rows(TEXT, "what 特点"), ids=lambda row: row[1])
def test_the_demonstration_prints_the_lines_that_are_shown(row: list[str], tmp_path: Path) -> None:
    """Each in the language in which it is quoted."""
    _, command, line = row
    language = "zh" if re.search("[\u4e00-\u9fff]", line) else "en"
    _run("plantrack demo", tmp_path, language)
    assert line.strip("`") in _run(command.strip("`"), tmp_path, language).out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_script_of_the_guide_prints_the_report(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six lines do what `report` does."""
    script = re.search(r"```python\n(.*?)```", page("json", language), re.DOTALL)
    assert script is not None
    assert len([line for line in script[1].splitlines() if line.strip()]) == 6
    monkeypatch.chdir(ROOT)
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        exec(script[1], {})  # noqa: S102 - the guide's own words
    told = _run(f"plantrack report --week 2024-W46 --format markdown --lang {language}", ROOT).out
    assert shown.getvalue() == told + "\n"
