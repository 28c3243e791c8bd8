"""Requests: each with its answer, and how many each unit asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import DAYS, PLAN, journals
from support import day, journal, moment, plan

from plantrack.dates.periods import Period
from plantrack.evaluation.evaluate import evaluate, walk
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate, day_in, meaning
from plantrack.reports.requests import AnsweredRequest, UnitRequests, by_lead, by_unit, late_requests, requests

ASKED: Plan = plan("""
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-06-30
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-03-31}]
      - {ref: "1.2", title: 一之二, kind: deliverable, due: 2024-09-30, lead: [smart, fund]}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-10-31}
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {"due": "2024-06-30"}, "1.1.1": {"due": "2024-03-31"}, "1.2": {"due": "2024-09-30"}, "2": {}}}
    {"kind": "reschedule", "ref": "1.1", "on": "2024-06-20", "step": "ask", "due": "2024-07-31", "reason": "意见较多", "by": "陈静"}
    {"kind": "reschedule", "ref": "1.1", "on": "2024-06-25", "step": "approve", "due": "2024-07-31", "ask": "u02", "reason": "同意", "by": "张敏"}
    {"kind": "reschedule", "ref": "1.1.1", "on": "2024-04-01", "step": "ask", "due": "2024-04-30", "reason": "资料不全"}
    {"kind": "reschedule", "ref": "1.1.1", "on": "2024-04-02", "step": "refuse", "ask": "u04", "by": "张敏"}
    {"kind": "reschedule", "ref": "1.1", "on": "2024-08-01", "step": "ask", "due": "2024-08-31", "reason": "意见较多"}
    {"kind": "reschedule", "ref": "1.2", "on": "2024-09-30", "step": "ask", "due": "2024-11-30", "reason": "等待批复"}
    {"kind": "reschedule", "ref": "2", "on": "2024-09-01", "step": "ask", "due": "2024-09-30", "reason": "提前"}
    {"kind": "reschedule", "ref": "2", "on": "2024-09-02", "step": "approve", "due": "2024-09-30", "ask": "u08"}
"""  # noqa: E501


def found(lines: str = LINES, as_of: date | None = None, of: Plan = ASKED) -> tuple[AnsweredRequest, ...]:
    """Return the extensions after a journal."""
    return asked(of, journal(lines), as_of)


def asked(of: Plan, updates: list[AnyUpdate], as_of: date | None = None) -> tuple[AnsweredRequest, ...]:
    """Return the extensions among some updates."""
    history = History(updates)
    roots = evaluate(of, history.at(as_of), as_of or day("2024-12-31"))
    return requests(of, history, roots, as_of)


def row(extension: AnsweredRequest) -> tuple[object, ...]:
    """Return what counts of an extension: reference, dates as text, days, answer, and whether it was late."""
    dates = (extension.old, extension.promised, extension.ask.due, extension.granted)
    return (extension.ref, *(d and f"{d:%m-%d}" for d in dates), extension.days, extension.answer, extension.late)


def test_a_request_and_its_answer() -> None:
    """Who asked when and why, from which date to which, who answered; the original date, and the days granted."""
    updates: list[Any] = [meaning(update) for update in journal(LINES) if update.on]
    task = ASKED.by_ref["1.1"]
    assert found()[1] == AnsweredRequest(
        ask=updates[1], reply=updates[2], task=task, milestone=None, lead=("stic",), old=day("2024-06-30"),
        promised=day("2024-06-30"), recorded=day("2024-06-20"),
    )  # fmt: skip
    assert found()[0] == AnsweredRequest(
        ask=updates[3], reply=updates[4], task=task, milestone=task.milestones[0], lead=("stic",),
        old=day("2024-03-31"), promised=day("2024-03-31"), recorded=day("2024-04-01"),
    )  # fmt: skip


def test_every_request_in_the_order_of_asking() -> None:
    """Refused, approved, pending; the second on 1.1 starts from the date moved, the original one stands beside it.

    A request on the very day is in time, one on the day after is late; days are negative where a date moves forward.
    Where nothing was promised there is no original date.
    """
    assert [row(extension) for extension in found()] == [
        ("1.1.1", "03-31", "03-31", "04-30", None, None, "refused", True),
        ("1.1", "06-30", "06-30", "07-31", "07-31", 31, "approved", False),
        ("1.1", "07-31", "06-30", "08-31", None, None, "pending", True),
        ("2", "10-31", None, "09-30", "09-30", -31, "approved", False),
        ("1.2", "09-30", "09-30", "11-30", None, None, "pending", False),
    ]


@pytest.mark.parametrize(
    ("recorded", "late"),
    [("2024-06-30T15:59:59Z", False), ("2024-06-30T16:00:00Z", True), ("2024-08-20T02:00:00Z", True)],
)
def test_a_request_with_an_earlier_day_is_late_by_its_recording(*, recorded: str, late: bool) -> None:
    """In the plan's time zone; an earlier `on` makes no request timely, and as of that day it is late already."""
    line = f"""{{"kind": "request", "ref": "1.1", "what": "extend", "on": "2024-06-20", "due": "2024-09-30",
        "reason": "意见较多", "at": "{recorded}"}}""".replace("\n", " ")
    for as_of in ("2024-06-20", "2024-12-31"):
        (entry,) = found(line, day(as_of))
        assert (entry.late, entry.recorded, entry.old) == (
            late,
            day_in(moment(recorded), ASKED.zone),
            day("2024-06-30"),
        )
    assert [one.late for one in by_unit(found(line))] == [late]
    assert late_requests(ASKED, History(journal(line))) == ({"u01"} if late else set())


