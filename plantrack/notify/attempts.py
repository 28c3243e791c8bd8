"""How often somebody is asked who is busy, and how long anybody may take. Who waits is told by `Surroundings`."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar
from zlib import crc32

from plantrack.errors import DeliveryError, Message
from plantrack.notify.message import Surroundings

T = TypeVar("T")
MOST = 5
"""Times that one message is tried."""
LONGEST = 120
"""Seconds that are waited at most before the next time."""
UNKNOWN = "it is not known whether {host} took the message over: {why}; it will be marked when it is sent again"


class BusyError(Exception):
    """The other side took nothing over, and may do so later: in so many seconds, if it said so."""

    def __init__(self, error: DeliveryError, wait: float = 0) -> None:
        self.error, self.wait = error, wait
        super().__init__(str(error))


class Attempts:
    """Tries again while the other side is busy, each time after a longer wait, as long as that once led to something.

    After a message that was given up, the next are tried once: whoever does not answer is not waited for each time.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around, self._most = around, MOST

    def run(self, act: Callable[[], T], key: str) -> T:
        """Return what `act` returns. Raises DeliveryError when it is busy for too long."""
        attempt = 0
        while True:
            try:
                found = act()
            except BusyError as busy:
                attempt += 1
                if attempt >= self._most or busy.wait > LONGEST:
                    self._most = 1
                    raise busy.error from None
                self._around.sleep(_wait(busy.wait, attempt, key))
            else:
                self._most = MOST
                return found


def _wait(asked: float, attempt: int, key: str) -> float:
    """Return how many seconds to wait: twice as long each time, and not the same for every message."""
    return max(asked, 2.0 ** (attempt - 1)) * (1 + crc32(f"{attempt} {key}".encode()) / 2**34)


def unknown(host: str, why: Message | str) -> DeliveryError:
    """Return the error that nobody knows what became of a message."""
    return DeliveryError(UNKNOWN, uncertain=True, host=host, why=why)


def within(seconds: float, act: Callable[[], T]) -> T:
    """Return what `act` returns. Raises TimeoutError when it takes longer; then it is left alone.

    The time-out of a socket holds for each read only: who sends a byte now and then would not be noticed by it.
    """
    done: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            done.put((act(), None))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            done.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        found, error = done.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error:
        raise error
    return found  # type: ignore[return-value]
