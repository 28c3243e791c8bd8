"""What stands for which clause: by its title, by likeness, by what holds what, and by what is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.documents.matching import Counterpart, counterparts_of, match_clauses
from plantrack.documents.parsed_document import Clause, ClauseKind
from plantrack.planfile import parse_plan

PLAN = """\
id: p
title: {zh: 计划, en: Plan}
issuer: u
language: zh
period: {first: 2026-01-01, last: 2026-12-31}
report_every: month
units: {u: {zh: 局, en: Bureau}}
tasks:
- ref: "1"
  title: {zh: 扩大供给, en: Supply}
  lead: [u]
  directions: [{zh: 统筹城乡, en: Both, sentence: 2}]
  tasks:
  - {ref: "1.1", title: {zh: 新建学校, en: Schools}, kind: ongoing, place: {section: 4, sentence: 1}}
- {ref: "2", title: {zh: 深化改革, en: Reform}, kind: ongoing, lead: [u]}
"""


def clause(title: str, sentence: int = 1) -> Clause:
    return Clause(title, ClauseKind.ONGOING, title, 0, sentence)


def test_stands() -> None:
    """Tasks without sub-tasks, and directions; the section is that of the place, else of the number."""
    assert [*counterparts_of(parse_plan(PLAN, Path("p"), "plan.yaml").plan)] == [
        Counterpart("1", 1, 2, "统筹城乡", direction=True),
        Counterpart("1.1", 4, 1, "新建学校"),
        Counterpart("2", 2, None, "深化改革"),
    ]


@pytest.mark.parametrize(
    ("clauses", "stands", "expected"),
    [
        ([(1, "新建学校3所")], [(1, 1, "新建学校3所")], {0: [0]}),
        ([(1, "新建学校3所"), (2, "新建学校3所")], [(2, 1, "新建学校3所")], {1: [0]}),
        ([(1, "新建学校3所")], [(2, 1, "新建学校3所")], {0: [0]}),
        ([(1, "推进集团化办学改革")], [(1, 1, "推进集团化办学")], {0: [0]}),
        ([(1, "新建学校3所"), (1, "改造校舍12栋")], [(1, 1, "新建学校3所，改造校舍12栋")], {0: [0], 1: [0]}),
        ([(1, "完善经费保障机制")], [(1, 1, "落实生均拨款")], {0: [0]}),
        ([(1, "完善经费保障机制")], [(1, 2, "落实生均拨款")], {}),
        ([(1, "完善经费保障机制")], [(2, 1, "落实生均拨款")], {}),
    ],
    ids=[
        "same",
        "same section first",
        "elsewhere",
        "alike",
        "held",
        "left over",
        "another sentence",
        "another section",
    ],
)
def test_matched(
    clauses: list[tuple[int, str]], stands: list[tuple[int, int, str]], expected: dict[int, list[int]]
) -> None:
    """The surer reason comes first; what has none stands open."""
    found = match_clauses(
        [(item, clause(title)) for item, title in clauses],
        [Counterpart(str(n), section, sentence, title) for n, (section, sentence, title) in enumerate(stands)],
    )
    assert dict(found) == expected
