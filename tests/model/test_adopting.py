"""Adopting: what an adoption names, and what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from act_support import APPROVED, TASKS, adopted, refused, stamp
from msgspec import to_builtins
from support import day, journal, plan

from plantrack.evaluation.progress import Progress
from plantrack.model import commands as acts
from plantrack.model.adopting import adopt
from plantrack.model.history import History
from plantrack.model.plan import Frequency, TaskKind, Text
from plantrack.model.policy import Policy
from plantrack.model.promises import Amendment, terms_of
from plantrack.model.state import Promise, Terms
from plantrack.model.updates import Adoption, AnyUpdate

NONE: dict[str, Any] = {"weight": None, "curve": {}, "report_every": None, "report_due": None}
ONGOING, DELIVERABLE = TaskKind.ONGOING, TaskKind.DELIVERABLE
PROMISED = {
    "1": Promise(
        title=Text("办展", "Hold the fair"),
        parent=None,
        kind=DELIVERABLE,
        due=day("2024-06-30"),
        lead=("stic",),
        **NONE,
    ),
    "1.1": Promise(title=Text("开幕", "开幕"), parent="1", due=day("2024-03-31"), weight=None),
    "2": Promise(title=Text("平台", "平台"), parent=None, kind=None, **NONE),
    "2.1": Promise(title=Text("甲", "甲"), parent="2", kind=DELIVERABLE, due=day("2024-06-30"), **NONE),
    "2.2": Promise(title=Text("乙", "乙"), parent="2", kind=ONGOING, **NONE),
    "2.3": Promise(title=Text("丙", "丙"), parent="2", kind=None, **NONE),
    "2.3.1": Promise(title=Text("丁", "丁"), parent="2.3", kind=ONGOING, **NONE),
    "talent": Promise(title=Text("人才", "人才"), target=200, target_text="200人以上"),
}


def promises(updates: Sequence[AnyUpdate]) -> dict[str, Promise]:
    """Return what one adoption promises."""
    [update] = updates
    assert isinstance(update, Adoption)
    return update.promises


def test_the_first_adoption_names_the_whole_plan() -> None:
    """Every task, milestone and target, each with what the plan says and nothing it does not; no change is told."""
    updates, changes = adopted(TASKS, reason="印发")
    assert promises(updates) == PROMISED
    assert [(u.reason, u.on) for u in updates if isinstance(u, Adoption)] == [("印发", day("2024-05-20"))]
    assert changes == []


def test_there_is_nothing_to_adopt_twice() -> None:
    """A plan that says what was adopted gives no record, and asks for no reason."""
    first, _ = adopted(TASKS)
    assert adopted(TASKS, first) == ([], [])


AMENDED = (
    TASKS.replace("due: 2024-06-30\n      lead: [stic]", "due: 2024-07-15\n      lead: [stic, fund]")
    .replace('      - {ref: "2.2", title: 乙, kind: ongoing}\n', "")
    .replace('tasks: ["2.2"]', 'tasks: ["2.1"]')
    .replace('- {ref: "2.3",', '- {ref: "2.4", title: 戊, kind: deliverable, due: 2024-09-30}\n      - {ref: "2.3",')
    .replace(", target: {text: 200人以上, value: 200,", ", target: {text: 250人以上, value: 250,")
)  # fmt: skip


def test_an_amendment_names_only_what_differs() -> None:
    """Each change is told as old and new: a field, a new reference, a dropped one."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    updates, changes = adopted(AMENDED, first, reason="调整")
    assert promises(updates) == {
        "1": Promise(due=day("2024-07-15"), lead=("stic", "fund")),
        "2.4": Promise(title=Text("戊", "戊"), parent="2", kind=DELIVERABLE, due=day("2024-09-30"), **NONE),
        "talent": Promise(target=250, target_text="250人以上"),
        "2.2": Promise(dropped=True),
    }
    assert changes == [
        Amendment("1", "due", day("2024-06-30"), day("2024-07-15")),
        Amendment("1", "lead", ("stic",), ("stic", "fund")),
        Amendment("2.4", None, None, "2.4"),
        Amendment("talent", "target", 200, 250),
        Amendment("2.2", None, "2.2", None),
    ]


def test_the_first_promise_stays_beside_an_amendment() -> None:
    """What was promised is the earliest adoption; what is current is the latest; adopting again is nothing."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    second, _ = adopted(AMENDED, first, reason="调整")
    state = History([*first, *second]).at()
    facts = Progress(plan(AMENDED), state, day("2024-05-20")).facts(plan(AMENDED).by_ref["1"])
    assert (facts.promised_due, facts.due, facts.lead) == (day("2024-06-30"), day("2024-07-15"), ("stic", "fund"))
    assert adopted(AMENDED, [*first, *second]) == ([], [])


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_an_amendment_says_why(reason: str | None) -> None:
    """Without a reason nothing is adopted."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    refused("the plan was adopted before; give a reason why it changes", lambda: adopted(AMENDED, first, reason=reason))


