"""Findings as JUnit XML: a suite for each rule that was tried, a failed case for each error.

Warnings and known findings are skipped cases: the only state that fails nothing and that every reader of these files
lists with its message. A rule without findings is one passed case. The name of a case says what it is about and stays
the same from day to day, so that readers can follow it.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plantrack.checks import CheckResult, Finding
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext
from plantrack.render.findings import file_of, location, sentence, unique


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the rules that were tried as suites of test cases."""
    root = Element("testsuites", name="plantrack")
    for rule in view.rules:
        root.append(_suite(rule, [found for found in view.findings if found.rule == rule], ctx))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(rule: str, findings: Sequence[Finding], ctx: RenderContext) -> Element:
    failures = sum(_fails(found) for found in findings)
    counts = {"tests": len(findings) or 1, "failures": failures, "errors": 0, "skipped": len(findings) - failures}
    suite = Element("testsuite", {"name": rule} | {name: str(count) for name, count in counts.items()})
    names = unique(ctx.reference(found.ref or file_of(found)) for found in findings)
    for found, name in zip(findings, names, strict=True):
        case = SubElement(suite, "testcase", classname=f"plantrack.{rule}", name=name)
        kind, words = "failure" if _fails(found) else "skipped", sentence(found, ctx)
        result = SubElement(case, kind, type=_type(found), message=words)
        result.text = f"{location(found)}: {words}"
    if not findings:
        SubElement(suite, "testcase", classname=f"plantrack.{rule}", name=rule)
    return suite


def _type(found: Finding) -> str:
    """Return the severity, and whether it was known before, in words that no language changes."""
    return f"{found.severity} known" if found.known else str(found.severity)


def _fails(found: Finding) -> bool:
    return found.severity == Severity.ERROR and not found.known
