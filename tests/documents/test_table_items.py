"""Items from the tables in a document, with the words of each at its place in the text."""

from __future__ import annotations

import pytest

from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Clause, Duty, Item, ParsedDocument, Source


def read(text: str) -> ParsedDocument:
    """Return a document as read, in which each title and quote stands where it says."""
    found = parse_document(Source(text, ""))
    for item in found.every():
        assert text.startswith(item.title, item.offset)
        assert item.first <= item.offset < item.last
        assert all(text.startswith(clause.quote, clause.offset) for clause in item.clauses)
    return found


def owners(duty: Duty) -> str:
    """Return owners on one line: L for leads, S for support, R without a role, P for persons, C for many."""
    groups = zip("LSRPC", (duty.lead, duty.support, duty.responsible, duty.people, duty.collective), strict=True)
    return " ".join(letter + "、".join(names) for letter, names in groups if names)


def task(clause: Clause) -> str:
    """Return a clause on one line."""
    stones = [f"{stone.title} {stone.due}" for stone in clause.milestones]
    due = str(clause.deadline.due) if clause.deadline else ""
    every = f"each {clause.recurs}" if clause.recurs else ""
    return " ".join(
        filter(None, (clause.kind[:2], clause.title, owners(clause.duty), due, *stones, every, "✓" * clause.done))
    )


def tree(items: tuple[Item, ...], depth: int = 0) -> list[str]:
    """Return items with their clauses and parts as indented lines."""
    found = []
    for item in items:
        due = str(item.deadline.due) if item.deadline else ""
        number = f"{item.number}{f'({item.label})' if item.label else ''}"
        found.append("  " * depth + " ".join(filter(None, (number, item.title, owners(item.duty), due))))
        sole = len(item.clauses) == 1 and item.clauses[0].title == item.title
        found += ["  " * depth + f"  {'=' if sole else '-'} {task(clause)}" for clause in item.clauses]
        found += tree(item.parts, depth + 1)
    return found


