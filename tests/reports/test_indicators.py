"""Numbers: indicators beside last year's figures."""

from __future__ import annotations

import pytest
from support import plan, replayed

from plantrack.evaluation.comparison import Change
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.reports.indicators import BaselineTable, IndicatorProgress, baseline, indicator_progress

PLAN: Plan = plan("""
    sections: {0: 总述, 1: 企业}
    baseline:
      year: 2023
      figures:
      - {id: near, label: 企业, text: 超2.4万家, value: 24000, unit: 家, qualifier: 超, kind: measure, period: "2023", section: 0}
      - {id: full, label: 企业, text: 2.5万家, value: 25000, unit: 家, kind: measure, period: "2023", section: 1}
      - {id: rank-2023, label: 排名, text: 第二位, value: 2, unit: 位, kind: rank, period: "2023", section: 1}
    indicators:
    - id: firms
      label: 企业
      unit: 家
      baseline: [near, full]
      target: {text: 3万家, value: 30000, unit: 家, basis: document}
    - {id: rank, label: 排名, unit: 位, baseline: [rank-2023]}
    - {id: deals, label: 交易额, unit: 元}
""")  # noqa: E501
MEASURED = """
    {"kind": "measure", "ref": "firms", "on": "2024-06-30", "value": 26000, "unit": "家", "text": "2.6万家", "period": "2024"}
    {"kind": "measure", "ref": "firms", "on": "2024-12-31", "value": 27000, "unit": "家", "text": "2.7万家", "period": "2024"}
    {"kind": "measure", "ref": "firms", "on": "2025-01-10", "value": 25500, "unit": "家", "text": "2.55万家", "period": "2023"}
    {"kind": "measure", "ref": "deals", "on": "2024-11-16", "value": 9, "unit": "元", "text": "9元", "qualifier": "超"}
"""  # noqa: E501


def one(state: State, name: str) -> IndicatorProgress:
    """Return one indicator as it stands."""
    return next(line for line in indicator_progress(PLAN, state) if line.indicator.id == name)


def test_every_indicator_is_followed_in_the_order_of_the_plan() -> None:
    """Also those that nobody measured: they have nothing to tell, and no change is made up."""
    lines = indicator_progress(PLAN, replayed(""))
    assert [(f.indicator.id, f.figure and f.figure.id) for f in lines] == [
        ("firms", "near"),
        ("rank", "rank-2023"),
        ("deals", None),
    ]
    assert [(f.measured, f.latest, f.change, f.missing) for f in lines] == [((), None, None, None)] * 3


def test_the_latest_measurement_stands_beside_last_years_figure() -> None:
    """All are kept, the earliest first; one of the figure's own period is no news, however late it came."""
    line = one(replayed(MEASURED), "firms")
    assert [m.value for m in line.measured] == [26000, 27000, 25500]
    assert line.latest is not None
    assert line.latest.value == 27000
    assert line.change == Change(12.5, "percent", approximate=True)
    assert line.missing == 3000


def test_what_no_figure_precedes_has_no_change_and_no_target_nothing_missing() -> None:
    """A number of this year alone."""
    line = one(replayed(MEASURED), "deals")
    assert (line.figure, line.change, line.missing) == (None, None, None)
    assert line.latest is not None
    assert str(line.latest.quantity) == "超9元"


def test_a_measurement_marked_as_not_comparable_gets_no_change() -> None:
    """It is shown all the same."""
    line = one(
        replayed("""
        {"kind": "measure", "ref": "rank", "on": "2024-12-31", "value": 1, "unit": "位", "text": "第一位", "comparable": false}
        """),  # noqa: E501
        "rank",
    )
    assert (line.latest and line.latest.value, line.change) == (1, None)


def shape(found: BaselineTable) -> list[tuple[str, list[str], list[float | int], list[Change | None]]]:
    """Return each figure with the indicators that continue it, what was measured, and the changes."""
    return [
        (line.figure.id, [f.indicator.id for f in line.continued], [m.value for m in line.measured],
         [f.change for f in line.continued])
        for line in found.lines
    ]  # fmt: skip


def test_each_figure_is_compared_for_itself() -> None:
    """An indicator that continues two figures has a change to each: to 超2.4万家 about, to 2.5万家 exactly."""
    found = baseline(PLAN, replayed(MEASURED))
    assert shape(found) == [
        ("near", ["firms"], [26000, 27000, 25500], [Change(12.5, "percent", approximate=True)]),
        ("full", ["firms"], [26000, 27000, 25500], [Change(8.0, "percent", approximate=False)]),
        ("rank-2023", ["rank"], [], [None]),
    ]
    assert [line.indicator.id for line in found.new] == ["deals"]


@pytest.mark.parametrize(("section", "figures"), [(0, ["near"]), (1, ["full", "rank-2023"]), (7, [])])
def test_one_section(section: int, figures: list[str]) -> None:
    """Its figures only; an indicator without a figure belongs to none."""
    found = baseline(PLAN, replayed(""), [section])
    assert ([line.figure.id for line in found.lines], found.new) == (figures, ())


def test_a_plan_without_baseline() -> None:
    """There are no figures, and every indicator is new."""
    bare = plan("indicators: [{id: deals, label: 交易额, unit: 元}]")
    found = baseline(bare, replayed(MEASURED))
    assert (found.lines, [line.indicator.id for line in found.new]) == ((), ["deals"])
    assert baseline(plan(""), replayed("")) == BaselineTable((), ())


def test_the_latest_is_that_of_the_latest_period_and_stands_beside_the_same_part_of_last_year() -> None:
    """A half-year that is recorded after the year is not the latest; 同期 goes before the whole."""
    turnover = plan("""
        sections: {0: 总述}
        baseline:
          year: 2023
          figures:
          - {id: year, label: 额, text: 100元, value: 100, unit: 元, kind: measure, period: "2023", section: 0}
          - {id: half, label: 额, text: 40元, value: 40, unit: 元, kind: measure, period: "2023-H1", section: 0}
        indicators: [{id: n, label: 额, unit: 元, baseline: [year, half], cumulative: true}]
    """)
    line = '{{"kind": "measure", "ref": "n", "on": "{}", "value": {}, "unit": "元", "text": "…", "period": "{}"}}\n'
    found = []
    for lines in (("2024-07-10", 60, "2024-H1"), ("2024-12-31", 120, "2024"), ("2025-01-02", 61, "2024-H1")):
        found.append(line.format(*lines))
        (shown,) = indicator_progress(turnover, replayed("".join(found)))
        assert shown.latest is not None
        told = (shown.latest.value, shown.figure and shown.figure.id, shown.change and shown.change.amount)
        assert told == {1: (60, "half", 50.0), 2: (120, "year", 20.0), 3: (120, "year", 20.0)}[len(found)]
