"""Tables of tasks: which lines are their heads, which columns they have, and which rows belong to one item."""

from __future__ import annotations

from plantrack.documents.outline.parts import DocumentPart
from plantrack.documents.outline.task_tables import task_rows
from plantrack.documents.scan import scan


def rows(text: str) -> list[list[dict[str, str]]]:
    """Return the rows of each item as what stands in the known columns, with the number."""
    doc = scan(text)
    found = [*task_rows(doc, DocumentPart(None, 0, len(text)))]
    for row in (row for same in found for row in same):
        assert all(text[cell.first : cell.last] == cell.text for cell in row.cells)
    return [
        [{"n": str(row.number)} | {c: cell.text for c in row.columns if (cell := row.cell(c))} for row in same]
        for same in found
    ]


def test_rows_of_one_item() -> None:
    """Rows with the same number and task are one item with several measures."""
    text = (
        "任务分解表\n序号\t重点任务\t具体措施\t牵头单位\t完成时限\n"
        "1\t优化审批\t推行一窗受理\t市政务局\t6月底前\n1\t优化审批\t压缩时限\t市政务局\t9月底前\n2\t扩大投资\t开工项目\t市发改委\t年底前\n"
    )
    assert rows(text) == [
        [
            {"n": "1", "number": "1", "title": "优化审批", "measures": "推行一窗受理", "due": "6月底前"},
            {"n": "1", "number": "1", "title": "优化审批", "measures": "压缩时限", "due": "9月底前"},
        ],
        [{"n": "2", "number": "2", "title": "扩大投资", "measures": "开工项目", "due": "年底前"}],
    ]


def test_a_head_of_two_rows() -> None:
    """Merged cells above the columns that they hold."""
    text = "序号\t工作任务\t责任分工\t\t时限\n序号\t工作任务\t牵头单位\t配合单位\t时限\n一\t修路\t甲局\t乙局\t6月\n"
    assert rows(text) == [[{"n": "1", "number": "一", "title": "修路", "due": "6月"}]]


def test_other_tables() -> None:
    """A table that names no tasks is none of tasks."""
    assert rows("指标\t单位\t数值\n产值\t亿元\t30\n") == []
    assert rows("序号\t姓名\t电话\n1\t张三\t123\n") == []
    assert rows("没有表格\n") == []


def test_rows_that_go_on() -> None:
    """A row with neither number nor task goes on with the one above; a head that comes again on a page is no row."""
    text = (
        "序号\t重点任务\t具体措施\t牵头单位\t完成时限\n"
        "1\t优化审批\t推行一窗受理\t市政务局\t6月底前\n\t\t压缩时限\t市数据局\t9月底前\n"
        "序号\t重点任务\t具体措施\t牵头单位\t完成时限\n\t\t\t\t\n2\t扩大投资\t开工项目\t市发改委\t年底前\n"
    )
    assert rows(text) == [
        [
            {"n": "1", "number": "1", "title": "优化审批", "measures": "推行一窗受理", "due": "6月底前"},
            {"n": "1", "number": "1", "title": "优化审批", "measures": "压缩时限", "due": "9月底前"},
        ],
        [{"n": "2", "number": "2", "title": "扩大投资", "measures": "开工项目", "due": "年底前"}],
    ]


def test_two_columns_of_tasks() -> None:
    """Where two columns name tasks, the first holds the item and the second what is done."""
    text = "序号\t任务名称\t工作内容\t牵头单位\n1\t提升教育质量\t新建小学2所\t区教育局\n"
    assert rows(text) == [[{"n": "1", "number": "1", "title": "提升教育质量", "measures": "新建小学2所"}]]
