"""The table of views and formats: which function writes a view in a format. A command offers the formats of its view.

Only types are imported here; the module that writes a view is imported when its function is called. The ending of a
file asks for a format, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from plantrack.errors import UsageError
from plantrack.render.context import RenderContext

if TYPE_CHECKING:
    import plantrack.render.docx.document
    import plantrack.render.docx.form
    import plantrack.render.notices
    import plantrack.render.portfolio.check
    import plantrack.render.portfolio.portfolio_docx
    import plantrack.render.portfolio.portfolio_html
    import plantrack.render.portfolio.portfolio_json
    import plantrack.render.portfolio.portfolio_markdown
    import plantrack.render.portfolio.portfolio_text
    import plantrack.render.portfolio.portfolio_xlsx
    import plantrack.render.report_json
    import plantrack.render.text.charts
    import plantrack.render.xlsx.sheets
    import plantrack.render.xlsx.unit_ledger
    from plantrack import render
    from plantrack.checks import CheckResult
    from plantrack.evaluation.evaluate import TaskEvaluation
    from plantrack.exchange.records import Export
    from plantrack.ledger.outgoing import OutgoingLedger
    from plantrack.render import csv, exchange, findings, github, gitlab, html, ics, json, junit, markdown, pdf, sarif
    from plantrack.render.charts import ChartView
    from plantrack.render.text import agenda_table, baseline, explanation, ledgers, overview, periodic, task, today
    from plantrack.reports.agenda import Agenda
    from plantrack.reports.explanation import Comparison, Explanation
    from plantrack.reports.indicators import BaselineTable
    from plantrack.reports.ledgers import Ledgers
    from plantrack.reports.listing import MilestoneOfTask
    from plantrack.reports.log import Log
    from plantrack.reports.next_steps import Today
    from plantrack.reports.overview import Overview, TaskView
    from plantrack.reports.periodic import PeriodicReport
    from plantrack.reports.portfolio.checked import CheckedPortfolio
    from plantrack.reports.portfolio.portfolio import Portfolio
    from plantrack.reports.reminders import Reminders
    from plantrack.reports.supervision import SupervisionSheets


class LazyFunction:
    """A function by its full name, whose module is imported when it is called."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> LazyFunction:
        return LazyFunction(f"{self.name}.{name}")

    def __call__(self, view: object, ctx: RenderContext) -> object:
        """Write a view."""
        module, _, function = self.name.rpartition(".")
        return getattr(import_module(module), function)(view, ctx)


if not TYPE_CHECKING:
    render = LazyFunction("plantrack.render")