def test_what_was_moved_before_the_recording_is_the_date_that_is_asked_from() -> None:
    """Whatever day the request names: the date had moved to 31 July when it was recorded."""
    request = """{"kind": "request", "ref": "1.1", "what": "extend", "on": "2024-06-21", "due": "2024-09-30",
        "at": "2024-07-15T02:00:00Z"}""".replace("\n", " ")
    [entry] = [one for one in found(LINES + request) if one.ask.on == day("2024-06-21")]
    assert (entry.old, entry.late) == (day("2024-07-31"), False)


def test_by_unit() -> None:
    """The unit with the most first; joint leads count each; what nobody leads stands under nobody."""
    assert by_unit(found()) == (
        UnitRequests(
            "stic", asked=3, approved=1, refused=1, pending=1, late=2, days=31, reasons=("资料不全", "意见较多")
        ),
        UnitRequests(None, asked=1, approved=1, refused=0, pending=0, late=0, days=-31, reasons=("提前",)),
        UnitRequests("smart", asked=1, approved=0, refused=0, pending=1, late=0, days=0, reasons=("等待批复",)),
        UnitRequests("fund", asked=1, approved=0, refused=0, pending=1, late=0, days=0, reasons=("等待批复",)),
    )
    assert by_unit(()) == ()


def test_as_of_a_day() -> None:
    """What was answered later is pending, and what was asked later is not there."""
    early = found(as_of=day("2024-06-24"))
    assert [(e.ref, e.answer) for e in early] == [("1.1.1", "refused"), ("1.1", "pending")]


def test_who_leads_on_the_day_counts() -> None:
    """A task that went to another unit takes its requests along."""
    given = '{"kind": "assign", "on": "2024-06-26", "ref": "1.1", "lead": ["fund"]}'
    assert [e.lead for e in found(LINES + given)][:3] == [("fund",)] * 3


def test_a_request_that_was_taken_back_is_none() -> None:
    """And an answer that was taken back leaves its request pending."""
    assert [row(e) for e in found(LINES + '{"kind": "retract", "target": "a06"}') if e.ref == "1.1"] == [
        ("1.1", "06-30", "06-30", "07-31", "07-31", 31, "approved", False)
    ]
    assert [row(e) for e in found(LINES + '{"kind": "retract", "target": "a03"}') if e.ref == "1.1"] == [
        ("1.1", "06-30", "06-30", "07-31", None, None, "pending", False),
        ("1.1", "06-30", "06-30", "08-31", None, None, "pending", True),
    ]


STEP = '{"kind": "reschedule", "ref": "1.2", "on": "2024-09-%s", "step": "%s", "ask": "%s", "due": %s, "by": "%s"}\n'
AGAIN = '{"kind": "adopt", "on": "2024-02-10", "promises": {"1.2": {"due": "2024-10-15"}}, "reason": "调整"}\n'


def test_an_amendment_moves_the_date_that_is_asked_from() -> None:
    """The promise stays the earliest."""
    assert row(found(LINES + AGAIN)[-1]) == ("1.2", "10-15", "09-30", "11-30", None, None, "pending", False)


