"""Findings as lines of text, and what every format of the check says alike."""

from __future__ import annotations

from collections import Counter

import pytest
from finding_fixtures import CHECKED, FILE, HIDDEN, PAGES, VIEW, finding
from hypothesis import given
from hypothesis import strategies as st
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, ctx, showcase_state

from plantrack.checks import CheckResult, located
from plantrack.checks.rules import CheckInput, check
from plantrack.evaluation.evaluate import evaluate
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Rule, Severity
from plantrack.model.promises import slips
from plantrack.model.state import State
from plantrack.render import findings
from plantrack.render.context import RenderContext
from plantrack.render.findings import ranked, unique


def checked(plan: Plan, state: State, file: str, lines: dict[str, int]) -> CheckResult:
    """Return what every rule finds in a plan as of the day shown."""
    case = CheckInput(plan=plan, state=state, roots=evaluate(plan, state, AS_OF), slips=tuple(slips(plan, state)))
    return CheckResult(tuple(Rule), tuple(located(check(case), file, lines)))


def test_findings_one_per_line() -> None:
    """File and line, severity, rule, reference, and the sentence; then how many of each rule."""
    found = checked(SHOWN, showcase_state(), "plans/p/plan.yaml", {"1.2.1": 52, "2.2": 70})
    assert findings.check(found, ctx("en")) == (
        "plans/p/plan.yaml:52: error [overdue] 1.2.1 Issue the measures, milestone “Drafted”: due 2024-10-31 (assumed)"
        ", not reached\n"
        "plans/p/plan.yaml:70: error [overdue] 2.2 Sum up: due 2024-11-10 (assumed), 7 days ago, and not done\n"
        "plans/p/plan.yaml: error [off-track] 1.2 Issue the measures: off track, 55.6 points behind\n"
        "plans/p/plan.yaml: error [unreported] 1.2 Issue the measures: no report for 2024-W46\n"
        "plans/p/plan.yaml:70: error [unreported] 2.2 Sum up: no report for 2024-W46 "
        "(8 periods in a row, since 2024-W39)\n"
        "plans/p/plan.yaml: error [quiet-slip] 1.2 Issue the measures: support was adopted as none, the plan says NSF; "
        "put it back, assign the units, or adopt it as an amendment with a reason\n"
        "plans/p/plan.yaml: error [quiet-slip] 2 Hold the fair: stands in the plan and was never adopted; "
        "take it out, or adopt the plan again with a reason\n"
        "plans/p/plan.yaml: error [quiet-slip] 2.1 Run the fair: lead was adopted as none, the plan says STI Bureau; "
        "put it back, assign the units, or adopt it as an amendment with a reason\n"
        "plans/p/plan.yaml: warning [behind] 1.2 Issue the measures: at 40% where 95.6% are expected, "
        "55.6 points behind\n"
        "plans/p/plan.yaml: warning [due-soon] 1.2.2 Issue the measures, milestone “Submitted”: "
        "due 2024-11-20 (document), 3 days from now\n"
        "plans/p/plan.yaml:70: warning [no-lead] 2.2 Sum up: nobody leads it\n"
        "plans/p/plan.yaml:52: warning [assumed-due] 1.2.1 Drafted: due 2024-10-31, "
        "which neither the document nor a published source says\n"
        "plans/p/plan.yaml:70: warning [assumed-due] 2.2 Sum up: due 2024-11-10, "
        "which neither the document nor a published source says\n"
        "findings as of 2024-11-17: 13 (overdue 2, off-track 1, unreported 2, quiet-slip 3, behind 1, due-soon 1, "
        "no-lead 1, assumed-due 2)\n"
    )
    assert findings.check(found, ctx("zh")) == (
        "plans/p/plan.yaml:52: 错误 [overdue] 1.2.1 印发扶持办法的节点“起草”：时限2024-10-31（推定），未完成\n"
        "plans/p/plan.yaml:70: 错误 [overdue] 2.2 总结：时限2024-11-10（推定），超期7天，未完成\n"
        "plans/p/plan.yaml: 错误 [off-track] 1.2 印发扶持办法：滞后，落后55.6个百分点\n"
        "plans/p/plan.yaml: 错误 [unreported] 1.2 印发扶持办法：2024-W46未报\n"
        "plans/p/plan.yaml:70: 错误 [unreported] 2.2 总结：2024-W46（自2024-W39起连续8期）未报\n"
        "plans/p/plan.yaml: 错误 [quiet-slip] 1.2 印发扶持办法：配合单位立项时为无，计划文件写的是基金委；"
        "请改回，或用 `plantrack assign` 指定单位，或说明理由作计划变更、重新立项\n"
        "plans/p/plan.yaml: 错误 [quiet-slip] 2 办好展会：计划文件中有，但从未立项；"
        "请删去，或说明理由作计划变更、重新立项\n"
        "plans/p/plan.yaml: 错误 [quiet-slip] 2.1 办展：牵头单位立项时为无，计划文件写的是科创局；"
        "请改回，或用 `plantrack assign` 指定单位，或说明理由作计划变更、重新立项\n"
        "plans/p/plan.yaml: 警告 [behind] 1.2 印发扶持办法：进度40%，应达95.6%，落后55.6个百分点\n"
        "plans/p/plan.yaml: 警告 [due-soon] 1.2.2 印发扶持办法的节点“送审”：时限2024-11-20（原文），还有3天\n"
        "plans/p/plan.yaml:70: 警告 [no-lead] 2.2 总结：没有牵头单位\n"
        "plans/p/plan.yaml:52: 警告 [assumed-due] 1.2.1 起草：时限2024-10-31为推定，原文与公开资料均未写明\n"
        "plans/p/plan.yaml:70: 警告 [assumed-due] 2.2 总结：时限2024-11-10为推定，原文与公开资料均未写明\n"
        "截至2024-11-17，发现13项（overdue 2、off-track 1、unreported 2、quiet-slip 3、behind 1、due-soon 1、"
        "no-lead 1、assumed-due 2）\n"
    )


