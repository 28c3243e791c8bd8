"""JUnit XML: valid by the schema of Jenkins' xUnit plugin; only new errors fail, and the counts are right."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from finding_fixtures import CHECKED, FILE, HIDDEN, PAGES, VIEW, finding
from hypothesis import given
from showcase import ctx

from plantrack.checks import CheckResult
from plantrack.model.policy import Rule, Severity
from plantrack.render import junit
from plantrack.render.context import RenderContext
from plantrack.render.findings import sentence

SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[1] / "schemas" / "junit-10.xsd")


def suites(view: CheckResult, on: RenderContext) -> ET.Element:
    """Return the root of a report, which is valid."""
    shown = junit.check(view, on)
    SCHEMA.validate(shown)
    return ET.fromstring(shown.encode())  # noqa: S314 - it was written here


def passed(*rules: str) -> str:
    """Return the suites of rules that found nothing."""
    return "".join(
        f"""\
  <testsuite name="{rule}" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="plantrack.{rule}" name="{rule}" />
  </testsuite>
"""
        for rule in rules
    )


def test_report() -> None:
    """A suite per rule; a case per finding, named by what it is about, and one passed case where nothing was found."""
    known, warned, failed, broken = (
        "1.2 起草: no report for 2024-W46",
        "1.2.1 起草: no report for 2024-W46",
        "2.2 50%, 1:2: no report for 2024-W46",
        "起草: no report for 2024-W46",
    )
    before = passed(
        "off-track", "unreported", "quiet-slip", "unapproved", "self-approved", "done-with-open-children",
        "done-with-open-milestones", "invalid-plan",
    )  # fmt: skip
    after = passed("behind", "due-soon", "no-lead", "assumed-due", "unknown-record")
    assert (
        junit.check(VIEW, ctx("en"))
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plantrack" tests="18" failures="3" errors="0">
  <testsuite name="overdue" tests="3" failures="1" errors="0" skipped="2">
    <testcase classname="plantrack.overdue" name="1.2 Issue the measures">
      <skipped type="error known" message="{known}">{FILE}:52: {known}</skipped>
    </testcase>
    <testcase classname="plantrack.overdue" name="1.2.1 Drafted">
      <skipped type="warning" message="{warned}">{FILE}: {warned}</skipped>
    </testcase>
    <testcase classname="plantrack.overdue" name="2.2 Sum up">
      <failure type="error" message="{failed}">{FILE}:52: {failed}</failure>
    </testcase>
  </testsuite>
{before}  <testsuite name="journal-line" tests="2" failures="2" errors="0" skipped="0">
    <testcase classname="plantrack.journal-line" name="a::b.jsonl">
      <failure type="error" message="{broken}">a::b.jsonl:3: {broken}</failure>
    </testcase>
    <testcase classname="plantrack.journal-line" name="a::b.jsonl-2">
      <failure type="error" message="{broken}">a::b.jsonl:7: {broken}</failure>
    </testcase>
  </testsuite>
{after}</testsuites>
"""
    )
    case = suites(VIEW, ctx("zh"))[0][0]
    assert (case.get("name"), case[0].get("type")) == ("1.2 印发扶持办法", "error known")


def test_the_name_of_a_case_stays() -> None:
    """Whatever the message says today: readers follow a case by its name."""
    names = [
        [case.get("name") for case in suites(CheckResult(tuple(Rule), (finding(title=title),)), ctx("en"))[0]]
        for title in ("due 2 days ago", "due 3 days ago")
    ]
    assert names == [["1.2 Issue the measures"]] * 2


@pytest.mark.parametrize("severity", Severity)
def test_known_findings_never_fail(severity: Severity) -> None:
    """Nor do warnings; all of them are listed as skipped."""
    found = CheckResult(
        tuple(Rule), (finding(severity=severity, known=True), finding(severity=Severity.WARNING, ref="2"))
    )
    root = suites(found, ctx("en"))
    assert (root.get("failures"), root[0].get("skipped"), len(root.findall(".//skipped"))) == ("0", "2", 2)


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_case_per_finding(view: CheckResult, on: RenderContext) -> None:
    """Valid, each with its sentence, in cases of different names, and counted right."""
    root = suites(view, on)
    told = [case for suite in root for case in suite if len(case)]
    expected = [sentence(found, on) for rule in tuple(Rule) for found in view.findings if found.rule == rule]
    assert [case[0].get("message") for case in told] == expected
    assert all((case[0].text or "").endswith(case[0].get("message", "")) for case in told)
    for suite in root:
        assert len({case.get("name") for case in suite}) == len(suite) == int(suite.get("tests", ""))
        assert [suite.get("failures"), suite.get("errors"), suite.get("skipped")] == [
            str(len(suite.findall(f"testcase/{state}"))) for state in ("failure", "error", "skipped")
        ]
    assert [root.get(name) for name in ("tests", "failures", "errors")] == [
        str(sum(int(suite.get(name, "")) for suite in root)) for name in ("tests", "failures", "errors")
    ]
    failing = sum(found.severity == Severity.ERROR and not found.known for found in view.findings)
    assert root.get("failures") == str(failing)
    assert not HIDDEN.search(junit.check(view, on))
