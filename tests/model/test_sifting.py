"""What is left of a part says, joined with later parts, what the part says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from model.test_snapshot_maker import EARLIER, LATER, REAL, in_order
from msgspec import msgpack
from msgspec.structs import replace

from plantrack.model.sifting import Sifted, packed_days
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.snapshot_maker import Sifter, SnapshotMaker
from plantrack.model.updates import AnyUpdate, Retraction


def sifted(parts: list[list[AnyUpdate]]) -> Sifted | None:
    """Return what another process sends of parts, the latest first."""
    sifter = Sifter()
    for part in parts:
        sifter.add(part)
    found = sifter.sifted()
    return found and msgpack.decode(msgpack.encode(found), type=Sifted)


def joined(shares: list[list[list[AnyUpdate]]]) -> HistorySnapshot | None:
    """Return the snapshot of parts of which the first share is added, and all others are joined where they can be."""
    maker = SnapshotMaker()
    for number, share in enumerate(shares):
        left = sifted(share) if number else None
        if not (left and maker.join(left)):
            for part in share:
                maker.add(part)
    return maker.snapshot()


def said(made: HistorySnapshot) -> tuple[object, ...]:
    """Return all that a snapshot says."""
    about = made.until, made.known, made.last, made.approvals, made.objected
    return *about, made.state, made.named(), made.gone(), {*map(repr, made.steps())}


@st.composite
def long_journals(draw: st.DrawFn) -> list[AnyUpdate]:
    """Draw up to four journals, each recorded after the one before; what one retracts may be an earlier one's.

    In most of them every record is an act of its own: of acts that reach into several parts there is no snapshot.
    """
    every, together = draw(st.lists(REAL, min_size=1, max_size=4)), draw(st.integers(0, 4)) == 0
    found: list[AnyUpdate] = []
    for number, updates in enumerate(every):
        for update in updates:
            names = {
                "id": f"u{number}{update.id[1:]}",
                "act": f"u{number}{(update.act if together else update.id)[1:]}",
            }
            if isinstance(update, Retraction):
                names["target"] = draw(st.sampled_from([one.id for one in found] or ["u000"]))
            found.append(replace(update, **names))
    return in_order(found)


def divided(draw: Callable[[SearchStrategy[list[int]]], list[int]], one: list[Any], most: int) -> list[list[Any]]:
    """Divide a list somewhere."""
    ends = [0, *sorted(draw(st.lists(st.integers(0, len(one)), max_size=most))), len(one)]
    return [one[first:last] for first, last in pairwise(ends)]


@given(updates=long_journals() | long_journals() | REAL, data=st.data())
def test_what_is_joined_is_what_is_added(updates: list[AnyUpdate], data: st.DataObject) -> None:
    """Retractions that reach into another part, an id twice, and parts in a wrong order among them."""
    parts = divided(data.draw, updates, 5)[::-1]
    shares = divided(data.draw, parts, 3)
    alone, together = joined([parts]), joined(shares)
    assert (alone is None) == (together is None)
    if alone and together:
        assert said(together) == said(alone)


def test_what_is_left() -> None:
    """The report that says most, with the days of all; what was taken away is only named."""
    full = [
        replace(u, status="in-progress", progress="推进中", id=f"u{n}", act=f"u{n}") for n, u in enumerate(EARLIER * 2)
    ]
    later = [replace(full[-1], id=f"v{n}", act=f"v{n}", on=date(2024, 2, 3) + n * timedelta(1)) for n in range(2)]
    found = sifted([later, full])
    assert found
    assert found.updates == [later[-1]]
    assert dict(found.report_days()) == {"1": [date(2024, 2, d) for d in (4, 3, 2, 1, 2, 1)]}
    assert (found.last, found.lowest, found.highest) == ("v1", "u0", "v1")


def test_what_a_later_part_takes_away_from() -> None:
    """Cannot be joined: it has to be read. What it takes away of itself can."""
    maker = SnapshotMaker()
    maker.add(LATER)
    left = sifted([EARLIER])
    assert left
    assert not maker.join(left)
    alone = sifted([LATER[1:], EARLIER])
    assert alone
    assert SnapshotMaker().join(alone)


def test_a_part_that_says_nothing_is_read() -> None:
    """Nothing takes effect in it, or nothing is there."""
    assert sifted([LATER[:1]]) is None
    assert sifted([]) is None
    assert sifted([EARLIER, LATER]) is None


def test_more_days_than_have_a_number() -> None:
    """They fill two bytes each."""
    with pytest.raises(OverflowError):
        packed_days({"1": [date(1, 1, 1) + timedelta(n) for n in range(2**16 + 1)]})
