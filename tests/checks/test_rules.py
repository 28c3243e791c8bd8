"""The rules of the check: which plan, journal and day make which findings, and how much they weigh."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from support import day, history, plan, plan_file, replayed

from plantrack.checks import Finding, located
from plantrack.checks.rules import CHECKS, CheckInput, check, of_units
from plantrack.errors import Message, Problem, message
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate
from plantrack.model.plan import Text
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.promises import slips
from plantrack.render.context import RenderContext
from plantrack.render.findings import sentence

TASKS = """
    tasks:
    - ref: "1"
      title: 一
      due: 2024-07-31
      basis: {due: assumed}
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-06-30
        lead: [stic]
        basis: {due: assumed}
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-03-31, basis: document}]
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-12-31, basis: {due: document}}
    indicators:
    - {id: firms, label: 企业, unit: 家, tasks: ["2"], target: {text: 5家, value: 5, unit: 家, basis: document}}
"""
ADOPTED = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-07-31"},
        "1.1": {"due": "2024-06-30", "lead": ["stic"]}, "1.1.1": {"due": "2024-03-31"}, "2": {"lead": ["fund"]},
        "3": {"due": "2024-12-31"}, "firms": {"target": 5}}}
""".replace("\n       ", "")
DONE = '{"kind": "report", "ref": "1.1", "on": "2024-02-20", "status": "done"}\n'
FILE = "plans/p/plan.yaml"


def case(lines: str, as_of: str, *, text: str = TASKS, grace: int = 0, policy: Policy | None = None) -> CheckInput:
    """Return what is to be checked after a journal, as of a day."""
    found, state = plan(text), replayed(lines, day(as_of))
    roots = evaluate(found, state, day(as_of), JudgingPolicy(grace=grace))
    return CheckInput(
        plan=found, state=state, roots=roots, policy=policy or found.policy, slips=tuple(slips(found, replayed(lines)))
    )


def findings(rule: Rule, lines: str, as_of: str, *, text: str = TASKS, grace: int = 0) -> list[Finding]:
    """Return what one rule finds."""
    return check(case(lines, as_of, text=text, grace=grace), {rule: Severity.ERROR})


ASK = '{"kind": "request", "ref": "1.1", "id": "ASK", "on": "2024-02-01", "what": "cancel"}\n'
YES = '{"kind": "answer", "ref": "1.1", "on": "2024-02-02", "request": "%s", "what": "cancel", "verdict": "approve"}\n'
BY_OTHERS = '{"kind": "adopt", "on": "2024-01-11", "promises": {}, "terms": {"policy": {"approval": {"cancel": "other-person"}}}}\n'  # noqa: E501


OWN = "1.1 一之一: self-approved by 刘洋, on 2024-02-02"


@pytest.mark.parametrize(
    ("lines", "severity", "said"),
    [
        (
            BY_OTHERS + DONE.replace("done", "cancelled"), "error",
            ("1.1 一之一: reported as cancelled without the approval that the adopted policy asks for, by 刘洋 on"
            " 2024-02-20; it takes no effect: undo a03, and ask for approval"),
        ),
        (
            BY_OTHERS + YES % "GONE", "error",
            ("1.1 一之一: an answer to no request that is in force, by 刘洋 on 2024-02-02; it takes no effect: undo"
            " a03, and ask for approval"),
        ),
        (ASK + YES % "ASK", "warning", OWN),
        (BY_OTHERS + ASK + YES % "ASK", "error", f"{OWN}; the policy wants another person, so it takes no effect"),
    ],
    ids=["by hand", "no request", "by who asked", "by who asked, and void"],
)  # fmt: skip
def test_requests_that_were_not_answered_as_adopted(lines: str, severity: str, said: str) -> None:
    """By hand past the policy, or by who asked: an error where that takes no effect, whatever the rule weighs."""
    whole = replace(case(ADOPTED + lines, "2024-03-01"), objections=tuple(history(ADOPTED + lines).objections()))
    found = check(whole, {Rule.UNAPPROVED: Severity.ERROR, Rule.SELF_APPROVED: Severity.WARNING})
    assert ([one.severity for one in found], told(found)) == ([severity], [said])


