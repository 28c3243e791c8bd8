"""Findings as JUnit XML: a suite for each rule that was tried, a failed case for each error.

Warnings and known findings are skipped cases: the only state that fails nothing and that every reader of these files
lists with its message. A rule without findings is one passed case. The name of a case says what it is about and stays
the same from day to day, so that readers can follow it.
"""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plantrack.checks import CheckResult, Finding
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext
from plantrack.render.findings import file_of, location, sentence, unique

Named = Sequence[tuple[str, Finding]]
"""Findings, each below what it is about."""


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the rules that were tried as suites of test cases."""
    return written(suite(rule, rule, _named(view, rule, ctx), ctx) for rule in view.rules)


def written(suites: Iterable[Element]) -> str:
    """Return suites as a file, with the counts of all."""
    root = Element("testsuites", name="plantrack")
    root.extend(suites)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(one.get(count, 0)) for one in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _named(view: CheckResult, rule: str, ctx: RenderContext) -> Named:
    return [(ctx.reference(found.ref or file_of(found)), found) for found in view.findings if found.rule == rule]


def suite(title: str, name: str, findings: Named, ctx: RenderContext) -> Element:
    """Return a suite of findings, each with what it is about; without any it is one passed case under its `name`."""
    failures = sum(_fails(found) for _, found in findings)
    counts = {"tests": len(findings) or 1, "failures": failures, "errors": 0, "skipped": len(findings) - failures}
    made = Element("testsuite", {"name": title} | {name: str(count) for name, count in counts.items()})
    names = unique(about for about, _ in findings)
    for (_, found), about in zip(findings, names, strict=True):
        case = SubElement(made, "testcase", classname=f"plantrack.{name}", name=about)
        kind, words = "failure" if _fails(found) else "skipped", sentence(found, ctx)
        result = SubElement(case, kind, type=_type(found), message=words)
        result.text = f"{location(found)}: {words}"
    if not findings:
        SubElement(made, "testcase", classname=f"plantrack.{name}", name=name)
    return made


def _type(found: Finding) -> str:
    """Return the severity, and whether it was known before, in words that no language changes."""
    return f"{found.severity} known" if found.known else str(found.severity)


def _fails(found: Finding) -> bool:
    return found.severity == Severity.ERROR and not found.known
