"""Ledgers that go out: what a unit gets to fill in."""

from __future__ import annotations

import re
from typing import Any

import openpyxl
import pytest
from cli_support import HOSTILE, INERT, Bench, Run

HEADS = [
    "序号", "编号", "任务", "牵头单位", "配合单位", "完成时限", "状态", "实际进度%", "上次进展情况", "本期进展情况",
    "未解决的问题", "存在问题", "上次下一步工作", "下一步工作", "备注/佐证",
]  # fmt: skip


def book(bench: Bench, name: str = "stic-2024-11.xlsx") -> Any:
    return openpyxl.load_workbook(bench.here / name)


def rows(sheet: Any) -> list[list[Any]]:
    """Return what stands in the cells from the head on."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def opened(sheet: Any) -> set[str]:
    """Return the heads of the columns whose cells may be filled in."""
    return {
        sheet.cell(3, cell.column).value
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if not cell.protection.locked
    }


def sent(bench: Bench, *words: str) -> None:
    done = bench.run("ledger", "send", "--unit", "stic", "-o", "stic-2024-11.xlsx", "--period", "2024-11", *words)
    assert done == Run(0, "", "已写入stic-2024-11.xlsx\n")


def test_tasks(bench: Bench) -> None:
    """A row for each open task that the unit leads or supports: what is known, and cells for what is new."""
    bench.run(
        "update",
        "2",
        "--status",
        "in-progress",
        "--percent",
        "33.3",
        "--note",
        "起草",
        "--problem",
        "缺人",
        "--next",
        "送审",
    )
    bench.run("assign", "1.2", "stic", "--support")
    sent(bench)
    sheet = book(bench)["台账"]
    assert sheet["A1"].value == "会展计划台账：科创局，2024年11月"
    assert re.fullmatch(
        "截至 2024-11-18；台账编号：fairs/stic/2024-11/2024-11-18/20241118T0400000000000Z|.*", sheet["A2"].value
    )
    blank = [None] * 9
    assert rows(sheet) == [
        HEADS,
        [1, "1.1", "办好高交会", "科创局", None, sheet["F4"].value, *blank],
        [2, "1.2", "高交会招商", "基金委", "科创局", None, *blank],
        [3, "2", "出台措施", "科创局", None, sheet["F6"].value, "进行中", 0.333, "起草（2024-11-18）", None,
         "缺人（2024-11-18）", None, "送审（2024-11-18）", None, None],
    ]  # fmt: skip
    assert [str(sheet[f"F{row}"].value)[:10] for row in (4, 6)] == ["2024-11-16", "2024-12-31"]
    assert sheet["H6"].number_format == "0.0%"


def test_milestones_and_indicators(bench: Bench) -> None:
    """Each has a sheet of its own, with what is known of it."""
    bench.run("done", "1.1.1", "--on", "2024-10-12")
    bench.run("measure", "hnte-count", "2.5万家", "--period", "2024-H1")
    sent(bench)
    stones, numbers = book(bench)["节点"], book(bench)["指标"]
    (head, stone), counted = rows(stones), rows(numbers)
    assert head == [
        "序号",
        "编号",
        "节点",
        "任务",
        "牵头单位",
        "完成时限",
        "完成情况",
        "完成日期",
        "完成说明",
        "备注/佐证",
    ]
    assert stone[:5] + stone[6:7] == [1, "1.1.1", "方案印发", "办好高交会", "科创局", "已完成"]
    assert [str(day)[:10] for day in (stone[5], stone[7])] == ["2024-10-15", "2024-10-12"]
    assert counted == [
        [
            "序号",
            "编号",
            "指标",
            "对应任务",
            "计量单位",
            "上年基数",
            "目标",
            "最近数值",
            "本期数值",
            "统计期间",
            "备注/佐证",
        ],
        [1, "hnte-count", "高企数量", "2", "家", "超2.47万家", None, "2.5万家（2024-H1）", None, None, None],
        [2, "fair-area", "展会面积", "1.1", "平方米", "50万平方米", None, None, None, None, None],
    ]


def test_what_may_be_filled_in(bench: Bench) -> None:
    """The other cells are protected without a password; lists and bounds say what a cell may hold."""
    sent(bench)
    sheets = book(bench)
    assert [(one.title, one.protection.sheet, one.protection.password, one.sheet_state) for one in sheets] == [
        ("台账", True, None, "visible"), ("节点", True, None, "visible"), ("指标", True, None, "visible"),
        ("填报说明", True, None, "visible"), ("plantrack", False, None, "veryHidden"),
    ]  # fmt: skip
    assert {sheet.title: opened(sheet) for sheet in [*sheets][:3]} == {
        "台账": {"状态", "实际进度%", "本期进展情况", "存在问题", "下一步工作", "备注/佐证"},
        "节点": {"完成情况", "完成日期", "完成说明", "备注/佐证"},
        "指标": {"本期数值", "统计期间", "备注/佐证"},
    }
    checks = {
        (sheet.title, str(check.sqref)): (check.type, check.formula1, check.formula2)
        for sheet in sheets for check in sheet.data_validations.dataValidation
    }  # fmt: skip
    assert checks == {
        ("台账", "G4:G5"): ("list", '"未启动,进行中,受阻,已完成"', None),
        ("台账", "H4:H5"): ("decimal", "0", "1"),
        ("节点", "G4"): ("list", '"已完成,未完成"', None),
        ("节点", "H4"): ("date", "1", "46022"),
    }
    assert all(
        sheet.cell(3, cell.column).comment for sheet in [*sheets][:3] for cell in sheet[4] if not cell.protection.locked
    )
    assert sheets["台账"].print_title_rows == "$3:$3"
    assert sheets["台账"].page_setup.orientation == "landscape"


def test_cancelled_is_offered_where_nobody_has_to_approve_it(bench: Bench) -> None:
    """The list has the statuses that a report may give."""
    bench.edit("language: zh\n", "language: zh\npolicy: {approval: {cancel: none}}\n")
    sent(bench, "--lang", "zh")
    assert '"未启动,进行中,受阻,已完成,已取消"' in {
        c.formula1 for c in book(bench)["台账"].data_validations.dataValidation
    }


def test_the_hidden_sheet(bench: Bench) -> None:
    """It says which ledger it is and what was sent, with a digest over all of it."""
    bench.run("update", "2", "--status", "in-progress", "--percent", "60")
    sent(bench)
    (mark, digest), *rest = [[cell.value for cell in row if cell.value] for row in book(bench)["plantrack"].iter_rows()]
    assert (mark, len(digest)) == ("plantrack-ledger/1", 64)
    assert rest == [
        ["plan", "fairs"], ["unit", "stic"], ["period", "2024-11"], ["as_of", "2024-11-18"],
        ["known_at", rest[4][1]],
        ["row", "1.1", "{}"], ["row", "2", '{"percent":"60","status":"in-progress"}'],
        ["row", "1.1.1", '{"reached":"open"}'], ["row", "hnte-count", "{}"], ["row", "fair-area", "{}"],
    ]  # fmt: skip
    assert rest[4][1].startswith("20241118T040000")


def test_the_same_ledger_is_the_same_bytes(bench: Bench) -> None:
    """Nothing but plan, records, day and language decides."""
    sent(bench)
    first = (bench.here / "stic-2024-11.xlsx").read_bytes()
    sent(bench)
    assert (bench.here / "stic-2024-11.xlsx").read_bytes() == first


def test_one_file_per_unit(bench: Bench) -> None:
    """A folder gets the ledger of every unit with an open task; the others are named."""
    bench.run("done", "1.2")
    done = bench.run("ledger", "send", "--per-unit", "out", "--lang", "en")
    assert done == Run(0, "out/stic-2024-11.xlsx written\nwithout an open task, so without a ledger: NSF Committee\n")
    assert [path.name for path in (bench.here / "out").iterdir()] == ["stic-2024-11.xlsx"]


@pytest.mark.parametrize("words", [["--per-unit", "out"], ["--unit", "stic", "-o", "out/x.xlsx"]])
def test_a_dry_run_writes_nothing(bench: Bench, words: list[str]) -> None:
    """It says what would be written."""
    before = bench.files()
    done = bench.run("ledger", "send", *words, "--dry-run", "--lang", "en")
    assert (done.code, "would be written" in done.out) == (0, True)
    assert bench.files() == before


def test_whatever_people_wrote_stays_text(bench: Bench) -> None:
    """No formula, no markup, no escape: titles and words are shown as they are."""
    bench.edit("{zh: 出台措施, en: Issue measures}", "'=1+1'")
    bench.run("update", "2", "--note", HOSTILE)
    done = bench.run("ledger", "send", "--unit", "stic", "--lang", "en", "-o", "x.xlsx")
    sheet = book(bench, "x.xlsx")["Ledger"]
    assert (done.code, sheet["C5"].value, sheet["C5"].data_type) == (0, "=1+1", "s")
    assert sheet["I5"].value == f"{INERT} (2024-11-18)"


def test_no_plan_file_is_written_over(bench: Bench) -> None:
    """A folder of the plan is no place for ledgers."""
    done = bench.run("ledger", "send", "--per-unit", "plans/fairs/journal", "--lang", "en")
    assert (done.code, "belongs to a plan or to git" in done.err) == (2, True)
