"""Values of the plan's types as YAML."""

from __future__ import annotations

from typing import Any

import pytest
from support import day

from plantrack.model.basis import Attribution, BasisSet
from plantrack.model.plan import Milestone, Task, TaskKind, Text, Unit
from plantrack.planfile.writing import item_lines, one_line

STONE = Milestone("1.1", Text("起", "起"), day("2024-03-31"), "document")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("stic", "stic"),
        ("null", '"null"'),
        ("6.10", '"6.10"'),
        ("Data", '"Data"'),
        ('it\'s "so"\n', '"it\'s \\"so\\"\\n"'),
        (True, "true"),
        (2.0, "2"),
        (100000.0, "100000"),
        (0.000001, "0.000001"),
        (TaskKind.ONGOING, "ongoing"),
        (day("2024-03-31"), "2024-03-31"),
        (("stic", "fund"), "[stic, fund]"),
        (("li", "韩梅"), '["li", "韩梅"]'),
        (Text("abc", "abc"), '"abc"'),
        (Text("甲", "abc"), '{zh: "甲", en: "abc"}'),
        (Unit("abc", "abc"), '{zh: "abc", en: "abc"}'),
        (Attribution(assigned="李雷", on=day("2024-01-12")), '{assigned: "李雷", on: 2024-01-12}'),
        (BasisSet(due="assumed"), "{due: assumed}"),
        ((STONE,), '[{ref: "1.1", title: "起", due: 2024-03-31, basis: document}]'),
    ],
)
def test_one_line(value: Any, written: str) -> None:
    """Identifiers and words of closed lists stand without quotes, and what goes without saying is left out."""
    assert one_line(value) == written


def test_an_entry_of_a_list() -> None:
    """On one line, or with a line for each key behind the dash."""
    task = Task("1", Text("一", "一"), kind=TaskKind.ONGOING)
    assert item_lines(task, 2, grouped=False) == ['  - {ref: "1", title: "一", kind: ongoing}']
    assert item_lines(task, 0, 3, grouped=True) == ['-   ref: "1"', '    title: "一"', "    kind: ongoing"]
