"""Findings: fingerprints that stay, places in files, what was known before, and when a check fails."""

from __future__ import annotations

import pytest

from plantrack.checks import CheckResult, Finding, finding, from_problem, located, mark_known
from plantrack.errors import Problem, message
from plantrack.model.policy import Severity

SAID = message("something")


def test_every_finding_has_a_fingerprint_of_its_own() -> None:
    """Another rule, plan, reference or object is another finding; another sentence is none."""
    marks = [
        finding("p", "overdue", "1", SAID),
        finding("q", "overdue", "1", SAID),
        finding("p", "unreported", "1", SAID),
        finding("p", "overdue", "2", SAID),
        finding("p", "overdue", None, SAID),
        finding("p", "overdue", "1", SAID, about="x"),
        finding("p", "overdue", None, SAID, about="1"),
    ]
    assert len({mark.fingerprint for mark in marks}) == len(marks)
    assert finding("p", "overdue", "1", message("{days} days", days=3)).fingerprint == marks[0].fingerprint


def test_fingerprints_are_kept_by_others() -> None:
    """In results of months ago and in the databases of CI services, so they are what they were."""
    marks = [finding("p", "overdue", "1.1", SAID), finding("p", "quiet-slip", "1.1", SAID, about="due\x002024-08-31")]
    assert [mark.fingerprint for mark in marks] == ["5edf2495d4160044", "75060ea12cca600f"]


def test_a_problem_of_a_file_is_a_finding_at_its_place() -> None:
    """With file and line; a problem of the file as a whole has no line."""
    line, whole = (Problem("plans/p/plan.yaml", n, 7, message("not a date")) for n in (3, 0))
    assert from_problem("p", "invalid-plan", line, "about") == Finding(
        rule="invalid-plan", severity=Severity.WARNING, message=message("not a date"), file="plans/p/plan.yaml", line=3,
        mark=finding("p", "invalid-plan", None, SAID, about="about").mark,
    )  # fmt: skip
    assert from_problem("p", "invalid-plan", whole, "about").line is None


LINES = {"6.5": 10, "6.5 due": 12, "6.5.1": 14}


@pytest.mark.parametrize(
    ("ref", "field", "line"),
    [
        ("6.5", "due", 12),
        ("6.5", "lead", 10),
        ("6.5", None, 10),
        ("6.5.1", "due", 14),
        ("9", "due", None),
        (None, None, None),
    ],
    ids=["field", "field not in the file", "reference", "milestone", "gone", "the plan as a whole"],
)
def test_a_finding_stands_at_its_field_or_its_reference(ref: str | None, field: str | None, line: int | None) -> None:
    """Who reads it sees the date that was moved, and the task where the date was taken out."""
    one = Finding(rule="x", severity=Severity.ERROR, message=SAID, mark="f", ref=ref, field=field)
    [found] = located([one], "plans/p/plan.yaml", LINES)
    assert (found.file, found.line, found.mark) == ("plans/p/plan.yaml", line, "f")


def test_what_has_a_place_keeps_it() -> None:
    """A line of the journal is in the journal, even where the file as a whole is meant."""
    broken = [from_problem("p", "journal-line", Problem("2024-W11.jsonl", n, 0, SAID), "x") for n in (5, 0)]
    assert located(broken, "plan.yaml", LINES) == broken


def test_what_was_known_is_marked() -> None:
    """By its fingerprint; what nobody knew stays as it is, and a second comparison forgets the first."""
    one, other = finding("p", "overdue", "1", SAID), finding("p", "overdue", "2", SAID)
    found = mark_known([one, other], {one.fingerprint, "another"})
    assert [(f.ref, f.known) for f in found] == [("1", True), ("2", False)]
    assert mark_known(found, ()) == [one, other]


@pytest.mark.parametrize(
    ("severity", "known", "failed"),
    [
        (Severity.ERROR, False, True),
        (Severity.ERROR, True, False),
        (Severity.WARNING, False, False),
        (Severity.WARNING, True, False),
    ],
)
def test_a_check_fails_on_new_errors(severity: Severity, *, known: bool, failed: bool) -> None:
    """On nothing else, whatever stands beside it."""
    one = Finding(rule="x", severity=severity, message=SAID, mark="f", known=known)
    harmless = Finding(rule="x", severity=Severity.WARNING, message=SAID, mark="g")
    assert CheckResult(("x",), (harmless, one, harmless)).failed is failed
    assert CheckResult(("x",), ()).failed is False
