"""Ctrl-C: it ends the program with 130, quietly, whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from cli_support import PATIENCE, Bench, environment

AS_MODULE = ("-m", "plantrack")
AS_SCRIPT = ("-c", "import sys\nfrom plantrack.cli import main\nsys.exit(main())")
"""What the console script does."""
TIMES = {True: 40, False: 12}
"""At how many instants a run is interrupted: one that is compiled already, and one that is not, which takes long."""
SILENT = (130, b"")
ENDS = ((("status",), (SILENT, (0, b""))), (("update", "-"), (SILENT,)))
"""What is interrupted in turns, and how it may end."""


@contextmanager
def begun(bench: Bench, words: tuple[str, ...], env: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start Python with some words; go on as soon as plantrack has begun."""
    reader, writer = os.pipe()
    with subprocess.Popen(
        [sys.executable, *words], cwd=bench.here, env=environment({**env, "BEGINS": str(writer)}),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(writer,),
    ) as process:  # fmt: skip
        os.close(writer)
        assert os.read(reader, 1) == b"!"
        os.close(reader)
        yield process


def ended(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return the exit code of a program that ends by itself, whose input stays open, and what it wrote to stderr."""
    assert process.stderr
    code = process.wait(PATIENCE)
    return code, process.stderr.read()


@pytest.mark.slow
@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("start", [AS_MODULE, AS_SCRIPT])
def test_at_any_instant(
    bench: Bench, telling: Mapping[str, str], tmp_path: Path, start: tuple[str, ...], *, compiled: bool
) -> None:
    """From the first import to the end: silently, or finished; and never lost where it waits for lines."""
    nowhere = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path / "nothing")}
    env = {**telling, "PLANTRACK_CACHE": "off", **({} if compiled else nowhere)}
    for _ in range(2):  # the first run writes what is compiled
        with begun(bench, (*start, "status"), env) as process:
            began = monotonic()
            assert ended(process) == (0, b"")
            whole = monotonic() - began
    times = TIMES[compiled]
    for n in range(times):
        words, ends = ENDS[n % 2]
        with begun(bench, (*start, *words), env) as process:
            sleep(whole * n / times)
            process.send_signal(signal.SIGINT)
            assert ended(process) in ends, n
    assert bench.records() == []


LOSES = """
import os, signal, time
from plantrack.cli.interruption import listen
class Lost:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
listen()
lost = Lost()
del lost
print("lost", flush=True)
time.sleep(60)
"""


def test_what_python_loses_comes_again(bench: Bench) -> None:
    """Where the exception of the signal can leave nothing, the signal is sent again, and nobody hears of it."""
    began = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LOSES], cwd=bench.here, env=environment(), capture_output=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"lost\n", b"")
    assert monotonic() - began < PATIENCE / 2


CLEARS_UP = """
import os, signal, time
from plantrack.cli.interruption import listen, stop_listening
listen()
try:
    os.kill(os.getpid(), signal.SIGINT)
finally:
    time.sleep(1)
    print("cleared up", flush=True)
    stop_listening()
"""


def test_what_clears_up_is_let(bench: Bench) -> None:
    """The signal is not sent again while what it interrupted ends in good order."""
    done = subprocess.run(
        [sys.executable, "-c", CLEARS_UP], cwd=bench.here, env=environment(), capture_output=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"cleared up\n", b"")


def test_whoever_starts_it_may_let_it_ignore(bench: Bench, telling: Mapping[str, str]) -> None:
    """As `nohup` and shells do for programs in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with begun(bench, (*AS_MODULE, "status"), telling) as process:
            process.send_signal(signal.SIGINT)
            assert ended(process) == (0, b"")
    finally:
        signal.signal(signal.SIGINT, before)
