"""History: every state comes from here, whatever the order of the lines and of the questions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import DAYS, MOMENTS, dated, journals
from support import day, history, journal, moment, replayed

from plantrack.model.history import History, one_by_one
from plantrack.model.updates import AnyDated, AnyUpdate, Retraction

LATER = moment("2024-06-01T00:00:00Z")
CUTS = st.tuples(st.none() | DAYS, st.none() | MOMENTS)


def records(history: History) -> set[str]:
    """Return the content of every record."""
    return set(map(repr, history.updates))


MERGED = st.builds(list.__add__, journals(), journals())
"""Lines of two writers who used the same ids for different records."""


@given(data=st.data(), updates=MERGED, cut=CUTS)
def test_order_makes_no_difference(
    data: st.DataObject, updates: list[AnyUpdate], cut: tuple[date | None, datetime | None]
) -> None:
    """Any order of the lines gives the same state, whole or cut, also where two lines have one id."""
    shuffled = data.draw(st.permutations(updates))
    assert History(shuffled).at(*cut) == History(updates).at(*cut)


@given(data=st.data(), updates=journals(), cut=CUTS)
def test_a_line_seen_twice_counts_once(
    data: st.DataObject, updates: list[AnyUpdate], cut: tuple[date | None, datetime | None]
) -> None:
    """Lines that a merge repeated change nothing, wherever they stand."""
    again = data.draw(st.lists(st.sampled_from(updates))) if updates else []
    repeated = History(data.draw(st.permutations(updates + again)))
    assert repeated.at(*cut) == History(updates).at(*cut)
    assert records(repeated) == records(History(updates))


def joined(one: History, other: History) -> History:
    """Return everything that is in one of two histories, as a merge of their journals gives it."""
    return History((*one.updates, *other.updates))


@given(one=journals(), two=journals(), three=journals())
def test_joining_is_idempotent_commutative_and_associative(
    one: list[AnyUpdate], two: list[AnyUpdate], three: list[AnyUpdate]
) -> None:
    """So it makes no difference how often and in which order journals are merged."""
    a, b, c = map(History, (one, two, three))
    assert records(joined(a, a)) == records(a)
    assert records(joined(a, b)) == records(joined(b, a))
    assert records(joined(joined(a, b), c)) == records(joined(a, joined(b, c)))
    assert joined(a, b).at() == joined(b, a).at() == History([*one, *two]).at()
    assert joined(a, b).digest() == joined(b, a).digest()


@given(updates=journals(), cuts=st.lists(CUTS, max_size=5))
def test_the_order_of_questions_makes_no_difference(
    updates: list[AnyUpdate], cuts: list[tuple[date | None, datetime | None]]
) -> None:
    """Cuts share work, and each still gets the state that it would get alone."""
    found = History(updates)
    shared = [found.at(*cut) for cut in cuts]
    assert shared == [History(updates).at(*cut) for cut in cuts]


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "ledger", "on": "2024-03-01", "unit": "stic", "for": "2024-02", "digest": "ab12"}',
        (
            '{"kind": "notice", "on": "2024-03-01", "state": "sent", "unit": "stic", "level": "lead",'
            ' "channel": "text", "matters": [{"cause": "overdue", "ref": "1", "due": "2024-02-29", "step": 1}]}'
        ),
        '{"kind": "acknowledge", "on": "2024-03-01", "ref": "1", "due": "2024-02-29"}',
    ],
)
def test_what_is_taken_back_later_is_known_before(line: str) -> None:
    """Also what is kept by unit, asked about after the whole history."""
    found = history(line + '\n{"kind": "retract", "at": "2024-03-02T04:00:00.000Z", "target": "u01"}')
    (kind,) = {type(update) for update in found.updates if not isinstance(update, Retraction)}
    assert [*found.at().all_kept(kind)] == []
    assert len([*found.at(None, moment("2024-03-01T23:00:00Z")).all_kept(kind)]) == 1


def test_cuts_that_admit_the_same_share_one_state() -> None:
    """A day after the last update, a moment after the last record, and no cut at all."""
    found = history(JOURNAL)
    assert found.at() is found.at(day("2024-12-31")) is found.at(None, moment("2025-01-01T00:00:00Z"))
    assert found.at(day("2024-01-01")) is not found.at()


def test_what_was_known_earlier_shares_what_nobody_recorded_since() -> None:
    """The state of an earlier moment differs in what came later alone, and is what that moment alone gives."""
    lines = """
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {}, "2": {}}}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "ref": "2", "on": "2024-02-01", "status": "in-progress"}
    """
    late = '{"kind": "report", "ref": "2", "on": "2024-02-02", "at": "2024-06-10T00:00:00Z", "percent": 40}'
    found = history(lines + late)
    now, then = found.at(day("2024-03-01")), found.at(day("2024-03-01"), LATER)
    assert (now, then) == (replayed(lines + late, day("2024-03-01")), replayed(lines, day("2024-03-01")))
    assert then.differing(now) == {"2"}


def test_a_later_day_leaves_the_earlier_state_alone() -> None:
    """It continues from a copy."""
    lines = """
        {"kind": "measure", "ref": "n", "on": "2024-02-01", "value": 1, "unit": "家", "text": "1家"}
        {"kind": "measure", "ref": "n", "on": "2024-02-02", "value": 2, "unit": "家", "text": "2家"}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "ref": "1", "on": "2024-02-02", "status": "done"}
    """
    found = history(lines)
    early = found.at(day("2024-02-01"))
    late = found.at(day("2024-02-02"))
    assert (early, late) == (replayed(lines, day("2024-02-01")), replayed(lines))


def test_the_updates_that_name_a_reference() -> None:
    """An adoption stands under each reference that it names, a retraction under none."""
    found = history("""
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {}, "2": {}}}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "retract", "target": "u02"}
    """).by_ref
    assert {ref: [u.id for u in updates] for ref, updates in found.items()} == {"1": ["u01", "u02"], "2": ["u01"]}


def test_two_lines_with_one_id_both_stand() -> None:
    """Should an id ever be used twice, nothing is lost, and every reader keeps the same."""
    lines = '{"kind": "report", "id": "x", "act": "a", "ref": "1", "on": "2024-02-01", "%s": "%s"}'
    one, other = journal(lines % ("progress", "甲"))[0], journal(lines % ("progress", "乙"))[0]
    third = journal(lines % ("problem", "丙"))[0]
    found = History([one, other, third])
    assert records(found) == records(History([third, other, one]))
    assert all(update in found for update in (one, other, third))
    said = found.at().of("1")
    assert (said.progress.value, said.problem.value) == (max("甲", "乙"), "丙")
    assert other not in History([one])


def test_the_digest_adds_up() -> None:
    """The digest of two histories without a common record is the sum of theirs."""
    first, second = journal(JOURNAL)[:2], journal(JOURNAL)[2:]
    total = History([*first, *second]).digest()
    assert (History(first).digest() + History(second).digest()) % 2**128 == total
    assert History().digest() == 0


def test_one_by_one_shows_the_state_before_each_update() -> None:
    """In the order of their keys, whatever the order given."""
    updates = [u for u in journal(JOURNAL) if not isinstance(u, Retraction)]
    assert [(u.id, before.of("1").status.value) for u, before in one_by_one(updates[::-1])] == [
        ("u01", None),
        ("u02", "in-progress"),
    ]


@given(updates=journals(), as_of=DAYS)
def test_as_of_is_the_replay_of_what_had_taken_effect(updates: list[AnyUpdate], as_of: date) -> None:
    """As-of admits what was in effect by the end of the day; retracts have no day, so all of them count."""
    admitted = [u for u in updates if u.on is None or u.on <= as_of]
    assert History(updates).at(as_of) == History(admitted).at()


@given(updates=journals(), known_at=MOMENTS)
def test_known_at_is_the_replay_of_what_had_been_recorded(updates: list[AnyUpdate], known_at: datetime) -> None:
    """Known-at admits what was recorded by that moment, retracts as well."""
    admitted = [u for u in updates if u.at <= known_at]
    assert History(updates).at(known_at=known_at) == History(admitted).at()


@given(updates=journals(), as_of=DAYS, known_at=MOMENTS)
def test_both_cuts_together_are_one_after_the_other(updates: list[AnyUpdate], as_of: date, known_at: datetime) -> None:
    """What was known then about that day."""
    known = [u for u in updates if u.at <= known_at]
    assert History(updates).at(as_of, known_at) == History(known).at(as_of)


@st.composite
def acts(draw: st.DrawFn) -> list[AnyDated]:
    """Draw the updates of one command."""
    return [draw(dated(f"new{n}", "new")) for n in range(draw(st.integers(1, 3)))]


def taken(target: str, number: int) -> Retraction:
    """Return a retract recorded after everything else, the greater numbers later."""
    return Retraction(
        id=f"r{number}", act=f"undo{number}", at=LATER + timedelta(hours=number), by="刘洋", target=target
    )


@given(updates=journals(), act=acts(), as_of=st.none() | DAYS)
def test_undo_restores_the_state_before(updates: list[AnyUpdate], act: list[AnyDated], as_of: date | None) -> None:
    """Retracting an act takes all its updates away at every as-of."""
    assert History([*updates, *act, taken("new", 1)]).at(as_of) == History(updates).at(as_of)


@given(updates=journals(), act=acts(), as_of=st.none() | DAYS, by_act=st.booleans())
def test_undoing_an_undo_restores(
    *, updates: list[AnyUpdate], act: list[AnyDated], as_of: date | None, by_act: bool
) -> None:
    """Retracting a retract, by its id or by its act, puts back what it took; retracting that takes it away again."""
    undo = taken("new", 1)
    redo = taken(undo.act if by_act else undo.id, 2)
    assert History([*updates, *act, undo, redo]).at(as_of) == History([*updates, *act]).at(as_of)
    assert History([*updates, *act, undo, redo, taken(redo.id, 3)]).at(as_of) == History(updates).at(as_of)


@given(updates=journals(), act=acts())
def test_what_was_undone_is_still_known_before_the_undo(updates: list[AnyUpdate], act: list[AnyDated]) -> None:
    """Known-at a moment before the retract shows what people saw then."""
    before = [*updates, *act]
    assert History([*before, taken("new", 1)]).at(known_at=LATER) == History(before).at(known_at=LATER)


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
    state = replayed(JOURNAL, day(as_of) if as_of else None, moment(known_at) if known_at else None)
    assert state.of("1").status.value == status


def test_a_retract_takes_away_an_update_or_a_whole_act() -> None:
    """The updates of one command share an act and go together; another update of theirs may stay."""
    lines = """
        {"kind": "report", "act": "one", "ref": "1", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "act": "one", "ref": "2", "on": "2024-02-01", "status": "done"}
    """
    first, second = journal(lines)
    assert history(lines + '{"kind": "retract", "target": "one"}').in_force() == []
    assert history(lines + '{"kind": "retract", "target": "u01"}').in_force() == [second]
    assert history(lines + '{"kind": "retract", "target": "nothing"}').in_force() == [first, second]


def test_what_is_taken_away_is_told_by_id_and_act() -> None:
    """A retract that was retracted takes nothing away."""
    assert history(JOURNAL).retracted() == {"a03"}
    assert history(JOURNAL).retracted(moment("2024-04-10T04:00:00Z")) == {"u02"}
    assert History().retracted() == set()
