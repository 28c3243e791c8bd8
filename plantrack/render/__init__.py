"""Views written down: one module per format, one function per view. Nothing is computed here.

page       what a renderer needs to know: language, width, colour, and how to show hostile text
words      what is said in English, in the reader's language; wording: the same words for the same fact in every format
lines      plain lines for problems and confirmations; imports nothing heavy
findings   plain lines for findings, and what is alike in the formats below
github     findings as annotations and a summary; gitlab, junit and sarif: findings for what reads those
json       the views for machines; report_json: the largest; envelope: what they have alike
text       for a terminal or a pipe, with rich
sections   the periodic report as sections for these to lay out; bulletin and differences: its sentences and changes
markdown   for GitHub, GitLab and mail; mermaid: its schedule as a chart
html       for a browser, a phone and paper, as one file
docx       the official document; pdf: the same, by a program that makes it
xlsx       the ledger as a workbook
charts     pictures
dates      how written dates were read
imported   what was read from a document; traced and reissued: how it stands to a plan, and to its next issue
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantrack.reports.overview import Overview
    from plantrack.reports.periodic import PeriodicReport


def _written(view: Overview | PeriodicReport, language: str, form: str) -> str:
    from importlib import import_module

    from plantrack.render.context import RenderContext
    from plantrack.reports.periodic import PeriodicReport

    name = "report" if isinstance(view, PeriodicReport) else "status"
    ctx = RenderContext(view.plan, language, as_of=view.as_of, rules=view.rules)
    written: str = getattr(import_module(f"plantrack.render.{form}"), name)(view, ctx)
    return written


def to_text(view: Overview | PeriodicReport, language: str = "en") -> str:
    """Return an overview or a periodic report as plain text, as wide as it needs, in `zh` or `en`."""
    return _written(view, language, "text")


def to_markdown(report: PeriodicReport, language: str = "en") -> str:
    """Return a periodic report as Markdown, in `zh` or `en`."""
    return _written(report, language, "markdown")


def to_json(view: Overview | PeriodicReport) -> str:
    """Return an overview or a periodic report as JSON with titles in both languages."""
    return _written(view, "en", "json")
