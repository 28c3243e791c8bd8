"""The report as a document: title, summary, numbered sections, issuer and date, and long tables as annexes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import PRINT, Picture, pictures
from plantrack.render.context import RenderContext
from plantrack.render.docx.blocks import BREAK, TAB, heading, height, paragraph, run, table
from plantrack.render.docx.layout import BODY, CHARACTERS, LINE, room, section
from plantrack.render.docx.package import FEET, Package
from plantrack.render.phrases import day_words
from plantrack.reports.cells import ListCell, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title

UPRIGHT = room(landscape=False)
HIGHEST = 30
"""The maximum lines of a table within the text; a longer one is an annex."""
FEW = 10
"""The maximum rows of a last table that is kept on one page."""
TALLEST = 3.5
"""The average lines per row of an annex, beyond which it is in landscape."""
LONGEST_TITLE = 40
"""Width of a title on one line, in narrow characters; a Chinese one counts as two."""
LEAD = "overall"
"""The section whose sentences follow the title."""
Embed = Callable[[Picture], str]


class Annex(Struct, frozen=True):
    """An annex on pages of its own: its label, such as `Annex 2`, its title and its content as XML."""

    label: str
    title: str
    content: str
    landscape: bool = False


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as a .docx file, the same bytes for the same report. Needs the extra `office`.

    In both languages it is the Chinese document, then the English one from a new page.
    """
    package, issuer = Package(), ctx.pages[0].units([view.plan.issuer])
    body = "".join(_document(view, one, package.embed) for one in ctx.pages)
    title = " / ".join(message_words(report_title(view), one) for one in ctx.pages)
    return package.written(body, title, issuer, [one.language for one in ctx.pages], view.as_of)


def _document(view: PeriodicReport, ctx: RenderContext, embed: Embed) -> str:
    sections, drawn = report_sections(view), "".join(_pictures(view, ctx, embed))
    long = [found for found in sections if found.rows and height(found, ctx, UPRIGHT) > HIGHEST]
    count = len(long) + bool(drawn)
    labels = [ctx.say("Annex")] if count == 1 else [ctx.say("Annex {n}", n=n) for n in range(1, count + 1)]
    tables = {found.key: _table(found, label, ctx) for found, label in zip(long, labels, strict=False)}
    annexes = [*tables.values(), *([Annex(labels[-1], ctx.say("Charts"), drawn)] if drawn else ())]
    text = _text(view, ctx, sections, tables) + "".join([*_listed(annexes, ctx), *_signed(view, ctx)])
    return "".join(_sheets([(text, False), *((_annex(annex, ctx), annex.landscape) for annex in annexes)]))


def _table(found: ReportSection, label: str, ctx: RenderContext) -> Annex:
    landscape = height(found, ctx, UPRIGHT) > TALLEST * len(found.rows)
    content = table(found, ctx, room(landscape=landscape))
    return Annex(label, message_words(found.title, ctx), content, landscape)


def _annex(annex: Annex, ctx: RenderContext) -> str:
    label, title = heading(annex.label, ctx), heading(annex.title, ctx)
    return paragraph("Annex", label) + paragraph("Annex Title", title) + annex.content


def _sheets(parts: list[tuple[str, bool]]) -> Iterator[str]:
    """Yield the parts, with a page setup after each run of pages in one orientation."""
    for number, (landscape, pages) in enumerate(groupby(parts, itemgetter(1))):
        yield from (content for content, _ in pages)
        yield paragraph("End", form=section("" if number else FEET, landscape=landscape, first=not number))


def _text(
    view: PeriodicReport, ctx: RenderContext, sections: Sequence[ReportSection], annexes: Mapping[str, Annex]
) -> str:
    """Return title and sections; the sentences of the summary come before all headings."""
    lead = [words for found in sections if found.key == LEAD for words in found.sentences]
    parts = [_title(message_words(report_title(view), ctx), ctx), _sentences(lead, ctx)]
    for number, found in enumerate(sections, 1):
        title = numbered(number, ctx) + message_words(found.title, ctx)
        parts.append(paragraph("heading 1", heading(title, ctx)))
        parts += _section(found, annexes.get(found.key), ctx, kept=found is sections[-1])
    return "".join(parts)