def test_nothing_found() -> None:
    """One line says so."""
    assert [findings.check(CheckResult(tuple(Rule), ()), ctx(language)) for language in ("zh", "en")] == [
        "截至2024-11-17，没有发现问题\n",
        "nothing found as of 2024-11-17\n",
    ]


def test_known_findings_are_marked_and_counted() -> None:
    """The severity stays; the last line tells new ones from known ones."""
    said = "起草: no report for 2024-W46"
    assert findings.check(VIEW, ctx("en")) == (
        f"{FILE}:52: error known [overdue] 1.2 {said}\n"
        f"{FILE}: warning [overdue] 1.2.1 {said}\n"
        f"{FILE}:52: error [overdue] 2.2 50%, 1:2: no report for 2024-W46\n"
        f"a::b.jsonl:3: error [journal-line] {said}\n"
        f"a::b.jsonl:7: error [journal-line] {said}\n"
        "findings as of 2024-11-17: 5, new 4, known 1 (overdue 3, journal-line 2)\n"
    )
    shown = findings.check(VIEW, ctx("zh")).splitlines()
    assert shown[0] == f"{FILE}:52: 错误 已知 [overdue] 1.2 起草：2024-W46未报"
    assert shown[-1] == "截至2024-11-17，发现5项，其中新增4项、已知1项（overdue 3、journal-line 2）"


