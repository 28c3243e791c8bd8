"""Completion in the real shells, on a terminal, installed the way a user does it: `plantrack --install-completion`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_support import Bench, Terminal
from required import require

from plantrack.planfile import read_plan

pytestmark = pytest.mark.slow
PROMPT = "ready> "
PROGRAM = f"""\
#!{sys.executable}
from plantrack.cli import main
main()
"""
SEATED = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
"""Makes its terminal the one that controls it, as shells need it, and becomes the program that is named."""
HOSTILE = """Hostile $(touch done)`touch done`'; touch done #\\"]); touch done; (("""


class Kind(NamedTuple):
    """A shell: how it starts, where its settings lie below the home folder, and how they set the prompt."""

    words: tuple[str, ...]
    settings: str
    prompt: str


SHELLS = {
    "bash": Kind(("bash", "-i"), ".bashrc", f"PS1='{PROMPT}'\n"),
    "zsh": Kind(("zsh", "-i"), ".zshrc", f"PROMPT='{PROMPT}'\n"),
    "fish": Kind(("fish", "-i"), ".config/fish/config.fish", f"function fish_prompt; echo -n '{PROMPT}'; end\n"),
}
TITLED = ("zsh", "fish")
"""The shells that show what an offer means."""


class Shell(Terminal):
    """A real shell on a terminal of its own, ready for a line."""

    def __init__(self, bench: Bench, words: tuple[str, ...]) -> None:
        super().__init__(bench, *words, columns=100, env={"PLANTRACK_LANG": "en", "SHELL": words[0]})
        self.await_text(PROMPT)

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return what is started: the shell, in control of its terminal."""
        return [sys.executable, "-c", SEATED, *words]


@pytest.fixture(params=SHELLS)
def name(request: pytest.FixtureRequest) -> str:
    """Each shell in turn; the test skips where it is not installed."""
    found = str(request.param)
    require(found)
    return found


@pytest.fixture
def home(name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder with the shell's own settings, and plantrack where the shell finds programs."""
    found = Path(os.environ["HOME"])
    settings = found / SHELLS[name].settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SHELLS[name].prompt)
    for folder in (".cache/fish/generated_completions", ".local/share/fish/generated_completions"):
        (found / folder).mkdir(parents=True)  # without it, fish reads every manual page in the background
    program = found / "bin" / "plantrack"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return found


@pytest.fixture
def shell(shipped: Bench, name: str, home: Path) -> Iterator[Shell]:
    """Return a shell that was started after completion had been installed from within it."""
    with taught(shipped, name) as found:
        yield found


def taught(bench: Bench, name: str) -> Shell:
    """Install completion in one shell, and return the next."""
    words = SHELLS[name].words
    with Shell(bench, words) as first:
        first.type("plantrack --install-completion\n")
        first.await_text(f"{name} completion installed in")
    return Shell(bench, words)


def test_verbs(shell: Shell) -> None:
    """TAB completes a verb; the line that results runs."""
    shell.type("plantrack sta\t--as-of 2024-11-17\n")
    shell.await_text("2024 Work Plan of the Shenzhen")
    shell.await_text(PROMPT)


def test_options(shell: Shell) -> None:
    """TAB completes an option, and then its value."""
    shell.type("plantrack check --on\tover\t--as-of 2024-11-17\n")
    shell.await_text("findings as of 2024-11-17: 16 (overdue 16)")


def test_references(shell: Shell, shipped: Bench, name: str) -> None:
    """TAB twice offers the references that fit, with their titles where the shell shows what an offer means."""
    shell.type("plantrack show 6.\t\t")
    for task in read_plan(shipped.folder).plan.by_ref["6"].tasks:
        shell.await_text(task.title.en[:40] if name in TITLED else task.ref)


def test_hostile_titles(bench: Bench, name: str, home: Path) -> None:
    """A title is shown and never run, whatever it holds for a shell."""
    bench.edit("en: Win exhibitors", f"en: {json.dumps(HOSTILE)}")
    with taught(bench, name) as shell:
        shell.type("plantrack show 1.\t\t")
        shell.await_text("Hostile" if name in TITLED else "1.2")
        shell.type('\x15echo sa""fe\n')
        shell.await_text("safe")
    assert [path for path in (bench.here, home) if (path / "done").exists()] == []
