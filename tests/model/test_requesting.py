"""Requests and answers: what may be asked for and answered, and the records that come of it."""

from __future__ import annotations

import pytest
from act_support import APPROVED, ASKED, DONE_2, PLAN, REACHED, answer, ask, cancel, guard, plain, refused, stamp
from support import day, journal

from plantrack.errors import InputError, NotFoundError, message
from plantrack.evaluation.progress import Progress
from plantrack.model import commands as acts
from plantrack.model import requesting
from plantrack.model.history import History
from plantrack.model.state import State, Status
from plantrack.model.updates import Verdict

CANCELLED = '{"kind": "report", "ref": "1", "on": "2024-09-01", "status": "cancelled"}'
"""After the day of the request, but recorded."""


@pytest.mark.parametrize("ref", ["1", "1.1"])
def test_a_date_is_asked_for_with_a_reason(ref: str) -> None:
    """Of a task or a milestone; the request alone moves nothing."""
    updates = ask(ref, "2024-07-31")
    assert plain(updates) == [
        {"kind": "request", "on": "2024-05-20", "ref": ref, "what": "extend", "due": "2024-07-31", "reason": "意见较多"}
    ]
    assert History(updates).at().of(ref).due.value is None


@pytest.mark.parametrize(
    ("ref", "due", "reason", "lines", "template"),
    [
        ("1", "2024-07-31", None, "", "give a reason why the date of {ref} should move"),
        ("1", "2024-07-31", " ", "", "give a reason why the date of {ref} should move"),
        ("2.2", "2024-07-31", "r", "", "{ref} has no due date to extend"),
        ("1", "2024-06-30", "r", "", "{ref} is due on {day} already"),
        ("1.1", "2024-03-31", "r", "", "{ref} is due on {day} already"),
        ("1", "2024-07-31", "r", APPROVED, "{ref} is due on {day} already"),
        ("1", "2024-06-29", "r", "", "{ref} is due on {current}; an extension goes forward, not back to {day}"),
        ("1", "2024-07-30", "r", APPROVED, "{ref} is due on {current}; an extension goes forward, not back to {day}"),
        ("1.1", "2024-05-19", "r", "", "{day} is before {on}, the day of the request; ask for a later day"),
        ("2.1", "2024-07-31", "r", DONE_2, "{ref} is closed already: {status}"),
        ("1", "2024-07-31", "r", CANCELLED, "{ref} is closed already: {status}"),
        ("1.1", "2024-07-31", "r", REACHED, "{ref} was reached on {day}"),
        ("1.1", "2024-07-31", "r", CANCELLED, "{ref} is closed already: {status}"),
        ("1", "2024-09-30", "r", ASKED, "{ref}: {by} asked for the same on {on}; answer that request first: {id}"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    ref: str, due: str, reason: str | None, lines: str, template: str
) -> None:
    """Without a reason or a date that could move, not forward of what was recorded, into the past, or twice."""
    refused(template, lambda: ask(ref, due, reason, lines))


@pytest.mark.parametrize(
    ("ref", "on", "lines", "passed"),
    [
        ("1", "2024-06-30", "", None), ("1", "2024-07-01", "", "2024-06-30"), ("1.1", "2024-07-01", "", "2024-03-31"),
        ("1", "2024-07-31", APPROVED, None), ("1", "2024-08-01", APPROVED, "2024-07-31"),
    ],
)  # fmt: skip
def test_a_request_after_the_date_is_late(ref: str, on: str, lines: str, passed: str | None) -> None:
    """The date that had passed is told; on the very day it has not."""
    [asked] = ask(ref, "2024-09-30", lines=lines, on=on)
    assert requesting.late_for(PLAN, guard(lines), asked) == (passed and day(passed))


@pytest.mark.parametrize(("at", "late"), [("2024-06-30T15:59:59Z", False), ("2024-06-30T16:00:00Z", True)])
def test_an_earlier_day_makes_no_request_timely(at: str, *, late: bool) -> None:
    """It is late where it was recorded after the date, in the plan's time zone, whatever day it names."""
    made = requesting.request(
        PLAN, guard(), "1", "extend", stamp("2024-05-20", at=at), due=day("2024-09-30"), reason="意见较多"
    )
    assert requesting.late_for(PLAN, guard(), made[0]) == (day("2024-06-30") if late else None)


def test_a_cancellation_is_asked_for() -> None:
    """The task stays open until it is approved; where nobody has to approve, the approval is recorded with it."""
    asked, *approved = [*cancel("2.1"), *cancel("2.1", cancel="none")[1:]]
    assert plain([asked]) == [
        {"kind": "request", "on": "2024-05-20", "ref": "2.1", "what": "cancel", "reason": "并入甲"}
    ]
    assert History([asked]).at().of("2.1").status.value is None
    assert plain(approved) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "2.1", "request": "ACT-1", "what": "cancel",
            "verdict": "approve",
        }
    ]  # fmt: skip
    assert History([asked, *approved]).at().of("2.1").status.value is Status.CANCELLED


