"""Promises: what the plan file says beside what was adopted and approved, and what nobody decided."""

from __future__ import annotations

import pytest
from support import day, plan, replayed

from plantrack.model.promises import Amendment, promises, slips, unadopted
from plantrack.model.state import Promise

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
    assert promises(plan(TASKS), replayed("")) == {
        "1": Promise(start=day("2024-02-01"), due=day("2024-06-30"), lead=("stic",), support=("fund",)),
        "1.1": Promise(due=day("2024-03-31")),
        "2": Promise(start=None, due=None, lead=(), support=()),
        "talent": Promise(target=200, target_text="200人"),
    }
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
