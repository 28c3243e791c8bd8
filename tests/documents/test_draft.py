"""Drafts: what a document says becomes a plan that validates, and what it does not say becomes a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from read_support import DELIVERABLE, HARBOUR, ITEMS, LED, clause, figure

from plantrack.documents.annotations import UNREAD
from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.draft import draft, questions
from plantrack.documents.numbering import numbers, sole
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import (
    Clause,
    ClauseKind,
    Deadline,
    DocumentFigure,
    Duty,
    Item,
    ParsedDocument,
    Skipped,
    SummarySection,
)
from plantrack.errors import Message, UsageError
from plantrack.model.amounts import Kind
from plantrack.model.basis import BasisSet
from plantrack.model.plan import Direction, Plan, Text, Unit
from plantrack.model.text import given_text
from plantrack.planfile import parse_plan
from plantrack.render.i18n import translator

DRAFT = """\
# yaml-language-server: $schema=../plan.schema.json
# Drafted by `plantrack import` from harbour.txt, SHA-256 {digest}.
# Where a line says “# ?” a person must decide: correct what stands there, and delete the question.
# A title in one language stands for both; write {{zh: "…", en: "…"}} for two.

id: harbour
title: "滨海市港航局2025年工作总结和2026年工作计划"
issuer: issuer
language: zh
timezone: Asia/Shanghai
period: {{first: 2026-01-01, last: 2026-12-31}}
report_every: month
document:
  title: "滨海市港航局2025年工作总结和2026年工作计划"
  published: 2026-01-20

# The ids are counted; rename them here and below as you like.
units:
  issuer: {{zh: "滨海市港航局"}}
  unit-1: {{zh: "规划处"}}
  unit-2: {{zh: "技术处"}}
  unit-3: {{zh: "财务处"}}
  unit-4: {{zh: "货运处"}}
  unit-5: {{zh: "口岸处"}}

sections:
  0: {{zh: "总述", en: "Preamble"}}
  1: "码头建设提速"
  2: "服务更加便捷"

baseline:
  year: 2025
  figures:
    - id: f0-1
      label: "货物吞吐量"
      text: "超1.2亿吨"
      value: 120000000
      unit: "吨"
      qualifier: "超"
      kind: measure
      period: "2025"
      section: 0
    - id: f1-1
      label: "新建泊位"
      text: "3个"
      value: 3
      unit: "个"
      kind: measure
      period: "2025"
      section: 1
    - id: f1-2
      label: "投资"
      text: "8.5%"
      value: 8.5
      unit: "%"
      kind: growth
      period: "2025"
      section: 1
    - id: f2-1
      label: "办理引航"
      text: "5600艘次"
      value: 5600
      unit: "艘次"
      kind: measure
      period: "2025"
      section: 2
    - id: f2-2
      label: "压缩时限"
      text: "2至3天"
      value: 2
      value_to: 3
      unit: "天"
      kind: measure
      period: "2025"
      section: 2

figures:
  - id: p2-1
    label: "新开航线"
    text: "5条以上"
    value: 5
    unit: "条"
    qualifier: "以上"
    kind: stretch
    period: "2026"
    section: 2

indicators:
  - id: i2-1
    label: "新开航线"
    unit: "条"
    tasks: ["2.2"]
    target:
      text: "5条以上"
      value: 5
      unit: "条"
      qualifier: "以上"
      basis: document

