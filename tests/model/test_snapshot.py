"""Snapshots: a history that continues one answers as the whole does, whatever was recorded and wherever it is cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import DAYS, MOMENTS, journals
from support import day, journal, moment

from plantrack.model.history import History
from plantrack.model.packing import pack, unpack
from plantrack.model.snapshot import ContinuedHistory, HistorySnapshot, joins
from plantrack.model.snapshot_maker import snapshot
from plantrack.model.state import DueDate
from plantrack.model.updates import AnyUpdate

SHIFT = timedelta(days=1)
MOMENT = st.none() | MOMENTS | MOMENTS.map(lambda at: at + SHIFT)
CUT = st.tuples(st.none() | DAYS, MOMENT)


def recorded_later(updates: list[AnyUpdate]) -> list[AnyUpdate]:
    """Return the updates as others, which were recorded a day later; what they name stays."""
    return [replace(u, id=u.id.replace("u", "v"), act=u.act.replace("a", "b"), at=u.at + SHIFT) for u in updates]


def kept(made: HistorySnapshot) -> HistorySnapshot:
    """Return a snapshot as it comes back from where it is kept."""
    head, parts = pack(made)
    return unpack(head, parts.__getitem__)


def continued(before: list[AnyUpdate], later: list[AnyUpdate]) -> History | None:
    """Return the history that continues the snapshot of an earlier one, if there is one that the records join."""
    made = snapshot(before)
    return ContinuedHistory(kept(made), later, [*before, *later]) if made and joins(made, later) else None


@given(before=journals(), later=journals(retracting=False).map(recorded_later), cut=CUT)
def test_a_continued_history_answers_as_the_whole(
    before: list[AnyUpdate], later: list[AnyUpdate], cut: tuple[date | None, datetime | None]
) -> None:
    """States, objections, approvals and everything else are the same at every cut, also those before the snapshot."""
    found, whole = continued(before, later), History([*before, *later])
    if found is None:
        return
    assert found.at(*cut) == whole.at(*cut)
    assert found.at() == whole.at()
    assert list(found.objections(cut[1])) == list(whole.objections(cut[1]))
    assert found.approvals() == whole.approvals()
    assert (found.latest, found.named) == (whole.latest, whole.named)
    assert list(found.sharing_id) == list(whole.sharing_id)
    assert list(found.in_force(*cut)) == list(whole.in_force(*cut))
    assert (found.updates, found.by_ref, found.digest()) == (whole.updates, whole.by_ref, whole.digest())


BEFORE = journal("""
    {"kind": "adopt", "on": "2024-01-15", "promises": {"1": {"due": "2024-06-15"}}}
    {"kind": "report", "on": "2024-03-01", "ref": "1", "status": "in-progress", "percent": 40}
    {"kind": "milestone", "on": "2024-03-05", "ref": "1.1", "state": "reached"}
    {"kind": "report", "on": "2024-03-04", "ref": "2", "progress": "推进中"}
    {"kind": "retract", "target": "u04"}
    {"kind": "retract", "target": "u99"}
""")


def later(text: str) -> list[AnyUpdate]:
    """Return updates that were recorded after those."""
    return recorded_later(journal(text))


ASKED = '"what": "extend", "due": "2024-07-15"'
REPORT = """{"kind": "report", "on": "2024-03-06", "ref": "1", "percent": 60}"""


def unread() -> Iterator[AnyUpdate]:
    """Fail: the whole must not be read."""
    raise AssertionError("the whole history was read")
    yield


def test_only_what_came_later_is_replayed() -> None:
    """From the last day and moment of the snapshot on, the whole is not needed."""
    made = snapshot(BEFORE)
    assert made
    found = ContinuedHistory(kept(made), later(REPORT), unread())
    for as_of in (None, day("2024-03-06"), day("2030-01-01")):
        assert found.at(as_of, moment("2024-03-07T05:00:00Z")).of("1").percent.value == 60
    assert found.at(day("2024-03-05")).of("1").percent.value == 40
    assert (found.objections(), found.approvals(), found.sharing_id) == ((), None, ())
    assert found.named == {"1", "1.1", "2"}


def test_an_earlier_cut_is_the_whole_histories() -> None:
    """A snapshot says nothing of the days before its last one, nor of what was known before."""
    made = snapshot(BEFORE)
    assert made
    found = ContinuedHistory(kept(made), later(REPORT), [*BEFORE, *later(REPORT)])
    assert found.at(day("2024-03-04")).of("1.1").finished == set()
    assert found.at(None, moment("2024-03-05T05:00:00Z")).of("1").percent.value == 40


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (later(REPORT), "new and later"),
        ([], "nothing was added"),
    ],
)
def test_what_is_new_joins(added: list[AnyUpdate], why: str) -> None:
    """Records with new ids that were recorded since."""
    made = snapshot(BEFORE)
    assert made, why
    assert joins(made, added), why


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (later('{"kind": "retract", "target": "u02"}'), "it takes something away"),
        (BEFORE[1:2], "it is there already"),
        ([replace(later(REPORT)[0], id="u000")], "its id may be there already"),
        ([replace(later(REPORT)[0], at=moment("2024-03-01T00:00:00Z"))], "it was recorded before"),
        ([replace(later(REPORT)[0], id="u99")], "it was taken away before it was seen"),
        ([replace(later(REPORT)[0], act="u99")], "its act was taken away before it was seen"),
        (later(REPORT) * 2, "two have one id"),
    ],
)
def test_what_could_reach_into_a_snapshot_does_not_join(added: list[AnyUpdate], why: str) -> None:
    """Then the whole journal is read again."""
    made = snapshot(BEFORE)
    assert made, why
    assert not joins(made, added), why


def test_a_request_that_arrives_after_its_answer_changes_what_takes_effect() -> None:
    """The answer was void in the snapshot; with the request, which another clock dates later, the whole decides."""
    policy = '{"approval": {"extend": "recorded", "cancel": "none", "close": "none"}}'
    promises = '{"1": {"due": "2024-06-15"}}'
    before = journal(f"""
        {{"kind": "adopt", "on": "2024-01-15", "promises": {promises}, "terms": {{"policy": {policy}}}}}
        {{"kind": "answer", "on": "2024-03-01", "ref": "1", {ASKED}, "verdict": "approve", "request": "v01"}}
    """)
    asked = later(f'{{"kind": "request", "on": "2024-03-01", "ref": "1", {ASKED}}}')
    found, whole = continued(before, asked), History([*before, *asked])
    assert found
    assert History(before).at().of("1").due.value == DueDate(day("2024-06-15"))
    assert found.at() == whole.at()
    assert found.at().of("1").due.on == day("2024-03-01")
    assert found.objections() == whole.objections()
    assert found.approvals() == whole.approvals()


@pytest.mark.parametrize("updates", [[], journal('{"kind": "retract", "target": "u99"}'), BEFORE])
def test_a_snapshot_needs_something_in_force(updates: list[AnyUpdate]) -> None:
    """There is nothing to add up in a journal without."""
    assert (snapshot(updates) is None) == (not History(updates).in_force())


def test_records_that_share_an_id_make_no_snapshot() -> None:
    """Somebody forged one of them, which is for the whole history to tell."""
    assert snapshot([*BEFORE, replace(BEFORE[1], by="陈静")]) is None
