"""Owners inside sentences: which are read, whether their actions follow, and what is no owner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.characters.folding import folded
from plantrack.documents.owners import find_duties

OWNERS = """
由市港航局牵头，市财政局配合，于6月30日前完成东闸口改造。 => >由市港航局牵头，市财政局配合， L市港航局 S市财政局
市财政局负责落实专项资金3000万元，4月底前拨付到位。 => >市财政局负责 R市财政局
请市自然资源局会同港湾街道，于5月15日前办结用地审批。 => >请市自然资源局会同港湾街道， L市自然资源局 S港湾街道
请市自然资源局于5月15日前办结用地审批。 => >请市自然资源局 R市自然资源局
责成市住建局尽快完成整改。 => >责成市住建局 R市住建局
原则同意《智慧港口实施方案》，由市港航局修改完善后印发。 => >由市港航局 R市港航局
由市委宣传部组织开展宣讲活动，市文旅局、市教育局配合。 => >由市委宣传部 R市委宣传部 市文旅局、市教育局配合 S市文旅局 S市教育局
市委宣传部牵头制定方案；市公安局交警支队负责整治道路。 => >市委宣传部牵头 L市委宣传部 >市公安局交警支队负责 R市公安局交警支队
市发改委会同市财政局、市审计局制定办法。 => >市发改委会同市财政局、市审计局 L市发改委 S市财政局 S市审计局
市住建局牵头会同市财政局制定办法。 => >市住建局牵头会同市财政局 L市住建局 S市财政局
市住建局要在4月底前完成方案编制，各区要抓好落实。 => >市住建局要 R市住建局
市农业农村局要会同有关部门加强调度。 => >市农业农村局要会同有关部门 R市农业农村局 有关部门
东闸口改造由市港航局牵头，6月底前建成。 => >由市港航局牵头， L市港航局
一、由研发部负责完成平台开发，测试组配合。 => >由研发部负责 R研发部 测试组配合 S测试组
会议要求，市财政局要做好资金保障。 => >市财政局要 R市财政局
市财政局负责：落实资金。 => >市财政局负责： R市财政局
由市财政局会同有关部门研究制定办法。 => >由市财政局会同有关部门 L市财政局 有关部门
请各区人民政府、市直有关部门于6月底前上报。 => >请各区人民政府、市直有关部门 各区人民政府 市直有关部门
完成方案编制，由市住建局牵头，市财政局配合。 => 由市住建局牵头，市财政局配合 L市住建局 S市财政局
二是由人社局牵头，培训农民工5000人次； => >由人社局牵头， L人社局
由市港航局牵頭，市財政局配合，完成改造。 => >由市港航局牵頭，市財政局配合， L市港航局 S市財政局
完成官网改版（负责人：小李，3月31日前）。 => （负责人：小李，3月31日前） P小李
上线客服系统 @小王 2026-01-20 => @小王 P小王
发布移动端1.0 —— 负责人：产品组 => 负责人：产品组 R产品组
发布稳定格式 (@maria) => (@maria) Pmaria
整理台账（@小王、@产品组） => （@小王、@产品组） R产品组 P小王
责任人：张某某、李某某；完成时限：9月 => 责任人：张某某、李某某 P张某某 P李某某
责任人：市住建局 张某某 => 责任人：市住建局 张某某 R市住建局 P张某某
牵头单位：市住建局，责任人：王某某（局长） => 牵头单位：市住建局，责任人：王某某（局长） L市住建局 P王某某
牵头领导：叶某某　　责任单位：县教育局 => 牵头领导：叶某某　　责任单位：县教育局 R县教育局 P叶某某
责任人：文体专干柳某；协助单位：街道文化站 => 责任人：文体专干柳某；协助单位：街道文化站 S街道文化站 P柳某
请市粮食和物资储备局7月底前增储帐篷2000顶、棉被5000床。 => >请市粮食和物资储备局 R市粮食和物资储备局
由县住房城乡建设局根据会议意见修改后报批。 => >由县住房城乡建设局 R县住房城乡建设局
县城投公司配合做好道路恢复工作。 => >县城投公司配合 S县城投公司
由市发展改革委牵头，会同市财政局、市审计局，研究提出方案。 => >由市发展改革委牵头，会同市财政局、市审计局， L市发展改革委 S市财政局 S市审计局
会议明确由市城投集团作为实施主体。 => >会议明确由市城投集团 R市城投集团
本项工作由信息中心承担。 => 由信息中心承担 R信息中心
各区要落实责任，市水务局加强督导。 => >市水务局 R市水务局
高新区管委会落实标准地供应200亩。 => >高新区管委会 R高新区管委会
建设发展局推进路灯改造。 => >建设发展局 R建设发展局
海关推进通关便利化，拱北海关上线系统。 => >海关 R海关 >拱北海关 R拱北海关
由秘书处承办“云雾十周年”大会。 => >由秘书处 R秘书处
检测委员会还要建设监测点12个。 => >检测委员会还要 R检测委员会
教务处尽快拿出开放方案。 => >教务处 R教务处
完成重构（研发一部 @小赵） => （研发一部 @小赵） R研发一部 P小赵
续约率提高到90% —— 客户成功部 @小陈 => —— 客户成功部 @小陈 R客户成功部 P小陈
责任人：孙 浩，5月12日前报街道 => 责任人：孙 浩，5月12日前报街道 P孙浩
由项目经理李某负责，6月底完成。 => 由项目经理李某负责，6月底完成 P李某
张某某副市长负责协调用地。 => >张某某副市长负责 P张某某
小王负责整理台账。 => >小王负责 P小王
发布平台（负责人：黄某某；部门：研发中心；截止：9月30日） => （负责人：黄某某；部门：研发中心；截止：9月30日） R研发中心 P黄某某
责任单位：市金融办（牵头），甲银行市分行、市监管分局（配合） => 责任单位：市金融办（牵头），甲银行市分行、市监管分局（配合） L市金融办 S甲银行市分行 S市监管分局
（责任单位：市司法局、市级各行政执法部门） => （责任单位：市司法局、市级各行政执法部门） R市司法局 市级各行政执法部门
（责任单位：国务院相关部门和单位及各地区） => （责任单位：国务院相关部门和单位及各地区） 国务院相关部门和单位 各地区
（责任单位：国务院相关部门、单位和各地区） => （责任单位：国务院相关部门、单位和各地区） 国务院相关部门 各地区
（责任单位：局机关各处室和直属单位） => （责任单位：局机关各处室和直属单位） 局机关各处室 直属单位
"""
"""The quote, with > before it where the action follows; then L leads, S supports, R is responsible, P persons."""

NOBODY = """
建立由市教育局牵头的协调机制。
企业负责落实，全社会参与。
坚持党委领导、政府负责、社会协同、公众参与。
市卫生健康委负责人要加强调度。
由专业机构评估。
市卫生健康委主要负责同志要抓落实。
市科技局坚持稳中求进。
县教育局2026年工作计划
支持受制裁企业应对外部打压。
分管领导负责协调。
由第三方机构开展评估。
由高新技术企业牵头组建联盟。
落实“市财政局负责制”。
贯彻《由市财政局负责的若干事项》。
自贸港数字经济促进条例出台实施，首单业务落地。
请群众监督，由学生选择，由市场决定。
各省政府要建立省级政府办公厅牵头、有关部门参与的机制。
发信至a@b.com，联系人：王某
支持供电局开展线路改造2公里。
规划布局建设学校3所。
制定馆党组年度学习计划。
创新开局之年完成改造120户。
"""


def short(text: str) -> str:
    found = []
    for one in find_duties(text, folded(text)):
        named = [*(f"L{name}" for name in one.lead), *(f"S{name}" for name in one.support)]
        named += [*(f"R{name}" for name in one.responsible), *(f"P{name}" for name in one.people), *one.collective]
        found.append(" ".join([f"{'>' * one.ahead}{one.quote}", *named]))
    return " ".join(found)


@pytest.mark.parametrize("row", OWNERS.strip().splitlines())
def test_owners(row: str) -> None:
    """Who is read, and whether what they are to do follows."""
    text, meant = row.split(" => ")
    assert short(text) == meant


@pytest.mark.parametrize("text", NOBODY.strip().splitlines())
def test_nobody(text: str) -> None:
    """What only looks like owners."""
    assert short(text) == ""


@given(st.text("由请市财政局牵头负责配合会同和、，。：；\n要于@a()", max_size=60))
def test_any_text(text: str) -> None:
    """Every quote stands at its offset, and no two overlap."""
    last = 0
    for found in find_duties(text, folded(text)):
        assert found.offset is not None
        assert found.quote is not None
        assert text.startswith(found.quote, found.offset)
        assert found.offset >= last
        last = found.offset + len(found.quote)


def test_units_at_the_end_of_several_lines() -> None:
    """Three lines that end with a unit in brackets name owners; one does not."""
    lines = ["- 补齐字形8000个（字形组）", "- 开源校对工具（工具组，Q3）", "- 修订行为准则（理事会）"]
    assert short("\n".join(lines)) == "（字形组） R字形组 （工具组，Q3） R工具组 （理事会） R理事会"
    assert short(lines[0]) == ""
    assert short("开展义诊。（公卫科）\n签约4200人。（全科）\n巡诊。（眼科、全科）") == (
        "（公卫科） R公卫科 （全科） R全科 （眼科、全科） R眼科 R全科"
    )