TABLES = {
    "a list in a cell": (
        "序号\t目标任务\t工作措施\t牵头单位\t完成时限\n1\t新增企业20家\t1.建立培育库。2.兑现奖励。\t工信局\t12月底\n2\t招商30亿元\t开展活动12次\t商务局\t12月底",
        ["1 新增企业20家 L工信局 2026-12-31", "  - de 建立培育库", "  - on 兑现奖励",
         "2 招商30亿元 L商务局 2026-12-31", "  - de 开展活动12次"],
    ),
    "rows of one item": (
        "序号\t重点任务\t具体措施\t牵头单位\t完成时限\n1\t优化审批\t推行一窗受理\t市政务局\t6月底前\n\t\t压缩时限\t市数据局\t9月底前",
        ["1 优化审批", "  - de 推行一窗受理 L市政务局 2026-06-30", "  - de 压缩时限 L市数据局 2026-09-30"],
    ),
    "persons": (
        "序号\t工作任务\t责任人\t完成时限\n1\t新建天桥2座\t张某某\t9月底前",
        ["1 新建天桥2座 P张某某 2026-09-30", "  = de 新建天桥2座"],
    ),
    "a unit among persons": (
        "工作任务\t负责人\n发布平台\t研发部", ["1 发布平台 L研发部", "  = de 发布平台"],
    ),
    "leaders, and steps with commas between them": (
        "项目名称\t建设内容\t形象进度目标\t建设单位\t包联领导\n老街更新\t修缮建筑21处\t6月底完成修缮，9月底开街\t文旅公司\t市文旅局局长 房大同",
        ["1 老街更新 R文旅公司 P房大同 2026-09-30", "  - de 修缮建筑21处", "  - de 完成修缮 2026-06-30", "  - de 开街 2026-09-30"],
    ),
    "quarters": (
        "序号\t工作任务\t一季度\t二季度\t三季度\t四季度\t责任单位\n1\t建成东闸口\t设计\t开工\t主体完工\t验收\t港航局",
        ["1 建成东闸口 R港航局",
         "  = de 建成东闸口 设计 2026-03-31 开工 2026-06-30 主体完工 2026-09-30 验收 2026-12-31"],
    ),
    "shares by the ends of quarters": (
        "工作任务\t一季度\t二季度\t责任单位\n建成东闸口\t30%\t100%\t港航局",
        ["1 建成东闸口 R港航局", "  = de 建成东闸口 完成30% 2026-03-31 完成100% 2026-06-30"],
    ),
    "quarters beside measures": (
        "工作任务\t工作措施\t上半年\t责任单位\n建成东闸口\t优化设计方案\t开工\t港航局",
        ["1 建成东闸口 R港航局", "  - on 优化设计方案", "  - de 开工 2026-06-30"],
    ),
    "a column of months": (
        "月份\t主要工作\t责任部门\n一月\t召开理事会\t办公室\n全年\t招募志愿者300人\t服务部",
        ["1 召开理事会 R办公室 2026-01-31", "  = de 召开理事会",
         "2 招募志愿者300人 R服务部 2026-12-31", "  = de 招募志愿者300人"],
    ),
    "objectives and key results": (
        "目标（O）\t关键结果（KR）\t负责人\t截止日期\nO1提升竞争力\tKR1 发布平台2.0\t研发部\t2026-06-30\n\tKR2 满意度达到90分\t客服部\t2026-12-31",
        ["1(O1) 提升竞争力", "  1(KR1) 发布平台2.0 L研发部 2026-06-30", "    = de 发布平台2.0",
         "  2(KR2) 满意度达到90分 L客服部 2026-12-31", "    = de 满意度达到90分"],
    ),
    "lines that group rows": (
        "序号\t工作任务\t责任单位\t时限\n城乡交通\t\t\t\n1\t修路\t甲局\t6月\n城乡供水\t\t\t\n2\t建水厂\t乙局\t长期",
        ["1 城乡交通", "  1 修路 R甲局 2026-06-30", "    = de 修路",
         "2 城乡供水", "  2 建水厂 R乙局 None", "    = on 建水厂"],
    ),
    "a head of two rows": (
        "序号\t工作任务\t责任分工\t\t时限\n序号\t工作任务\t牵头单位\t配合单位\t时限\n一\t修路\t甲局\t乙局\t6月",
        ["1 修路 L甲局 S乙局 2026-06-30", "  = de 修路"],
    ),
    "a title and sentences": (
        "工作任务\t责任单位\n优化审批。推行一窗受理，新建窗口3个。\t政务局",
        ["1 优化审批 R政务局", "  - on 推行一窗受理", "  - de 新建窗口3个"],
    ),
    "work that comes back": (
        "工作任务\t责任人\t时限\n抽查运行病历\t戴某某\t每月\n召开例会\t全科人员\t每季度末前\n报送总结\t办公室\t6.30前",
        ["1 抽查运行病历 P戴某某", "  = on 抽查运行病历 each month", "2 召开例会 C全科人员", "  = on 召开例会 each quarter",
         "3 报送总结 L办公室 2026-06-30", "  = de 报送总结"],
    ),
    "a list that lost its lines": (
        "工作任务\t工作举措\t责任单位\n推进5G覆盖\t- 新建基站1200个 - 消除盲点86处\t工信局\n推广证照\t1. 覆盖120个场景2. 开展核查\t数据局",
        ["1 推进5G覆盖 R工信局", "  - de 新建基站1200个", "  - on 消除盲点86处",
         "2 推广证照 R数据局", "  - de 覆盖120个场景", "  - on 开展核查"],
    ),
    "the first unit leads": (
        "工作任务\t责任单位\n修路\t甲局、乙局\n\n备注：责任单位有两个以上的，排在首位的为牵头单位。",
        ["1 修路 L甲局 S乙局", "  = on 修路"],
    ),
    "what is done": (
        "Action\tOwner\tDue\tStatus\nAction 3: Open the pier\tHarbour Office\t30 June 2026\tDone",
        ["1(Action 3) Open the pier LHarbour Office 2026-06-30", "  = de Open the pier ✓"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    """Each kind of table gives the items that a person reads in it."""
    rows, meant = TABLES[name]
    assert tree(read(f"滨海区2026年重点任务分解表\n{rows}\n").items) == meant


def test_an_english_table() -> None:
    """Heads, owners, days and themes of an English plan; a heading above each table is that of its rows."""
    text = (
        "Harbour Trust delivery plan 2026\nTheme A: Quays\nRef\tAction\tLead officer\tBy when\n"
        "A1\tInstall 40 benches\tDirector of Estates\tEnd of May 2026\n"
        "A2\tPublish footfall figures\tDr H. Lindqvist, Finance Team\tMonthly\n"
        "A3\tHold a festival\tEvents Team, with support from Parks Office\t19 July 2026\n"
    )
    (theme,) = read(text).items
    assert tree(theme.parts) == [
        "1 Install 40 benches LDirector of Estates 2026-05-31", "  = de Install 40 benches",
        "2 Publish footfall figures LFinance Team PDr H. Lindqvist", "  = on Publish footfall figures each month",
        "3 Hold a festival LEvents Team SParks Office 2026-07-19", "  = de Hold a festival",
    ]  # fmt: skip


def test_what_english_work_is_measured_by() -> None:
    """What success is, in words, is no task; a post, and letters for one, are no person."""
    text = (
        "Oak School improvement plan 2026\nWhat will we do?\tWho?\tBy when?\tSuccess criteria\n"
        "Send letters to families\tHeadteacher\tWeekly\tLetters sent\nOpen a garden\tSENCO; PTA\t31 May 2026\tUsed by all\n"
    )
    assert tree(read(text).items) == [
        "1 Send letters to families LHeadteacher", "  = on Send letters to families each week",
        "2 Open a garden LSENCO、PTA 2026-05-31", "  = de Open a garden",
    ]  # fmt: skip


INDICATORS = (
    "滨海区2026年主要指标任务分解表\n序号\t指标名称\t单位\t2025年实绩\t2026年目标\t责任单位\n"
    "1\t地区生产总值增长\t%\t5.3\t6左右\t发改局\n2\t新增规上企业\t家\t18\t不少于20\t工信局\n3\t港口吞吐量（万吨）\t\t1,150\t1,200\t港航局\n"
)


@pytest.mark.parametrize("text", [INDICATORS, INDICATORS.replace("\t责任单位", "").replace("\t发改局", "")])
def test_indicators(text: str) -> None:
    """A target has its unit from a column or a bracket, and last year's value, which is a figure of its own, too."""
    found = parse_document(Source(text, ""))
    assert [(one.label, one.qualifier, one.value, one.unit, one.period, one.baseline) for one in found.targets] == [
        ("地区生产总值增长", "左右", 6, "%", "2026", 5.3),
        ("新增规上企业", "不少于", 20, "家", "2026", 18),
        ("港口吞吐量", None, 12_000_000, "吨", "2026", 11_500_000),
    ]
    assert [(one.label, one.value, one.kind, one.period) for one in found.figures] == [
        ("地区生产总值增长", 5.3, "growth", "2025"), ("新增规上企业", 18, "measure", "2025"),
        ("港口吞吐量", 11_500_000, "measure", "2025"),
    ]  # fmt: skip
    for one in (*found.targets, *found.figures):
        assert text.startswith(one.quote, one.offset)
    assert [item.title for item in found.items] == ["地区生产总值增长", "新增规上企业", "港口吞吐量（万吨）"][
        : 3 * ("责任" in text)
    ]


def test_rows_that_are_none() -> None:
    """A line of totals is left out, and told."""
    text = "滨海区2026年重点任务分解表\n序号\t工作任务\t责任单位\n1\t修路\t甲局\n合计\t1项\t\n"
    found = read(text)
    assert tree(found.items) == ["1 修路 R甲局", "  = on 修路"]
    assert [(one.what, str(one.why), text[one.offset :][:2]) for one in found.skipped] == [
        ("合计", "a line of totals or notes", "合计")
    ]


def test_cards() -> None:
    """Labelled lines are rows, below the headings between them; what describes the whole is no task."""
    text = (
        "附件2\n滨海区2026年重点项目计划\n（一）交通（2项）\n项目名称：东港大桥\n建设内容：全长2公里。\n年度目标：5月底前动工。\n责任单位：甲局；配合单位：乙局\n"
        "项目名称：环城路\n责任单位：丙局\n完成时限：年底前\n（二）水利（1项）\n项目名称：水厂\n责任单位：丁局\n一季度：－－\n二季度：5月8日通水\n三季度：验收\n联系人：钟某\n"
    )
    assert tree(read(text).items) == [
        "1(（一）) 交通（2项）",
        "  1 东港大桥 S乙局 R甲局",
        "    - de 动工 2026-05-31",
        "  2 环城路 R丙局 2026-12-31",
        "    = de 环城路",
        "2(（二）) 水利（1项）",
        "  3 水厂 R丁局",
        "    = de 水厂 通水 2026-05-08 验收 2026-09-30",
    ]


PLAIN_HEADS = """滨海区2026年改革事项一览表
编号\t改什么\t怎么改\t谁来改\t谁帮忙\t何时见效
A 办事类
A1\t报销多头跑\t上线窗口8个\t区医保局\t——\t4月底
A2\t认证难\t推出上门认证服务\t区人社局\t区民政局\t长期坚持
B 管理类
B1\t牌子多\t清理挂牌\t区委社工部\t/\t已完成
填表说明：
1、“谁来改”为责任单位。
2、逾期由区委改革办约谈。
"""


def test_heads_that_ask() -> None:
    """Who does what, how and by when; a group right below the heads; what is done already; notes are no tasks."""
    assert tree(read(PLAIN_HEADS).items) == [
        "1 A 办事类", "  1 报销多头跑 L区医保局 2026-04-30", "    - de 上线窗口8个",
        "  2 认证难 L区人社局 S区民政局 None", "    - de 推出上门认证服务", "2 B 管理类", "  1 牌子多 L区委社工部",
        "    - on 清理挂牌 ✓",
    ]  # fmt: skip


DAYS_ALONE = """滨海区2026年工作安排
时间节点\t任务\t承办\t协办
5月底\t编制规划\t战略部\t法务部
6.20前\t申报产品2项\t技术中心\t/

月份\t主要工作\t承办\t备注
3月\t召开全委会\t办公室\t3月10日前
6月\t举办集体婚礼\t青工部\t参加新人30对
"""


def test_days_alone() -> None:
    """A day alone among milestones, or in a note within the month, says by when."""
    assert tree(read(DAYS_ALONE).items) == [
        "1 编制规划 S法务部 R战略部 2026-05-31", "  = de 编制规划", "2 申报产品2项 R技术中心 2026-06-20",
        "  = de 申报产品2项", "3 召开全委会 R办公室 2026-03-10", "  = de 召开全委会", "4 举办集体婚礼 R青工部 2026-06-30",
        "  = de 举办集体婚礼",
    ]  # fmt: skip
