"""Findings as SARIF 2.1.0, for GitHub's code scanning and others: one run with its rules and results.

A known finding is a note. If there is one, every result says whether it is `new` or `unchanged`; without any, nothing
was compared. A finding without a line is located at its file as a whole.
"""

from urllib.parse import quote

from plantrack.checks import CheckResult, Finding
from plantrack.render.context import RenderContext
from plantrack.render.envelope import Json, dump
from plantrack.render.findings import file_of, sentence
from plantrack.version import __version__

_TEXT = str.maketrans({"{": "{{", "}": "}}"})
"""Placeholders of SARIF; its links lose their shape, too."""


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the rules that were tried and a result for each finding."""
    compared = any(found.known for found in view.findings)
    rules = [_rule(rule, ctx) for rule in view.rules]
    driver = {"name": "plantrack", "version": __version__, "language": ctx.language, "rules": rules}
    results = [_result(f, view.rules.index(f.rule), ctx, compared=compared) for f in view.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(rule: str, ctx: RenderContext) -> Json:
    """Return a rule; GitHub requires all three descriptions."""
    text = {"text": ctx.say(f"rule {rule}")}
    return {"id": rule, **dict.fromkeys(("shortDescription", "fullDescription", "help"), text)}


def _result(found: Finding, index: int, ctx: RenderContext, *, compared: bool) -> Json:
    state = {"baselineState": "unchanged" if found.known else "new"} if compared else {}
    file = file_of(found)
    uri = ("file://" if file.startswith("/") else "") + quote(file, errors="backslashreplace")
    region = {"region": {"startLine": found.line}} if found.line else {}
    return {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": "note" if found.known else found.severity,
        "message": {"text": sentence(found, ctx).translate(_TEXT).replace("](", r"]\(")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, **region}}],
        "partialFingerprints": {"plantrack/v1": found.fingerprint},
        **state,
    }
