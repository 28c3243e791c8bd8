"""The report as an official document: its text upright, an annex in landscape, and what it rests on in small type."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plantrack.errors import message
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import Picture, pictures, printed
from plantrack.render.charts.shares import share_bar
from plantrack.render.context import RenderContext
from plantrack.render.docx.abridged import common_lead, with_short_titles
from plantrack.render.docx.blocks import heading, lead_in, paragraph, run, sentences
from plantrack.render.docx.layout import TWIP
from plantrack.render.docx.letterhead import copies, head, signature
from plantrack.render.docx.package import Package, Properties
from plantrack.render.docx.tables import Pages, beside, table
from plantrack.render.phrases import day_words, period_words
from plantrack.reports.cells import ReportParagraph, ReportSection
from plantrack.reports.issue_number import issue_number
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.section_table import report_sections, report_title

UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
"""Headings have their numbers in their text, whatever a template numbers."""
KEPT, NEW_PAGE = "<w:keepNext/>", "<w:pageBreakBefore/>"
TEXT, COMPACT = "Body Text", "Compact Text"
"""The text of an official document; and that of one in English, and of the one page of a brief report."""
HEADING, COMPACT_HEADING = "heading 1", "Compact Heading"
"""The headings of the text, and those of the one page of a brief report."""
WHOLE = "ledger"
"""The section of an annex that has everything on every task, so that the text tells it shorter."""
MOST = 3
"""Sentences of a paragraph of the text where the annex has them all."""
BETWEEN = 200
"""The space between two pictures side by side, in twips."""
TALLEST = 0.9
"""The maximum height of a picture, of the height of a page."""


class Manner(Struct, frozen=True):
    """How the text is written: its style, how many sentences of a paragraph, and whether every table has small type."""

    style: str
    most: int | None
    small: bool = False


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as a .docx file, the same bytes for the same report. Needs the extra `office`.

    In both languages, the text is there in Chinese and then in English, and the annex is one for both.
    """
    first = ctx.pages[0]
    issuer, day, number = first.units([view.plan.issuer]), day_words(view.as_of, first), issue_number(view)
    issue = None if number is None else str(number)
    words = {"issue": issue, "date": day, "period": period_words(view.period, first), "unit": issuer}
    package = Package(ctx.template, words)
    title = " / ".join(message_words(report_title(view), one) for one in ctx.pages)
    known = Properties(title, issuer, [one.language for one in ctx.pages], view.as_of)
    return package.written("".join(_blocks(view, ctx, package)), known)


def _blocks(view: PeriodicReport, ctx: RenderContext, package: Package) -> Iterator[str]:
    """Yield the text in each language, the annex, and what the report rests on."""
    sections = report_sections(view)
    body, annex, foot = ([found for found in sections if found.part == part] for part in ("body", "annex", "foot"))
    if whole := any(found.key == WHOLE for found in annex):
        body = [with_short_titles(found, view.whole) for found in body]
    for number, one in enumerate(ctx.pages):
        if number:
            yield paragraph("End", form=NEW_PAGE)
        style = TEXT if one.language == "zh" and not view.shape.brief else COMPACT
        yield from _text(view, one, package, body, Manner(style, MOST if whole else None, small=view.shape.brief))
        yield from listed(one) if annex else ()
        yield from () if view.shape.brief else signature(view, one, package.filled or ())
    if annex:
        yield package.section(landscape=False)
        yield from annexed(annex, ctx, package)
        yield from _pictures(view, ctx, package) if view.shape.full else ()
    yield from (_small_print(found, one) for one in ctx.pages for found in foot)
    yield from copies(view, ctx.pages[0])
    if annex:
        yield package.section(landscape=True)


def _text(
    view: PeriodicReport, ctx: RenderContext, package: Package, sections: Sequence[ReportSection], manner: Manner
) -> Iterator[str]:
    """Yield the head and the numbered sections in a language; the end of the last stays on the page of the signature."""
    yield from head(view, ctx, message_words(report_title(view), ctx), package.filled)
    yield from numbered_sections(sections, ctx, package, manner)


def numbered_sections(
    sections: Sequence[ReportSection], ctx: RenderContext, package: Package, manner: Manner
) -> Iterator[str]:
    """Yield sections below their numbered headings; those of the one page of a brief report are small."""
    for number, found in enumerate(sections, 1):
        title = numbered(number, ctx) + message_words(found.title, ctx)
        yield paragraph(COMPACT_HEADING if manner.small else HEADING, heading(title, ctx), form=UNNUMBERED)
        yield from _section(found, ctx, package, manner, kept=found is sections[-1])


