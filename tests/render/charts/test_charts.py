"""Pictures: every one of them is well-formed, the same each time, and its texts have their room whatever the titles."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, SVG, boxes, cut_off, data_of, drawn, misplaced, outside, page_of
from hypothesis import given, settings
from hypothesis import strategies as st
from showcase import W46, ZONE
from support import journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.model.history import History
from plantrack.render.charts import (
    LEAST,
    PAGE,
    PHONE,
    PRINT,
    SCREEN,
    SMALL,
    Canvas,
    Chart,
    ChartView,
    as_svg,
    pictures,
    printed,
)
from plantrack.render.charts.svg import size
from plantrack.reports.periodic import periodic_report

CANVASES = {
    "screen": SCREEN, "page": PAGE, "phone": PHONE, "print": PRINT, "least": Canvas(LEAST), "wide": Canvas(2400),
}  # fmt: skip
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


@pytest.mark.parametrize("canvas", CANVASES.values(), ids=CANVASES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", Chart)
def test_every_width(name: Chart, language: str, canvas: Canvas) -> None:
    """It is laid out as wide as asked for, its text as large: labels do not overlap and none is cut off."""
    svg = drawn(name, data_of(), language, canvas).svg
    assert size(svg)[0] == canvas.width
    assert (misplaced(svg), cut_off(svg), outside(svg)) == ([], [], [])
    assert min(float(e.attrib["font-size"]) for e in ET.fromstring(svg).iter(f"{SVG}text")) == SMALL  # noqa: S314


def test_what_is_printed_has_8_points() -> None:
    """On paper as wide as the text of a document, and as wide as a page that a browser prints."""
    for millimetres, canvas in ((156, PRINT), (186, PAGE), (225, printed(225, 120))):
        assert SMALL * (millimetres / 25.4 * 72) / canvas.width >= 8


@pytest.mark.parametrize("name", Chart)
def test_a_picture_for_paper_fits_the_page(name: Chart) -> None:
    """Rows that there is no room for are left out, and a sentence says so; on a screen there are all."""
    shown = data_of(many(40) + FIGURES)
    found = drawn(name, shown, "en", PRINT)
    assert PRINT.height is not None
    assert size(found.svg)[1] <= PRINT.height
    cut = " are shown." in found.alternative
    assert cut is (name in (Chart.GANTT, Chart.BASELINE, Chart.LIGHTS))
    assert " are shown." not in drawn(name, shown).alternative


def test_the_rows_shown_are_the_pressing_ones() -> None:
    """Those with the most tasks in a bad light, in the order of the plan."""
    said = '{"kind": "report", "on": "2024-11-16", "ref": "37", "status": "blocked"}'
    found = drawn(Chart.GANTT, data_of(many(40).replace("2024-11-30", "2024-12-30"), said), "en", PRINT)
    told = found.alternative.splitlines()
    assert told[0] == f"Of 40 rows the {len(told) - 1} with the most tasks in a bad light are shown."
    assert [line.split()[0] for line in told[1:]] == [*(str(n) for n in range(1, len(told) - 1)), "37"]


def test_a_width_lays_the_picture_out_anew() -> None:
    """Text keeps its size, and bars take the room; what is narrower than any layout is scaled."""
    view = ChartView(Chart.GANTT, data_of(), 1500)
    page = page_of(view.data.plan)
    assert size(as_svg(view, page)) == (1500, size(drawn(Chart.GANTT, view.data, canvas=Canvas(1500)).svg)[1])
    assert size(as_svg(ChartView(Chart.GANTT, data_of(), 60), page))[0] == LEAST


TITLED = {
    Chart.GANTT: ("1 task overdue, 2 milestones missed", "超期任务1项、超期节点2个"),
    Chart.BURNUP: ("Progress is 44.2 points behind expected", "进度落后44.2个百分点"),
    Chart.BASELINE: ("1 of 2 indicators measured, 1 above last year", "2项指标中1项有最新数据、1项高于上年"),
    Chart.UNITS: ("Units with tasks off track: 1 of 2, units owing reports: 2 of 2",
                  "有滞后任务的单位1家（共2家）、有欠报的单位2家（共2家）"),
    Chart.LIGHTS: ("Off track: 2 of 4, 0 on 2024-10-20", "滞后2项（共4项），2024-10-20为0项"),
}  # fmt: skip


@pytest.mark.parametrize("name", Chart)
def test_the_title_states_what_the_chart_shows(name: Chart) -> None:
    """What the chart is called stands below it, with the plan and the day."""
    found = [drawn(name, data_of(), language) for language in ("en", "zh")]
    assert tuple(one.title for one in found) == TITLED[name]
    assert [boxes(one.svg)[0].words for one in found] == list(TITLED[name])


@pytest.mark.slow
@settings(max_examples=20)
@given(title=TITLES)
def test_texts_have_their_room(title: str) -> None:
    """No two lie over each other and none leaves the picture, whatever the titles are made of."""
    text = PLAN
    for known in ("会展计划", "办好展会", "出台措施", "高企数量", "全球排名"):
        text = text.replace(f"zh: {known},", f"zh: {json.dumps(title, ensure_ascii=False)},")
    units = {"zh": title, "en": "Unit"}
    text += f"units: {json.dumps({'stic': units, 'fund': units, 'smart': units}, ensure_ascii=False)}\n"
    shown = data_of(text)
    for canvas in (SCREEN, PHONE, PRINT):
        found = {name: misplaced(drawn(name, shown, "zh", canvas).svg) for name in Chart}
        assert not any(found.values()), found


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
    for canvas in (SCREEN, PHONE):
        found = drawn(name, data_of(text, said, as_of), language, canvas)
        assert (misplaced(found.svg), outside(found.svg)) == ([], [])
        assert found.alternative


FIGURES = (
    "indicators:\n"
    + "".join(f"- {{id: i{n}, label: 数{n}, unit: 家, headline: true, tasks: ['1']}}\n" for n in range(40))
)  # fmt: skip


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
    """All of them, in their order, each with ids of its own: one page can hold both languages, each for two screens."""
    report = periodic_report(plan(PLAN), History(journal(JOURNAL)), W46, zone=ZONE)
    found = [
        one
        for language in ("zh", "en")
        for canvas in (PAGE, PHONE)
        for (one,) in pictures(report, page_of(report.plan, language), canvas)
    ]
    assert [one.name for one in found] == [*Chart] * 4
    ids = [e.attrib["id"] for one in found for e in ET.fromstring(one.svg).iter() if "id" in e.attrib]  # noqa: S314
    assert len(ids) == len(set(ids)) == 40
