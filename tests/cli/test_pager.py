"""The pager: only on a terminal, only for what is longer than its screen, and as the user's settings have it."""

from __future__ import annotations

import shutil
import signal

import pytest
from cli_support import Bench, Run, Terminal, on_terminal

STATUS = ("status", "--lang", "en", "--as-of", "2024-11-18")
SHORT = {"LINES": "5"}
"""A screen that is shorter than the status of the bench."""
MARKED = "sed s/^/>/"
PLAIN = {"TERM": "xterm", "NO_COLOR": "1"}


def shown(bench: Bench, *words: str, env: dict[str, str] | None = None) -> Run:
    """Return what a terminal without colour shows."""
    return on_terminal(bench, *words, env=PLAIN | (env or {}))


def test_what_is_longer_than_the_screen(bench: Bench) -> None:
    """It goes through the pager as a whole, and the exit code stays; a line that wraps counts as several."""
    plain = shown(bench, *STATUS)
    marked = "".join(f">{line}\n" for line in plain.out.splitlines())
    height = plain.out.count("\n")
    for lines, expected in ((5, marked), (height, marked), (height + 1, plain.out)):
        env = {"LINES": str(lines), "PLANTRACK_PAGER": MARKED}
        assert shown(bench, *STATUS, env=env) == Run(0, expected), lines
    failed = shown(bench, "check", "--lang", "en", "--as-of", "2024-11-18", env=SHORT | {"PLANTRACK_PAGER": MARKED})
    assert (failed.code, failed.out.startswith(">")) == (1, True)
    line = {"LINES": "8", "COLUMNS": "10", "PLANTRACK_PAGER": MARKED}
    assert shown(bench, "list", "--status", "done", "--lang", "en", env=line).out.startswith("no task")
    assert shown(bench, "list", "--format", "csv", "--item", "2", env=line).out.startswith(">ref,")


@pytest.mark.parametrize(
    ("settings", "marked"),
    [
        ({"PLANTRACK_PAGER": MARKED, "PAGER": "cat"}, True),
        ({"PAGER": MARKED}, True),
        ({"PLANTRACK_PAGER": "", "PAGER": MARKED}, False),
        ({"PLANTRACK_PAGER": "cat", "PAGER": MARKED}, False),
        ({"PLANTRACK_PAGER": "no-such-program --x"}, False),
        ({"PLANTRACK_PAGER": MARKED, "TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_settings(bench: Bench, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], *, marked: bool) -> None:
    """PLANTRACK_PAGER goes before PAGER; none is one, and without a program that runs the text is printed."""
    plain = shown(bench, *STATUS)
    monkeypatch.delenv("PLANTRACK_PAGER")
    done = shown(bench, *STATUS, env=SHORT | settings)
    assert done == (Run(0, "".join(f">{line}\n" for line in plain.out.splitlines())) if marked else plain)


def test_none_is_wanted(bench: Bench) -> None:
    """With `--no-pager`, into a pipe and into a file there is none."""
    plain = shown(bench, *STATUS)
    env = SHORT | {"PLANTRACK_PAGER": MARKED}
    assert shown(bench, *STATUS, "--no-pager", env=env) == plain
    assert bench.program(*STATUS, env=env) == bench.program(*STATUS)
    assert shown(bench, *STATUS, "-o", "view.txt", env=env) == Run(0, "view.txt written\n")
    assert shown(bench, "update", "2", "--note", "x", "--lang", "en", env=env).out.startswith("recorded: ")


def test_what_less_is_told(bench: Bench) -> None:
    """Its settings are git's where the user has none."""
    pager = "sh -c 'cat > /dev/null; echo $LESS $LV $LESSCHARSET'"
    assert shown(bench, *STATUS, env=SHORT | {"PLANTRACK_PAGER": pager}) == Run(0, "FRX -c utf-8\n")
    assert shown(bench, *STATUS, env=SHORT | {"PLANTRACK_PAGER": pager, "LESS": "S"}) == Run(0, "S -c utf-8\n")


def test_a_pager_that_leaves_early(bench: Bench) -> None:
    """Whoever has seen enough ends the pager, and no error."""
    assert shown(bench, "log", "--format", "json", env=SHORT | {"PLANTRACK_PAGER": "head -n 1"}) == Run(0, "{\n")


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings it is less: Chinese and colours page by page; an interrupt stays with it, and q ends it."""
    monkeypatch.delenv("PLANTRACK_PAGER")
    with Terminal(bench, "status", "--lang", "zh", rows=6) as terminal:
        terminal.await_text("会展计划")
        terminal.await_text(":")
        terminal.process.send_signal(signal.SIGINT)
        terminal.type("q")
        done = terminal.end()
    assert (done.code, "<E4>" in done.out, "ESC" in done.out, "\x1b[1m" in done.out) == (0, False, False, True)