def test_done_with_milestones_that_were_not_reached() -> None:
    """Until they are reported, or the task is open again; what was cancelled needs none."""
    found = findings(Rule.DONE_WITH_OPEN_MILESTONES, ADOPTED + DONE, "2024-03-01")
    assert told(found) == ["1.1 一之一: done with milestones not reached: 1.1.1; report these, or reopen it"]
    stone = '{"kind": "milestone", "ref": "1.1.1", "on": "2024-02-20", "state": "reached"}'
    for lines in (ADOPTED, ADOPTED + DONE + stone, ADOPTED + DONE.replace("done", "cancelled")):
        assert findings(Rule.DONE_WITH_OPEN_MILESTONES, lines, "2024-03-01") == []


def told(found: list[Finding]) -> list[str]:
    """Return what is said of each finding."""
    return [sentence(one, RenderContext(plan(TASKS), "en")) for one in found]


def refs(found: list[Finding]) -> list[str | None]:
    """Return the reference of each finding."""
    return [one.ref for one in found]


def basis(word: str) -> Message:
    """Return a basis in brackets."""
    return message("(basis {word})", word=message(f"basis {word}"))


def test_every_rule_is_tried_in_its_order() -> None:
    """Whatever the order in which rules are named, findings come in the order of the rules and then of the plan."""
    assert list(CHECKS) == list(Rule)
    whole = case(ADOPTED, "2024-07-02")
    usual = check(whole)
    assert [(one.rule, one.severity, one.ref) for one in usual] == [
        ("overdue", "error", "1.1"),
        ("overdue", "error", "1.1.1"),
        ("unreported", "error", "1.1"),
        ("unreported", "error", "2"),
        ("unreported", "error", "3"),
        ("no-lead", "warning", "3"),
        ("assumed-due", "warning", "1"),
        ("assumed-due", "warning", "1.1"),
    ]
    assert check(whole, dict(reversed(Policy().weights().items()))) == usual


@pytest.mark.parametrize("weight", [Severity.ERROR, Severity.WARNING])
def test_a_rule_weighs_what_it_is_given(weight: Severity) -> None:
    """One rule alone finds what it finds among all, with the weight of this run; one that is off is not tried."""
    whole = case(ADOPTED, "2024-07-02")
    for rule in (Rule.OVERDUE, Rule.NO_LEAD):
        alone = check(whole, {rule: weight, Rule.UNREPORTED: Severity.OFF})
        assert [(one.rule, one.severity) for one in alone] == [(rule, weight)] * len(alone)
        assert refs(alone) == refs([one for one in check(whole) if one.rule == rule])
    assert check(whole, {}) == []


def test_without_weights_the_policy_decides() -> None:
    """As the plan file gives it."""
    text = "policy: {severity: {overdue: warning, unreported: 'off', no-lead: error, assumed-due: 'off'}}" + TASKS
    found = check(case(ADOPTED, "2024-07-02", text=text.replace("policy", "    policy", 1)))
    assert [(one.rule, one.severity, one.ref) for one in found] == [
        ("overdue", "warning", "1.1"),
        ("overdue", "warning", "1.1.1"),
        ("no-lead", "error", "3"),
    ]


