"""Progress: what a command is doing, on stderr while it takes its time, and only where that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plantrack.errors import Message
from plantrack.render.context import plain

if TYPE_CHECKING:
    from threading import Event

PATIENCE = 1.0
"""After how many seconds it is told."""
REFRESH = 0.1
_doing: list[str] = []
"""What is being done, the innermost last: only that is shown, on one line."""


@contextmanager
def progress(said: Message, language: str, after: float = PATIENCE) -> Iterator[None]:
    """Show a message while work is done that takes longer than so many seconds."""
    if not sys.stderr.isatty():
        yield
        return
    _doing.append(plain(said, language))
    try:
        if len(_doing) > 1:
            yield
        else:
            yield from _shown(after)
    finally:
        _doing.pop()


def _shown(after: float) -> Iterator[None]:
    """Show the line from a thread of its own until the work is done, then take it away."""
    from threading import Event, Thread

    done = Event()
    thread = Thread(target=_show, args=(done, after), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(done: "Event", after: float) -> None:
    if done.wait(after):
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(_doing[-1])) as line:
        while not done.wait(REFRESH):
            line.update(Text(_doing[-1]))
