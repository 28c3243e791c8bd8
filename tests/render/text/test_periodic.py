"""The periodic report as text."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, UPDATES, W46, WIDTHS, ZONE, ctx, shown_report
from support import plan
from syrupy.assertion import SnapshotAssertion

from plantrack.dates.periods import Length, period_of
from plantrack.model.history import History
from plantrack.model.section_keys import SectionKey
from plantrack.render.text.periodic import report
from plantrack.reports.changes import days_of, trends
from plantrack.reports.periodic import periodic_report
from plantrack.reports.shape import Shape


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Section by section, in the language of the page and within its width."""
    shown = report(shown_report(), ctx(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_a_report_on_nothing() -> None:
    """A plan without tasks, figures and updates: it says so, and what it rests on."""
    bare = plan("title: {zh: 空计划, en: Empty plan}")
    month = period_of(W46.first, Length.MONTH)
    assert report(periodic_report(bare, History(), month, zone=ZONE), ctx("zh", of=bare)) == (
        "空计划：2024年11月进展通报\n"
        "2024年11月1日至2024年11月30日，截至2024年11月30日\n\n"
        "总体情况\n本通报不含任务。\n\n"
        "本通报的依据\n"
        "计划：空计划（p）。期间：2024年11月1日至2024年11月30日，截至2024年11月30日；按全部记录；亮灯规则：本工具的规则（default）。\n"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_a_part_about_which_nothing_is_to_say(width: int | None) -> None:
    """The report has its title and its days."""
    bare = plan("title: {zh: 空计划, en: Empty plan}")
    view = periodic_report(bare, History(), W46, zone=ZONE)
    chosen = replace(view, shape=Shape(sections=(SectionKey.REQUESTS,)))
    assert report(chosen, ctx("en", width, of=bare)).splitlines()[0] == "Empty plan: report on week 46 of 2024"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str, width: int | None) -> None:
    """Titles, notes, names, units, sources, periods, references and ids."""
    shown = report(
        periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE), ctx(language, width, HOSTILE_PLAN)
    )
    assert all(line.isprintable() for line in shown.split("\n"))
    assert INERT in shown or width is not None


def test_on_a_terminal_the_head_shows_the_weeks_before() -> None:
    """A character per day that was followed, expected above reported; without them the head has none."""
    trend = trends(SHOWN, History(UPDATES), days_of(SHOWN, AS_OF, 4), last=AS_OF)
    shown = report(replace(shown_report(), trend=trend), ctx("en", 80))
    head = shown[: shown.index("╰")]
    assert [line.strip("│ ") for line in head.splitlines()[-3:]] == [
        "Expected  ▇▇▇▇  98.5%",
        "Progress  ··▂▄  46.7%",
        "2024-10-27 to 2024-11-17",
    ]
    assert "2024-10-27" not in report(shown_report(), ctx("en", 80))


def test_a_plan_without_tasks_has_no_weeks_before() -> None:
    """Nothing is expected of it that a line could show."""
    bare = plan("title: {zh: 空计划, en: Empty plan}")
    trend = trends(bare, History(), days_of(bare, AS_OF, 4), last=AS_OF)
    shown = report(replace(periodic_report(bare, History(), W46, zone=ZONE), trend=trend), ctx("en", 80, of=bare))
    assert "Expected" not in shown
    assert "There is no task in this report." in shown
    assert "╭" not in report(replace(shown_report(), trend=trend), ctx("en"))


def test_on_a_terminal_items_have_bars() -> None:
    """Above the number where there is little room, and before it where there is much."""
    assert not re.search(r"[█░]{5} ? ?\d+%", report(shown_report(), ctx("en", 80)))
    assert re.search(r"[█░]{5} ? ?\d+%", report(shown_report(), ctx("en", 200)))
    assert "█" not in report(shown_report(), ctx("en"))