def test_findings_can_be_said_in_any_language() -> None:
    """Titles in both languages, days as days, and the basis as a word of its own."""
    title, stone = Text("一之一", "一之一"), Text("初稿", "初稿")
    assert [one.message for one in findings(Rule.OVERDUE, ADOPTED, "2024-07-02")] == [
        message(
            "{title}: due {due}{basis}, {days} days ago, and not done",
            title=title, due=day("2024-06-30"), basis=basis("assumed"), days=2,
        ),
        message(
            "{title}, milestone “{stone}”: due {due}{basis}, not reached",
            stone=stone, title=title, due=day("2024-03-31"), basis=basis("document"),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "as_of", "grace", "expected"),
    [
        ("", "2024-03-31", 0, []),
        ("", "2024-04-01", 0, ["1.1.1"]),
        ("", "2024-04-01", 1, []),
        ("", "2024-04-02", 1, ["1.1.1"]),
        ("", "2024-06-30", 0, ["1.1.1"]),
        ("", "2024-07-01", 0, ["1.1", "1.1.1"]),
        ("", "2024-08-01", 0, ["1", "1.1", "1.1.1"]),
        (DONE, "2024-12-31", 0, []),
        (DONE, "2025-01-01", 0, ["3"]),
        (DONE.replace("done", "cancelled"), "2024-12-31", 0, []),
        ('{"kind": "milestone", "ref": "1.1.1", "on": "2024-04-09", "state": "reached"}', "2024-04-10", 0, []),
    ],
)
def test_overdue(lines: str, as_of: str, grace: int, expected: list[str]) -> None:
    """Open tasks and milestones: not on the day itself, not within the grace, not what is closed or reached."""
    assert refs(findings(Rule.OVERDUE, lines, as_of, grace=grace)) == expected


@pytest.mark.parametrize(
    ("lines", "as_of", "expected"),
    [
        ('{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": 40}', "2024-06-30", []),
        (
            '{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": 10}', "2024-06-30",
            ["3 三: off track, 39 points behind"],
        ),
        ('{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": 10}', "2025-01-01", []),
        ('{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": 10, "status": "cancelled"}', "2024-06-30", []),
    ],
    ids=["on track", "far behind", "overdue", "closed"],
)  # fmt: skip
def test_off_track(lines: str, as_of: str, expected: list[str]) -> None:
    """Leaves whose light says so; where the date is the reason, `overdue` tells it."""
    assert told(findings(Rule.OFF_TRACK, ADOPTED + lines, as_of)) == expected


def test_why_a_task_is_off_track() -> None:
    """With the number of the reason, to be said in any language."""
    line = '{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": 10}'
    [found] = findings(Rule.OFF_TRACK, ADOPTED + line, "2024-06-30")
    assert found.message.facts["why"] == message("because far-behind", n="39", what="")


@pytest.mark.parametrize(
    ("lines", "as_of", "expected"),
    [
        ("", "2024-12-31", []),
        (ADOPTED, "2024-02-28", []),
        (ADOPTED, "2024-02-29", ["1.1 一之一: no report for 2024-02", "2 二: no report for 2024-02",
                                 "3 三: no report for 2024-02"]),
        (ADOPTED + DONE, "2024-03-01", ["2 二: no report for 2024-02", "3 三: no report for 2024-02"]),
        (ADOPTED + DONE + '{"kind": "report", "ref": "3", "on": "2024-02-29", "next": "x"}', "2024-03-01",
         ["2 二: no report for 2024-02"]),
    ],
)  # fmt: skip
def test_unreported(lines: str, as_of: str, expected: list[str]) -> None:
    """Leaves that owe a report for the latest complete period; nobody does before adoption or once closed."""
    assert told(findings(Rule.UNREPORTED, lines, as_of)) == expected


SLIPPED = (
    TASKS.replace("due: 2024-06-30", "due: 2024-07-15")
    .replace("kind: ongoing, lead: [fund]", "kind: ongoing, lead: [fund, stic]")
    .replace('- {ref: "3", title: 三', '- {ref: "4", title: 四')
    .replace("text: 5家, value: 5", "text: 4家, value: 4")
)


MEND = "put it back, or adopt it as an amendment with a reason"
EXTEND, ASSIGN = (
    MEND.replace("back, or", f"back, {other}, or") for other in ("have an extension approved", "assign the units")
)


