"""Findings for GitLab: a Code Quality report. An error is major, a warning minor, what is known is info."""

from __future__ import annotations

from plantrack.checks import Checked, Finding
from plantrack.model.policy import Severity
from plantrack.render.envelope import Json, dump
from plantrack.render.findings import file_of, sentence, unique
from plantrack.render.page import Page, visible

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def check(view: Checked, page: Page) -> str:
    """Return an entry for each finding; GitLab drops one whose fingerprint came before, so those get a number."""
    marks = unique(found.fingerprint for found in view.findings)
    return dump([_entry(found, mark, page) for found, mark in zip(view.findings, marks, strict=True)])


def _entry(found: Finding, mark: str, page: Page) -> Json:
    return {
        "description": sentence(found, page),
        "check_name": found.rule,
        "fingerprint": mark,
        "severity": "info" if found.known else _SEVERITY[found.severity],
        "location": {"path": visible(file_of(found)), "lines": {"begin": found.line or 1}},
    }
