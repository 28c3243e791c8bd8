"""Names of units out of lists, and words for many at once."""

from __future__ import annotations

import pytest

from plantrack.documents.owners.names import LONGEST, Name, like_office, like_unit, many, names, people

COLLECTIVE = """
各地区
各地
各部门
各区
各区政府
各县市区
各镇街
各乡镇（街道）
各市（州）政府
各级人民政府
各级党委、政府
各级各部门
全市各级各部门
各责任单位
各相关部门
各有关高校
各金融机构
各工作组
地方各级人民政府
有关部门
有关部门和单位
有关方面
有关省份
相关企业
相关行业协会
其他有关部门
市级各部门
市有关部门和单位
省级有关部门
县直有关单位
区直各部门
沿线各市
市属企业
驻区各单位
科研院所
各教研组
各产业工会
各县区图书馆
各省、自治区、直辖市人民政府
各市、县（市、区）政府
"""


@pytest.mark.parametrize("plain", COLLECTIVE.strip().splitlines())
def test_words_for_many_are_one_collective_word(plain: str) -> None:
    assert list(names(plain)) == [Name(plain, collective=True)]


@pytest.mark.parametrize(
    ("plain", "meant"),
    [
        ("教育局、财政局", ["教育局", "财政局"]),
        ("教育局，财政局；审计局", ["教育局", "财政局", "审计局"]),
        ("教育局 财政局", ["教育局", "财政局"]),
        ("教育局和财政局", ["教育局", "财政局"]),
        ("教育局、财政局和审计局", ["教育局", "财政局", "审计局"]),
        ("教育局以及财政局", ["教育局", "财政局"]),
        ("工业和信息化部", ["工业和信息化部"]),
        ("工业和信息化部和商务部", ["工业和信息化部", "商务部"]),
        ("科技和工业信息化局、规划和自然资源局", ["科技和工业信息化局", "规划和自然资源局"]),
        ("粮食和储备局", ["粮食和储备局"]),
        ("党委宣传部、统战部", ["党委宣传部", "统战部"]),
        ("文化局（文物局）、体育局", ["文化局（文物局）", "体育局"]),
        ("教育局等", ["教育局"]),
        ("教育局、财政局等部门", ["教育局", "财政局"]),
        ("教育局、财政局等12个单位", ["教育局", "财政局"]),
        ("高等教育处", ["高等教育处"]),
        ("由教育局", ["教育局"]),
        ("自由贸易区管委会", ["自由贸易区管委会"]),
        ("市工业和 信息化局", ["市工业和信息化局"]),
        ("无", []),
        ("/", []),
        ("", []),
        ("局" * (LONGEST + 1), []),
    ],
)
def test_lists_part_where_units_stand_on_both_sides(plain: str, meant: list[str]) -> None:
    assert [one.text for one in names(plain)] == meant


def test_more_that_is_only_called_others_is_collective() -> None:
    assert list(names("教育局等有关单位")) == [Name("教育局"), Name("有关单位", collective=True)]


def test_a_person_stands_behind_a_unit() -> None:
    assert list(names("教导处 马岚、总务处")) == [Name("教导处"), Name("马岚", person=True), Name("总务处")]


def test_the_office_of_a_person_is_no_name() -> None:
    assert [one.text for one in people("副市长 钟毓秀、市住建局局长 房大同，马岚 石大海")] == [
        "钟毓秀",
        "房大同",
        "马岚",
        "石大海",
    ]


def test_a_part_in_brackets_is_a_note() -> None:
    assert list(names("教育局（牵头）、财政局")) == [Name("教育局", note="牵头"), Name("财政局")]


@pytest.mark.parametrize("plain", ["教育局", "市委", "某大学", "城建集团", "东山区", "文化局(文物局)"])
def test_units_are_known_by_their_endings(plain: str) -> None:
    assert like_unit(plain)


@pytest.mark.parametrize("plain", ["专人", "王某某", "局", "直辖市", "自治区", "年底", "全年", "培训"])
def test_other_words_are_no_units(plain: str) -> None:
    assert not like_unit(plain)


def test_offices_are_fewer_than_units() -> None:
    assert like_office("市教育局")
    assert not like_office("东山医院")
    assert many("各区")


def test_absurd() -> None:
    """What is far too long for a name is none, in whatever way it goes on."""
    assert [one.text for one in names("教育局等")] == ["教育局"]
    assert [*names("教育局" + "等" * 1_200)] == []