def test_quiet_slip() -> None:
    """Old and new, units by their names, whatever day is looked at."""
    expected = [
        f"1.1 一之一: due was adopted as 2024-06-30, the plan says 2024-07-15; {EXTEND}",
        f"2 二: lead was adopted as NSF, the plan says NSF, STI Bureau; {ASSIGN}",
        "4 四: stands in the plan and was never adopted; take it out, or adopt the plan again with a reason",
        f"firms 企业: target was adopted as 5, the plan says 4; {MEND}",
        "3 was adopted and is gone from the plan; put it back, or adopt the plan again with a reason",
    ]
    assert told(findings(Rule.QUIET_SLIP, ADOPTED, "2024-07-02", text=SLIPPED)) == expected
    assert told(findings(Rule.QUIET_SLIP, ADOPTED, "2024-01-01", text=SLIPPED)) == expected
    assert findings(Rule.QUIET_SLIP, ADOPTED, "2024-07-02") == []
    assert findings(Rule.QUIET_SLIP, "", "2024-07-02", text=SLIPPED) == []


def test_a_value_taken_out_of_the_plan_is_told_as_none() -> None:
    """For a date as for units."""
    text = TASKS.replace("kind: deliverable\n        due: 2024-06-30\n        lead: [stic]\n", "kind: ongoing\n")
    assert [one.split("; ")[0] for one in told(findings(Rule.QUIET_SLIP, ADOPTED, "2024-07-02", text=text))] == [
        "1.1 一之一: due was adopted as 2024-06-30, the plan says none",
        "1.1 一之一: lead was adopted as STI Bureau, the plan says none",
    ]


def test_a_further_slip_of_the_same_field_is_new() -> None:
    """So a date that is known to have slipped cannot slip on unseen; the same slip on another day is the same."""
    first, again, further, other = (
        findings(Rule.QUIET_SLIP, ADOPTED, as_of, text=TASKS.replace(old, new))[0].fingerprint
        for as_of, old, new in (
            ("2024-07-02", "due: 2024-06-30", "due: 2024-07-15"),
            ("2024-09-02", "due: 2024-06-30", "due: 2024-07-15"),
            ("2024-07-02", "due: 2024-06-30", "due: 2024-07-20"),
            ("2024-07-02", "due: 2024-06-30", "start: 2024-02-01\n        due: 2024-06-30"),
        )
    )
    assert first == again
    assert len({first, further, other}) == 3


def test_a_slip_stands_at_its_field() -> None:
    """In the plan file at the line of the date; what has no such line stands at its reference, or nowhere."""
    read = plan_file(SLIPPED)
    found = findings(Rule.QUIET_SLIP, ADOPTED, "2024-07-02", text=SLIPPED)
    places = [(one.ref, one.field, one.line) for one in located(found, FILE, read.lines)]
    assert places == [
        ("1.1", "due", 11),
        ("2", "lead", 15),
        ("4", None, 16),
        ("firms", "target", 18),
        ("3", None, None),
    ]


PARENT = '{"kind": "report", "ref": "1", "on": "2024-03-01", "status": "done"}\n'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", []),
        (PARENT, ["1 一: reported as done, and still open below it: 1.1"]),
        (PARENT.replace("done", "cancelled"), ["1 一: reported as cancelled, and still open below it: 1.1"]),
        (PARENT.replace("done", "in-progress"), []),
        (PARENT + DONE, []),
        (PARENT + DONE + DONE.replace("done", "in-progress").replace("02-20", "03-09"),
         ["1 一: reported as done, and still open below it: 1.1"]),
        (PARENT.replace('"1"', '"2"'), []),
    ],
    ids=["nothing said", "done", "cancelled", "in progress", "all closed", "opened again", "a leaf"],
)  # fmt: skip
def test_done_with_open_children(lines: str, expected: list[str]) -> None:
    """A task with something below it that was closed too early, or opened again below."""
    assert told(findings(Rule.DONE_WITH_OPEN_CHILDREN, lines, "2024-03-31")) == expected


