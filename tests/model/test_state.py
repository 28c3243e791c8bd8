"""State: replaying the journal, in any order, as of a day and as known at a moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import DAYS, MOMENTS, dated, journals
from support import day, journal, moment, replayed

from plantrack.model.state import Cut, State, distinct, in_force, replay, retracted
from plantrack.model.update import (
    AnyDated,
    AnyUpdate,
    Assign,
    Measure,
    MilestoneUpdate,
    Report,
    Reschedule,
    Retract,
)

LATER = moment("2024-06-01T00:00:00Z")
CUTS = st.builds(Cut, as_of=st.none() | DAYS, known_at=st.none() | MOMENTS)


@given(data=st.data(), updates=journals(), cut=CUTS)
def test_order_makes_no_difference(data: st.DataObject, updates: list[AnyUpdate], cut: Cut) -> None:
    """Any order of the lines gives the same state, whole or cut."""
    shuffled = data.draw(st.permutations(updates))
    assert replay(shuffled, cut) == replay(updates, cut)


@given(data=st.data(), updates=journals(), cut=CUTS)
def test_a_line_seen_twice_counts_once(data: st.DataObject, updates: list[AnyUpdate], cut: Cut) -> None:
    """Lines that a merge repeated change nothing, wherever they stand."""
    again = data.draw(st.lists(st.sampled_from(updates))) if updates else []
    assert replay(data.draw(st.permutations(updates + again)), cut) == replay(updates, cut)


@given(updates=journals(), as_of=DAYS)
def test_as_of_is_the_replay_of_what_had_taken_effect(updates: list[AnyUpdate], as_of: date) -> None:
    """As-of admits what was in effect by the end of the day; retracts have no day, so all of them count."""
    admitted = [u for u in updates if isinstance(u, Retract) or u.on <= as_of]
    assert replay(updates, Cut(as_of=as_of)) == replay(admitted)


@given(updates=journals(), known_at=MOMENTS)
def test_known_at_is_the_replay_of_what_had_been_recorded(updates: list[AnyUpdate], known_at: datetime) -> None:
    """Known-at admits what was recorded by that moment, retracts as well."""
    admitted = [u for u in updates if u.at <= known_at]
    assert replay(updates, Cut(known_at=known_at)) == replay(admitted)


@given(updates=journals(), as_of=DAYS, known_at=MOMENTS)
def test_both_cuts_together_are_one_after_the_other(updates: list[AnyUpdate], as_of: date, known_at: datetime) -> None:
    """What was known then about that day."""
    known = [u for u in updates if u.at <= known_at]
    assert replay(updates, Cut(as_of, known_at)) == replay(known, Cut(as_of=as_of))


@st.composite
def acts(draw: st.DrawFn) -> list[AnyDated]:
    """Draw the updates of one command."""
    return [draw(dated(f"new{n}", "new")) for n in range(draw(st.integers(1, 3)))]


def taken(target: str, number: int) -> Retract:
    """Return a retract recorded after everything else, the greater numbers later."""
    return Retract(id=f"r{number}", act=f"undo{number}", at=LATER + timedelta(hours=number), by="刘洋", target=target)


@given(updates=journals(), act=acts(), as_of=st.none() | DAYS)
def test_undo_restores_the_state_before(updates: list[AnyUpdate], act: list[AnyDated], as_of: date | None) -> None:
    """Retracting an act takes all its updates away at every as-of."""
    cut = Cut(as_of=as_of)
    assert replay([*updates, *act, taken("new", 1)], cut) == replay(updates, cut)


@given(updates=journals(), act=acts(), as_of=st.none() | DAYS, by_act=st.booleans())
def test_undoing_an_undo_restores(
    *, updates: list[AnyUpdate], act: list[AnyDated], as_of: date | None, by_act: bool
) -> None:
    """Retracting a retract, by its id or by its act, puts back what it took; retracting that takes it away again."""
    cut = Cut(as_of=as_of)
    undo = taken("new", 1)
    redo = taken(undo.act if by_act else undo.id, 2)
    assert replay([*updates, *act, undo, redo], cut) == replay([*updates, *act], cut)
    assert replay([*updates, *act, undo, redo, taken(redo.id, 3)], cut) == replay(updates, cut)


@given(updates=journals(), act=acts())
def test_what_was_undone_is_still_known_before_the_undo(updates: list[AnyUpdate], act: list[AnyDated]) -> None:
    """Known-at a moment before the retract shows what people saw then."""
    before = [*updates, *act]
    assert replay([*before, taken("new", 1)], Cut(known_at=LATER)) == replay(before, Cut(known_at=LATER))


def set_by(update: AnyUpdate) -> dict[tuple[str, str], object]:
    """Return what an update other than an adoption sets, by reference and field: the specification, spelled out."""
    if isinstance(update, Report):
        names = ("status", "percent", "progress", "problem", "next")
        return {(update.ref, n): getattr(update, n) for n in names if getattr(update, n) is not None}
    if isinstance(update, MilestoneUpdate):
        return {(update.ref, "reached"): update.on if update.state == "reached" else None}
    if isinstance(update, Assign):
        given = {"lead": update.lead, "support": update.support}
        return {(update.ref, name): (units, None) for name, units in given.items() if units is not None}
    if isinstance(update, Reschedule) and update.step == "approve" and update.due:
        return {(update.ref, "due"): (update.due, update.source or "approved")}
    return {}


@given(updates=journals(retracting=False))
def test_the_greatest_on_at_and_id_wins(updates: list[AnyUpdate]) -> None:
    """Of the writers of a field the one that took effect last wins, then the one recorded last, then the greater id."""
    plain = [u for u in updates if isinstance(u, (Report, MilestoneUpdate, Assign, Reschedule, Measure))]
    expected: dict[tuple[str, str], object] = {}
    for update in sorted(plain, key=lambda u: (u.on, u.at, u.id)):
        expected |= set_by(update)
    state = replay(plain)
    assert {(ref, name): state.value(ref, name) for ref, name in expected} == expected
    measures = [u for u in plain if isinstance(u, Measure)]
    assert sorted(state.measured("firms"), key=lambda m: m.id) == sorted(measures, key=lambda m: m.id)


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (("2024-02-02", "05:00", "a"), ("2024-02-01", "06:00", "b"), "first"),
        (("2024-02-01", "05:00", "b"), ("2024-02-01", "06:00", "a"), "second"),
        (("2024-02-01", "05:00", "b"), ("2024-02-01", "05:00", "a"), "first"),
    ],
)
def test_the_day_counts_before_the_moment_and_the_moment_before_the_id(
    first: tuple[str, str, str], second: tuple[str, str, str], winner: str
) -> None:
    """Three ties broken, one after the other."""
    lines = [
        f'{{"kind": "report", "ref": "1", "on": "{on}", "at": "2024-02-03T{at}:00Z", "id": "{name}", "next": "{text}"}}'
        for text, (on, at, name) in (("first", first), ("second", second))
    ]
    assert replayed("\n".join(lines)).value("1", "next") == winner
    assert replayed("\n".join(reversed(lines))).value("1", "next") == winner


JOURNAL = """
    {"kind": "report", "ref": "1", "on": "2024-02-01", "at": "2024-02-10T04:00:00Z", "status": "in-progress"}
    {"kind": "report", "ref": "1", "on": "2024-03-01", "at": "2024-03-10T04:00:00Z", "status": "done"}
    {"kind": "retract", "at": "2024-04-10T04:00:00Z", "target": "u02"}
    {"kind": "retract", "at": "2024-05-10T04:00:00Z", "target": "a03"}
