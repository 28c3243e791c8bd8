"""The ranking of units: its numbers are those of each unit's own report, and equal digits share a place."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from msgspec.structs import replace
from strategies import DAYS, PLAN, journals
from support import history, plan, shown

from plantrack.dates.periods import period, period_of
from plantrack.model.history import History
from plantrack.model.plan import Bulletin, Plan, RankBy
from plantrack.model.updates import AnyUpdate
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.ranking import RankedUnit, last_placed, ranking

ZONE = ZoneInfo("Asia/Shanghai")
TASKS: Plan = plan("""
    report_every: month
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      tasks:
      - {ref: "1.1", title: 一之一, kind: deliverable, due: 2024-04-30, weight: 3}
      - {ref: "1.2", title: 一之二, kind: deliverable, due: 2024-12-31, lead: [smart, fund]}
      - {ref: "1.3", title: 一之三, kind: deliverable, due: 2024-12-31}
    - {ref: "2", title: 二, kind: ongoing, lead: [smart]}
    - {ref: "3", title: 三, kind: ongoing}
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-01", "promises": {"1.1": {"due": "2024-04-30"}, "1.2": {"due": "2024-12-31"}, "1.3": {"due": "2024-12-31"}, "2": {}, "3": {}}}
    {"kind": "report", "ref": "1.1", "on": "2024-04-10", "percent": 90}
    {"kind": "report", "ref": "1.2", "on": "2024-04-10", "percent": 20}
    {"kind": "report", "ref": "1.1", "on": "2024-05-10", "percent": 95}
    {"kind": "report", "ref": "1.2", "on": "2024-05-10", "percent": 40}
    {"kind": "reschedule", "ref": "1.1", "on": "2024-05-11", "step": "ask", "due": "2024-06-30", "reason": "意见较多"}
"""  # noqa: E501


def report(by: RankBy = RankBy.REPORTED, lines: str = LINES, units: tuple[str, ...] = ()) -> PeriodicReport:
    """Return the report on May under a rule."""
    named = replace(TASKS, bulletin=Bulletin(rank_by=by))
    return periodic_report(named, history(lines), period("2024-05"), zone=ZONE, units=units)


def places(view: PeriodicReport) -> list[tuple[str | None, int | None, int | None]]:
    """Return each unit with its place, and that of the period before."""
    return [(one.unit, one.place, one.place_before) for one in ranking(view)]


def numbers(one: RankedUnit) -> tuple[object, ...]:
    """Return what is told of a unit."""
    found = one.now.summary
    return (
        found.tasks, {str(light): n for light, n in found.lights.items() if n}, (one.now.given, one.now.due),
        shown(found.percent), shown(found.expected), found.overdue_tasks, one.extensions,
    )  # fmt: skip


def test_what_each_unit_leads() -> None:
    """A task of two units counts for both; weights count beside the unit's own tasks; nobody comes last."""
    assert {one.unit: numbers(one) for one in ranking(report())} == {
        "fund": (1, {"on-track": 1}, (1, 1), 40, 41.4, 0, 0),
        "stic": (2, {"off-track": 1, "unreported": 1}, (1, 2), 71.3, 85.4, 1, 1),
        "smart": (2, {"on-track": 1, "unreported": 1}, (1, 2), 40, 41.4, 0, 0),
        None: (1, {"unreported": 1}, (0, 1), None, None, 0, 0),
    }


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (RankBy.REPORTED, [("fund", 1, 1), ("stic", 2, 2), ("smart", 2, 2), (None, None, None)]),
        (RankBy.PROGRESS, [("smart", 1, 1), ("fund", 1, 1), ("stic", 3, 3), (None, None, None)]),
        (RankBy.OVERDUE, [("smart", 1, 1), ("fund", 1, 1), ("stic", 3, 1), (None, None, None)]),
        (RankBy.LIGHTS, [("fund", 1, 1), ("smart", 2, 2), ("stic", 3, 2), (None, None, None)]),
    ],
)
def test_each_rule(by: RankBy, expected: list[tuple[str | None, int | None, int | None]]) -> None:
    """Units that are equal share a place, and stand in the order of the plan; nobody has none."""
    assert places(report(by)) == expected


def test_a_unit_without_anything_to_compare_has_no_place() -> None:
    """No report was due before the first month was over, and an ongoing task has no curve: nobody is worst by that."""
    adopted = LINES.splitlines()[1].replace("2024-01-01", "2024-05-02")
    assert places(report(lines=adopted)) == [(unit, None, None) for unit in ("stic", "smart", "fund", None)]
    moved = """
        {"kind": "assign", "ref": "1.2", "on": "2024-01-02", "lead": ["fund"]}
    """
    assert places(report(RankBy.PROGRESS, LINES + moved))[-2:] == [("smart", None, None), (None, None, None)]


def test_a_unit_that_is_silent_is_as_far_behind_as_is_expected() -> None:
    """Silence is no way to a better place."""
    silent = "\n".join(line for line in LINES.splitlines() if '"1.2", "on"' not in line)
    assert places(report(RankBy.PROGRESS, silent))[:3] == [("stic", 1, 1), ("smart", 2, 2), ("fund", 2, 2)]


def test_a_unit_that_led_nothing_before() -> None:
    """It has numbers of now only."""
    view = report(lines=LINES + '{"kind": "assign", "ref": "2", "on": "2024-05-20", "lead": ["office"]}')
    found = next(one for one in ranking(view) if one.unit == "office")
    assert (found.before, found.place_before, found.gained) == (None, None, None)


def test_the_last_ones() -> None:
    """All on the last place; where every unit shares one, none is last."""
    assert [one.unit for one in last_placed(ranking(report()))] == ["stic", "smart"]
    assert [one.unit for one in last_placed(ranking(report(RankBy.LIGHTS)))] == ["stic"]
    assert last_placed(ranking(report(lines=LINES.splitlines()[1]))) == ()


def test_in_the_report_of_some_units_only_these_are_ranked() -> None:
    """What they lead jointly with others makes no row for those."""
    assert places(report(units=("smart",))) == [("smart", 1, 1)]
    assert [unit for unit, _, _ in places(report(units=("smart", "fund")))] == ["fund", "smart"]


@given(updates=journals(), as_of=DAYS)
def test_each_unit_as_in_its_own_report(updates: list[AnyUpdate], as_of: date) -> None:
    """Number by number, of now and of the period before where it led the same; all of them make up the plan."""
    view = periodic_report(PLAN, History(updates), period_of(as_of, "month"), zone=ZONE, as_of=as_of)
    found = ranking(view)
    for one in (one for one in found if one.unit):
        own = periodic_report(PLAN, History(updates), view.period, zone=ZONE, as_of=as_of, units=(one.unit or "",))
        assert one.now.summary == own.summary
        assert one.now.given + own.summary.owed == one.now.due
    assert {leaf.ref for leaf in PLAN.leaves()} == {
        task.ref for one in found for task in view.plan.leaves() if one.now.summary.tasks
    }
