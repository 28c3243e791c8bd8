"""Checks: what is found in a plan as of a day, and fingerprints that stay."""

from __future__ import annotations

import pytest
from support import DEFAULTS, day, journal, moment, plan, plan_file, replayed

from plantrack.checks import (
    CHECKS,
    RULES,
    Finding,
    Severity,
    check,
    finding,
    from_problems,
    located,
    stray_records,
)
from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Plan, Text
from plantrack.standing import standings

TASKS = """
    tasks:
    - ref: "1"
      title: 一
      due: 2024-07-31
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-06-30
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-03-31, basis: document}]
    - {ref: "2", title: 二, kind: ongoing}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-12-31}
"""
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {}, "2": {}}}\n'
DONE = '{"kind": "report", "ref": "1.1", "on": "2024-02-20", "status": "done"}\n'


def findings(lines: str, as_of: str, *, text: str = TASKS, grace: int = 0) -> list[Finding]:
    """Return what all checks find after a journal, as of a day."""
    found = plan(text)
    return check(found, standings(found, replayed(lines), day(as_of), grace))


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(one.rule, one.ref) for one in found]


def basis(word: str) -> Message:
    return message("(basis {word})", word=message(f"basis {word}"))


def test_what_is_overdue_and_what_is_unreported_is_found() -> None:
    """Rule by rule in the order of the plan, with the facts to say it in any language."""
    found = findings(ADOPTED, "2024-07-02")
    title, stone, ongoing = Text("一之一", "一之一"), Text("初稿", "初稿"), Text("二", "二")
    assert [(one.rule, one.severity, one.ref, one.message, one.file, one.line) for one in found] == [
        (
            "overdue", Severity.ERROR, "1.1",
            message(
                "{title}: due {due}{basis}, {days} days ago, and not done",
                title=title, due=day("2024-06-30"), basis=basis("assumed"), days=2,
            ),
            None, None,
        ),
        (
            "overdue", Severity.ERROR, "1.1.1",
            message(
                "milestone {stone} of {title}: due {due}{basis} and not reached",
                stone=stone, title=title, due=day("2024-03-31"), basis=basis("document"),
            ),
            None, None,
        ),
        (
            "unreported", Severity.ERROR, "1.1",
            message("{title}: no report for {period}", title=title, period="2024-06"),
            None, None,
        ),
        (
            "unreported", Severity.ERROR, "2",
            message("{title}: no report for {period}", title=ongoing, period="2024-06"),
            None, None,
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "as_of", "grace", "expected"),
    [
        ("", "2024-03-31", 0, []),
        ("", "2024-04-01", 0, [("overdue", "1.1.1")]),
        ("", "2024-04-01", 1, []),
        ("", "2024-06-30", 0, [("overdue", "1.1.1")]),
        ("", "2024-07-01", 0, [("overdue", "1.1"), ("overdue", "1.1.1")]),
        ("", "2024-08-01", 0, [("overdue", "1"), ("overdue", "1.1"), ("overdue", "1.1.1")]),
        (DONE, "2024-12-31", 0, []),
        (DONE, "2025-01-01", 0, [("overdue", "3")]),
        (ADOPTED, "2024-02-28", 0, []),
        (ADOPTED, "2024-02-29", 0, [("unreported", "1.1"), ("unreported", "2")]),
        (ADOPTED + DONE, "2024-03-01", 0, [("unreported", "2")]),
    ],
)
def test_findings_come_and_go_with_the_days(
    lines: str, as_of: str, grace: int, expected: list[tuple[str, str | None]]
) -> None:
    """Not on the day itself, not within the grace, not of what is closed and not before adoption."""
    assert told(findings(lines, as_of, grace=grace)) == expected


@pytest.mark.parametrize("rule", [name for name, _ in CHECKS])
def test_only_the_rules_named_are_tried(rule: str) -> None:
    """One rule alone finds what it finds among all."""
    found = plan(TASKS)
    tops = standings(found, replayed(ADOPTED), day("2024-07-02"))
    alone = check(found, tops, [rule])
    assert alone == [one for one in check(found, tops) if one.rule == rule]
    assert {one.rule for one in alone} == {rule}


def test_rules_have_names() -> None:
    """The codes that people put into their CI."""
    assert RULES == ("overdue", "unreported", "invalid-plan", "journal-line")
    assert check(plan(TASKS), standings(plan(TASKS), replayed(""), day("2024-07-02")), []) == []


def prints(found: list[Finding]) -> dict[tuple[str, str | None], str]:
    return {(one.rule, one.ref): one.fingerprint for one in found}


EXTENDED = '{"kind": "reschedule", "ref": "1.1", "on": "2024-05-01", "step": "approve", "due": "2024-07-01"}'
BEFORE = prints(findings(ADOPTED, "2024-07-02"))


