"""One language's part of the page: head, numbers, pictures, contents, sections, all tasks, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.model.facts import USUAL, Meaning
from plantrack.render.charts import Picture, pictures
from plantrack.render.differences import grounds_section
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import progress, section_table
from plantrack.render.html.tasks import all_tasks
from plantrack.render.page import Page
from plantrack.render.section import Section
from plantrack.render.sections import dates_words, report_sections, report_title
from plantrack.render.wording import NOTHING, SIGNS
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import PeriodicReport

LANGUAGES = {"zh": ("zh-Hans", "中文"), "en": ("en", "English")}
"""How a page's language is marked, and what it calls itself."""
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


def part(view: PeriodicReport, page: Page) -> Html:
    """Return the report in the page's language."""
    folds = list(_folds(view, page))
    return element(
        "article", "\n",
        _head(view, page), "\n", _strip(view, page), "\n", _contents(folds, page), "\n",
        *(joined((_fold(*fold), Html("\n"))) for fold in folds), _foot(view, page), "\n",
        id=page.language, lang=LANGUAGES[page.language][0],
    )  # fmt: skip


def _head(view: PeriodicReport, page: Page) -> Html:
    return element("header", element("h1", report_title(view, page)), element("p", dates_words(view, page)))


def _strip(view: PeriodicReport, page: Page) -> Html:
    """Return the numbers that matter most, each with its change since the period before."""
    now, before = view.summary, view.previous
    words = page.say("Progress of deliverables")
    expected = page.say("expected {percent}", percent=NOTHING if now.expected is None else f"{now.expected:.0f}%")
    means = _tile(words, *progress(now.percent, now.expected), joined((" ", element("small", expected))))
    tasks = _tile(page.say("Tasks"), str(now.tasks), *_shift(now.tasks, before.tasks, page))
    return element("dl", tasks, means, *(_counted(name, now, before, page) for name in TILES), class_="strip")


def _counted(name: str, now: Summary, before: Summary, page: Page) -> Html:
    meaning, number = TILES[name], getattr(now, name)
    sign = element("span", f"{SIGNS[meaning]} ", class_="sign", aria_hidden="true") if meaning else ""
    shade = USUAL[meaning].value if meaning and number else None
    return _tile(
        joined((sign, page.say(f"summary {name}"))),
        str(number),
        *_shift(number, getattr(before, name), page),
        shade=shade,
    )


def _tile(name: str, *inside: str, shade: str | None = None) -> Html:
    return element("div", element("dt", name), element("dd", *inside), class_=shade)


def _shift(now: int, before: int, page: Page) -> Iterator[Html]:
    if now != before:
        yield joined((" ", element("small", page.say("{n} on the period before", n=f"{now - before:+}"))))


def figure(picture: Picture) -> Html:
    """Return a picture; whoever cannot see it is told its title and its text instead."""
    drawing = Html(picture.svg[picture.svg.index("<svg") :])
    return element("figure", drawing, role="img", aria_label=f"{picture.title}\n{picture.alternative}")


def _folds(view: PeriodicReport, page: Page) -> Iterator[tuple[str, str, Html]]:
    """Yield what can be folded: its id, its heading and what is in it."""
    *sections, _ = report_sections(view, page)  # the last is the foot
    for number, section in enumerate(sections, 1):
        yield f"{page.language}-{number}", section.title, _section(section, page)
    if drawn := joined(map(figure, pictures(view, page))):
        yield f"{page.language}-pictures", page.say("Pictures"), drawn
    yield f"{page.language}-tasks", page.say("All tasks"), all_tasks(view, page)


def _section(section: Section, page: Page) -> Html:
    sentences = (element("p", sentence) for sentence in section.sentences)
    return joined((*sentences, section_table(section, page) if section.rows else ""))


def _contents(folds: list[tuple[str, str, Html]], page: Page) -> Html:
    links = (element("li", element("a", title, href=f"#{name}")) for name, title, _ in folds)
    return element("nav", element("ul", *links), aria_label=page.say("Contents"))


def _fold(name: str, title: str, inside: Html) -> Html:
    return element("details", element("summary", element("h2", title)), "\n", inside, id=name, open="")


def _foot(view: PeriodicReport, page: Page) -> Html:
    """Return what the report rests on."""
    found = grounds_section(view, page)
    rows = (element("div", element("dt", str(name)), element("dd", str(fact))) for name, fact in found.rows)
    return element("footer", element("h2", found.title), element("dl", *rows))
