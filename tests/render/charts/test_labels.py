"""Labels: none overlaps another, and each stands near where it belongs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plantrack.render.charts.labels import Area, Taken, spread

PLACES = st.lists(st.tuples(st.integers(-50, 250), st.integers(1, 40)), min_size=1, max_size=8)


@given(PLACES)
def test_what_is_spread_does_not_overlap(wanted: list[tuple[int, int]]) -> None:
    """It keeps its order, and lies within its ends wherever there is room for all."""
    places, sizes = zip(*wanted, strict=True)
    found = spread(places, sizes, 0, 200)
    ends = sorted(zip(found, sizes, strict=True))
    assert all(one + size <= other + 1e-9 for (one, size), (other, _) in pairwise(ends))
    assert ends[0][0] >= 0
    assert ends[-1][0] + ends[-1][1] <= max(200, sum(sizes)) + 1e-9


def test_what_has_room_stays_where_it_is_wanted() -> None:
    """What has none moves as little as needed."""
    assert spread([10, 50, 90], [20, 20, 20], 0, 200) == [10, 50, 90]
    assert spread([90, 10, 95], [20, 20, 20], 0, 200) == [90, 10, 110]
    assert spread([190, 185], [20, 20], 0, 200) == [180, 160]
    assert spread([], [], 0, 200) == []


def test_a_free_place_is_taken_once() -> None:
    """The first of those wanted that is free and lies within."""
    taken = Taken(Area(0, 0, 100, 100), [Area(40, 0, 60, 100)])
    one, other, out = Area(30, 0, 50, 10), Area(0, 0, 30, 10), Area(90, 0, 110, 10)
    assert taken.place([out, one, other]) == other
    assert taken.place([out, one, other]) is None
    assert taken.place([Area(60, 0, 90, 10)]) == Area(60, 0, 90, 10)