@pytest.mark.parametrize(
    ("lines", "as_of", "text"),
    [
        (ADOPTED, "2024-07-03", TASKS),
        (ADOPTED, "2024-09-15", TASKS),
        (ADOPTED + '{"kind": "report", "ref": "2", "on": "2024-02-10", "next": "x"}', "2024-07-02", TASKS),
        (ADOPTED + EXTENDED, "2024-07-02", TASKS),
        (ADOPTED, "2024-07-02", "\n\n" + TASKS),
        (ADOPTED, "2024-07-02", "language: en" + TASKS),
        (ADOPTED, "2024-07-02", TASKS.replace("一之一", "改名").replace("初稿", "{zh: 草稿, en: Draft}")),
    ],
    ids=["next day", "more periods", "fewer periods", "extended", "other lines", "other language", "other titles"],
)
def test_a_fingerprint_stays(lines: str, as_of: str, text: str) -> None:
    """Days, counts, languages, titles and lines may change; rule, plan and reference make the fingerprint."""
    now = prints(findings(lines, as_of, text=text.replace("language: en", "    language: en")))
    assert {key: now[key] for key in BEFORE} == BEFORE


def test_every_finding_has_a_fingerprint_of_its_own() -> None:
    """Another rule, plan, reference or object is another finding."""
    found, other = plan("title: 一"), plan("id: p\ntitle: 二")
    said = message("something")
    marks = [
        finding(found, "overdue", "1", said),
        finding(found, "unreported", "1", said),
        finding(found, "overdue", "2", said),
        finding(found, "overdue", None, said),
        finding(found, "overdue", "1", said, about="x"),
        finding("q", "overdue", "1", said),
    ]
    assert len({mark.fingerprint for mark in marks}) == len(marks)
    assert finding(other, "overdue", "1", message("{days} days", days=3)).fingerprint == marks[0].fingerprint
    assert finding(DEFAULTS["id"], "overdue", "1", said) == marks[0]


def test_problems_of_a_file_are_findings_and_warnings_are_none() -> None:
    """With file and line; a problem of the file as a whole has no line."""
    problems = [
        Problem("plan.yaml", 3, 7, message("not a date")),
        Problem("plan.yaml", 4, 1, message("an unknown key"), warning=True),
        Problem("plan.yaml", 0, 0, message("too large")),
    ]
    found = from_problems("p", "invalid-plan", problems)
    assert [(one.rule, one.severity, one.ref, one.message, one.file, one.line) for one in found] == [
        ("invalid-plan", Severity.ERROR, None, message("not a date"), "plan.yaml", 3),
        ("invalid-plan", Severity.ERROR, None, message("too large"), "plan.yaml", None),
    ]


def test_the_fingerprint_of_a_problem_does_not_know_its_line() -> None:
    """A line added above changes nothing; another file or another problem is another finding."""
    said, other = message("not a date"), message("no number")
    places = [("a.jsonl", 3, said), ("a.jsonl", 9, said), ("b.jsonl", 3, said), ("a.jsonl", 3, other)]
    problems = [Problem(file, line, 1, text) for file, line, text in places]
    marks = [one.fingerprint for one in from_problems("p", "journal-line", problems)]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3


def test_findings_are_located_by_their_reference() -> None:
    """In the plan file, at the line of the reference; what has a place keeps it."""
    read = plan_file(TASKS)
    found = check(read.plan, standings(read.plan, replayed(ADOPTED), day("2024-07-02")))
    problem = from_problems("p", "journal-line", [Problem("2024-W11.jsonl", 5, 0, message("cut off"))])
    nowhere = finding("p", "overdue", "99", message("gone"))
    places = [(one.ref, one.file, one.line) for one in located([*found, *problem, nowhere], read.file, read.lines)]
    assert places == [
        ("1.1", "plan.yaml", 7),
        ("1.1.1", "plan.yaml", 11),
        ("1.1", "plan.yaml", 7),
        ("2", "plan.yaml", 12),
        (None, "2024-W11.jsonl", 5),
        ("99", "plan.yaml", None),
    ]
    assert prints(located(found, read.file, read.lines)) == prints(found)


STRAY: Plan = plan(TASKS + '    indicators: [{id: firms, label: 企业, unit: 家, tasks: ["2"]}]')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"kind": "report", "ref": "1.1", "on": "2024-03-01", "next": "x"}', []),
        ('{"kind": "milestone", "ref": "1.1.1", "on": "2024-03-01", "state": "reached"}', []),
        ('{"kind": "measure", "ref": "firms", "on": "2024-03-01", "value": 1, "unit": "家", "text": "1家"}', []),
        ('{"kind": "retract", "target": "u00"}', []),
        (
            '{"kind": "report", "ref": "9", "on": "2024-03-01", "next": "x"}',
            ["j.jsonl:1: the plan has nothing called 9; the record is kept and left alone"],
        ),
        ('{"kind": "report", "ref": "2", "on": "2024-03-01", "at": "2024-04-02T00:00:00Z", "next": "x"}', []),
        (
            '{"kind": "report", "ref": "2", "on": "2024-03-01", "at": "2024-04-02T00:00:01Z", "next": "x"}',
            ["j.jsonl:1: recorded at 2024-04-02 00:00:01+00:00, more than a day from now; whose clock is wrong?"],
        ),
    ],
)
def test_stray_records_are_warned_of(line: str, expected: list[str]) -> None:
    """Records that name what the plan does not have, and records from more than a day ahead."""
    found = stray_records(STRAY, journal(line), {"u01": ("j.jsonl", 1)}, moment("2024-04-01T00:00:00Z"))
    assert [problem.text() for problem in found] == expected
    assert all(problem.warning for problem in found)
