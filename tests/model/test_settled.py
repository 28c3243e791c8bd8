"""A settled history says of late days what the whole says, and so does each report that is made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import DAYS, MOMENTS, PLAN, journals
from support import day, journal, moment

from plantrack.dates.periods import Length, period_of
from plantrack.model.history import History
from plantrack.model.reminding import Level
from plantrack.model.settled import SettledHistory, Settler
from plantrack.model.state import Terms
from plantrack.model.updates import (
    AnyUpdate,
    Cause,
    Matter,
    Measurement,
    MilestoneUpdate,
    Notice,
    Report,
    Retraction,
)
from plantrack.reports.periodic import periodic_report, settled_by

LATER = st.integers(0, 200).map(timedelta)


def settled(until: date, known: datetime, *parts: list[AnyUpdate]) -> History | None:
    """Return the history of parts, the latest first; None where there can be none."""
    settler = Settler(until, known)
    for part in parts:
        settler.add(part)
    return settler.history() if settler.sound else None


@st.composite
def recorded(draw: st.DrawFn) -> list[list[AnyUpdate]]:
    """Draw parts of a journal, the latest first: every second report names a source, and acts sort as ids do."""
    ordered, sourced = draw(st.booleans()), draw(st.integers(0, 1))
    found: list[AnyUpdate] = []
    for number, update in enumerate(draw(journals())):
        made = replace(update, act=update.act.replace("a", "u"))
        if isinstance(made, Report | MilestoneUpdate | Measurement) and number % 2 == sourced:
            made = replace(made, source=f"https://example.org/{number}")
        if isinstance(made, Retraction):
            made = replace(made, target=made.target.replace("a", "u"))
        found.append(replace(made, at=made.at + timedelta(days=7 * number)) if ordered else made)
    ends = sorted({0, *draw(st.lists(st.integers(0, 12), max_size=3)), len(found)})
    return [found[first:last] for first, last in pairwise(ends)][::-1]


@given(parts=recorded(), until=DAYS, known=MOMENTS, later=st.tuples(LATER, st.none() | LATER))
def test_a_settled_history_says_what_the_whole_says(
    parts: list[list[AnyUpdate]], until: date, known: datetime, later: tuple[timedelta, timedelta | None]
) -> None:
    """Of every day and moment from those on up to which it is settled: states, objections and digest."""
    found, whole = settled(until, known, *parts), History(update for part in parts for update in part)
    if found is None:
        return
    as_of, known_at = until + later[0], None if later[1] is None else known + later[1]
    assert found.at(as_of, known_at) == whole.at(as_of, known_at)
    assert found.at(until) == whole.at(until)
    assert list(found.objections(known_at)) == list(whole.objections(known_at))
    assert found.digest(known_at) == whole.digest(known_at)
    assert found.begun(known) == whole.begun(known)
    assert {*map(id, found.updates)} <= {*map(id, whole.updates)}


@given(
    parts=recorded(), on=DAYS, length=st.sampled_from([Length.WEEK, Length.MONTH]),
    known_at=st.none() | st.integers(0, 90).map(lambda days: datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=days)),
    part=st.sampled_from([((), ()), (("1",), ()), ((), ("stic",))]),
)  # fmt: skip
def test_a_report_of_a_settled_history_is_that_of_the_whole(
    parts: list[list[AnyUpdate]], on: date, length: Length, known_at: datetime | None, part: tuple[tuple[str, ...], ...]
) -> None:
    """Every list and number in it, also where it is narrowed, and as known before the period began."""
    period = period_of(on, length)
    found = settled(*settled_by(period, PLAN.zone, known_at), *parts)
    if found is None:
        return
    (refs, units), whole = part, History(update for recorded in parts for update in recorded)
    made = (
        periodic_report(PLAN, one, period, zone=PLAN.zone, known_at=known_at, refs=refs, units=units)
        for one in (found, whole)
    )
    assert next(made) == next(made)


def alone(text: str) -> list[AnyUpdate]:
    """Return updates of which each is an act of its own."""
    return [replace(update, act=update.id) for update in journal(text)]


OLD = alone(
    """
    {"kind": "adopt", "id": "u0", "on": "2024-01-03", "at": "2024-01-03T00:00:00Z",
     "promises": {"1": {"kind": "deliverable"}, "2": {}}}
    {"kind": "report", "id": "u1", "ref": "1", "on": "2024-02-01", "at": "2024-02-01T00:00:00Z", "percent": 5}
    {"kind": "report", "id": "u2", "ref": "1", "on": "2024-02-02", "at": "2024-02-02T00:00:00Z", "percent": 9}
    {"kind": "report", "id": "u3", "ref": "2", "on": "2024-02-02", "at": "2024-02-02T00:00:00Z", "source": "纪要",
     "percent": 3}
    {"kind": "report", "id": "u4", "ref": "2", "on": "2024-02-03", "at": "2024-02-03T00:00:00Z", "source": "通报",
     "percent": 4}
    {"kind": "report", "id": "u5", "ref": "1", "on": "2024-02-04", "at": "2024-02-04T00:00:00Z", "status": "done"}
    {"kind": "report", "id": "u6", "ref": "2", "on": "2024-03-04", "at": "2024-02-04T00:00:00Z", "percent": 5}
    {"kind": "report", "id": "u61", "ref": "2", "on": "2024-02-04", "at": "2024-02-04T00:00:00Z"}
    {"kind": "report", "id": "u62", "ref": "2", "on": "2024-02-04", "at": "2024-02-04T00:00:00Z", "source": "决定",
     "status": "cancelled"}
    {"kind": "report", "id": "u63", "ref": "2", "on": "2024-02-04", "at": "2024-02-04T00:00:00Z", "percent": 6}
    {"kind": "comment", "id": "u7", "ref": "2", "on": "2024-02-05", "at": "2024-02-05T00:00:00Z", "text": "已核"}
