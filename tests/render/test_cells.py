"""Cells in words: the same in every format, and a section of every kind of cell in all of them."""

from __future__ import annotations

from datetime import date

import pytest
from showcase import SHOWN, ctx, showcase_state
from support import plan, replayed

from plantrack.evaluation.comparison import Change
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.plan import Figure, Indicator, Milestone, Target, Text
from plantrack.render.cells import cell_words
from plantrack.reports.cells import AmountCell, ReportCell
from plantrack.reports.indicators import (
    IndicatorProgress,
    change_cell,
    figure_cell,
    indicator_progress,
    measured_cell,
    target_cell,
)
from plantrack.reports.sections.columns import promised_day


@pytest.mark.parametrize(
    ("amount", "kind", "chinese", "english"),
    [
        (Quantity(24700, "家", "超"), Kind.MEASURE, "超2.47万家", "over 24,700"),
        (Quantity(158025000000, "元"), Kind.MEASURE, "1580.25亿元", "CNY 158.025 billion"),
        (Quantity(2, "位"), Kind.RANK, "第2位", "no. 2"),
        (Quantity(1, "\x1b"), Kind.MEASURE, r"1\x1b", "1"),
        (Quantity(1, "家", "\x1b"), Kind.MEASURE, r"\x1b1家", r"\x1b 1"),
    ],
)
def test_an_amount(amount: Quantity, kind: Kind, chinese: str, english: str) -> None:
    """As people write it in the language, made visible where a journal was edited by hand."""
    assert said(AmountCell(amount, figure=kind)) == [
        chinese,
        english,
    ]


def line(text: str) -> IndicatorProgress:
    """Return the one indicator of a short plan with what a journal measured of it."""
    head, _, lines = text.partition("---")
    return indicator_progress(plan(head), replayed(lines))[0]


def said(cell: ReportCell | None) -> list[str]:
    """Return a cell in Chinese and in English."""
    return [cell_words(cell, ctx(language)) for language in ("zh", "en")]


def cells(found: IndicatorProgress) -> list[ReportCell | None]:
    """Return its figure of last year, its latest measurement, its change and its target."""
    figure, latest = found.figure, found.latest
    return [figure_cell(figure), measured_cell(latest, figure), change_cell(found), target_cell(found)]


FIGURE = """
    baseline:
      year: 2023
      figures:
      - {id: f, label: 数据, text: "%s", value: %s, unit: "%s", kind: %s, period: "2023", section: 0}
    sections: {0: 总述}
    indicators: [{id: n, label: 指标, unit: "%s", baseline: [f]}]
---
    {"kind": "measure", "ref": "n", "on": "2024-12-31", "value": %s, "unit": "%s", "text": "%s", "period": "2024"}
"""


@pytest.mark.parametrize(
    ("figure", "measured", "chinese", "english"),
    [
        ("第25届/25/届/edition", "26/第26届", "第25届/第26届（2024）/–", "no. 25/no. 26 (2024)/–"),
        ("第三/3/位/rank", "2/第二", "第三/第2位（2024）/+1位", "no. 3/no. 2 (2024)/+1 place"),
        ("第二/2/位/rank", "4/第四", "第二/第4位（2024）/-2位", "no. 2/no. 4 (2024)/-2 places"),
        ("连续20年/20/年/streak", "21/连续21年", "连续20年/21年（2024）/+1年", "20 years/21 years (2024)/+1 year"),
        ("5%/5/%/growth", "7.5/7.5%", "5%/7.5%（2024）/+2.5个百分点", "5%/7.5% (2024)/+2.5 points"),
        ("10家/10/家/measure", "12/12家", "10家/12家（2024）/+20%", "10/12 (2024)/+20%"),
        ("10家/10/家/measure", "10/10家", "10家/10家（2024）/0%", "10/10 (2024)/0%"),
    ],
)
def test_this_year_beside_last_year(figure: str, measured: str, chinese: str, english: str) -> None:
    """Figure, measurement and change: in Chinese as they were written, in English by their values."""
    unit, (value, text) = figure.split("/")[2], measured.split("/")
    found = line(FIGURE % (*figure.split("/"), unit, value, unit, text))
    for language, expected in (("zh", chinese), ("en", english)):
        on = ctx(language)
        assert "/".join(cell_words(cell, on) for cell in cells(found)[:3]) == expected


