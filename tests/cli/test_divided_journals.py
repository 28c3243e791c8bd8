"""A journal of 18 MB is read by several processes; whoever runs a command, or interrupts it, sees none of that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from cli_support import PATIENCE, Bench, command, environment

from plantrack.cli.kept_answer import SUFFIX
from plantrack.journal import snapshots
from plantrack.journal.dividing import SHARE
from plantrack.journal.lines import JournalContents, decode_file
from plantrack.journal.locks import locked
from plantrack.journal.snapshots import Records
from plantrack.processes import processors

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="one process reads all of it elsewhere"),
    pytest.mark.skipif(processors() < 2, reason="one process reads all of it"),
]
LINE = (
    '{{"kind":"report","id":"B{n:025}","act":"B{n:025}","at":"{at:%Y-%m-%dT%H:%M:%S.000Z}","by":"刘洋","on":"{at:%Y-%m-%d}",'
    '"ref":"{ref}","status":"in-progress","percent":{percent},"progress":"已召开第{n}次推进会，完成阶段任务{more}"}}\n'
)
WEEKS, EACH = 8, 1000
UNCACHED = {"PLANTRACK_CACHE": "off"}
AS_OF = ("--as-of", "2024-12-01")


@pytest.fixture
def long(bench: Bench) -> Bench:
    """Return a bench whose journal has eight weeks of long reports, and two records that are taken away later."""
    more, n = "。" * (2 * SHARE // (WEEKS * EACH) // 3), 0
    for week in range(WEEKS):
        monday = datetime(2024, 9, 30, tzinfo=UTC) + timedelta(7 * week)
        with (bench.journal / f"2024-W{40 + week}.jsonl").open("w", encoding="utf-8") as file:
            for place in range(EACH):
                n += 1
                at, ref = monday + timedelta(minutes=place), ("1.1", "1.2", "2")[n % 3]
                file.write(LINE.format(n=n, at=at, ref=ref, percent=n % 99, more=more))
    return bench


def take_away(bench: Bench, number: int) -> None:
    """Retract a report in the last week."""
    target, at = f"B{number:025}", "2024-11-24T00:00:00Z"
    line = f'{{"kind":"retract","id":"C","act":"C","at":"{at}","by":"刘洋","target":"{target}"}}'
    bench.write(line, week="2024-W47")


def alone(bench: Bench, *words: str) -> tuple[int, bytes, bytes]:
    """Return how a command ends that may use one processor."""
    first = min(os.sched_getaffinity(0))
    done = subprocess.run(
        ["taskset", "-c", str(first), *command(*words)], cwd=bench.here, env=environment(UNCACHED), capture_output=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("taken", [None, WEEKS * EACH, 1])
@pytest.mark.parametrize("words", [("check", "--format", "json"), ("status", "--format", "json")])
def test_what_a_command_says(long: Bench, words: tuple[str, ...], taken: int | None) -> None:
    """The same bytes; also where a record is taken away, in the same part of the journal or in another one."""
    if taken:
        take_away(long, taken)
    done = subprocess.run(
        command(*words, *AS_OF), cwd=long.here, env=environment(UNCACHED), capture_output=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == alone(long, *words, *AS_OF)


def test_each_process_reads_a_part(long: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that asks reads its own, and no more than that."""
    read: list[str] = []

    def decode(content: bytes, path: Path) -> JournalContents:
        read.append(path.stem)
        return decode_file(content, path)

    monkeypatch.setattr(snapshots, "decode_file", decode)
    assert Records([long.journal], None, datetime(2100, 1, 1, tzinfo=UTC)).continued
    assert 0 < len({*read}) < WEEKS


LATER = "import time_machine; time_machine.travel('2100-01-04').start(); from plantrack.cli import main; main()"
"""A command long after any file was written: its times are believed."""


def test_what_it_says_is_kept(long: Bench, tmp_path: Path) -> None:
    """Every file that another process reads is marked here, before that starts."""
    cache = {"PLANTRACK_CACHE": str(tmp_path / "cache")}
    words = [sys.executable, "-c", LATER, "status", *AS_OF]
    done = subprocess.run(
        words, cwd=long.here, env=environment(cache), capture_output=True, timeout=PATIENCE, check=True
    )
    (kept,) = (tmp_path / "cache").glob(f"*{SUFFIX}")
    assert kept.read_bytes().endswith(done.stdout)
    assert all(os.fsencode(path) in kept.read_bytes() for path in long.journal.glob("*.jsonl"))


def test_ctrl_c_ends_all_of_them(long: Bench) -> None:
    """Quietly, with 130; here while a line of the last week is being written, for which the command waits."""
    with (long.journal / "2024-W47.jsonl").open("a", encoding="utf-8") as file:
        file.write("{")
    with locked(long.journal), subprocess.Popen(
        command("check", *AS_OF), cwd=long.here, env=environment(UNCACHED), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (child := children.read_text().strip()):
            sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == 130
    assert not Path(f"/proc/{child}").exists()