@pytest.mark.parametrize(
    ("ref", "reason", "lines", "template"),
    [
        ("2.1", "", "", "give a reason why {ref} should be cancelled"),
        ("2", "r", "", "{ref} is not reported on itself; cancel its sub-tasks: {below}"),
        ("2.1", "r", DONE_2, "{ref} is closed already: {status}"),
    ],
)
def test_what_cannot_be_cancelled(ref: str, reason: str, lines: str, template: str) -> None:
    """Without a reason, an item, what is closed; a milestone is no task."""
    refused(template, lambda: cancel(ref, reason, lines))
    with pytest.raises(NotFoundError):
        cancel("1.1")


@pytest.mark.parametrize("typed", ["ASK1", "A1", "ask1", "K1"])
def test_an_approval_moves_the_date(typed: str) -> None:
    """The request is named by its id or its act's, whole or by the last characters, in any case; of any kind."""
    updates = answer(typed, ASKED, "approve")
    assert plain(updates) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "1", "request": "ASK1", "what": "extend",
            "verdict": "approve", "due": "2024-07-31", "reason": "同意", "source": "深科〔2024〕3号",
        }
    ]  # fmt: skip
    state = History([*journal(ASKED), *updates]).at()
    facts = Progress(PLAN, state, day("2024-05-20")).facts(PLAN.by_ref["1"])
    assert facts.due == day("2024-07-31")


@pytest.mark.parametrize(
    ("typed", "closed", "template"),
    [
        ("ASK1", CANCELLED, "{ref} is closed already: {status}"),
        ("ASK2", REACHED.replace("03-30", "05-30"), "{ref} was reached on {day}"),
    ],
)
def test_what_was_closed_meanwhile_is_not_extended(typed: str, closed: str, template: str) -> None:
    """Whatever day the closing names; the request may be refused."""
    refused(template, lambda: answer(typed, ASKED + closed, "approve"))
    assert [found.verdict for found in answer(typed, ASKED + closed, "refuse")] == ["refuse"]


def test_what_one_act_closes_it_does_not_extend() -> None:
    """Of two requests about one task that are approved together, each is judged after the one before."""
    lines = """
        {"id": "C1", "kind": "request", "ref": "1", "what": "cancel", "on": "2024-05-01", "reason": "并入"}
        {"id": "E1", "kind": "request", "ref": "1", "what": "extend", "on": "2024-05-01", "due": "2024-07-31"}
    """
    refused("{ref} is closed already: {status}", lambda: answer(["C1", "E1"], lines, "approve"))
    assert [found.request for found in answer(["E1", "C1"], lines, "approve")] == ["E1", "C1"]


def test_a_refusal_moves_nothing() -> None:
    """It carries no date."""
    updates = answer("ASK2", ASKED, "refuse")
    assert plain(updates) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "1.1", "request": "ASK2", "what": "extend",
            "verdict": "refuse", "reason": "同意", "source": "深科〔2024〕3号",
        }
    ]  # fmt: skip
    assert History([*journal(ASKED), *updates]).at().of("1.1").due.value is None


SEVERAL = """
    {"id": "R1", "act": "ACT7", "kind": "request", "ref": "2.1", "on": "2024-05-01", "what": "cancel", "reason": "并入"}
    {"id": "R2", "act": "ACT7", "kind": "request", "ref": "2.2", "on": "2024-05-01", "what": "cancel", "reason": "并入"}
"""


@pytest.mark.parametrize(("typed", "refs"), [("ACT7", ["2.1", "2.2"]), ("R2", ["2.2"]), ("r1", ["2.1"])])
def test_an_act_stands_for_all_of_its_requests(typed: str, refs: list[str]) -> None:
    """One of them is named by its own id; what was answered already is left alone."""
    assert [found.ref for found in answer(typed, SEVERAL, "approve")] == refs
    first = (
        SEVERAL
        + '{"kind": "answer", "ref": "2.1", "on": "2024-05-02", "request": "R1", "what": "cancel", "verdict": "refuse"}'
    )
    assert [found.ref for found in answer("ACT7", first, "approve")] == ["2.2"]


REFUSED = (
    '{"kind": "answer", "ref": "1", "verdict": "refuse", "what": "extend", "on": "2024-05-12", "request": "ASK1",'
    ' "id": "ANSWER"}\n'
)