@pytest.mark.parametrize("rule", [Rule.INVALID_PLAN, Rule.JOURNAL_LINE, Rule.UNKNOWN_RECORD])
def test_problems_of_files(rule: Rule) -> None:
    """Each at its place. A line added above changes no fingerprint; another file or another problem does."""
    said, other = message("not a date"), message("no number")
    places = [("x/a.jsonl", 3, said), ("y/a.jsonl", 9, said), ("x/b.jsonl", 0, said), ("x/a.jsonl", 3, other)]
    problems = tuple(Problem(file, line, 1, text) for file, line, text in places)
    made = CheckInput(
        plan=plan(""), state=replayed(""), roots=(), problems=problems, journal=problems, unknown_records=problems
    )
    found = check(made, {rule: Severity.WARNING})
    assert {one.rule for one in found} == {str(rule)}
    if rule is Rule.UNKNOWN_RECORD:
        assert [(one.file, one.line, one.message) for one in found] == [places[0], places[3]]
        return
    assert [(one.file, one.line or 0, one.message) for one in found] == places
    marks = [one.fingerprint for one in found]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3


@pytest.mark.parametrize(
    ("percent", "allowed", "expected"),
    [
        (None, 0, []),
        (39.1, 10, []),
        (39.01, 10, []),
        (38.9, 10, ["3 三: at 38.9% where 49% are expected, 10.1 points behind"]),
        (39, 9.9, ["3 三: at 39% where 49% are expected, 10 points behind"]),
        (60, 0, []),
    ],
)
def test_behind(percent: float | None, allowed: float, expected: list[str]) -> None:
    """By more points than the policy allows; of what nobody said how far it is, nothing is known."""
    line = f'{{"kind": "report", "ref": "3", "on": "2024-06-20", "percent": {percent}}}' if percent else ""
    made = case(line, "2024-06-30", policy=Policy(behind=allowed))
    assert told(check(made, {Rule.BEHIND: Severity.ERROR})) == expected


@pytest.mark.parametrize(
    ("lines", "as_of", "days", "expected"),
    [
        ("", "2024-03-23", 7, []),
        ("", "2024-03-24", 7,
         ["1.1.1 一之一, milestone “初稿”: due 2024-03-31 (document), 7 days from now"]),
        ("", "2024-03-31", 0, ["1.1.1 一之一, milestone “初稿”: due 2024-03-31 (document), today"]),
        ("", "2024-04-01", 7, []),
        ("", "2024-06-30", 31,
         ["1 一: due 2024-07-31 (assumed), 31 days from now", "1.1 一之一: due 2024-06-30 (assumed), today"]),
        (DONE, "2024-03-24", 7, []),
        ('{"kind": "milestone", "ref": "1.1.1", "on": "2024-03-20", "state": "reached"}', "2024-03-24", 7, []),
    ],
)  # fmt: skip
def test_due_soon(lines: str, as_of: str, days: int, expected: list[str]) -> None:
    """Open tasks and milestones from so many days before their date to the day itself."""
    made = case(lines, as_of, policy=Policy(due_soon=days))
    assert told(check(made, {Rule.DUE_SOON: Severity.ERROR})) == expected


def test_no_lead() -> None:
    """Open leaves that neither have nor inherit a lead; an assignment mends it."""
    assert told(findings(Rule.NO_LEAD, "", "2024-03-01")) == ["3 三: nobody leads it"]
    nobody = TASKS.replace("        lead: [stic]\n", "")
    assert refs(findings(Rule.NO_LEAD, "", "2024-03-01", text=nobody)) == ["1.1", "3"]
    above = nobody.replace("title: 一\n", "title: 一\n      lead: [stic]\n")
    assert refs(findings(Rule.NO_LEAD, "", "2024-03-01", text=above)) == ["3"]
    assigned = '{"kind": "assign", "ref": "3", "on": "2024-02-01", "lead": ["smart"]}'
    closed = '{"kind": "report", "ref": "3", "on": "2024-02-01", "status": "cancelled"}'
    assert findings(Rule.NO_LEAD, assigned, "2024-03-01") == findings(Rule.NO_LEAD, closed, "2024-03-01") == []