def _title(title: str, ctx: RenderContext) -> str:
    """Return the title; one longer than a line is broken after its colon."""
    plan, colon, rest = title.rpartition("：" if ctx.language == "zh" else ": ")
    if not colon or cell_width(title) <= LONGEST_TITLE:
        return paragraph("Title", heading(title, ctx))
    return paragraph("Title", heading(plan + colon.rstrip(), ctx), BREAK, heading(rest, ctx))


def _section(found: ReportSection, annex: Annex | None, ctx: RenderContext, *, kept: bool) -> Iterator[str]:
    """Yield the content of a section. With `kept` a short one stays on the page of the signature."""
    sentences = [] if found.key == LEAD else list(found.sentences)
    if annex:
        sentences.append(message("{n} entries; see {annex}.", n=len(found.rows), annex=annex.label))
    if sentences:
        yield _sentences(sentences, ctx, "<w:keepNext/>" * kept)
    for told in found.paragraphs:
        yield paragraph("heading 2", heading(cell_words(told.lead, ctx), ctx)) + _sentences(told.sentences, ctx)
    if found.rows and not annex:
        yield table(found, ctx, UPRIGHT, kept=kept and len(found.rows) <= FEW)


def _sentences(sentences: Sequence[Message | ListCell], ctx: RenderContext, form: str = "") -> str:
    """Return sentences as one paragraph, each ending in a full stop, or in the colon before a table."""
    stop, between = ("。", "") if ctx.language == "zh" else (".", " ")
    words = (message_words(sentence, ctx) for sentence in sentences)
    ended = (text if text.endswith((stop, "：", ":")) else text + stop for text in words)
    return paragraph("Body Text", run(between.join(ended)), form=form)


def numbered(number: int, ctx: RenderContext) -> str:
    """Return a number below 100 as the prefix of a heading."""
    if ctx.language != "zh":
        return f"{number}. "
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones].strip() + "、"


def _pictures(view: PeriodicReport, ctx: RenderContext, embed: Embed) -> Iterator[str]:
    for number, picture in enumerate(pictures(view, ctx, PRINT), 1):
        if drawn := embed(picture):
            yield paragraph("Picture", drawn)
            yield paragraph("caption", run(ctx.say("Figure {n}: {title}", n=number, title=picture.title)))


def _listed(annexes: list[Annex], ctx: RenderContext) -> Iterator[str]:
    """Yield the list of annexes below the text, one line each, left-aligned."""
    label = ctx.say("Annexes: ") if len(annexes) > 1 else ctx.say("Annex: ")
    number_at = 2 * BODY + cell_width(label) * BODY // 2 + 40
    name_at = number_at + BODY + 80 if len(annexes) > 1 else number_at
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{number_at}"/><w:tab w:val="left" w:pos="{name_at}"/></w:tabs>'
    for number, annex in enumerate(annexes, 1):
        space = f'<w:spacing w:before="{LINE}"/>' if number == 1 else ""
        form = f'{tabs}{space}<w:ind w:left="{name_at}" w:hanging="{name_at - 2 * BODY}"/>'
        counted = run(f"{number}.") + TAB if len(annexes) > 1 else ""
        yield paragraph("Annex List", run(label if number == 1 else ""), TAB, counted, run(annex.title), form=form)


def _signed(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield issuer and date. In Chinese the date starts two characters right of the issuer, or ends two before the edge."""
    issuer, day = ctx.units([view.plan.issuer]), day_words(view.as_of, ctx)
    ahead = (cell_width(issuer) - cell_width(day)) // 2
    after = (2, 2)
    if ctx.language == "zh" and cell_width(issuer) < 2 * CHARACTERS - 8:
        after = (2, ahead) if ahead >= 0 else (4 - ahead, 2)
    for text, characters, before in ((issuer, after[0], LINE), (day, after[1], 0)):
        form = f'<w:spacing w:before="{before}"/><w:ind w:right="{characters * BODY}"/>'
        yield paragraph("Signature", run(text), form=("<w:keepNext/>" if before else "") + form)
