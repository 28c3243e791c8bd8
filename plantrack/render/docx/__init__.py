"""The periodic report as an official document of a Chinese office, laid out after GB/T 9704-2012."""

from plantrack.extras import needs
from plantrack.render.context import RenderContext
from plantrack.reports.periodic import PeriodicReport


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as a .docx file, the same bytes for the same report. Needs the extra `office`."""
    needs("docx", "office")
    from plantrack.render.docx.document import written

    return written(view, ctx)