def test_assumed_due() -> None:
    """Every open date without a source, of tasks, of those above them and of milestones; not what is closed."""
    text = TASKS.replace(", basis: document}]", ", basis: assumed}]")
    assert told(findings(Rule.ASSUMED_DUE, "", "2024-03-01", text=text)) == [
        "1 一: due 2024-07-31, which neither the document nor a published source says",
        "1.1 一之一: due 2024-06-30, which neither the document nor a published source says",
        "1.1.1 初稿: due 2024-03-31, which neither the document nor a published source says",
    ]
    assert findings(Rule.ASSUMED_DUE, DONE, "2024-03-01", text=text) == []
    reached = '{"kind": "milestone", "ref": "1.1.1", "on": "2024-02-01", "state": "reached"}'
    assert refs(findings(Rule.ASSUMED_DUE, reached, "2024-03-01", text=text)) == ["1", "1.1"]
    approved = '{"kind": "reschedule", "ref": "1.1", "on": "2024-02-01", "step": "approve", "due": "2024-07-01"}'
    assert refs(findings(Rule.ASSUMED_DUE, approved, "2024-03-01", text=text)) == ["1", "1.1.1"]


def prints(found: list[Finding]) -> dict[tuple[str, str | None], str]:
    """Return the fingerprint of each finding by rule and reference."""
    return {(one.rule, one.ref): one.fingerprint for one in found}


EXTENDED = '{"kind": "reschedule", "ref": "1.1", "on": "2024-05-01", "step": "approve", "due": "2024-07-01"}'
BEFORE = prints(check(case(ADOPTED, "2024-07-02")))


@pytest.mark.parametrize(
    ("lines", "as_of", "text"),
    [
        (ADOPTED, "2024-07-03", TASKS),
        (ADOPTED, "2024-09-15", TASKS),
        (ADOPTED + '{"kind": "report", "ref": "2", "on": "2024-02-10", "next": "x"}', "2024-07-02", TASKS),
        (ADOPTED, "2024-07-02", "\n\n" + TASKS),
        (ADOPTED, "2024-07-02", "    language: en" + TASKS),
        (ADOPTED, "2024-07-02", TASKS.replace("一之一", "改名").replace("初稿", "{zh: 草稿, en: Draft}")),
    ],
    ids=["next day", "more periods", "fewer periods", "other lines", "other language", "other titles"],
)
def test_a_fingerprint_stays(lines: str, as_of: str, text: str) -> None:
    """Days, counts, languages, titles and lines may change; rule, plan and reference make the fingerprint."""
    now = prints(check(case(lines, as_of, text=text)))
    assert {key: now[key] for key in BEFORE} == BEFORE


def test_a_date_that_was_moved_is_overdue_as_before() -> None:
    """An extension changes the day and not what the finding is about."""
    now = prints(findings(Rule.OVERDUE, ADOPTED + EXTENDED, "2024-07-02"))
    assert now["overdue", "1.1"] == BEFORE["overdue", "1.1"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("stic", [("overdue", "1.1"), ("overdue", "1.1.1"), ("assumed-due", "1.1")]),
        ("fund", [("unreported", "2"), ("quiet-slip", "firms")]),
        ("smart", []),
    ],
)
def test_what_a_unit_leads(unit: str, expected: list[tuple[str, str]]) -> None:
    """Tasks, their milestones and the indicators that follow them; nothing of a file, nothing gone."""
    made = case(
        ADOPTED + '{"kind": "report", "ref": "1.1", "on": "2024-06-30", "next": "x"}', "2024-07-02",
        text=SLIPPED.replace("due: 2024-07-15", "due: 2024-06-30").replace("[fund, stic]", "[fund]"),
    )  # fmt: skip
    found = check(made, {**Policy().weights(), Rule.INVALID_PLAN: Severity.ERROR})
    broken = check(
        CheckInput(plan=made.plan, state=made.state, roots=(), problems=(Problem(FILE, 1, 1, message("x")),)),
        {Rule.INVALID_PLAN: Severity.ERROR},
    )
    assert [(f.rule, f.ref) for f in of_units([*found, *broken], made.plan, made.roots, [unit])] == expected
