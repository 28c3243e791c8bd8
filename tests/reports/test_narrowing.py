"""Narrowing: the report of one unit, and of one task."""

from __future__ import annotations

from typing import Any

from showcase import SHOWN, UPDATES, W46, ZONE
from support import day, journal, plan, replayed

from plantrack.evaluation.evaluate import evaluate, walk
from plantrack.model.history import History
from plantrack.model.updates import Adoption
from plantrack.reports.narrowing import history_of, of_tasks, of_units, parts_of_units
from plantrack.reports.periodic import PeriodicReport, periodic_report

TASKS = plan("""
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      tasks:
      - {ref: "1.1", title: 一之一, kind: ongoing}
      - {ref: "1.2", title: 一之二, kind: ongoing, lead: [smart, fund]}
    - {ref: "2", title: 二, kind: ongoing, lead: [fund], milestones: [{ref: "2.1", title: 初稿, due: 2024-03-31}]}
    indicators:
    - {id: firms, label: 企业, unit: 家, tasks: ["2"]}
    - {id: labs, label: 实验室, unit: 个, tasks: ["1.1"]}
""")


def narrowed(*units: str, lines: str = "") -> tuple[list[str], list[str]]:
    """Return references and indicators of what units lead."""
    on = day("2024-06-30")
    found = of_units(TASKS, evaluate(TASKS, replayed(lines, on), on), units)
    return [task.ref for task in found.walk()], [indicator.id for indicator in found.indicators]


def test_what_a_unit_leads() -> None:
    """Its own tasks, those it leads jointly, and the tasks above them; what it leads by inheritance, too."""
    assert narrowed("stic") == (["1", "1.1"], ["labs"])
    assert narrowed("fund") == (["1", "1.2", "2"], ["firms"])
    assert narrowed("nobody") == ([], [])
    assert narrowed("fund", "stic", "nobody") == (["1", "1.1", "1.2", "2"], ["firms", "labs"])


def test_as_assigned_on_the_day() -> None:
    """Who leads now counts, not who led once."""
    moved = '{"kind": "assign", "ref": "2", "on": "2024-05-01", "lead": ["smart"]}'
    assert narrowed("smart", lines=moved) == (["1", "1.2", "2"], ["firms"])


def test_the_part_of_each_unit() -> None:
    """Every unit that leads something, with what it leads below each item; nobody is None."""
    on, lines = day("2024-06-30"), '{"kind": "assign", "ref": "2", "on": "2024-05-01", "lead": []}'
    for said, last in (("", "fund"), (lines, None)):
        found = parts_of_units(evaluate(TASKS, replayed(said, on), on))
        parts = {unit: [one.ref for one in walk(tops)] for unit, tops in found.items()}
        both = ["1", "1.2"]
        wanted: dict[str | None, list[str]] = {"stic": ["1", "1.1"], "smart": both, "fund": both}
        assert parts == wanted | {last: [*wanted.get(last, []), "2"]}


def test_one_task() -> None:
    """An item with all below it, or one task with those above it."""
    assert [task.ref for task in of_tasks(TASKS, ["1"]).walk()] == ["1", "1.1", "1.2"]
    assert [task.ref for task in of_tasks(TASKS, ["1.2"]).walk()] == ["1", "1.2"]
    assert [task.ref for task in of_tasks(TASKS, ["1.2", "2"]).walk()] == ["1", "1.2", "2"]


def test_records_stay_with_their_tasks() -> None:
    """Those on what is left, of an adoption what it says of that, and every undoing."""
    lines = journal("""
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {}, "2": {}}}
        {"kind": "report", "ref": "1.1", "on": "2024-02-01", "status": "in-progress"}
        {"kind": "milestone", "ref": "2.1", "on": "2024-02-02", "state": "reached"}
        {"kind": "measure", "ref": "firms", "on": "2024-02-03", "value": 9, "unit": "家", "text": "9家"}
        {"kind": "retract", "target": "u02"}
    """)
    found = history_of(of_tasks(TASKS, ["2"]), History(lines)).updates
    assert [u.id for u in found] == ["u01", "u03", "u04", "u05"]
    assert isinstance(found[0], Adoption)
    assert set(found[0].promises) == {"2"}


def test_what_others_adopted_stays_with_them() -> None:
    """An adoption that names nothing of what is left is not in its report."""
    lines = journal(
        '{"kind": "adopt", "on": "2024-05-01", "promises": {"1.1": {"start": "2024-06-01"}}, "reason": "调整"}'
    )
    assert history_of(of_tasks(TASKS, ["2"]), History(lines)).updates == ()


def report(**narrow: Any) -> PeriodicReport:
    """Return the report of the showcase's week, narrowed."""
    return periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, **narrow)


def test_the_report_of_a_unit() -> None:
    """Every list of it is on what the unit leads, and its numbers are those of its tasks alone."""
    whole, found = report(), report(units=("smart",))
    refs = {task.ref for task in found.plan.walk()}
    assert found.units == ("smart",)
    assert 0 < found.summary.tasks < whole.summary.tasks
    assert {s.task.ref for s in found.late} == {e.task.ref for e in whole.late if "smart" in e.lead}
    assert {task.ref for update in found.reported if (task := found.plan.task_of(update.ref or ""))} <= refs
    assert {entry.task.ref for entry in found.changed} <= refs


def test_the_report_of_a_task() -> None:
    """The same for one item."""
    found = report(refs=("2",))
    assert ([top.ref for top in found.roots], found.refs) == (["2"], ("2",))
    assert {task.ref[0] for update in found.reported if (task := found.plan.task_of(update.ref or ""))} == {"2"}
