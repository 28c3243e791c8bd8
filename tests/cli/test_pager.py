"""The pager: only on a terminal, only for what is longer than its screen, and as the user's settings have it."""

from __future__ import annotations

import signal

import pytest
from cli_support import Bench, Run, Terminal, on_terminal
from required import require

from plantrack.cli.pager import piped

STATUS = ("status", "--lang", "en", "--as-of", "2024-11-18")
MARKED = "sed s/^/>/"
TEXT = "\x1b[1mone\x1b[0m\ntwo\n三 three\n"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen have three lines of ten cells, and no pager be set."""
    monkeypatch.delenv("PLANTRACK_PAGER")
    for name, value in (("LINES", "3"), ("COLUMNS", "10")):
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("lines", "columns", "longer"), [(3, 10, True), (4, 10, False), (4, 8, False), (4, 7, True), (99, 1, False)]
)
def test_what_is_longer_than_the_screen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], lines: int, columns: int, *, longer: bool
) -> None:
    """It goes through the pager as a whole; a line that wraps counts as several, styles as nothing."""
    for name, value in {"LINES": str(lines), "COLUMNS": str(columns), "PAGER": MARKED}.items():
        monkeypatch.setenv(name, value)
    assert piped(TEXT) is longer
    marked = "".join(f">{line}\n" for line in TEXT.splitlines())
    assert capfd.readouterr() == (marked if longer else "", "")


@pytest.mark.parametrize(
    ("settings", "used"),
    [
        ({"PLANTRACK_PAGER": MARKED, "PAGER": "cat"}, True),
        ({"PAGER": MARKED}, True),
        ({"PAGER": "head -n 0"}, True),
        ({"PLANTRACK_PAGER": "", "PAGER": MARKED}, False),
        ({"PLANTRACK_PAGER": "cat", "PAGER": MARKED}, False),
        ({"PAGER": ""}, False),
        ({"PLANTRACK_PAGER": "no-such-program --x"}, False),
        ({"PLANTRACK_PAGER": "less 'x"}, False),
        ({"PLANTRACK_PAGER": MARKED, "TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_settings(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], *, used: bool) -> None:
    """PLANTRACK_PAGER goes before PAGER; none is one. Without a program that runs, the text is left to be printed."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert piped(TEXT * 1000) is used


@pytest.mark.parametrize(("own", "told"), [(None, "FRX -c utf-8"), ("S", "S -c utf-8")])
def test_what_less_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], own: str | None, told: str
) -> None:
    """Its settings are git's where the user has none."""
    monkeypatch.setenv("PAGER", "sh -c 'cat > /dev/null; echo $LESS $LV $LESSCHARSET'")
    if own:
        monkeypatch.setenv("LESS", own)
    assert piped(TEXT)
    assert capfd.readouterr().out == f"{told}\n"


def test_only_on_a_terminal(bench: Bench) -> None:
    """The exit code is the command's; with `--no-pager`, into a pipe and into a file there is none."""
    env = {"PLANTRACK_PAGER": MARKED, "LINES": "3", "NO_COLOR": "1", "COLUMNS": "200"}
    failed = on_terminal(bench, "check", "--lang", "en", "--as-of", "2024-11-18", env=env)
    assert failed.code == 1
    assert {line[0] for line in failed.out.splitlines()} == {">"}
    assert ">" not in on_terminal(bench, *STATUS, "--no-pager", env=env).out
    assert bench.program(*STATUS, env=env) == bench.run(*STATUS)
    assert on_terminal(bench, *STATUS, "-o", "view.txt", env=env) == Run(0, "view.txt written\n")


def test_less(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings it is less: Chinese and colours page by page; an interrupt stays with it, and q ends it."""
    require("less")
    for name in ("LINES", "COLUMNS"):
        monkeypatch.delenv(name)
    with Terminal(bench, "status", "--lang", "zh", rows=6) as terminal:
        terminal.await_text("会展计划")
        terminal.await_text(":")
        terminal.process.send_signal(signal.SIGINT)
        terminal.type("q")
        done = terminal.end()
    assert (done.code, "<E4>" in done.out, "ESC" in done.out, "\x1b[1m" in done.out) == (0, False, False, True)