def _section(
    found: ReportSection, ctx: RenderContext, package: Package, manner: Manner, *, kept: bool
) -> Iterator[str]:
    room = package.sheet.room(landscape=False)
    if found.sentences:
        form = KEPT * bool(found.rows or (kept and not found.paragraphs))
        yield paragraph(manner.style, sentences(found.sentences, ctx), form=form)
    if found.shares:
        yield _picture(package, share_bar(found.shares, ctx, printed(room / TWIP, 0).width), room)
    for told in found.paragraphs:
        last = kept and told is found.paragraphs[-1] and not found.rows
        yield paragraph(manner.style, _told(told, ctx, manner.most), form=KEPT * last)
    if found.rows:
        yield from _table(found, (ctx,), room, kept=kept, small=manner.small)


def _table(found: ReportSection, pages: Pages, room: int, *, kept: bool = False, small: bool = False) -> Iterator[str]:
    """Yield a table, below who leads where that is the same in all rows."""
    found, lead = common_lead(found)
    if lead:
        words = _both(pages, [message_words(lead, one) for one in pages])
        yield paragraph("Table Note", run(words), form=KEPT)
    yield table(found, pages, room, kept=kept, small=small)


def _told(told: ReportParagraph, ctx: RenderContext, most: int | None) -> str:
    """Return the runs of a paragraph: what it is about, and its first sentences."""
    lead, shown = lead_in(cell_words(told.lead, ctx), ctx) if told.lead else "", told.sentences[:most]
    rest = len(told.sentences) - len(shown)
    more = (message("{n} more are in the annex.", n=rest),) if rest else ()
    return lead + sentences((*shown, *more), ctx)


def _picture(package: Package, picture: Picture, room: int) -> str:
    drawn = package.embed(picture, room, package.sheet.height(landscape=False))
    return paragraph("Picture", drawn) if drawn else ""


def listed(ctx: RenderContext) -> Iterator[str]:
    """Yield the note below the text that there is an annex."""
    yield paragraph("Annex List", heading(ctx.say("Annex: {title}", title=_annex_title(ctx)), ctx))


def _annex_title(ctx: RenderContext) -> str:
    return ctx.say("Progress in detail")


def annexed(sections: Sequence[ReportSection], ctx: RenderContext, package: Package) -> Iterator[str]:
    """Yield the tables of the annex, once for all languages."""
    pages, room = ctx.pages, package.sheet.room(landscape=True)
    yield paragraph("Annex", heading(_both(pages, [one.say("Annex") for one in pages]), pages[0]))
    yield paragraph("Annex Title", heading(_both(pages, [_annex_title(one) for one in pages]), pages[0]))
    for number, found in enumerate(sections, 1):
        title = _both(pages, [message_words(found.title, one) for one in pages])
        yield paragraph("heading 2", heading(numbered(number, pages[0]) + title, pages[0]), form=UNNUMBERED)
        for one in pages if found.sentences else ():
            yield paragraph("Table Note", sentences(found.sentences, one), form=KEPT * bool(found.rows))
        if found.rows:
            yield from _table(found, pages, room)


def _both(pages: Pages, words: Sequence[str]) -> str:
    return " / ".join(dict.fromkeys(words))


def _pictures(view: PeriodicReport, ctx: RenderContext, package: Package) -> Iterator[str]:
    """Yield the pictures, two beside each other; a paragraph parts each two from the table before them."""
    room, high = package.sheet.room(landscape=True), package.sheet.height(landscape=True) * TALLEST
    wide = (room - BETWEEN) // 2
    canvas = printed(wide / TWIP, high / TWIP)
    drawn = [
        made for one in ctx.pages for (picture,) in pictures(view, one, canvas)
        if (made := package.embed(picture, wide, int(high)))
    ]  # fmt: skip
    for place in range(0, len(drawn), 2):
        yield paragraph("End")
        yield beside([paragraph("Picture", one) for one in drawn[place : place + 2]], room // 2)


def _small_print(found: ReportSection, ctx: RenderContext) -> str:
    return paragraph("Small Print", lead_in(message_words(found.title, ctx), ctx), sentences(found.sentences, ctx))


def numbered(number: int, ctx: RenderContext) -> str:
    """Return a number below 100 as the prefix of a heading."""
    if ctx.language != "zh":
        return f"{number}. "
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones].strip() + "、"
