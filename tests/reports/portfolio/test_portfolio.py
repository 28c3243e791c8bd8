"""The portfolio: the plans of a place, the worst first, with what they come to by unit and by light."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from support import day, plan, replayed

from plantrack.evaluation.facts import Meaning
from plantrack.model.plan import Text, Unit
from plantrack.model.unit_directory import Doubt, UnitDirectory
from plantrack.reports.overview import overview
from plantrack.reports.portfolio.portfolio import LightAcross, Portfolio, portfolio
from plantrack.reports.portfolio.rows import PlanRow, row_of_overview

DAY = day("2024-07-02")
ADOPTED = """
{"kind": "adopt", "on": "2024-01-01", "promises": {"1": {"due": "2024-06-30"}, "2": {}}}
"""
DONE = '{"kind": "report", "on": "2024-06-20", "ref": "1", "status": "done"}'
TASKS = """
units: {{stic: {{zh: {name}, en: {name}}}, fund: {{zh: 基金委, en: NSF}}}}
tasks:
- {{ref: "1", title: A, kind: deliverable, due: 2024-06-30, lead: [stic]}}
- {{ref: "2", title: B, kind: ongoing, lead: [fund]}}
"""


def row(name: str, journal: str = ADOPTED, unit: str = "STI", as_of: date = DAY) -> PlanRow:
    """Return the row of a plan whose first task is led by a unit of that name."""
    found = replace(plan(TASKS.format(name=unit)), id=name)
    return row_of_overview(overview(found, replayed(journal), as_of), projected=False)


def together(*rows: PlanRow, directory: UnitDirectory | None = None) -> Portfolio:
    """Return the portfolio of some plans."""
    return portfolio("plans", [(f"plans/{one.id}", one) for one in rows], DAY, directory or UnitDirectory())


def test_the_worst_plan_first() -> None:
    """By their lights; those that are alike by their folders."""
    found = together(row("good", ADOPTED + DONE), row("b"), row("a"))
    assert [plan.folder for plan in found.plans] == ["plans/a", "plans/b", "plans/good"]


def test_nothing_at_all() -> None:
    """There are no numbers."""
    found = together()
    assert (found.plans, found.units, found.lights, found.previous) == ((), (), (), None)
    assert found.numbers.counts["tasks"] == 0


def test_units_over_plans() -> None:
    """A unit has the tasks that it leads in any plan, and the plans in which it leads any."""
    found = together(row("a"), row("b", ADOPTED + DONE))
    assert {one.key: (one.numbers.counts["tasks"], one.plans) for one in found.units} == {
        "stic": (2, (0, 1)), "fund": (2, (0, 1)),
    }  # fmt: skip
    assert found.lights == (LightAcross(Meaning.OFF_TRACK, 1, 1), LightAcross(Meaning.UNREPORTED, 2, 2),
                            LightAcross(Meaning.DONE, 1, 1))  # fmt: skip


def test_one_id_with_two_names() -> None:
    """The units stand apart, each under a key of its own, and so do those who are late."""
    found = together(row("a"), row("b", unit="Statistics"))
    assert {key: unit.en for key, unit in found.names.items()} == {
        "stic (a)": "STI", "stic (b)": "Statistics", "fund": "NSF",
    }  # fmt: skip
    assert [one.doubt for one in found.apart] == [Doubt.OTHER_NAME, Doubt.OTHER_NAME]
    assert [plan.lead(entry.lead) for plan, entry in found.late] == [("stic (a)",), ("stic (b)",)]


def test_one_name_with_two_ids() -> None:
    """The units stand apart, and their plans are named behind them."""
    other = row("b")
    parts = tuple(replace(part, id="sti") if part.id == "stic" else part for part in other.units)
    found = together(row("a"), replace(other, units=parts))
    assert {key: unit.en for key, unit in found.names.items()} == {"stic": "STI (a)", "sti": "STI (b)", "fund": "NSF"}


def test_a_directory() -> None:
    """Its names are shown, and its id is the key."""
    directory = UnitDirectory(
        {"sti": Unit(zh="科技创新局", en="STI Bureau", formerly=()), "x": Unit(zh="STI", en="STI")}
    )
    found = together(row("a"), row("b"), directory=directory)
    assert {key: unit.zh for key, unit in found.names.items()} == {"x": "STI", "fund": "基金委"}


def test_a_row() -> None:
    """It has the plan's own numbers, its items, and what is late."""
    found = row("a", as_of=day("2025-01-03"))
    assert (found.ended, found.begins, found.adopted) == (3, None, True)
    assert [(item.ref, item.light.meaning) for item in found.items] == [("1", "off-track"), ("2", "unreported")]
    assert [(entry.ref, entry.task, entry.days, entry.lead) for entry in found.late] == [
        ("1", Text("A", "A"), 187, ("stic",)),
    ]  # fmt: skip
    assert row("a", "", as_of=day("2023-12-30")).begins == 2
    assert not row("a", "").adopted
