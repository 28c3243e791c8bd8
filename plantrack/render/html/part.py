"""The report in one language: headline and bar, the body, the annex in folds with the pictures, what it rests on."""

from collections.abc import Iterator, Sequence
from itertools import chain, starmap

from plantrack.model.section_keys import SectionKey
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import PAGE, PHONE, Picture, pictures
from plantrack.render.charts.shares import share_bar
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, around, element
from plantrack.render.html.filters import filtered
from plantrack.render.html.tables import section_table
from plantrack.render.html.words import sentence
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.cells import LightShare, ListCell, ReportParagraph, ReportSection
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.overall import report_head
from plantrack.reports.sections.section_table import report_sections, report_title

FIRST = (SectionKey.OVERALL, SectionKey.PROBLEMS)
"""What the page begins with, unless its sections were chosen."""
Part = tuple[str, str, Sequence[str]]
"""The id and the heading of a part of the page, and its content as parts to join."""


def part(view: PeriodicReport, ctx: RenderContext) -> tuple[str, ...]:
    """Return the report in the language of the context, as parts to join."""
    sections = _ordered(view)
    body, annex = (list(_parts(sections, part, ctx)) for part in ("body", "annex"))
    if not view.shape.brief:
        annex.append(_pictures(view, ctx))
    title, days = message_words(report_title(view), ctx), message_words(report_head(view), ctx)
    lines = (
        (element("header", element("h1", title), element("p", days)),),
        (contents([*body, *annex], ctx),),
        *(around("section", (element("h2", name), *inside), id=key) for key, name, inside in body),
        *([_annex(annex, ctx)] if annex else []),
        *((_foot(found, ctx),) for found in sections if found.part == "foot"),
    )
    inside = ("\n", *(piece for line in lines for piece in (*line, "\n")))
    return around("article", inside, id=ctx.language, lang=LANGUAGES[ctx.language].tag)


def _ordered(view: PeriodicReport) -> Sequence[ReportSection]:
    """Return the sections; problems stand first on a page whose sections nobody chose, unless they are silence."""
    sections = report_sections(view)
    if view.shape.sections or view.shape.full or view.plan.bulletin.sections or view.silent:
        return sections
    return sorted(sections, key=lambda found: FIRST.index(found.key) if found.key in FIRST else len(FIRST))


def _parts(sections: Sequence[ReportSection], part: str, ctx: RenderContext) -> Iterator[Part]:
    """Yield the id, the heading and the content of each section of a part of the report."""
    for found in sections:
        if found.part == part:
            yield _id(found.key, ctx), message_words(found.title, ctx), section_content(found, ctx)


def _id(key: str, ctx: RenderContext) -> str:
    return f"{ctx.language}-{key}"


def _pictures(view: PeriodicReport, ctx: RenderContext) -> Part:
    drawn = starmap(figure, pictures(view, ctx, PAGE, PHONE))
    return _id("pictures", ctx), ctx.say("Pictures"), tuple(drawn)


def _annex(annex: Sequence[Part], ctx: RenderContext) -> Sequence[str]:
    folds = (
        around("details", (element("summary", element("h3", name)), "\n", *inside), id=key, class_="fold")
        for key, name, inside in annex
    )
    return around("section", (element("h2", ctx.say("Annex")), *chain.from_iterable(folds)), class_="annex")


def section_content(found: ReportSection, ctx: RenderContext) -> Sequence[str]:
    """Return headline sentences, notes, the bar of lights, paragraphs and a table, each where there is any."""
    headline = [words for words in found.sentences if found.shares and isinstance(words, ListCell)]
    notes = [element("p", sentence(words, ctx)) for words in found.sentences if words not in headline]
    told = element("ol", *(element("li", sentence(words, ctx)) for words in headline), class_="headline")
    bar = [_bar(found.shares, ctx)] if found.shares else []
    paragraphs = (_paragraph(one, ctx) for one in found.paragraphs)
    table = filtered(found, ctx) if found.key == SectionKey.LEDGER else section_table(found, ctx)
    return [*([told] if headline else []), *bar, *notes, *paragraphs, *(table if found.rows else ())]


def _paragraph(paragraph: ReportParagraph, ctx: RenderContext) -> Html:
    """Return what a paragraph is about, and its sentences."""
    told = element("ul", *(element("li", sentence(words, ctx)) for words in paragraph.sentences))
    return element("div", element("h3", cell_words(paragraph.lead, ctx)), told, class_="paragraph")


def _bar(shares: Sequence[LightShare], ctx: RenderContext) -> Html:
    return figure(share_bar(shares, ctx, PAGE.width), share_bar(shares, ctx, PHONE.width), "shares")


def figure(wide: Picture, narrow: Picture, look: str | None = None) -> Html:
    """Return a picture and how it is drawn on a phone, labelled with its title and its alternative text."""
    drawn = (element("div", Html(one.svg), class_=name) for one, name in ((wide, "on-screen"), (narrow, "on-phone")))
    return element("figure", *drawn, class_=look, role="img", aria_label=f"{wide.title}\n{wide.alternative}")


def contents(parts: Sequence[Part], ctx: RenderContext) -> Html:
    """Return the links to the parts of a page."""
    links = (element("li", element("a", title, href=f"#{name}")) for name, title, _ in parts)
    return element("nav", element("ul", *links), aria_label=ctx.say("Contents"))


def _foot(found: ReportSection, ctx: RenderContext) -> Html:
    sentences = (element("p", sentence(words, ctx)) for words in found.sentences)
    return element("footer", element("h2", message_words(found.title, ctx)), *sentences)
