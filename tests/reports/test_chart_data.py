"""Chart data: bars, loads and comparisons, computed once for every format."""

from __future__ import annotations

import pytest
from drawn import DAY, JOURNAL, PLAN, data_of
from msgspec.structs import replace
from showcase import W46, ZONE
from support import day, journal, plan

from plantrack.model.history import History
from plantrack.reports.changes import days_of, trends
from plantrack.reports.chart_data import ChartData, bars, chart_data, compared, loads
from plantrack.reports.periodic import periodic_report


def test_an_item_spans_what_is_below_it() -> None:
    """It is open where something below has no day; the first promise is told where another day is due now."""
    found = bars(data_of().plan, data_of().rows)
    assert [(b.facts.task.ref, str(b.start), str(b.end), str(b.due), b.open, str(b.promised)) for b in found] == [
        ("1", "2024-01-01", "2024-12-31", "2024-11-16", True, "None"),
        ("2", "2024-03-01", "2024-12-20", "2024-12-20", False, "2024-10-31"),
        ("3", "2024-01-01", "2024-06-30", "2024-06-30", False, "None"),
    ]


def test_milestones_below_are_the_items_too() -> None:
    """In the order of the plan."""
    assert [[point.milestone.ref for point in bar.points] for bar in bars(data_of().plan, data_of().rows)] == [
        ["1.1.1", "1.1.2", "1.1.3"], [], [],
    ]  # fmt: skip


def test_the_rows_of_one_item() -> None:
    """Itself, and then what is directly below it."""
    assert [row.ref for row in data_of(ref="1").rows] == ["1", "1.1", "1.2"]


def test_a_unit_bears_what_it_leads() -> None:
    """A task of two counts for both; the unit with the most tasks comes first."""
    assert [
        (load.unit, load.tasks, [(one.meaning.value, n) for one, n in load.lights], load.owing)
        for load in loads(data_of().rows)
    ] == [
        ("stic", 3, [("done", 1), ("off-track", 2)], 1),
        ("fund", 2, [("done", 1), ("unreported", 1)], 1),
    ]


def test_nobody_leads() -> None:
    """A task without a unit counts for nobody."""
    assert [load.unit for load in loads(data_of('tasks: [{ref: "1", title: 一, kind: ongoing}]', "").rows)] == [None]


def test_what_was_cancelled_stretches_no_item() -> None:
    """An item spans its other tasks; where all were cancelled, it spans these."""
    said = '{"kind": "report", "on": "2024-02-01", "ref": "1.2", "status": "cancelled"}\n'
    both = said + said.replace("1.2", "1.1")
    for records in (said, both):
        item, *_ = bars(data_of().plan, data_of(said=records).rows)
        assert (str(item.end), item.open) == ("2024-11-16", False)


def test_the_worst_comes_first() -> None:
    """By how many tasks are off track, then unreported, then need attention."""
    found = data_of()
    assert [row.ref for row in found.worst_first] == ["1", "2", "3"]
    assert [row.ref for row in replace(found, rows=found.rows[::-1]).worst_first] == ["1", "2", "3"]


def test_the_rows_in_numbers() -> None:
    """A task with its sub-tasks as rows of their own counts once."""
    assert (data_of().summary.tasks, data_of(ref="1").summary.tasks) == (4, 2)


@pytest.mark.parametrize(("as_of", "goes_on"), [("2024-11-17", False), ("2024-11-14", True), ("2024-12-31", False)])
def test_a_week_that_is_not_over(as_of: str, *, goes_on: bool) -> None:
    """Its column is marked; on a Sunday and on the last day of the plan it is over."""
    assert data_of(as_of=day(as_of)).unfinished is goes_on


FIGURE = """
baseline:
  year: 2023
  figures:
  - {{id: f, label: 数, text: "{value}{unit}", value: {value}, unit: "{unit}", kind: {kind},
     period: "2023", section: 1}}
indicators: [{{id: i, label: 数, unit: "{unit}", baseline: [f], headline: true}}]
"""
MEASURED = '{{"kind": "measure", "on": "2024-05-01", "ref": "i", "value": {value}, "unit": "{unit}", "text": "x"}}'


@pytest.mark.parametrize(
    ("kind", "last", "unit", "now", "counted", "shares"),
    [
        ("measure", 50, "家", 100, "家", (0.5, 1, None)),
        ("measure", 0, "家", 100, "家", (0, 1, None)),
        ("streak", 4, "年", 5, "年", (0.8, 1, None)),
        ("measure", 0, "家", 0, "家", None),
        ("growth", -2, "%", 4, "%", None),
        ("measure", 50, "家", 100, "元", None),
        ("rank", 2, "位", 1, "位", None),
        ("edition", 25, "届", 26, "届", None),
    ],
)  # fmt: skip
def test_each_indicator_has_its_own_scale(
    kind: str, last: float, unit: str, *, now: float, counted: str, shares: tuple[float | None, ...] | None
) -> None:
    """The greatest number is the whole; ranks, editions, negatives and other units are told in words only."""
    text, said = FIGURE.format(kind=kind, value=last, unit=unit), MEASURED.format(value=now, unit=counted)
    (found,) = compared(data_of(text, said).numbers)
    assert found.shares == shares
    assert [amount and amount.value for amount in found.amounts] == [last, now, None]


def test_only_what_stands_out_is_compared() -> None:
    """An indicator without headline, measurement and target is left out."""
    assert compared(data_of("indicators: [{id: i, label: 数, unit: 家}]", "").numbers) == ()


def test_what_is_after_as_of_is_expected_only() -> None:
    """A report of a later day changes no snapshot, neither before nor after as-of."""
    later = '{"kind": "report", "on": "2024-11-18", "ref": "2", "status": "done"}'
    assert data_of(said=JOURNAL + later).trend == data_of().trend
    assert data_of().past[-1].day == DAY
    assert data_of().trend[-1].day == day("2024-12-31")


def test_the_past_may_be_left_out() -> None:
    """Where a picture shows none, it costs nothing."""
    assert chart_data(plan(PLAN), History(journal(JOURNAL)), DAY, past=False).trend == ()


def test_the_chart_data_of_a_report() -> None:
    """It shows what the report says, with the trend that the report has."""
    known, said = plan(PLAN), journal(JOURNAL)
    report = periodic_report(known, History(said), W46, zone=ZONE)
    assert report.trend == ()
    trend = trends(known, History(said), days_of(known, DAY), last=DAY)
    shown = ChartData(report.plan, report.as_of, report.roots, report.indicators, trend)
    assert shown == chart_data(known, History(said), DAY)
