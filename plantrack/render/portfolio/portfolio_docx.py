"""The bulletin of all plans as a document: what it comes to on upright pages, and an annex with the tables."""

from collections.abc import Iterator, Sequence

from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.docx.blocks import heading, paragraph, run
from plantrack.render.docx.document import COMPACT, NEW_PAGE, TEXT, Manner, annexed, listed, numbered_sections
from plantrack.render.docx.layout import LINE
from plantrack.render.docx.package import Package, Properties
from plantrack.render.phrases import day_words, period_words
from plantrack.reports.cells import ReportSection
from plantrack.reports.portfolio.portfolio import Portfolio
from plantrack.reports.portfolio.sections import MOST, bulletin, days, title

UPRIGHT = ("overall", "lights", "doubts")
"""The sections of the text; the tables of all others are too wide for it."""
CENTRED = f'<w:spacing w:after="{LINE}"/><w:jc w:val="center"/>'


def report(view: Portfolio, ctx: RenderContext) -> bytes:
    """Return the bulletin as a .docx file, the same bytes for the same bulletin. Needs the extra `office`.

    In both languages, the text is there in Chinese and then in English, and the annex is one for both.
    """
    first = ctx.pages[0]
    issue, day = None if view.issue is None else str(view.issue), day_words(view.as_of, first)
    period = period_words(view.period, first) if view.period else day
    package = Package(ctx.template, {"issue": issue, "date": day, "period": period, "unit": ""})
    name = " / ".join(message_words(title(view), one) for one in ctx.pages)
    known = Properties(name, "", [one.language for one in ctx.pages], view.as_of)
    return package.written("".join(_blocks(view, ctx, package)), known)


def _blocks(view: Portfolio, ctx: RenderContext, package: Package) -> Iterator[str]:
    sections = bulletin(view, MOST)
    text = [found for found in sections if found.key in UPRIGHT]
    annex = [found for found in sections if found.key not in UPRIGHT]
    for number, one in enumerate(ctx.pages):
        if number:
            yield paragraph("End", form=NEW_PAGE)
        yield from _text(view, one, package, text)
        yield from listed(one) if annex else ()
    if annex:
        yield package.section(landscape=False)
        yield from annexed(annex, ctx, package)
        yield package.section(landscape=True)


def _text(view: Portfolio, ctx: RenderContext, package: Package, sections: Sequence[ReportSection]) -> Iterator[str]:
    """Yield the title, the number of the issue where there is one, the days, and the numbered sections."""
    yield paragraph("Title", heading(message_words(title(view), ctx), ctx), form='<w:spacing w:after="0"/>')
    if view.issue is not None and package.filled is None:
        yield paragraph("Issue", run(ctx.say("Issue {n}", n=view.issue)))
    yield paragraph("Compact Recipients", run(message_words(days(view), ctx)), form=CENTRED)
    yield from numbered_sections(sections, ctx, package, Manner(TEXT if ctx.language == "zh" else COMPACT, None))
