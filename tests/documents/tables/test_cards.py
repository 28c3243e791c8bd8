"""Cards: labelled lines that say for each task what the columns of a table say."""

from __future__ import annotations

from plantrack.documents.tables.cards import cards, group_lines
from plantrack.tables.sheet import CellPlace


def read(text: str) -> list[list[dict[str, str]]]:
    """Return the cells of the rows of each table, cut out of the text itself, by their heads."""
    found = []
    for table in cards(text, ()):
        names = table.sheet.heads.names
        cells = [
            [text[slice(*table.span(CellPlace("", row.row, n)))] for n in range(len(names))] for row in table.sheet.rows
        ]
        found.append([{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in cells])
    return found


def test_cards() -> None:
    """Consecutive cards are the rows of one table; a heading between them parts two, and who to ask ends them."""
    text = (
        "某县项目\n（一）交通\n项目名称：修路\n责任单位：甲局；配合单位：乙局\n年度目标：6月底前通车。\n项目名称：架桥\n责任单位：丙局\n"
        "（二）水利\n1．项目名称：治水　责任单位：丁局　完成时限：年底前\n联系人：某某\n"
    )
    assert read(text) == [
        [
            {"项目名称": "修路", "责任单位": "甲局", "配合单位": "乙局", "年度目标": "6月底前通车。"},
            {"项目名称": "架桥", "责任单位": "丙局"},
        ],
        [{"项目名称": "治水", "责任单位": "丁局", "完成时限": "年底前"}],
    ]
    first, second = cards(text, ())
    assert text[first.first : first.last] == text[text.index("项目名称：修") : text.index("\n（二）")]
    assert text[second.first : second.last] == text[text.index("1．") : text.index("\n联系人")]


def test_a_number_before_each_card() -> None:
    """A label that stands as often as the task is a column, whatever it says; one that stands once ends the cards."""
    card = "卡片编号：0{0}\n任务名称：任务{0}\n一季度：开工\n二季度：完工\n"
    text = card.format(1) + card.format(2) + "填报说明：本卡由各单位填写。\n"
    assert read(text) == [
        [{"卡片编号": f"0{n}", "任务名称": f"任务{n}", "一季度": "开工", "二季度": "完工"} for n in (1, 2)]
    ]


def test_lists_below_labels() -> None:
    """A label alone on its line has the lines of the list below it, or the one line there."""
    text = "【任务名称】修路\n【主要内容】\n1．征地。\n2．施工。\n【责任单位】甲局\n- **任务名称**：架桥\n- **主要内容**：\n立桥墩。\n- **责任单位**：乙局\n三、其他\n"
    assert read(text) == [
        [
            {"任务名称": "修路", "主要内容": "1．征地。\n2．施工。", "责任单位": "甲局"},
            {"任务名称": "架桥", "主要内容": "立桥墩。", "责任单位": "乙局"},
        ]
    ]


def test_english_cards() -> None:
    """Labels in one line stand apart by blanks, bars or semicolons."""
    text = (
        "3. Beds\nHelen gave an update.\nAction: Open 24 beds.   Owner: Acute Operations   Due: 1 November 2026\n"
        "Action: Agree a protocol | Lead officer: J. Smith | Due date: 9 October\n4. Other\nAction: Print leaflets\nOwner: Siân Pryce\n"
    )
    assert read(text) == [
        [
            {"Action": "Open 24 beds", "Owner": "Acute Operations", "Due": "1 November 2026"},
            {"Action": "Agree a protocol", "Lead officer": "J. Smith", "Due": "9 October"},
        ],
        [{"Action": "Print leaflets", "Owner": "Siân Pryce"}],
    ]


def test_no_cards() -> None:
    """Labels below a heading that names the task, labels of something else, and sentences with colons are none."""
    assert read("一、修路\n工作任务：征地施工\n责任单位：甲局\n二、架桥\n工作任务：立墩\n责任单位：乙局\n") == []
    assert read("联系人：张某\n电话：123\n联系人：李某\n电话：456\n") == []
    assert read("Name: Ann\nEmail: a@b.org\nName: Ben\nEmail: b@b.org\n") == []
    assert read("项目名称：修路\n总投资：3亿元\n项目名称：架桥\n总投资：2亿元\n") == []
    assert read("会议议定：由甲局负责修路。\n会议议定：由乙局负责架桥。\n") == []


def test_lines_above_cards() -> None:
    """Several short lines above cards group those below; a sentence, a number of its own and one line alone do not."""
    card = "任务名称：修路\n责任单位：甲局\n"
    text = f"任务卡\n民生类\n{card}产业类\n{card}"
    assert [text[first:].split("\n", maxsplit=1)[0] for first in group_lines(text, cards(text, ()))] == [
        "民生类",
        "产业类",
    ]
    for none in (f"民生类\n{card}", f"一、民生\n{card}二、产业\n{card}", f"如下。\n{card}如下：\n{card}"):
        assert group_lines(none, cards(none, ())) == ()
