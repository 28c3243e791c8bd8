"""Progress: on a terminal, what takes more than a second is told; elsewhere nothing is."""

from __future__ import annotations

import io
import sys
import time

import pytest
from cli_support import uncoloured

from plantrack.cli import progress_line
from plantrack.cli.progress_line import PATIENCE, counted, progress
from plantrack.errors import message

READING, MAKING = message("reading {file} …", file="plan.yaml"), message("making {form} …", form="text")


class Screen(io.StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def shown_on(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Make stderr a terminal."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    return found


def wait_for(screen: Screen, words: str) -> None:
    """Wait until something is shown."""
    end = time.monotonic() + 60
    while words not in uncoloured(screen.getvalue()):
        assert time.monotonic() < end, screen.getvalue()
        time.sleep(0.01)


def failing_after(screen: Screen, words: str) -> None:
    """Fail once something is shown."""
    wait_for(screen, words)
    int(words)


def test_what_takes_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is done now, also inside of something else; at the end the line is taken away."""
    screen = shown_on(monkeypatch)
    with progress(READING, "en", 0):
        wait_for(screen, "reading plan.yaml …")
        with progress(MAKING, "en"):
            wait_for(screen, "making text …")
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")


def test_what_is_short_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing flickers for less than a second."""
    screen = shown_on(monkeypatch)
    assert PATIENCE >= 1
    with progress(READING, "en", 600):
        pass
    assert screen.getvalue() == ""


def test_outside_a_terminal_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A file or pipe gets nothing but warnings and errors."""
    with progress(READING, "en", 0):
        time.sleep(3 * progress_line.REFRESH)
    assert capsys.readouterr() == ("", "")


def test_an_error_takes_the_line_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """It then stands alone."""
    screen = shown_on(monkeypatch)
    with pytest.raises(ValueError, match="invalid literal"), progress(READING, "en", 0):
        failing_after(screen, "reading plan.yaml …")
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")
    with progress(MAKING, "en", 0):
        wait_for(screen, "making text …")


def test_what_is_done_many_times_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how often of how often; elsewhere, and for what is short, there is none."""
    screen = shown_on(monkeypatch)
    with counted(message("reading the plans"), "en", 0) as told:
        for done in range(1, 4):
            told(done, 3)
    shown = uncoloured(screen.getvalue())
    assert ("reading the plans" in shown, "3/3" in shown) == (True, True)
    before = screen.getvalue()
    with counted(message("reading the plans"), "en") as told:
        told(1, 1)
    assert screen.getvalue() == before