class Format(StrEnum):
    """The formats, by the names that `--format` takes."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    TASKWARRIOR = "taskwarrior"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    ICS = "ics"


BILINGUAL = frozenset({Format.JSON, Format.HTML, Format.DOCX, Format.XLSX, Format.PDF})
"""Formats that hold both languages in one file; in any other, one language is written after the other."""
BINARY = frozenset({Format.DOCX, Format.XLSX, Format.PDF, Format.PNG})
ILLUSTRATED = frozenset({Format.HTML, Format.DOCX, Format.PDF})
"""Formats in which a report shows charts; a document has them in its full report."""
WORD = frozenset({Format.DOCX, Format.PDF})
"""Formats that are written as a Word file, which may have a template."""
SLOW = frozenset({Format.HTML, Format.DOCX, Format.XLSX, Format.PDF})
"""Formats that take seconds to write for a large plan."""

V = TypeVar("V")
Writers: TypeAlias = Mapping[Format, Callable[[V, RenderContext], str | bytes]]
"""The functions that write a view, by format; the first format is the default."""

STATUS: Writers[Overview] = {Format.TEXT: render.text.overview.status, Format.JSON: render.json.status}
TODAY: Writers[Today] = {Format.TEXT: render.text.today.today}
TASK: Writers[TaskView] = {Format.TEXT: render.text.task.show, Format.JSON: render.json.show}
LIST: Writers[Sequence[TaskEvaluation]] = {
    Format.TEXT: render.text.overview.listing,
    Format.JSON: render.json.listing,
    Format.CSV: render.csv.listing,
}
MILESTONES: Writers[Sequence[MilestoneOfTask]] = {
    Format.TEXT: render.text.task.milestones,
    Format.JSON: render.json.milestones,
    Format.CSV: render.csv.milestones,
}
AGENDA: Writers[Agenda] = {
    Format.TEXT: render.text.agenda_table.agenda,
    Format.JSON: render.json.agenda,
    Format.CSV: render.csv.agenda,
}
SHEET: Writers[SupervisionSheets] = {Format.DOCX: render.docx.form.sheets}
EXPLANATION: Writers[Explanation] = {Format.TEXT: render.text.explanation.explain, Format.JSON: render.json.explain}
COMPARISON: Writers[Comparison] = {Format.TEXT: render.text.explanation.compare, Format.JSON: render.json.compare}
LOG: Writers[Log] = {
    Format.TEXT: render.text.task.log,
    Format.JSON: render.json.log,
    Format.CSV: render.csv.log,
}
REMIND: Writers[Reminders] = {Format.TEXT: render.notices.remind, Format.JSON: render.json.remind}
BASELINE: Writers[BaselineTable] = {Format.TEXT: render.text.baseline.baseline, Format.JSON: render.json.baseline}
CHECK: Writers[CheckResult] = {
    Format.TEXT: render.findings.check,
    Format.JSON: render.json.check,
    Format.GITHUB: render.github.check,
    Format.GITLAB: render.gitlab.check,
    Format.JUNIT: render.junit.check,
    Format.SARIF: render.sarif.check,
}
REPORT: Writers[PeriodicReport] = {
    Format.TEXT: render.text.periodic.report,
    Format.MARKDOWN: render.markdown.report,
    Format.HTML: render.html.report,
    Format.JSON: render.report_json.report,
    Format.DOCX: render.docx.document.report,
    Format.XLSX: render.xlsx.sheets.report,
    Format.PDF: render.pdf.report,
}
PRINTED_PAGE: Callable[[PeriodicReport, RenderContext], str | bytes] = render.pdf.page
"""Writes a report as a PDF of the web page."""
STATUS_ALL: Writers[Portfolio] = {
    Format.TEXT: render.portfolio.portfolio_text.status,
    Format.JSON: render.portfolio.portfolio_json.status,
}
REPORT_ALL: Writers[Portfolio] = {
    Format.TEXT: render.portfolio.portfolio_text.report,
    Format.MARKDOWN: render.portfolio.portfolio_markdown.report,
    Format.HTML: render.portfolio.portfolio_html.report,
    Format.JSON: render.portfolio.portfolio_json.report,
    Format.DOCX: render.portfolio.portfolio_docx.report,
    Format.XLSX: render.portfolio.portfolio_xlsx.report,
    Format.PDF: render.pdf.bulletin,
}
CHECK_ALL: Writers[CheckedPortfolio] = {
    Format.TEXT: render.portfolio.check.text,
    Format.JSON: render.portfolio.portfolio_json.check,
    Format.GITHUB: render.portfolio.check.github,
    Format.GITLAB: render.portfolio.check.gitlab,
    Format.JUNIT: render.portfolio.check.junit,
    Format.SARIF: render.portfolio.check.sarif,
}
LEDGERS: Writers[Ledgers] = {
    Format.TEXT: render.text.ledgers.ledgers,
    Format.JSON: render.json.ledgers,
    Format.CSV: render.csv.ledgers,
}
OUTGOING_LEDGER: Writers[OutgoingLedger] = {Format.XLSX: render.xlsx.unit_ledger.ledger}
CHART: Writers[ChartView] = {
    Format.TEXT: render.text.charts.chart,
    Format.SVG: render.charts.as_svg,
    Format.PNG: render.charts.as_png,
}
EXPORT: Writers[Export] = {
    Format.JSON: render.exchange.json,
    Format.JSONL: render.exchange.jsonl,
    Format.CSV: render.exchange.csv,
    Format.XLSX: render.exchange.xlsx,
    Format.MARKDOWN: render.exchange.markdown,
    Format.TASKWARRIOR: render.exchange.taskwarrior,
    Format.ICS: render.ics.calendar,
}
"""The formats that a plan is exported to, for other programs; none is the default."""

FORMATS_OF_ENDING = {
    **{f".{form}": (form,) for form in ("html", "docx", "xlsx", "pdf", "csv", "jsonl", "sarif", "svg", "png", "ics")},
    **{f".{form}": (form,) for form in ("doc", "wps", "rtf", "odt", "xls", "et", "ods", "ppt", "pptx", "zip")},
    ".txt": ("text",), ".log": ("text", "github"), ".md": ("markdown",), ".markdown": ("markdown",), ".htm": ("html",), ".xml": ("junit",),
    ".json": ("json", "gitlab", "sarif", "taskwarrior"),
}  # fmt: skip
"""The formats that the ending of a file asks for, the first as its default. The second row has endings that no view is
written with, so that no file is given a false name. Any other ending needs a format beside it."""
_ENDING = "[.][A-Za-z][A-Za-z0-9]*"


def output_format(form: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """Return the format given, else that of the file's ending, else the first of the command's formats.

    Raises UsageError for an ending that contradicts the format given, and for one that the command does not write.
    """
    ending = output.suffix if output else ""
    meant = FORMATS_OF_ENDING.get(ending.lower(), ())
    if not meant and (form or not re.fullmatch(_ENDING, ending)):
        return form or formats[0]
    if form is None and not set(meant) & set(formats):
        raise UsageError(
            "{file}: this command cannot write {ending}; it writes: {formats}",
            file=output, ending=ending, formats=tuple(formats),
        )  # fmt: skip
    if form is not None and form not in meant:
        raise UsageError(
            "the format {form} contradicts the ending of {file}, which is for {meant}",
            form=form, file=output, meant=meant[0],
        )  # fmt: skip
    return form or next(one for one in meant if one in formats)
