"""The policy: how much each finding weighs, and what one run of the check may say otherwise."""

from __future__ import annotations

import msgspec
import pytest

from plantrack.model.policy import Policy, Rule, Severity

ERROR, WARNING, OFF = Severity.ERROR, Severity.WARNING, Severity.OFF
USUAL = {
    "overdue": "error", "off-track": "error", "unreported": "error", "quiet-slip": "error",
    "unapproved": "error", "self-approved": "warning",
    "done-with-open-children": "error", "done-with-open-milestones": "error",
    "invalid-plan": "error", "journal-line": "error",
    "behind": "warning", "due-soon": "warning", "no-lead": "warning", "assumed-due": "warning",
    "unknown-record": "warning",
}  # fmt: skip
"""What people put into their CI, in the order in which it is told."""


def policy(text: str) -> Policy:
    """Return the policy of some JSON."""
    return msgspec.json.decode(text, type=Policy)


def test_the_usual_policy() -> None:
    """Every rule has a weight; what only time or the plan's makers can mend is a warning."""
    assert {str(rule): str(weight) for rule, weight in Policy().weights().items()} == USUAL
    assert [str(rule) for rule in Policy().weights()] == list(USUAL)
    approval = Policy().approval
    assert [approval.of(what) for what in ("extend", "cancel", "close")] == ["recorded", "recorded", "none"]
    assert (Policy().lights, Policy().grace, Policy().due_soon, Policy().behind) == ("default", 0, 7, 10)


def test_a_policy_says_otherwise() -> None:
    """Of the rules it names; the others weigh what they usually do."""
    found = policy('{"severity": {"overdue": "warning", "no-lead": "error", "unreported": "off"}}')
    changed = {Rule.OVERDUE: WARNING, Rule.NO_LEAD: ERROR, Rule.UNREPORTED: OFF}
    assert found.weights() == Policy().weights() | changed
    assert [found.weighs(rule) for rule in changed] == list(changed.values())


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        ([Rule.BEHIND], [], {Rule.BEHIND: ERROR}),
        ([], [Rule.OVERDUE], {Rule.OVERDUE: WARNING}),
        ([Rule.UNREPORTED], [], {Rule.UNREPORTED: ERROR}),
        ([], [Rule.UNREPORTED], {Rule.UNREPORTED: WARNING}),
        ([Rule.OVERDUE], [Rule.OVERDUE], {Rule.OVERDUE: WARNING}),
    ],
    ids=["fails", "warns", "fails though off", "warns though off", "both is a warning"],
)
def test_one_run_says_otherwise(errors: list[Rule], warnings: list[Rule], expected: dict[Rule, Severity]) -> None:
    """What was asked for goes before the policy, also for a rule that the policy has off."""
    found = policy('{"severity": {"unreported": "off"}}')
    assert found.weights(errors=errors, warnings=warnings) == found.weights() | expected


@pytest.mark.parametrize(
    ("only", "errors", "warnings", "expected"),
    [
        ([Rule.OVERDUE], [], [], {Rule.OVERDUE: ERROR}),
        ([Rule.BEHIND, Rule.OVERDUE], [], [], {Rule.BEHIND: WARNING, Rule.OVERDUE: ERROR}),
        ([Rule.OVERDUE, Rule.OVERDUE], [], [], {Rule.OVERDUE: ERROR}),
        ([Rule.UNREPORTED], [], [], {Rule.UNREPORTED: WARNING}),
        ([Rule.UNREPORTED], [Rule.UNREPORTED], [], {Rule.UNREPORTED: ERROR}),
        ([Rule.OVERDUE], [], [Rule.OVERDUE], {Rule.OVERDUE: WARNING}),
        ([Rule.OVERDUE], [Rule.BEHIND], [Rule.NO_LEAD], {Rule.OVERDUE: ERROR}),
    ],
)
def test_only_some_rules(
    only: list[Rule], errors: list[Rule], warnings: list[Rule], expected: dict[Rule, Severity]
) -> None:
    """No other rule is looked for; one that the policy has off is a warning, unless it is to fail."""
    assert policy('{"severity": {"unreported": "off"}}').weights(only, errors, warnings) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"severity": {"late": "error"}}',
        '{"severity": {"overdue": "fatal"}}',
        '{"grace": -1}',
        '{"due_soon": -1}',
        '{"due_soon": 1.5}',
        '{"behind": -0.1}',
        '{"behind": 100.1}',
        '{"lights": "../secret"}',
        '{"lights": "Default"}',
        '{"gracious": 1}',
    ],
)
def test_no_policy(text: str) -> None:
    """Rules, weights and thresholds that are none, and keys that nobody knows."""
    with pytest.raises(msgspec.ValidationError):
        policy(text)
