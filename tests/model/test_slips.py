"""Promises: what the plan file says beside what was adopted and approved, and what nobody decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from support import day, plan, replayed

from plantrack.model.adopting import adopt
from plantrack.model.history import History
from plantrack.model.plan import TaskKind, Text
from plantrack.model.promises import Amendment, held, promises, since, slips, terms_of, unadopted, value_words
from plantrack.model.state import Promise, State

TASKS = """
    tasks:
    - ref: "1"
      title: 办展
      kind: deliverable
      start: 2024-02-01
      due: 2024-06-30
      lead: [stic]
      support: [fund]
      milestones: [{ref: "1.1", title: 开幕, due: 2024-03-31}]
    - {ref: "2", title: 平台, kind: ongoing}
    indicators:
    - {id: firms, label: 高新企业, unit: 家, tasks: ["2"]}
    - {id: talent, label: 人才, unit: 人, tasks: ["2"], target: {text: 200人, value: 200, unit: 人, basis: document}}
"""
ADOPTED = """
    {"kind": "adopt", "on": "2024-01-10", "id": "ADOPTED", "promises": {
        "1": {"start": "2024-02-01", "due": "2024-06-30", "lead": ["stic"], "support": ["fund"]},
        "1.1": {"due": "2024-03-31"}, "2": {}, "talent": {"target": 200}}}
