"""Numbers in the cells of tables of indicators."""

from __future__ import annotations

import pytest

from plantrack.documents.figures.extraction import find_figures, scan_amounts
from plantrack.documents.figures.indicator_tables import FigureCell, cells_of
from plantrack.documents.figures.quantities import Amount, amount_at
from plantrack.model.amounts import Kind

INDICATORS = """指标完成情况
序号\t指标名称\t单位\t2024年完成\t增长(%)\t2025年目标
1\t地区生产总值\t亿元\t1,500.3\t6.5\t1600左右
2\t登记失业率\t%\t3.2\t—\t4以内
3\t新增就业\t万人\t5.2\t-3.1\t≥5
"""


def told(text: str, year: int, *, planned: bool) -> list[str]:
    """Return all figures of a text, one line each."""
    return [
        f"{f.quote} = {f.value} {f.unit} {f.qualifier or '-'} {f.kind} {f.label} {f.period}"
        for f in find_figures(scan_amounts(text), year, planned=planned)
    ]


def test_a_table_of_indicators() -> None:
    """The unit stands in its own column or in the head; a column that names a later year is a target."""
    expected = [
        "1,500.3 = 150030000000 元 - measure 地区生产总值完成 2024",
        "6.5 = 6.5 % - growth 地区生产总值增长 2024",
        "1600左右 = 160000000000 元 左右 target 地区生产总值目标 2025",
        "3.2 = 3.2 % - measure 登记失业率完成 2024",
        "4以内 = 4 % 以内 target 登记失业率目标 2025",
        "5.2 = 52000 人 - measure 新增就业完成 2024",
        "-3.1 = -3.1 % - growth 新增就业增长 2024",
        "≥5 = 50000 人 不低于 target 新增就业目标 2025",
    ]
    assert told(INDICATORS, 2024, planned=False) == expected


def test_in_the_plan_a_column_of_last_year_is_none_of_its_targets() -> None:
    """Columns without a year are of the part that they stand in."""
    text = "指标\t2024年实际\t预期增长\n粮食总产(万吨)\t20.5\t2%\n"
    assert told(text, 2025, planned=True) == [
        "20.5 = 205000 吨 - measure 粮食总产实际 2024",
        "2% = 2 % - target 粮食总产预期增长 2025",
    ]


def test_units_in_cells_and_rows() -> None:
    """A share in the head goes before the unit of a row; the unit of a row before that of its column."""
    text = "项目\t总量(亿元)\t±%\n工业产值\t300\t8.1\n财政收入(万元)\t5200\t4\n到位外资\t3亿美元\t-1%\n"
    assert told(text, 2024, planned=False) == [
        "300 = 30000000000 元 - measure 工业产值总量 2024",
        "8.1 = 8.1 % - growth 工业产值± 2024",
        "5200 = 52000000 元 - measure 财政收入总量 2024",
        "4 = 4 % - growth 财政收入± 2024",
        "3亿美元 = 300000000 美元 - measure 到位外资总量 2024",
        "-1% = -1 % - growth 到位外资± 2024",
    ]


def test_ten_thousands_in_cells() -> None:
    """In the cell, in the head or in both, they count once; a head may be nothing but a unit."""
    for text in ("指标\t人次\n门诊\t10.8万\n", "指标\t量(万人次)\n门诊\t10.8\n", "指标\t量(万人次)\n门诊\t10.8万\n"):
        (found,) = find_figures(scan_amounts(text), 2024, planned=False)
        assert (found.value, found.unit) == (108000, "人次")


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t时限\n1\t编制规划\t12月\n2\t修订办法\t6月底前\n",
        "姓名\t电话\n某某\t12345678\n",
        "1\t2\t3\n4\t5\t6\n",
        "文字,没有表格",
    ],
)
def test_tables_without_figures(text: str) -> None:
    """Numbers of rows, dates, and numbers that nothing gives a unit."""
    assert told(text, 2024, planned=False) == []


def test_sentences_in_cells_are_read_as_sentences() -> None:
    """With their own words."""
    assert told("序号\t任务\n1\t新建学校5所,改造2所\n", 2025, planned=True) == [
        "5所 = 5 所 - target 新建学校 2025",
        "2所 = 2 所 - target 改造 2025",
    ]


def test_a_cell_gives_an_amount_what_it_lacks() -> None:
    """Its unit with the magnitude; an amount that has a unit keeps its own."""
    cell = FigureCell("产值", "2023年(亿元)", "亿元")
    assert cells_of("a\tb\n产值\t30")[7] == FigureCell("产值", "b", "")
    bare, own = amount_at("30", 0), amount_at("30家", 0)
    assert bare is not None
    assert own is not None
    assert cell.filled(bare) == Amount(first=0, last=2, core=0, value=bare.value * 10**8, unit="元")
    assert cell.filled(own) == own
    assert cell.kind(bare, 2023, planned=False) is Kind.MEASURE
    assert cell.period(2020) == "2023"
