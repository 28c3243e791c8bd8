"""Findings for GitLab: a Code Quality report. An error is major, a warning minor, what is known is info."""

from __future__ import annotations

from plantrack.checks import CheckResult, Finding
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext, visible
from plantrack.render.envelope import Json, dump
from plantrack.render.findings import file_of, sentence, unique

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return an entry for each finding; GitLab drops one whose fingerprint came before, so those get a number."""
    marks = unique(found.fingerprint for found in view.findings)
    return dump([_entry(found, mark, ctx) for found, mark in zip(view.findings, marks, strict=True)])


def _entry(found: Finding, mark: str, ctx: RenderContext) -> Json:
    return {
        "description": sentence(found, ctx),
        "check_name": found.rule,
        "fingerprint": mark,
        "severity": "info" if found.known else _SEVERITY[found.severity],
        "location": {"path": visible(file_of(found)), "lines": {"begin": found.line or 1}},
    }
