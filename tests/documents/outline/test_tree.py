"""The tree of a text: which list is below which, in the forms that offices write."""

from __future__ import annotations

import pytest

from plantrack.documents.outline.tree import TextPart, tree
from plantrack.documents.scan import scan


def shape(text: str, levels: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """Return the titles of all parts, indented by their level."""
    found = tree(scan(text, levels))

    def lines(part: TextPart, depth: int) -> list[str]:
        assert text[part.offset :].startswith(part.title)
        return [f"{'  ' * depth}{part.title}", *(line for one in part.parts for line in lines(one, depth + 1))]

    return [line for part in found.parts for line in lines(part, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲部\n（一）子\n1．鼠\n2．牛\n（二）丑\n1．虎\n2．兔\n二、乙部\n（一）寅\n1．龙\n2．蛇\n",
        "1 甲部\n1.1 子\n1.1.1 鼠\n1.1.2 牛\n1.2 丑\n1.2.1 虎\n1.2.2 兔\n2 乙部\n2.1 寅\n2.1.1 龙\n2.1.2 蛇\n",
        "一、甲部\n（一）子\n1．鼠\n2．牛\n（二）丑\n3．虎\n4．兔\n二、乙部\n（三）寅\n5．龙\n6．蛇\n",
        "第一部分 甲部\n一、子\n①鼠\n②牛\n二、丑\n①虎\n②兔\n第二部分 乙部\n一、寅\n①龙\n②蛇\n",
        "1、甲部\n（1）子\n①鼠\n②牛\n（2）丑\n①虎\n②兔\n2、乙部\n（1）寅\n①龙\n②蛇\n",
    ],
)
def test_three_levels_in_any_style(text: str) -> None:
    """Numbers that begin anew or go on, decimals, enclosed ones: what lies between two markers is below the first."""
    assert shape(text) == [
        "甲部",
        "  子",
        "    鼠",
        "    牛",
        "  丑",
        "    虎",
        "    兔",
        "乙部",
        "  寅",
        "    龙",
        "    蛇",
    ]


def test_a_lone_number() -> None:
    """A chapter that is the only one parts the text; so does a number like others, and one below another."""
    assert shape("一、甲部\n（一）子。\n（二）丑。\n") == ["甲部", "  子", "  丑"]
    assert shape("1 甲部\n1.1 子\n1.1.1 鼠\n2 乙部\n2.1 丑\n") == ["甲部", "  子", "    鼠", "乙部", "  丑"]
    assert shape("甲部\n1．子。\n") == []


def test_an_inner_list_stays_inside() -> None:
    """What is counted within a paragraph does not go on with what begins paragraphs."""
    text = "滨海市工作报告\n2026年工作安排\n一是修路。\n二是办实事：一是建校。二是种树。三是修桥。\n三是治水。\n"
    assert shape(text) == ["2026年工作安排", "  修路", "  办实事", "  治水"]


def test_a_number_before_a_month() -> None:
    """1.6月 is the first of a list, where the second follows."""
    assert shape("一、任务\n1.6月底前修路。\n2.建校。\n") == ["任务", "  6月底前修路", "  建校"]


def test_headings_of_the_format() -> None:
    """What the format sets as headings parts a text without numbers; lower levels are below higher ones."""
    text = "计划书\n甲部\n子\n修路。\n丑\n建校。\n乙部\n种树。\n"
    levels = tuple((text.index(line), level) for line, level in (("甲部", 1), ("子", 2), ("丑", 2), ("乙部", 1)))
    assert shape(text, levels) == ["甲部", "  子", "  丑", "乙部"]


def test_paragraphs_that_begin_with_short_sentences() -> None:
    """In a part without numbers they head what follows in them."""
    text = "一、2025年工作安排\n扩大投资。开工项目30个，竣工20个。\n提振消费。举办展会4场，发放补贴。\n二、其他\n略。\n"
    assert shape(text) == ["2025年工作安排", "  扩大投资", "  提振消费", "其他"]


def test_what_stands_above_the_first_heading() -> None:
    """It is a part of its own where it has several."""
    text = "一、修路\n已修十条。\n二、建校\n已建三所。\n2026年工作计划\n一、修桥\n二、种树\n"
    assert shape(text) == ["", "  修路", "  建校", "2026年工作计划", "  修桥", "  种树"]


def test_a_preface_heads_no_list() -> None:
    """A line that names aims does not hold the chapters behind it; one that names the plan does."""
    assert shape("前言\n概述。\n甲、修路\n略。\n乙、建校\n略。\n") == ["修路", "建校"]
    assert shape("滨海市教育局工作报告\n2026年工作计划\n甲、修路\n略。\n乙、建校\n略。\n") == [
        "2026年工作计划",
        "  修路",
        "  建校",
    ]


def test_headings_with_and_without_numbers_are_one_level() -> None:
    """Where the format sets them so."""
    text = "计划书\n前言\n略。\n一、甲部\n略。\n二、乙部\n略。\n附则\n略。\n"
    levels = tuple((text.index(line), 2) for line in ("前言", "一、甲部", "二、乙部", "附则"))
    assert shape(text, levels) == ["前言", "甲部", "乙部", "附则"]


def test_bullets_by_depth() -> None:
    """What is indented further is below."""
    assert shape("计划书\n- 修路\n  - 勘察。\n  - 施工。\n- 建校。\n") == ["修路", "  勘察", "  施工", "建校"]


def test_breaks_lost_behind_brackets() -> None:
    """Numbers behind a closing bracket part a line."""
    text = (
        "一、甲部\n（一）修路。（交通局）（二）建校。〔教育局〕二、乙部\n（三）种树。（林业局）（四）治水。（水利局）"
    )
    assert shape(text) == ["甲部", "  修路", "  建校", "乙部", "  种树", "  治水"]


def test_an_annex_by_itself() -> None:
    """A text that is an annex of another says so above its title; that ends nothing."""
    assert shape("附件2\n某市2026年重点项目\n（一）交通\n修路。\n（二）水利\n治水。\n") == ["交通", "水利"]


def test_a_principle_named_in_passing_announces_nothing() -> None:
    """Only the last words before a list say what it is of."""
    text = "2026年工作计划汇报\n2026年工作计划\n坚持问题导向，推动各项工作。\n第一章 修路\n第一条 勘察。\n第二条 施工。\n第二章 建校\n第三条 选址。\n"
    assert shape(text) == ["2026年工作计划", "  修路", "    勘察", "    施工", "  建校", "    选址"]


def test_paragraphs_in_two_halves() -> None:
    """抓产业，促增收。 heads its paragraph; a text of such is parted by them though nothing heads it."""
    text = "云水镇工作打算\n抓产业，促增收。新建大棚200亩。\n抓项目，增后劲。开工建设管网。\n抓民生，暖人心。改造房屋46户。\n"
    assert shape(text) == ["抓产业，促增收", "抓项目，增后劲", "抓民生，暖人心"]


def test_headings_with_the_numbers_of_lists() -> None:
    """A heading that the format sets holds the list below it, though both are numbered in one style."""
    text = "计划书\n1. 甲部\n1. 鼠。\n2. 牛。\n2. 乙部\n1. 虎。\n2. 兔。\n"
    levels = tuple((text.index(line), 3) for line in ("1. 甲部", "2. 乙部"))
    assert shape(text, levels) == ["甲部", "  鼠", "  牛", "乙部", "  虎", "  兔"]


def test_lines_that_say_only_who_and_when_are_no_parts() -> None:
    """They belong to what they stand below."""
    assert shape("计划书\n一、修路\n- 负责人：张某某\n- 完成时限：6月底\n- 勘察。\n- 施工。\n二、建校\n略。\n") == [
        "修路",
        "  勘察",
        "  施工",
        "建校",
    ]


def test_a_line_below_a_numbered_heading_is_its_own() -> None:
    """A line with a role right below a number heads nothing that other numbers are in."""
    text = "局计划\n一、宣传\n重点任务\n办会4次。\n二、培训\n重点任务\n办班2期。\n"
    assert shape(text) == ["宣传", "培训"]


def test_an_address_that_opens_a_list() -> None:
    """各位代表 begins the closing words, unless a list of several lines follows."""
    ten = "".join(f"{n}.办好第{n}件。\n" for n in range(1, 6))
    text = f"（一）修路\n勘察。\n（二）建校\n各位代表，我们办好五件实事。\n{ten}各位代表！让我们共同奋斗。\n"
    assert shape(text) == ["修路", "建校", *(f"  办好第{n}件" for n in range(1, 6))]


@pytest.mark.parametrize(
    "marks",
    [("壹、", "贰、", "叁、"), ("【甲】\n", "【乙】\n", "【丙】\n"), ("第一件大事，", "第二件大事，", "第三件大事，")],
)
def test_rarer_numbers(marks: tuple[str, ...]) -> None:
    """壹、 and 【words】 alone on a line part a text, and so do things that are counted."""
    found = shape(
        "计划书\n2026年工作计划汇报\n" + "".join(f"{mark}修路{n}条。养护。\n" for n, mark in enumerate(marks))
    )
    assert len([line for line in found if not line.startswith("    ")][-3:]) == len(marks)


def test_a_heading_with_a_colon() -> None:
    """Short words behind a colon belong to the heading; a sentence does not."""
    assert shape("一、工业领域：减量与增值并重\n略。\n二、卫生方面：新建医院。改造诊所。\n") == [
        "工业领域：减量与增值并重",
        "卫生方面",
    ]


def test_bullets_that_head_numbers() -> None:
    """A short line with a bullet right above a list heads it."""
    text = "计划书\n■ 生产\n1. 修路。\n2. 建桥。\n■ 市场\n1. 参展。\n2. 催收。\n"
    assert shape(text) == ["生产", "  修路", "  建桥", "市场", "  参展", "  催收"]


def test_the_first_words_of_a_thought_head_it() -> None:
    """一是抓标准, is the heading of what follows; an amount is none."""
    text = "某会报告\n2025年工作总结\n一是抓标准，制定标准2项。\n二是闯市场，参展9场。\n三是新建学校2所，改造3所。\n"
    assert shape(text) == ["2025年工作总结", "  抓标准", "  闯市场", "  新建学校2所，改造3所"]


def test_bullets_with_a_code() -> None:
    """- KR1: is the mark of a list as a whole."""
    assert shape("O1：增长\n- KR1：修路3条。\n- KR2：建校2所。\nO2：守成\n- KR1：治水。\n") == [
        "增长",
        "  修路3条",
        "  建校2所",
        "守成",
        "  治水",
    ]
