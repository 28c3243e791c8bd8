"""Streams are run through side by side; nobody waits for one that is left."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, current_thread

import pytest

from plantrack.journal.stores.streams import merged


def test_all() -> None:
    """Every part of every stream comes once, those of one stream in their order."""
    found = [*merged([iter("abc"), iter(""), iter("123")])]
    assert ["".join(filter(str.isdigit, found)), "".join(filter(str.isalpha, found))] == ["123", "abc"]
    assert [*merged([])] == []


def test_side_by_side() -> None:
    """A stream goes on while another one waits, each in a thread of its own."""
    met = Event()

    def waits() -> Iterator[object]:
        assert met.wait(60)
        yield current_thread()

    def goes_on() -> Iterator[object]:
        met.set()
        yield current_thread()

    assert len({*merged([waits(), goes_on()]), current_thread()}) == 3


def test_error() -> None:
    """What a stream raises is raised behind what it had yielded, and the others are left."""

    def breaks() -> Iterator[int]:
        yield 1
        raise KeyError("torn")

    found = merged([breaks()])
    assert next(found) == 1
    with pytest.raises(KeyError, match="torn"):
        next(found)


def test_left() -> None:
    """Whoever leaves early waits for no stream; each ends behind the part it is at, and is closed."""
    go, closed = Event(), Event()

    def waits() -> Iterator[int]:
        try:
            assert go.wait(60)
            yield 1
            yield from iter(int, 1)
        finally:
            closed.set()

    found = merged([iter([0]), waits()])
    assert next(found) == 0
    found.close()
    go.set()
    assert closed.wait(60)
