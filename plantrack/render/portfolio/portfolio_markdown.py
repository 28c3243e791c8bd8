"""The bulletin of all plans as Markdown."""

from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.markdown import escaped, section
from plantrack.reports.portfolio.portfolio import Portfolio
from plantrack.reports.portfolio.sections import MOST, bulletin, days, title


def report(view: Portfolio, ctx: RenderContext) -> str:
    """Return the report, section by section."""
    head = [f"# {escaped(message_words(title(view), ctx))}", escaped(message_words(days(view), ctx))]
    return "\n\n".join([*head, *(section(found, ctx) for found in bulletin(view, MOST))]) + "\n"