def test_a_date_that_moved_without_a_request_is_listed() -> None:
    """An approval whose request is missing, was taken back or is on another task has moved a date all the same."""
    lone = STEP % ("05", "approve", "gone", '"2024-10-31"', "张敏")
    assert [row(e) for e in found(lone)] == [("1.2", "09-30", None, "10-31", "10-31", 31, "approved", False)]
    assert {found(lone)[0].ask, found(lone)[0].reply} == {meaning(one) for one in journal(lone) if one.on}
    strayed = LINES + STEP % ("05", "approve", "u06", '"2024-10-31"', "张敏")
    assert [(e.ref, e.answer) for e in found(strayed)][3:] == [
        ("2", "approved"), ("1.2", "approved"), ("1.2", "pending"),
    ]  # fmt: skip


@pytest.mark.parametrize(("step", "day_of"), [("refuse", "06"), ("refuse", "04"), ("approve", "06"), ("approve", "04")])
def test_two_answers_of_merged_branches(step: str, day_of: str) -> None:
    """An approval moved the date, so it counts before a refusal; of two of a kind the latest does."""
    ask = STEP % ("01", "ask", "", '"2024-10-31"', "刘洋")
    answers = STEP % ("05", "approve", "u01", '"2024-10-31"', "张敏")
    answers += STEP % (day_of, step, "u01", '"2024-11-30"' if step == "approve" else "null", "陈静")
    (extension,) = found(ask + answers)
    expected = day("2024-11-30") if (step, day_of) == ("approve", "06") else day("2024-10-31")
    assert (extension.answer, extension.granted) == ("approved", expected)


def test_an_approval_without_a_date_grants_no_days() -> None:
    """As somebody may write it by hand."""
    ask = STEP % ("01", "ask", "", '"2024-10-31"', "刘洋")
    answer = STEP % ("05", "approve", "u01", "null", "张敏")
    assert [row(e)[4:6] for e in found(ask + answer)] == [(None, None)]
    assert found(answer) == ()


def test_a_task_that_the_plan_has_no_more() -> None:
    """Its request stays, under nobody; what was adopted for it is known."""
    lines = LINES.replace('"1.2"', '"7"')
    (gone,) = (e for e in found(lines) if e.ref == "7")
    assert (gone.task, gone.milestone, gone.lead, row(gone)[1:4]) == (None, None, (), ("09-30", "09-30", "11-30"))
    assert row(found(lines, of=plan(""))[-1])[0] == "7"


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [
        ("2024-06-01", "2024-06-19", False), ("2024-06-01", "2024-06-20", True), ("2024-06-21", "2024-06-24", False),
        ("2024-06-25", "2024-06-30", True), ("2024-06-26", "2024-06-30", False),
    ],
)  # fmt: skip
def test_whether_it_belongs_to_a_period(*, first: str, last: str, within: bool) -> None:
    """By the day of asking and the day of the answer."""
    assert found()[1].within(Period(day(first), day(last))) is within


@given(data=st.data(), updates=journals(), as_of=DAYS)
def test_the_order_of_lines_makes_no_difference(data: st.DataObject, updates: list[AnyUpdate], as_of: date) -> None:
    """Nor for the numbers of the units."""
    shuffled = data.draw(st.permutations(updates))
    one, other = asked(PLAN, shuffled, as_of), asked(PLAN, updates, as_of)
    assert (one, by_unit(one)) == (other, by_unit(other))


@given(updates=journals(), as_of=DAYS)
def test_no_approved_date_is_missing(updates: list[AnyUpdate], as_of: date) -> None:
    """Whatever stands in the journal: a date that is in force by approval is that of a listed extension."""
    state = History(updates).at(as_of)
    listed = {(e.ref, e.granted) for e in asked(PLAN, updates, as_of)}
    facts = [s.facts for s in walk(evaluate(PLAN, state, as_of))]
    dues = [(f.task.ref, f.due, f.due_basis) for f in facts]
    dues += [(p.milestone.ref, p.due, p.basis) for f in facts for p in f.checkpoints]
    assert {(ref, due) for ref, due, basis in dues if basis == "approved"} <= listed


def test_by_lead() -> None:
    """The unit with the most first, of equals the one met first; joint leads count each, and nobody is None."""
    found = {"1": ("stic",), "2": (), "3": ("fund", "stic"), "4": ()}
    assert by_lead(found, found.__getitem__) == [("stic", ["1", "3"]), (None, ["2", "4"]), ("fund", ["3"])]
    assert by_lead((), found.__getitem__) == []
