"""The table of views and formats: which function writes a view in a format. A command offers the formats of its view.

Only types are imported here; the module that writes a view is imported when its function is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from plantrack import render
from plantrack.render.context import RenderContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plantrack.render.charts
    import plantrack.render.docx
    import plantrack.render.findings
    import plantrack.render.github
    import plantrack.render.gitlab
    import plantrack.render.html
    import plantrack.render.json
    import plantrack.render.junit
    import plantrack.render.markdown
    import plantrack.render.pdf
    import plantrack.render.report_json
    import plantrack.render.sarif
    import plantrack.render.text.baseline
    import plantrack.render.text.charts
    import plantrack.render.text.explanation
    import plantrack.render.text.overview
    import plantrack.render.text.periodic
    import plantrack.render.text.task
    import plantrack.render.xlsx
    from plantrack.checks import CheckResult
    from plantrack.evaluation.evaluate import TaskEvaluation
    from plantrack.render.charts import ChartView
    from plantrack.reports.explanation import Comparison, Explanation
    from plantrack.reports.indicators import BaselineTable
    from plantrack.reports.log import Log
    from plantrack.reports.overview import Overview, TaskView
    from plantrack.reports.periodic import PeriodicReport


class Format(StrEnum):
    """The formats, by the names that `--format` takes."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
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


BILINGUAL = frozenset({Format.JSON, Format.HTML, Format.DOCX, Format.XLSX, Format.PDF})
"""Formats that hold both languages in one file; in any other, one language is written after the other."""
BINARY = frozenset({Format.DOCX, Format.XLSX, Format.PDF, Format.PNG})
ILLUSTRATED = frozenset({Format.HTML, Format.DOCX, Format.PDF})
"""Formats in which a report shows charts."""
SLOW = frozenset({Format.HTML, Format.DOCX, Format.XLSX, Format.PDF})
"""Formats that take seconds to write for a large plan."""

V = TypeVar("V")
Writers: TypeAlias = Mapping[Format, Callable[[V, RenderContext], str | bytes]]
"""The functions that write a view, by format; the first format is the default."""

STATUS: Writers[Overview] = {
    Format.TEXT: lambda view, ctx: render.text.overview.status(view, ctx),
    Format.JSON: lambda view, ctx: render.json.status(view, ctx),
}
TASK: Writers[TaskView] = {
    Format.TEXT: lambda view, ctx: render.text.task.show(view, ctx),
    Format.JSON: lambda view, ctx: render.json.show(view, ctx),
}
LIST: Writers[Sequence[TaskEvaluation]] = {
    Format.TEXT: lambda view, ctx: render.text.overview.listing(view, ctx),
    Format.JSON: lambda view, ctx: render.json.listing(view, ctx),
}
EXPLANATION: Writers[Explanation] = {
    Format.TEXT: lambda view, ctx: render.text.explanation.explain(view, ctx),
    Format.JSON: lambda view, ctx: render.json.explain(view, ctx),
}
COMPARISON: Writers[Comparison] = {
    Format.TEXT: lambda view, ctx: render.text.explanation.compare(view, ctx),
    Format.JSON: lambda view, ctx: render.json.compare(view, ctx),
}
LOG: Writers[Log] = {
    Format.TEXT: lambda view, ctx: render.text.task.log(view, ctx),
    Format.JSON: lambda view, ctx: render.json.log(view, ctx),
}
BASELINE: Writers[BaselineTable] = {
    Format.TEXT: lambda view, ctx: render.text.baseline.baseline(view, ctx),
    Format.JSON: lambda view, ctx: render.json.baseline(view, ctx),
}
CHECK: Writers[CheckResult] = {
    Format.TEXT: lambda view, ctx: render.findings.check(view, ctx),
    Format.JSON: lambda view, ctx: render.json.check(view, ctx),
    Format.GITHUB: lambda view, ctx: render.github.check(view, ctx),
    Format.GITLAB: lambda view, ctx: render.gitlab.check(view, ctx),
    Format.JUNIT: lambda view, ctx: render.junit.check(view, ctx),
    Format.SARIF: lambda view, ctx: render.sarif.check(view, ctx),
}
REPORT: Writers[PeriodicReport] = {
    Format.TEXT: lambda view, ctx: render.text.periodic.report(view, ctx),
    Format.MARKDOWN: lambda view, ctx: render.markdown.report(view, ctx),
    Format.HTML: lambda view, ctx: render.html.report(view, ctx),
    Format.JSON: lambda view, ctx: render.report_json.report(view, ctx),
    Format.DOCX: lambda view, ctx: render.docx.report(view, ctx),
    Format.XLSX: lambda view, ctx: render.xlsx.report(view, ctx),
    Format.PDF: lambda view, ctx: render.pdf.report(view, ctx),
}
CHART: Writers[ChartView] = {
    Format.TEXT: lambda view, ctx: render.text.charts.chart(view, ctx),
    Format.SVG: lambda view, ctx: render.charts.as_svg(view, ctx),
    Format.PNG: lambda view, ctx: render.charts.as_png(view, ctx),
}