def test_many_warnings_of_a_rule_are_one_line() -> None:
    """From eleven on; errors of the rule and warnings of other rules stand alone, known ones are told by themselves."""
    warnings = [finding("unreported", Severity.WARNING, f"1.{n}") for n in range(1, 11)]
    more = [*warnings, finding(ref="1.1"), finding("unreported", ref="2.1"), finding(severity=Severity.WARNING)]
    assert findings.check(CheckResult(tuple(Rule), tuple(more)), ctx("en")).count("\n") == 14
    known = finding("unreported", Severity.WARNING, "3.1", known=True)
    view = CheckResult(tuple(Rule), (*more, known, finding("unreported", Severity.WARNING, "4.2")))
    assert findings.check(view, ctx("en")).splitlines() == [
        f"{FILE}: warning [unreported] 11 times: 1.1–1.10, 4.2; all of them: `plantrack check --only unreported`",
        f"{FILE}:52: error [overdue] 1.1 起草: no report for 2024-W46",
        f"{FILE}:52: error [unreported] 2.1 起草: no report for 2024-W46",
        f"{FILE}:52: warning [overdue] 1.2 起草: no report for 2024-W46",
        f"{FILE}:52: warning known [unreported] 3.1 起草: no report for 2024-W46",
        "findings as of 2024-11-17: 15, new 14, known 1 (overdue 2, unreported 13)",
    ]
    assert findings.check(view, ctx("zh")).startswith(
        f"{FILE}: 警告 [unreported] 共11项：1.1–1.10、4.2；全部见 `plantrack check --only unreported`\n"
    )


def test_the_only_rule_is_told_whole() -> None:
    """Whoever asks for one rule sees every finding of it; errors are never folded."""
    warnings = tuple(finding("overdue", Severity.WARNING, f"1.{n}") for n in range(1, 13))
    errors = tuple(finding("overdue", Severity.ERROR, f"1.{n}") for n in range(1, 13))
    assert findings.check(CheckResult(("overdue",), warnings), ctx("en")).count("\n") == 13
    assert findings.check(CheckResult(tuple(Rule), errors), ctx("en")).count("\n") == 13


def test_the_most_severe_come_first() -> None:
    """Errors, warnings, known ones; among equals the order stays."""
    assert [(f.known, f.severity, f.line) for f in ranked(VIEW.findings)] == [
        (False, "error", 52),
        (False, "error", 3),
        (False, "error", 7),
        (False, "warning", None),
        (True, "error", 52),
    ]


@given(names=st.lists(st.sampled_from(["a", "b", "a-2", "a-3", "a-2-2"])))
def test_no_name_twice(names: list[str]) -> None:
    """Each name that comes first stays as it is, whatever the others are called."""
    made = list(unique(names))
    assert len(set(made)) == len(made) == len(names)
    assert all(one.startswith(name) for one, name in zip(made, names, strict=True))
    assert list(unique(["a", "a", "a-2", "a"])) == ["a", "a-2", "a-2-2", "a-3"]


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_line_each(view: CheckResult, on: RenderContext) -> None:
    """A line per finding and the last one, no control among them, and none that a CI service takes for a command."""
    shown = findings.check(view, on)
    told = shown.split("\n")
    assert len(told) == len(view.findings) + 2
    assert not HIDDEN.search(shown)
    assert not any(line.lstrip().startswith("::") for line in told)
    counts = Counter(found.rule for found in view.findings)
    assert all(f"{rule} {n}" in told[-2] for rule, n in counts.items())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_findings_are_inert(language: str) -> None:
    """Findings of a plan with hostile titles."""
    view = checked(HOSTILE_PLAN, History(HOSTILE_UPDATES).at(), "f\x1b", {})
    told = findings.check(view, ctx(language, of=HOSTILE_PLAN)).splitlines()
    assert all(line.isprintable() for line in told)
    assert sum(INERT in line for line in told) == len(told) - 1 > 0


def test_many_warnings_of_no_reference() -> None:
    """Their line does not list any."""
    view = CheckResult(tuple(Rule), tuple(finding("journal-line", Severity.WARNING, None) for _ in range(11)))
    first = findings.check(view, ctx("zh")).splitlines()[0]
    assert first == f"{FILE}: 警告 [journal-line] 共11项；全部见 `plantrack check --only journal-line`"
