"""What headings say of the parts below them."""

from __future__ import annotations

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.scan.headings import PartRole, alone, role_of, title_end, year_in, years_in


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2023年工作总结", PartRole.SUMMARY),
        ("过去一年工作回顾", PartRole.SUMMARY),
        ("今年以来工作情况", PartRole.SUMMARY),
        ("2024年重点任务完成情况", PartRole.SUMMARY),
        ("主要工作成效", PartRole.SUMMARY),
        ("牢记嘱托，在接续奋斗中取得新成效", PartRole.SUMMARY),
        ("写在前面", PartRole.SUMMARY),
        ("上学期工作", PartRole.SUMMARY),
        ("本计划经理事会通过后实施", PartRole.GUARANTEES),
        ("2024年工作计划", PartRole.PLAN),
        ("2025年工作安排", PartRole.PLAN),
        ("2025年工作总体要求和重点任务", PartRole.PLAN),
        ("2025年目标任务和重点工作", PartRole.PLAN),
        ("下一步工作打算", PartRole.PLAN),
        ("主要任务", PartRole.PLAN),
        ("任务分工", PartRole.PLAN),
        ("2025年工作总体要求和主要目标", PartRole.AIMS),
        ("总体要求", PartRole.AIMS),
        ("指导思想", PartRole.AIMS),
        ("发展目标", PartRole.AIMS),
        ("保障措施", PartRole.GUARANTEES),
        ("强化组织领导", PartRole.GUARANTEES),
        ("加强政府自身建设", PartRole.CONDUCT),
        ("存在的主要问题", PartRole.PROBLEMS),
        ("附件1", PartRole.ANNEXES),
        ("名词解释", PartRole.ANNEXES),
        ("積極培育未來產業", None),
        ("推动科技成果转化", None),
        ("大力提振消费", None),
        ("Progress in 2025/26", PartRole.SUMMARY),
        ("WHAT WE DELIVERED: A YEAR IN REVIEW", PartRole.SUMMARY),
        ("Key priorities for 2026", PartRole.PLAN),
        ("Actions and milestones", PartRole.PLAN),
        ("Roadmap", PartRole.PLAN),
        ("Annual Delivery Plan 2026/27", PartRole.PLAN),
        ("Introduction", PartRole.AIMS),
        ("How we will report", PartRole.GUARANTEES),
        ("Challenges", PartRole.PROBLEMS),
        ("License", PartRole.ANNEXES),
        ("Priority 1: Safe and clean streets", None),
        ("Climate action", None),
    ],
)
def test_roles(heading: str, role: PartRole | None) -> None:
    """The words of a heading say what its part is; a topic says nothing."""
    assert role_of(folded(heading)) is role


def test_traditional_characters() -> None:
    """Traditional characters say the same."""
    assert role_of(folded("2024年工作總結")) is PartRole.SUMMARY
    assert role_of(folded("2025年工作計劃")) is PartRole.PLAN
    assert role_of(folded("總體要求")) is PartRole.AIMS


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2024年工作计划", 2024),
        ("２０２５年安排", 2025),
        ("二〇二五年工作要点", 2025),
        ("二○二四年总结", 2024),
        ("115年度施政計畫", 2026),
        ("今年工作", None),
        ("2024", None),
    ],
)
def test_years(heading: str, year: int | None) -> None:
    """A heading's year in digits of any width or in Chinese numerals."""
    assert year_in(folded(heading)) == year


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("加快产业升级。推进园区扩建。", "加快产业升级"),
        ("加快产业升级\n推进园区扩建。", "加快产业升级"),
        ("加快产业升级 推进园区扩建。", "加快产业升级"),
        ("医疗卫生方面：新建医院。", "医疗卫生方面"),
        ("加快产业升级", "加快产业升级"),
    ],
)
def test_where_a_heading_ends(line: str, title: str) -> None:
    """At the end of its sentence, at a colon, a blank or with the line."""
    assert line[: title_end(folded(line), 0)] == title


def test_lines_alone() -> None:
    """A short line that says what follows is a heading; a sentence or a topic is none."""
    text = "今年工作安排\n今年工作安排很多。\n大力提振消费\n保障措施。\n"
    found = [(text[first:last], role) for first, last, role in alone(folded(text), frozenset())]
    assert found == [("今年工作安排", PartRole.PLAN), ("保障措施", PartRole.GUARANTEES)]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("三年行动计划（2025—2027年）", (2025, 2027)),
        ("2025年至2027年工作任务", (2025, 2027)),
        ("2025-2026年", (2025, 2026)),
        ("2025年工作计划", None),
        ("2027—2025年", None),
    ],
)
def test_several_years(title: str, years: tuple[int, int] | None) -> None:
    """A plan may be for a run of years."""
    assert years_in(folded(title)) == years


def test_labels_are_no_headings() -> None:
    """What stands behind a colon is what the line says; only an annex is told by its label."""
    text = "工作内容：整治河道\n附件：名单\n第二部分：2025年工作计划\n"
    found = [text[first:last] for first, last, _ in alone(folded(text), frozenset())]
    assert found == ["附件：名单", "第二部分：2025年工作计划"]


def test_work_and_what_came_of_it() -> None:
    """A heading that names the work and its results is that of a summary."""
    assert role_of("主要工作及成效") is PartRole.SUMMARY
    assert role_of("2025年工作亮点") is PartRole.SUMMARY