""".replace("\n       ", "")
NO_TASK_2 = (
    TASKS.replace('    - {ref: "2", title: 平台, kind: ongoing}\n', "")
    .replace('tasks: ["2"], target', 'tasks: ["1"], target')
    .replace('tasks: ["2"]}', 'tasks: ["1"]}')
)


def told(text: str, lines: str = ADOPTED) -> list[tuple[str, str | None, object, object]]:
    """Return the slips of a plan after a journal."""
    return [(slip.ref, slip.field, slip.old, slip.new) for slip in slips(plan(text), replayed(lines))]


def test_what_a_plan_promises() -> None:
    """Of each task, milestone and target what the file says; what was adopted and is gone is dropped, once."""
    none: dict[str, Any] = {"parent": None, "weight": None, "curve": {}, "report_every": None, "report_due": None}
    assert promises(plan(TASKS), replayed("")) == {
        "1": Promise(
            title=Text("办展", "办展"), kind=TaskKind.DELIVERABLE, start=day("2024-02-01"), due=day("2024-06-30"),
            lead=("stic",), support=("fund",), **none,
        ),
        "1.1": Promise(title=Text("开幕", "开幕"), parent="1", due=day("2024-03-31"), weight=None),
        "2": Promise(
            title=Text("平台", "平台"), kind=TaskKind.ONGOING, start=None, due=None, lead=(), support=(), **none
        ),
        "talent": Promise(title=Text("人才", "人才"), target=200, target_text="200人"),
    }  # fmt: skip
    gone = promises(plan(NO_TASK_2), replayed(ADOPTED))
    assert gone["2"] == Promise(dropped=True)
    dropped = ADOPTED + '{"kind": "adopt", "on": "2024-02-10", "promises": {"2": {"dropped": true}}}'
    assert "2" not in promises(plan(NO_TASK_2), replayed(dropped))


def test_before_adoption_nothing_slips() -> None:
    """A plan that is still being written may say anything; after its adoption was undone, too."""
    later = TASKS.replace("2024-06-30", "2024-07-31")
    assert told(later, "") == []
    assert told(later, ADOPTED) != []
    assert told(later, ADOPTED + '{"kind": "retract", "target": "ADOPTED"}') == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("due: 2024-06-30", "due: 2024-07-31", ("1", "due", day("2024-06-30"), day("2024-07-31"))),
        ("due: 2024-06-30", "due: 2024-05-31", ("1", "due", day("2024-06-30"), day("2024-05-31"))),
        ("due: 2024-03-31", "due: 2024-04-30", ("1.1", "due", day("2024-03-31"), day("2024-04-30"))),
        ("kind: ongoing", "kind: ongoing, due: 2024-09-30", ("2", "due", None, day("2024-09-30"))),
        ("start: 2024-02-01", "start: 2024-03-01", ("1", "start", day("2024-02-01"), day("2024-03-01"))),
        ("      start: 2024-02-01\n", "", ("1", "start", day("2024-02-01"), None)),
        ("lead: [stic]", "lead: [smart]", ("1", "lead", ("stic",), ("smart",))),
        ("lead: [stic]", "lead: [stic, smart]", ("1", "lead", ("stic",), ("stic", "smart"))),
        ("      lead: [stic]\n", "", ("1", "lead", ("stic",), ())),
        ("kind: ongoing", "kind: ongoing, lead: [smart]", ("2", "lead", None, ("smart",))),
        ("support: [fund]", "support: [smart]", ("1", "support", ("fund",), ("smart",))),
        ("      support: [fund]\n", "", ("1", "support", ("fund",), ())),
        ("200人, value: 200", "150人, value: 150", ("talent", "target", 200, 150)),
        (
            '- {ref: "2"', '- {ref: "3", title: 新, kind: ongoing}\n    - {ref: "2"',
            ("3", None, None, "3"),
        ),
        (
            "due: 2024-03-31}", 'due: 2024-03-31}, {ref: "1.2", title: 闭幕, due: 2024-05-31}',
            ("1.2", None, None, "1.2"),
        ),
        (
            'tasks: ["2"]}', 'tasks: ["2"], target: {text: 5家, value: 5, unit: 家, basis: document}}',
            ("firms", None, None, "firms"),
        ),
    ],
    ids=[
        "later", "earlier", "milestone", "first date", "later start", "no start", "another lead", "one more lead",
        "no lead", "first lead", "another support", "no support", "less", "new task", "new milestone", "new target",
    ],
)  # fmt: skip
def test_what_nobody_decided_is_a_slip(old: str, new: str, expected: tuple[str, str | None, object, object]) -> None:
    """A date, a target, units, and what is new as a whole: old and new."""
    assert TASKS.count(old) == 1
    assert told(TASKS) == []
    assert told(TASKS.replace(old, new)) == [expected]


def test_what_is_gone_is_a_slip() -> None:
    """A task, a milestone, a target; once an amendment dropped it, it is none."""
    assert told(NO_TASK_2) == [("2", None, "2", None)]
    assert told(TASKS.replace('      milestones: [{ref: "1.1", title: 开幕, due: 2024-03-31}]\n', "")) == [
        ("1.1", None, "1.1", None)
    ]
    assert told(TASKS.replace(", target: {text: 200人, value: 200, unit: 人, basis: document}", "")) == [
        ("talent", None, "talent", None)
    ]
    dropped = ADOPTED + '{"kind": "adopt", "on": "2024-02-10", "promises": {"2": {"dropped": true}}}'
    assert told(NO_TASK_2, dropped) == []
    assert told(TASKS, dropped) == [("2", None, None, "2")]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("text: 200人, value: 200", []),
        ("text: 200人左右, value: 200", [("talent", "target", "200人以上", "200人左右")]),
        ("text: 200—300人, value: 200, value_to: 300", [("talent", "target", "200人以上", "200—300人")]),
        ("text: 150人以上, value: 150", [("talent", "target", 200, 150)]),
    ],
)
def test_a_target_is_adopted_with_its_words(new: str, expected: list[tuple[str, str, object, object]]) -> None:
    """That 以上 is gone is a slip though the number stays; an adoption that told the number alone holds to that."""
    text = TASKS.replace("text: 200人, value: 200", new)
    words = ADOPTED.replace('"target": 200', '"target": 200, "target_text": "200人以上"')
    assert told(text, words) == (expected or [("talent", "target", "200人以上", "200人")])
    assert told(text) == [slip for slip in expected if slip[3] == 150]


def test_what_was_adopted_again_is_none() -> None:
    """The latest adoption counts, field by field; going back to the first is a slip of its own."""
    again = ADOPTED + '{"kind": "adopt", "on": "2024-05-10", "promises": {"1": {"due": "2024-07-31"}}}'
    assert told(TASKS.replace("2024-06-30", "2024-07-31"), again) == []
    assert told(TASKS, again) == [("1", "due", day("2024-07-31"), day("2024-06-30"))]


ASK = '{"kind": "reschedule", "ref": "1", "on": "2024-05-01", "id": "ASK", "step": "ask", "due": "2024-07-31"}\n'
APPROVE = (
    '{"kind": "reschedule", "ref": "1", "on": "2024-05-02", "id": "YES", "step": "approve", "due": "2024-07-31"}\n'
)
FURTHER = '{"kind": "reschedule", "ref": "1", "on": "2024-06-02", "step": "approve", "due": "2024-08-31"}\n'


@pytest.mark.parametrize(
    ("due", "lines", "slipped"),
    [
        ("2024-07-31", ASK, True),
        ("2024-07-31", ASK + APPROVE, False),
        ("2024-07-30", ASK + APPROVE, True),
        ("2024-06-30", ASK + APPROVE, False),
        ("2024-07-31", ASK + APPROVE.replace("approve", "refuse"), True),
        ("2024-07-31", ASK + APPROVE + '{"kind": "retract", "target": "YES"}', True),
        ("2024-07-31", ASK + APPROVE.replace('"ref": "1"', '"ref": "1.1"'), True),
        ("2024-08-31", ASK + APPROVE + FURTHER, False),
        ("2024-07-31", ASK + APPROVE + FURTHER, True),
        ("2024-09-30", ASK + APPROVE + FURTHER, True),
    ],
    ids=[
        "only asked", "approved", "another day", "not written down", "refused", "undone", "of another",
        "the last of two", "the first of two", "a third",
    ],
)  # fmt: skip
def test_an_approved_extension_may_stand_in_the_file(due: str, lines: str, *, slipped: bool) -> None:
    """And need not: what was adopted is no slip either. Nothing but an approval of that very day is one."""
    expected = [("1", "due", day("2024-06-30"), day(due))] if slipped else []
    assert told(TASKS.replace("2024-06-30", due), ADOPTED + lines) == expected


@pytest.mark.parametrize("role", ["lead", "support"])
def test_assigned_units_may_stand_in_the_file(role: str) -> None:
    """Those that are assigned now; not those of an assignment that another one replaced."""
    given = {"lead": "[stic]", "support": "[fund]"}[role]
    text = TASKS.replace(f"{role}: {given}", f"{role}: [smart]")
    assign = f'{{"kind": "assign", "ref": "1", "on": "2024-02-01", "{role}": ["smart"]}}\n'
    replaced = assign.replace("02-01", "03-01").replace("smart", "smart2")
    assert told(text, ADOPTED + assign) == []
    assert told(TASKS, ADOPTED + assign) == []
    assert [slip[:2] for slip in told(text, ADOPTED + assign + replaced)] == [("1", role)]
    first = TASKS.replace("kind: ongoing", f"kind: ongoing, {role}: [smart]")
    assert told(first, ADOPTED + assign.replace('"ref": "1"', '"ref": "2"')) == []


def test_amendments_know_no_approvals() -> None:
    """Adopting again is what makes an approved day the promise."""
    text = plan(TASKS.replace("2024-06-30", "2024-07-31"))
    assert unadopted(text, replayed(ADOPTED + APPROVE)) == [Amendment("1", "due", day("2024-06-30"), day("2024-07-31"))]


WHOLE = (
    TASKS
    + """    curve: {06-30: 40}
    report_due: 次月5日