@pytest.mark.parametrize("on", ["2024-05-20", "2024-05-10"])
@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_request_is_answered_once(on: str, verdict: Verdict) -> None:
    """Whatever day the second answer names, and also where the first is of the earlier kind; unless it was undone."""
    earlier = '{"kind": "reschedule", "ref": "1", "step": "refuse", "on": "2024-05-12", "ask": "ASK1"}\n'
    for line in (REFUSED, earlier):
        with pytest.raises(InputError) as caught:
            answer("ASK1", ASKED + line, verdict, on)
        assert caught.value.message.template == "this request was answered on {on} by {by}: {verdict}"
        facts = caught.value.message.facts
        assert facts == {"on": day("2024-05-12"), "by": "刘洋", "verdict": message("refuse")}
    assert answer("ASK1", ASKED + REFUSED + '{"kind": "retract", "target": "ANSWER"}', verdict)


def test_an_answer_does_not_come_before_its_request() -> None:
    """Nor does an approval move a date back that moved further since."""
    refused("{ref} was asked about on {asked}; an answer cannot be dated {on}, before it",
            lambda: answer("ASK1", ASKED, "refuse", "2024-04-30"))  # fmt: skip
    further = ASKED + '{"kind": "adopt", "on": "2024-05-10", "promises": {"1": {"due": "2024-08-31"}}}'
    refused("{ref} is due on {current}; an extension goes forward, not back to {day}",
            lambda: answer("ASK1", further, "approve"))  # fmt: skip


def test_who_asked_does_not_approve_where_the_policy_wants_another() -> None:
    """Elsewhere it is told; to refuse what one asked for oneself takes nothing from anybody."""
    refused("{by} asked for this; the policy wants another person to approve it",
            lambda: answer("ASK1", ASKED, "approve", extend="other-person"))  # fmt: skip
    own = [answer("ASK1", ASKED, "approve"), answer("ASK1", ASKED, "refuse", extend="other-person")]
    by_other = answer("ASK1", ASKED.replace('"A1",', '"A1", "by": "陈静",'), "approve", extend="other-person")
    assert [requesting.self_approved(guard(ASKED), found) for found in own] == [True, False]
    assert not requesting.self_approved(guard(ASKED.replace('"A1",', '"A1", "by": "陈静",')), by_other)


@pytest.mark.parametrize("typed", ["", "XYZ", "ASK3"])
def test_no_such_request(typed: str) -> None:
    """An id of nothing, and nothing at all."""
    with pytest.raises(NotFoundError) as caught:
        answer(typed, ASKED, "approve")
    assert caught.value.message.template == "no such record: {typed!r}"


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_request_is_not_undone_while_its_answer_stands(verdict: Verdict) -> None:
    """Its answer is undone first, or both are of one act and go together."""
    asked, answered = journal(ASKED), answer("ASK1", ASKED, verdict)
    facts = refused(
        "the request was answered on {on} by {by} ({verdict}); undo the answer {id} first",
        lambda: acts.undo(History([*asked, *answered]), stamp(), "刘洋", "A1", PLAN.zone),
    )
    assert facts == {"on": day("2024-05-20"), "by": "刘洋", "id": "ACT", "verdict": message(verdict)}
    back = journal("""
        {"kind": "retract", "id": "R1", "act": "R1", "target": "A1"}
        {"kind": "retract", "id": "R2", "act": "R2", "target": "R1"}
        """)
    detour = refused(
        "the request was answered on {on} by {by} ({verdict}); undo the answer {id} first",
        lambda: acts.undo(History([*asked, *back, *answered]), stamp(), "刘洋", "R2", PLAN.zone),
    )
    assert detour == facts
    both = cancel("2.1", cancel="none")
    taken, *_ = acts.undo(History(both), stamp(at="2024-05-21T04:00:00Z"), "刘洋", "ACT", PLAN.zone)
    assert History([*both, *taken]).at() == State()


def test_an_ending_that_fits_several_acts_changes_nothing() -> None:
    """The candidates are told; guessing would answer, or undo, the wrong one."""
    lines = ASKED.replace("ASK2", "BSK1").replace('"A2"', '"B1"')
    for call in (
        lambda: answer("1", lines, "approve"),
        lambda: acts.undo(History(journal(lines)), stamp(), "刘洋", "1", PLAN.zone),
    ):
        with pytest.raises(NotFoundError) as caught:
            call()
        assert str(caught.value) == "'1' fits several; choose one"
        assert caught.value.candidates == (("A1", "2024-05-01 12:01 刘洋"), ("B1", "2024-05-01 12:02 刘洋"))
