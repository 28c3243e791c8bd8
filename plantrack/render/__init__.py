"""Views written in formats: one module or folder per format, one function per view. Nothing is computed here.

formats    the table: which function writes a view in a format
context    plan, language, width, colour and dates of what is written; how hostile text is shown
i18n       messages in the reader's language, found in a catalogue; phrases: the same words for the same fact in every format
update_text, findings   plain lines for updates, problems and findings; they import nothing heavy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantrack.reports.overview import Overview
    from plantrack.reports.periodic import PeriodicReport


def to_text(view: Overview | PeriodicReport, language: str = "en") -> str:
    """Return an overview or a periodic report as plain text, as wide as it needs, in `zh` or `en`."""
    return _written(view, language, "text")


def to_markdown(report: PeriodicReport, language: str = "en") -> str:
    """Return a periodic report as Markdown, in `zh` or `en`."""
    return _written(report, language, "markdown")


def to_json(view: Overview | PeriodicReport) -> str:
    """Return an overview or a periodic report as JSON with titles in both languages."""
    return _written(view, "en", "json")


def _written(view: Overview | PeriodicReport, language: str, form: str) -> str:
    from plantrack.render.context import RenderContext
    from plantrack.render.formats import REPORT, STATUS, Format
    from plantrack.reports.overview import Overview

    ctx = RenderContext(view.whole, language, as_of=view.as_of, rules=view.rules)
    return str(STATUS[Format(form)](view, ctx) if isinstance(view, Overview) else REPORT[Format(form)](view, ctx))
