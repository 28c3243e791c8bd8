"""The periodic report as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, W46, WIDTHS, ZONE, page, shown_report
from support import plan
from syrupy.assertion import SnapshotAssertion

from plantrack.dates.periods import Length, period_of
from plantrack.render.text.periodic import report
from plantrack.reports.periodic import periodic_report


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Section by section, in the language of the page and within its width."""
    shown = report(shown_report(), page(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_a_report_on_nothing() -> None:
    """A plan without tasks, figures and updates: every section says that there is nothing."""
    bare = plan("title: {zh: 空计划, en: Empty plan}")
    month = period_of(W46.first, Length.MONTH)
    assert report(periodic_report(bare, [], month, zone=ZONE), page("zh", of=bare)) == (
        "空计划：2024-11进展通报\n"
        "\n"
        "总体情况\n"
        "2024-11-01至2024-11-30，截至2024-11-30\n"
        "内容            数量  变化\n"
        "──────────────────────────\n"
        "任务数             0     =\n"
        "已完成             0     =\n"
        "正常               0     =\n"
        "关注               0     =\n"
        "滞后               0     =\n"
        "任务超期           0     =\n"
        "节点超期           0     =\n"
        "应报未报           0     =\n"
        "未到期             0     =\n"
        "曾有报送           0     =\n"
        "可交付任务进度     –     –\n"
        "可交付任务应达     –     –\n"
        "\n"
        "各事项进展\n无。\n\n"
        "本期达到\n没有报告达到的节点或任务。\n\n"
        "本期报送\n无人报送。\n\n"
        "超期\n没有超期事项。\n\n"
        "有风险\n没有有风险的事项。\n\n"
        "应报未报（按单位）\n应报均已报。\n\n"
        "下期到期（2024-12）\n没有到期事项。\n\n"
        "指标\n无。\n\n"
        "补报以前各期\n无。\n\n"
        "推定事项\n无。\n"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str, width: int | None) -> None:
    """Titles, notes, names, units, sources, periods, references and ids."""
    shown = report(periodic_report(HOSTILE_PLAN, HOSTILE_UPDATES, W46, zone=ZONE), page(language, width, HOSTILE_PLAN))
    assert all(line.isprintable() for line in shown.split("\n"))
    assert INERT in shown or width is not None
