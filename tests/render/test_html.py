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
from section_fixtures import said_section, said_sections
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from support import day, plan

from plantrack.dates.periods import period_of
from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Colour, Light, Meaning, Reason
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render.cells import cell_words, message_words
from plantrack.render.charts import Picture, pictures
from plantrack.render.context import RenderContext
from plantrack.render.html import report
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.part import figure
from plantrack.render.html.tables import light
from plantrack.render.html.tables import shown as table_words
from plantrack.render.phrases import SIGNS
from plantrack.reports.cells import LightCell, LinkCell, ReportCell
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections import report_sections, report_title

LANGUAGES = ["zh", "en"]
MARKS = {"zh": "zh-Hans", "en": "en"}


def shown(language: str, view: PeriodicReport | None = None) -> Node:
    """Return the page of a report, that of the plan shown unless another is given."""
    view = view or shown_report()
    return tree(report(view, ctx(language, of=view.plan)))


def within(written: str) -> Node:
    """Return a page with only that in it."""
    return tree(f"<!doctype html><html>{written}</html>")


def fold(found: Node, title: str) -> Node:
    """Return what folds under a heading."""
    (one,) = (node for node in found.walk("details") if node.texts("h2") == [title])
    return one


def rows(table: Node) -> list[list[str]]:
    """Return the words in each row of a table's body."""
    return [row.texts("th", "td") for row in table.one("tbody").walk("tr")]


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
    sections = titles(shown_report(), ctx(language))
    last = {"zh": ["全部任务", "本通报的依据"], "en": ["All tasks", "What this report rests on"]}[language]
    drawn = [ctx(language).say("Pictures")] if pictures(shown_report(), ctx(language)) else []
    assert [node.name for node in found.walk("h1", "h2", "h3")] == ["h1", *["h2"] * len([*sections, *drawn, *last])]
    assert found.texts("h1", "h2") == [title, *sections, *drawn, *last]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_whole(language: str) -> None:
    """Sentences, caption, column heads with their scope, and every row; lights with their sign."""
    found, on = shown(language), ctx(language)
    for section in report_sections(shown_report()):
        if section.part == "foot":
            continue
        said = said_section(section, on)
        inside = fold(found, said.title)
        assert inside.attributes["open"] == ""
        assert inside.texts("p") == [
            " ".join(words.split()) for words in (*said.sentences, *map(" ".join, said.paragraphs))
        ]
        assert inside.texts("caption") == ([said.title] if section.rows else [])
        heads = list(inside.one("thead").walk("th")) if section.rows else []
        assert [head.text for head in heads] == (said.head.split(" | ") if section.rows else [])
        assert {head.attributes["scope"] for head in heads} <= {"col"}
        wanted = [[told(cell, on) for cell in row] for row in section.rows]
        assert (rows(inside) if section.rows else []) == wanted
        assert {cell.attributes["data-label"] for cell in inside.walk("td")} <= set(said.head.split(" | "))


def told(cell: ReportCell | None, on: RenderContext) -> str:
    """Return the words of a cell, of a light with its sign."""
    words = " ".join(cell_words(cell, on).split())
    if not isinstance(cell, LightCell):
        return words
    return f"{SIGNS[cell.light.meaning]} {re.sub('[:：] ?', ' ', words, count=1)}"


def titles(view: PeriodicReport, on: RenderContext) -> list[str]:
    """Return the titles of what folds: every section but that at the foot."""
    return [message_words(found.title, on) for found in report_sections(view) if found.part != "foot"]


def test_all_tasks() -> None:
    """A row for each task without sub-tasks, with all that is known of it and a bar for what was said."""
    inside = fold(shown("en"), "All tasks")
    assert inside.texts("caption") == ["All tasks"]
    assert inside.one("thead").texts("th") == [
        "No.", "Task", "Item", "Lead", "Progress", "Expected", "Light", "Due", "Promised", "Last report",
    ]  # fmt: skip
    assert rows(inside) == [
        ["1.1", "Foster high-tech firms", "1 Grow firms", "STI Bureau (assumed)", "–", "–", "● on track",
         "–", "–", "2024-11-12"],
        ["1.2", "Issue the measures", "1 Grow firms", "SMART (document)", "40%", "95.6%",
         "✗ off track 55.6 points behind, no report for 2024-W46, milestone 1.2.1 missed",
         "2024-11-30 (approved)", "2024-10-31", "2024-11-08"],
        ["2.1", "Run the fair", "2 Hold the fair", "STI Bureau (document)", "100%", "100%", "✓ done",
         "2024-11-16 (published)", "2024-11-16 (published)", "2024-11-16"],
        ["2.2", "Sum up", "2 Hold the fair", "nobody", "–", "100%",
         "✗ off track 7 days past its date, no report for 2024-W46 (8 periods in a row, since 2024-W39)",
         "2024-11-10 (assumed)", "2024-11-10 (assumed)", "–"],
    ]  # fmt: skip
    bars = [
        [(r.attributes["class"], r.attributes.get("width")) for r in bar.walk("rect")] for bar in inside.walk("svg")
    ]
    assert bars == [
        [("track", "100"), ("full", "40.0"), ("mark", "2")],
        [("track", "100"), ("full", "100.0"), ("mark", "2")],
    ]


