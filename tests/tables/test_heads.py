"""The heads of tables of tasks."""

from __future__ import annotations

import re

import pytest
from differences import differing

from plantrack.characters.folding import folded
from plantrack.tables.heads import Column, Heads, column_of, columns_of, period_of_head
from plantrack.word_tables import word_table

TABLE = word_table("plantrack.tables", "heads")


def test_the_table() -> None:
    """Each column has heads, no word names two of them, and words stand in the form in which heads are compared."""
    assert sorted(TABLE) == sorted(Column)
    words = [word for of in TABLE.values() for word in of.get("words", ())]
    assert len(words) == len(set(words))
    assert [word for word in words if "".join(folded(word).lower().split()) != word] == []
    patterns = [one for of in TABLE.values() for one in of.get("patterns", ())]
    assert [one for one in patterns if folded(one) != one or re.search(one, "")] == []


KNOWN = {
    "序号": "number", "编 号": "reference", "任务\n名称": "title", "重点工作": "title", "２０２４年重点任务": "title",
    "Action": "title", "Deliverable": "title", "牵头单位": "lead", "牽頭單位": "lead", "Lead": "lead", "OWNER": "lead",
    "责任单位": "responsible", "责任单位（部门）": "responsible", "配合单位": "support", "Support": "support",
    "责任人": "person", "联系人及电话": "person", "分管领导": "leader", "完成时限": "due", "完成时限（年月日）": "due",
    "Due date:": "due", "Deadline": "due", "时限（现）": "due-now", "时间节点": "milestone", "Milestone": "milestone",
    "工作目标": "target", "具体措施": "measures", "状态": "status", "Status": "status", "进度（%）": "percent",
    "% complete": "percent", "完成率": "percent", "序时进度": "expected", "进展情况": "progress",
    "存在问题及困难": "problem", "下一步工作安排": "next", "备注": "note", "佐证材料": "evidence", "类别": "category",
    "Responsible service": "responsible", "Executive\nlead": "lead", "Named lead": "lead", "Who?": "person",
    "Who is responsible?": "person", "Person responsible": "person", "Key partners": "support", "By when?": "due",
    "Completed by": "due", "Quality priority": "category", "Strategic aim": "category", "Domain": "category",
    "What will we do?": "title", "Improvement action": "title", "Success measures": "target",
    "Measure (now → goal)": "indicator",
    "改什么": "title", "怎么改": "measures", "谁来改": "person", "谁帮忙": "support", "何时见效": "due",
    "何时启动": "start", "主责部室": "lead", "承办": "responsible", "协办": "support", "负责团队": "responsible",
    "协作团队": "support", "整改目标": "target", "Owner / lead": "lead", "Deadline / milestone": "due",
    "Implementing partner": "responsible", "Who helps?": "support", "实施方案": "None", "a/b": "None",
    "Objective": "category", "启动时间": "start", "任务来源": "source", "填报日期": "day", "亮灯": "light",
}  # fmt: skip


def test_columns() -> None:
    """Heads in both languages, in full width, traditional characters, with line breaks and brackets."""
    assert differing(KNOWN, lambda head: str(column_of(head)), KNOWN.__getitem__) == {}


def test_unknown() -> None:
    """Nothing, a number, a sentence and another word are no head."""
    assert [column_of(head) for head in ("", " ", "1", "任务" * 30, "颜色")] == [None] * 5


PERIODS = {
    "一季度": "一季度", "第三季度": "第三季度", "Q1": "Q1", "Q2 2024": "Q2 2024", "1月形象进度": "1月",
    "十二月": "十二月", "上半年工作目标": "上半年", "2024年6月": "2024年6月", "1—3月": "1—3月", "Jan": "Jan",
    "March milestones": "March", "二季度（4-6月）": "二季度", "备注": None, "1": None, "6月30日": None, "": None,
    "第一": None,
}  # fmt: skip


def test_periods() -> None:
    """Months, quarters and halves of a year, with what stands around them."""
    assert differing(PERIODS, period_of_head, PERIODS.__getitem__) == {}


def test_below_a_title() -> None:
    """Lines above the heads are none; columns that are not known are listed."""
    rows = [("2024年重点工作任务分工表",), (), ("序号", "重点任务", "颜色", "牵头单位"), ("1", "修桥", "红", "交通局")]
    assert columns_of(rows) == Heads(
        2, 2, ("序号", "重点任务", "颜色", "牵头单位"), {Column.NUMBER: 0, Column.TITLE: 1, Column.LEAD: 3}, {}
    )
    heads = columns_of(rows)
    assert heads is not None
    assert heads.unknown == (2,)
    assert [heads.cell(rows[3], column) for column in (Column.LEAD, Column.DUE)] == ["交通局", None]
    assert heads.cell(("1",), Column.LEAD) is None


UPPER = ("序号", "任务", "责任单位", None, "时限", None, "节点目标")
LOWER = (None, None, "牵头", "配合", "原", "现", "一季度", "二季度")
NAMES = ("序号", "任务", "责任单位 牵头", "责任单位 配合", "时限 原", "时限 现", "节点目标 一季度", "节点目标 二季度")


@pytest.mark.parametrize(
    "rows",
    [
        [UPPER, LOWER],
        [
            ("序号", "任务", "责任单位", "责任单位", "时限", "时限", "节点目标", "节点目标"),
            ("序号", "任务", *LOWER[2:]),
        ],
    ],
    ids=["blank", "merged"],
)
def test_two_rows(rows: list[tuple[str | None, ...]]) -> None:
    """Heads in two rows, whether the merged cells are blank or spread, below a title that is merged over all."""
    found = columns_of([("2024年重点任务",) * 8, *rows, ("1", "修桥", "甲局", "乙局", "6月", "7月", "开工", "完工")])
    columns = {Column.NUMBER: 0, Column.TITLE: 1, Column.LEAD: 2, Column.SUPPORT: 3, Column.DUE: 4, Column.DUE_NOW: 5}
    assert found == Heads(1, 2, NAMES, columns, {6: "一季度", 7: "二季度"})


def test_a_second_task_column() -> None:
    """The first is the task, the second says how."""
    found = columns_of([("Task", "Description", "Owner")])
    assert found == Heads(
        0, 0, ("Task", "Description", "Owner"), {Column.TITLE: 0, Column.MEASURES: 1, Column.LEAD: 2}, {}
    )


def test_no_heads() -> None:
    """Rows without two known heads, and no rows."""
    assert [columns_of(rows) for rows in ([], [()], [("任务",), ("修桥",)], [("一季度", "二季度")])] == [None] * 4


@pytest.mark.parametrize("head", ["工作" * 300_000 + "x", "【" * 600_000], ids=["words", "brackets"])
def test_a_head_without_end(head: str) -> None:
    """Names no column; whoever looked for its end from each of its characters would take hours."""
    assert columns_of([("任务", "完成时限", head)]) == Heads(
        0, 0, ("任务", "完成时限", head), {Column.TITLE: 0, Column.DUE: 1}, {}
    )


def test_milestones_of_priorities() -> None:
    """English milestones below priorities are the tasks of rows that have no other; beside tasks they are none."""
    alone = columns_of([("Quality priority", "Milestone", "Due")])
    beside = columns_of([("Priority area", "Action", "Milestone", "Due")])
    assert alone is not None
    assert beside is not None
    assert alone.columns == {Column.CATEGORY: 0, Column.TITLE: 1, Column.DUE: 2}
    assert beside.columns == {Column.CATEGORY: 0, Column.TITLE: 1, Column.MILESTONE: 2, Column.DUE: 3}
