"""Progress: what a command is doing, on stderr while it takes its time, and only where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from plantrack.errors import Message
from plantrack.render.context import plain

if TYPE_CHECKING:
    from threading import Event

    from rich.progress import Progress as Bar

    Told = Callable[[int, int], None]

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


@contextmanager
def counted(said: Message, language: str, after: float = PATIENCE) -> Iterator["Told"]:
    """Show a bar while something is done many times that takes longer than so many seconds.

    What it yields is called with how often it was done, and how often it is to be done.
    """
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    words, end = plain(said, language), monotonic() + after
    _doing.append(words)
    with ExitStack() as stack:
        stack.callback(_doing.pop)
        bars: list[Bar] = []

        def told(done: int, of: int) -> None:
            if not bars and monotonic() > end:
                bars.append(stack.enter_context(_bar()))
                bars[0].add_task(words, total=of)
            for bar in bars:
                bar.update(bar.task_ids[0], completed=done)

        yield told


def _bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


def silence() -> None:
    """Show nothing in this process from now on."""
    _doing.append("")


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
