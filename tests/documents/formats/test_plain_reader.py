"""Plain text."""

from __future__ import annotations

from plantrack.budget import Budget
from plantrack.documents.formats.plain_reader import PlainTextReader, paragraphs

WRAPPED = """　　一、主要任务。今年要新建学校十二所，
改造学校三十所，让每个孩子都能就近上学，
学位供给明显增加，群众满意度继续提高，
教师待遇得到保障。
— 1 —
　　二、保障措施。各区要把任务分到单位，
落实到人，按月检查进度，按季公布结果，
对进展慢的单位及时提醒，年底统一考核，
考核结果作为评优依据。
— 2 —
"""


def test_wrapped() -> None:
    """Lines are joined, also over the end of a page, and the numbers of pages go."""
    assert paragraphs(WRAPPED) == [
        "一、主要任务。今年要新建学校十二所，改造学校三十所，让每个孩子都能就近上学，学位供给明显增加，群众满意度继续提高，教师待遇得到保障。",
        "二、保障措施。各区要把任务分到单位，落实到人，按月检查进度，按季公布结果，对进展慢的单位及时提醒，年底统一考核，考核结果作为评优依据。",
    ]


def test_lines_with_labels() -> None:
    """Each begins a paragraph, though they are equally long and end in mid-sentence."""
    card = [
        "任务名称：东部新城启动区道路建设",
        "一季度：完成征地拆迁和施工招标等",
        "二季度：开工建设三条主干道路工程",
        "责任单位：滨海新区规划和建设局",
    ]
    assert paragraphs("\n".join([*card, *card])) == [*card, *card]


def test_headers() -> None:
    """What stands at the top of every page, with form feeds between them, is no text."""
    assert paragraphs("某市要点\n一、甲\n1\f某市要点\n二、乙\n2\f某市要点\n三、丙\n3") == ["一、甲", "二、乙", "三、丙"]


def test_bars() -> None:
    """Tables drawn with bars are rows."""
    assert paragraphs("| 任务 | 单位 |\n|---|---|\n| 修路 | 交通局 |\n甲|乙") == [
        "任务\t单位",
        "修路\t交通局",
        "甲|乙",
    ]


def test_bars_without_blanks() -> None:
    """Three lines with as many bars are a table, with the lines among them that have fewer; one such line is none."""
    rows = ["任务|单位|时限", "一|城乡建设", "修路|交通局|6月", "架桥|住建局|9月"]
    assert paragraphs("\n".join(["索引号|主题|日期", "", "重点任务", *rows, "编者|校对"])) == [
        "索引号|主题|日期", "重点任务", *(row.replace("|", "\t") for row in rows), "编者|校对",
    ]  # fmt: skip


def test_a_table_among_wrapped_lines() -> None:
    """Lines of one width are joined around a table, whose rows stay rows."""
    line = "各单位要把任务分到人按月检查进度按季公布结果对进展慢的及时提"
    rows = ["| 任务 | 单位 |", "| 修路 | 交通局 |"]
    assert paragraphs("\n".join([line] * 4 + ["完成。", *rows, *[line] * 4, "结束。"])) == [
        line * 4 + "完成。", "任务\t单位", "修路\t交通局", line * 4 + "结束。",
    ]  # fmt: skip


def test_read() -> None:
    """The encoding is found."""
    draft = PlainTextReader().read("一、任务".encode("gb18030"), None, Budget())
    assert (draft.lines, draft.encoding) == (["一、任务"], "gb18030")
    assert PlainTextReader().detect(b"", "a.txt")
