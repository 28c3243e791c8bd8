"""Blanks that say something, and blanks that the layout made."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.spacing import rolled_out, split_items, split_paragraphs, tidied, without_layout_spaces


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("共 17 256 项，值 1 580.25 亿元", "共17256项，值1580.25亿元"),
        ("2 024 年增长 12. 5 %，总值 17916 亿元", "2024年增长12.5%，总值17916亿元"),
        ("第 二 届 委 员 会 全体", "第二届委员会 全体"),
        ("目\u3000录", "目录"),
        ("\u3000\u3000甲   乙\xa0丙 ", "甲乙丙"),
        ("一 2024年总结", "一 2024年总结"),
        ("第一章 总则", "第一章 总则"),
        ("1 加强统筹", "1 加强统筹"),
        ("KR1 续费率", "KR1 续费率"),
        ("1. O2 3 月发布", "1. O2 3月发布"),
        ("1. 2024 年目标", "1. 2024年目标"),
        ("市教育局 、市财政局 （负责）", "市教育局、市财政局 （负责）"),
        ("某局 2024-01-05 10:30", "某局 2024-01-05 10:30"),
        ("plain English text", "plain English text"),
    ],
)
def test_mended(line: str, left: str) -> None:
    """Numbers are whole, and markers keep their distance."""
    assert tidied(line) == left


def test_parted() -> None:
    """Paragraphs that were run together part at two ideographic spaces; short headings do not."""
    assert split_paragraphs("办好第一件实事。\u3000\u3000二、办好第二件") == "办好第一件实事。\n二、办好第二件"
    assert split_paragraphs("第一章\u3000\u3000总则") == "第一章\u3000\u3000总则"


def test_closed() -> None:
    """In running text that was laid out, blanks between words go; the one behind a marker stays."""
    assert without_layout_spaces("一 推进 创新 平台 建设，用好 5G 网络") == "一 推进创新平台建设，用好5G网络"


def test_unrolled() -> None:
    """A text that lost its line breaks parts at markers that follow a word; a reference to a clause is none.

    Those behind the end of a sentence are found where they stand.
    """
    lines = [
        "湖滨市审计局2025年工作总结和2026年工作打算",
        "一、2025年工作总结",
        "（一）聚焦主业，监督有力。完成审计项目56个，查出问题金额12.3亿元。",
        "（二）聚焦整改，成效明显。推动建章立制38项，按照第三条（二）项的规定办理。",
        "二、2026年工作打算",
        "（一）做实政策跟踪审计。组织开展专项审计，完成对10个县区的审计。",
    ]
    assert split_items("".join(lines)) == "\n".join([*lines[:2], "".join(lines[2:5]), lines[5]])
    assert split_items("湖滨市工作打算（一）做实审计（二）做细审计") == "湖滨市工作打算（一）做实审计（二）做细审计"


def test_headings_between_blanks() -> None:
    """On one line, a heading without number that names its year stands alone before the first marker."""
    body = "完成公路投资8.2亿元，新增公交车40辆，群众出行更加便捷，行业安全形势总体平稳，没有发生较大以上的事故。"
    text = f"湖滨县交通局总结 2025年工作总结 1.路网提速。{body} 2026年工作要点 1.加快建设。开工国道改线工程。"
    assert split_items(text + body) == (
        f"湖滨县交通局总结\n2025年工作总结\n1.路网提速。{body}\n2026年工作要点\n1.加快建设。开工国道改线工程。{body}"
    )


def test_markers_behind_blanks() -> None:
    """On one line, a blank before each of several markers was a break."""
    lines = [
        "湖滨县交通局2025年工作总结",
        "一、2025年工作情况",
        "1、路网提速。完成公路投资8.2亿元，新增公交车40辆，群众出行更加便捷，行业安全形势总体平稳，没有发生较大的事故。",
        "2、服务提质。开通客货邮线路12条，改造站点 30座，老年人出行实现免费，投诉率下降到百分之一以下，群众满意。",
        "二、2026年工作计划",
        "1、加快建设。开工国道改线工程。",
    ]
    assert split_items(" ".join(lines)) == "\n".join(lines)
    assert split_items(lines[2] + " 一、二类项目") == lines[2] + " 一、二类项目"


def test_the_title_of_one_line() -> None:
    """On one line, the blank between the title and the first sentence was a break."""
    body = "2025年，全镇干部群众团结奋斗，圆满完成全年各项目标任务。" * 5
    assert split_items(f"湖滨镇2025年工作总结 {body}") == f"湖滨镇2025年工作总结\n{body}"


def test_the_letter_of_one_line() -> None:
    """On one line, what ended a line or began one tells where the breaks were."""
    lines = [
        "首页 > 政府文件",
        "【打印】",
        "湖滨市政府办公室关于印发重点任务分工的通知",
        "湖政办〔2026〕9号",
        "各县（市、区）人民政府，市政府各部门：",
        "现将任务分工印发给你们，请抓好落实。",
        "湖滨市政府办公室",
        "2026年2月11日",
        "湖滨市2026年重点任务分工",
        "为落实全年目标任务，提出如下分工，请责任单位 认真执行。",
        "一、扩大投资",
        "1.完成投资420亿元。",
        "2.建成东站。",
        "来源：市政府办公室",
        "上一篇：关于春节放假的通知",
    ]
    assert split_items(" ".join(lines)) == "\n".join(lines)


def test_a_heading_behind_the_last_sentence() -> None:
    """It stood on a line of its own; a reference does not."""
    body = "完成公路投资8.2亿元，新增公交车40辆，群众出行更加便捷，行业安全形势总体平稳，没有发生较大以上的事故。" * 3
    assert split_items(f"{body}二、做强产业，稳住增长") == f"{body}\n二、做强产业，稳住增长"
    assert split_items(f"{body}（二）项") == f"{body}（二）项"


def test_a_whole_text_on_one_line() -> None:
    """Where nothing else parts a text, each blank was a break: before 1.1 and 2, between cells, but not in a sentence."""
    lines = [
        "滨海公司2026年度工作计划",
        "首页 > 信息公开 | 计划",
        "1 产品研发",
        "1.1 完成平台2.0开发",
        "1.1.1 6月30日前完成核心模块，责任 部门：研发部",
        "2 市场拓展",
        "◆ 老街整治",
        "负责人：周某",
        "info@example.org 2899 0000",
    ]
    assert rolled_out(" ".join(lines)) == "\n".join(lines)
    cells = ["任务清单", "序号", "工作任务", "责任单位", "完成时限", "1", "新建天桥2座，改造3座", "住建局", "9月底前"]
    assert rolled_out(" ".join(cells)) == "\n".join(cells)
    rows = ["任务\t单位", "修路\t市长 周某", "\t交通局"]
    assert rolled_out(" ".join(rows)) == "\n".join(rows)
    assert rolled_out("甲 — 3 — 乙") == "甲\n—3—\n乙"
