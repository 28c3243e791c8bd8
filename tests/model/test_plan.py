"""The plan: what was promised, and the ways to look things up in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support import plan

from plantrack.model.amounts import Quantity
from plantrack.model.plan import CHINA_TIME, SHANGHAI, Bulletin, Frequency, RankBy, Text
from plantrack.model.section_keys import SectionKey

PLAN = plan("""
    report_every: month
    tasks:
    - ref: "6"
      title: {zh: 企业, en: Firms}
      lead: [stic]
      basis: {lead: document}
      report_every: week
      tasks:
      - ref: "6.1"
        title: 培育
        kind: deliverable
        due: 2024-12-31
        milestones:
        - {ref: "6.1.1", title: 首批, due: 2024-06-30}
      - ref: "6.2"
        title: 服务
        kind: ongoing
        lead: [smart, fund]
        report_every: quarter
    - {ref: "2", title: 展会, kind: deliverable, due: 2024-11-20}
    baseline:
      year: 2023
      figures:
      - id: firms-2023
        label: 国家高新技术企业
        text: 超2.47万家
        value: 24700
        unit: 家
        qualifier: 超
        kind: measure
        period: "2023"
        section: 6
    indicators:
    - id: firms
      label: 国家高新技术企业
      unit: 家
      tasks: ["6.1", "6.2"]
      baseline: [firms-2023]
      target: {text: 突破2.5万家, value: 25000, unit: 家, qualifier: 突破, basis: document}
    - {id: visitors, label: 观众, unit: 人, tasks: ["6.1"]}
    - {id: loose, label: 无任务, unit: 人}