def test_what_was_dropped_can_come_back() -> None:
    """It is told as new; its first promise is still the first one."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    second, _ = adopted(AMENDED, first, reason="调整", act="SECOND", on="2024-02-10")
    updates, changes = adopted(TASKS, [*first, *second], reason="恢复")
    assert Amendment("2.2", None, None, "2.2") in changes
    assert promises(updates)["2.2"] == Promise()
    state = History([*first, *second, *updates]).at()
    assert (state.of("2.2").in_plan, state.of("2.2").adopted_on) == (True, day("2024-01-10"))


def test_a_field_taken_out_of_the_plan_is_adopted_as_nothing() -> None:
    """A lead that nobody has any more."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    updates, changes = adopted(TASKS.replace("      lead: [stic]\n", ""), first, reason="调整")
    assert promises(updates) == {"1": Promise(lead=())}
    assert changes == [Amendment("1", "lead", ("stic",), ())]


def test_an_amendment_leaves_approved_extensions_alone() -> None:
    """The lead of task 1 changes; its date was moved by an approval and is not named, so it stays moved."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    moved = [*first, *journal(APPROVED)]
    amended = TASKS.replace("lead: [stic]", "lead: [fund]")
    updates, changes = adopted(amended, moved, reason="换单位")
    assert promises(updates) == {"1": Promise(lead=("fund",))}
    assert changes == [Amendment("1", "lead", ("stic",), ("fund",))]
    facts = Progress(plan(amended), History([*moved, *updates]).at(), day("2024-05-20")).facts(
        plan(amended).by_ref["1"]
    )
    assert (facts.due, facts.lead) == (day("2024-07-31"), ("fund",))


def test_what_was_never_named_is_named_without_being_an_amendment() -> None:
    """An adoption of before names dates and units alone; adopting again names the rest, and asks for no reason."""
    before = journal(
        """
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]},
         "1.1": {"due": "2024-03-31"}, "2": {}, "2.1": {"due": "2024-06-30"}, "2.2": {}, "2.3": {}, "2.3.1": {},
         "talent": {"target": 200}}}
    """.replace("\n         ", "")
    )
    updates, changes = adopted(TASKS, before)
    assert changes == []
    assert promises(updates)["1"] == Promise(title=Text("办展", "Hold the fair"), parent=None, kind=DELIVERABLE, **NONE)
    state = History([*before, *updates]).at()
    assert state.of("1").promised == state.of("1").adopted == PROMISED["1"]
    assert adopted(TASKS, [*before, *updates]) == ([], [])
    refused("the plan was adopted before; give a reason why it changes", lambda: adopted(AMENDED, before))


def test_no_amendment_goes_back_behind_what_it_amends() -> None:
    """A day before an adoption in force of the same reference is refused; for what it does not name any day will do."""
    first, _ = adopted(TASKS, on="2024-03-10", act="FIRST")
    said = "what was adopted on {latest} cannot be amended as of {on}; write {latest} or later"
    facts = refused(said, lambda: adopted(AMENDED, first, reason="调整", on="2024-03-09"))
    assert facts == {"latest": day("2024-03-10"), "on": day("2024-03-09")}
    assert adopted(AMENDED, first, reason="调整", on="2024-03-10")[0]
    new = TASKS.replace('- {ref: "2.3",', '- {ref: "2.4", title: 戊, kind: ongoing}\n      - {ref: "2.3",')
    assert adopted(new, first, reason="补充", on="2024-01-10")[0]


def test_the_terms_of_the_plan_are_adopted_with_it() -> None:
    """Its period, rhythm, curve and policy, what counts as a report, and the digests of calendar and light rules."""
    told = plan(TASKS)
    state = History().at()
    [first], _ = adopt(told, state, stamp("2024-01-10"), reason=None, terms=terms_of(told, "c1"))
    assert isinstance(first, Adoption)
    assert first.terms == Terms(
        period=told.period, timezone="Asia/Shanghai", report_every=Frequency.MONTH, report_due=None, curve={},
        policy=to_builtins(Policy()), indicators={"firms": ("2.2",)}, calendar="c1", lights=None,
    )  # fmt: skip
    strict = plan(TASKS + "    report_every: quarter\n    policy: {grace: 9999, severity: {overdue: warning}}\n")
    state = History([first]).at()
    [second], changes = adopt(strict, state, stamp("2024-02-10", "B"), reason="放宽", terms=terms_of(strict, "c2"))
    assert changes == [
        Amendment("", "report_every", Frequency.MONTH, Frequency.QUARTER),
        Amendment("", "policy.grace", 0, 9999),
        Amendment("", "policy.severity", {}, {"overdue": "warning"}),
        Amendment("", "calendar", "c1", "c2"),
    ]
    assert isinstance(second, Adoption)
    assert (second.promises, [str(said) for said in second.words()]) == ({}, ["adopted: terms of the plan"])
    assert adopt(strict, History([first, second]).at(), stamp(), reason="x", terms=terms_of(strict, "c2"))[0] == []


def test_after_the_first_adoption_was_undone_the_next_is_the_first() -> None:
    """It names the whole plan again, and asks for no reason."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    taken, *_ = acts.undo(History(first), stamp(act="UNDO"), "刘洋", None)
    updates, changes = adopted(TASKS, [*first, *taken])
    assert (promises(updates), changes) == (PROMISED, [])