def test_filters() -> None:
    """A choice of every light, lead and item there is, the worst light first; each row names its own."""
    inside = fold(shown("en"), "All tasks")
    form = inside.one("form")
    assert form.attributes["hidden"] == ""
    choices = {choice.attributes["name"]: choice.texts("option") for choice in form.walk("select")}
    assert choices == {
        "light": ["all", "✗ off track", "● on track", "✓ done"],
        "lead": ["all", "STI Bureau", "SMART", "nobody"],
        "item": ["all", "1 Grow firms", "2 Hold the fair"],
    }
    named = [
        [choices[name][int(row.attributes[f"data-{name}"]) + 1] for name in choices]
        for row in inside.one("tbody").walk("tr")
    ]
    assert named == [
        ["● on track", "STI Bureau", "1 Grow firms"], ["✗ off track", "SMART", "1 Grow firms"],
        ["✓ done", "STI Bureau", "2 Hold the fair"], ["✗ off track", "nobody", "2 Hold the fair"],
    ]  # fmt: skip
    assert inside.one("p", role="status").text == "Tasks shown: 4 / 4"


def test_the_numbers_at_the_head() -> None:
    """What counts most, each with its sign where it is a light, and its change."""
    strip = shown("en").one("dl", **{"class": "strip"})
    names, numbers = strip.texts("dt"), strip.texts("dd")
    assert dict(zip(names, numbers, strict=True)) == {
        "Tasks": "4", "Progress": "46.7% expected 98.5%",
        "✓ Done": "1 +1 on the period before", "● On track": "1", "▲ Attention": "0",
        "✗ Off track": "2 +1 on the period before", "? Unreported": "0 -2 on the period before", "· Not due yet": "0",
        "Besides: reports owed": "2", "Besides: reports owed, under another light": "2 +2 on the period before",
        "Besides: tasks overdue": "1 +1 on the period before", "Besides: milestones missed": "1",
        "Besides: tasks past the date promised": "2 +1 on the period before",
    }  # fmt: skip


def test_what_it_rests_on() -> None:
    """The sentences of that section stand at the foot of the page."""
    assert shown("en").one("footer").texts("p") == list(said_sections(shown_report(), ctx("en"))["basis"].sentences)


def test_a_link_leads_to_a_page_and_nowhere_else() -> None:
    """An address of a page is a link that tells nothing of where it was followed; any other is text."""
    addresses = ("https://a.org/?a&b", "javascript:1")
    page, other = (table_words(LinkCell(address, "<x>"), ctx("en")) for address in addresses)
    assert page == '<a href="https://a.org/?a&amp;b" rel="noreferrer">&lt;x&gt;</a>'
    assert joined((other,)) == "&lt;x&gt;"


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
    folds = [f"#{fold.attributes['id']}" for fold in found.walk("details")]
    languages = ["#zh", "#en"] if language == "both" else []
    assert [a.attributes["href"] for a in found.walk("a")] == [*languages, *folds]
    assert {name[1:] for name in [*languages, *folds]} <= set(ids)


def inert(found: Node) -> None:
    """Hold that a page runs and fetches nothing but its own."""
    loading = found.walk("script", "style", "link", "img", "iframe", "object", "embed", "base")
    assert [node.name for node in loading] == ["style", "script"]
    for node in found.walk():
        assert not {"src", "style", "action", "srcset"} & node.attributes.keys()
        assert not any(name.startswith("on") for name in node.attributes)
        assert node.attributes.get("href", "#").startswith("#")
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


def many(number: int) -> Plan:
    """Return a plan of so many tasks, each with a title of 80 characters."""
    tasks = "".join(
        f'    - {{ref: "{n}", title: {{zh: {"长" * 80}, en: {"long " * 16}}}, kind: deliverable, due: 2024-12-31}}\n'
        for n in range(1, number + 1)
    )
    return plan("    title: {zh: 计划, en: A plan}\n    tasks:\n" + tasks)


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
        wanted = titles(view, ctx(part.attributes["id"], of=view.plan))
        assert part.texts("h2")[: len(wanted)] == wanted
        last = list(part.walk("details"))[-1]
        assert sum(1 for table in last.walk("tbody") for _ in table.walk("tr")) == count


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
