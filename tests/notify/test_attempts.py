"""Attempts: how often who is busy is asked again, and when no more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from notify_support import World

from plantrack.errors import DeliveryError
from plantrack.notify.attempts import LONGEST, MOST, Attempts, BusyError


def busy(times: int, wait: float = 0) -> Callable[[], str]:
    """Return what is busy so many times, and then done."""
    left = iter(range(times))

    def act() -> str:
        if next(left, None) is not None:
            raise BusyError(DeliveryError("busy"), wait)
        return "done"

    return act


def test_who_is_busy_is_asked_again(tmp_path: Path) -> None:
    """Later each time, and after the last time no more; then once only, until somebody answers at once."""
    world = World(tmp_path)
    attempts = Attempts(world.around())
    assert attempts.run(busy(MOST - 1), "a") == "done"
    assert [int(seconds) for seconds in world.waited] == [1, 2, 4, 8]
    for times in (MOST, 1):
        with pytest.raises(DeliveryError, match="busy"):
            attempts.run(busy(times), "b")
    assert len(world.waited) == 2 * (MOST - 1)
    assert [attempts.run(busy(times), "c") for times in (0, 1)] == ["done", "done"]
    assert len(world.waited) == 2 * (MOST - 1) + 1


def test_who_asks_for_too_much_time_is_not_waited_for(tmp_path: Path) -> None:
    """As long as it takes, but no longer than two minutes."""
    world = World(tmp_path)
    assert Attempts(world.around()).run(busy(1, LONGEST), "a") == "done"
    assert LONGEST <= world.waited[0] <= 1.25 * LONGEST
    with pytest.raises(DeliveryError, match="busy"):
        Attempts(world.around()).run(busy(1, LONGEST + 1), "a")
    assert len(world.waited) == 1
