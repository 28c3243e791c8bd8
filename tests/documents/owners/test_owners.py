"""What is said about owners in all the forms of official documents, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.owners import find_duties, merged
from plantrack.documents.owners.roles import says_first_leads
from plantrack.documents.parsed_document import Duty

OWNERS = """
（市教育局牵头，市财政局、市人社局配合） => 市教育局 | 市财政局 市人社局 | |
（市教育局牵头，市财政局、市人社局等按职责分工负责） => 市教育局 | 市财政局 市人社局 | |
（市教育局牵头，市财政局、市人社局等部门按职责分工负责） => 市教育局 | 市财政局 市人社局 | |
（市教育局牵头，市财政局等单位配合） => 市教育局 | 市财政局 | |
（一车间；设备科配合） => | 设备科 | 一车间 |
（社区组负责，每周六） => | | 社区组 |
（市教育局、市财政局负责） => | | 市教育局 市财政局 |
（市教育局负责） => | | 市教育局 |
（市教育局牵头） => 市教育局 | | |
（市教育局牵头负责） => 市教育局 | | |
（市教育局、市财政局牵头） => 市教育局 市财政局 | | |
（市教育局和市财政局共同牵头） => 市教育局 市财政局 | | |
（市教育局与市财政局联合牵头） => 市教育局 市财政局 | | |
（市教育局、市财政局共同牵头，市审计局配合） => 市教育局 市财政局 | 市审计局 | |
（市教育局会同市财政局负责） => 市教育局 | 市财政局 | |
（市教育局会同有关部门负责） => 市教育局 | | | 有关部门
（市教育局、市财政局会同有关部门负责） => 市教育局 市财政局 | | | 有关部门
（市教育局牵头会同市财政局落实） => 市教育局 | 市财政局 | |
（市教育局牵头，会同市财政局、市审计局落实） => 市教育局 | 市财政局 市审计局 | |
（由市教育局牵头，市财政局配合） => 市教育局 | 市财政局 | |
（责任单位：市教育局、市财政局） => | | 市教育局 市财政局 |
（责任单位：市教育局） => | | 市教育局 |
（责任部门：市教育局，市财政局） => | | 市教育局 市财政局 |
（牵头单位：市教育局；配合单位：市财政局、市审计局） => 市教育局 | 市财政局 市审计局 | |
（牵头单位:市教育局,配合单位:市财政局、市审计局） => 市教育局 | 市财政局 市审计局 | |
（牵头单位：市教育局 配合单位：市财政局） => 市教育局 | 市财政局 | |
（牵头单位：市教育局；责任单位：市财政局、市审计局） => 市教育局 | 市财政局 市审计局 | |
（牵头部门：市教育局；参与部门：市财政局） => 市教育局 | 市财政局 | |
（主办：市教育局；协办：市财政局、市审计局） => 市教育局 | 市财政局 市审计局 | |
（主办单位：市教育局，协办单位：市财政局） => 市教育局 | 市财政局 | |
（牵头：市教育局，配合：市财政局） => 市教育局 | 市财政局 | |
（责任单位：市教育局（牵头）、市财政局、市审计局） => 市教育局 | 市财政局 市审计局 | |
（市教育局（牵头）、市财政局（配合）） => 市教育局 | 市财政局 | |
（责任单位：市教育局牵头，市财政局配合） => 市教育局 | 市财政局 | |
（责任单位：市教育局；完成时限：9月底前） => | | 市教育局 |
（责任单位：市教育局；责任领导：王某某） => | | 市教育局 |
（责任领导：王某某；牵头单位：市教育局） => 市教育局 | | |
（负责部门：市教育局、市财政局；适用范围：全市） => | | 市教育局 市财政局 |
【市教育局牵头，市财政局配合】 => 市教育局 | 市财政局 | |
【责任单位：市教育局、市财政局】 => | | 市教育局 市财政局 |
【市教育局、市财政局】 => | | 市教育局 市财政局 |
[市教育局牵头,市财政局配合] => 市教育局 | 市财政局 | |
〔市教育局、市财政局负责〕 => | | 市教育局 市财政局 |
（市教育局、市财政局） => | | 市教育局 市财政局 |
（市教育局） => | | 市教育局 |
（市教育局、市财政局，各区政府） => | | 市教育局 市财政局 | 各区政府
（市教育局牵头，各区政府、有关部门配合） => 市教育局 | | | 各区政府 有关部门
（市教育局牵头，各区（新区）政府、市有关单位配合） => 市教育局 | | | 各区（新区）政府 市有关单位
（市教育局牵头，各县（市、区）人民政府落实） => 市教育局 | | | 各县（市、区）人民政府
（各地区、各部门负责） => | | | 各地区 各部门
（各有关部门按职责分工负责） => | | | 各有关部门
（各市、县（市、区）政府负责） => | | | 各市、县（市、区）政府
（各省、自治区、直辖市人民政府负责） => | | | 各省、自治区、直辖市人民政府
（市教育局、各成员单位负责） => | | 市教育局 | 各成员单位
（市教育局牵头，相关部门参与） => 市教育局 | | | 相关部门
（市教育局牵头，市直有关部门、各县区配合） => 市教育局 | | | 市直有关部门 各县区
（市教育局、市财政局等有关部门负责） => | | 市教育局 市财政局 | 有关部门
（市教育局、市财政局等相关单位按职责分工负责） => | | 市教育局 市财政局 | 相关单位
（市教育局、市财政局等12个部门负责） => | | 市教育局 市财政局 |
（各区政府和有关部门负责） => | | | 各区政府 有关部门
（有关部门和单位负责） => | | | 有关部门和单位
（各级党委和政府负责） => | | | 各级党委和政府
（市直各部门、各乡镇人民政府负责） => | | | 市直各部门 各乡镇人民政府
（工业和信息化部、交通运输部负责） => | | 工业和信息化部 交通运输部 |
（市科技和工业信息化局牵头，市规划和自然资源局配合） => 市科技和工业信息化局 | 市规划和自然资源局 | |
（市卫生健康委、市教育局负责） => | | 市卫生健康委 市教育局 |
（党委宣传部、统战部负责） => | | 党委宣传部 统战部 |
（市住房和城乡建设局、市文化广电和旅游体育局负责） => | | 市住房和城乡建设局 市文化广电和旅游体育局 |
（市人力资源和社会保障局与市教育局负责） => | | 市人力资源和社会保障局 市教育局 |
（市发展和改革委员会、市工业和信息化局及市商务局负责） => | | 市发展和改革委员会 市工业和信息化局 市商务局 |
（市教育局以及市财政局负责） => | | 市教育局 市财政局 |
（东山区和西湖区负责） => | | 东山区 西湖区 |
（市委组织部、市委编办，市人社局负责） => | | 市委组织部 市委编办 市人社局 |
（市委、市政府办公室负责） => | | 市委 市政府办公室 |
（团市委、市妇联、市总工会负责） => | | 团市委 市妇联 市总工会 |
（市税务局、海关、人民银行分行负责） => | | 市税务局 海关 人民银行分行 |
（市残疾人联合会、市工商业联合会负责） => | | 市残疾人联合会 市工商业联合会 |
（江海自由贸易港管理局负责） => | | 江海自由贸易港管理局 |
（市水务集团、市地铁公司配合，市水务局牵头） => 市水务局 | 市水务集团 市地铁公司 | |
（市文化和旅游局（市文物局）牵头，市财政局配合） => 市文化和旅游局（市文物局） | 市财政局 | |
（市教育局为牵头单位，市财政局为配合单位） => 市教育局 | 市财政局 | |
（市教育局牵头组织实施，市财政局参与配合） => 市教育局 | 市财政局 | |
（市教育局牵头，市财政局，市审计局配合） => 市教育局 | 市财政局 市审计局 | |
（市教育局负责，市财政局配合） => | 市财政局 | 市教育局 |
（市教育局承办） => | | 市教育局 |
（市教育局主办，市财政局协办） => 市教育局 | 市财政局 | |
（市教育局按职责分工负责） => | | 市教育局 |
（市教育局、市财政局依职责分工落实） => | | 市教育局 市财政局 |
（市教育局、市财政局按照各自职责分工分别负责） => | | 市教育局 市财政局 |
（市高等教育处负责） => | | 市高等教育处 |
（教育处等处室负责） => | | 教育处 |
（教育厅、财政厅等部门和单位负责） => | | 教育厅 财政厅 |
牵头单位：市教育局 => 市教育局 | | |
责任单位：市教育局、市财政局 => | | 市教育局 市财政局 |
责任单位: 市教育局、市财政局 => | | 市教育局 市财政局 |
责任部门：市教育局 => | | 市教育局 |
主办：市教育局 => 市教育局 | | |
协办：市财政局 => | 市财政局 | |
配合部门：市财政局、市审计局 => | 市财政局 市审计局 | |
牵头单位：市教育局；配合单位：市财政局 => 市教育局 | 市财政局 | |
牵头单位：市教育局　配合单位：市财政局 => 市教育局 | 市财政局 | |
牵头单位：市教育局，配合单位：市财政局，完成时限：9月底 => 市教育局 | 市财政局 | |
负责部门：市教育局；适用范围：在校学生 => | | 市教育局 |
牵头责任单位：市教育局；配合责任单位：市财政局 => 市教育局 | 市财政局 | |
第一责任单位：市教育局 => 市教育局 | | |
实施单位：市教育局 => | | 市教育局 |
市级牵头单位：市教育局 => 市教育局 | | |
责任单位：各区政府、市教育局 => | | 市教育局 | 各区政府
责任单位：江城一中、南岭科技 => | | 江城一中 南岭科技 |
由市教育局牵头，市财政局配合。 => 市教育局 | 市财政局 | |
市教育局、市财政局按职责分工负责。 => | | 市教育局 市财政局 |
（责任单位：市水务局，各县（市、区）人民政府，高新区管委会） => | | 市水务局 高新区管委会 | 各县（市、区）人民政府
（省教育厅牵头，各设区市政府、滨海新区管委会配合） => 省教育厅 | 滨海新区管委会 | | 各设区市政府
（市政府负责） => | | 市政府 |
（各市、州、县人民政府，省教育厅负责） => | | 省教育厅 | 各市、州、县人民政府
（县农业农村局、县财政局，各乡镇） => | | 县农业农村局 县财政局 | 各乡镇
（市编办、市委社会工作部牵头、市民政局配合） => 市编办 市委社会工作部 | 市民政局 | |
（市教育局负总责，市卫健委配合） => 市教育局 | 市卫健委 | |
（由发展改革委会同财政部、商务部等部门负责落实） => 发展改革委 | 财政部 商务部 | |
（市教育局牵头，市财政局配合，9月底前完成） => 市教育局 | 市财政局 | |
（市教育局牵头；2024年9月底前完成） => 市教育局 | | |
（市教育局、市财政局，长期坚持） => | | 市教育局 市财政局 |
（市教育局，9月底前） => | | 市教育局 |
（牵头单位：市教育局。配合单位：市财政局） => 市教育局 | 市财政局 | |
（区教育局牵头，各镇政府、街道办配合） => 区教育局 | | | 各镇政府 街道办
（各镇、街道，区教育局） => | | 区教育局 | 各镇、街道
（市教育局、各区人民政府、市属国有企业） => | | 市教育局 | 各区人民政府 市属国有企业
（法院、检察院、公安局负责） => | | 法院 检察院 公安局 |
（办公室牵头，人事处、各学院配合） => 办公室 | 人事处 | | 各学院
（主责单位：区教育局　协同单位：区财政局、各街道办事处） => 区教育局 | 区财政局 | | 各街道办事处
责任单位:市住建局/市城管局 => | | 市住建局 市城管局 |
牵头领导：李某　牵头单位：市住建局　配合单位：市财政局 => 市住建局 | 市财政局 | |
（市發展改革委牽頭，市財政局配合） => 市發展改革委 | 市財政局 | |
責任單位：市教育局、各區政府 => | | 市教育局 | 各區政府
"""
"""lead | support | responsible | collective, parted by blanks."""

NOBODY = """
各市（地、州、盟）、县（市、区、旗）
示范县（场）
三年行动（2023—2025年）
（一）加强统筹
中心（KAUST）
（由专人负责）
（略）
（其中央企12家）
国有企业（含国有控股企业）改革
研究院（深圳）建设
（完成时限：9月底前）
适用范围：全市
完成时限：6月底前
建立由市教育局牵头的协调机制
强化部门协同配合
（此件公开发布）
（国办发〔2018〕82号）
压实各方责任
"""

FIRST = """
列第一位的为牵头单位
列第一位者为牵头单位，下同
排在首位的为牵头部门
排在第一位的责任单位为牵头单位
第一个单位为牵头单位
排名第一的单位为主办单位
各项任务列首位的部门为牵头部门
牵头单位为排在第一位的单位
责任单位中首家为牵头单位
列在首位的牵头负责
"""


def duty(plain: str) -> Duty:
    lead, support, responsible, collective = (tuple(part.split()) for part in [*plain.split("|"), "", "", ""][:4])
    return Duty(lead, support, responsible, collective)


def units(found: Duty) -> Duty:
    return Duty(found.lead, found.support, found.responsible, found.collective)


@pytest.mark.parametrize("row", OWNERS.strip().splitlines())
def test_owners_are_read_alone_and_behind_a_sentence(row: str) -> None:
    plain, meant = row.split(" => ")
    for text in (plain, f"开展技能培训。{plain}", f"开展技能培训\n{plain}\n"):
        found = find_duties(text, folded(text))
        assert units(merged(found)) == duty(meant)


@pytest.mark.parametrize("plain", NOBODY.strip().splitlines())
def test_what_names_no_owner_is_left_alone(plain: str) -> None:
    assert find_duties(plain, folded(plain)) == ()


def test_the_quote_is_the_whole_bracket_or_line_where_it_stands() -> None:
    text = "（一）开展培训（市教育局负责）。\n牵头单位：市财政局\n配合单位：市审计局\n完成时限：年底"
    assert find_duties(text, folded(text)) == (
        Duty(responsible=("市教育局",), quote="（市教育局负责）", offset=7),
        Duty(("市财政局",), ("市审计局",), quote="牵头单位：市财政局\n配合单位：市审计局", offset=17),
    )


def test_several_brackets_come_in_order() -> None:
    text = "开展培训（市教育局负责）。推进试点（市财政局牵头）。"
    assert [one.quote for one in find_duties(text, folded(text))] == ["（市教育局负责）", "（市财政局牵头）"]


@pytest.mark.parametrize("plain", FIRST.strip().splitlines())
def test_a_document_can_say_that_the_first_named_leads(plain: str) -> None:
    text = f"开展培训。（市教育局、市财政局等负责。{plain}）推进试点。（市审计局、市水务局负责）"
    assert [units(one) for one in find_duties(text, folded(text))] == [
        Duty(("市教育局",), ("市财政局",)),
        Duty(("市审计局",), ("市水务局",)),
    ]


@pytest.mark.parametrize("plain", ["（市教育局牵头）", "位居全国第一。牵头单位：市教育局", "把安全放在第一位"])
def test_other_words_of_first_places_do_not(plain: str) -> None:
    assert not says_first_leads(folded(plain))


def test_a_joint_lead_stays_where_the_first_leads_elsewhere() -> None:
    text = "（市教育局、市财政局牵头，市审计局配合。）列第一位的为牵头单位"
    assert [units(one) for one in find_duties(text, folded(text))] == [Duty(("市教育局", "市财政局"), ("市审计局",))]


def test_merged_owners_stand_once_and_in_their_strongest_role() -> None:
    one = Duty(("市教育局",), ("市财政局",), (), ("各区政府",), "（一）", 3)
    other = Duty((), ("市教育局", "市水务局"), ("市财政局",), ("各区政府",), "（二）", 9)
    assert merged((one, other)) == Duty(("市教育局",), ("市水务局",), ("市财政局",), ("各区政府",))


def test_one_alone_keeps_its_quote_and_none_is_empty() -> None:
    one = Duty(("市教育局",), quote="（市教育局牵头）", offset=3)
    assert merged((one,)) is one
    assert merged(()) == Duty()


NAMES = st.lists(
    st.sampled_from(["市教育局", "工业和信息化部", "区卫生健康委", "城建集团", "规划和自然资源局", "团市委", "某大学"]),
    min_size=1,
    max_size=4,
    unique=True,
)
WIDE = str.maketrans({"(": "（", ")": "）", ",": "，", ";": "；", ":": "："})


FORMS = """
({a}牵头,市审计局配合)
({a}牵头,市审计局等参加)
(由{a}牵头,市审计局参与)
(配合单位:市审计局;牵头单位:{a})
【牵头单位:{a};配合单位:市审计局】
牵头单位:{a};配合单位:市审计局
"""


@given(
    leads=NAMES,
    form=st.sampled_from(FORMS.strip().splitlines()),
    separator=st.sampled_from("、,"),
    wide=st.booleans(),
    before=st.sampled_from(["", "开展培训。", "  一、推进试点", "（2023—2025年）办好论坛"]),
)
def test_brackets_order_width_and_separators_change_nothing(
    *, leads: list[str], form: str, separator: str, wide: bool, before: str
) -> None:
    plain = form.format(a=separator.join(leads))
    plain = plain.translate(WIDE) if wide else plain
    text = f"{before}\n{plain}\n后文。" if ":" in form else f"{before}{plain}。"
    (found,) = find_duties(text, folded(text))
    assert units(found) == Duty(tuple(leads), ("市审计局",))
    assert found.offset is not None
    assert found.quote == text[found.offset :][: len(found.quote or "")] == plain


@given(st.text("（）()【】、，;：:责任单位牵头负责局和与等市各 \n。", max_size=60))
def test_any_text_is_read_and_every_quote_stands_at_its_offset(text: str) -> None:
    for found in find_duties(text, folded(text)):
        assert found.offset is not None
        assert found.quote is not None
        assert text.startswith(found.quote, found.offset)


def test_brackets_of_every_shape_within_a_name() -> None:
    """A list is not parted within them."""
    text = "（责任单位：市教育局、各沿海县〔市、区〕人民政府、市发改局［粮食、物资局］）"
    found = find_duties(text, folded(text))[0]
    assert (found.responsible, found.collective) == (
        ("市教育局", "市发改局［粮食、物资局］"),
        ("各沿海县〔市、区〕人民政府",),
    )


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("牵头单位：市农业局（市畜牧局）\n责任单位：市教育局", Duty(("市农业局（市畜牧局）",), ("市教育局",))),
        ("（市商务局牵头，各市政府〔含新区，下同〕配合）", Duty(("市商务局",), (), (), ("各市政府〔含新区，下同〕",))),
        ("由市商务局牵头，市公安局配合，于2026年10月底前完成。", Duty(("市商务局",), ("市公安局",))),
    ],
)
def test_owners_with_asides(text: str, owners: Duty) -> None:
    """A second name in brackets, a note on who is meant, and by when it is to be done are no owners."""
    found = find_duties(text, folded(text))
    assert [replace(one, quote=None, offset=None) for one in found] == [owners]