def test_what_is_not_known_is_a_dash() -> None:
    """No figure, no measurement, no change, no target."""
    found = line("    indicators: [{id: n, label: 指标, unit: 家}]")
    assert [cell_words(cell, ctx("en")) for cell in cells(found)] == ["–"] * 4


def test_a_change_between_qualified_figures_is_approximate() -> None:
    """And one between numbers that do not count the same is not stated."""
    firms, edition, _ = indicator_progress(SHOWN, showcase_state())
    assert said(change_cell(firms)) == [
        "约+1.2%",
        "about +1.2%",
    ]
    assert said(change_cell(edition)) == [
        "口径不同",
        "not comparable",
    ]
    assert firms.change == Change(1.2, "percent", approximate=True)


@pytest.mark.parametrize(
    ("measured", "chinese", "english"),
    [
        ("", "200人以上（原文）", "at least 200 (document)"),
        ("150", "200人以上（原文），距目标还差50人", "at least 200 (document), 50 short of it"),
        ("200", "200人以上（原文），已达到", "at least 200 (document), reached"),
        ("230", "200人以上（原文），已达到", "at least 200 (document), reached"),
    ],
)
def test_a_target_and_what_is_missing_to_it(measured: str, chinese: str, english: str) -> None:
    """With its basis; without a measurement nothing is said to be missing."""
    text = """
        indicators: [{id: n, label: 人才, unit: 人, target: {text: 200人以上, value: 200, unit: 人, qualifier: 以上, basis: document}}]
    ---
    """  # noqa: E501
    record = f'{{"kind": "measure", "ref": "n", "on": "2024-12-31", "value": {measured}, "unit": "人", "text": "x"}}'
    found = line(text + (record if measured else ""))
    assert said(target_cell(found)) == [chinese, english]


def test_what_is_missing_to_a_rate_is_told_in_points() -> None:
    """As its change is: percent of a percentage would say something else."""
    found = line("""
        indicators: [{id: n, label: 率, unit: "%", target: {text: "94%", value: 94, unit: "%", basis: document}}]
    ---
        {"kind": "measure", "ref": "n", "on": "2024-12-31", "value": 93.9, "unit": "%", "text": "93.9%"}
    """)
    assert cell_words(target_cell(found), ctx("zh")) == "94%（原文），距目标还差0.1个百分点"
    assert cell_words(target_cell(found), ctx("en")) == "94% (document), 0.1 points short of it"


def test_figures_and_targets_are_made_visible() -> None:
    """Whatever stands in the plan's own words."""
    figure = Figure("f", Text("x", "x"), "\x1b5家", 5, "\x1b", Kind.MEASURE, "2023", 0)
    target = Target("\x1b6家", 6, "\x1b", "document")
    aimed = IndicatorProgress(Indicator("n", Text("x", "x"), "家", target=target), figure, (), None, None, 1)
    assert said(figure_cell(figure)) == [r"\x1b5家", "5"]
    assert cell_words(target_cell(aimed), ctx("zh")) == r"\x1b6家（原文），距目标还差1\x1b"


def test_a_promised_date_shows_the_basis_that_the_plan_gives_it() -> None:
    """A date that the plan no longer says has none that is known; no date is a dash."""
    stone = Milestone("1.1", Text("起草", "Drafted"), date(2024, 10, 31), "document")
    days = (date(2024, 10, 31), date(2024, 9, 30), None)
    words = [cell_words(promised_day(day, stone), ctx("en")) for day in days]
    assert words == ["2024-10-31 (document)", "2024-09-30", "–"]
