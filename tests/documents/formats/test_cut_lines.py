"""Lines that were cut at a width are made whole again, and others stay."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plantrack.documents.formats.cut_lines import uncut
from plantrack.documents.formats.line_repair import width

PLAN = [
    "滨海市港航局2026年重点工作任务分解方案",
    "一、建设智慧港口",
    "（一）9月底前编制智慧港口建设方案，完成引航调度平台2.0版开发，接入5个港区的实时数据，岸电使用率提高到85.6%以上。",
    "责任单位：规划处、技术处（信息中心），各港区",
    "（二）持续推进岸电改造，办好三件实事：一是新建泊位3个；二是改造闸口12处；三是为6000名船员免费体检，体检结果及时告知。",
    "责任单位：货运处、口岸处，各县（市、区）",
    "二、守住安全底线",
    "（三）全年完成应急演练8次，排查整治隐患1430处，整改率达到99%以上，对重大隐患挂牌督办，逐一销号，确保按期清零见底。",
]
COUNCIL = [
    "Oak Borough Council delivery plan",
    "Action 1.1 Open a tool library in the old fire station and train 12 wardens to run it at weekends. Lead: Estates Team.",
    "Action 1.2 Introduce weekly food waste collection in every ward of the borough by 31 October 2026. Lead: Head of Waste.",
    "Progress is reported to the cabinet each quarter, and residents are told on the website what has been done so far.",
]


def cut(text: str, at: int) -> list[str]:
    """Return the pieces of a text after each number of characters."""
    return [text[n : n + at] for n in range(0, len(text), at)]


def typeset(text: str, at: int) -> Iterator[str]:
    """Yield the lines of a text as wide as Chinese characters, none of which begins with a comma or within a number."""
    line = ""
    for token in re.findall(r"[（《“]*(?:[0-9A-Za-z.%]+|.)[，。；：、！？）》”]*", text):
        if width(line + token) > at:
            yield line
            line = ""
        line += token
    yield line


@given(st.integers(20, 40), st.sampled_from(["", "　　"]))
def test_cut_after_characters(at: int, indent: str) -> None:
    """Wherever that falls: within numbers, brackets, markers and labels, and with indents or without."""
    whole = [indent + text for text in PLAN]
    assume(all(len(text) % at for text in whole))
    assert uncut([piece for text in whole for piece in cut(text, at)]) == whole


@pytest.mark.parametrize("at", [66, 72, 80])
def test_cut_between_words(at: int) -> None:
    """English lines keep their words whole."""
    lines = [piece for text in COUNCIL for piece in textwrap.wrap(text, at, break_on_hyphens=False)]
    assert uncut(lines) == COUNCIL


@pytest.mark.parametrize("at", [24, 29, 36])
def test_commas_begin_no_line(at: int) -> None:
    """Where Latin letters are halves and a line takes a comma with its word, lines are of several lengths."""
    assert uncut([piece for text in PLAN for piece in typeset(text, at)]) == PLAN


@pytest.mark.parametrize(
    "lines",
    [
        PLAN,
        COUNCIL,
        ["任务名称：东部新城启动区道路建设", "一季度：完成征地拆迁和施工招标等", "二季度：开工建设三条主干道路工程"]
        * 2,
        ["城市建设\t改造老旧管网86公里\t区住建局", "民生保障\t举办救护培训10期\t区住建局"] * 3,
        ["Train 12 wardens | Finance Department | 30 June", "Build 10 shelters | Estates Department | 31 July"] * 3,
        [f"（{n}）建设第{n}所学校并配齐师资力量等" for n in "一二三四五六"],
        [],
        [""],
    ],
    ids=["paragraphs", "English", "labels", "tabs", "bars", "headings", "nothing", "blank"],
)
def test_others_stay(lines: list[str]) -> None:
    """Whole paragraphs, rows and lists of lines that happen to be equally long were not cut."""
    assert uncut(lines) == lines


@given(st.lists(st.text("一二三四五，、。（） 12.\t|", max_size=90), max_size=9), st.integers(16, 40))
def test_nothing_is_lost(texts: list[str], at: int) -> None:
    """Whatever is joined, each character stays, but for blanks of the layout."""
    lines = [piece for text in texts for piece in cut(text, at) or [""]]
    assert "".join(uncut(lines)).replace(" ", "") == "".join(texts).replace(" ", "")


def test_numbers_that_count_on_begin_lines() -> None:
    """A line whose number follows that of an earlier one is none that goes on, whatever the one before ends with."""
    lines = [
        "1.修订预案6个。完成时限：6月底",
        "2.推动除险加固工程完成主体。（建设科）",
        "3.新建供水管网45公里【建设科】",
    ]
    assert uncut(lines) == lines
