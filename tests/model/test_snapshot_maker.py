"""Snapshots are made part by part, the latest part first, and say what the whole history says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import journals
from support import journal

from plantrack.model.history import History
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.snapshot_maker import SnapshotMaker
from plantrack.model.updates import AnyUpdate, Retraction


def made_of(*parts: list[AnyUpdate]) -> HistorySnapshot | None:
    """Return the snapshot of parts, the latest first."""
    maker = SnapshotMaker()
    for part in parts:
        maker.add(part)
    return maker.snapshot()


def with_real_names(updates: list[AnyUpdate]) -> list[AnyUpdate]:
    """Return updates whose acts are called as their ids are, as in a real journal: by time."""
    named = [replace(update, act=update.act.replace("a", "u")) for update in updates]
    return [replace(u, target=u.target.replace("a", "u")) if isinstance(u, Retraction) else u for u in named]


def in_order(updates: list[AnyUpdate]) -> list[AnyUpdate]:
    """Return updates of which each was recorded after the one before."""
    return [replace(update, at=update.at + timedelta(days=number)) for number, update in enumerate(updates)]


REAL = journals().map(with_real_names)


@given(updates=REAL | REAL.map(in_order), cuts=st.lists(st.integers(0, 12), max_size=3))
def test_a_snapshot_of_parts_says_what_the_whole_says(updates: list[AnyUpdate], cuts: list[int]) -> None:
    """Or there is none: where what came before was recorded later, or an earlier retraction names what came later."""
    ends = [0, *sorted(cuts), len(updates)]
    made = made_of(*(updates[first:last] for first, last in zip(ends[-2::-1], ends[:0:-1], strict=True)))
    if made is None:
        return
    whole = History(updates)
    objected = {objection.update.id for objection in whole.objections()}
    assert (made.state, made.approvals, made.objected) == (whole.at(), whole.approvals(), bool(objected))
    assert (made.named(), made.gone()) == (whole.named, whole.retracted())
    assert (made.known, made.last) == (whole.latest, max(update.id for update in updates))
    assert made.until == max(update.on for update in updates if update.on)
    assert objected <= {step.id for step in made.steps()}


def alone(text: str) -> list[AnyUpdate]:
    """Return updates of which each is an act of its own."""
    return [replace(update, act=update.id) for update in journal(text)]


EARLIER = alone("""
    {"kind": "report", "id": "u1", "ref": "1", "on": "2024-02-01", "at": "2024-02-01T00:00:00Z", "percent": 5}
    {"kind": "report", "id": "u2", "ref": "1", "on": "2024-02-02", "at": "2024-02-02T00:00:00Z", "percent": 9}
""")
LATER = alone("""
    {"kind": "retract", "id": "u3", "at": "2024-02-03T00:00:00Z", "target": "u2"}
    {"kind": "report", "id": "u4", "ref": "2", "on": "2024-02-04", "at": "2024-02-04T00:00:00Z", "percent": 7}
""")


def test_what_a_later_part_takes_away_is_not_in_it() -> None:
    """The retraction is known before what it names."""
    made = made_of(LATER, EARLIER)
    assert made
    assert (made.state.of("1").percent.value, made.state.of("2").percent.value, made.gone()) == (5, 7, {"u2"})


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([EARLIER, LATER], "the earlier part first"),
        ([LATER, [replace(EARLIER[0], id="u9")]], "an id of a later part's range"),
        ([LATER, [replace(EARLIER[0], at=LATER[1].at)]], "recorded after the later part began"),
        ([LATER, [*EARLIER, replace(LATER[0], id="u25", target="u4")]], "it takes away what came later"),
        ([LATER, [EARLIER[0], EARLIER[0]]], "two share an id"),
        ([LATER[:1]], "nothing takes effect"),
        ([LATER, EARLIER[1:], []][2:], "nothing at all"),
    ],
)
def test_parts_of_which_there_is_no_snapshot(parts: list[list[AnyUpdate]], why: str) -> None:
    """The whole history is read then."""
    assert made_of(*parts) is None, why
