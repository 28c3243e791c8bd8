"""Streams that are closed or full, a working folder that is gone: one line, a documented code, no record repeated."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import PATIENCE, Bench, Run, command, environment

FULL = "No space left on device"
CLOSED = "Bad file descriptor"
FAILED = "error: the output cannot be written: {}; make room, or write to another file with -o\n"
RECORDED = "warning: recorded; only the output cannot be written: {}\n"


def redirected(bench: Bench, words: str, streams: str) -> Run:
    """Run plantrack with the streams of a shell's redirection."""
    line = f"exec {shlex.join(command(*words.split()))} {streams}"
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=bench.here, env=environment({"PLANTRACK_LANG": "en"}),
        stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_nothing_is_loaded_before_ctrl_c_is_listened_to() -> None:
    """What completes the streams comes before that, so that it takes no time in which nobody listens."""
    new = "import sys; before = {*sys.modules}; import plantrack.cli; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", new], env=environment(), capture_output=True, text=True, check=True)
    ours = ["__future__", "plantrack", "plantrack.cli", "plantrack.cli.interruption", "plantrack.cli.streams"]
    assert [name for name in done.stdout.split() if name not in sys.builtin_module_names] == ours


@pytest.mark.parametrize(("streams", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_a_record_is_reported_as_written(bench: Bench, streams: str, why: str) -> None:
    """Whoever reads the exit code or stderr does not record it again; undo and a long output neither."""
    done = redirected(bench, "comment 2 推进中", streams)
    assert (done, len(bench.records())) == (Run(0, "", RECORDED.format(why)), 1)
    done = redirected(bench, "undo", streams)
    assert (done, len(bench.records())) == (Run(0, "", RECORDED.format(why)), 2)
    done = redirected(bench, f"comment 2 {'推' * 20_000}", streams)
    assert (done, len(bench.records())) == (Run(0, "", RECORDED.format(why)), 3)


def test_a_record_nobody_reads_about(bench: Bench) -> None:
    """A reader that has gone takes nothing away from the record."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("comment", "2", "推进中"), cwd=bench.here, env=environment({"PLANTRACK_LANG": "en"}),
        stdout=writer, stderr=subprocess.PIPE, timeout=PATIENCE, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr.decode()) == (0, RECORDED.format("Broken pipe"))
    assert len(bench.records()) == 1


@pytest.mark.parametrize(
    "words", ["comment 2 推进中 --dry-run", "--version", "--help", "status --help", "status", "schema"]
)
@pytest.mark.parametrize(("streams", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_what_cannot_be_shown(bench: Bench, words: str, streams: str, why: str) -> None:
    """Without a record it is exit code 2 and one line, also before any command is known."""
    assert redirected(bench, words, streams) == Run(2, "", FAILED.format(why))
    assert bench.records() == []


@pytest.mark.parametrize(("streams", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_a_message_that_cannot_be_shown_was_told_to_nobody(bench: Bench, streams: str, why: str) -> None:
    """The run ends with its first message, which the next one shows as a repeat; another channel needs no stdout."""
    assert redirected(bench, "remind", streams) == Run(2, "", FAILED.format(why))
    assert [record["state"] for record in bench.records()] == ["sending"]
    found = json.loads(redirected(bench, "remind --dry-run --format json", "").out)["messages"]
    assert [one["repeated"] for one in found] == [True, *[False] * (len(found) - 1)]
    assert redirected(bench, "remind --via files:told --format json", streams) == Run(0, "", RECORDED.format(why))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("update -", 'no lines were read; each must be a record such as {"ref": "6.2", "status": "done"}'),
        ("update 2", "there is nothing to record for 2; give a status, a percentage or a note"),
    ],
)
def test_a_missing_stdin_is_an_empty_one(bench: Bench, words: str, said: str) -> None:
    """Nothing is read from it, nobody is asked, and no file takes its place."""
    assert redirected(bench, words, "<&-") == Run(2, "", f"error: {said}\n")
    assert redirected(bench, "comment 2 推进中", "<&-").code == 0


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full"])
def test_without_stderr_the_exit_code_tells(bench: Bench, streams: str) -> None:
    """A warning or an error that cannot be written changes nothing."""
    assert redirected(bench, "show 9.9", streams) == Run(4, "", "")
    assert redirected(bench, "comment 2 推进中", f"{streams} >/dev/full") == Run(0, "", "")
    assert len(bench.records()) == 1


@pytest.mark.parametrize("words", ["status", "check", "new other --title x --year 2025", "update 2 --percent 5"])
def test_a_working_folder_that_is_gone(bench: Bench, tmp_path: Path, words: str) -> None:
    """It is told as what it is."""
    gone = tmp_path / "gone"
    gone.mkdir()
    line = (
        f"cd {shlex.quote(str(gone))} && rmdir {shlex.quote(str(gone))} && exec {shlex.join(command(*words.split()))}"
    )
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=bench.here, env=environment({"PLANTRACK_LANG": "en"}),
        capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    said = "error: the working folder cannot be found: No such file or directory; change to another\n"
    assert Run(done.returncode, done.stdout.decode(), done.stderr.decode()) == Run(2, "", said)
