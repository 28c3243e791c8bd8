"""What the sentences of an item become: D deliverable, O ongoing, R direction, - left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.clauses import find_clauses
from plantrack.documents.parsed_document import Clause, ClauseKind, Skipped
from plantrack.documents.scan import scan
from plantrack.errors import message

CLAUSES = """
[D 成立社区服务中心]。
[D 制定老旧校舍改造方案]，[D 印发任务清单]。
[D 出台托育补贴办法]，[D 编制三年建设规划]，[D 立项图书馆扩建工程]。
[D 新建充电桩800个]，[D 改造公厕40座]，[D 培育家庭农场60家]。
[D 办好第五届读书节]，[D 举办校园足球联赛]。
[D 建成滨河步道12公里]，[D 开通社区巴士3条]，[D 投用南站停车楼]。
[D 召开全区教育大会]，[D 发布中小学课程目录]。
[D 新增学位2万个]，[D 新增养老床位500张]。
[D 开工安置房3个项目]，[D 完成供水管网更新60公里]。
[D 建立河道巡查制度]，[D 设立企业服务专窗]。
[O 推进智慧停车建设]，[O 完善社区食堂网络]，[O 深化医联体改革]。
[O 加强食品安全抽检]，[O 规范校外培训机构]，[O 整治占道经营]。
[O 支持中小企业技术改造]，[O 鼓励社会力量办学]，[O 引导农户发展林下经济]。
[O 落实“双随机”检查要求]，[O 优化“一窗通办”流程]。
[O 实施《城市更新条例》]，[O 推广《文明公约》]。
[O 加快地铁五号线建设]，[O 持续开展垃圾分类宣传]。
[O 健全失业预警机制]，[O 扩大社保覆盖面]，[- 提高基层诊疗能力]。
[O 保护古树名木]，[O 修复退化湿地]，[O 治理扬尘污染]。
[R 强化部门协同、上下联动]，[R 统筹各类救助资源]，[R 发挥行业协会桥梁作用]。
[- 坚持预防为主]，[O 加强隐患排查]。
[- 聚焦群众急难愁盼]，[D 办理民生实事20件]。
[- 围绕产业链需求]，[O 开展订单式培训]。
[- 按照“应保尽保”的原则]，[O 发放临时救助金]。
[- 通过购买服务的方式]，[D 引入专业社工机构]。
[- 坚持以人民为中心的理念]，[O 改善办事环境]。
[O 推动社区医院改造]，[- 形成十五分钟医疗圈]。
[O 加强师资培训]，[- 提高课堂教学质量]。
[O 拓展对外贸易渠道]，[- 形成开放新格局]。
[O 深化校企合作]，[- 让学生学有所长]。
[O 提升窗口服务水平]，[O 优化审批流程]，[- 为企业发展提供有力保障]。
[O 打造沿江夜游线路]，[- 营造浓厚节日氛围]。
[O 开展创业培训]，[O 促进高校毕业生更高质量就业]。
[O 推动湿地公园加快建设]，[D 推动冷链仓库建成投用]。
[R 推动工业园区向绿色低碳转型]，[R 推动资金更加注重基层]。
[D 推动出台物业管理办法]，[D 探索建立积分奖励制度]。
[D 确保体育中心年底前竣工]，[D 力争规上企业突破300家]。
[O 与周边高校开展联合培养]，[D 将家政人员纳入职业培训范围]。
[O 在老城区、工业园等区域布设监测点位]，[O 对困难家庭实行分类救助]。
[O 面向全国招聘骨干教师]，[O 为老年人提供免费体检]。
[O 以“园中园”模式引进外资企业]，[- 以改革促进高质量发展]。
[O 组织医院、学校、企业等单位，共同开展急救演练]。
[O 引导金融机构、担保公司等，联合推出助农产品]。
[O 鼓励乡镇采取以奖代补等形式，整治农村环境]。
[- 对成效明显的街道]，[O 给予工作经费奖励]。
[D 9月底前完成危房排查]，[D 年底前建成应急广播系统]。
[D 6月底前，出台招商引资办法]。
[D 春节后召开部署会]。[D 暑期前完成隐患整改]。
[D 两年内建成监控网络]。[D 某某水库10月底前下闸蓄水]。[D 12月上旬形成评估报告]。
[D 推送作品50篇以上]，[O 指导单位修订保管期限表]。
[D 三季度举办人才招聘会]，[D 全年培训农民5000人次]。
[D 2026年底前建成城市展览馆]。
我们将[O 加快数据共享]，要[D 建立问题台账]，并[O 开展回头看]。
各街道要[D 制定防汛预案]，[O 落实值班制度]。
[O 中央财政对受灾地区给予补助]。
[D 轻轨二期建成通车]，[D 全年旅游收入增长8%以上]。
(1)[D 修订办事指南]，[O 压缩办理时限]。(2)[O 开展业务培训]。
一是摸清底数。[O 开展全面普查]，[D 建立信息台账]。二是分类整改。[D 制定整改方案]，[O 明确责任分工]。
——[O 推广节水灌溉]，[D 建设高标准农田2万亩]。
[O 继续做好结对帮扶]，[O 持续搭建银企对接平台]，[O 常态化开展消防演练]。
[R 前瞻布局氢能产业]，[D 高规格办好国际灯光节]。
[O 有序推进公立医院改革]；[O 全面落实带薪休假制度]；[O 大力发展社区养老]。
[O 加大稳岗资金支持力度]，[O 积极拓展与东南亚商会等的经贸往来]。
[O 优先支持山区学校建设食堂]，[O 重点保障困难群众用热]。
[O 一体化推进河湖治理]，[O 组织实施绿化提升工程]，[O 滚动更新项目库]。
[O 用好5000万元文化发展资金]，[O 管好300亩苗圃]。
[O 承接省级试点任务]，[O 申报国家卫生城市]，[O 争创全国文明单位]。
[R 在便民、利民、惠民上下功夫]。
[R 安居才能乐业]。
[O 接收到期档案]，[O 指导企业建立台账]，[O 推送政策信息]，[D 编辑出版地方志]，[D 修编防汛预案]。
[O 锲而不舍落实节约规定]，[O 对新政策一律开展审查]。
[O 每季度召开座谈会]，[O 按月发布监测信息]。
[O 试行跨区办理]，[D 12月上旬形成评估报告]。
[D 青山水库10月底前下闸蓄水]，[D 推动保税区二期封关运行]。
[O 加强考核]，[O 对成效明显的乡镇给予激励]。
[D 成立专班]，[- 切实以服务之优换口碑之好]，[D 实现大桥合龙]。[O 持续改进窗口服务]，[D 筹备召开表彰大会]。
[O 围绕“两园”谋划储备项目]，[D 建成水厂4座]，[- 惠及群众3万人]。
[O 开展进园区活动]，[- 每季度不少于1场]。[- 不断增强群众的获得感、幸福感、安全感]。
[O 支持企业开通新航线]，[O 对新航线每条给予最高50万元补贴]，[O 鼓励设立分支机构]。
[D 监测中心建成投用]，[O 监测水质变化]，[O 每季度通报结果]，[D 申请专利40件]，[D 全年重大事故为零]。
[D 水厂完工]，[D 居民预期寿命提高到80岁]，[O 对新设机构一次性奖励50万元]，[O 自觉接受监督]。
[D 搭建统一的服务平台]，[D 举办技能比武]，[O 举办系列惠民活动]，[D 迁建中心粮库]。
[D 举办第三个全国生态日活动]，[D 开展应急演练两次]，[D 建设幸福河湖三条]，[O 推进码头二期]。
"""
LETTERS = {ClauseKind.DELIVERABLE: "D", ClauseKind.ONGOING: "O", ClauseKind.DIRECTION: "R"}


def said_of(text: str) -> str:
    """Return a body with brackets around what was found, and a letter for what it is."""
    clauses, skipped = find_clauses(scan(text), 0, len(text))
    found = [(one.offset, one.quote, LETTERS[one.kind]) for one in clauses]
    found += [(one.offset, one.what, "-") for one in skipped]
    for offset, plain, letter in sorted(found, reverse=True):
        text = f"{text[:offset]}[{letter} {plain}]{text[offset + len(plain) :]}"
    return text


@pytest.mark.parametrize("marked", CLAUSES.strip().splitlines())
def test_actions_become_clauses_by_verb_and_object(marked: str) -> None:
    assert said_of(re.sub(r"\[[DOR-] |\]", "", marked)) == marked


def test_a_clause_is_literal_text_with_its_place_and_sentence() -> None:
    text = "一、改善出行\n修订停车办法。推进慢行系统建设，营造浓厚节日氛围。"
    assert find_clauses(scan(text), 7, len(text)) == (
        (
            Clause("修订停车办法", ClauseKind.DELIVERABLE, "修订停车办法", 7, 1),
            Clause("推进慢行系统建设", ClauseKind.ONGOING, "推进慢行系统建设", 14, 2),
        ),
        (Skipped("营造浓厚节日氛围", message("an effect of what is done before it"), 23),),
    )


def test_owners_and_lines_of_deadlines_are_no_part_of_a_clause() -> None:
    text = "修订停车办法（市交通局负责）。推进试点。（市财政局牵头）\n责任单位：市教育局\n完成时限：9月底前"
    assert said_of(text) == (
        "[D 修订停车办法]（市交通局负责）。[O 推进试点]。（市财政局牵头）\n责任单位：市教育局\n完成时限：9月底前"
    )


def test_run_in_headings_of_paragraphs_are_names_and_no_actions() -> None:
    text = "补齐短板。\n发展普惠托育。新建托位600个。\n扩大养老供给。培训护理员300人。\n优化流程。推广移动支付。"
    assert said_of(text) == (
        "[O 补齐短板]。\n发展普惠托育。[D 新建托位600个]。\n"
        "扩大养老供给。[D 培训护理员300人]。\n优化流程。[O 推广移动支付]。"
    )


def test_a_first_sentence_of_one_paragraph_is_an_action() -> None:
    assert said_of("发展普惠托育。新建托位600个。") == "[O 发展普惠托育]。[D 新建托位600个]。"


def test_a_marked_line_without_a_stop_heads_the_lines_behind_it() -> None:
    text = "1.发展普惠托育\n新建托位600个。\n2.扩大养老供给\n培训护理员300人。"
    assert said_of(text) == "1.发展普惠托育\n[D 新建托位600个]。\n2.扩大养老供给\n[D 培训护理员300人]。"


def test_marked_lines_one_behind_the_other_are_actions() -> None:
    assert said_of("1.发展普惠托育\n2.扩大养老供给") == "1.[O 发展普惠托育]\n2.[O 扩大养老供给]"


def test_quoted_words_are_never_parted_and_give_no_verb() -> None:
    text = "落实《关于成立专班，推进改革的意见》，擦亮“建机制，强服务”品牌。"
    assert said_of(text) == "[O 落实《关于成立专班，推进改革的意见》]，[O 擦亮“建机制，强服务”品牌]。"


def test_for_whom_something_is_done_goes_as_far_as_it_goes() -> None:
    text = "对稳定就业岗位，扩大用工规模成效明显的企业（含合作社），优先安排培训补贴。"
    assert said_of(text) == ("[- 对稳定就业岗位，扩大用工规模成效明显的企业（含合作社）]，[O 优先安排培训补贴]。")


def test_a_body_without_any_words_has_nothing() -> None:
    assert find_clauses(scan("。 \n（市教育局负责）"), 0, 11) == ((), ())


def test_traditional_characters_are_read_as_they_are() -> None:
    assert said_of("制定實施方案，推進數據共享。") == "[D 制定實施方案]，[O 推進數據共享]。"


ACTIONS = st.sampled_from(["修订停车办法", "推进慢行系统建设", "强化部门联动", "9月底前完成排查", "新建托位600个"])


@given(st.lists(ACTIONS, min_size=2, max_size=6), st.sampled_from("，,；;"), st.sampled_from(["", "（一）", "①", "2."]))
def test_marks_and_the_width_of_commas_change_nothing(actions: list[str], comma: str, mark: str) -> None:
    text = f"{mark}{comma.join(actions)}。"
    clauses, skipped = find_clauses(scan(text), 0, len(text))
    assert [one.quote for one in clauses] == actions
    assert skipped == ()


@given(st.text("推进成立强化以对将在（）《》“”，。；\n 1.一是、9月底前的a", max_size=60))
def test_any_text_is_read_and_every_quote_stands_at_its_offset(text: str) -> None:
    clauses, skipped = find_clauses(scan(text), 0, len(text))
    assert all(text.startswith(one.quote, one.offset) and one.title in one.quote for one in clauses)
    assert all(text.startswith(one.what, one.offset) for one in skipped)


def test_a_paper_that_is_approved_is_issued() -> None:
    """It stands in the title; the quote is what the sentence says of it."""
    text = "原则同意《港口方案》，由市港航局修改完善后按程序印发。"
    assert find_clauses(scan(text), 0, len(text)) == (
        (Clause("印发《港口方案》", ClauseKind.DELIVERABLE, "修改完善后按程序印发", 16, 1),),
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "对不裁员、少裁员的参保企业，给予补贴。",
        "对2026年用电量增长5%以上的规上工业企业，给予补贴。",
        "凡符合条件的，给予补贴。",
        "对于新认定的，给予补贴，单户最高20万元。",
        "给予补贴，确保应享尽享、直达快享。",
    ],
)
def test_half_sentences_are_no_actions(text: str) -> None:
    """Whom a rule is about, the most that it grants, and sayings."""
    assert [one.title for one in find_clauses(scan(text), 0, len(text))[0]] == ["给予补贴"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("6月底前，出台办法。到2026年，建成驿站100个。", ["出台办法", "建成驿站100个"]),
        ("由市教育局牵头，于6月底前完成改造。在7月底前由市财政局完成评审。", ["完成改造", "完成评审"]),
        ("在“七一”前建成展馆。汛期前完成清淤。自发文之日起30日内制定方案。", ["建成展馆", "完成清淤", "制定方案"]),
        (
            "上线系统 @小王 2026-01-20。发布移动端 —— 负责人：产品组。完成测试（6月底前）。",
            ["上线系统", "发布移动端", "完成测试"],
        ),
        ("某某水库10月底前下闸蓄水。完成平台（二期）。", ["某某水库10月底前下闸蓄水", "完成平台（二期）"]),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    """A date or owners before or behind the action are in its quote only; within it they stay."""
    clauses, _ = find_clauses(scan(text), 0, len(text))
    assert [one.title for one in clauses] == titles
