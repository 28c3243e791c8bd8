"""One language's part of the page: head, key figures, contents, sections, pictures, all tasks, and provenance."""

from collections.abc import Iterator, Sequence

from plantrack.evaluation.facts import USUAL_COLOURS
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import PHONE, Picture, pictures
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import filtered, progress, section_table
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import NOTHING, SIGNS, percent_words
from plantrack.reports.cells import ChangeCell, ReportParagraph, ReportSection, percent_cell
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_sections, report_title
from plantrack.reports.sections.details import all_tasks
from plantrack.reports.sections.overall import report_days
from plantrack.reports.summary import LIGHTS, OVERLAYS, RARE

TILES = {meaning.replace("-", "_"): meaning for meaning in LIGHTS} | dict.fromkeys(OVERLAYS)
"""The key figures at the head of the report, with the light that each counts."""
Fold = tuple[str, str, Html]


def part(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return the report in the language of the context."""
    sections = report_sections(view)
    folds = list(_folds([found for found in sections if found.part != "foot"], view, ctx))
    foot = [_foot(found, ctx) for found in sections if found.part == "foot"]
    title, days = message_words(report_title(view), ctx), message_words(report_days(view), ctx)
    return element(
        "article", "\n",
        element("header", element("h1", title), element("p", days)), "\n", _figures(view, ctx), "\n", _contents(folds, ctx), "\n",
        *(joined((_fold(*fold), Html("\n"))) for fold in folds), *foot, "\n",
        id=ctx.language, lang=LANGUAGES[ctx.language].tag,
    )  # fmt: skip


def _figures(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return the key figures, each with its change since the period before."""
    now, before = view.summary, view.previous
    expected = ctx.say("expected {percent}", percent=percent_words(now.expected))
    shares = percent_cell(now.percent, now.expected)
    bar = progress(shares.percent, shares.expected) if shares else (NOTHING,)
    done = _tile(ctx.say("summary percent"), *bar, joined((" ", element("small", expected))))
    tasks = _tile(ctx.say("summary tasks"), str(now.tasks), *_change(now.tasks, before.tasks, ctx))
    counts, then = now.counts(), before.counts()
    tiles = (
        _counted(name, counts[name], then[name], ctx)
        for name in TILES
        if name not in RARE or counts[name] or then[name]
    )
    return element("dl", tasks, done, *tiles, class_="strip")


def _counted(name: str, number: int, before: int, ctx: RenderContext) -> Html:
    meaning = TILES[name]
    sign = element("span", f"{SIGNS[meaning]} ", class_="sign", aria_hidden="true") if meaning else ""
    shade = USUAL_COLOURS[meaning].value if meaning and number else None
    change = _change(number, before, ctx)
    return _tile(joined((sign, ctx.say(f"summary {name}"))), str(number), *change, shade=shade)


def _tile(name: str, *inside: str, shade: str | None = None) -> Html:
    return element("div", element("dt", name), element("dd", *inside), class_=shade)


def _change(now: int, before: int, ctx: RenderContext) -> Iterator[Html]:
    if now != before:
        change = cell_words(ChangeCell(now - before), ctx)
        yield joined((" ", element("small", ctx.say("{n} on the period before", n=change))))


def figure(wide: Picture, narrow: Picture) -> Html:
    """Return a picture and how it is drawn on a phone, labelled with its title and its alternative text."""
    drawn = (element("div", Html(one.svg), class_=name) for one, name in ((wide, "on-screen"), (narrow, "on-phone")))
    return element("figure", *drawn, role="img", aria_label=f"{wide.title}\n{wide.alternative}")


def _folds(sections: Sequence[ReportSection], view: PeriodicReport, ctx: RenderContext) -> Iterator[Fold]:
    """Yield the id, the heading and the content of each part that can be folded."""
    for found in sections:
        yield f"{ctx.language}-{found.key}", message_words(found.title, ctx), _section(found, ctx)
    if drawn := joined(map(figure, pictures(view, ctx), pictures(view, ctx, PHONE))):
        yield f"{ctx.language}-pictures", ctx.say("Pictures"), drawn
    tasks = all_tasks(view)
    yield f"{ctx.language}-{tasks.key}", message_words(tasks.title, ctx), filtered(tasks, ctx)


def _section(found: ReportSection, ctx: RenderContext) -> Html:
    sentences = (element("p", message_words(words, ctx)) for words in found.sentences)
    told = (_paragraph(paragraph, ctx) for paragraph in found.paragraphs)
    return joined((*sentences, *told, section_table(found, ctx) if found.rows else ""))


def _paragraph(paragraph: ReportParagraph, ctx: RenderContext) -> Html:
    """Return what a paragraph is about, and its sentences."""
    words = " ".join(message_words(sentence, ctx) for sentence in paragraph.sentences)
    return element("p", element("strong", cell_words(paragraph.lead, ctx)), " ", words)


def _contents(folds: Sequence[Fold], ctx: RenderContext) -> Html:
    links = (element("li", element("a", title, href=f"#{name}")) for name, title, _ in folds)
    return element("nav", element("ul", *links), aria_label=ctx.say("Contents"))


def _fold(name: str, title: str, inside: Html) -> Html:
    return element("details", element("summary", element("h2", title)), "\n", inside, id=name, open="")


def _foot(found: ReportSection, ctx: RenderContext) -> Html:
    sentences = (element("p", message_words(words, ctx)) for words in found.sentences)
    return element("footer", element("h2", message_words(found.title, ctx)), *sentences)
