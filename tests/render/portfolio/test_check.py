"""What was found in all plans as lines of text: the plan with the most errors first, and hostile names as words."""

from __future__ import annotations

from msgspec.structs import replace
from support import plan

from plantrack.checks import CheckResult, Finding
from plantrack.errors import message
from plantrack.model.plan import Text
from plantrack.model.policy import Rule, Severity
from plantrack.render.context import RenderContext
from plantrack.render.portfolio.check import junit, text, worst_first
from plantrack.reports.portfolio.checked import CheckedPlan, CheckedPortfolio, checked

PLAN = plan('tasks: [{ref: "1", title: {zh: 甲, en: "A & <b>"}, kind: ongoing}]')


def found(name: str, *severities: Severity, known: bool = False) -> tuple[str, CheckedPlan]:
    """Return a plan with findings of these severities."""
    findings = tuple(
        Finding(rule=Rule.OVERDUE, severity=one, message=message("x"), mark="x", ref="1", file=f"{name}/plan.yaml",
                line=7, known=known)
        for one in severities
    )  # fmt: skip
    made = checked(
        PLAN, CheckResult((Rule.OVERDUE, Rule.NO_LEAD), findings), lambda said: Text(said.text(), said.text())
    )
    return name, replace(made, id=name)


VIEW = CheckedPortfolio(
    "plans",
    (
        found("a", Severity.WARNING),
        found("b", Severity.ERROR, Severity.ERROR, known=True),
        found("c", Severity.ERROR),
        found("d", *[Severity.WARNING] * 12),
    ),
)
CTX = RenderContext(PLAN, "en")


def test_the_worst_first() -> None:
    """By new errors, then by new warnings."""
    assert [name for name, _ in worst_first(VIEW)] == ["c", "d", "a", "b"]


def test_text() -> None:
    """Many warnings of one rule share a line, which tells how to see those of this plan."""
    first, second, *_ = text(VIEW, CTX).splitlines()
    assert first == "c/plan.yaml:7: error [overdue] 1 x"
    assert second.startswith("d/plan.yaml: warning [overdue] 12 times: 1, 1, ")
    assert second.endswith("; all of them: `plantrack check --only overdue --plan d`")


def test_junit() -> None:
    """A suite for each plan and rule, under the plan's id; titles are words."""
    written = junit(VIEW, CTX)
    assert '<testsuite name="c: overdue" tests="1" failures="1" errors="0" skipped="0">' in written
    assert '<testcase classname="plantrack.c.overdue" name="1 A &amp; &lt;b&gt;">' in written
