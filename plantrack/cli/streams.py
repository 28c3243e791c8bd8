"""The streams that a program is given, where whoever started it closed some of them, or nothing can be written.

A file that is opened takes the lowest number that is free: without this, a journal could become the stdout. It comes
before anything listens to Ctrl-C, so it imports nothing that Python has not loaded already.
"""

import os
import sys

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


def discard(descriptor: int) -> None:
    """Let what could not be written to a stream go, so that it is not tried again as the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


class BestEffort:
    """Lets go what is written to stderr meanwhile, where it cannot be: the exit code still tells."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, place: object) -> bool:
        if not isinstance(error, OSError):
            return False
        discard(sys.stderr.fileno())
        return True
