"""Tables of tasks in a text: which lines they take, and where each cell stands."""

from __future__ import annotations

from plantrack.documents.tables.text_sheets import text_tables
from plantrack.tables.heads import Column
from plantrack.tables.sheet import CellPlace

HEADS = "序号\t重点任务\t牵头单位\t完成时限\n"


def rows(text: str) -> list[list[str]]:
    """Return what stands in the title cells of each table, cut out of the text itself."""
    return [
        [
            text[slice(*table.span(CellPlace("", row.row, table.sheet.heads.columns[Column.TITLE])))]
            for row in table.sheet.rows
        ]
        for table in text_tables(text)
    ]


def test_places() -> None:
    """Cells stand where they are in the text, without the blanks around them; a table ends with its last row."""
    text = f"某县2026年计划\n{HEADS}1\t 修路 \t甲局\t6月底前\n2\t治水\t乙局\t年底前\n附：说明。\n"
    (table,) = text_tables(text)
    assert rows(text) == [["修路", "治水"]]
    assert text[table.first : table.last] == text[text.index("序号") : text.index("\n附")]


def test_what_ends_a_table() -> None:
    """Another head and a sentence end a table; a page break, repeated heads and a line that groups rows do not."""
    text = (
        f"{HEADS}1\t修路\t甲局\t6月底前\n二、民生保障\n2\t治水\t乙局\t年底前\n{HEADS}3\t供水\t乙局\t年底前\n"
        "备注：1.按季通报。2.由办公室解释。\n3.排在首位的为牵头单位。\n以上各项由办公室督办。\n以下为责任人任务。\n任务\t责任人\n植树\t张某\n"
    )
    assert rows(text) == [
        ["修路", "二、民生保障", "治水", "供水", "备注：1.按季通报。2.由办公室解释。", "3.排在首位的为牵头单位。"],
        ["植树"],
    ]
    assert rows("任务\t责任人\n植树\t张某\n事项\t时限\n通电\t6月\n") == [["植树"], ["通电"]]


def test_other_tables() -> None:
    """A table that tells nobody what to do is none of tasks."""
    assert rows("指标\t单位\t数值\n产值\t亿元\t30\n") == []
    assert rows("序号\t姓名\t电话\n1\t张三\t123\n") == []
    assert rows("序号\t项目名称\t总投资\n1\t东港码头工程\t12亿元\n") == []
    assert rows("没有表格\n") == []


def test_long_english_heads() -> None:
    """A line above heads that stand again is a heading of its own, however long English heads are."""
    heads = "Ref\tWhat we will do\tResponsible service\tBy when\n"
    text = f"{heads}A1\tOpen a hub\tHousing\tMay\nTheme B: Homes\n{heads}B1\tBuild homes\tHousing\tJune\n"
    assert rows(text) == [["Open a hub"], ["Build homes"]]