tasks:
  - ref: "1"
    title: "建设智慧港口"
    place: {{section: 1}}
    lead: [unit-1]
    support: [unit-2, unit-3]
    basis: {{lead: document, support: document}}
    tasks:
      - ref: "1.1"
        title: "编制智慧港口建设方案"
        place: {{section: 1, sentence: 2}}
        kind: deliverable
        due: 2026-09-30
        basis: {{due: document}}
      - ref: "1.2"
        title: "持续推进岸电改造"
        place: {{section: 1, sentence: 3}}
        kind: ongoing
    # left out: “高举旗帜，凝心聚力。” (a slogan)
  - ref: "2"
    title: "扩大对外开放"
    place: {{section: 2}}
    # ? the document holds these units responsible and does not say who leads; move one to `lead`
    support: [unit-4, unit-5]
    basis: {{support: assumed}}
    directions:
      - {{zh: "坚持开放发展方向", sentence: 2}}
    tasks:
      - ref: "2.1"
        title: "建成冷链查验中心"
        place: {{section: 2, sentence: 1}}
        kind: deliverable
        due: 2026-12-31  # ? no date in the document
        basis: {{due: assumed}}
      - ref: "2.2"
        title: "新开航线5条以上"
        place: {{section: 2, sentence: 3}}
        kind: deliverable
        due: 2026-12-31  # ? no date in the document
        basis: {{due: assumed}}
  # ? who leads this?
  - ref: "3"
    title: "守住安全底线"
    place: {{section: 3}}
    tasks:
      - ref: "3.1"
        title: "完成老旧码头改造"
        place: {{section: 3, sentence: 1}}
        # also, all together: 各县区
        kind: deliverable
        due: 2026-12-31  # ? the document says “2027年底前”, which is 2027-12-31, outside this plan
        basis: {{due: assumed}}
""".format(digest="0" * 64)


def drafted(**changes: Any) -> tuple[Plan, str]:
    """Return the plan that is drafted of the harbour's document with changes, and its text; it has no problems."""
    text = draft(replace(HARBOUR, **changes), "harbour", "harbour.txt")
    found = parse_plan(text, Path("harbour"), "plan.yaml")
    assert [problem.text() for problem in found.problems] == []
    return found.plan, text


def asked(text: str) -> list[str]:
    """Return the questions of a draft, in order."""
    return [line.partition("# ? ")[2] for line in text.splitlines() if "# ? " in line]


def one_item(**changes: Any) -> tuple[Item, ...]:
    """Return only the first item of the harbour's plan, with changes."""
    return (replace(ITEMS[0], **changes),)


def test_draft() -> None:
    """Every fact stands with its place and its basis, every doubt as a question, every title as it was."""
    plan, text = drafted()
    assert text == DRAFT
    assert questions(text) == len(asked(text)) == 5
    assert plan.units["unit-3"] == Unit("财务处", "财务处")


def test_in_chinese() -> None:
    """The comments are in the language of whoever reads the draft; the plan is the same."""
    text = draft(HARBOUR, "harbour", "harbour.txt", translator("zh"))
    assert parse_plan(text, Path("harbour"), "plan.yaml").plan == drafted()[0]
    assert "# ? 由谁牵头？" in text


def test_no_owners() -> None:
    """A document that names nobody leaves one question, and no item has a lead."""
    plan, text = drafted(items=tuple(replace(item, duty=Duty()) for item in ITEMS[:2]))
    assert [task.lead for task in plan.walk()] == [()] * 6
    assert [plain for plain in asked(text) if "lead" in plain] == [
        "the document names no owners: who leads each item? `lead: [issuer]`, what is below inherits it"
    ]


def test_one_responsible_unit_leads() -> None:
    """Where one unit alone is held responsible, there is nobody else who could lead."""
    plan, text = drafted(items=one_item(duty=Duty(responsible=("规划处",)), clauses=()))
    assert (plan.tasks[0].lead, plan.tasks[0].basis.lead) == (("unit-1",), "document")
    assert asked(text)[-1] == "no clause of it became a task: what is to be done?"


def test_support_without_lead() -> None:
    """Who supports is known, who leads is asked."""
    plan, text = drafted(items=one_item(duty=Duty(support=("技术处",))))
    assert (plan.tasks[0].lead, plan.tasks[0].support) == ((), ("unit-1",))
    assert "the document names who supports, and not who leads" in asked(text)


def test_the_issuer_leads() -> None:
    """The issuer is one unit, wherever the document names it."""
    plan, _ = drafted(items=one_item(duty=Duty(lead=("滨海市港航局", "规划处"))))
    assert plan.tasks[0].lead == ("issuer", "unit-1")


