"""Folding gives the state that applying each update gives, in whatever parts and order they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import journals
from support import journal

from plantrack.model.fold import Fold, folded
from plantrack.model.history import History
from plantrack.model.state import State
from plantrack.model.updates import AnyDated, AnyUpdate


def applied(updates: list[AnyDated]) -> State:
    """Return the state of updates that were applied one by one: the definition."""
    state = State()
    for update in updates:
        update.apply(state)
    return state


def dated(updates: list[AnyUpdate]) -> list[AnyDated]:
    """Return the updates that have a day."""
    return [update for update in updates if update.on is not None]


FEW = journals(retracting=False).map(dated)
PARTS = st.lists(FEW, max_size=4)
"""Parts of which each has the same ids, so that keys collide."""
REPEATED = FEW.map(lambda updates: [replace(u, id=f"{u.id}{n}", act=str(n)) for n in range(3) for u in updates])


@given(data=st.data(), parts=PARTS | st.lists(REPEATED, max_size=2))
def test_folding_in_parts_is_applying_each(data: st.DataObject, parts: list[list[AnyDated]]) -> None:
    """Reports of one day in no order, two with one key, words that say nothing, and every other kind."""
    fold = Fold()
    for part in parts:
        fold.add(data.draw(st.permutations(part)))
    assert fold.state() == applied([update for part in parts for update in part])


@given(before=FEW, later=FEW)
def test_folding_on_top_of_a_state(before: list[AnyDated], later: list[AnyDated]) -> None:
    """It gives the state of both, and leaves the earlier one as it is."""
    below = applied(before)
    assert folded(later, below) == applied([*before, *later])
    assert below == applied(before)


LINES = {
    "a later report without words": """
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "in-progress", "percent": 5, "progress": "推进中"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "status": "in-progress", "percent": 9, "progress": "无"}
    """,
    "a later report of less": """
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "in-progress", "percent": 5, "progress": "推进中"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "next": "验收"}
    """,
    "done, then open again": """
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "status": "in-progress", "percent": 5, "progress": "推进中"}
    """,
    "open, then done": """
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "blocked", "problem": "缺人", "next": "招人"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "status": "done", "problem": "尾款"}
    """,
    "a blank problem": """
        {"kind": "report", "ref": "1", "on": "2024-02-01", "problem": "缺人"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "percent": 5, "problem": " "}
    """,
    "milestones": """
        {"kind": "milestone", "ref": "1.2", "on": "2024-02-01", "state": "reached", "note": ""}
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reached", "note": "验收"}
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-02", "state": "reached"}
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reopened"}
    """,
    "an earlier period": """
        {"kind": "report", "ref": "1", "on": "2024-02-02", "percent": 5}
        {"kind": "report", "ref": "1", "on": "2024-02-03", "for": "2024-W04", "percent": 4}
    """,
    "later, earlier, and later than both": """
        {"kind": "report", "ref": "1", "on": "2024-02-02", "status": "in-progress", "percent": 5, "progress": "推进中"}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "in-progress", "percent": 4, "progress": "推进中"}
        {"kind": "report", "ref": "1", "on": "2024-02-03", "status": "in-progress", "percent": 6, "progress": "推进中"}
    """,
    "nothing said": '{"kind": "report", "ref": "1", "on": "2024-02-02", "progress": " "}',
}


@pytest.mark.parametrize("name", LINES)
def test_what_reports_say_together(name: str) -> None:
    """In one part, or each line in a part of its own, in either order."""
    updates = dated(journal(LINES[name]))
    for order in (updates, updates[::-1]):
        fold = Fold()
        for update in order:
            fold.add([update])
        assert folded(order) == fold.state() == applied(updates)


def test_one_key_twice() -> None:
    """Between two different lines with one key, the value decides, whichever is read first."""
    one, other = journal("""
        {"kind": "report", "id": "u", "ref": "1", "on": "2024-02-01", "at": "2024-02-01T05:00:00Z", "percent": 5}
        {"kind": "report", "id": "u", "ref": "1", "on": "2024-02-01", "at": "2024-02-01T05:00:00Z", "percent": 9}
    """)
    for order in ([one, other], [other, one]):
        fold = Fold()
        for update in dated(order):
            fold.add([update])
        assert fold.state().of("1").percent.value == folded(dated(order)).of("1").percent.value == 9
    assert History([one, other]).at().of("1").percent.value == 9