""")


def test_tasks_are_walked_in_the_order_of_the_file() -> None:
    """A task comes before what is below it; references are never sorted."""
    assert [task.ref for task in PLAN.walk()] == ["6", "6.1", "6.2", "2"]
    assert [task.ref for task in PLAN.tasks[0].walk()] == ["6", "6.1", "6.2"]


def test_leaves_are_the_tasks_without_sub_tasks() -> None:
    """A leaf yields itself."""
    assert [task.ref for task in PLAN.leaves()] == ["6.1", "6.2", "2"]


def test_everything_is_found_by_its_reference() -> None:
    """Tasks, the tasks above them, milestones, indicators and what they follow each have an index."""
    firms, visitors, loose = PLAN.indicators
    top, exhibition = PLAN.tasks
    first, second = top.tasks
    assert PLAN.by_ref == {"6": top, "6.1": first, "6.2": second, "2": exhibition}
    assert PLAN.parents == {"6.1": top, "6.2": top}
    assert PLAN.milestones == {"6.1.1": (first, first.milestones[0])}
    assert PLAN.indicator_by_id == {"firms": firms, "visitors": visitors, "loose": loose}
    assert PLAN.indicators_of == {"6.1": [firms, visitors], "6.2": [firms]}


@pytest.mark.parametrize(("ref", "expected"), [("6.1", ["6.1", "6"]), ("6", ["6"]), ("6.1.1", []), ("99", [])])
def test_lineage_goes_from_a_task_upwards(ref: str, expected: list[str]) -> None:
    """The task comes first; what is no task has no lineage."""
    assert [task.ref for task in PLAN.lineage(ref)] == expected


@pytest.mark.parametrize(
    ("ref", "task", "title"),
    [
        ("6", "6", Text("企业", "Firms")),
        ("6.2", "6.2", Text("服务", "服务")),
        ("6.1.1", "6.1", Text("首批", "首批")),
        ("firms", "6.1", Text("国家高新技术企业", "国家高新技术企业")),
        ("loose", None, Text("无任务", "无任务")),
        ("99", None, None),
    ],
)
def test_a_reference_belongs_to_a_task_and_has_a_title(ref: str, task: str | None, title: Text | None) -> None:
    """A milestone belongs to its task, an indicator to the first that it follows, if it follows any."""
    found = PLAN.task_of(ref)
    assert (found and found.ref, PLAN.title_of(ref)) == (task, title)


@pytest.mark.parametrize(
    ("ref", "expected"),
    [("6", Frequency.WEEK), ("6.1", Frequency.WEEK), ("6.2", Frequency.QUARTER), ("2", Frequency.MONTH)],
)
def test_how_often_a_report_is_owed_is_inherited(ref: str, expected: Frequency) -> None:
    """The task's own word, the nearest above, else the plan's."""
    assert PLAN.every(ref) is expected


def test_a_plan_owes_monthly_reports_unless_it_says_otherwise() -> None:
    """`report_every` has a default, and so have language and time zone."""
    found = plan("title: 计划")
    assert (found.report_every, found.language, found.timezone) == (Frequency.MONTH, "zh", "Asia/Shanghai")


def test_the_time_in_china_is_that_of_the_database() -> None:
    """From 1992 on, for as long as anybody plans."""
    known, moment = ZoneInfo(SHANGHAI), datetime(1992, 1, 1, tzinfo=UTC)
    assert plan("title: 计划").zone is CHINA_TIME
    moments = [moment + timedelta(days=5 * n, hours=n % 24) for n in range(12_000)]
    assert [one for one in moments if one.astimezone(CHINA_TIME).isoformat() != one.astimezone(known).isoformat()] == []


@pytest.mark.parametrize(("language", "words"), [("zh", "企业"), ("en", "Firms")])
def test_titles_are_said_in_both_languages(language: str, words: str) -> None:
    """A title is a pair of words."""
    assert PLAN.tasks[0].title.in_language(language) == words


def test_a_plain_title_stands_for_both_languages() -> None:
    """Words without translation are shown as they are."""
    assert PLAN.by_ref["2"].title == Text("展会", "展会")


@pytest.mark.parametrize(
    ("unit", "language", "name"), [("stic", "zh", "科创局"), ("stic", "en", "STI Bureau"), ("gone", "en", "gone")]
)
def test_units_have_names_in_both_languages(unit: str, language: str, name: str) -> None:
    """An id that the directory does not have stands for itself."""
    assert PLAN.unit_name(unit, language) == name


def test_the_bulletin_is_the_usual_one_unless_the_plan_says_otherwise() -> None:
    """Every setting may be left out, or all of them; units are ranked by the reports given, and none is named."""
    assert plan("title: 计划").bulletin == Bulletin() == Bulletin(rank_by=RankBy.REPORTED, name_worst=False)
    said = "{heading: 局, to: [{zh: 各区, en: Districts}], copy: [办], sections: [overall, units], rank_by: lights}"
    assert plan(f"bulletin: {said}").bulletin == Bulletin(
        heading=Text("局", "局"),
        to=(Text("各区", "Districts"),),
        copy=(Text("办", "办"),),
        sections=(SectionKey.OVERALL, SectionKey.UNITS),
        rank_by=RankBy.LIGHTS,
    )


def test_figures_and_targets_are_quantities() -> None:
    """Value, unit and qualifier of a figure and of a target belong together."""
    target = PLAN.indicators[0].target
    assert PLAN.baseline is not None
    assert target is not None
    assert PLAN.baseline.figures[0].quantity == Quantity(24700, "家", "超")
    assert target.quantity == Quantity(25000, "家", "突破")


@pytest.mark.parametrize(
    ("first", "second", "mostly"),
    [
        ("", "", False),
        ("lead: [stic], basis: {lead: assumed}", "", True),
        ("lead: [stic], basis: {lead: assumed}", "lead: [smart]", False),
        ("lead: [stic], due: 2024-12-31, basis: {lead: assumed, due: assumed}", "lead: [smart]", True),
        ("lead: [stic], due: 2024-12-31, basis: {lead: assumed}", "", False),
        ("lead: [stic], due: 2024-12-31, basis: {lead: assumed, due: document}", "", False),
        ("basis: {lead: assumed, due: assumed, support: assumed}", "support: [smart]", False),
        ('milestones: [{ref: "1.9", title: 稿, due: 2024-12-31, basis: assumed}]', "", True),
        ('milestones: [{ref: "1.9", title: 稿, due: 2024-12-31, basis: assumed}]', "lead: [stic]", False),
    ],
)
def test_what_is_mostly_assumed(first: str, second: str, *, mostly: bool) -> None:
    """More than half of all leads and due dates; what the plan itself says counts, what is not there does not."""
    tasks = ('{ref: "1", title: 一, kind: ongoing%s}', '{ref: "2", title: 二, kind: ongoing%s}')
    said = (of % (words and f", {words}") for of, words in zip(tasks, (first, second), strict=True))
    assert plan(f"tasks: [{', '.join(said)}]").mostly_assumed is mostly


def test_an_inherited_lead_counts_for_each_task() -> None:
    """Two that are led by what is assumed above them, and one that the plan itself gives a lead."""
    below = ", ".join(f'{{ref: "1.{n}", title: {n}, kind: ongoing{", lead: [smart]" * (n == 3)}}}' for n in (1, 2, 3))
    lines = f'{{ref: "1", title: 一, lead: [stic], basis: {{lead: assumed}}, tasks: [{below}]}}'
    assert plan(f"tasks: [{lines}]").mostly_assumed
