"""Updates: for each kind when it is valid, what applying it does and what retracting it does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest
import strategies
from support import day, journal, moment, replayed

from plantrack.model.basis import Attribution, Decision
from plantrack.model.state import DueDate, Owners, Promise, State
from plantrack.model.updates import (
    KINDS,
    Act,
    Answer,
    AnyDated,
    AnyUpdate,
    Measurement,
    Report,
    Request,
    Unknown,
    meaning,
    record,
)
from plantrack.model.updates.base import ulid

STAMP = {"id": "u01", "act": "a01", "at": "2024-03-01T04:00:00.000Z", "by": "刘洋"}
COMPLETE: dict[str, dict[str, Any]] = {
    "report": {
        "kind": "report", **STAMP, "on": "2024-03-01", "ref": "1", "status": "in-progress", "percent": 40.0,
        "progress": "推进中", "problem": "无", "next": "验收", "source": "https://a.gov.cn/1",
    },
    "milestone": {"kind": "milestone", **STAMP, "on": "2024-03-01", "ref": "1.1", "state": "reached", "note": "通过"},
    "comment": {
        "kind": "comment", **STAMP, "on": "2024-03-01", "evidence": [{"name": "公报"}], "ref": "1", "text": "待核",
    },
    "measure": {
        "kind": "measure", **STAMP, "on": "2024-03-01", "ref": "firms", "value": 25000, "unit": "家",
        "qualifier": "突破", "text": "突破2.5万家", "period": "2024", "published": "2024-02-20", "comparable": False,
    },
    "assign": {"kind": "assign", **STAMP, "on": "2024-03-01", "ref": "1", "lead": ["smart"], "support": []},
    "request": {
        "kind": "request", **STAMP, "on": "2024-03-01", "ref": "1", "what": "extend", "due": "2024-09-30",
        "reason": "资金未到位", "source": "请示3号",
    },
    "answer": {
        "kind": "answer", **STAMP, "on": "2024-03-01", "ref": "1", "request": "u00", "what": "extend",
        "verdict": "approve", "due": "2024-09-30", "reason": "同意", "source": "深科〔2024〕3号",
    },
    "reschedule": {
        "kind": "reschedule", **STAMP, "on": "2024-03-01", "ref": "1", "step": "ask", "due": "2024-09-30",
        "reason": "资金未到位",
    },
    "adopt": {
        "kind": "adopt", **STAMP, "on": "2024-03-01",
        "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]}, "2": {"due": None}, "3": {"dropped": True}},
        "reason": "调整",
    },
    "ledger": {
        "kind": "ledger", **STAMP, "on": "2024-03-01", "unit": "stic", "for": "2024-02", "source": "stic-2024-02.xlsx",
        "digest": "ab12", "changed": 3,
    },
    "notice": {
        "kind": "notice", **STAMP, "on": "2024-03-01", "state": "sent", "unit": "stic", "level": "lead",
        "channel": "text",
        "matters": [
            {"cause": "unreported", "ref": "1", "due": "2024-02-29", "step": 1, "period": "2024-02", "repeat": True},
            {"cause": "claim-to-verify", "ref": "1", "due": "2024-02-28", "step": 1, "request": "u00"},
        ],
    },
    "acknowledge": {
        "kind": "acknowledge", **STAMP, "on": "2024-03-01", "ref": "1", "due": "2024-06-30", "for": "2024-02",
        "requests": ["u00"], "note": "已收到", "source": "来函",
    },
    "retract": {"kind": "retract", **STAMP, "target": "u00", "reason": "写错了"},
}  # fmt: skip
"""A record of each kind with as much in it as may stand there."""


def decoded(line: dict[str, Any]) -> AnyUpdate:
    return msgspec.json.decode(json.dumps(line), type=AnyUpdate)  # type: ignore[no-any-return]


def said(state: State, ref: str, *names: str) -> dict[str, object]:
    """Return the current values of some fields of a reference."""
    return {name: getattr(state.of(ref), name).value for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_as_it_was_read(kind: str) -> None:
    """A record keeps its keys in fixed order, its moment in UTC with milliseconds, and leaves out what is not said."""
    assert kind in COMPLETE, "add a record with all its fields"
    update = decoded(COMPLETE[kind])
    assert isinstance(update, KINDS[kind])
    assert json.dumps(record(update)) == json.dumps(COMPLETE[kind])


def test_every_kind_with_a_day_is_drawn() -> None:
    """What is tried with random journals is tried with records of every kind."""
    assert {kind for kind, _ in strategies.KINDS} == set(get_args(AnyDated))


def test_moments_are_written_in_utc() -> None:
    """Whatever zone a moment was given in, the record says it in UTC."""
    update = decoded({**COMPLETE["retract"], "at": "2024-03-01T12:00:00.5+08:00"})
    assert record(update)["at"] == "2024-03-01T04:00:00.500Z"


def test_a_record_not_known_stays_what_it_is() -> None:
    """A kind of a later version is kept as its plain values."""
    assert record(Unknown({"kind": "vote", "yes": 3})) == {"kind": "vote", "yes": 3}


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("report", {"percent": 101}),
        ("report", {"percent": -1}),
        ("report", {"percent": "40"}),
        ("report", {"status": "finished"}),
        ("report", {"ref": None}),
        ("report", {"on": "2024-02-30"}),
        ("report", {"at": "2024-03-01T04:00:00"}),
        ("report", {"mood": "good"}),
        ("milestone", {"state": "missed"}),
        ("measure", {"value": "many"}),
        ("measure", {"value": 1e37}),
        ("measure", {"value": -(10**37)}),
        ("measure", {"unit": 5}),
        ("assign", {"lead": "smart"}),
        ("request", {"what": "reopen"}),
        ("answer", {"verdict": "defer"}),
        ("answer", {"what": None}),
        ("reschedule", {"step": "wish"}),
        ("adopt", {"promises": {"1": {"due": "soon"}}}),
        ("retract", {"on": "2024-03-01"}),
        ("retract", {"target": None}),
        ("retract", {"kind": "vote"}),
    ],
)
def test_what_is_not_valid_is_no_update(kind: str, wrong: dict[str, Any]) -> None:
    """Percentages beyond 0–100, unknown words and keys, days that do not exist and moments without zone are refused."""
    with pytest.raises(msgspec.ValidationError):
        decoded({**COMPLETE[kind], **wrong})


def test_a_report_sets_what_it_says_and_nothing_else() -> None:
    """What a later report leaves out stays as it was, and both count as reports of their day."""
    state = replayed("""
        {"kind": "report", "ref": "1", "on": "2024-02-01", "status": "in-progress", "percent": 20, "problem": "资金"}
        {"kind": "report", "ref": "1", "on": "2024-03-01", "percent": 40, "next": "验收"}
    """)
    assert said(state, "1", "status", "percent", "progress", "problem", "next") == {
        "status": "in-progress", "percent": 40, "progress": None, "problem": "资金", "next": "验收",
    }  # fmt: skip
    assert state.of("1").percent.key[0] == day("2024-03-01")
    assert state.of("1").problem.key[0] == day("2024-02-01")
    assert state.of("1").report_days == {day("2024-02-01"), day("2024-03-01")}


def test_a_milestone_is_reached_and_open_again() -> None:
    """The day on which it was reached is kept until it is reopened; both are reports."""
    lines = """
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reached"}
        {"kind": "milestone", "ref": "1.1", "on": "2024-03-01", "state": "reopened"}
    """
    reached, reopened = replayed(lines.strip().splitlines()[0]), replayed(lines)
    assert (reached.of("1.1").done_since, reopened.of("1.1").done_since) == (day("2024-02-01"), None)
    assert reopened.of("1.1").report_days == {day("2024-02-01"), day("2024-03-01")}


def test_measurements_are_a_set() -> None:
    """Every measurement stays, and each is a report on its day."""
    lines = """
        {"kind": "measure", "ref": "firms", "on": "2024-03-01", "value": 25000, "unit": "家", "text": "2.5万家"}
        {"kind": "measure", "ref": "firms", "on": "2024-02-01", "value": 24900, "unit": "家", "text": "2.49万家"}
    """
    state = replayed(lines)
    assert state.kept(Measurement, "firms") == set(journal(lines))
    assert state.kept(Measurement, "visitors") == set()
    assert state.of("firms").report_days == {day("2024-02-01"), day("2024-03-01")}


def test_an_assignment_sets_lead_or_support_or_both() -> None:
    """Each is set with the source that says so; nobody is a valid answer; it is no report."""
    state = replayed("""
        {"kind": "assign", "ref": "1", "on": "2024-02-01", "lead": ["stic"], "support": ["fund"]}
        {"kind": "assign", "ref": "1", "on": "2024-03-01", "lead": ["smart", "fund"], "source": "https://a.gov.cn/1"}
        {"kind": "assign", "ref": "1", "on": "2024-03-02", "support": [], "source": "深府〔2024〕5号"}
    """)
    assert said(state, "1", "lead", "support") == {
        "lead": Owners(("smart", "fund"), Attribution("https://a.gov.cn/1")),
        "support": Owners((), Decision("assigned", "刘洋", day("2024-03-02"), "深府〔2024〕5号")),
    }
    assert state.of("1").report_days == set()


def test_only_an_approval_moves_the_date() -> None:
    """Asks and refusals are kept and change no date."""
    lines = """
        {"kind": "reschedule", "ref": "1", "on": "2024-02-01", "step": "ask", "due": "2024-09-30", "reason": "资金"}
        {"kind": "reschedule", "ref": "1", "on": "2024-02-02", "step": "refuse", "ask": "u01"}
        {"kind": "reschedule", "ref": "1", "on": "2024-02-03", "step": "approve", "ask": "u01", "due": "2024-08-31"}
    """
    asked, refused, approved = lines.strip().splitlines()
    assert replayed(asked).of("1").due.value is None
    assert replayed(f"{asked}\n{refused}").of("1").due.value is None
    assert replayed(lines).of("1").due.value == DueDate(
        day("2024-08-31"), Decision("approved", "刘洋", day("2024-02-03"))
    )
    kept = {*replayed(lines).all_kept(Request), *replayed(lines).all_kept(Answer)}
    assert kept == {meaning(update) for update in journal(lines) if update.on}
    assert replayed(approved).of("1").report_days == set()


def test_the_earliest_adoption_is_the_promise_and_a_later_one_is_current() -> None:
    """An amendment changes what is current and never what was promised, in whatever order they were recorded."""
    amendment, adoption = (
        '{"kind": "adopt", "on": "2024-06-01", "promises": {"1": {"due": "2024-11-30"}, "2": {"target": 9}}}',
        '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]}}}',
    )
    state = replayed(f"{amendment}\n{adoption}")
    assert state.of("1").promised == Promise(due=day("2024-06-30"), lead=("stic",))
    assert said(state, "1", "due", "lead") == {
        "due": DueDate(day("2024-11-30")),
        "lead": Owners(("stic",)),
    }
    assert (state.of("1").adopted_on, state.of("2").adopted_on, state.of("3").adopted_on) == (
        day("2024-01-10"), day("2024-06-01"), None,
    )  # fmt: skip
    assert (state.of("2").promised, state.of("2").adopted, state.of("3").promised) == (Promise(target=9),) * 2 + (None,)
    assert set(state.adopted()) == {"1", "2"}


def test_a_date_approved_is_current_and_not_promised() -> None:
    """An extension leaves the promise as it was."""
    state = replayed("""
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}}}
        {"kind": "reschedule", "ref": "1", "on": "2024-02-03", "step": "approve", "ask": "u09", "due": "2024-08-31"}
    """)
    assert state.of("1").promised == Promise(due=day("2024-06-30"))
    assert state.of("1").due.value == DueDate(day("2024-08-31"), Decision("approved", "刘洋", day("2024-02-03")))


def test_null_is_named_and_left_out_is_not() -> None:
    """An adoption that names a date as null takes it away; one that does not name it leaves it."""
    first = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}}}'
    silent = '{"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"lead": ["fund"]}}}'
    naming = '{"kind": "adopt", "on": "2024-03-10", "promises": {"1": {"due": null}}}'
    assert replayed(f"{first}\n{silent}").of("1").due.value == DueDate(day("2024-06-30"))
    assert replayed(f"{first}\n{silent}\n{naming}").of("1").due.value == DueDate(None)


BEFORE = {
    "report": '{"kind": "report", "ref": "1", "on": "2024-02-01", "status": "not-started", "percent": 5}',
    "milestone": '{"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reopened"}',
    "measure": '{"kind": "measure", "ref": "firms", "on": "2024-02-01", "value": 1, "unit": "家", "text": "1家"}',
    "assign": '{"kind": "assign", "ref": "1", "on": "2024-02-01", "lead": ["fund"], "support": ["fund"]}',
    "request": '{"kind": "request", "ref": "1", "on": "2024-02-01", "what": "close", "reason": "已完成"}',
    "reschedule": '{"kind": "reschedule", "ref": "1", "on": "2024-02-01", "step": "approve", "due": "2024-07-31"}',
    "adopt": '{"kind": "adopt", "on": "2024-02-01", "promises": {"1": {"due": "2024-07-01", "lead": ["fund"]}}}',
}


@pytest.mark.parametrize("kind", BEFORE)
def test_retracting_falls_back_to_the_writer_before(kind: str) -> None:
    """Whatever a retracted update of any kind had set is what it was before, or nothing again."""
    update = json.dumps({**COMPLETE[kind], "id": "wrong", "act": "act"}, ensure_ascii=False)
    retract = '{"kind": "retract", "target": "wrong"}'
    before = BEFORE[kind]
    assert replayed(f"{before}\n{update}") != replayed(before)
    assert replayed(f"{before}\n{update}\n{retract}") == replayed(before)
    assert replayed(f"{update}\n{retract}") == State()


def test_ids_are_26_characters_that_sort_by_time() -> None:
    """Milliseconds come before randomness, in the digits of Crockford's base 32."""
    assert (ulid(0, 0), ulid(2**48 - 1, 2**80 - 1)) == ("0" * 26, "7" + "Z" * 25)
    assert ulid(1469918176385, 0) == "01ARYZ6S41" + "0" * 16
    assert ulid(1, 2**80 - 1) < ulid(2, 0) < ulid(2, 1)