def test_owners_of_a_clause() -> None:
    """A clause with owners of its own has them; one with those of its item inherits them."""
    clauses = (
        clause("编制智慧港口建设方案", DELIVERABLE, 2, duty=LED),
        clause("持续推进岸电改造", DELIVERABLE, 3, duty=Duty(lead=("财务处",))),
    )
    plan, _ = drafted(items=one_item(clauses=clauses))
    assert [task.lead for task in plan.tasks[0].tasks] == [(), ("unit-3",)]
    assert plan.tasks[0].tasks[1].basis == BasisSet(lead="document", due="assumed")


def test_the_deadline_of_an_item() -> None:
    """It holds for every clause without one of its own."""
    plan, text = drafted(items=one_item(deadline=Deadline(date(2026, 6, 30), "2026年6月底前", 0)))
    assert [str(task.due) for task in plan.tasks[0].tasks] == ["2026-09-30", "2026-06-30"]
    assert [plain for plain in asked(text) if "date" in plain or "which day" in plain] == []


def test_an_item_that_is_one_clause() -> None:
    """It is itself the task, with the owners and the date that it has, and what is counted belongs to it."""
    only = clause("新开航线5条以上", DELIVERABLE, 1)
    item = replace(ITEMS[1], title=only.title, clauses=(only,), duty=LED)
    plan, _ = drafted(items=(item,))
    (task,) = plan.tasks
    assert (task.ref, task.kind, task.tasks, str(task.due)) == ("2", "deliverable", (), "2026-12-31")
    assert (task.lead, task.basis) == (("unit-1",), BasisSet(lead="document", support="document", due="assumed"))
    assert plan.indicators[0].tasks == ("2",)


def test_numbers_of_items() -> None:
    """References are the document's numbers where they can be; else items are counted, and a comment says so."""
    jumping = (ITEMS[0], replace(ITEMS[1], number=5))
    assert [task.ref for task in drafted(items=jumping)[0].tasks] == ["1", "5"]
    restarting = (ITEMS[0], replace(ITEMS[1], number=1))
    plan, text = drafted(items=restarting)
    assert [task.ref for task in plan.tasks] == ["1", "2"]
    assert "# The document numbers its items otherwise; here they are counted." in text


@pytest.mark.parametrize(
    ("changes", "period", "question"),
    [
        ({}, ("2026-01-01", "2026-12-31"), None),
        ({"year": None}, ("2026-01-01", "2027-12-31"), "these are the years of its dates"),
        ({"year": None, "items": ()}, ("2026-01-01", "2026-12-31"), "this is the year of publication"),
        (
            {"year": None, "items": (), "published": None},
            ("2026-01-01", "2026-12-31"),
            "this follows that of the figures",
        ),
    ],
)
def test_period(changes: dict[str, Any], period: tuple[str, str], question: str | None) -> None:
    """The year that the document names; else what its dates, its publication or its figures suggest, as a question."""
    plan, text = drafted(**changes)
    assert (str(plan.period.first), str(plan.period.last)) == period
    found = [plain for plain in asked(text) if plain.startswith("no year of the plan is named")]
    assert [question in plain for plain in found if question] == ([True] if question else [])


def test_no_year_at_all() -> None:
    """Where nothing suggests a year, a person must name it."""
    with pytest.raises(UsageError, match=r"harbour.txt does not say which year the plan is for; say it with --year"):
        drafted(year=None, items=(), published=None, figures=())


def test_a_summary_only() -> None:
    """The figures are kept, nothing to do is invented, and what is missing is asked."""
    plan, text = drafted(items=(), targets=(), skipped=(), plan_heading=None)
    assert (plan.tasks, len(plan.baseline.figures if plan.baseline else ())) == ((), 5)
    assert asked(text)[-1] == "no plan part was found, so there is nothing to adopt yet: what is to be done?"


