"""Pictures: every one of them is well-formed, the same each time, and its texts have their room whatever the titles."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, SVG, boxes, data_of, drawn, misplaced, page_of
from hypothesis import given
from hypothesis import strategies as st
from showcase import W46, ZONE
from support import journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.model.history import History
from plantrack.render.charts import Chart, pictures
from plantrack.reports.periodic import periodic_report

HOSTILE = '</svg><script>x</script>\u202e\x1b[31m & "quoted" ::error::'
ONE = 'tasks: [{ref: "1", title: 一项, kind: deliverable, due: 2024-06-30}]'
TITLES = st.text(
    st.sampled_from("深圳市科技创新局，。“”、 abcWMil-.,12%é\u0301\u0308한😀&<>")
    | st.characters(exclude_categories=("C", "Z")),
    min_size=1,
    max_size=120,
).filter(lambda title: title.strip() != "")


def many(number: int) -> str:
    """Return a plan of so many tasks with titles of 80 characters."""
    tasks = "".join(
        f'- {{ref: "{n}", title: {{zh: {"长题" * 40}, en: {"a long " * 11}etc}}, kind: deliverable, due: 2024-11-30}}\n'
        for n in range(1, number + 1)
    )
    return f"tasks:\n{tasks}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", Chart)
def test_picture(name: Chart, language: str, snapshot: SnapshotAssertion) -> None:
    """Each picture of a small plan, and the text that stands for it."""
    found = drawn(name, data_of(), language)
    assert (found.title, found.alternative, found.svg) == snapshot
    assert misplaced(found.svg) == []
    root = ET.fromstring(found.svg)  # noqa: S314 - it was made here
    assert root[1].text == found.alternative
    assert found.svg == drawn(name, data_of(), language).svg


@pytest.mark.slow
@given(title=TITLES)
def test_texts_have_their_room(title: str) -> None:
    """No two lie over each other and none leaves the picture, whatever the titles are made of."""
    text = PLAN
    for known in ("会展计划", "办好展会", "出台措施", "高企数量", "全球排名"):
        text = text.replace(f"zh: {known},", f"zh: {json.dumps(title, ensure_ascii=False)},")
    units = {"zh": title, "en": "Unit"}
    text += f"units: {json.dumps({'stic': units, 'fund': units, 'smart': units}, ensure_ascii=False)}\n"
    shown = data_of(text)
    assert [(name, found) for name in Chart if (found := misplaced(drawn(name, shown, "zh").svg))] == []


@pytest.mark.parametrize("name", Chart)
def test_hostile_titles_stay_text(name: Chart) -> None:
    """They are shown with what would act spelled out, and make no element."""
    text = PLAN.replace("zh: 办好展会,", f"zh: {json.dumps(HOSTILE)},").replace(
        "zh: 高企数量,", f"zh: {json.dumps(HOSTILE)},"
    )
    found = drawn(name, data_of(text), "zh")
    tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(found.svg).iter()}  # noqa: S314
    assert tags <= {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
    assert "\u202e" not in found.svg + found.alternative
    assert "\x1b" not in found.svg + found.alternative


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", Chart)
@pytest.mark.parametrize(
    ("text", "said", "as_of"),
    [
        pytest.param(EMPTY, "", DAY, id="empty"),
        pytest.param(ONE, "", DAY, id="one"),
        pytest.param(many(300), "", DAY, id="many", marks=pytest.mark.slow),
        pytest.param(PLAN, JOURNAL, date(2023, 11, 1), id="not-begun"),
        pytest.param(PLAN, JOURNAL, date(2026, 1, 1), id="over"),
    ],
)
def test_at_the_edges(name: Chart, language: str, text: str, said: str, as_of: date) -> None:
    """No tasks, one, three hundred with long titles; before the year and after it: texts keep their room."""
    found = drawn(name, data_of(text, said, as_of), language)
    assert misplaced(found.svg) == []
    assert found.alternative


EMPTY_WORDS = {
    Chart.GANTT: "There is nothing to draw: the plan has no tasks.",
    Chart.BURNUP: "Nothing says where the tasks should be by which day.",
    Chart.BASELINE: "There is nothing to draw: no indicator has a headline, a measurement or a target.",
    Chart.UNITS: "There is nothing to draw: the plan has no tasks.",
    Chart.LIGHTS: "There is nothing to draw: the plan has no tasks.",
}


@pytest.mark.parametrize("name", Chart)
def test_nothing_to_draw(name: Chart) -> None:
    """A sentence says so, in the picture and beside it."""
    found = drawn(name, data_of(EMPTY, ""))
    assert EMPTY_WORDS[name] in found.alternative
    assert EMPTY_WORDS[name] in [box.words for box in boxes(found.svg)]


def test_pictures_of_a_report() -> None:
    """All of them, in their order, each with ids of its own so that one page can hold them in both languages."""
    report = periodic_report(plan(PLAN), History(journal(JOURNAL)), W46, zone=ZONE)
    found = [one for language in ("zh", "en") for one in pictures(report, page_of(report.plan, language))]
    assert [one.name for one in found] == [*Chart, *Chart]
    ids = [e.attrib["id"] for one in found for e in ET.fromstring(one.svg).iter() if "id" in e.attrib]  # noqa: S314
    assert len(ids) == len(set(ids)) == 20
