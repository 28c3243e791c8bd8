"""Who answers for what: leads and supports, what belongs to a task, and units that end."""

from __future__ import annotations

from datetime import date

import pytest
from support import day, plan, plan_file, replayed

from plantrack.evaluation.responsible import Responsibility, responsibilities

PLAN = """
    units:
      stic: {zh: 甲, en: A}
      b: {zh: 乙, en: B}
      c: {zh: 丙, en: C, until: 2024-12-31, successor: stic}
      d: {zh: 丁, en: D, until: 2024-06-30, successor: c}
    indicators: [{id: area, label: 面积, unit: 家, tasks: ["1.1", "2"]}]
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      support: [b]
      tasks:
      - {ref: "1.1", title: 二, kind: ongoing, milestones: [{ref: "1.1.1", title: 三, due: 2024-06-30}]}
      - {ref: "1.2", title: 四, kind: ongoing, lead: [d]}
    - {ref: "2", title: 五, kind: ongoing, lead: [b]}
"""


@pytest.mark.parametrize(
    ("line", "ref", "expected"),
    [
        ("", "1", "b stic"),
        ("", "1.1", "stic"),
        ("", "1.1.1", "stic"),
        ("", "2", "b"),
        ("", "area", "b stic"),
        ('{"kind": "assign", "on": "2024-02-01", "ref": "2", "lead": ["stic"], "support": ["b"]}', "2", "b stic"),
        ('{"kind": "assign", "on": "2024-02-01", "ref": "1", "lead": ["b"]}', "1.1.1", "b"),
        ('{"kind": "adopt", "on": "2024-02-01", "promises": {"2": {"lead": ["stic"]}}}', "area", "stic"),
    ],
)
def test_who(line: str, ref: str, expected: str) -> None:
    """Lead and support of a task, or the lead above it; of what belongs to it the same, of what follows several all."""
    found = responsibilities(plan(PLAN), replayed(line), day("2024-03-01"))
    assert " ".join(one.unit for one in found if one.ref == ref) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-03-01", [("d", None, "2024-06-30"), ("c", "2024-07-01", "2024-12-31"), ("stic", "2025-01-01", None)]),
        ("2024-06-30", [("d", None, "2024-06-30"), ("c", "2024-07-01", "2024-12-31"), ("stic", "2025-01-01", None)]),
        ("2024-07-01", [("c", None, "2024-12-31"), ("stic", "2025-01-01", None)]),
        ("2025-01-01", [("stic", None, None)]),
    ],
)
def test_a_unit_that_ends(as_of: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """From the day after its last one its successor answers; what was before the day asked about is left out."""
    found = [one for one in responsibilities(plan(PLAN), replayed(""), day(as_of)) if one.ref == "1.2"]
    days = [(unit, _day(first), _day(last)) for unit, first, last in expected]
    assert {*found} == {Responsibility("1.2", *one) for one in days}


def test_a_ring() -> None:
    """Units that follow each other in a ring, which is reported as a problem, come to an end."""
    ring = PLAN.replace("stic: {zh: 甲, en: A}", "stic: {zh: 甲, en: A, until: 2025-12-31, successor: d}")
    found = responsibilities(plan_file(ring).plan, replayed(""), day("2024-03-01"))
    assert [one.unit for one in found if one.ref == "1.2"] == ["c", "d", "stic"]


def _day(text: str | None) -> date | None:
    return day(text) if text else None
