"""What is shown while a file is made: something on a terminal, and nothing in a pipe."""

from __future__ import annotations

from cli_support import Bench, on_terminal, uncoloured

from plantrack.cli.waiting import waiting
from plantrack.render.formats import SLOW, Format

FILES = [f"r.{form}" for form in sorted(SLOW - {Format.PDF})]


def test_a_terminal_shows_that_a_file_is_being_made(bench: Bench) -> None:
    """The line goes away again: what stays is what was written."""
    for file in FILES:
        done = on_terminal(bench, "report", "--week", "2024-W46", "-o", file, "--lang", "en", env={"TERM": "xterm"})
        assert done.code == 0
        assert f"making {file.removeprefix('r.')} …" in uncoloured(done.out)
        assert done.out.endswith(f"{file} written\n")


def test_a_pipe_shows_nothing(bench: Bench) -> None:
    """Neither does a format that is made at once."""
    for file in FILES:
        done = bench.program("report", "--week", "2024-W46", "-o", file, "--lang", "en")
        assert done == (0, "", f"{file} written\n")
    shown = on_terminal(bench, "report", "--week", "2024-W46", "-o", "r.md", "--lang", "en", env={"TERM": "xterm"})
    assert shown.out == "r.md written\n"


def test_outside_a_terminal_there_is_nothing_to_close() -> None:
    """It can be used around any work."""
    with waiting(Format.DOCX, "en") as shown:
        assert shown is None
