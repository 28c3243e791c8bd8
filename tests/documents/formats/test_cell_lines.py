"""Tables whose cells stand each on a line of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.formats.cell_lines import with_rows

HEADS = ["序号", "重点任务", "具体措施", "责任单位", "完成时限"]


def rows(words: str) -> list[str]:
    """Return the lines of words parted by blanks, with | between the cells of rows."""
    return [line.replace("\t", "|") for line in with_rows(words.split())]


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        ("2026年分解表 序号 工作任务 责任单位 完成时限 1 新建天桥2座 住建局 9月底前 2 建成图书馆 文体局 12月底前 （联系人：办公室）",
         "2026年分解表 序号|工作任务|责任单位|完成时限 1|新建天桥2座|住建局|9月底前 2|建成图书馆|文体局|12月底前 （联系人：办公室）"),
        ("工作任务 责任单位 新建天桥2座 住建局 建成图书馆 文体局", "工作任务|责任单位 新建天桥2座|住建局 建成图书馆|文体局"),
        ("序号 民生实事 责任部门 时限 1 新建天桥2座 住建局 长期 2 建成图书馆 文体局 —",
         "序号|民生实事|责任部门|时限 1|新建天桥2座|住建局|长期 2|建成图书馆|文体局|—"),
        ("任务 责任人 时限 新建天桥 张某某、李某 6.30前 修路 赵某 汛期前", "任务|责任人|时限 新建天桥|张某某、李某|6.30前 修路|赵某|汛期前"),
        ("序号 任务 一季度 二季度 责任单位 1 建成东闸口 设计 开工 港航局 2 新增堆场 征地 平整 建设局",
         "序号|任务|一季度|二季度|责任单位 1|建成东闸口|设计|开工|港航局 2|新增堆场|征地|平整|建设局"),
        ("序号 任务 责任单位 一、城市更新 1 修路 住建局 二、民生 2 供水 水利局 三、保障措施 加强领导。",
         "序号|任务|责任单位 一、城市更新 1|修路|住建局 二、民生 2|供水|水利局 三、保障措施 加强领导。"),
    ],
)  # fmt: skip
def test_tables(lines: str, meant: str) -> None:
    """Heads first, then one cell a line; what stands above and below is kept as it is."""
    assert rows(lines) == meant.split()


def test_english() -> None:
    """Heads, units and persons in Latin letters are longer."""
    lines = [
        "Delivery plan 2026", "Action", "Responsible", "Lead officer", "Target completion date", "Install 40 benches",
        "Estates Team", "J. Smith", "30 September 2026", "Open a tool library", "Parks Office", "end of June",
        "This plan is reviewed each quarter.",
    ]  # fmt: skip
    assert with_rows(lines) == [
        "Delivery plan 2026", "Action\tResponsible\tLead officer\tTarget completion date",
        "Install 40 benches\tEstates Team\tJ. Smith\t30 September 2026", "Open a tool library\tParks Office\t\tend of June",
        "This plan is reviewed each quarter.",
    ]  # fmt: skip


def test_blank_cells_and_wrapped_ones() -> None:
    """A cell that is missing moves no other; one in two lines is joined; heads may stand again."""
    lines = [
        *HEADS, "1", "优化审批", "推行一窗受理", "市政务局", "6月底前", "2", "扩大投资", "市发改委", "年底前",
        "3", "完善设施", "新建雨水管网38公里，整治易涝", "积水点17处", "市水务局、", "市城管局", "7月底前",
        *HEADS, "4", "繁荣文化", "办活动", "市文体局",
    ]  # fmt: skip
    assert with_rows(lines) == [
        "\t".join(HEADS), "1\t优化审批\t推行一窗受理\t市政务局\t6月底前", "2\t扩大投资\t\t市发改委\t年底前",
        "3\t完善设施\t新建雨水管网38公里，整治易涝积水点17处\t市水务局、市城管局\t7月底前",
        "\t".join(HEADS), "4\t繁荣文化\t办活动\t市文体局\t",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["一、工作任务 二、责任单位 三、完成时限", "任务 新建天桥2座", "责任单位 完成时限 任务", "序号 姓名 电话 1 张三 139",
     "工作任务 责任单位 以上任务各单位要抓好落实，按月报送进展情况。"],
)  # fmt: skip
def test_no_table(words: str) -> None:
    """Headings, lone heads, a list of names, and heads with nothing below them stay as they are."""
    assert with_rows(words.split()) == words.split()


TASKS = st.sampled_from(["新建天桥2座", "建成图书馆", "推进课程改革", "改造老旧管网86公里，惠及居民3万户"])
OWNERS = st.sampled_from(["住建局", "市文体局、市财政局", "县人社局", "办公室", "各镇（街道）"])
DAYS = st.sampled_from(["6月底前", "2026-09-30", "三季度", "全年", "长期推进", "10月中旬"])
ROWS = st.tuples(TASKS, st.none() | OWNERS, st.none() | DAYS).filter(lambda row: any(row[1:]))


@given(st.lists(ROWS, min_size=1, max_size=12), st.booleans())
def test_any_cells_may_be_blank(table: list[tuple[str, str | None, str | None]], numbered: bool) -> None:  # noqa: FBT001
    """With a number or without, each cell comes back in its column, whichever are blank."""
    heads = [*["序号"] * numbered, "工作任务", "责任单位", "完成时限"]
    made = [[*[str(n)] * numbered, *row] for n, row in enumerate(table, 1)]
    lines = [*heads, *(cell for row in made for cell in row if cell)]
    assert with_rows(lines) == ["\t".join(heads), *("\t".join(cell or "" for cell in row) for row in made)]
