"""The normalised text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.formats.normalisation import normalised_lines, prepared


def normalised(text: str) -> str:
    return "\n".join(normalised_lines([text]))


def test_normalised() -> None:
    """Lines are stripped and never empty; cells are parted by tabs; a marker is no cell."""
    assert (
        normalised(" 一、\t任务\r\n\r\n\t \n序号\t 任 务 名 称 \t\n　　完成。") == "一、任务\n序号\t任务名称\t\n完成。"
    )


def test_prepared() -> None:
    """Blanks are as they were."""
    assert prepared("　　一&amp;\u200b二") == "　　一&二"


@given(st.text("一二、。（） \t\n\u3000\u200b年2024[]size=&;", max_size=80))
def test_again(text: str) -> None:
    """No line is empty or ends in blanks, whatever comes in."""
    lines = normalised(text).split("\n")
    assert lines == [""] or all(line.strip() and "  " not in line for line in lines)


def test_facts_on_one_line() -> None:
    """The blank before the next label stays, whatever stands beside it."""
    assert (
        normalised("索引号：YC-2026　生成日期：2026年 3月2日　发布机构：某局")
        == "索引号：YC-2026 生成日期：2026年3月2日 发布机构：某局"
    )


def test_wide_numbers() -> None:
    """Numbers are of half width, whatever they were typed in."""
    assert normalised("１．新建学校１２所，完成９．５％。") == "1．新建学校12所，完成9.5%。"


def test_ligatures() -> None:
    """Letters that a font draws as one are letters."""
    assert normalised("Chief Operating O\ufb03cer, \ufb01re and \ufb02ood") == "Chief Operating Officer, fire and flood"


def test_a_row_of_heads_is_no_fact() -> None:
    """时间 heads a column where another head stands beside it, and labels a day where that does."""
    assert normalised("时间\t工作内容\t负责部门") == "时间\t工作内容\t负责部门"
    assert normalised("时间：\t2026-01-16") == "时间：2026-01-16"