"""
)


def adopted(text: str) -> State:
    """Return the state after a plan was adopted whole."""
    stamp = {"id": "A1", "act": "A0", "at": datetime.fromisoformat("2024-01-10T04:00:00Z"), "by": "张敏"}
    found = plan(text)
    made, _ = adopt(found, State(), lambda: {**stamp, "on": day("2024-01-10")}, reason=None, terms=terms_of(found))
    return History(made).at()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: 办展", "title: 参展", ("1", "title", Text("办展", "办展"), Text("参展", "参展"))),
        ("title: 办展", "title: {zh: 办展, en: Fair}", ("1", "title", "办展", "Fair")),
        ("title: 开幕", "title: 开会", ("1.1", "title", Text("开幕", "开幕"), Text("开会", "开会"))),
        ("kind: deliverable", "kind: ongoing", ("1", "kind", TaskKind.DELIVERABLE, TaskKind.ONGOING)),
        ("      kind: deliverable", "      kind: deliverable\n      weight: 0.1", ("1", "weight", None, 0.1)),
        ("due: 2024-03-31}", "due: 2024-03-31, weight: 9}", ("1.1", "weight", None, 9)),
        (
            "      kind: deliverable", "      kind: deliverable\n      curve: {06-15: 1}",
            ("1", "curve.06-15", None, 1),
        ),
        ("06-30: 40", "06-30: 4", ("", "curve.06-30", 40, 4)),
        ("06-30: 40", "11-30: 40", [("", "curve.06-30", 40, None), ("", "curve.11-30", None, 40)]),
        ("kind: ongoing}", "kind: ongoing, report_every: quarter}", ("2", "report_every", None, "quarter")),
        ("kind: ongoing}", "kind: ongoing, report_due: 次月25日}", ("2", "report_due", None, "次月25日")),
        ("次月5日", "次月25日", ("", "report_due", "次月5日", "次月25日")),
        ("    curve:", "    report_every: quarter\n    curve:", ("", "report_every", "month", "quarter")),
        ("    curve:", "    policy: {grace: 9999}\n    curve:", ("", "policy.grace", 0, 9999)),
        (
            "    curve:", "    policy: {severity: {overdue: 'off'}}\n    curve:",
            ("", "policy.severity", {}, {"overdue": "off"}),
        ),
        ("    curve:", "    timezone: Pacific/Kiritimati\n    curve:",
         ("", "timezone", "Asia/Shanghai", "Pacific/Kiritimati")),
        ('unit: 家, tasks: ["2"]', 'unit: 家, tasks: ["1"]', ("", "indicators.firms", ("2",), ("1",))),
        ("text: 200人,", "text: 200人左右,", ("talent", "target", "200人", "200人左右")),
        ("label: 人才", "label: 人次", ("talent", "title", Text("人才", "人才"), Text("人次", "人次"))),
    ],
)  # fmt: skip
def test_everything_that_decides_a_judgement_is_promised(old: str, new: str, expected: Any) -> None:
    """By an adoption that names it: each difference is a slip; what an earlier one did not name is none."""
    assert WHOLE.count(old) == 1
    changed = plan(WHOLE.replace(old, new))
    slipped = [Amendment(*one) for one in (expected if isinstance(expected, list) else [expected])]
    assert slips(plan(WHOLE), adopted(WHOLE), terms_of(plan(WHOLE))) == []
    assert slips(changed, adopted(WHOLE), terms_of(changed)) == slipped
    assert slips(changed, replayed(ADOPTED), terms_of(changed)) == []


def test_calendar_and_light_rules_are_promised_by_their_content() -> None:
    """A digest that differs is a slip."""
    found = plan(WHOLE)
    assert slips(found, adopted(WHOLE), terms_of(found, "c", "l")) == [
        Amendment("", "calendar", None, "c"), Amendment("", "lights", None, "l"),
    ]  # fmt: skip


def test_what_changed_since_a_revision_that_no_adoption_names() -> None:
    """What was adopted is a slip or an amendment already; of a draft nothing is told."""
    then = plan(WHOLE)
    now = plan(WHOLE.replace("title: 办展", "title: 参展").replace("06-30: 40", "06-30: 4"))
    expected = [
        Amendment("", "curve.06-30", 40, 4), Amendment("1", "title", Text("办展", "办展"), Text("参展", "参展")),
    ]  # fmt: skip

    def told(state: State) -> list[Amendment]:
        before, after = (promises(one, state, terms_of(one)) for one in (then, now))
        return list(since(before, after, state))

    assert told(replayed(ADOPTED)) == expected
    assert told(adopted(WHOLE)) == told(State()) == []


def test_a_plan_by_the_terms_of_an_earlier_one() -> None:
    """What was adopted since is of now, everything else of then; a task that is new stays."""
    then = plan(WHOLE)
    text = WHOLE.replace("kind: ongoing}", "kind: ongoing, report_every: quarter, weight: 3}").replace(
        "06-30: 40", "06-30: 4"
    )
    now = plan(text.replace('- {ref: "2"', '- {ref: "3", title: 新, kind: ongoing}\n    - {ref: "2"'))
    by_then = held(now, then, replayed(ADOPTED))
    found = by_then.by_ref["2"]
    assert (found.report_every, found.weight, by_then.curve) == (None, None, then.curve)
    assert by_then.by_ref["3"] == now.by_ref["3"]
    assert held(now, then, adopted(text)) == now


@pytest.mark.parametrize(
    ("value", "words"),
    [(1234567.9, "1234567.9"), (30.0000001, "30.0000001"), (30.0, "30"), (0.5, "0.5"), (1e-7, "0.0000001")],
)
def test_numbers_that_differ_are_told_apart(value: float, words: str) -> None:
    """Messages and fingerprints of findings have every digit."""
    assert value_words(value) == words
