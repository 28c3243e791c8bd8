"""The streams that a program is given, where whoever started it closed some of them, or nothing can be written.

A file that is opened takes the lowest number that is free: without this, a journal could become the stdout.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_MODES = {"stdin": os.O_RDONLY, "stdout": os.O_RDONLY, "stderr": os.O_WRONLY}
"""How the null device stands in for each: reading finds the end, a result cannot be written, a warning is lost."""


def complete_streams() -> None:
    """Open the streams that are missing."""
    for number, (name, mode) in enumerate(_MODES.items()):
        if getattr(sys, name) is None:
            found = os.open(os.devnull, mode)
            if found != number:
                os.dup2(found, number)
                os.close(found)
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))  # noqa: SIM115


def discard(stream: TextIO) -> None:
    """Let what could not be written to a stream go, so that it is not tried again as the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def best_effort() -> Iterator[None]:
    """Let go what is written to stderr meanwhile, where it cannot be: the exit code still tells."""
    try:
        yield
    except OSError:
        discard(sys.stderr)
