"""The examples of the guide: every block headed `console` is run, in order, in a folder of its own, and shown anew.

What stands behind `console` on that line says more: `after=start` runs the examples of that page first, `on=shipped`
begins with a copy of the shipped plans, and `day=2026-04-01` puts the clock there, at ten in Shenzhen; each command is
a minute later. A block with `file=PATH` behind its language is written to that file. A command that does not end with
exit code 0 is followed by `echo $?`.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import time_machine
from cli_support import Bench, Terminal
from repository import ALONE

import plantrack
from plantrack.cli import run as run_command

ROOT = Path(plantrack.__file__).parents[1]
GUIDE = Path(plantrack.__file__).parent / "guide"
PAGES = sorted(GUIDE.glob("*/*.md"))
FENCED = re.compile(r"^```(?P<language>\w+)(?P<facts>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SETTING = re.compile("[A-Z_]+=")
COLUMNS = 78
ACTORS = {"zh": "刘洋", "en": "Li Lei"}
DECIDING = ("PLANTRACK_", "LC_", "LANG", "COLUMNS", "LINES", "GIT_", "GITHUB_")
"""What in the environment decides on anything shown."""


class Block(NamedTuple):
    """A block of a page: its language, what stands behind it, and its text."""

    language: str
    facts: dict[str, str]
    text: str

    @property
    def commands(self) -> list[str]:
        """The commands of a console."""
        return [line.removeprefix("$ ") for line in self.text.splitlines() if line.startswith("$ ")]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page."""
    return [
        Block(found["language"], dict(fact.split("=", 1) for fact in found["facts"].split()), found["text"])
        for found in FENCED.finditer(text)
    ]


class Pages(Terminal):
    """A terminal on which the examples of pages run."""

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return what is started."""
        return [sys.executable, __file__, *words]


@cache
def renewed(language: str) -> dict[Path, str]:
    """Return the pages in a language with what their commands show today; one process runs them all."""
    pages = [page for page in PAGES if page.parent.name == language]
    with (
        tempfile.TemporaryDirectory() as folder,
        Pages(Bench(Path(folder), ""), *(str(page.resolve()) for page in pages), columns=COLUMNS) as terminal,
    ):
        code, out, _ = terminal.end()
    assert code == 0, out
    return {page: _showing(page, shown) for page, shown in zip(pages, out.split("\v")[1:], strict=True)}


def _showing(page: Path, out: str) -> str:
    """Return a page with what its commands have shown."""
    text = page.read_text("utf-8")
    count = sum(len(block.commands) for block in blocks(text) if block.language == "console")
    shown = iter(out.replace("\r", "").split("\f")[-count - 1 : -1])

    def block(found: re.Match[str]) -> str:
        (one,) = blocks(found[0])
        if one.language != "console":
            return found[0]
        told = "".join(f"$ {line}\n{next(shown)}" for line in one.commands)
        return f"```console{found['facts']}\n{told}```"

    return FENCED.sub(block, text)


# In the process of the pages


class Console:
    """Runs commands in this folder one after the other; the clock goes on by a minute with each."""

    def __init__(self, errors: Path) -> None:
        self.now = datetime(2026, 12, 1, 2, tzinfo=UTC)
        self.code = 0
        self.errors = errors
        self.run_before: Counter[str] = Counter()

    def run_page(self, page: Path) -> None:
        """Run the examples of a page, and before them those of the page that they come after."""
        for block in blocks(page.read_text("utf-8")):
            if before := block.facts.get("after"):
                self.run_page(page.with_name(f"{before}.md"))
            if block.facts.get("on") == "shipped":
                shutil.copytree(ROOT / "plans", "plans")
            if day := block.facts.get("day"):
                self.now = datetime.fromisoformat(f"{day}T02:00:00Z")
            if file := block.facts.get("file"):
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                Path(file).write_text(block.text, "utf-8")
            for command in block.commands if block.language == "console" else ():
                sys.stdout.write(f"{self.run(command)}\f")
                sys.stdout.flush()

    def run(self, command: str) -> str:
        """Run a command, and return what is shown after what it prints itself."""
        if command == "echo $?":
            code, self.code = self.code, 0
            return f"{code}\n"
        if self.code:
            sys.exit(f"exit code {self.code} before `{command}`, and no `echo $?`")
        self.now += timedelta(minutes=1)
        self.errors.write_bytes(b"")
        words = shlex.split(command)
        given = dict(word.split("=", 1) for word in itertools.takewhile(SETTING.match, words))
        if words[len(given)] != "plantrack":
            self.code = subprocess.run(["bash", "-c", command], env=os.environ | ALONE, check=False).returncode
        else:
            with mock.patch.dict(os.environ, given):
                self.code = plantrack_run(words[len(given) + 1 :], self.now, f"{command} {self.run_before[command]}")
        self.run_before[command] += 1
        sys.stdout.flush()
        return self.errors.read_text("utf-8")


def plantrack_run(words: list[str], moment: datetime, seed: str) -> int:
    """Run plantrack in this process; `< FILE` at the end is its standard input. Ids depend on the seed alone."""
    os.urandom = random.Random(seed).randbytes  # noqa: S311
    *sys.argv[1:], given = words if words[-2:-1] == ["<"] else [*words, "<", os.devnull]
    sys.argv.remove("<")
    with Path(given).open(encoding="utf-8") as sys.stdin, time_machine.travel(moment, tick=False):
        try:
            run_command()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def run(pages: list[Path]) -> None:
    """Run the examples of each page, in a folder of its own; a vertical tab stands before what they show."""
    here = Path.cwd()
    with tempfile.NamedTemporaryFile() as errors:
        kept = os.dup(2)
        os.dup2(os.open(errors.name, os.O_WRONLY | os.O_APPEND), 2)
        try:
            for page in pages:
                folder = here / page.stem
                folder.mkdir()
                os.chdir(folder)
                set_up(page.parent.name)
                sys.stdout.write("\v")
                Console(Path(errors.name)).run_page(page)
        finally:
            os.dup2(kept, 2)


def set_up(language: str) -> None:
    """Leave in the environment what a person has who has nothing set up but a name and a language."""
    for name in [name for name in os.environ if name.startswith(DECIDING)]:
        del os.environ[name]
    os.environ |= {
        "PLANTRACK_LANG": language, "PLANTRACK_ACTOR": ACTORS[language], "PLANTRACK_CACHE": "off",
        "PLANTRACK_PAGER": "cat", "NO_COLOR": "1", "TERM": "xterm", "HOME": str(Path.cwd()),
        "GIT_CEILING_DIRECTORIES": str(Path.cwd().parent),
    }  # fmt: skip


if __name__ == "__main__":
    run([Path(word) for word in sys.argv[1:]])
