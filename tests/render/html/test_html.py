"""The report as one HTML file: what is in it, and what can never be."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from cli_support import ROOT, command, environment
from htmltree import Node, tree
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import place, rows, shown, within
from section_fixtures import said_section, said_sections
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.errors import message
from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Colour, Light, Meaning, Reason
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.section_keys import SectionKey
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import Picture
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.part import figure
from plantrack.render.html.words import light
from plantrack.render.html.words import sentence as told_sentence
from plantrack.render.html.words import shown as table_words
from plantrack.render.phrases import SIGNS, counted_lights
from plantrack.reports.cells import LightCell, LinkCell, PercentCell, ReportCell, TransitionCell, UpdateCell
from plantrack.reports.links import is_web
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.overall import report_head
from plantrack.reports.sections.section_table import report_sections, report_title
from plantrack.reports.shape import Shape

LANGUAGES = ["zh", "en"]
MARKS = {"zh": "zh-Hans", "en": "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page(language: str) -> None:
    """It says its language and its title, is made for phones and the dark, and its headings are in order."""
    found, title = shown(language), message_words(report_title(shown_report()), ctx(language))
    assert found.attributes == {"lang": MARKS[language]}
    assert found.one("head").one("title").text == title
    names = {
        node.attributes["name"]: node.attributes["content"] for node in found.walk("meta") if "name" in node.attributes
    }
    assert names == {
        "viewport": "width=device-width, initial-scale=1", "color-scheme": "light dark", "referrer": "no-referrer",
    }  # fmt: skip
    assert found.one("article").one("header").texts("p") == [message_words(report_head(shown_report()), ctx(language))]
    body, annex = (titles(shown_report(), ctx(language), part) for part in ("body", "annex"))
    say = ctx(language).say
    assert found.texts("h1", "h2") == [title, *body, say("Annex"), say("What this report rests on")]
    assert [node.texts("h3") for node in found.walk("details") if node.attributes["class"] == "fold"] == [
        [name] for name in (*annex, say("Pictures"))
    ]
    first = {"zh": "总体情况|存在问题|主要进展|下一步工作", "en": "Overall|Problems|Progress made|Next steps"}[language]
    assert body == first.split("|")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_whole(language: str) -> None:
    """Sentences, caption, column heads with their scope, and every row; lights with their sign."""
    found, on = shown(language), ctx(language)
    for section in report_sections(shown_report()):
        if section.part == "foot":
            continue
        said = said_section(section, on)
        inside = place(found, section.key, language)
        wanted = [*said.sentences, *(words for one in said.paragraphs for words in one)]
        assert sorted(inside.texts("p", "li", "h3")) == sorted(
            [" ".join(words.split()) for words in wanted]
            + ([said.title] if section.part == "annex" else [])
            + ([f"{on.say('Tasks shown:')} 4 / 4"] if section.key == "ledger" else [])
        )
        assert inside.texts("caption") == ([said.title] if section.rows else [])
        heads = list(inside.one("thead").walk("th")) if section.rows else []
        assert [head.text for head in heads] == (said.head.split(" | ") if section.rows else [])
        assert {head.attributes["scope"] for head in heads} <= {"col"}
        told_rows = [[told(cell, on) for cell in row] for row in section.rows]
        assert (rows(inside) if section.rows else []) == told_rows
        labels = {cell.attributes["data-label"] for cell in inside.walk("td") if "data-label" in cell.attributes}
        assert labels <= set(said.head.split(" | "))


def told(cell: ReportCell | None, on: RenderContext) -> str:
    """Return the words of a cell, each light in it with its sign."""
    if isinstance(cell, TransitionCell) and isinstance(cell.new, LightCell):
        return f"{told(cell.old, on)} → {told(cell.new, on)}"
    words = " ".join(cell_words(cell, on).split())
    if not isinstance(cell, LightCell):
        return words
    if cell.light.counts:
        return on.listed(f"{SIGNS[meaning]} {one}" for meaning, one in counted_lights(cell.light, on))
    return f"{SIGNS[cell.light.meaning]} {re.sub('[:：] ?', ' ', words, count=1)}"


def titles(view: PeriodicReport, on: RenderContext, part: str) -> list[str]:
    """Return the titles of a part of the report, those of problems before those of progress."""
    first = ["overall", "problems"]
    found = sorted(report_sections(view), key=lambda one: [*first, one.key].index(one.key))
    return [message_words(one.title, on) for one in found if one.part == part]


def test_the_order_of_a_page() -> None:
    """Problems stand first on it; sections that somebody chose keep their order, and so does the full report."""
    keys = (SectionKey.NEXT, SectionKey.PROGRESS, SectionKey.PROBLEMS)
    for shape in (Shape(sections=keys), Shape(full=True)):
        view = replace(shown_report(), shape=shape)
        wanted = [f"en-{one.key}" for one in report_sections(view) if one.part == "body"]
        found = shown("en", view).walk("section")
        assert [node.attributes["id"] for node in found if "id" in node.attributes] == wanted
    assert wanted[:3] == ["en-overall", "en-summary", "en-items"]


def test_the_brief_page() -> None:
    """It is the headline, problems and next steps alone: no annex, no picture but the bar, and nothing to filter."""
    found = shown("en", replace(shown_report(), shape=Shape(brief=True)))
    assert found.texts("h2", "h3") == ["Overall", "Problems", "Next steps"]
    assert [node.attributes["class"] for node in found.walk("figure")] == ["shares"]
    assert list(found.walk("form", "details")) == []


def test_the_headline() -> None:
    """It is three statements and the bar of lights, where each has its number and share; notes stand below."""
    overall = place(shown("en"), "overall")
    said = said_sections(shown_report(), ctx("en"))["overall"]
    assert overall.one("ol", **{"class": "headline"}).texts("li") == list(said.sentences[:3])
    bar = overall.one("figure").attributes
    assert bar == {
        "class": "shares", "role": "img",
        "aria-label": "4 tasks by light\ndone 1 (25%), on track 1 (25%), off track 2 (50%)",
    }  # fmt: skip
    assert overall.texts("p") == list(said.sentences[3:])


def many(number: int) -> Plan:
    """Return a plan of so many tasks, each with a title of 80 characters."""
    tasks = "".join(
        f'    - {{ref: "{n}", title: {{zh: {"长" * 80}, en: {"long " * 16}}}, kind: deliverable, due: 2024-12-31}}\n'
        for n in range(1, number + 1)
    )
    return plan("    title: {zh: 计划, en: A plan}\n    tasks:\n" + tasks)


@pytest.mark.parametrize(
    ("of", "week", "notes"),
    [
        (SHOWN, "2025-02-12", ["The plan ended 47 days ago, on 31 December 2024."]),
        (
            many(1), "2025-02-12",
            ["The plan ended 47 days ago, on 31 December 2024.", "Nothing was adopted by then: no report is owed yet."],
        ),
        (many(1), "2024-11-17", ["Nothing was adopted by then: no report is owed yet."]),
    ],
)  # fmt: skip
def test_notes_are_no_statements(of: Plan, week: str, notes: list[str]) -> None:
    """That the plan is over, or was never adopted, stands below the three, of which the last is what is worst."""
    view = periodic_report(of, History(UPDATES if of is SHOWN else ()), period_of(day(week), "week"), zone=ZONE)
    found = place(shown("en", view), "overall")
    statements = [message_words(words, ctx("en", of=of)) for words in bulletin(view)]
    assert found.one("ol", **{"class": "headline"}).texts("li") == statements
    assert found.texts("p")[: len(notes)] == notes


def test_what_it_rests_on() -> None:
    """The sentences of that section stand at the foot of the page."""
    assert shown("en").one("footer").texts("p") == list(said_sections(shown_report(), ctx("en"))["basis"].sentences)


def test_a_link_leads_to_a_page_and_nowhere_else() -> None:
    """An address of a page is a link with the name of its host that tells nothing of where it was followed."""
    addresses = ("https://www.a.org/?a&b", "javascript:1", "ftp://a.org", "https://a.org\u202e")
    page, *others = (table_words(LinkCell(address), ctx("en")) for address in addresses)
    assert page == '<a href="https://www.a.org/?a&amp;b" rel="noopener noreferrer">a.org</a>'
    assert [joined((other,)) for other in others] == ["javascript:1", "ftp://a.org", r"https://a.org\u202e"]
    named = table_words(LinkCell("https://a.org", "<x>"), ctx("en"))
    assert named == '<a href="https://a.org" rel="noopener noreferrer">&lt;x&gt;</a>'


def test_the_sources_of_an_update_are_links() -> None:
    """Each web page among them, wherever the update is told; what is no address of one stays text."""
    (update,) = journal(
        '{"kind": "report", "on": "2024-11-12", "ref": "1.1", "progress": "<b>",'
        ' "source": "https://a.org/x", "evidence": [{"name": "javascript:1"}, {"name": "https://b.org/?c&d"}]}'
    )
    wanted = (
        '&lt;b&gt; [<a href="https://a.org/x" rel="noopener noreferrer">a.org</a>] [javascript:1]'
        ' [<a href="https://b.org/?c&amp;d" rel="noopener noreferrer">b.org</a>]'
    )
    assert table_words(UpdateCell(update), ctx("en")) == wanted
    within_words = message("{words}, by {by} on {day}", words=UpdateCell(update), by="x", day=day("2024-11-12"))
    assert told_sentence(within_words, ctx("en")) == f"{wanted}, by x on 2024-11-12"


def test_both_languages() -> None:
    """A part for each, marked with its language, and a link to each that works without a script."""
    found = shown("both")
    assert [(part.attributes["id"], part.attributes["lang"]) for part in found.walk("article")] == list(MARKS.items())
    for part, language in zip(found.walk("article"), LANGUAGES, strict=True):
        assert part.texts() == shown(language).one("article").texts()
    links = found.one("nav", **{"class": "languages"}).walk("a")
    assert [(a.text, a.attributes) for a in links] == [
        ("中文", {"href": "#zh", "lang": "zh-Hans", "hreflang": "zh-Hans"}),
        ("English", {"href": "#en", "lang": "en", "hreflang": "en"}),
    ]


@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
def test_links_lead_somewhere_within(language: str) -> None:
    """Every fold is in the contents, every language has its link, and no id is given twice."""
    found = shown(language)
    ids = [node.attributes["id"] for node in found.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    parts = [node for node in found.walk("section", "details") if "id" in node.attributes]
    wanted = [f"#{node.attributes['id']}" for node in parts]
    languages = ["#zh", "#en"] if language == "both" else []
    assert [a.attributes["href"] for a in found.walk("a") if a.attributes["href"].startswith("#")] == [
        *languages, *wanted,
    ]  # fmt: skip
    assert {name[1:] for name in [*languages, *wanted]} <= set(ids)


def inert(found: Node) -> None:
    """Hold that a page runs and fetches nothing but its own."""
    loading = found.walk("script", "style", "link", "img", "iframe", "object", "embed", "base")
    assert [node.name for node in loading] == ["style", "script"]
    for node in found.walk():
        assert not {"src", "style", "action", "srcset"} & node.attributes.keys()
        assert not any(name.startswith("on") for name in node.attributes)
        address = node.attributes.get("href", "#")
        assert address.startswith("#") or is_web(address)
        assert address.startswith("#") or node.attributes["rel"] == "noopener noreferrer"
    assert not re.search(r"url\(|@import", found.one("style").text)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|import", found.one("script").text
    )


@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
def test_a_hostile_report_is_inert(language: str) -> None:
    """Titles, notes, names, units, sources, periods, references and ids, from the plan and from an edited journal."""
    found = shown(language, periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE))
    inert(found)
    assert found.one("main").text.count(INERT) > 30
    assert all(line.isprintable() for line in found.text.split("\n"))


@given(
    typed=st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\r" not in text and "\0" not in text)
)
def test_what_is_put_into_an_element_is_text(typed: str) -> None:
    """Inside and in an attribute: the same text, and nothing more."""
    written = element("p", typed, title=typed, hidden=None)
    node = within(written).one("p")
    assert (node.text, node.attributes, len(node.inside)) == (typed, {"title": typed}, int(bool(typed)))


def test_what_is_html_already_stays() -> None:
    """An element within an element is one."""
    assert (
        element("p", "<", Html("<b>&amp;</b>"), class_="x", data_key="1")
        == '<p class="x" data-key="1">&lt;<b>&amp;</b></p>'
    )


@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
def test_the_policy_allows_this_style_and_this_script_alone(language: str) -> None:
    """By their hashes; nothing may be fetched, no form sent, no base set."""
    found = shown(language)
    inert(found)
    policy = next(n.attributes["content"] for n in found.walk("meta") if "http-equiv" in n.attributes)
    style, script = (b64encode(sha256(found.one(n).text.encode()).digest()).decode() for n in ("style", "script"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("meaning", Meaning)
def test_a_light_is_a_sign_and_a_word_and_then_a_colour(meaning: Meaning) -> None:
    """Whoever sees no colour reads the same; every colour is one that the style knows."""
    found = within(light(Light(meaning, (Reason("blocked"),)), ctx("en")))
    assert found.text == f"{SIGNS[meaning]} {ctx('en').say(f'light {meaning}')} blocked"
    assert found.one("span").attributes == {"class": "sign", "aria-hidden": "true"}
    style = shown("en").one("style").text
    assert all(f".{colour} {{ color: var(--{colour}); }}" in style for colour in Colour)


def test_an_office_may_give_a_light_its_own_colour() -> None:
    """The colour of its rule counts."""
    assert 'class="orange"' in light(Light(Meaning.ATTENTION, colour=Colour.ORANGE), ctx("en"))


def test_a_picture() -> None:
    """It stands in the page as it is drawn, for a wide and a narrow screen, with its text for those who see neither."""
    wide, narrow = (f'<svg xmlns="http://www.w3.org/2000/svg"><{name}/></svg>\n' for name in ("rect", "circle"))
    drawn = within(figure(Picture("x", "How <far>", 'Half of "it"', wide), Picture("x", "", "", narrow)))
    assert drawn.one("figure").attributes == {"role": "img", "aria-label": 'How <far>\nHalf of "it"'}
    assert [node.name for node in drawn.one("figure").walk()] == ["div", "svg", "rect", "div", "svg", "circle"]
    assert [node.attributes["class"] for node in drawn.walk("div")] == ["on-screen", "on-phone"]


LAST_WEEK = period_of(day("2025-01-05"), "week")
BARE = plan("title: {zh: 空计划, en: Empty plan}")
VIEWS: dict[str, Callable[[], PeriodicReport]] = {
    "no updates": lambda: periodic_report(SHOWN, History(), W46, zone=ZONE),
    "no tasks": lambda: periodic_report(BARE, History(), W46, zone=ZONE),
    "one task": lambda: periodic_report(many(1), History(), W46, zone=ZONE),
    "300 tasks": lambda: periodic_report(many(300), History(), W46, zone=ZONE),
    "no baseline": lambda: periodic_report(replace(SHOWN, baseline=None), History(UPDATES), W46, zone=ZONE),
    "year not begun": lambda: periodic_report(SHOWN, History(), period_of(day("2023-12-20"), "week"), zone=ZONE),
    "year over": lambda: periodic_report(SHOWN, History(UPDATES), period_of(day("2025-02-12"), "week"), zone=ZONE),
}


@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name.startswith("300") else []) for name in VIEWS]
)
def test_any_report(name: str, language: str) -> None:
    """However little or much there is: every section, and every task."""
    view = VIEWS[name]()
    found = shown(language, view)
    inert(found)
    count = len(list(leaves(view.roots)))
    for part in found.walk("article"):
        on = ctx(part.attributes["id"], of=view.plan)
        wanted = titles(view, on, "body")
        assert part.texts("h2")[: len(wanted)] == wanted
        assert [fold.texts("h3") for fold in part.walk("details") if fold.attributes["class"] == "fold"] == [
            [name] for name in (*titles(view, on, "annex"), on.say("Pictures"))
        ]
        tasks = [row.attributes["data-tasks"] for row in part.walk("tr") if "data-tasks" in row.attributes]
        assert sum(map(int, tasks)) == count


def test_progress_has_a_bar() -> None:
    """It is as long as the percentage, with a mark where it should be; the bar is no word."""
    shown_bar = within(table_words(PercentCell(40, 95.6), ctx("en")))
    assert (shown_bar.text.strip(), shown_bar.one("svg").attributes["aria-hidden"]) == ("40%", "true")
    drawn = [(r.attributes["class"], r.attributes["width"], r.attributes.get("x")) for r in shown_bar.walk("rect")]
    assert drawn == [("track", "100", None), ("full", "40.0", None), ("mark", "2", "95.6")]


def test_a_long_table_says_how_many_rows_it_has() -> None:
    """One of the body, which a reader may ask for whole; an annex is in a fold anyway."""
    lines = (f'{{"kind": "report", "ref": "{n}", "on": "2024-12-01", "percent": 5}}' for n in range(1, 31))
    said = History(journal("\n".join(lines)))
    few, lots = (shown("en", periodic_report(many(number), said, LAST_WEEK, zone=ZONE)) for number in (12, 30))
    more = [
        [table.attributes.get("data-more") for table in place(found, key).walk("table")]
        for found in (few, lots)
        for key in ("problems", "ledger")
    ]
    assert more == [[None], [None], ["Show all rows (30)"], [None]]


def test_what_is_known_stands_before_silence() -> None:
    """On the page of a plan that is over and of which little was told, progress comes before problems."""
    said = History(journal('{"kind": "report", "ref": "1", "on": "2025-01-02", "percent": 5}'))
    found = shown("en", periodic_report(many(3), said, LAST_WEEK, zone=ZONE))
    assert [one.attributes["id"] for one in found.walk("section") if "id" in one.attributes] == [
        "en-overall", "en-progress", "en-problems",
    ]  # fmt: skip


@pytest.mark.slow
def test_the_same_report_is_the_same_file() -> None:
    """Byte for byte, in whatever order Python keeps its sets."""
    words = command("report", "--week", "2024-W46", "--format", "html", "--lang", "both")
    files = {
        subprocess.run(
            words, cwd=ROOT, env=environment({"PYTHONHASHSEED": seed}), capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(files) == 1
    assert tree(files.pop().decode()).attributes == {"lang": "zh-Hans"}
