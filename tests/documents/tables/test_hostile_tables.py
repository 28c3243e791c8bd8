"""Tables that hold anything: the draft validates, says everything as text, and nothing in it is active."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from cli_support import HOSTILE
from counting import calls
from hypothesis import given
from hypothesis import strategies as st
from spreadsheets import raw_xlsx, xlsx

from plantrack.documents.draft.table_draft import table_draft
from plantrack.documents.tables import read_table
from plantrack.errors import PlantrackError
from plantrack.planfile import PlanFile, parse_plan
from plantrack.tables.sheet import Cell, Range, Sheet
from plantrack.tables.sheets import sheets_of

HEADS = (
    "编号", "类别", "任务", "措施", "牵头单位", "责任单位", "配合单位", "责任人", "启动时间", "完成时限", "现时限", "节点", "一季度", "6月", "下半年",
    "状态", "完成率", "进展", "存在问题", "下一步", "佐证", "填报日期", "权重", "备注", "颜色", "",
)  # fmt: skip
TEXTS = (
    "1", "1.1", "1.2", "2", "1.1.1", "一、", "（一）经济", "第一部分 总则", "修桥", "修桥：1.勘察；2.3月底前施工", "①甲②乙", "- a\n- b", "甲局、乙局", "甲局牵头，乙局配合",
    "各区政府", "张三", "李四 13800001111", "6月底", "2024.6.30", "2025年3月", "长期", "适时", "每月底", "2024年13月", "已完成", "未启动", "60%", "120%", "0.6", "—", "合计",
    "备注：无", "=1+1", '=HYPERLINK("http://x")', HOSTILE, "# ?", "a: b", "- ref: x", "'", '"', "\\", "\x1b[31m", "\u202e反", "\x85", "{{zh}}", "长" * 500, "!!python/object:os.system", "x\ny: z",
)  # fmt: skip
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.sampled_from(TEXTS), st.text(max_size=20), st.floats(allow_nan=False), st.booleans(),
    st.sampled_from([1e308, -1.0, 0.5, 1.0, 60.0, 45000.0]), st.dates(), st.datetimes(),
)  # fmt: skip


def drafted(sheets: tuple[Sheet, ...]) -> PlanFile:
    """Return the plan of a table, which has no errors and whose text is plain YAML with the same tasks."""
    read = read_table(sheets, "0" * 64, "a\x1b[31m\n# ?.xlsx", 2024)
    text = table_draft(read, "plan", "a\x1b[31m\n# ?.xlsx")
    file = parse_plan(text, Path("plan"), "plan.yaml")
    assert [str(one.message) for one in file.problems if not one.warning] == []
    assert all(char.isprintable() or char == "\n" for char in text)
    assert sorted(file.plan.by_ref) == sorted(task.ref for task in read.every())
    assert yaml.safe_load(text)["id"] == "plan"
    return file


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    """Return a sheet with some known heads, in one row or with another above, and any cells below."""
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=2, max_size=8, unique=True))
    row = st.lists(CELLS, max_size=len(heads) + 1).map(tuple)
    rows = draw(st.lists(row, max_size=8))
    above = draw(st.sampled_from([(), (("2024年任务表",),), (("x", None, "y"), ())]))
    places = st.integers(0, 9)
    merged = draw(st.lists(st.builds(Range, places, places, places, places), max_size=3))
    names = draw(st.sampled_from(["表1", "", "a!b", "\x1b[31m"]))
    return Sheet(names, (*above, ("任务", "完成时限", *heads), *rows), tuple(merged))


@given(st.lists(tables(), min_size=1, max_size=3))
def test_any_table(sheets: list[Sheet]) -> None:
    """Whatever stands in its cells, and wherever they are merged."""
    try:
        drafted(tuple(sheets))
    except PlantrackError as error:
        assert error.exit_code == 3  # noqa: PT017 - no table of tasks in it


def test_markup_and_formulas() -> None:
    """Markup, escapes, formulas and numbers beyond measure are text, and what cannot be read is asked."""
    content = xlsx([
        ("任务", "牵头单位", "完成时限", "完成率"), (HOSTILE.replace("\x1b", ""), "[red]局", "=1+1", 1e308), ("'=cmd|x'!A1", "甲局", 1e15, -5),
    ])  # fmt: skip
    plan = drafted(sheets_of(content, "a.xlsx")).plan
    assert [(task.title.zh, task.due) for task in plan.walk()] == [
        ("[red]x[/red] [31m <b>", date(2024, 12, 31)), ("'=cmd|x'!A1", date(2024, 12, 31))
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_many_rows(name: str) -> None:
    """A million rows are refused, as cells or as tasks; so is a table of more tasks than anybody tracks."""
    row = "修桥,6月\n"
    csv = "任务,完成时限\n" + row * 20_000
    cells = '<c t="inlineStr"><is><t>任务</t></is></c><c t="inlineStr"><is><t>完成时限</t></is></c>'
    content = (
        csv.encode()
        if name == "a.csv"
        else raw_xlsx(f"<row>{cells}</row>" + f"<row>{cells.replace('任务', '修桥')}</row>" * 20_000)
    )
    with pytest.raises(PlantrackError, match="more than 10000 figures and tasks in it"):
        drafted(sheets_of(content, name))


def test_dates_of_any_kind() -> None:
    """Days outside of the plan, before the start, and moments are asked, not lost."""
    sheet = Sheet("a", (
        ("任务", "启动时间", "完成时限", "节点"), ("甲", date(2024, 9, 1), date(2024, 3, 1), "2月开工；10月完工"), ("乙", None, date(1999, 1, 1), None),
        ("丙", "2023年1月", datetime(2024, 5, 1, 8), None),  # noqa: DTZ001
    ))  # fmt: skip
    plan = drafted((sheet,)).plan
    assert [(task.start, task.due, [stone.due for stone in task.milestones]) for task in plan.walk()] == [
        (None, date(2024, 3, 1), [date(2024, 2, 29)]), (None, date(2024, 12, 31), []), (None, date(2024, 5, 1), []),
    ]  # fmt: skip


def test_a_task_over_many_rows() -> None:
    """Rows are added to it one by one; whoever copied those before each time would take hours."""
    rows = (("修桥", date(2024, 6, 30), None, None), *[(None, None, "甲", "乙")] * 200_000)
    (task,) = read_table([Sheet("a", (("任务", "完成时限", "备注", "颜色"), *rows))], "0" * 64, "a.xlsx", 2024).tasks
    assert (task.title, task.tasks) == ("修桥", ())


def test_a_category_for_each_task() -> None:
    """What is done for a table of 1,000 categories is at most twice that for 500."""

    def work(count: int) -> int:
        rows = tuple((f"类{n}", f"修桥{n}", date(2024, 6, 30)) for n in range(count))
        sheet = Sheet("a", (("类别", "任务", "完成时限"), *rows))
        return calls(lambda: read_table([sheet], "0" * 64, "a.xlsx", 2024))

    assert work(1000) < 2.1 * work(500)