""".replace("\n     ", " ")
)
OLD = [replace(update, act="u60") if update.id == "u63" else update for update in OLD]
NEW = alone("""
    {"kind": "retract", "id": "v0", "at": "2024-03-02T00:00:00Z", "target": "u60"}
    {"kind": "retract", "id": "v1", "at": "2024-03-03T00:00:00Z", "target": "u2"}
    {"kind": "report", "id": "v2", "ref": "2", "on": "2024-02-09", "at": "2024-03-04T00:00:00Z", "percent": 7}
""")
UNTIL, KNOWN = day("2024-02-29"), moment("2024-02-29T16:00:00Z")
TERMS = Terms(policy={"approval": {"close": "none", "cancel": "none"}})
AMENDED = alone(
    """
    {"kind": "adopt", "id": "u01", "on": "2024-01-04", "at": "2024-01-04T00:00:00Z",
     "promises": {"1": {"kind": "ongoing"}}}
""".replace("\n     ", " ")
)


def told(on: str, at: str) -> list[AnyUpdate]:
    """Return that a unit was told something, as a record of that day and moment."""
    notice = Notice(
        id="t1", act="t1", at=moment(at), by="刘洋", on=day(on),
        state="sent", unit="stic", level=Level.LEAD, channel="text",
        matters=(Matter(Cause.DUE_SOON, "1", day("2024-06-15"), 1),),
    )  # fmt: skip
    return [notice]


def ids(history: History | None) -> set[str]:
    """Return the ids of the records that are left."""
    assert history is not None
    return {update.id for update in history.updates}


def test_what_is_left_as_records() -> None:
    """What is no report, says nothing, was taken away, is a last source, or is of a later day or moment."""
    left = {"u0", "u2", "u4", "u6", "u61", "u62", "u63", "u7", "v0", "v1", "v2"}
    assert ids(settled(UNTIL, KNOWN, NEW, [replace(OLD[0], terms=TERMS), *OLD[1:]])) == left
    assert {update.id for update in OLD} - left == {"u1", "u3", "u5"}


@pytest.mark.parametrize(
    ("newer", "adoptions"),
    [
        ([], OLD[:1]),
        ([], [*OLD[:1], *AMENDED]),
        ([], [replace(OLD[0], terms=TERMS), *AMENDED]),
        ([replace(NEW[0], id="v3", act="v3", target="u0")], OLD[:1]),
    ],
    ids=["one", "amended", "amended without a reason", "taken away"],
)
def test_adoptions_count_once(newer: list[AnyUpdate], adoptions: list[AnyUpdate]) -> None:
    """Although the first is settled too; an amendment may be void, and each may be taken away later."""
    parts = [[*NEW, *newer], [*adoptions, *OLD[1:]]]
    found, whole = settled(UNTIL, KNOWN, *parts), History(update for part in parts for update in part)
    assert found is not None
    for known_at in (KNOWN, moment("2024-03-02T12:00:00Z"), None):
        assert found.at(UNTIL, known_at) == whole.at(UNTIL, known_at)


def test_whether_a_part_has_begun() -> None:
    """Where anything was recorded on it, also where all of that is settled."""
    found, whole = settled(UNTIL, KNOWN, NEW, OLD), History([*NEW, *OLD])
    assert found is not None
    for refs in (["1"], ["2"], ["3"]):
        assert found.about(refs).begun(KNOWN) == whole.about(refs).begun(KNOWN) == (refs != ["3"])


@pytest.mark.parametrize(("close", "left"), [("none", False), ("recorded", True), ("other-person", True)])
def test_what_needs_an_approval_is_left(close: str, *, left: bool) -> None:
    """Whether it takes effect is judged by other records."""
    adoption = replace(OLD[0], terms=Terms(policy={"approval": {"close": close}}))
    assert ("u5" in ids(settled(UNTIL, KNOWN, NEW, [adoption, *OLD[1:]]))) is left


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([OLD, NEW], "the earlier part first"),
        ([NEW, [*OLD, OLD[1]]], "two share an id"),
        ([NEW, [replace(NEW[0], id="u9", target="v2"), *OLD]], "it takes away what came later"),
        ([NEW, OLD, told("2024-02-01", "2024-03-02T00:00:00Z")], "of that day any report may be the answer"),
        ([NEW, OLD, told("2024-03-02", "2024-02-01T00:00:00Z")], "any report recorded since may be the answer"),
    ],
)
def test_parts_that_cannot_be_settled(parts: list[list[AnyUpdate]], why: str) -> None:
    """The whole history is read then."""
    assert settled(UNTIL, KNOWN, *parts) is None, why


@pytest.mark.parametrize("cut", [(day("2024-02-28"), None), (None, moment("2024-02-28T16:00:00Z"))])
def test_days_that_cannot_be_shown(cut: tuple[date | None, datetime | None]) -> None:
    """Nobody is told a state in which reports count that were not there yet."""
    found = settled(UNTIL, KNOWN, NEW, OLD)
    assert isinstance(found, SettledHistory)
    with pytest.raises(ValueError, match="2024"):
        found.at(*cut)
