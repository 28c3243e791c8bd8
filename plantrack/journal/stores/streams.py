"""Streams: work that is done side by side, in threads, each part of which is told as it comes."""

from collections.abc import Generator, Iterator, Sequence
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Part = TypeVar("Part")


def merged(streams: Sequence[Iterator[Part]]) -> Generator[Part, None, None]:
    """Yield what all streams yield, as it comes; each is run through in a thread of its own.

    Raises what one of them raises. Whoever leaves early waits for none: they end behind the part they are at.
    """
    found, left = SimpleQueue[Part | _End](), Event()
    for stream in streams:
        Thread(target=_run, args=(stream, found, left), daemon=True).start()
    running = len(streams)
    try:
        while running:
            part = found.get()
            if not isinstance(part, _End):
                yield part
            elif part.error:
                raise part.error
            else:
                running -= 1
    finally:
        left.set()


class _End:
    """The end of a stream, and what it was ended by."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _run(stream: Iterator[Part], found: "SimpleQueue[Part | _End]", left: Event) -> None:
    error: BaseException | None = None
    try:
        for part in stream:
            found.put(part)
            if left.is_set():
                break
    except BaseException as raised:  # noqa: BLE001 - it is raised where the parts are waited for
        error = raised
    found.put(_End(error))
