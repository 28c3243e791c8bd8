"""One language's part of the page: head, numbers, pictures, contents, sections, all tasks, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.evaluation.facts import USUAL_COLOURS, Meaning
from plantrack.render.charts import Picture, pictures
from plantrack.render.context import RenderContext
from plantrack.render.differences import grounds_section
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import progress, section_table
from plantrack.render.html.tasks import all_tasks
from plantrack.render.i18n import LANGUAGES
from plantrack.render.phrases import NOTHING, SIGNS
from plantrack.render.section import Section
from plantrack.render.sections import dates_words, report_sections, report_title
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import PeriodicReport

TILES = {
    "done": Meaning.DONE,
    "on_track": Meaning.ON_TRACK,
    "attention": Meaning.ATTENTION,
    "off_track": Meaning.OFF_TRACK,
    "not_due": Meaning.NOT_DUE,
    "unreported": None,
    "late": None,
    "milestones_late": None,
}
"""The numbers at the head of the report, those that count a light with its sign."""


def part(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return the report in the page's language."""
    folds = list(_folds(view, ctx))
    return element(
        "article", "\n",
        _head(view, ctx), "\n", _strip(view, ctx), "\n", _contents(folds, ctx), "\n",
        *(joined((_fold(*fold), Html("\n"))) for fold in folds), _foot(view, ctx), "\n",
        id=ctx.language, lang=LANGUAGES[ctx.language].tag,
    )  # fmt: skip


def _head(view: PeriodicReport, ctx: RenderContext) -> Html:
    return element("header", element("h1", report_title(view, ctx)), element("p", dates_words(view, ctx)))


def _strip(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return the numbers that matter most, each with its change since the period before."""
    now, before = view.summary, view.previous
    words = ctx.say("Progress of deliverables")
    expected = ctx.say("expected {percent}", percent=NOTHING if now.expected is None else f"{now.expected:.0f}%")
    means = _tile(words, *progress(now.percent, now.expected), joined((" ", element("small", expected))))
    tasks = _tile(ctx.say("Tasks"), str(now.tasks), *_shift(now.tasks, before.tasks, ctx))
    return element("dl", tasks, means, *(_counted(name, now, before, ctx) for name in TILES), class_="strip")


def _counted(name: str, now: Summary, before: Summary, ctx: RenderContext) -> Html:
    meaning, number = TILES[name], getattr(now, name)
    sign = element("span", f"{SIGNS[meaning]} ", class_="sign", aria_hidden="true") if meaning else ""
    shade = USUAL_COLOURS[meaning].value if meaning and number else None
    return _tile(
        joined((sign, ctx.say(f"summary {name}"))),
        str(number),
        *_shift(number, getattr(before, name), ctx),
        shade=shade,
    )


def _tile(name: str, *inside: str, shade: str | None = None) -> Html:
    return element("div", element("dt", name), element("dd", *inside), class_=shade)


def _shift(now: int, before: int, ctx: RenderContext) -> Iterator[Html]:
    if now != before:
        yield joined((" ", element("small", ctx.say("{n} on the period before", n=f"{now - before:+}"))))


def figure(picture: Picture) -> Html:
    """Return a picture; whoever cannot see it is told its title and its text instead."""
    drawing = Html(picture.svg[picture.svg.index("<svg") :])
    return element("figure", drawing, role="img", aria_label=f"{picture.title}\n{picture.alternative}")


def _folds(view: PeriodicReport, ctx: RenderContext) -> Iterator[tuple[str, str, Html]]:
    """Yield what can be folded: its id, its heading and what is in it."""
    *sections, _ = report_sections(view, ctx)  # the last is the foot
    for number, section in enumerate(sections, 1):
        yield f"{ctx.language}-{number}", section.title, _section(section, ctx)
    if drawn := joined(map(figure, pictures(view, ctx))):
        yield f"{ctx.language}-pictures", ctx.say("Pictures"), drawn
    yield f"{ctx.language}-tasks", ctx.say("All tasks"), all_tasks(view, ctx)


def _section(section: Section, ctx: RenderContext) -> Html:
    sentences = (element("p", sentence) for sentence in section.sentences)
    return joined((*sentences, section_table(section, ctx) if section.rows else ""))


def _contents(folds: list[tuple[str, str, Html]], ctx: RenderContext) -> Html:
    links = (element("li", element("a", title, href=f"#{name}")) for name, title, _ in folds)
    return element("nav", element("ul", *links), aria_label=ctx.say("Contents"))


def _fold(name: str, title: str, inside: Html) -> Html:
    return element("details", element("summary", element("h2", title)), "\n", inside, id=name, open="")


def _foot(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return what the report rests on."""
    found = grounds_section(view, ctx)
    rows = (element("div", element("dt", str(name)), element("dd", str(fact))) for name, fact in found.rows)
    return element("footer", element("h2", found.title), element("dl", *rows))