def test_one_act_stamps_all_its_updates() -> None:
    """The updates of a command share act, moment and actor; their ids sort in the order of making."""
    act = Act(datetime(2024, 3, 1, 4, 0, 0, 123999, tzinfo=UTC), "刘洋", lambda size: b"\xff" * size)
    stamps = [act.stamp() for _ in range(40)]
    ids = [stamp.pop("id") for stamp in stamps]
    shared = {"act": act.id, "at": moment("2024-03-01T04:00:00.123Z"), "by": "刘洋"}
    assert stamps == [shared] * 40
    assert [act.id, *ids] == sorted({act.id, *ids})
    assert {name[:10] for name in ids} == {ulid(1709265600123, 0)[:10]}


def test_acts_at_one_moment_differ_by_their_entropy() -> None:
    """Two officers who write in the same millisecond do not share ids."""
    at = datetime(2024, 3, 1, 4, tzinfo=UTC)
    assert Act(at, "a", lambda size: b"\x01" * size).id != Act(at, "a", lambda size: b"\x02" * size).id


@pytest.mark.parametrize(
    ("percent", "words"),
    [(99.99999999999999, "99.9%"), (99.94, "99.9%"), (0.001, "0.1%"), (40.0, "40%"), (33.3, "33.3%"), (46.65, "46.7%")],
)
def test_a_percentage_is_confirmed_with_the_digits_that_every_view_shows(percent: float, words: str) -> None:
    """What is almost all is not told as all. What is kept is what was typed."""
    (update,) = journal(f'{{"kind": "report", "ref": "1", "on": "2024-02-01", "percent": {percent}}}')
    assert isinstance(update, Report)
    assert [str(said.facts["new"].facts["text"]) for said in update.words()] == [words]
    assert update.percent == percent
