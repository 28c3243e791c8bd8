"""Children work beside this process, and leave it alone: whatever becomes of one, an answer or nothing comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest
from cli_support import environment

from plantrack.processes import Child, Children, Work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are children on Linux only")
LARGE = b"x" * 2**20


def own_children() -> str:
    """Return the numbers of the children of this process, dead ones that nobody waited for among them."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def killed() -> bytes:
    """End the process that calls it."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def failing() -> bytes:
    """Fail."""
    raise ZeroDivisionError


def sleeping() -> bytes:
    """Answer late."""
    sleep(60)
    return b""


def ending() -> bytes:
    """End as Ctrl-C ends a command."""
    raise SystemExit(130)


@pytest.mark.parametrize(
    ("work", "answer"),
    [(lambda: LARGE, LARGE), (lambda: b"", b""), (killed, None), (failing, None), (ending, None)],
)
def test_what_a_child_answers(work: Work, answer: bytes | None) -> None:
    """More than a pipe holds; nothing at all; and None of one that failed, of which nothing is told."""
    before = own_children()
    with Children() as children:
        assert [child.answer() for child in (children.start(work), children.start(work))] == [answer, answer]
    assert own_children() == before


def test_children_end_with_what_they_are_for() -> None:
    """Also where nobody asks them, or where an error ends it."""
    before = own_children()
    with suppress(ZeroDivisionError), Children() as children:
        children.start(sleeping)
        children.start(lambda: LARGE)
        assert own_children() != before
        failing()
    assert own_children() == before


REFUSED = """
import os, resource, sys
from contextlib import suppress
from plantrack.processes import Children
def opened():
    found = []
    for number in range(64):
        with suppress(OSError):
            os.fstat(number)
            found.append(number)
    return found
before = opened()
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]),) * 2)
if os.geteuid() == 0:
    os.setuid(65534)  # no limit holds for root
with Children() as children:
    print(*(children.start(lambda: b"x").answer() for _ in range(2)))
print(opened() == before)
"""


@pytest.mark.parametrize(("what", "limit"), [("RLIMIT_NOFILE", 3), ("RLIMIT_NPROC", 0)])
def test_what_cannot_be_started_has_no_answer(what: str, limit: int) -> None:
    """No more files, or processes; nothing stays open."""
    done = subprocess.run([sys.executable, "-c", REFUSED, what, str(limit)], env=environment(), capture_output=True,
                          text=True, timeout=60, check=False)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "None None\nTrue\n", "")


def test_a_child_that_is_killed_meanwhile() -> None:
    """It was about to answer."""
    with Children() as children:
        child: Child = children.start(sleeping)
        os.kill(int(own_children().split()[-1]), signal.SIGKILL)
        assert child.answer() is None


BESIDE = """
from threading import Event, Thread
from plantrack import processes
def tell(processors, alone=()):
    processes.processors, processes._alone = lambda: processors, [*alone]
    print(processes.helpers())
tell(3)
done = Event()
thread = Thread(target=done.wait)
thread.start()
tell(3)
done.set()
thread.join()
tell(3)
tell(3, [True])
tell(1)
"""
"""A process of its own: other tests may have left threads in this one."""


def test_none_beside_threads_on_one_processor_or_where_others_work() -> None:
    """A thread may hold what a child would wait for."""
    done = subprocess.run([sys.executable, "-c", BESIDE], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "0", "2", "0", "0"]


ONCE = """
import atexit, sys
from plantrack.processes import Children
atexit.register(lambda: sys.stderr.write("ended\\n"))
sys.stdout.write("said, ")
with Children() as children:
    child = children.start(lambda: b"x")
    sys.stdout.write(f"answered {child.answer()}\\n")
"""


def test_what_is_said_is_said_once() -> None:
    """What waits to be written as a child is made is not the child's, nor is what is to be done at the end."""
    done = subprocess.run(
        [sys.executable, "-c", ONCE],
        env=environment({"PYTHONUNBUFFERED": ""}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "said, answered b'x'\n", "ended\n")


def test_a_child_whose_parent_is_gone_ends() -> None:
    """Nobody reads its answer."""
    reader, writer = os.pipe()
    program = "import os; from plantrack.processes import Child; Child().run(lambda: b'x' * 2**20); os._exit(9)"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), pass_fds=(writer,), timeout=60, check=False
    )
    os.close(writer)
    assert done.returncode == 9
    assert os.read(reader, 1) == b""  # the child held the other end until it ended
    os.close(reader)