def test_a_plan_only() -> None:
    """There is no baseline and no section then."""
    plan, _ = drafted(figures=(), sections=(), summary_heading=None)
    assert (plan.baseline, plan.sections) == (None, {})


def test_neither_title_nor_issuer_nor_date() -> None:
    """What the document does not say of itself is asked."""
    plan, text = drafted(title=None, issuer=None, published=None, plan_heading=None)
    assert (plan.title, plan.document) == (Text("harbour.txt", "harbour.txt"), None)
    assert plan.units["issuer"] == Unit("发布单位", "Issuer")
    assert asked(text)[:3] == [
        "the document has no title; what is the plan called?",
        "the day of publication is not in the document; with it, add `document:` with title and published",
        "the document does not name its issuer: whose plan is it?",
    ]


def test_a_title_made_of_issuer_and_heading() -> None:
    """A page without a title of its own is named after its issuer and the heading of its plan, and the title is asked."""
    plan, text = drafted(title=None, issuer="临港市科技局", plan_heading="2026年工作计划")
    assert plan.title == Text("临港市科技局2026年工作计划", "临港市科技局2026年工作计划")
    assert asked(text)[0] == "the document has no title; what is the plan called?"
    assert plan.document
    assert plan.document.title == Text("harbour.txt", "harbour.txt")


def test_what_lasts_beyond_the_plan() -> None:
    """What is ongoing stays so, and its day outside the plan is told beside it."""
    later = replace(ITEMS[0].clauses[1], deadline=Deadline(date(2027, 3, 31), "2027年3月底前", 0))
    plan, text = drafted(items=one_item(clauses=(ITEMS[0].clauses[0], later)))
    assert (plan.tasks[0].tasks[1].kind, plan.tasks[0].tasks[1].due) == ("ongoing", None)
    assert "kind: ongoing  # ? the document says “2027年3月底前”, which is 2027-03-31, outside this plan\n" in text


def timed(source: str, *words: str) -> tuple[Plan, str]:
    """Return what is drafted of an item whose source has two clauses, 完成选址 and 建成冷库, and these unread times."""
    clauses = tuple(Clause(title, DELIVERABLE, title, source.index(title), 1) for title in ("完成选址", "建成冷库"))
    items = (Item(1, "建设冷库", 0, 0, len(source), clauses=clauses),)
    left = tuple(Skipped(one, UNREAD, source.index(one)) for one in words)
    return drafted(source=replace(HARBOUR.source, text=source), items=items, skipped=left, targets=())


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("5月中旬前完成选址，建成冷库", [True, False]),
        ("完成选址，5月中旬前建成冷库", [False, True]),
        ("完成选址，建成冷库（5月中旬前）", [False, True]),
        ("完成选址；5月中旬前，建成冷库", [False, True]),
        ("完成选址。建成冷库。5月中旬前。", [False, False]),
    ],
)
def test_a_time_that_nobody_could_read(source: str, asks: list[bool]) -> None:
    """It is asked where the day of its clause stands, and left out where no clause is next to it."""
    plan, text = timed(source, "5月中旬前")
    dues = [line for line in text.splitlines() if "  due: " in line]
    assert ["# ? the document says “5月中旬前”: which day?" in line for line in dues] == asks
    assert ("left out" in text) is not any(asks)
    assert [task.basis.due for task in plan.tasks[0].tasks] == ["assumed", "assumed"]


def test_what_may_be_a_task() -> None:
    """What was left out stands below its item; where only the action is unknown, a person is asked."""
    place = ITEMS[0].clauses[0].offset
    left = (Skipped("灯塔点亮夜航", RejectReason.UNKNOWN.why, place), Skipped("凝心聚力", Message("a slogan"), place))
    text = drafted(items=ITEMS[:2], skipped=left)[1]
    below = text.partition('title: "持续推进岸电改造"')[2].partition('- ref: "2"')[0].splitlines()
    assert below[-3:-1] == ["    # ? is this a task: “灯塔点亮夜航”?", "    # left out: “凝心聚力” (a slogan)"]


