"""What is decided is decided under the lock that writes it: of two commands at once, the second sees the first."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import pytest
from cli_support import PATIENCE, Bench, command, environment
from journal.test_locks import holder

WAITING = "warning: another command is writing to the journal; waiting until it has ended\n"


def at_once(bench: Bench, *lines: Sequence[str]) -> list[tuple[int, str]]:
    """Run commands that all wait for one lock, until it is let go; return exit code and stderr of each."""
    with holder(bench.journal) as held:
        processes = [
            subprocess.Popen(
                command(*words), cwd=bench.here, env=environment({"PLANTRACK_LANG": "en"}), text=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )
            for words in lines
        ]  # fmt: skip
        for process in processes:
            assert process.stderr is not None
            assert process.stderr.readline() == WAITING
        held.kill()
        ended = [process.communicate(timeout=PATIENCE)[1] for process in processes]
    return [(process.returncode, said) for process, said in zip(processes, ended, strict=True)]


@pytest.mark.slow
def test_two_undos_take_back_two_acts(bench: Bench) -> None:
    """Neither takes back what the other has."""
    for text in ("一", "二", "三"):
        bench.run("comment", "2", text)
    assert at_once(bench, ("undo",), ("undo",)) == [(0, ""), (0, "")]
    targets = [record["target"] for record in bench.records() if record["kind"] == "retract"]
    assert len({*targets}) == 2
    assert "一" in bench.run("log").out


@pytest.mark.slow
def test_a_request_is_answered_once(bench: Bench) -> None:
    """Approved and refused at once, one answer holds, and the other one is told."""
    bench.run("reschedule", "2", "2025-01-31", "--reason", "检修", "--lang", "en")
    (line,) = (bench.journal / "2024-W47.jsonl").read_text("utf-8").splitlines()
    name = line.split('"act":"')[1][18:26]
    done = at_once(bench, ("approve", name, "--by", "张敏"), ("refuse", name, "--reason", "不延", "--by", "张敏"))
    assert sorted(code for code, _ in done) == [0, 2]
    assert [record["kind"] for record in bench.records()] == ["request", "answer"]


@pytest.mark.slow
def test_a_dry_run_waits_for_nobody(bench: Bench) -> None:
    """It records nothing, so that it reads what is there."""
    bench.run("comment", "2", "一")
    with holder(bench.journal):
        assert bench.run("undo", "--dry-run").code == 0
