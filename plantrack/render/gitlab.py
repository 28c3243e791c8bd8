"""Findings for GitLab as a Code Quality report: errors are major, warnings minor, known findings info."""

from plantrack.checks import CheckResult
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext, visible
from plantrack.render.envelope import dump
from plantrack.render.findings import file_of, sentence, unique

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return an entry for each finding; repeated fingerprints get a number, since GitLab drops repetitions."""
    marks = unique(found.fingerprint for found in view.findings)
    return dump([
        {
            "description": sentence(found, ctx), "check_name": found.rule, "fingerprint": mark,
            "severity": "info" if found.known else _SEVERITY[found.severity],
            "location": {"path": visible(file_of(found)), "lines": {"begin": found.line or 1}},
        }
        for found, mark in zip(view.findings, marks, strict=True)
    ])  # fmt: skip