def test_warnings() -> None:
    """What the reader of the file doubted is a question at the top."""
    source = replace(HARBOUR.source, warnings=(Message("read as {encoding}", {"encoding": "big5"}),))
    assert asked(drafted(source=source)[1])[0] == "read as big5"


FIGURE = figure("货物吞吐量", "超1.2亿吨", 120_000_000, "吨", period="2025")


@pytest.mark.parametrize(
    ("changes", "text", "question"),
    [
        ({}, "超1.2亿吨", None),
        ({"quote": "货物达到1.2亿吨"}, "1.2亿吨", None),
        ({"quote": "1.3亿吨"}, "12000万吨", "two readings: the document says “1.3亿吨”, which"),
        ({"quote": "三分之一", "value": 33, "unit": "%"}, "33%", "two readings: the document says “三分之一”, which"),
        ({"quote": "近八成", "value": 0.8, "unit": "", "kind": Kind.FRACTION}, "近八成", None),
        ({"quote": "三分之一", "value": 0.3333, "unit": "", "kind": Kind.FRACTION}, "三分之一", None),
        ({"quote": "百分之六十五", "value": 65, "unit": "%"}, "百分之六十五", None),
        ({"quote": "21350", "value": 2_135_000_000_000, "unit": "元"}, "21350亿元", None),
        ({"quote": "5.8以上", "value": 5.8, "unit": "%", "qualifier": "以上"}, "5.8%以上", None),
        ({"quote": "146 new homes", "value": 146, "unit": "new homes"}, "146 new homes", None),
        ({"quote": "42.6萬畝", "value": 426_000, "unit": "亩"}, "42.6万亩", None),
        ({"quote": "１２公頃", "value": 12, "unit": "公顷"}, "12公顷", None),
        ({"quote": "50米内", "value": 50, "unit": "米", "qualifier": "以内"}, "50米内", None),
        ({"quote": "2至3万家", "value": 20000, "value_to": 30000, "unit": "家"}, "2至3万家", None),
        ({"quote": "两三家", "value": 2, "value_to": 3, "unit": "家"}, "2家至3家", "the document says “两三家”; is it"),
        ({"quote": "一倍", "unit": ""}, None, "a number that cannot stand here as it is: “一倍” (货物吞吐量)"),
        ({"quote": "∞", "value": float("inf")}, None, "a number that cannot stand here as it is: “∞” (货物吞吐量)"),
    ],
)  # fmt: skip
def test_the_text_of_a_figure(changes: dict[str, Any], text: str | None, question: str | None) -> None:
    """It is the document's own as far as it says the value; else the value written out, and a question."""
    plan, written = drafted(figures=(replace(FIGURE, **changes),), items=ITEMS[:1], targets=())
    figures = plan.baseline.figures if plan.baseline else ()
    assert [found.text for found in figures] == ([text] if text else [])
    found = [plain for plain in asked(written) if plain.startswith(("two readings", "the document says", "a number"))]
    assert [plain.startswith(question) for plain in found if question] == ([True] if question else [])


def test_a_target_continues_last_year() -> None:
    """An indicator names the figure of last year that has its label and unit."""
    before = figure("新开航线", "3个", 3, "条", period="2025", section=1)
    plan, _ = drafted(figures=(replace(before, quote="3条"),))
    assert [(i.id, i.tasks, i.baseline) for i in plan.indicators] == [("i2-1", ("2.2",), ("f1-1",))]


def test_a_parameter_is_no_target() -> None:
    """A number that the plan works with is a figure of the plan, and nothing to reach."""
    plan, _ = drafted(targets=(replace(HARBOUR.targets[0], kind=Kind.PARAMETER),))
    assert (len(plan.figures), plan.indicators) == (1, ())