"""


@pytest.mark.parametrize(
    ("as_of", "known_at", "status"),
    [
        ("2024-01-31", None, None),
        ("2024-02-01", None, "in-progress"),
        ("2024-02-29", None, "in-progress"),
        ("2024-03-01", None, "done"),
        (None, None, "done"),
        (None, "2024-02-10T03:59:59Z", None),
        (None, "2024-02-10T04:00:00Z", "in-progress"),
        (None, "2024-03-10T04:00:00Z", "done"),
        (None, "2024-04-10T03:59:59Z", "done"),
        (None, "2024-04-10T04:00:00Z", "in-progress"),
        ("2024-03-01", "2024-04-10T04:00:00Z", "in-progress"),
        ("2024-03-01", "2024-05-10T04:00:00Z", "done"),
        ("2024-02-29", "2024-05-10T04:00:00Z", "in-progress"),
    ],
)
def test_as_of_cuts_by_day_and_known_at_by_moment(as_of: str | None, known_at: str | None, status: str | None) -> None:
    """Both are inclusive; a retract is cut by known-at only, and its own retract restores."""
    cut = Cut(as_of and day(as_of), known_at and moment(known_at))  # type: ignore[arg-type]
    assert replayed(JOURNAL, cut).value("1", "status") == status


def test_a_retract_takes_away_an_update_or_a_whole_act() -> None:
    """The updates of one command share an act and go together; another update of theirs may stay."""
    lines = """
        {"kind": "report", "act": "one", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "act": "one", "ref": "2", "on": "2024-02-01", "status": "done"}
    """
    first, second = journal(lines)
    assert in_force(journal(lines + '{"kind": "retract", "target": "one"}')) == []
    assert in_force(journal(lines + '{"kind": "retract", "target": "u01"}')) == [second]
    assert in_force(journal(lines + '{"kind": "retract", "target": "nothing"}')) == [first, second]


def test_what_is_taken_away_is_told_by_id_and_act() -> None:
    """A retract that was retracted takes nothing away."""
    assert retracted(journal(JOURNAL)) == {"a03"}
    assert retracted(journal(JOURNAL), moment("2024-04-10T04:00:00Z")) == {"u02"}
    assert retracted([]) == set()


def test_two_records_of_one_id_give_one_whatever_their_order() -> None:
    """Should an id ever be used twice, every reader keeps the same record."""
    lines = '{"kind": "report", "id": "x", "act": "a", "ref": "1", "on": "2024-02-01", "next": "%s"}'
    one, other = journal(lines % "甲")[0], journal(lines % "乙")[0]
    assert list(distinct([one, other])) == list(distinct([other, one]))
    assert list(distinct([one, one])) == [one]


def test_states_are_equal_when_they_hold_the_same() -> None:
    """A state is compared by what it holds, not by how it came about."""
    line = '{"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}'
    assert (replayed(line) == replayed(line), replayed(line) == State(), replayed("") == State()) == (True, False, True)
    assert replayed(line) != {}


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ([], None),
        (["done"], "2024-02-01"),
        (["done", "done"], "2024-02-01"),
        (["done", "in-progress"], None),
        (["done", "in-progress", "done"], "2024-02-03"),
        (["in-progress", "cancelled"], None),
        (["done", "cancelled"], None),
    ],
)
def test_done_since(said: list[str], since: str | None) -> None:
    """The first day of the last unbroken run, whatever the order of lines; to say it again moves no day."""
    lines = [
        f'{{"kind": "report", "ref": "1", "on": "2024-02-{number:02}", "status": "{status}"}}'
        for number, status in enumerate(said, 1)
    ]
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        assert replayed(text).done_since("1") == (since and day(since))


def test_a_milestone_is_reached_since() -> None:
    """As with tasks; a report without a status changes nothing."""
    lines = """
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reached"}
        {"kind": "milestone", "ref": "1.1", "on": "2024-03-01", "state": "reached"}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 5}
    """
    assert (replayed(lines).done_since("1.1"), replayed(lines).done_since("1")) == (day("2024-02-01"), None)
    reopened = '{"kind": "milestone", "ref": "1.1", "on": "2024-04-01", "state": "reopened"}'
    assert replayed(lines + reopened).done_since("1.1") is None


def test_the_date_promised_first() -> None:
    """Of the earliest adoption, whatever later ones say; None where it named no date."""
    lines = """
        {"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"due": "2024-07-31"}, "2": {"due": "2024-07-31"}}}
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}, "2": {}, "3": {"due": null}}}
    """
    assert [replayed(lines).promised_due(ref) for ref in "1239"] == [day("2024-06-30"), None, None, None]


def test_nothing_said_is_nothing() -> None:
    """Of a reference that nobody named there is no value, no day and no promise."""
    state = replayed("")
    found = (state.value("1", "status"), state.written("1", "status"), state.written_on("1", "status"))
    assert (*found, state.promised("1"), state.adopted_on("1"), state.report_days("1")) == (
        None, False, None, None, None, set(),
    )  # fmt: skip
