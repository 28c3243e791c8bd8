"""Changes of a plan: new entries with the next free reference, and entries that differ."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from support import day, plan

from plantrack.errors import InputError
from plantrack.model.plan import Indicator, Milestone, Task, TaskKind, Text, Unit
from plantrack.model.planning import (
    next_reference,
    with_changed,
    with_indicator,
    with_milestone,
    with_task,
    with_unit,
)

PLAN = plan("""
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - ref: "1.1"
        title: 甲
        kind: deliverable
        due: 2024-06-30
        milestones: [{ref: "1.1.1", title: 起, due: 2024-03-01}]
      - {ref: "1.2", title: 乙, kind: ongoing}
    - {ref: "2", title: 二, kind: ongoing}
    indicators: [{id: firms, label: 企业, unit: 家}]
""")
NEW = Task("9", Text("新", "新"), kind=TaskKind.ONGOING)


@pytest.mark.parametrize(
    ("above", "used", "free"),
    [
        (None, [], "1"),
        (None, ["1", "2", "2.7", "firms"], "3"),
        (None, ["1", "9.1", "10.2.3"], "11"),
        ("6", ["6", "60.4", "6.2", "6.10", "6.9.30"], "6.11"),
        ("6.2", ["6.2", "6.2.1"], "6.2.2"),
        ("6.2", ["6.3.1"], "6.2.1"),
        (None, ["1", "99999999999.1", "一.1", "２"], "2"),
    ],
)
def test_the_next_reference(above: str | None, used: list[str], free: str) -> None:
    """It follows the greatest that was ever used there, and what is no reference does not count."""
    assert next_reference(above, used) == free


def test_a_task_at_the_top_and_below_another() -> None:
    """It comes last; what was there stays the same."""
    assert with_task(PLAN, None, NEW).tasks == (*PLAN.tasks, NEW)
    found = with_task(PLAN, "1", NEW)
    assert found.by_ref["1"].tasks == (*PLAN.by_ref["1"].tasks, NEW)
    assert found.tasks[1] is PLAN.tasks[1]


def test_what_gets_its_first_task_has_no_kind() -> None:
    """A task with others below it says nothing of its own."""
    found = with_task(PLAN, "1.2", NEW).by_ref["1.2"]
    assert found == replace(PLAN.by_ref["1.2"], kind=None, tasks=(NEW,))


def test_milestones_units_and_indicators() -> None:
    """Each comes last among its own."""
    stone, unit, indicator = (
        Milestone("1.1.2", NEW.title, day("2024-04-01")),
        Unit("新", "New"),
        Indicator("n", NEW.title, "家"),
    )
    assert with_milestone(PLAN, "1.1", stone).by_ref["1.1"].milestones[-1] == stone
    assert [*with_unit(PLAN, "new", unit).units.items()] == [*PLAN.units.items(), ("new", unit)]
    assert with_indicator(PLAN, indicator).indicators == (*PLAN.indicators, indicator)


def test_a_name_that_is_taken() -> None:
    """It is refused, with the id that is taken."""
    with pytest.raises(InputError, match="there is a unit stic already"):
        with_unit(PLAN, "stic", Unit("新", "New"))
    with pytest.raises(InputError, match="there is an indicator firms already"):
        with_indicator(PLAN, Indicator("firms", NEW.title, "家"))


@pytest.mark.parametrize("name", ["1", "1.1", "1.1.1", "2"])
def test_a_change_of_a_task_or_milestone(name: str) -> None:
    """Nothing else differs: changed back, it is the plan that it was."""
    found = with_changed(PLAN, name, title=NEW.title)
    old = PLAN.title_of(name)
    assert (found.title_of(name), with_changed(found, name, title=old)) == (NEW.title, PLAN)
    assert found != PLAN


def test_a_change_of_a_unit_or_indicator() -> None:
    """They are found by their ids."""
    assert with_changed(PLAN, "fund", en="Fund").units["fund"] == Unit("基金委", "Fund")
    assert with_changed(PLAN, "firms", headline=True).indicators == (replace(PLAN.indicators[0], headline=True),)
