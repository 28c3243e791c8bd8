"""The table of units: ranked by the rule that the plan names, and the last ones named only where it wants that."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from section_fixtures import SaidSection, said_section
from showcase import SHOWN, UPDATES, W46, ZONE, ctx
from support import history, plan

from plantrack.dates.periods import period
from plantrack.model.history import History
from plantrack.model.plan import Bulletin, RankBy
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.units import units

TASKS = plan("""
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-04-30, lead: [stic]}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-12-31, lead: [smart, fund]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-12-31, lead: [fund]}
    - {ref: "4", title: 四, kind: ongoing}
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-01", "promises": {"1": {"due": "2024-04-30"}, "2": {"due": "2024-12-31"}, "3": {"due": "2024-12-31"}, "4": {}}}
    {"kind": "report", "ref": "1", "on": "2024-04-10", "percent": 60}
    {"kind": "report", "ref": "2", "on": "2024-05-10", "percent": 40}
    {"kind": "reschedule", "ref": "3", "on": "2024-05-11", "step": "ask", "due": "2025-06-30", "reason": "意见较多"}
"""  # noqa: E501


def said(language: str = "en", lines: str = LINES, **bulletin: object) -> SaidSection:
    """Return the section of the report on May in words."""
    told = replace(TASKS, bulletin=replace(Bulletin(), **bulletin))
    return said_section(units(periodic_report(told, history(lines), period("2024-05"), zone=ZONE)), ctx(language))


def test_the_table() -> None:
    """A row for each unit; what none of them has makes no column: nothing is done, cancelled or not yet due."""
    found = said()
    assert (found.title, found.sentences) == (
        "Units",
        (
            "Ranked by reports given: of the tasks that owe reports, those whose latest one is in.",
            "Differences of percentages are in points.",
            "A task that several units lead counts for each of them.",
        ),
    )
    assert found.head == (
        "Rank | Places gained | Unit | Tasks | On track | Off track | Unreported | Reports given"
        " | Reports given: change | Progress | Against expected | Overdue | Overdue: change"
        " | Extensions asked for"
    )
    assert list(found.rows) == [
        "1 | +1 | SMART | 1 | 1 | 0 | 0 | 100% | +100 | 40% | -1.4 | 0 | = | 0",
        "2 | = | NSF | 2 | 1 | 0 | 1 | 50% | +50 | 20% | -21.4 | 0 | = | 1",
        "3 | -2 | STI Bureau | 1 | 0 | 1 | 0 | 0% | -100 | 60% | -40 | 1 | +1 | 0",
        "– | – | nobody | 1 | 0 | 0 | 1 | 0% | = | – | – | 0 | = | 0",
    ]


def test_in_chinese() -> None:
    """As an office writes it."""
    found = said("zh", rank_by=RankBy.LIGHTS, name_worst=True)
    assert (found.title, found.sentences) == (
        "单位情况",
        (
            "依次按滞后、应报未报、关注任务的占比由低到高排名。",
            "百分比的增减以百分点计。",
            "多个单位共同牵头的任务，分别计入各单位。",
            "排名末位：科创局。",
        ),
    )
    assert found.head == (
        "名次 | 升降 | 单位 | 任务数 | 正常 | 滞后 | 应报未报 | 报送率 | 报送率增减 | 进度 | 较应达"
        " | 超期 | 超期增减 | 申请延期"
    )
    assert found.rows[-1] == "– | – | 无 | 1 | 0 | 0 | 1 | 0% | = | – | – | 0 | = | 0"


def view_of(*leads: str, rank_by: RankBy = RankBy.REPORTED) -> PeriodicReport:
    """Return the report on a plan with a task of each unit, of which nobody but the first reported."""
    tasks = ", ".join(f'{{ref: "{n}", title: 一, kind: ongoing, lead: [{unit}]}}' for n, unit in enumerate(leads, 1))
    directory = ", ".join(f"{unit}: {{zh: {unit}, en: {unit}}}" for unit in (*leads, "stic"))
    told = plan(f"tasks: [{tasks}]\nunits: {{{directory}}}\nbulletin: {{rank_by: {rank_by.value}, name_worst: true}}")
    promises = ", ".join(f'"{n}": {{}}' for n in range(1, len(leads) + 1))
    lines = f"""
        {{"kind": "adopt", "on": "2024-01-01", "promises": {{{promises}}}}}
        {{"kind": "report", "ref": "1", "on": "2024-05-10", "status": "in-progress"}}
    """
    return periodic_report(told, history(lines), period("2024-05"), zone=ZONE)


@pytest.mark.parametrize(
    ("leads", "by", "last"),
    [
        ("abc", RankBy.REPORTED, ("Last: b, c.",)),
        ("abcde", RankBy.REPORTED, ("Last: b, c, d and others.",)),
        ("ab", RankBy.OVERDUE, ()),
    ],
)
def test_the_last_are_named_where_the_plan_wants_it(leads: str, by: RankBy, last: tuple[str, ...]) -> None:
    """Three of them at most; nobody where all are equal."""
    found = units(view_of(*leads, rank_by=by))
    assert said_section(found, ctx("en")).sentences[2:] == last


def test_how_ledgers_came_in() -> None:
    """On time, late or not yet, where any unit sent one for the period of the report."""
    lines = """
    {"kind": "ledger", "on": "2024-05-31", "unit": "smart", "for": "2024-05", "digest": "a", "changed": 3}
    {"kind": "ledger", "on": "2024-06-02", "unit": "fund", "for": "2024-05", "digest": "b"}
    {"kind": "ledger", "on": "2024-05-02", "unit": "stic", "for": "2024-04", "digest": "c"}
    """
    shown = units(periodic_report(TASKS, history(LINES + lines), period("2024-05"), zone=ZONE, as_of=date(2024, 6, 3)))
    found = said_section(shown, ctx("en"))
    assert found.head.endswith(" | Ledger came in | Ledger: days late")
    assert {row.split(" | ")[2]: row.split(" | ")[-2:] for row in found.rows} == {
        "SMART": ["2024-05-31", "0"], "NSF": ["2024-06-02", "2"], "STI Bureau": ["not yet", "0"], "nobody": ["–", "–"],
    }  # fmt: skip


def test_one_unit_is_not_ranked() -> None:
    """Nor is nobody: a table needs two units."""
    narrowed = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, units=("smart",))
    assert [(found.sentences, found.rows) for found in map(units, (view_of("a"), narrowed))] == [((), ()), ((), ())]


def test_before_anything_is_due() -> None:
    """Nobody has a place or any progress: no rule is named, nor what differences of percentages are in."""
    found = said(lines="")
    assert (found.head, found.sentences) == (
        "Unit | Tasks | Off track | Not due yet | Overdue | Overdue: change",
        ("A task that several units lead counts for each of them.",),
    )
