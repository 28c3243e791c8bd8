"""What a check found in many plans: kept in both languages, together as one result, beside an earlier one."""

from __future__ import annotations

from msgspec.msgpack import decode, encode
from support import plan

from plantrack.checks import CheckResult, finding
from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Text
from plantrack.model.policy import Rule
from plantrack.reports.portfolio.checked import CheckedPlan, CheckedPortfolio, checked, compared
from plantrack.reports.portfolio.portfolio import UnreadPlan

PLAN = plan('tasks: [{ref: "1", title: {zh: 甲, en: A}, kind: ongoing}]')
FOUND = finding("p", Rule.OVERDUE, "1", message("due {day}", day="x"))
BROKEN = Problem("plans/x/plan.yaml", 3, 1, message("no YAML"))


def in_both(said: Message) -> Text:
    """Return a message that is the same in both languages."""
    return Text(said.text(), said.text())


KEPT = checked(PLAN, CheckResult((Rule.OVERDUE, Rule.NO_LEAD), (FOUND,)), in_both)


def test_a_finding_is_kept_in_words() -> None:
    """With its title, and under the same fingerprint."""
    (kept,) = decode(encode(KEPT), type=CheckedPlan).findings
    assert (kept.words, kept.title) == (Text("due x", "due x"), Text("甲", "A"))
    assert kept.finding.fingerprint == FOUND.fingerprint


def test_one_result() -> None:
    """The rules of any plan in their order, first what cannot be read, as problems of plans."""
    view = CheckedPortfolio("plans", (("plans/p", KEPT),), (UnreadPlan("plans/x", (BROKEN,)),))
    assert view.result.rules == (Rule.OVERDUE, Rule.INVALID_PLAN, Rule.NO_LEAD)
    assert [(one.rule, one.file, one.line) for one in view.result.findings] == [
        (Rule.INVALID_PLAN, "plans/x/plan.yaml", 3),
        (Rule.OVERDUE, None, None),
    ]
    assert view.failed


def test_nothing_found() -> None:
    """Warnings alone do not fail, nor does an empty place."""
    assert not CheckedPortfolio("plans", ()).failed
    assert not CheckedPortfolio("plans", (("plans/p", KEPT),)).failed


def test_beside_an_earlier_result() -> None:
    """Each finding is known as often as it was there; a plan that is gone is an error, unless one cannot be read."""
    view = CheckedPortfolio("plans", (("plans/p", KEPT), ("plans/q/p", KEPT)))
    found = compared(view, [FOUND.fingerprint], ["p", "p"])
    assert [one.known for _, one_plan in found.plans for one in one_plan.findings] == [True, False]
    assert compared(view, [], ["p", "p", "gone"]).problems == (
        Problem("plans", 0, 0, message(
            "the plan {id} was in the earlier result and is gone; put it back, or write a new result", id="gone")),
    )  # fmt: skip
    unread = CheckedPortfolio("plans", (), (UnreadPlan("plans/p", (BROKEN,)),))
    assert compared(unread, [], ["p"]).problems == ()