WORDS = st.text(max_size=12) | st.sampled_from(
    ["\n# x", '"', "\\", "a: b", "\u2028", "\ufeff", "{{}}", "第３届", "\u202e", "\x85"]
)
SPAN = st.integers(0, 200)
DUTY = st.builds(Duty, *[st.lists(WORDS, max_size=3).map(tuple)] * 4)
DAY = st.dates(date(1990, 1, 1), date(2040, 12, 31))
DEADLINE = st.builds(Deadline, DAY, WORDS, SPAN) | st.none()
CLAUSE = st.builds(Clause, WORDS, st.sampled_from(ClauseKind), WORDS, SPAN, st.integers(1, 9), DUTY, DEADLINE)
ITEM = st.builds(
    Item, st.integers(-1, 3), WORDS, SPAN, SPAN, SPAN, DUTY, DEADLINE, st.lists(CLAUSE, max_size=3).map(tuple)
)
NUMBER = st.integers() | st.floats() | st.integers(1, 40) | st.floats(0, 100)
FIGURES = st.lists(
    st.builds(
        DocumentFigure, quote=WORDS | st.just("5%"), offset=SPAN, value=NUMBER, value_to=st.none() | NUMBER,
        kind=st.sampled_from(Kind),
        unit=st.sampled_from(["%", "家", ""]) | WORDS, qualifier=st.none() | WORDS, label=WORDS,
        period=st.none() | WORDS | st.just("2025"), section=st.integers(-1, 3),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
READING = st.builds(
    ParsedDocument,
    source=st.just(HARBOUR.source),
    title=st.none() | WORDS,
    issuer=st.none() | WORDS,
    published=st.none() | DAY,
    summary_heading=st.none(),
    sections=st.lists(st.builds(SummarySection, st.integers(-1, 3), WORDS, SPAN, SPAN, SPAN), max_size=3).map(tuple),
    plan_heading=st.none(),
    year=st.integers(1950, 2050),
    items=st.lists(ITEM, max_size=3).map(tuple),
    figures=FIGURES,
    targets=FIGURES,
    skipped=st.lists(st.builds(Skipped, WORDS, st.just(Message("a slogan")), SPAN), max_size=2).map(tuple),
)


def seen(words: str | None) -> str:
    """Return words as they stand in a plan, where nothing is empty."""
    return given_text(words) or "–"


@given(READING)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_document(reading: ParsedDocument) -> None:
    """Whatever a document says, the draft validates, and every word of it reads back as it was."""
    found = parse_plan(draft(reading, "p", "a.txt"), Path("p"), "plan.yaml")
    assert found.problems == ()
    plan = found.plan
    assert plan.title.zh == seen(reading.title or reading.issuer or "a.txt")
    assert [task.title.zh for task in plan.tasks] == [seen(item.title) for item in reading.items]
    for task, item in zip(plan.tasks, reading.items, strict=True):
        directions = [c for c in item.clauses if c.kind is ClauseKind.DIRECTION]
        assert task.directions == tuple(Direction(seen(c.title), seen(c.title), c.sentence) for c in directions)
        below = [] if sole(item) else [c for c in item.clauses if c not in directions]
        assert [t.title.zh for t in task.tasks] == [seen(c.title) for c in below]
    titles = dict(zip(numbers(reading.sections), (seen(section.title) for section in reading.sections), strict=True))
    assert {number: title.zh for number, title in plan.sections.items() if number} == titles


def test_owners_of_single_clauses_alone() -> None:
    """Where all that is named is named for single clauses, the others do not inherit it: who leads them is asked."""
    other = Duty(lead=("财务处",))
    clauses = (
        clause("编制智慧港口建设方案", DELIVERABLE, 2, duty=LED),
        clause("持续推进岸电改造", DELIVERABLE, 3, duty=other),
        clause("新开航线5条", DELIVERABLE, 4),
    )
    plan, text = drafted(items=one_item(clauses=clauses, duty=merged((LED, other))))
    assert plan.tasks[0].lead == ()
    assert [task.lead for task in plan.tasks[0].tasks] == [("unit-1",), ("unit-3",), ()]
    assert asked(text).count("who leads this?") == 1
