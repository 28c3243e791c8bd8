"""The portfolio as text: the plans, the worst first, units and lights."""

from collections.abc import Sequence

from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.text.layout import Block, styled
from plantrack.render.text.periodic import section_blocks
from plantrack.render.text.plain import written
from plantrack.reports.cells import ReportSection
from plantrack.reports.portfolio.portfolio import Portfolio
from plantrack.reports.portfolio.sections import MOST, bulletin, days, glance, title


def status(view: Portfolio, ctx: RenderContext) -> str:
    """Return the plans at a glance."""
    return _written(view, glance(view), ctx)


def report(view: Portfolio, ctx: RenderContext) -> str:
    """Return the report on a period of all plans."""
    return _written(view, bulletin(view, MOST), ctx)


def _written(view: Portfolio, sections: Sequence[ReportSection], ctx: RenderContext) -> str:
    blocks: list[Block] = [styled((message_words(title(view), ctx), "bold")), message_words(days(view), ctx)]
    for section in sections:
        blocks += section_blocks(section, ctx)
    return written(ctx, *blocks)
